package command

import "github.com/quartet-os/quartet/engine/grade"

// gradesJSON prints what came of all files as one object.
func gradesJSON(out *output, all []grade.Grade, found *folder, off bool) {
	j := out.json()
	j.beginObject()
	j.field("files").beginArray()
	for i := range all {
		gradeJSON(j, &all[i])
	}
	j.end(']')
	j.field("skipped").texts(found.skipped)
	j.field("complete").truth(!off)
	j.end('}')
	j.raw("\n")
}

// gradeJSON prints what came of one.
func gradeJSON(j *jsonWriter, g *grade.Grade) {
	j.beginObject()
	j.field("file").text(g.File)
	j.field("verdict").text(g.Verdict.String())
	j.field("passed").truth(g.Passed)
	j.field("kind").text(g.Kind)
	j.field("text").text(g.Text)
	j.field("grain").text(g.Grain.String())
	j.field("length").number(int64(g.Length))
	j.field("states").number(g.States)
	j.field("untested").texts(g.Untested)
	j.field("notes").texts(g.Notes)
	j.end('}')
}
