package predict

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// What answers say of a signal that nobody hears.
const (
	lost = "nobody: it is lost"
	kept = "nobody yet: it is kept for the next who waits"
)

// wakes reports whether an op wakes those who sleep on a condition or a wait list.
func wakes(k program.Kind) bool {
	return k == program.Signal || k == program.Broadcast || k == program.Wakeup || k == program.WakeupAll
}

// sleepsOn reports whether a coroutine sleeps on an object.
func sleepsOn(c *engine.CoroutineView, object int) bool {
	asleep := c.Place == engine.Waiting || c.Place == engine.TimedWaiting
	return c.Live && asleep && (c.Object == object || c.Listed == object)
}

// sleepers are those who sleep on an object, the first in its queue first.
func sleepers(s *engine.Snapshot, object int) (slots []int) {
	if w, ok := s.Waitable(object); ok {
		slots = append(slots, w.Queue...)
	}
	return slices.DeleteFunc(slots, func(slot int) bool { return !sleepsOn(&s.Coroutines[slot], object) })
}

// rouse lists what can be asked where somebody is about to wake others.
func (m *moment) rouse() (all []query) {
	object := m.at.Program().Object(m.op)
	if m.who < 0 || object < 0 || !wakes(m.op.Kind) {
		return nil
	}
	step := horizon{steps: 1}
	all = append(all, query{fact{topic: Heard, index: object, name: m.now.Coroutines[m.who].Name}, step})
	base, ok := step.play(m.ctx, m.at, nil)
	if !ok || !base.over || base.drawn {
		return all
	}
	for _, slot := range sleepers(m.now, object) {
		if !sleepsOn(&base.then.Coroutines[slot], object) {
			all = append(all, m.comeBack(slot)...)
			all = append(all, m.nextTurn(slot))
		}
	}
	return all
}

// nextTurn asks where somebody is behind its next turn.
func (m *moment) nextTurn(slot int) query {
	c := &m.now.Coroutines[slot]
	return query{fact{topic: Where, slot: slot, handle: c.Handle, name: c.Name}, horizon{turn: true, slot: slot}}
}

// givesBack lists what can be asked where somebody gives a mutex back for which another waits.
func (m *moment) givesBack() (all []query) {
	if m.running < 0 || m.op.Kind != program.Unlock {
		return nil
	}
	if w, ok := m.now.Waitable(m.at.Program().Object(m.op)); ok && len(w.Queue) > 0 {
		all = append(all, m.nextTurn(w.Queue[0]))
	}
	return all
}

// hurried returns what whoever does not see that somebody wakes up to wait again believes: that the one who was woken
// for a lock has it, or that it does not matter that it was woken with the lock taken.
func (m *moment) hurried(f fact, text string) program.Belief {
	base, ok := horizon{turn: true, slot: f.slot}.play(m.ctx, m.at, nil)
	if !ok || !base.over || f.read(base) == text {
		return 0
	}
	now := &base.then.Coroutines[f.slot]
	if now.Place != engine.Waiting || now.On != engine.OnMutex {
		return 0
	}
	if m.op.Kind == program.Unlock {
		return program.BeliefRunsAtOnce
	}
	return program.BeliefAnyPlace
}

// comeBack lists what can be asked about when somebody who waits is back from it.
func (m *moment) comeBack(slot int) (all []query) {
	c := &m.now.Coroutines[slot]
	p := m.at.Program()
	wait := waitOf(p, c.PC)
	if wait < 0 {
		return nil
	}
	h := horizon{back: true, slot: slot}
	timed := p.Ops[wait].Kind == program.WaitWithin
	if test := guardOf(p, wait); timed && (test < 0 || shared(p, test) == "") {
		return []query{{fact{topic: Finds, slot: slot, handle: c.Handle, name: c.Name, index: -1, timed: true}, h}}
	}
	if test := guardOf(p, wait); test >= 0 && asks(p, test) != "" && leadsToWait(p, test, wait) {
		f := fact{topic: Finds, slot: slot, handle: c.Handle, name: c.Name, index: int(test)}
		if f.timed = timed; timed {
			f.asks = shared(p, test)
		}
		all = append(all, query{f, h})
		all = append(all, query{fact{topic: Goes, slot: slot, handle: c.Handle, name: c.Name, index: int(test)}, h})
	}
	return all
}

// heard names those whom an op has woken.
func (f fact) heard(o *outcome) string {
	if o.was == nil {
		return ""
	}
	var names []string
	for _, slot := range sleepers(o.was, f.index) {
		if !sleepsOn(&o.then.Coroutines[slot], f.index) {
			names = append(names, o.was.Coroutines[slot].Name)
		}
	}
	if len(names) > 0 {
		return program.List(names, "and")
	}
	for i := range o.then.Conds {
		c := &o.then.Conds[i]
		if c.Object != f.index || c.Signals == 0 {
			continue
		}
		for _, slot := range c.SignalQueue[:min(len(c.SignalQueue), c.Signals)] { // they find it when they run next
			names = append(names, o.then.Coroutines[slot].Name)
		}
		if len(names) == 0 {
			return kept
		}
		return program.List(names, "and")
	}
	return lost
}

// answers say whether a test is true.
var answers = map[bool]string{true: "yes", false: "no"}

// finds tells whether the test around a wait is true when somebody is back from it.
func (f fact) finds(o *outcome) string {
	c := &o.then.Coroutines[f.slot]
	if !c.Live || c.Handle != f.handle || o.wait < 0 {
		return ""
	}
	if f.index < 0 {
		if o.late {
			return timeUp
		}
		return signalled
	}
	test := guardOf(o.e.Program(), o.wait)
	if test < 0 {
		return ""
	}
	if !f.timed {
		return answers[o.e.Probe().Asks(test, f.slot)]
	}
	so := isSo(o.e, f.asks)
	how, is := signalled, isFalse
	if o.late {
		how = timeUp
	}
	if so {
		is = isTrue
	}
	return how + is
}

// goes tells what somebody does who is back from a wait.
func (f fact) goes(o *outcome) string {
	c := &o.then.Coroutines[f.slot]
	if !c.Live || c.Handle != f.handle {
		return ""
	}
	return f.then(o.e.Program(), c.PC)
}

// then tells an op that follows a wait: the test again, or what comes behind it.
func (f fact) then(p *program.Program, pc int32) string {
	if pc < 0 || int(pc) >= len(p.Ops) {
		return ""
	}
	if p.Ops[pc].Kind == program.Test {
		return "it tests `" + asks(p, pc) + "` again"
	}
	return "it goes on with `" + p.OpText(pc) + "`, without a look"
}
