package explore

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Enabled is one thing that can happen next.
type Enabled struct {
	Choice
	Who     int           // slot of the coroutine that runs; -1: nobody is ready, and only time passes
	Woken   []int         // slots that it makes ready itself
	To      engine.Place  // where it is then
	Sleeps  int64         // ticks that it then sleeps, where the scene leaves something open; -1: it does not sleep
	Time    int64         // then, where only time passes
	Case    string        // of a select that could do several: the one that it does, as the scene writes it
	How     string        // how all that the scene leaves open was decided, beside whom it wakes: "for 3 ticks"
	Ended   engine.Ending // how the run ends with it; NotEnded: it goes on
	Kind    engine.Ending // what goes wrong at once; NotEnded: nothing
	Reason  string        // and why
	Back    bool          // it is back from a wait for a condition: what it does first comes behind that
	First   int32         // of one that is back: that op
	Inexact bool          // a duration is drawn that has no end of values: this is one of them, which no choice repeats

	turn   bool // its coroutine is not the one that comes next anyway
	raises bool // the interrupt is raised by it
}

// Bounds say how much of what can happen next is looked at; 0 is no bound.
type Bounds struct {
	Runners int // coroutines that could run
	Ways    int // in which the pass of one can go
	PassOps int // ops of a pass
	Ops     int // of all passes together
}

// Next lists what can happen next in a machine, under its own rules and policy: who can run the next pass, and each way
// in which what the scene leaves open can fall. more is how many of them are left out for the bounds: at least 1 for
// each coroutine that has more ways. Choice.Play takes one by hand. O(ways * state).
func Next(e *engine.Engine, within Bounds) (all []Enabled, more int) {
	l := lister{at: e, within: within}
	l.list()
	return l.all, l.more
}

// list tries what can happen next.
func (l *lister) list() {
	if l.at.End().Kind != engine.NotEnded {
		return
	}
	l.now = l.at.Snapshot(l.now)
	who := choosers(l.at, l.now)
	l.first = who[0]
	for i, slot := range who {
		if l.within.Runners > 0 && i >= l.within.Runners || i > 0 && l.spent() {
			l.more += len(who) - i
			break
		}
		l.ways(slot)
	}
}

// choosers returns who can do the next pass, -1 where there is nothing to choose; behind them the interrupts that may
// come instead, see engine.Interrupting.
func choosers(e *engine.Engine, now *engine.Snapshot) []int {
	who := []int{-1}
	switch {
	case e.Probe().Engaged() || e.Policy() == program.RoundRobin || len(now.Ready) == 0:
	case e.Policy() == program.Prioritized:
		who = e.Probe().Contenders(nil)
	default:
		who = now.Ready
	}
	if e.Program().UsesIrqs {
		return e.Probe().Raisable(slices.Clone(who))
	}
	return who
}

// lister tries what can happen next in a machine of its own, so that each entry says what really comes of it.
type lister struct {
	at     *engine.Engine
	now    *engine.Snapshot
	first  int // who comes next anyway
	within Bounds
	ops    int // looked at
	try    *engine.Engine
	then   *engine.Snapshot
	events []engine.Event
	all    []Enabled
	more   int

	watch *engine.Watch                      // what is looked at in each pass, or nil
	each  func(n *Enabled, e *engine.Engine) // hears of each as it is found, with the machine behind it; or nil
}

// spent reports whether no more ops may be looked at.
func (l *lister) spent() bool { return l.within.Ops > 0 && l.ops >= l.within.Ops }

// ways adds the ways in which the next pass of a slot can go; -1 is whoever comes next.
func (l *lister) ways(slot int) {
	var picks engine.Choices
	for n, more := 0, true; more; more = advance(&picks) {
		if n > 0 && (l.spent() || n == l.within.Ways) {
			l.more++
			return
		}
		l.try = l.at.Fork(l.try)
		l.try.Quiet(false)
		picks.Seen, picks.Inexact, picks.Tells = picks.Seen[:0], false, true
		if l.watch != nil {
			l.try.Probe().Watch(l.watch)
		}
		l.pass(slot, &picks)
		l.all = append(l.all, l.tell(slot, &picks))
		if l.each != nil {
			l.each(&l.all[len(l.all)-1], l.try)
		}
		n++
	}
}

// pass lets a slot run, up to the end of its pass or of the ops that are looked at.
func (l *lister) pass(slot int, picks *engine.Choices) {
	l.events = l.events[:0]
	l.try.Probe().Steer(slot, picks)
	for n := 0; l.within.PassOps <= 0 || n < l.within.PassOps; n++ {
		at := l.try.StepNumber()
		l.events = append(l.events, l.try.Step()...)
		l.ops++
		if l.try.StepNumber() == at || l.try.RunningSlot() < 0 || l.try.End().Kind != engine.NotEnded {
			return
		}
	}
}

