package predict

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// autopsy follows a run that fails, and says which belief it shows to be wrong: by what happens, not by what the scene
// says of itself.
type autopsy struct {
	prog  *program.Program
	waits []waited // by slot
	last  int      // who did the last op

	gap       bool           // a wakeup fell between somebody's test and its sleep
	unheard   map[int]int    // by object, in which step a signal came that nobody heard
	forgotten bool           // somebody sleeps who was signalled before it came, and did not test
	again     bool           // somebody whose time was up waits again, without a test
	counted   bool           // a wakeup was spent on somebody whose time was up already
	misled    program.Belief // a wakeup went to one who had no use for it, past one who had
	tested    map[seen]int   // when somebody looked at an object, in steps
	changed   map[seen]int   // when somebody changed it
	known     map[local][]look
	guards    map[int32]bool // the tests before a wait
	stale     bool           // somebody decided by what it had seen, and that had been changed since
	meant     map[seen]bool  // its newest look was the test before a wait
	woken     map[int]int    // by slot, in which step somebody was woken, for a lock too
	steps     int
}

// local is one of a coroutine's own variables.
type local struct {
	slot int
	bit  int
}

// look is an object, and when it was looked at.
type look struct{ object, step int }

// seen is an object, and who looked at it.
type seen struct{ slot, object int }

// waited is the newest wait of a coroutine.
type waited struct {
	handle int64
	wait   int32 // the op, -1 for none
	looked bool  // the test around it was asked since
	late   bool  // it ended because its time was up
	back   bool  // it is over
}

func newAutopsy(p *program.Program, slots int) *autopsy {
	a := &autopsy{prog: p, waits: make([]waited, slots), last: -1, unheard: map[int]int{},
		tested: map[seen]int{}, changed: map[seen]int{}, known: map[local][]look{}, guards: map[int32]bool{},
		woken: map[int]int{}, meant: map[seen]bool{}}
	for _, test := range guards(p) {
		a.guards[test] = true
	}
	for i := range a.waits {
		a.waits[i].wait = -1
	}
	return a
}

// step looks at a step that led from one state to another.
func (a *autopsy) step(was *engine.Snapshot, at *engine.Engine, events []engine.Event) {
	a.steps++
	for i := range events {
		ev := &events[i]
		if ev.Kind == engine.Moved && ev.Cause().Row().Wakes {
			a.woken[int(ev.Who)] = a.steps
		}
		if ev.Kind != engine.Did || ev.PC == engine.NoPC || int(ev.PC) >= len(a.prog.Ops) || ev.Who < 0 {
			continue
		}
		slot, pc := int(ev.Who), int32(ev.PC)
		a.last = slot
		op := &a.prog.Ops[pc]
		switch {
		case wakes(op.Kind):
			a.woke(was, at, slot, op)
		case op.Kind == program.Wait || op.Kind == program.WaitWithin || op.Kind == program.Schedule:
			a.slept(slot, pc, ev, was.Coroutines[slot].Handle)
		case op.Kind == program.Relock:
			w := &a.waits[slot]
			w.back, w.late = true, w.late || program.Result(ev.Result) == program.TimedOut
		case op.Kind.Puts() || op.Kind == program.Take || op.Kind == program.Store:
			if ev.Outcome() != engine.Failed {
				a.changed[seen{slot, objectOf(a.prog, op)}] = a.steps
			}
		case op.Kind == program.Assign:
			a.learn(slot, pc)
		case op.Kind == program.Test:
			a.decides(slot, pc)
			for _, object := range a.prog.Reads(pc) {
				a.tested[seen{slot, object}] = a.steps
				a.meant[seen{slot, object}] = a.guards[pc]
			}
			if w := &a.waits[slot]; w.wait >= 0 {
				guards, _ := a.prog.Guards(pc, w.wait, -1)
				w.looked = w.looked || guards && w.back
			}
		}
	}
}

