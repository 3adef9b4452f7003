package editor

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/goal"
	"github.com/quartet-os/quartet/ui/panel"
)

// hunk is a part that changed: rows from one up to before another.
type hunk struct{ from, to int }

// hunks lists the parts that changed.
func (d *Draft) hunks() (all []hunk) {
	rows := d.compared()
	for i := 0; i < len(rows); i++ {
		if rows[i].mark == panel.Kept {
			continue
		}
		from := i
		for i < len(rows) && rows[i].mark != panel.Kept {
			i++
		}
		all = append(all, hunk{from, i})
	}
	return all
}

// hunk returns the one line that a part had, and the one that it has; two empty ones where there are more.
func (d *Draft) hunk(h hunk) (before, after string) {
	rows := d.compared()[h.from:h.to]
	if len(rows) != 2 || rows[0].mark != panel.Removed || rows[1].mark != panel.Added {
		return "", ""
	}
	return d.old[rows[0].line], d.Text.Lines()[rows[1].line]
}

// mostWord is how long words may be to stand in a title.
const mostWord = 16

// mostParted is how long lines may be whose words are compared for a title.
const mostParted = 1000

// parted returns the words in which two lines differ; two empty ones where they are many.
func parted(before, after string) (was, is string) {
	if len(before) > mostParted || len(after) > mostParted {
		return "", ""
	}
	one, other := strings.Fields(before), strings.Fields(after)
	for len(one) > 0 && len(other) > 0 && one[0] == other[0] {
		one, other = one[1:], other[1:]
	}
	for len(one) > 0 && len(other) > 0 && one[len(one)-1] == other[len(other)-1] {
		one, other = one[:len(one)-1], other[:len(other)-1]
	}
	was, is = strings.Join(one, " "), strings.Join(other, " ")
	if len(was) > mostWord || len(is) > mostWord {
		return "", ""
	}
	return was, is
}

// where names the lines that changed.
func (d *Draft) where(all []hunk) string {
	rows := d.compared()
	var lines []string
	n := 0
	for _, h := range all {
		first, last, gone := 0, 0, 0
		for _, r := range rows[h.from:h.to] {
			switch {
			case r.mark == panel.Removed:
				gone = r.line + 1
			case first == 0:
				first, last = r.line+1, r.line+1
			default:
				last = r.line + 1
			}
		}
		switch {
		case first == 0:
			lines = append(lines, fmt.Sprintf("%d (gone)", gone))
			n++
		case first == last:
			lines = append(lines, fmt.Sprint(first))
			n++
		default:
			lines = append(lines, fmt.Sprintf("%d-%d", first, last))
			n += 2
		}
	}
	if n == 1 {
		return "line " + lines[0]
	}
	return "lines " + program.List(lines, "and")
}

// mostWrong is how many errors are told in full.
const mostWrong = 4

// notes fills what is to be said of the change: what is wrong, else what it comes to.
func (d *Draft) notes(e *panel.Editor) {
	say := func(head, text string, mood panel.Mood) {
		e.Changed = append(e.Changed, panel.EditNote{Head: head, Text: text, Mood: mood})
	}
	hunks := d.hunks()
	switch {
	case len(hunks) == 0:
		say("changed", "nothing yet", panel.Plain)
	default:
		say("changed", d.where(hunks), panel.Plain)
	}
	if d.checked.Version == d.Text.Version() && d.checked.Program == nil {
		say("", "", panel.Plain)
		d.wrongNotes(say)
		return
	}
	if !d.Secret {
		d.schedule(e, say, len(hunks) > 0)
	}
	if d.Wanted != "" {
		say("", "", panel.Plain)
		say("the lesson", d.Wanted, panel.Good)
		return
	} else if d.Taught || d.Base.Goal == "" {
		return
	}
	from := len(e.Changed)
	defer func() {
		for i := from; i < len(e.Changed); i++ {
			e.Changed[i].Tells = true
		}
	}()
	say("", "", panel.Plain)
	before, after := &d.before.All[ask.AsSaid], &d.after.All[ask.AsSaid]
	if d.valid() && d.after.Known[ask.AsSaid] && after.Answer == explore.Holds && before.Answer == explore.Fails &&
		goal.ByFailing(d.Base) && before.Kind == d.Base.Expect.Kind {
		say("goal", d.Base.Goal, panel.Plain)
		short(e, goal.NoLonger)
		e.Changed[len(e.Changed)-1].Least = goal.NoSchedule
		say("    ", goal.NoLonger, panel.Plain)
		e.Changed[len(e.Changed)-1].With = true
		return
	}
	say("goal", d.Base.Goal, panel.Plain)
	e.Changed[len(e.Changed)-1].Whole = true
}

// wrongNotes tells what the parser says, with what would work.
func (d *Draft) wrongNotes(say func(head, text string, mood panel.Mood)) {
	for i, one := range d.checked.Errors {
		if i == mostWrong {
			say("", fmt.Sprintf("and %d more", len(d.checked.Errors)-i), panel.Plain)
			return
		}
		say("", fmt.Sprintf("line %d, column %d: %s", one.Line, one.Column, one.Message), panel.Bad)
		if one.Hint != "" {
			say("  ", one.Hint, panel.Plain)
		}
	}
	if d.checked.Err != nil {
		say("", d.checked.Err.Error(), panel.Bad)
	}
}

// mostRuns is how many steps of a schedule are named.
const mostRuns = 12

// schedule tells what the schedule that broke the old text comes to in the new one, or the one that breaks the new one.
func (d *Draft) schedule(e *panel.Editor, say func(head, text string, mood panel.Mood), changed bool) {
	before, after := &d.before.All[ask.AsSaid], &d.after.All[ask.AsSaid]
	known := d.valid() && d.after.Known[ask.AsSaid]
	from := len(e.Changed)
	defer func() {
		for i := from; i < len(e.Changed); i++ {
			e.Changed[i].Tells = true
		}
	}()
	fails := func(head string, v *explore.Verdict) { // why, the panels above say as well
		say(head, "✗ "+program.Clause(v.Reason), panel.Bad)
		short(e, "✗ "+v.Kind.String())
	}
	switch {
	case before.Answer == explore.Fails && before.Length > 0:
		say("", "", panel.Plain)
		say("the schedule that broke it:", before.Runs(mostRuns), panel.Plain)
		e.Changed[len(e.Changed)-1].Brief = "the schedule:"
		fails("  before", before)
		if changed && d.toldOf == d.checked.Program && d.valid() {
			say("  after ", d.told, panel.Plain)
			told, _, _ := strings.Cut(d.told, "; ")
			short(e, told)
		}
	case known && changed && after.Answer == explore.Fails && after.Length > 0:
		say("", "", panel.Plain)
		say("the schedule that breaks it:", after.Runs(mostRuns), panel.Plain)
		e.Changed[len(e.Changed)-1].Brief = "the schedule:"
		fails("  after", after)
	}
}

// short says the newest note in fewer words where it would be cut.
func short(e *panel.Editor, words string) { e.Changed[len(e.Changed)-1].Short = words }
