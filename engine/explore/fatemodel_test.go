package explore_test

import (
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// fateModel works fates out by hand: all states of a machine under its own policy as a list, what each pass leads to,
// and what follows, state by state. It knows nothing of vectors, classes, memos or shards, nor of components.
type fateModel struct {
	p      *program.Program
	laws   []program.Future
	makes  []bool
	states []fateState
	index  map[string]int
}

type fateState struct {
	e     *engine.Engine
	view  *engine.Snapshot
	turns []int // who may run, and is left out where he does not
	owed  int   // by law: it has come true, or it is owed
	edges []fateEdge
	wrong bool // a pass from here can go wrong
}

type fateEdge struct {
	to, who int
	mark    bool
	saw     int // the laws whose condition was true on the way
}

// fateModelOf goes through all states; nil where there are more than most.
func fateModelOf(start *engine.Engine, owed, most int) *fateModel {
	m := &fateModel{p: start.Program(), laws: start.Program().Futures, index: map[string]int{}}
	m.makes = m.p.Makers(m.p.DefaultMarks())
	m.enter(start, m.after(owed, m.true(start, true), m.true(start, false)))
	for i := 0; i < len(m.states); i++ {
		if len(m.states) > most {
			return nil
		}
		at := m.states[i]
		if at.e.End().Kind != engine.NotEnded {
			continue
		}
		who := at.turns
		if len(at.view.Ready) == 0 || at.e.Policy() == program.RoundRobin {
			who = []int{-1}
		}
		for _, slot := range who {
			m.ways(i, slot)
		}
	}
	return m
}

// true returns the laws whose condition is true now, or, with first, the one that leads to it.
func (m *fateModel) true(e *engine.Engine, first bool) (set int) {
	for k, l := range m.laws {
		x := l.B
		if first {
			if x = l.A; x < 0 {
				continue
			}
		}
		if e.Probe().Sees(&engine.Watch{A: -1, B: x}) {
			set |= 1 << k
		}
	}
	return set
}

// after returns what laws know one op later.
func (m *fateModel) after(owed, a, b int) int {
	for k, l := range m.laws {
		switch bit := 1 << k; {
		case l.Kind == program.Eventually && b&bit != 0:
			owed |= bit
		case l.Kind == program.LeadsTo && b&bit != 0:
			owed &^= bit
		case l.Kind == program.LeadsTo && a&bit != 0:
			owed |= bit
		}
	}
	return owed
}

// ways adds every way that the pass of a slot can go, op by op.
func (m *fateModel) ways(from, slot int) {
	for todo := [][]int32{nil}; len(todo) > 0; todo = todo[1:] {
		at := m.states[from]
		picks := engine.Choices{Take: todo[0]}
		f := at.e.Fork(nil)
		f.Quiet(false)
		f.Probe().Steer(slot, &picks)
		edge := fateEdge{who: slot}
		owed := at.owed
		for {
			step := f.StepNumber()
			for _, ev := range f.Step() {
				edge.mark = edge.mark || m.made(slot, ev)
			}
			a, b := m.true(f, true), m.true(f, false)
			owed, edge.saw = m.after(owed, a, b), edge.saw|b
			if f.StepNumber() == step || f.RunningSlot() < 0 || f.End().Kind != engine.NotEnded {
				break
			}
		}
		f.Probe().Choose(nil)
		if problem(f) != "" {
			m.states[from].wrong = true
		} else {
			edge.to = m.enter(f, owed)
			m.states[from].edges = append(m.states[from].edges, edge)
		}
		for k := len(picks.Take); k < len(picks.Seen); k++ {
			for n := int32(1); n < picks.Seen[k]; n++ {
				take := append(slices.Clone(picks.Take), make([]int32, k-len(picks.Take))...)
				todo = append(todo, append(take, n))
			}
		}
	}
}

// made reports whether an event is a mark of a slot.
func (m *fateModel) made(slot int, ev engine.Event) bool {
	marks := m.p.DefaultMarks()
	switch {
	case slot >= 0 && int(ev.Who) != slot:
		return false
	case ev.Kind == engine.Did:
		return ev.Outcome() == engine.Done && program.Result(ev.Result) == program.OK && marks.Made(&m.p.Ops[ev.PC])
	}
	return ev.Kind == engine.Moved && ev.ToPlace() == engine.Free && ev.Cause() == engine.ByEnd && marks.Ends()
}

// key tells states apart by all that is in a machine.
func (m *fateModel) key(e *engine.Engine, owed int) string {
	key := e.Probe().AppendKey(nil)
	for _, c := range e.Snapshot(nil).Coroutines {
		key = fmt.Appendf(key, " %v %d %v", c.Live, c.PC, c.Place)
	}
	return fmt.Sprintf("%s %d", key, owed)
}

func (m *fateModel) enter(e *engine.Engine, owed int) int {
	key := m.key(e, owed)
	if i, known := m.index[key]; known {
		return i
	}
	m.index[key] = len(m.states)
	s := fateState{e: e, view: e.Snapshot(nil), owed: owed}
	switch {
	case e.Policy() == program.RoundRobin: // whose turn it is is no choice
	case e.Policy() == program.Prioritized && !s.view.InRounds:
		s.turns = e.Probe().Contenders(nil)
	default:
		s.turns = s.view.Ready
	}
	m.states = append(m.states, s)
	return len(m.states) - 1
}

// circle returns the states that one can go to from a state and come back from, by the edges and states that are left.
func (m *fateModel) circle(ahead []map[int]bool, i int) (all []int) {
	for j := range ahead[i] {
		if ahead[j][i] {
			all = append(all, j)
		}
	}
	return all
}

// aheads returns for each state where one comes from it.
func (m *fateModel) aheads(left func(at int, e fateEdge) bool) []map[int]bool {
	all := make([]map[int]bool, len(m.states))
	for i := range m.states {
		seen := map[int]bool{i: true}
		for todo := []int{i}; len(todo) > 0; todo = todo[1:] {
			for _, e := range m.states[todo[0]].edges {
				if left(todo[0], e) && !seen[e.to] {
					seen[e.to] = true
					todo = append(todo, e.to)
				}
			}
		}
		all[i] = seen
	}
	return all
}

// fair reports whether one can go round in a circle and leave nobody out who is ready.
func (m *fateModel) fair(circle []int, left func(int, fateEdge) bool) bool {
	ready, runs, moves := map[int]int{}, map[int]bool{}, false
	for _, i := range circle {
		for _, slot := range m.states[i].turns {
			ready[slot]++
		}
		for _, e := range m.states[i].edges {
			if left(i, e) && slices.Contains(circle, e.to) {
				moves, runs[e.who] = true, true
			}
		}
	}
	for slot, n := range ready {
		if n == len(circle) && !runs[slot] {
			return false
		}
	}
	return moves
}

// fates returns the fate of each state.
func (m *fateModel) fates() []explore.Fate {
	every := func(int, fateEdge) bool { return true }
	ahead := m.aheads(every)
	fails, well := make([]bool, len(m.states)), make([]bool, len(m.states))
	trapped := m.traps(ahead)
	for i := range m.states {
		s := &m.states[i]
		fails[i] = s.wrong || trapped[i]
		if s.e.End().Kind != engine.NotEnded {
			kept := m.keptAtEnd(s)
			fails[i], well[i] = fails[i] || !kept, kept
		}
		if c := m.circle(ahead, i); !trapped[i] && m.fair(c, every) && m.keptIn(c) {
			well[i] = true
		}
	}
	for k, l := range m.laws {
		bit := 1 << k
		left := func(at int, e fateEdge) bool {
			return e.saw&bit == 0 && m.waits(l, at, bit) && m.waits(l, e.to, bit)
		}
		waits := m.aheads(left)
		for i := range m.states {
			fails[i] = fails[i] || m.waits(l, i, bit) && m.fair(m.circle(waits, i), left)
		}
	}
	all := make([]explore.Fate, len(m.states))
	for i := range m.states {
		var f, w bool
		for j := range ahead[i] {
			f, w = f || fails[j], w || well[j]
		}
		switch {
		case f && w:
			all[i] = explore.FateOpen
		case w:
			all[i] = explore.FateSafe
		default:
			all[i] = explore.FateDoomed
		}
	}
	return all
}

// waits reports whether a law is not kept yet in a state.
func (m *fateModel) waits(l program.Future, at, bit int) bool {
	switch l.Kind {
	case program.Eventually:
		return m.states[at].owed&bit == 0
	case program.LeadsTo:
		return m.states[at].owed&bit != 0
	}
	return true
}

func (m *fateModel) keptAtEnd(s *fateState) bool {
	now := m.true(s.e, false)
	for k, l := range m.laws {
		bit := 1 << k
		switch l.Kind {
		case program.Eventually:
			if s.owed&bit == 0 {
				return false
			}
		case program.LeadsTo:
			if s.owed&bit != 0 {
				return false
			}
		default:
			if now&bit == 0 {
				return false
			}
		}
	}
	return true
}

// keptIn reports whether a run that goes everywhere in a circle again and again keeps all laws.
func (m *fateModel) keptIn(circle []int) bool {
	for k, l := range m.laws {
		bit, kept := 1<<k, false
		for _, i := range circle {
			kept = kept || l.Kind != program.InfinitelyOften && !m.waits(l, i, bit)
			for _, e := range m.states[i].edges {
				kept = kept || l.Kind != program.Eventually && e.saw&bit != 0 && slices.Contains(circle, e.to)
			}
		}
		if !kept {
			return false
		}
	}
	return true
}

// traps returns the states of circles in which nobody makes a mark, and from which no mark comes any more.
func (m *fateModel) traps(ahead []map[int]bool) []bool {
	all := make([]bool, len(m.states))
	left := func(_ int, e fateEdge) bool { return !e.mark }
	unmarked := m.aheads(left)
	for i := range m.states {
		can, could := false, false
		for j := range ahead[i] {
			can = can || slices.ContainsFunc(m.states[j].edges, func(e fateEdge) bool { return e.mark })
		}
		c := m.circle(unmarked, i)
		for _, j := range c {
			for _, co := range m.states[j].view.Coroutines {
				could = could || co.Live && !co.Daemon && m.makes[co.PC]
			}
		}
		all[i] = !can && could && m.fair(c, left) && !m.passedOver(c)
	}
	return all
}

// passedOver reports whether somebody who is no daemon is ready in a circle, and nobody comes to run him there, while
// nobody else is asleep in all of it.
func (m *fateModel) passedOver(circle []int) bool {
	runs, woken := map[int]bool{}, map[int]bool{}
	for _, i := range circle {
		for _, slot := range m.states[i].view.Ready {
			woken[slot] = true
		}
		for _, e := range m.states[i].edges {
			if slices.Contains(circle, e.to) {
				runs[e.who] = true
			}
		}
	}
	for slot, co := range m.states[circle[0]].view.Coroutines {
		if co.Live && !co.Daemon && !runs[slot] && !woken[slot] {
			return false
		}
	}
	for _, i := range circle {
		for _, slot := range m.states[i].view.Ready {
			if !runs[slot] && !m.states[i].view.Coroutines[slot].Daemon {
				return true
			}
		}
	}
	return false
}
