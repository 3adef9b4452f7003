package compare

import (
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
	"github.com/quartet-os/quartet/engine/session"
)

// Run is two runs in lock step.
type Run struct {
	a, b    world
	step    int64
	every   int64 // the states are compared after so many steps, where all steps did the same
	kept    int64 // the step up to which the states were compared
	pairs   pairs
	parting *Parting
	differs map[string]bool // parts of the state that differ, once they are asked for
}

// Parting is the first step that differs.
type Parting struct {
	Pass, Step int64
	A, B       string // what happens there, in sentences; or what the state is
	Left       string // where the sentences are the same in both: what differs all the same, in A
	Right      string // and in B
}

// world is one of the two runs.
type world struct {
	course
	side   Side
	events []engine.Event // of the last step
	before *engine.Snapshot
	now    *engine.Snapshot
	seen   bool  // now is the present state
	first  deed  // of the step, the first that is not the same in the other world
	most   int64 // passes that it may make, -1 for any number
	kept   course
}

// course is how far a world has come.
type course struct {
	e       *engine.Engine
	tally   Tally
	next    int // the first command that is not yet given
	skipped []session.Given
	names   []string // by slot, as of the events that are looked at
	begun   int      // the function of the coroutine that was started last
	over    bool     // it made no step
}

// seldom is for how many slots one more step goes by between two comparisons of the states, which cost by the slot.
const seldom = 32

// New begins to compare. Both worlds stand at their boot, with the commands that are given there done.
func New(a, b Side) (*Run, error) {
	r := &Run{}
	for i, one := range [...]*world{&r.a, &r.b} {
		one.side, one.most = [...]Side{a, b}[i], -1
		e, err := engine.New(one.side.Program)
		if err != nil {
			return nil, err
		}
		one.e = e
		one.events = append(one.events, e.Boot()...)
		for slot := range e.Slots() {
			one.names = append(one.names, freeName(slot))
		}
		one.tally.Boot(e, e.Boot())
		one.before, one.now = e.Snapshot(nil), e.Snapshot(nil)
		one.obey()
		one.look()
		r.every = max(r.every, int64(e.Slots()/seldom), 1)
	}
	r.pairs.make(&r.a, &r.b)
	r.compare()
	r.keep()
	return r, nil
}

// obey gives the commands of the present step.
func (w *world) obey() {
	for w.next < len(w.side.Commands) && w.side.Commands[w.next].Step <= w.e.StepNumber() {
		given := w.side.Commands[w.next]
		w.next++
		events, err := given.To(w.e)
		if err != nil || given.Step < w.e.StepNumber() {
			w.skipped = append(w.skipped, given)
			continue
		}
		w.tally.Tell(events)
		w.events = append(w.events, events...)
	}
}

// forward makes a step, and gives the commands behind it. A world that is over stays as it is.
func (w *world) forward() {
	at := w.e.StepNumber()
	w.events, w.seen = w.events[:0], false
	if w.most < 0 || w.e.RunningSlot() >= 0 || w.e.PassNumber() < w.most {
		w.events = append(w.events, w.e.Step()...)
	}
	w.over = w.e.StepNumber() == at
	if !w.over {
		w.tally.Tell(w.events)
		w.obey()
	}
}

// look reads the state. That before the step stays to be told from.
func (w *world) look() {
	if !w.seen {
		w.before, w.now = w.now, w.before
		w.now, w.seen = w.e.Snapshot(w.now), true
	}
}

// keep notes how far a world has come, to return there.
func (w *world) keep() {
	e := w.e.Fork(w.kept.e)
	w.kept = w.course
	w.kept.e, w.kept.names = e, slices.Clone(w.names)
}

// back returns to what was kept last.
func (w *world) back() {
	e := w.kept.e.Fork(w.e)
	w.course = w.kept
	w.e, w.names, w.seen = e, slices.Clone(w.kept.names), false
	w.look()
}

// keep notes that the states are the same up to here.
func (r *Run) keep() {
	if r.parting == nil && r.every > 1 {
		r.kept = r.step
		r.a.keep()
		r.b.keep()
	}
}

// Step makes the next step in both worlds; false once both are over.
func (r *Run) Step() bool {
	if r.a.over && r.b.over {
		return false
	}
	r.a.forward()
	r.b.forward()
	if r.a.over && r.b.over {
		return false
	}
	r.step++
	switch {
	case r.parting != nil:
	case r.every == 1:
		r.compare()
	default:
		r.glance()
	}
	return true
}

