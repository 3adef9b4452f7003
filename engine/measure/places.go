package measure

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// moved takes in a change of place.
func (m *Meter) moved(ev *engine.Event) {
	s := &m.slots[ev.Who]
	from, to := ev.FromPlace(), ev.ToPlace()
	// a handler that stands by is nobody who waits, also where it is killed there
	wakes, rests := s.standsBy, ev.Cause() == engine.ByReturn || ev.Cause() == engine.ByDeclare
	s.standsBy = rests
	if c := areaOf(from); c >= 0 && !wakes {
		m.level[c]--
	}
	if c := areaOf(to); c >= 0 && !rests {
		m.level[c]++
	}
	asleep := (from == engine.Waiting || from == engine.TimedWaiting) && !wakes
	sleeps := (to == engine.Waiting || to == engine.TimedWaiting) && !rests
	switch {
	case to == engine.Running:
		m.starts(ev.Who, ev.Cause(), asleep)
	case from == engine.Running:
		if sleeps {
			s.on = m.syncOf(ev.Object)
		}
		m.stops(s, ev.Cause(), sleeps)
	case asleep && !sleeps:
		m.wakes(s, ev.Cause())
	}
	if to == engine.Free {
		m.employ(int(s.fn), -1)
		s.fn = -1
	}
	s.place = to
}

// areaOf returns the area of a place, -1 for FREE and for the CPU.
func areaOf(p engine.Place) channel {
	switch p {
	case engine.Ready:
		return readyArea
	case engine.Waiting:
		return waitingArea
	case engine.TimedWaiting:
		return timedArea
	}
	return -1
}

// starts begins a pass.
func (m *Meter) starts(who int32, why engine.Cause, asleep bool) {
	m.passes++
	m.add(passes, 1)
	if who != m.last {
		m.add(switches, 1)
	}
	m.last = who
	m.begun, m.retest = false, why == engine.ByRetest
	if asleep {
		m.asleep(&m.slots[who], -1)
	}
}

// stops ends a pass.
func (m *Meter) stops(s *slot, why engine.Cause, sleeps bool) {
	switch {
	case !sleeps:
		if !m.begun && (why == engine.ByYield || why == engine.BySpin) {
			m.add(emptyPasses, 1)
		}
		if m.retest {
			m.wakes(s, why) // its wait ended when it looked for itself
		}
		return
	case m.retest && !m.begun && why == s.why: // it looked in vain
		m.add(emptyResumes, 1)
	default:
		if s.woken && (why == engine.ByWait || why == engine.ByPark || why == engine.ByBlock) {
			m.add(emptyWakeups, 1)
		}
		s.woken = false
		s.since, s.why = m.now, why
	}
	m.asleep(s, 1)
}

// asleep books that a coroutine begins (1) or stops (-1) to sleep for the reason that it has.
func (m *Meter) asleep(s *slot, by int64) {
	if s.why == engine.ByLock {
		m.level[lockedArea] += by
	}
	m.standing(s, by)
	work := m.work(s)
	switch {
	case work.Queue < 0:
	case !work.Put:
		m.level[idleArea.of(int(work.Queue))] += by
		if m.prog.Takers(int(s.fn), int(work.Queue)) {
			m.level[busyArea.of(int(work.Queue))] -= by
		}
	case s.why != engine.ByLock:
		m.level[blockedArea.of(int(work.Queue))] += by
	}
}

// work says which queue a sleeper sleeps before; a sleep or a computation is none.
func (m *Meter) work(s *slot) program.Work {
	switch s.why {
	case engine.ByWait, engine.ByPark, engine.ByLock, engine.ByBlock, engine.ByJoin:
		if s.pc >= 0 && int(s.pc) < len(m.prog.Ahead) {
			return m.prog.Ahead[s.pc]
		}
	}
	return program.Work{Queue: -1}
}

// wakes ends a sleep.
func (m *Meter) wakes(s *slot, why engine.Cause) {
	took := m.now - s.since
	if !m.retest {
		m.asleep(s, -1)
	}
	s.woken = why == engine.BySignal || why == engine.ByBroadcast || why == engine.ByWakeup ||
		why == engine.ByRelease
	m.stood(s, took)
	work := m.work(s)
	switch {
	case s.why == engine.ByLock:
		m.add(lockWaits, 1)
		m.add(lockTicks, took)
	case s.why == engine.BySleep:
		m.add(sleepWaits, 1)
		m.add(sleepTicks, took)
	case s.why == engine.ByAwait:
		m.add(answerWaits, 1)
		m.add(answerWaited, took)
	case work.Queue < 0:
		m.add(otherWaits, 1)
		m.add(otherTicks, took)
	case work.Put:
		m.add(channel(putWaits).of(int(work.Queue)), 1)
		m.add(channel(putTicks).of(int(work.Queue)), took)
	default:
		m.add(channel(takeWaits).of(int(work.Queue)), 1)
		m.add(channel(takeTicks).of(int(work.Queue)), took)
	}
}
