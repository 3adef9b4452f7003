package explore_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

// A model of channels as Go's runtime has them, with a queue for those who send and one for those who receive at each
// channel. It shares nothing with the machine, and a search by hand compares both on random scenes.

// goCase is a send or a receive; goOp one statement, of which a select has several cases.
type goCase struct {
	send bool
	ch   int
	val  int
}

type goOp struct {
	// c: a case alone, s: select, x: close, y: yield, a: assert that the last value was val, n: nothing, e: the end
	kind      byte
	cases     []goCase
	byDefault bool
	val       int
}

type goSelf struct {
	pc    int
	place byte // r: ready, w: waits, h: was let on, d: has ended
	last  int  // the value that it received last
	hand  int  // and the one that it was handed
	shut  bool // the channel was closed instead
	which int  // and the case
}

type goWaiter struct{ who, which int }

type goState struct {
	selves []goSelf
	buf    [][]int
	shut   []bool
	recvq  [][]goWaiter
	sendq  [][]goWaiter
}

func (s *goState) copy() *goState {
	n := &goState{selves: slices.Clone(s.selves), shut: slices.Clone(s.shut)}
	for i := range s.buf {
		n.buf = append(n.buf, slices.Clone(s.buf[i]))
		n.recvq = append(n.recvq, slices.Clone(s.recvq[i]))
		n.sendq = append(n.sendq, slices.Clone(s.sendq[i]))
	}
	return n
}

// goModel is a scene: the capacities of its channels and the text of each coroutine.
type goModel struct {
	caps  []int
	texts [][]goOp
}

// goLeaf is what a step of a coroutine comes to.
type goLeaf struct {
	s     *goState
	wrong bool // a violation
	over  bool // the pass ends with it
}

func (m *goModel) drop(s *goState, who int) {
	for i := range s.recvq {
		gone := func(w goWaiter) bool { return w.who == who }
		s.recvq[i] = slices.DeleteFunc(s.recvq[i], gone)
		s.sendq[i] = slices.DeleteFunc(s.sendq[i], gone)
	}
}

func (m *goModel) wake(s *goState, w goWaiter, val int, shut bool) {
	m.drop(s, w.who)
	x := &s.selves[w.who]
	x.place, x.hand, x.shut, x.which = 'h', val, shut, w.which
}

func (m *goModel) can(s *goState, c goCase) bool {
	if c.send {
		return s.shut[c.ch] || len(s.recvq[c.ch]) > 0 || len(s.buf[c.ch]) < m.caps[c.ch]
	}
	return s.shut[c.ch] || len(s.sendq[c.ch]) > 0 || len(s.buf[c.ch]) > 0
}

// do does a case that can be done; false: it fails.
func (m *goModel) do(s *goState, who int, c goCase) bool {
	offer := func(w goWaiter) int { return m.texts[w.who][s.selves[w.who].pc].cases[w.which].val }
	switch {
	case c.send && s.shut[c.ch]:
		return false
	case c.send && len(s.recvq[c.ch]) > 0:
		m.wake(s, s.recvq[c.ch][0], c.val, false)
	case c.send:
		s.buf[c.ch] = append(s.buf[c.ch], c.val)
	case len(s.buf[c.ch]) > 0:
		s.selves[who].last, s.buf[c.ch] = s.buf[c.ch][0], s.buf[c.ch][1:]
		if len(s.sendq[c.ch]) > 0 {
			w := s.sendq[c.ch][0]
			s.buf[c.ch] = append(s.buf[c.ch], offer(w))
			m.wake(s, w, 0, false)
		}
	case len(s.sendq[c.ch]) > 0:
		w := s.sendq[c.ch][0]
		s.selves[who].last = offer(w)
		m.wake(s, w, 0, false)
	default:
		s.selves[who].last = 0 // closed
	}
	return true
}

