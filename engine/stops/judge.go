package stops

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Judge looks at the steps of a run one after the other. What it keeps from one to the next is who spins on what; all
// else about a step stands in its events.
type Judge struct {
	text  *Text
	slots []asking
}

// mostAsked is how many ops of one spin are told apart.
const mostAsked = 4

// asking is what a coroutine has asked in vain since it did anything that others notice.
type asking struct {
	known bool // from its beginning
	n     int
	at    [mostAsked]uint16
}

func (a *asking) has(pc uint16) bool { return slices.Contains(a.at[:a.n], pc) }

func (a *asking) add(pc uint16) {
	if a.n == mostAsked {
		copy(a.at[:], a.at[1:])
		a.n--
	}
	a.at[a.n] = pc
	a.n++
}

// NewJudge makes a judge of runs of a scene. Begin comes first.
func NewJudge(t *Text) *Judge { return &Judge{text: t} }

// Copy returns a judge that knows what this one knows, and goes on by itself. O(slots).
func (j *Judge) Copy() *Judge { return &Judge{text: j.text, slots: slices.Clone(j.slots)} }

// Begin prepares for the step that comes next. O(slots).
func (j *Judge) Begin(e *engine.Engine) {
	j.slots = slices.Grow(j.slots[:0], e.Slots())[:e.Slots()]
	for s := range j.slots {
		place := e.Links(s).Place
		j.slots[s] = asking{known: e.StepNumber() == 0 || place != engine.Ready && place != engine.Running}
	}
}

// Asked says what is known of the spin that a stop in doubt is about, before that step: whether it goes on there, or
// begins; settled is false where that lies before the judge's beginning.
func (j *Judge) Asked(s Stop) (again, settled bool) {
	a := &j.slots[s.who]
	again = a.has(s.pc)
	return again, again || a.known
}

// Look says whether a step is a stop, by its events and those of the commands given there; e is the machine after it.
// O(events).
func (j *Judge) Look(e *engine.Engine, events []engine.Event) Stop {
	l := look{judge: j, machine: e}
	l.stop.Who, l.stop.Object = -1, engine.NoObject
	for i := range events {
		l.event(&events[i])
	}
	if l.woke != nil && !l.moved && e.Policy() != program.RoundRobin {
		l.find(Idle, l.woke)
	}
	if l.doubt != nil {
		l.stop.Doubt = l.stop.Why == NoReason
		if l.stop.Spin, l.stop.who, l.stop.pc = true, l.doubt.Who, l.doubt.PC; l.stop.Doubt {
			l.find(Spins, l.doubt)
		}
	}
	return l.stop
}

// look is a look at one step.
type look struct {
	judge   *Judge
	machine *engine.Engine
	stop    Stop
	woke    *engine.Event // an op that should have let somebody go on
	moved   bool          // it did
	doubt   *engine.Event // a spin that may have begun before
}

// find notes a reason.
func (l *look) find(why Reason, ev *engine.Event) {
	l.stop.All |= 1 << why
	if why > l.stop.Why {
		l.stop.Why, l.stop.Who, l.stop.Object = why, ev.Who, ev.Object
	}
}

func (l *look) event(ev *engine.Event) {
	switch ev.Kind {
	case engine.Did:
		l.did(ev)
	case engine.Moved:
		l.move(ev)
	case engine.Joined:
		l.find(Queues, ev)
	case engine.Called:
		l.find(Calls, ev)
	case engine.Spawned:
		l.judge.slots[ev.Who] = asking{known: true}
	case engine.Refused:
		l.find(Refuses, ev)
	case engine.Commanded, engine.Posted, engine.Switched:
		l.find(Commands, ev)
	case engine.Cycled:
		l.find(Cycles, ev)
	case engine.Orphaned:
		l.find(Orphans, ev)
	case engine.Broke:
		l.find(Breaks, ev)
	case engine.Came:
		l.stop.Moved = true
		l.find(RunEnds, ev)
	case engine.Answered, engine.Handled:
		l.find(Answers, ev)
	case engine.Lost:
		l.find(Loses, ev)
	}
}

