package measure

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Fold takes in events. O(1) an event, and O(queues) each time the clock goes on.
func (m *Meter) Fold(events []engine.Event) {
	for i := range events {
		ev := &events[i]
		if ev.Kind == engine.Large { // the next one is what happened
			continue
		}
		if ev.Time > m.now {
			m.level[quietArea] = truth(ev.Kind == engine.Ticked)
			m.Until(ev.Time)
			m.level[quietArea] = 0
		}
		switch ev.Kind {
		case engine.Did:
			m.did(ev, engine.ArgOf(events, i))
		case engine.Moved:
			m.moved(ev)
		case engine.Spawned:
			m.slots[ev.Who] = slot{fn: int32(ev.Object), pc: -1, on: -1}
			m.employ(int(ev.Object), 1)
		case engine.Became:
			m.became(ev, engine.ArgOf(events, i))
		case engine.Wasted:
			m.passes++
			m.add(emptyResumes, 1)
		case engine.Ticked:
			m.passes++
		case engine.Commanded:
			if ev.Verb() == engine.CapacityVerb {
				q := m.prog.Objects[ev.Object].Index
				m.queues[q].max = int64(ev.Arg)
				m.fill(q, 0)
			} else if m.flows != nil {
				m.ordered(ev)
			}
			for n := ev.Queued(); n < 0; n++ {
				m.takeNext(m.prog.Objects[ev.Object].Index)
			}
		case engine.Answered, engine.Handled:
			m.answered(ev)
		case engine.Refused:
			if r := ev.Reason(); r == engine.MakerGone || r == engine.Unhandled {
				m.add(unheard, 1)
			}
		}
	}
}

// did takes in one op.
func (m *Meter) did(ev *engine.Event, arg int64) {
	if ev.Who >= 0 && ev.PC != engine.NoPC {
		m.slots[ev.Who].pc = int32(ev.PC)
	}
	if m.flows != nil && (ev.Op().Row().Chan || ev.Op().Row().Waits) {
		m.passed(ev)
	}
	switch out := ev.Outcome(); {
	case out == engine.Yielded && ev.Op() == program.Lock:
		m.add(emptySpins, 1)
		return
	case out != engine.Done:
		return
	}
	switch ev.Op() {
	case program.Put, program.PutAt:
		m.put(m.prog.Objects[ev.Object].Index, arg)
	case program.Take:
		m.take(m.prog.Objects[ev.Object].Index, arg)
	case program.Remove:
		if ev.Queued() != 0 {
			m.take(m.prog.Objects[ev.Object].Index, arg)
		}
	case program.Clear:
		for range arg {
			m.takeNext(m.prog.Objects[ev.Object].Index)
		}
	case program.Item:
		if m.made != nil {
			m.made[ev.Arg&(makings-1)] = making{ev.Arg, ev.Time}
		}
	case program.Drop:
		if ev.Result == uint8(program.Busy) {
			m.add(refused, 1)
		}
	case program.Await:
		m.learned(ev)
	case program.Poll:
		if ev.Result == uint8(program.Busy) {
			m.add(emptyPolls, 1)
			return
		}
		m.learned(ev)
	case program.ChanSend, program.ChanReceive, program.Close, program.Select, program.SelectWithin, program.Compute,
		program.Sleep, program.Send, program.Receive, program.ReceiveWithin, program.Answer,
		program.Spawn, program.Alloc, program.Free, program.Exit:
	default:
		if ev.Op().Describes() && ev.Who >= 0 {
			m.slots[ev.Who].woken = false
		}
		return
	}
	m.begun = true
	if ev.Who >= 0 {
		m.slots[ev.Who].woken = false
	}
}

// fill changes the length of a queue.
func (m *Meter) fill(q int, by int64) {
	w := &m.queues[q]
	n := m.level[lengthArea.of(q)] + by
	m.level[lengthArea.of(q)] = n
	m.level[fullArea.of(q)] = truth(n >= w.max)
	m.level[emptyArea.of(q)] = truth(n == 0)
	m.best.length[q] = max(m.best.length[q], n)
}

func truth(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// employ books that a coroutine of a function came or went.
func (m *Meter) employ(fn int, by int64) {
	for q := range m.queues {
		if m.prog.Takers(fn, q) {
			m.level[busyArea.of(q)] += by
		}
	}
	if m.receives != nil {
		for i, does := range m.receives[fn] {
			if does {
				m.level[m.ofSync(atWorkArea, i)] += by
			}
		}
	}
}

// answered takes in an answer that reaches its maker without being asked for: by a callback or a handled signal.
func (m *Meter) answered(ev *engine.Event) {
	if ev.Kind == engine.Answered && ev.Way() != engine.WayCallback {
		return
	}
	m.learned(ev)
}

// learned takes in that a maker has its answer. The event's Arg is the item, its Result the answer.
func (m *Meter) learned(ev *engine.Event) {
	if m.made == nil {
		return
	}
	made := &m.made[ev.Arg&(makings-1)]
	if made.label != ev.Arg || ev.Result == uint8(program.TimedOut) {
		return
	}
	made.label = 0
	m.add(answers, 1)
	m.add(answerTicks, m.now-made.at)
	m.best.answer = max(m.best.answer, m.now-made.at)
	if ev.Result != uint8(program.OK) {
		m.add(failures, 1)
	}
}
