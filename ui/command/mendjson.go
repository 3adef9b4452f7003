package command

import (
	"strings"

	"github.com/quartet-os/quartet/engine/mend"
)

// mendJSON prints what came of the changes of a scene as one object.
func mendJSON(out *output, name string, r *mend.Report) {
	j := out.json()
	j.beginObject()
	j.field("scene").text(name)
	j.field("grain").text(r.Grain.String())
	base := r.Base[mend.Own]
	if !r.Holds {
		base = r.Base[r.Target]
		j.field("target").text(r.Target.Name(r.Grain))
	}
	j.field("verdict").text(base.Answer.String())
	j.field("kind").text(base.Kind)
	j.field("length").number(int64(base.Length))
	for _, list := range []struct {
		name string
		of   []mend.Trial
	}{{"edits", r.Cures}, {"seem", r.Seem}, {"failed", r.Failed}} {
		j.field(list.name).beginArray()
		for i := range list.of {
			trialJSON(j, r, &list.of[i])
		}
		j.end(']')
	}
	countsJSON(j, r.Tried, r.Beyond, r.Left, r.States)
}

// countsJSON prints how much was looked at, and ends the object.
func countsJSON(j *jsonWriter, tried, unknown, left int, states int64) {
	j.field("tried").number(int64(tried))
	j.field("unknown").number(int64(unknown))
	j.field("left").number(int64(left))
	j.field("states").number(states)
	j.end('}')
	j.raw("\n")
}

// trialJSON prints one change, and what came of it.
func trialJSON(j *jsonWriter, r *mend.Report, t *mend.Trial) {
	j.beginObject()
	editJSON(j, &t.Edit)
	j.field("holds").beginArray()
	for _, w := range t.Holds {
		j.text(w.Name(r.Grain))
	}
	j.end(']')
	if t.Kind != "" {
		j.field("fails").beginObject()
		j.field("world").text(t.Fails.Name(r.Grain))
		j.field("kind").text(t.Kind)
		j.field("length").number(int64(t.Length))
		j.end('}')
	}
	if t.GaveUp != "" {
		j.field("gives_up").text(t.GaveUp)
	}
	if t.Dodges != "" {
		j.field("dodges").text(t.Dodges)
	}
	j.field("states").number(t.States)
	j.field("alike").beginArray()
	for i := range t.Alike {
		j.beginObject()
		editJSON(j, &t.Alike[i])
		j.end('}')
	}
	j.end(']')
	j.end('}')
}

// editJSON prints the fields of a change: the first place, and all of them.
func editJSON(j *jsonWriter, e *mend.Edit) {
	first := e.Changes[0]
	j.field("line").number(int64(first.Line))
	j.field("was").text(strings.Join(first.Was, "\n"))
	j.field("now").text(strings.Join(first.Now, "\n"))
	j.field("what").text(e.What)
	j.field("changes").beginArray()
	for _, c := range e.Changes {
		j.beginObject()
		j.field("line").number(int64(c.Line))
		j.field("was").text(strings.Join(c.Was, "\n"))
		j.field("now").text(strings.Join(c.Now, "\n"))
		j.end('}')
	}
	j.end(']')
}

// breakJSON prints what breaks a scene as one object.
func breakJSON(out *output, name string, b *mend.Breaks) {
	j := out.json()
	j.beginObject()
	j.field("scene").text(name)
	j.field("grain").text(b.Grain.String())
	j.field("verdict").text(b.Base.Answer.String())
	j.field("edits").beginArray()
	for i := range b.Broken {
		x := &b.Broken[i]
		j.beginObject()
		editJSON(j, &x.Edit)
		j.field("world").text(x.World.Name(b.Grain))
		if x.Starves != "" {
			j.field("kind").text("starves")
			j.field("who").text(x.Starves)
		} else {
			j.field("kind").text(x.Kind)
		}
		j.field("length").number(int64(x.Length))
		j.field("trivial").truth(x.Trivial)
		j.field("states").number(x.States)
		j.end('}')
	}
	j.end(']')
	countsJSON(j, b.Tried, b.Beyond, b.Left, b.States)
}