// move looks at a change of place.
func (l *look) move(ev *engine.Event) {
	switch ev.Cause() {
	case engine.ByQuantum:
		l.find(Quantum, ev)
	case engine.ByDispatch, engine.ByYield, engine.ByCompute, engine.BySpin, engine.ByRetest:
	default:
		l.stop.Moved = true
		why := Wakes
		switch to := ev.ToPlace(); {
		case ev.Cause() == engine.ByKill:
			why = Kills
		case ev.Cause() == engine.ByInterrupt || ev.Cause() == engine.ByReturn: // nobody woke it, or is waited for
			why = Interrupts
		case to == engine.Free || ev.Cause() == engine.ByReturnValue:
			why = Ends
		case ev.FromPlace() == engine.Free:
			why = Spawns
		case to == engine.Waiting || to == engine.TimedWaiting:
			why = Blocks
		default:
			l.moved = true
		}
		l.find(why, ev)
	}
}

// did looks at an op.
func (l *look) did(ev *engine.Event) {
	if ev.Who < 0 || int(ev.Who) >= len(l.judge.slots) {
		return
	}
	op, a := ev.Op(), &l.judge.slots[ev.Who]
	switch {
	case ev.Outcome() == engine.Blocked:
	case l.askedInVain(ev):
		switch {
		case a.has(ev.PC):
			return
		case a.known:
			l.find(Spins, ev)
		default:
			l.doubt = ev
		}
		a.add(ev.PC)
		return
	case op == program.Test:
		meaning := l.judge.text.meaning(ev)
		if meaning == decides {
			l.find(Tests, ev)
		}
		if meaning != round && l.judge.text.spinsAt(ev.PC) { // it leaves its loop
			*a = asking{known: true}
		}
		return
	case idles(op):
		return
	}
	*a = asking{known: true}
	if ev.Outcome() == engine.Done {
		l.done(ev)
	}
}

// done looks at an op that is finished.
func (l *look) done(ev *engine.Event) {
	op, r := ev.Op(), program.Result(ev.Result)
	switch {
	case op == program.Unlock:
		if ev.Arg == 0 && r == program.OK && l.untold(ev) {
			l.woke = ev
		}
	case l.judge.text.wakes[op]:
		switch {
		case l.ofMutex(ev): // a signaller has its monitor back
		case ev.Arg == 0:
			l.find(Unheard, ev)
		default:
			l.woke = ev
		}
	case op == program.Wait || op == program.WaitWithin:
		l.find(WaitEnds, ev)
	case r == program.TimedOut && l.late() && op != program.Relock && op != program.Sleep:
		l.find(WaitEnds, ev)
	case op == program.Drop && r == program.Busy, op == program.Clear && ev.Arg > 0:
		l.find(Loses, ev)
	case op == program.Remove && r == program.Error:
		l.find(Refuses, ev)
	}
}

// untold reports whether no callback tells the scheduler that a mutex is free for which somebody sleeps. O(slots).
func (l *look) untold(ev *engine.Event) bool {
	if l.machine.Rules()[program.RuleUnlockCallback] != program.CallbackNone {
		return false
	}
	for s := range l.judge.slots {
		if at := l.machine.Links(s); at.Lock && at.Object == int(ev.Object) {
			return true
		}
	}
	return false
}

// late reports whether waiters look for themselves when they run.
func (l *look) late() bool {
	return l.machine.Rules()[program.RuleWoken] == program.WokenWhenRun || l.machine.Policy() == program.RoundRobin
}

func (l *look) ofMutex(ev *engine.Event) bool {
	p := l.judge.text.prog
	return int(ev.Object) < len(p.Objects) && p.Objects[ev.Object].Class == program.MutexClass
}

// askedInVain reports whether an op asked for something that it did not get, and goes on without.
func (l *look) askedInVain(ev *engine.Event) bool {
	r := program.Result(ev.Result)
	switch op := ev.Op(); {
	case ev.Outcome() == engine.Yielded:
		return r == program.Busy // a spinlock
	case ev.Outcome() != engine.Done:
		return false
	case op == program.TryLock, op == program.Cas:
		return r != program.OK
	case op == program.Poll, op.Describes(), op == program.Select:
		return r == program.Busy
	case op == program.Test:
		return l.judge.text.meaning(ev) == round
	}
	return false
}

// meaning returns what the answer that a test gave means.
func (t *Text) meaning(ev *engine.Event) answer {
	if int(ev.PC) >= len(t.answers) {
		return 0
	}
	if ev.Arg != 0 {
		return t.answers[ev.PC][0]
	}
	return t.answers[ev.PC][1]
}

// spinsAt reports whether a test has an answer that goes round a loop which only waits for others.
func (t *Text) spinsAt(pc uint16) bool {
	return int(pc) < len(t.answers) && (t.answers[pc][0] == round || t.answers[pc][1] == round)
}