// outdated reports whether a coroutine has looked at something before a step, and that was changed since, up to that
// step, by another.
func (a *autopsy) outdated(slot, step int) bool {
	for of, at := range a.changed {
		tested, looked := a.tested[seen{slot, of.object}]
		if looked && tested < at && at <= step && of.slot != slot {
			return true
		}
	}
	return false
}

// since reports whether another than a coroutine has changed an object since a step.
func (a *autopsy) since(slot, object, step int) bool {
	for of, at := range a.changed {
		if of.object == object && of.slot != slot && at > step {
			return true
		}
	}
	return false
}

// learn notes what a coroutine's own variables were set from.
func (a *autopsy) learn(slot int, pc int32) {
	var looks []look
	for _, object := range a.prog.Reads(pc) {
		looks = append(looks, look{object, a.steps})
	}
	from, sets := a.prog.LocalsOf(pc)
	for bit := range a.prog.Locals {
		if from>>bit&1 != 0 {
			looks = append(looks, a.known[local{slot, bit}]...)
		}
	}
	for bit := range a.prog.Locals {
		if sets>>bit&1 != 0 {
			a.known[local{slot, bit}] = looks
		}
	}
}

// decides looks at a test of a coroutine's own variables: whether what they were set from has been changed since by
// another.
func (a *autopsy) decides(slot int, pc int32) {
	from, _ := a.prog.LocalsOf(pc)
	for bit := range a.prog.Locals {
		if from>>bit&1 == 0 {
			continue
		}
		for _, l := range a.known[local{slot, bit}] {
			a.stale = a.stale || a.since(slot, l.object, l.step)
		}
	}
}

// slept notes that somebody waits, or comes back from it.
func (a *autopsy) slept(slot int, pc int32, ev *engine.Event, handle int64) {
	w := &a.waits[slot]
	if ev.Outcome() == engine.Blocked {
		a.again = a.again || w.handle == handle && w.wait >= 0 && w.late && !w.looked
		*w = waited{handle: handle, wait: pc}
		object := a.prog.Object(&a.prog.Ops[pc])
		if at := a.unheard[object]; at > 0 {
			a.forgotten = a.forgotten || guardOf(a.prog, pc) < 0
			a.gap = a.gap || a.outdated(slot, at)
		}
		return
	}
	if w.wait != pc {
		*w = waited{handle: handle, wait: pc}
	}
	w.back, w.late = true, program.Result(ev.Result) == program.TimedOut
}

// woke looks at a signal or a broadcast: whom it should have reached, and whom it did.
func (a *autopsy) woke(was *engine.Snapshot, at *engine.Engine, who int, op *program.Op) {
	object := a.prog.Object(op)
	all := sleepers(was, object)
	if queue, ok := was.Waitable(object); ok && len(queue.Queue) > len(all) {
		a.counted = true
	}
	if len(all) == 0 {
		a.unheard[object] = a.steps
		for slot := range was.Coroutines {
			if wait, is := bound(a.prog, was, slot, object); is && slot != who && guardOf(a.prog, wait) >= 0 {
				a.gap = true
			}
		}
		return
	}
	if len(all) < 2 || op.Kind != program.Signal && op.Kind != program.Wakeup {
		return
	}
	now := at.Snapshot(nil)
	tests := map[int32]bool{}
	useless, could := false, false
	for _, slot := range all {
		wait := a.waits[slot].wait
		if wait < 0 {
			return
		}
		test := guardOf(a.prog, wait)
		tests[test] = true
		waits := test >= 0 && at.Probe().Asks(test, slot) == leadsToWait(a.prog, test, wait)
		if sleepsOn(&now.Coroutines[slot], object) {
			could = could || !waits
		} else {
			useless = useless || waits
		}
	}
	if useless && could && a.misled == 0 {
		a.misled = program.BeliefWakingAll
		if len(tests) > 1 {
			a.misled = program.BeliefOneForBoth
		}
	}
}

