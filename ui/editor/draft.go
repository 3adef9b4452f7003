package editor

import (
	"errors"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/edit"
)

// Draft is a text of a scene that was begun from another.
type Draft struct {
	Base   *program.Program // the scene that it was begun from
	Text   edit.Text
	Kept   struct{ Path, Text string } // the file that it was written into last, and what was written
	Taught bool                        // a lesson is on, which may want the opposite of its goal
	Wanted string                      // what that wants of it; "" for nothing
	// Secret is set where what the old text comes to is still to be found, and is not told.
	Secret bool

	checked       Checked          // the last text that was read
	scene         *program.Program // the last text that could be read, as a scene
	boot          *engine.Snapshot // and its boot
	before, after ask.Verdicts
	told          string // what the schedule that broke the old text comes to in the new one
	toldOf        *program.Program

	old       []string // lines of the text as it was
	rows      []row
	rowsOf    int64 // version of the text that they are of
	top, left int   // the window: its first row and column
	page      int   // its rows
}

// newDraft begins a draft of a scene.
func newDraft(base *program.Program) *Draft {
	d := &Draft{Base: base}
	d.Text.Load(base.Source)
	d.old = slices.Clone(d.Text.Lines())
	d.before.Of = base
	return d
}

// Changed reports whether the text is another than that of the scene.
func (d *Draft) Changed() bool { return d.Text.Source() != d.Base.Source }

// holds reports whether answers are about a scene, and one of them is that every schedule holds.
func holds(v *ask.Verdicts, p *program.Program) bool {
	return v.Of != nil && v.Of.Source == p.Source && v.Known[ask.AsSaid] && v.All[ask.AsSaid].Answer == explore.Holds
}

// Holds reports whether every schedule of the changed text is known to hold.
func (d *Draft) Holds() bool {
	return d.Changed() && d.valid() && d.after.Known[ask.AsSaid] && d.after.All[ask.AsSaid].Answer == explore.Holds
}

// HoldsAtOp reports whether every schedule of the changed text is known to hold where anybody is interrupted anywhere.
func (d *Draft) HoldsAtOp() bool {
	return d.Holds() && d.after.Known[ask.AtOp] && d.after.All[ask.AtOp].Answer == explore.Holds
}

// FailsByChance reports whether every schedule of the changed text holds, and one fails with a wakeup for no reason.
func (d *Draft) FailsByChance() bool {
	return d.Holds() && d.after.Known[ask.Spurious] && d.after.All[ask.Spurious].Answer == explore.Fails
}

// Mends reports whether the changed text is a cure: every schedule is known to hold as its scene says and interrupted
// anywhere, and wakeups for no reason were asked for, and are not known to make one fail.
func (d *Draft) Mends() bool {
	return (d.HoldsAtOp() || d.Holds() && d.Base.Settings.Grain == program.GrainOp) && d.after.Known[ask.Spurious] &&
		!d.FailsByChance()
}

// Stand puts the cursor into a line, counted from 1, behind so many signs of it: 0 is before its first letter.
func (d *Draft) Stand(line, signs int) {
	d.Text.Point(line-1, 0)
	if signs == 0 {
		d.Text.Go(edit.LineStart, 1)
	}
	for range signs {
		d.Text.Go(edit.Right, 1)
	}
}

// Checked is what reading a draft came to.
type Checked struct {
	Version int64
	Text    string
	Program *program.Program // nil where it cannot be read
	Boot    *engine.Snapshot // of its machine
	Errors  program.Errors
	Err     error // any other reason
}

// Read reads a text as the scene of a file. The seed is that of the scene it was begun from, where that was chosen for
// the run and is not the scene's own.
func Read(file, text string, base *program.Program) (c Checked) {
	c.Text = text
	p, err := program.Parse(file, text)
	if err != nil {
		if !errors.As(err, &c.Errors) {
			c.Err = err
		}
		return c
	}
	if own, err := program.Parse(base.File, base.Source); err == nil {
		given := *p
		if own.Settings.Seed != base.Settings.Seed {
			given.Settings.Seed = base.Settings.Seed
		}
		if own.Name == p.Name { // that of a puzzle stands in no text
			given.Name = base.Name
		}
		p = &given
	}
	e, err := engine.New(p)
	if err != nil {
		c.Err = err
		return c
	}
	c.Program, c.Boot = p, e.Snapshot(nil)
	return c
}

// wrong returns where and what the first thing wrong is.
func (c *Checked) wrong() (line, column int, message string) {
	switch {
	case len(c.Errors) > 0:
		return c.Errors[0].Line, c.Errors[0].Column, c.Errors[0].Message
	case c.Err != nil:
		first, _, _ := strings.Cut(c.Err.Error(), "\n")
		return 1, 1, first
	}
	return 0, 0, ""
}

// valid reports whether the text is the one that was read last, and is a scene.
func (d *Draft) valid() bool {
	return d.checked.Version == d.Text.Version() && d.checked.Program != nil
}

// Take takes up what reading the text came to. The last text that could be read stays on the lanes.
func (d *Draft) Take(c Checked) {
	d.checked = c
	if c.Program != nil {
		d.scene, d.boot = c.Program, c.Boot
	}
}

// Scene returns the last text that could be read as a scene, and its boot; nil where none could be yet.
func (d *Draft) Scene() (*program.Program, *engine.Snapshot) { return d.scene, d.boot }
