package explore_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
)

// The model of interrupts: a machine by hand that shares no code with the engine. Coroutines and handlers are lists of
// letters, states are compared by what is printed of them, and lengths are those of ways with edges of length 0 and 1.

// irqLetters says how each letter is written in a scene, and of which ops it is made.
var irqLetters = map[byte]struct{ text, ops string }{
	'n': {"n++", "ls"}, 'L': {"lock(m)", "L"}, 'U': {"unlock(m)", "U"}, 'y': {"yield()", "y"},
	'd': {"disable()", "d"}, 'e': {"enable()", "e"}, 'a': {"acquire(s)", "a"}, 'r': {"release(s)", "r"},
	't': {"if trylock(m) == ok {\nunlock(m)\n}", "tU"}, 'x': {`assert(n < 2, "few")`, "x"},
	'z': {"n = 0", "z"}, 'v': {"{\nv := n\nyield()\nn = v + 1\n}", "lys"},
}

// irqBody is the text of a coroutine or a handler.
type irqBody string

func (b irqBody) ops() string {
	var s strings.Builder
	for i := range len(b) {
		s.WriteString(irqLetters[b[i]].ops)
	}
	return s.String() + "."
}

// irqTask is a coroutine, or a handler, of the model.
type irqTask struct {
	ops      string
	pc, load int
	place    byte // r ready, R running, m waits for the mutex, s for the semaphore, E ended, H a handler that rests
	granted  bool
	left     int // of a handler
}

// irqState is a state of the model.
type irqState struct {
	tasks          []irqTask
	handlers       int // the last of the tasks
	owner, n, sema int
	dead           bool
	locks, semas   []int // who waits
	off            bool
	run, under     int
	begun          bool // whoever runs has done an op of its pass
}

func (s *irqState) key() string { return fmt.Sprint(*s) }

func (s *irqState) copy() *irqState {
	c := *s
	c.tasks, c.locks, c.semas = slices.Clone(s.tasks), slices.Clone(s.locks), slices.Clone(s.semas)
	return &c
}

// irqModel is a scene of the model.
type irqModel struct {
	bodies   []irqBody
	handlers []irqBody
	times    []int
	permits  int
	last     int // the value of n that the end asks for, -1: none
	atOp     bool
}

func (m irqModel) start() *irqState {
	s := &irqState{owner: -1, sema: m.permits, run: -1, under: -1, handlers: len(m.handlers)}
	for _, b := range m.bodies {
		s.tasks = append(s.tasks, irqTask{ops: b.ops(), place: 'r'})
	}
	for i, b := range m.handlers {
		s.tasks = append(s.tasks, irqTask{ops: b.ops(), place: 'H', left: m.times[i]})
	}
	return s
}

func (s *irqState) isHandler(i int) bool { return i >= len(s.tasks)-s.handlers }

// yields does, at grain op, the yields that nobody can notice ahead.
func (m irqModel) yields(s *irqState) {
	for i := range s.tasks {
		t := &s.tasks[i]
		bound := s.run == i && (s.off || s.isHandler(i))
		for m.atOp && (t.place == 'r' || t.place == 'R') && !bound && t.ops[t.pc] == 'y' {
			t.pc++
		}
	}
}

// leave takes who runs off the CPU; false: it must not.
func (s *irqState) leave(place byte) bool {
	if s.off || s.isHandler(s.run) {
		return false
	}
	s.tasks[s.run].place = place
	s.run = -1
	return true
}

// op does the next op of who runs, and gives what goes wrong.
func (m irqModel) op(s *irqState) engine.Ending {
	i := s.run
	t := &s.tasks[i]
	s.begun = true
	at := t.pc
	t.pc++
	switch t.ops[at] {
	case 'l':
		t.load = s.n + 1
	case 's':
		s.n = t.load
		t.load = 0
	case 'z':
		s.n = 0
	case 'x':
		if s.n >= 2 {
			return engine.EndViolation
		}
	case 'd':
		s.off = !s.isHandler(i)
	case 'e':
		s.off = false
	case 'L':
		if s.owner < 0 && (len(s.locks) == 0 || s.locks[0] == i) {
			s.owner, s.dead = i, false
			if len(s.locks) > 0 && s.locks[0] == i {
				s.locks = s.locks[1:]
			}
			break
		}
		t.pc = at
		if !s.leave('m') {
			return engine.EndViolation
		}
		if !slices.Contains(s.locks, i) {
			s.locks = append(s.locks, i)
		}
		if s.owner == i {
			return engine.EndDeadlock
		}
	case 't':
		if s.owner < 0 && len(s.locks) == 0 {
			s.owner, s.dead = i, false
		} else {
			t.pc++ // the unlock is left out
		}
	case 'U':
		if s.owner != i || s.dead {
			return engine.EndViolation
		}
		s.owner = -1
		if len(s.locks) > 0 {
			if w := s.locks[0]; s.tasks[w].place == 'm' {
				s.tasks[w].place = 'r'
			}
		}
	case 'a':
		switch {
		case t.granted:
			t.granted = false
		case s.sema > 0:
			s.sema--
		default:
			t.pc = at
			if !s.leave('s') {
				return engine.EndViolation
			}
			s.semas = append(s.semas, i)
		}
	case 'r':
		if len(s.semas) > 0 {
			w := s.semas[0]
			s.semas = s.semas[1:]
			s.tasks[w].place, s.tasks[w].granted = 'r', true
		} else {
			s.sema++
		}
	case 'y':
		if !s.leave('r') {
			return engine.EndViolation
		}
	case '.':
		if s.owner == i {
			s.dead = true
		}
		if s.isHandler(i) {
			t.pc, t.load, t.place = 0, 0, 'H'
			s.run, s.under, s.begun = s.under, -1, s.under >= 0
			break
		}
		if !s.leave('E') {
			return engine.EndViolation
		}
	}
	return engine.NotEnded
}