// belief returns what whoever thinks that the run ends well may believe, 0 where that is not known.
func (a *autopsy) belief(e *engine.Engine) program.Belief {
	now := e.Snapshot(nil)
	if e.End().Kind == engine.EndViolation {
		return a.culprit(now)
	}
	switch {
	case asleepWithLock(now):
		return program.BeliefKeepsLock
	case a.gap:
		return program.BeliefUnlocked
	case a.misled != 0:
		return a.misled
	case a.stale:
		return program.BeliefUnlocked
	case a.again, a.counted:
		return program.BeliefTimedOut
	case a.forgotten:
		return program.BeliefRemembered
	}
	return 0
}

// culprit says what who broke a law took for granted.
func (a *autopsy) culprit(now *engine.Snapshot) program.Belief {
	slot := now.Running
	if slot < 0 {
		slot = a.last
	}
	switch {
	case slot < 0:
		return 0
	case a.waits[slot].wait < 0 || !a.waits[slot].back || a.waits[slot].handle != now.Coroutines[slot].Handle:
		return a.oldNews(slot, now.Coroutines[slot].PC)
	}
	switch w := &a.waits[slot]; {
	case w.late:
		return program.BeliefTimedOut
	case a.counted:
		return program.BeliefTimedOut
	case w.looked:
		return a.oldNews(slot, now.Coroutines[slot].PC)
	case guardOf(a.prog, w.wait) >= 0:
		return program.BeliefIfWillDo
	}
	return program.BeliefRunsAtOnce
}

// oldNews says that who broke a law believed a test of its own to hold still, though somebody has changed since what it
// looked at: the test before a wait, or one from before it slept and was woken, for a lock say.
func (a *autopsy) oldNews(slot int, pc int32) program.Belief {
	if pc < 0 || int(pc) >= len(a.prog.Ops) {
		return 0
	}
	object := objectOf(a.prog, &a.prog.Ops[pc])
	of := seen{slot, object}
	at, looked := a.tested[of]
	slept := a.meant[of] || a.woken[slot] > at
	return belief(looked && object >= 0 && slept && a.since(slot, object, at), program.BeliefRunsAtOnce)
}

// asleepWithLock reports whether somebody sleeps for a signal with a mutex that others wait for.
func asleepWithLock(s *engine.Snapshot) bool {
	return slices.ContainsFunc(s.Waiting, func(slot int) bool {
		c := &s.Coroutines[slot]
		return (c.On == engine.OnCond || c.Listed >= 0) && slices.ContainsFunc(c.Holds, func(object int) bool {
			w, ok := s.Waitable(object)
			return ok && len(w.Queue) > 0
		})
	})
}

// examine plays a run from a machine, with commands at some of its steps, and says which belief its end shows to be
// wrong.
func examine(at *engine.Engine, given []Given, most int64) program.Belief {
	e := at.Fork(nil)
	e.Quiet(false)
	a := newAutopsy(e.Program(), e.Slots())
	a.begin(e.Snapshot(nil))
	for step := int64(0); step <= most; step++ {
		for len(given) > 0 && given[0].After == step {
			if _, err := e.Do(given[0].Command); err != nil {
				return 0
			}
			given = given[1:]
		}
		if e.End().Kind != engine.NotEnded {
			break
		}
		was, before := e.Snapshot(nil), e.StepNumber()
		events := e.Step()
		if e.StepNumber() == before {
			break
		}
		a.step(was, e, events)
	}
	b := a.belief(e)
	return belief(concerns(e.Program(), b), b)
}

// begin notes who waits already.
func (a *autopsy) begin(s *engine.Snapshot) {
	for slot := range s.Coroutines {
		c := &s.Coroutines[slot]
		asleep := c.Place == engine.Waiting || c.Place == engine.TimedWaiting
		if wait := waitOf(a.prog, c.PC); c.Live && wait >= 0 && (asleep || c.PC != wait) {
			a.waits[slot] = waited{handle: c.Handle, wait: wait}
		}
	}
}
