package predict

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// How the wait with a deadline ends, and what the test around it is then.
const (
	timeUp    = "its time was up"
	signalled = "it was signalled"
	isTrue    = ", and it is true"
	isFalse   = ", and it is false"
)

// runsOut lists what can be asked where the time of one who waits is about to be up.
func (m *moment) runsOut() (all []query) {
	for _, slot := range m.now.Timed {
		if c := &m.now.Coroutines[slot]; waitOf(m.at.Program(), c.PC) >= 0 {
			all = append(all, m.comeBack(slot)...)
		}
	}
	for _, slot := range m.now.Ready { // its time is up, and it has not run yet
		c := &m.now.Coroutines[slot]
		if wait := waitOf(m.at.Program(), c.PC); wait >= 0 && m.at.Program().Ops[wait].Kind == program.WaitWithin &&
			c.On == engine.OnCond {
			all = append(all, m.comeBack(slot)...)
		}
	}
	return all
}

// held returns what whoever gives a wrong answer about the test around a wait believes; 0 where that is not known.
func (m *moment) held(f fact, right, wrong string) program.Belief {
	if f.topic != Finds {
		return 0
	}
	if f.index < 0 {
		return belief(wrong == timeUp && m.runOut(f.slot), program.BeliefTimedOut)
	}
	if f.timed {
		if right == timeUp+isFalse && wrong == timeUp+isTrue {
			return program.BeliefTimedOut
		}
		return 0
	}
	if right != "yes" {
		return 0
	}
	object := m.at.Program().Object(m.op)
	c := &m.now.Coroutines[f.slot]
	switch test := guardOf(m.at.Program(), waitOf(m.at.Program(), c.PC)); {
	case test < 0 || object < 0:
		return 0
	case !m.at.Probe().Asks(test, f.slot):
		return program.BeliefRunsAtOnce
	case m.roles(object):
		return program.BeliefOneForBoth
	default:
		return program.BeliefWakingAll
	}
}

// runOut reports whether the time of one who waits is up before it is back from its wait, whatever it comes back with.
func (m *moment) runOut(slot int) bool {
	if m.now.Coroutines[slot].Place == engine.Ready {
		return true
	}
	o, ok := horizon{back: true, slot: slot}.play(m.ctx, m.at, nil)
	return ok && slices.ContainsFunc(o.events, func(ev engine.Event) bool {
		return ev.Kind == engine.Moved && int(ev.Who) == slot && ev.Cause() == engine.ByTimeout
	})
}

// roles reports whether some who sleep on an object wait for something else than others.
func (m *moment) roles(object int) bool {
	tests := map[int32]bool{}
	for _, slot := range sleepers(m.now, object) {
		p := m.at.Program()
		if wait := waitOf(p, m.now.Coroutines[slot].PC); wait >= 0 {
			tests[guardOf(p, wait)] = true
		}
	}
	return len(tests) > 1
}

// couldUse returns what whoever thinks that a signal reaches one who can use it believes, where the one who is woken
// cannot and this one could.
func (m *moment) couldUse(f fact, slot int) program.Belief {
	p := m.at.Program()
	all := sleepers(m.now, f.index)
	waits := func(slot int) bool {
		test := guardOf(p, waitOf(p, m.now.Coroutines[slot].PC))
		return test < 0 || m.at.Probe().Asks(test, slot)
	}
	if len(all) < 2 || waits(slot) || !slices.ContainsFunc(all, waits) {
		return 0
	}
	if m.roles(f.index) {
		return program.BeliefOneForBoth
	}
	return program.BeliefWakingAll
}

// ways adds what somebody could do first who is back from a wait: look again, or go on without a look.
func (m *moment) ways(f fact, base *outcome, add func(string, program.Belief)) {
	p := m.at.Program()
	test := int32(f.index)
	_, behind := p.Successors(test)
	again := f.then(p, test)
	if f.read(base) != again {
		add(again, program.BeliefIfWillDo)
	} else if text := f.then(p, behind); text != "" {
		add(text, program.BeliefRunsAtOnce)
	}
}

// likelyHeard adds whom a signal could be thought to wake: each who sleeps, each who is about to, or the next.
func (m *moment) likelyHeard(f fact, add func(string, program.Belief)) {
	for _, slot := range sleepers(m.now, f.index) {
		add(m.now.Coroutines[slot].Name, m.couldUse(f, slot))
	}
	for slot := range m.now.Coroutines {
		if wait, is := bound(m.at.Program(), m.now, slot, f.index); is && slot != m.who {
			add(m.now.Coroutines[slot].Name, belief(guardOf(m.at.Program(), wait) >= 0, program.BeliefUnlocked))
		}
	}
	add(kept, program.BeliefRemembered)
	add(lost, 0)
}

// likelyFound adds how a wait could be thought to end, and what the test around it could be thought to be then.
func (m *moment) likelyFound(f fact, right string, add func(string, program.Belief)) {
	all := []string{answers[true], answers[false]}
	switch {
	case f.index < 0:
		all = []string{timeUp, signalled}
	case f.timed:
		all = []string{signalled + isFalse, timeUp + isTrue, timeUp + isFalse, signalled + isTrue}
	}
	for _, text := range all {
		add(text, m.held(f, right, text))
	}
}