// over says what a state between two passes has come to: NotEnded goes on.
func (m irqModel) over(s *irqState) engine.Ending {
	if s.run >= 0 {
		return engine.NotEnded
	}
	waits := false
	for i, t := range s.tasks {
		if t.place == 'r' {
			return engine.NotEnded
		}
		waits = waits || !s.isHandler(i) && t.place != 'E'
	}
	switch {
	case waits:
		return engine.EndStuck
	case s.owner >= 0 || m.last >= 0 && s.n != m.last:
		return engine.EndViolation
	}
	return engine.EndDone
}

// irqEdge leads to what comes next.
type irqEdge struct {
	to   *irqState
	bad  engine.Ending
	cost int
}

// next lists what can come next.
func (m irqModel) next(s *irqState) (all []irqEdge) {
	add := func(c *irqState, cost int) {
		bad := m.op(c)
		m.yields(c)
		if c.run >= 0 && m.atOp && !c.off && !c.isHandler(c.run) && bad == engine.NotEnded {
			c.tasks[c.run].place, c.run = 'r', -1 // anybody may do the next op
			m.yields(c)
		}
		if bad == engine.NotEnded {
			bad = m.over(c)
		}
		all = append(all, irqEdge{c, bad, cost})
	}
	unit := 0
	if m.atOp {
		unit = 1
	}
	if s.run >= 0 {
		add(s.copy(), unit)
	} else {
		for i, t := range s.tasks {
			if t.place == 'r' {
				c := s.copy()
				c.run, c.begun, c.tasks[i].place = i, false, 'R'
				add(c, 1)
			}
		}
	}
	for i := len(s.tasks) - s.handlers; i < len(s.tasks); i++ {
		if s.off || s.run >= 0 && (s.isHandler(s.run) || !s.begun) || s.tasks[i].left == 0 {
			continue
		}
		c := s.copy()
		c.under, c.run = s.run, i
		c.tasks[i].left--
		c.tasks[i].place = 'R'
		add(c, 1)
	}
	return all
}

// search returns the kind and the length of the shortest way to what goes wrong.
func (m irqModel) search() (kind engine.Ending, length int, states int) {
	rank := map[engine.Ending]int{engine.EndDeadlock: 0, engine.EndStuck: 1, engine.EndViolation: 2}
	start := m.start()
	m.yields(start)
	seen := map[string]bool{}
	level := []*irqState{start}
	for cost := 0; len(level) > 0; cost++ {
		var later []*irqState
		best := engine.NotEnded
		for k := 0; k < len(level); k++ {
			s := level[k]
			if seen[s.key()] {
				continue
			}
			seen[s.key()] = true
			for _, e := range m.next(s) {
				switch {
				case e.bad == engine.EndDone:
				case e.bad != engine.NotEnded && cost+e.cost <= cost: // found at this length
					if best == engine.NotEnded || rank[e.bad] < rank[best] {
						best = e.bad
					}
				case e.bad != engine.NotEnded:
					later = append(later, &irqState{run: -2, n: int(e.bad)})
				case e.cost == 0:
					level = append(level, e.to)
				default:
					later = append(later, e.to)
				}
			}
		}
		if best != engine.NotEnded {
			return best, cost, len(seen)
		}
		level = level[:0]
		bad := engine.NotEnded
		for _, s := range later {
			if s.run != -2 {
				level = append(level, s)
			} else if k := engine.Ending(s.n); bad == engine.NotEnded || rank[k] < rank[bad] {
				bad = k
			}
		}
		if bad != engine.NotEnded {
			// what costs nothing from here on may still rank higher
			if k := m.free(level, seen, rank); k != engine.NotEnded && rank[k] < rank[bad] {
				bad = k
			}
			return bad, cost + 1, len(seen)
		}
	}
	return engine.NotEnded, 0, len(seen)
}

// free looks for what goes wrong without a further pass.
func (m irqModel) free(level []*irqState, seen map[string]bool, rank map[engine.Ending]int) (best engine.Ending) {
	for k := 0; k < len(level); k++ {
		s := level[k]
		if seen[s.key()] {
			continue
		}
		seen[s.key()] = true
		for _, e := range m.next(s) {
			switch {
			case e.cost > 0 || e.bad == engine.EndDone:
			case e.bad == engine.NotEnded:
				level = append(level, e.to)
			case best == engine.NotEnded || rank[e.bad] < rank[best]:
				best = e.bad
			}
		}
	}
	return best
}
