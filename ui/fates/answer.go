package fates

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/panel"
)

// failing reports whether the goal of a scene is that it fails.
func failing(p *program.Program) bool {
	return p.Lesson.Aim == "" && p.Goal != "" && !p.Lesson.Heals && p.Expect.Fails() && p.Expect.Kind < program.Reached
}

// Answer is what came of a question: of the run, and of how far it is to the goal of its scene.
type Answer struct {
	told    explore.Told
	row     panel.Fates
	at      []int64 // by prospect: the step behind which it is
	open    int64   // the step at which the pass that decides began: where it was still open
	command bool    // a command decided, and no pass
}

// lay makes the row of the timeline of what was told, of who ran in each pass, and of how far the goal is.
func (a *Answer) lay(ran []turn, far []explore.Prospect) {
	all := a.told.Prospects
	a.at = make([]int64, len(ran))
	for i := range ran {
		a.at[i] = ran[i].to
	}
	a.row = panel.Fates{Of: make([]explore.Fate, 0, len(all)), Note: "proven"}
	if !a.told.Whole {
		a.row.Note = "not all is known: " + a.told.Why
	}
	for i := range all {
		p := &all[i]
		for int64(len(a.row.Of)) <= p.Pass {
			a.row.Of = append(a.row.Of, explore.FateUnknown)
			a.row.Instead = append(a.row.Instead, panel.Instead{})
		}
		a.row.Of[p.Pass] = p.Fate
		if i > 0 && !p.Changed && all[i-1].Pass+1 == p.Pass {
			before := &all[i-1]
			who := before.Runs(ran[i].slot)
			a.row.Instead[p.Pass] = panel.Instead{Ran: who, Others: before.Others(who, p.Fate),
				More: before.More, Known: len(before.Chances) > 0}
		}
		if p.Decides && a.row.Decides == 0 {
			a.row.Decides, a.open, a.command = p.Pass, ran[i].from, p.Changed
		}
	}
	a.row.Far = make([]string, len(a.row.Of))
	for i := range far {
		if p := &far[i]; p.NearKnown && p.Pass < int64(len(a.row.Far)) {
			a.row.Far[p.Pass] = farWords(p.Near)
		}
	}
}

// farWords says how far it is to the goal.
func farWords(near int64) string {
	if near == 0 {
		return "the goal can no longer be reached"
	}
	return fmt.Sprintf("the goal: at least %d more %s", near, map[bool]string{true: "pass", false: "passes"}[near == 1])
}
