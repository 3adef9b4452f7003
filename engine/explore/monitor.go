package explore

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// mostFutures is how many laws about what comes are known at once: each is a bit, beside that of marks.
const mostFutures = 15

// monitor knows of the laws about what comes how a run stands to them. Of each there is a bit: of eventually, that it
// has come true; of leadsTo, that it is owed; of infinitelyOften none is needed. nil where there are none.
type monitor struct {
	laws    []program.Future
	watches []engine.Watch
	holds   uint64 // whose condition is true now
	now     uint64
}

// newMonitor returns the monitor of a program.
func newMonitor(p *program.Program) *monitor {
	if len(p.Futures) == 0 {
		return nil
	}
	return &monitor{laws: p.Futures, watches: watchesOf(p.Futures)}
}

// attach makes a machine look at the conditions after every op.
func (m *monitor) attach(p engine.Probe) { p.Watch(&m.watches[0]) }

// clear makes it ready for a step.
func (m *monitor) clear() {
	if m == nil {
		return
	}
	for i := range m.watches {
		m.watches[i].Seen, m.watches[i].Open = false, false
	}
}

// begin looks at where a run begins.
func (m *monitor) begin(p engine.Probe) *monitor {
	if m != nil {
		m.clear()
		m.look(p)
		m.now = m.after(0)
	}
	return m
}

// look looks at where a step has led to, and returns the laws whose condition was true in it.
func (m *monitor) look(p engine.Probe) (came uint16) {
	if m == nil {
		return 0
	}
	m.holds = 0
	for i := range m.watches {
		w := &m.watches[i]
		if p.Sees(w) {
			m.holds |= 1 << i
		}
		if w.Seen {
			came |= 1 << i
		}
	}
	return came
}

// after returns how a run stands after the step that was looked at, if it stood so before.
func (m *monitor) after(before uint64) (now uint64) {
	if m == nil {
		return 0
	}
	for i := range m.laws {
		w := &m.watches[i]
		if knowsThen(m.laws[i].Kind, before>>i&1 != 0, w.Seen, w.Open) {
			now |= 1 << i
		}
	}
	return now
}

// broken reports whether a run that is over at the beginning breaks a law.
func (m *monitor) broken() bool { return m != nil && m.brokenAt(m.now) }

// brokenAt reports whether a run that is over now, and stands so, breaks a law: it repeats its last state for ever.
func (m *monitor) brokenAt(now uint64) bool {
	if m == nil {
		return false
	}
	for i := range m.laws {
		if !keptAtEnd(m.laws[i].Kind, now>>i&1 != 0, m.holds>>i&1 != 0) {
			return true
		}
	}
	return false
}