// step does the next op of a coroutine, in each way in which it can go.
func (m *goModel) step(s *goState, who int) []goLeaf {
	s = s.copy()
	x := &s.selves[who]
	op := m.texts[who][x.pc]
	if x.place == 'h' {
		c := op.cases[x.which]
		if x.shut && c.send {
			return []goLeaf{{s: s, wrong: true}}
		}
		if !c.send {
			x.last = x.hand
		}
		x.place, x.hand, x.shut, x.which, x.pc = 'r', 0, false, 0, x.pc+1
		return []goLeaf{{s: s}}
	}
	switch op.kind {
	case 'e':
		x.place = 'd'
		return []goLeaf{{s: s, over: true}}
	case 'y':
		x.pc++
		return []goLeaf{{s: s, over: true}}
	case 'n':
		x.pc++
		return []goLeaf{{s: s}}
	case 'a':
		x.pc++
		return []goLeaf{{s: s, wrong: x.last != op.val}}
	case 'x':
		if s.shut[op.val] {
			return []goLeaf{{s: s, wrong: true}}
		}
		s.shut[op.val] = true
		x.pc++
		for len(s.recvq[op.val]) > 0 {
			m.wake(s, s.recvq[op.val][0], 0, true)
		}
		for len(s.sendq[op.val]) > 0 {
			m.wake(s, s.sendq[op.val][0], 0, true)
		}
		return []goLeaf{{s: s}}
	}
	var all []goLeaf
	for _, c := range op.cases {
		if m.can(s, c) {
			n := s.copy()
			n.selves[who].pc++
			all = append(all, goLeaf{s: n, wrong: !m.do(n, who, c)})
		}
	}
	if len(all) > 0 {
		return all
	}
	if op.byDefault {
		x.pc++
		return []goLeaf{{s: s}}
	}
	x.place = 'w'
	for i, c := range op.cases {
		q := s.recvq
		if c.send {
			q = s.sendq
		}
		q[c.ch] = append(q[c.ch], goWaiter{who, i})
	}
	return []goLeaf{{s: s, over: true}}
}

// settle does what nobody else can notice: between two ops that somebody can, the explorer counts it as nothing.
func (m *goModel) settle(s *goState) {
	for i := range s.selves {
		for x := &s.selves[i]; x.place == 'r' && strings.IndexByte("ny", m.texts[i][x.pc].kind) >= 0; {
			x.pc++
		}
	}
}

// turn does a whole pass, or an op.
func (m *goModel) turn(s *goState, who int, op bool) (all []goLeaf) {
	for _, l := range m.step(s, who) {
		if op {
			m.settle(l.s)
		}
		if op || l.over || l.wrong {
			all = append(all, l)
			continue
		}
		all = append(all, m.turn(l.s, who, op)...)
	}
	return all
}

// search goes through all schedules, level by level, and gives the kind of the first fault and its length.
func (m *goModel) search(op bool) (engine.Ending, int) {
	first := &goState{selves: make([]goSelf, len(m.texts)), buf: make([][]int, len(m.caps)),
		shut: make([]bool, len(m.caps)), recvq: make([][]goWaiter, len(m.caps)),
		sendq: make([][]goWaiter, len(m.caps))}
	for i := range first.selves {
		first.selves[i].place = 'r'
	}
	if op {
		m.settle(first)
	}
	key := func(s *goState) string { return fmt.Sprint(s.selves, s.buf, s.shut, s.recvq, s.sendq) }
	seen, level := map[string]bool{key(first): true}, []*goState{first}
	for depth := 1; len(level) > 0; depth++ {
		found := engine.NotEnded
		var next []*goState
		for _, s := range level {
			for who := range s.selves {
				if p := s.selves[who].place; p != 'r' && p != 'h' {
					continue
				}
				for _, l := range m.turn(s, who, op) {
					ready, waits := 0, 0
					for _, x := range l.s.selves {
						if x.place == 'w' {
							waits++
						} else if x.place != 'd' {
							ready++
						}
					}
					switch {
					case l.wrong && found != engine.EndStuck:
						found = engine.EndViolation
					case !l.wrong && ready == 0 && waits > 0:
						found = engine.EndStuck
					}
					if k := key(l.s); !l.wrong && !seen[k] {
						seen[k] = true
						next = append(next, l.s)
					}
				}
			}
		}
		if found != engine.NotEnded {
			return found, depth
		}
		level = next
	}
	return engine.NotEnded, 0
}