// glance compares what happens in each step, and the states now and then. Where something is not the same it goes back
// to where the states were, and compares them step by step.
func (r *Run) glance() {
	same := r.a.over == r.b.over && alike(&r.a, &r.b)
	if same && r.step-r.kept < r.every {
		return
	}
	if same {
		r.a.look()
		r.b.look()
		if r.first().What == "" {
			r.keep()
			return
		}
	}
	to := r.step
	r.a.back()
	r.b.back()
	for r.step = r.kept; r.step < to && r.parting == nil; {
		r.a.forward()
		r.b.forward()
		r.step++
		r.compare()
	}
	for ; r.step < to; r.step++ {
		r.a.forward()
		r.b.forward()
	}
}

// first returns the first part of the state that differs; the zero value for none.
func (r *Run) first() (first Difference) {
	r.pairs.differences(&r.a, &r.b, func(d Difference) bool {
		first = d
		return false
	})
	return first
}

// compare compares the step that was made, and the states after it.
func (r *Run) compare() {
	r.a.look()
	r.b.look()
	same := r.a.over == r.b.over && alike(&r.a, &r.b)
	first := r.first()
	if same && first.What == "" {
		return
	}
	p := Parting{Step: r.step, Pass: max(r.a.e.PassNumber(), 1), A: r.a.told(), B: r.b.told()}
	if r.a.over {
		p.Pass = r.b.e.PassNumber()
	}
	if r.step == 0 {
		p.Pass, p.A, p.B = 0, "", ""
	}
	switch {
	case p.A != p.B:
	case first.A != first.B:
		p.Left, p.Right = first.A, first.B
	case !same:
		p.Left, p.Right = r.a.first.tell(), r.b.first.tell()
	}
	p.A, p.B = strings.TrimSpace(p.A+" "+p.Left), strings.TrimSpace(p.B+" "+p.Right)
	r.parting = &p
}

// told says what happened in the step, in sentences.
func (w *world) told() string {
	if w.over {
		if end := w.e.End(); end.Text != "" {
			return "It is over: " + end.Text
		}
		return "It is over."
	}
	var all []string
	for _, s := range narrate.New(w.side.Program, w.before).Tell(w.events, w.e.End()) {
		all = append(all, s.String())
	}
	if len(all) > 0 {
		return strings.Join(all, " ")
	}
	for _, ev := range w.events {
		if ev.Kind == engine.Did && ev.PC != engine.NoPC && ev.Who >= 0 {
			return w.e.Name(int(ev.Who)) + " does " + w.side.Program.OpText(int32(ev.PC)) + "."
		}
	}
	return "Nothing happens."
}

// Parting returns the first step that differs; nil as long as there was none.
func (r *Run) Parting() *Parting { return r.parting }

// At is the step that both worlds stand at, or where the longer one does.
func (r *Run) At() int64 { return r.step }

// Over reports whether both worlds are over.
func (r *Run) Over() bool { return r.a.over && r.b.over }

// Engines returns the machines of both worlds, to be read.
func (r *Run) Engines() (a, b *engine.Engine) { return r.a.e, r.b.e }

// Skipped returns the commands of both sides that did not fit so far, with those that a run was over before.
func (r *Run) Skipped() (a, b []session.Given) { return r.a.leftOut(), r.b.leftOut() }

// leftOut returns the commands that did not fit. Where the run has ended, those of later steps never will.
func (w *world) leftOut() []session.Given {
	if w.e.End().Kind == engine.NotEnded {
		return w.skipped
	}
	return slices.Concat(w.skipped, w.side.Commands[w.next:])
}

// Totals returns what was counted so far in both worlds.
func (r *Run) Totals() (a, b []Count) { return r.a.tally.Counts(), r.b.tally.Counts() }

// Sides returns what is compared.
func (r *Run) Sides() (a, b Side) { return r.a.side, r.b.side }

// Limit lets each world stop behind so many passes.
func (r *Run) Limit(passes int64) { r.a.most, r.b.most = passes, passes }

// Grew reports whether a part of the state differs that did not when it was asked last.
func (r *Run) Grew() bool {
	if r.differs == nil {
		r.differs = map[string]bool{}
	}
	var grown bool
	now := map[string]bool{}
	r.a.look()
	r.b.look()
	r.pairs.differences(&r.a, &r.b, func(d Difference) bool {
		now[d.What] = true
		grown = grown || !r.differs[d.What]
		return true
	})
	r.differs = now
	return grown
}

// freeName is the name of a slot that no coroutine has.
func freeName(slot int) string { return "s" + strconv.Itoa(slot+1) }