// tell says what the pass that was tried would do.
func (l *lister) tell(slot int, picks *engine.Choices) Enabled {
	n := Enabled{Choice: choiceOf(l.at, l.events, picks, 1), Who: slot, Sleeps: -1, Ended: l.try.End().Kind,
		Kind: judge(l.try, l.events, nil), Inexact: picks.Inexact, turn: slot >= 0 && slot != l.first}
	if slot < 0 {
		n.Who = l.now.Running
	}
	if n.raises = slot < -1; n.raises || l.at.Probe().Raised() {
		n.Who = -1 // the first who comes to the CPU
	}
	for i := range l.events {
		ev := &l.events[i]
		if ev.Kind != engine.Moved {
			continue
		}
		from, to := ev.FromPlace(), ev.ToPlace()
		if n.Who < 0 && to == engine.Running {
			n.Who = int(ev.Who)
		}
		switch {
		case int(ev.Who) == n.Who:
			n.To = to
		case ev.Cause() == engine.ByKill:
		case n.Who >= 0 && int(ev.Arg) == n.Who && to == engine.Ready && from != engine.Free:
			n.Woken = append(n.Woken, int(ev.Who))
		}
	}
	if n.Ended == engine.NotEnded && n.Who >= 0 && l.try.RunningSlot() == n.Who {
		n.To = engine.Running
	}
	n.back(l)
	n.name(l)
	if n.Kind != engine.NotEnded {
		n.Reason = reason(l.try, n.Kind, stepNumber)
	}
	if n.Who < 0 || len(picks.Seen) > 0 {
		l.then = l.try.Snapshot(l.then)
		n.settle(l.then)
	}
	return n
}

// settle notes how what the scene leaves open was decided, by the state after it.
func (n *Enabled) settle(then *engine.Snapshot) {
	n.Time = then.Time
	if n.Who < 0 || !then.Coroutines[n.Who].Live {
		return
	}
	c := &then.Coroutines[n.Who]
	if c.Place == engine.TimedWaiting && c.Deadline != engine.NoDeadline {
		n.Sleeps = c.Deadline - c.Since
	}
}

// back notes of one that was woken from a wait for a condition what it does behind that, where its pass comes so far:
// it may find the mutex held, or have to sleep on.
func (n *Enabled) back(l *lister) {
	if n.Who < 0 || n.Interrupt != "" {
		return
	}
	p, c := l.at.Program(), &l.now.Coroutines[n.Who]
	waits := func(k program.Kind) bool { return k == program.Wait || k == program.WaitWithin }
	if c.Place != engine.Ready || c.PC < 0 {
		return
	}
	if k := p.Ops[c.PC].Kind; k != program.Relock && !(waits(k) && c.On == engine.OnCond) {
		return
	}
	for i := range l.events {
		ev := &l.events[i]
		if ev.Kind != engine.Did || int(ev.Who) != n.Who {
			continue
		}
		if ev.Outcome() == engine.Blocked {
			return
		}
		if int32(ev.PC) != c.PC && ev.Op() != program.Relock {
			n.Back, n.First = true, int32(ev.PC)
			return
		}
	}
}

// Commands returns what brings it about where the machine goes on by itself: none for what would happen anyway.
func (n *Enabled) Commands() (all []engine.Command) {
	if len(n.Take) > 0 {
		all = append(all, n.choose())
	}
	if n.turn {
		all = append(all, n.run())
	}
	if n.raises {
		all = append(all, n.interrupt())
	}
	return all
}

// choiceOf reads from the events of a pass who ran and whom it woke.
func choiceOf(before *engine.Engine, events []engine.Event, picks *engine.Choices, steps int) Choice {
	c := Choice{Steps: steps}
	for i := range picks.Seen {
		c.Take = append(c.Take, 0)
		if i < len(picks.Take) {
			c.Take[i] = picks.Take[i]
		}
	}
	if r := before.RunningSlot(); r >= 0 {
		c.Run = before.Name(r)
	}
	for i := range events {
		ev := &events[i]
		switch to := ev.ToPlace(); {
		case ev.Kind != engine.Moved || ev.Cause() == engine.ByKill:
		case ev.Cause() == engine.ByInterrupt:
			c.Interrupt = before.Name(int(ev.Who))
			c.Run = c.Interrupt
		case to == engine.Running:
			c.Run = before.Name(int(ev.Who))
		case to == engine.Ready && ev.FromPlace() != engine.Running && ev.FromPlace() != engine.Free:
			c.Wakes = append(c.Wakes, before.Name(int(ev.Who)))
		}
	}
	return c
}

// advance goes to the next combination of alternatives: the last choice that has one left takes it. False:
// none is left.
func advance(p *engine.Choices) bool {
	for len(p.Take) < len(p.Seen) {
		p.Take = append(p.Take, 0)
	}
	p.Take = p.Take[:len(p.Seen)]
	for k := len(p.Take) - 1; k >= 0; k-- {
		if p.Take[k]+1 < p.Seen[k] {
			p.Take[k]++
			p.Take = p.Take[:k+1]
			return true
		}
	}
	return false
}
