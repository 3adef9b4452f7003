package editor

import (
	"context"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/ask"
)

// Job is a question about a draft that is to be answered beside it.
type Job struct {
	Of    *program.Program
	After bool // the text as it is now; else as it was
	Ask   ask.Question
	// of the old text, whose schedule is to be played on the new one; nil: the question is asked
	Broken *explore.Verdict
}

// Next returns the question that comes next; false where all are answered.
func (d *Draft) Next() (Job, bool) {
	now := d.checked.Program
	if d.valid() && d.after.Of != now {
		d.after = ask.Verdicts{Of: now, All: d.after.All}
	}
	fresh := d.valid() && d.Changed()
	broken := d.before.All[ask.AsSaid]
	switch {
	case !d.before.Known[ask.AsSaid]:
		return Job{Of: d.Base}, true
	case fresh && !d.after.Known[ask.AsSaid]:
		return Job{Of: now, After: true}, true
	case fresh && d.toldOf != now && broken.Length > 0:
		return Job{Of: now, After: true, Broken: &broken}, true
	}
	for q := ask.Spurious; q < ask.Questions; q++ {
		if fresh && !d.after.Known[q] {
			return Job{Of: now, After: true, Ask: q}, true
		}
	}
	for q := ask.Spurious; q < ask.Questions; q++ {
		if !d.before.Known[q] {
			return Job{Of: d.Base, Ask: q}, true
		}
	}
	return Job{}, false
}

// Answer is what a job came to.
type Answer struct {
	Job
	Verdict explore.Verdict
	Told    string
}

// Do answers a question. It is called beside whoever holds the draft.
func (j Job) Do(ctx context.Context) (a Answer, err error) {
	a.Job = j
	if j.Broken != nil {
		a.Told, err = ask.Replay(ctx, j.Broken, j.Of)
		return a, err
	}
	a.Verdict, err = j.Ask.Of(ctx, j.Of)
	return a, err
}

// Hear takes up an answer; one about an older text is let go. A question that cannot be answered counts as one that
// nobody knows the answer to.
func (d *Draft) Hear(a Answer, err error) {
	if a.Of != d.Base && a.Of != d.checked.Program {
		return
	}
	if a.Broken != nil {
		d.told, d.toldOf = a.Told, a.Of
		if err != nil {
			d.told = "cannot be played: " + err.Error()
		}
		return
	}
	if err != nil {
		a.Verdict = explore.Verdict{Text: err.Error()}
	}
	v := &d.before
	if a.After {
		v = &d.after
	}
	if v.Of == a.Of {
		v.Known[a.Ask], v.All[a.Ask] = true, a.Verdict
	}
}