// randomGo draws a scene and writes it.
func randomGo(r *rand.Rand) (*goModel, string) {
	m := &goModel{}
	var b strings.Builder
	b.WriteString("package channels\n\nconst slots = 4\n\nvar (\n")
	for i := range 1 + r.IntN(3) {
		m.caps = append(m.caps, []int{0, 0, 1, 2}[r.IntN(4)])
		fmt.Fprintf(&b, "\tc%d = make(chan int, %d)\n", i, m.caps[i])
	}
	b.WriteString(")\n")
	draw := func() (c goCase, text string) {
		c = goCase{send: r.IntN(2) == 0, ch: r.IntN(len(m.caps)), val: 1 + r.IntN(2)}
		if c.send {
			return c, fmt.Sprintf("c%d <- %d", c.ch, c.val)
		}
		return c, fmt.Sprintf("x = <-c%d", c.ch)
	}
	for i := range 2 + r.IntN(2) {
		var ops []goOp
		fmt.Fprintf(&b, "\nfunc f%c() {\n", 'a'+i)
		b.WriteString("\tx := 0\n")
		ops = append(ops, goOp{kind: 'n'})
		for range 1 + r.IntN(4) {
			switch r.IntN(8) {
			case 0:
				ops = append(ops, goOp{kind: 'x', val: r.IntN(len(m.caps))})
				fmt.Fprintf(&b, "\tclose(c%d)\n", ops[len(ops)-1].val)
			case 1:
				ops = append(ops, goOp{kind: 'a', val: r.IntN(3)})
				fmt.Fprintf(&b, "\tassert(x == %d, \"it came\")\n", ops[len(ops)-1].val)
			case 2:
				ops = append(ops, goOp{kind: 'y'})
				b.WriteString("\tyield()\n")
			case 3, 4:
				op := goOp{kind: 's', byDefault: r.IntN(3) == 0}
				b.WriteString("\tselect {\n")
				for range 1 + r.IntN(3) {
					c, text := draw()
					op.cases = append(op.cases, c)
					b.WriteString("\tcase " + text + ":\n")
				}
				if op.byDefault {
					b.WriteString("\tdefault:\n")
				}
				b.WriteString("\t}\n")
				ops = append(ops, op)
			default:
				c, text := draw()
				ops = append(ops, goOp{kind: 'c', cases: []goCase{c}})
				b.WriteString("\t" + text + "\n")
			}
		}
		b.WriteString("}\n")
		m.texts = append(m.texts, append(ops, goOp{kind: 'e'}))
	}
	b.WriteString("\nfunc main() {\n")
	for i := range m.texts {
		fmt.Fprintf(&b, "\tspawn(f%c)\n", 'a'+i)
	}
	b.WriteString("}\n")
	return m, b.String()
}

// TestChannelsAsInGo compares the explorer with the model: verdict, kind and shortest length, at both grains, with
// symmetry and without, and lets the machine run and looks at it after each step.
func TestChannelsAsInGo(t *testing.T) {
	t.Parallel()
	kinds := map[engine.Ending]int{}
	for seed := range uint64(effort.Times(60, 250, 8_000)) {
		m, source := randomGo(rand.New(rand.NewPCG(seed, 12)))
		e := machine(t, source)
		for _, grain := range bothGrains {
			kind, length := m.search(grain == program.GrainOp)
			kinds[kind]++
			for _, symmetry := range []bool{false, true} {
				v := look(t, explore.Run, e, explore.Options{Grain: grain, Symmetry: symmetry, Workers: 1})
				if !asCounted(t, &v, kind.String(), length, "seed %d, grain %s\n%s", seed, grain, source) {
					return
				}
			}
		}
		for e.End().Kind == engine.NotEnded {
			e.Step()
			if err := e.Check(); err != nil {
				t.Fatalf("seed %d: %v\n%s", seed, err, source)
			}
		}
	}
	for _, kind := range []engine.Ending{engine.NotEnded, engine.EndStuck, engine.EndViolation} {
		if kinds[kind] == 0 {
			t.Errorf("no scene ends with %s", kind)
		}
	}
}
