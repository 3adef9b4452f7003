package explore_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// A machine of its own for work queues, to compare with: coroutines that run straight through a few ops on items that
// main has made. It shares nothing with the engine, looks at every interleaving breadth first, and knows no more than
// what the language says of each op.

// jobOp is one op: how it is written, with %d for each of its numbers, and those.
type jobOp struct {
	form string
	n    [2]int
}

// jobForms are the ops: g0, g1 and g2 are items, x0 and x1 what a coroutine has looked at, q and s a queue and a stack.
var jobForms = []string{
	"put(q, g%d)", "put(q, x%d)", "put(s, g%d)", "putAt(q, %d, g%d)", "putAt(s, %d, g%d)", "take(q)", "take(s)",
	"x%d = take(q)", "x%d = take(s)", "x%d = peek(q, %d)", "x%d = peek(s, %d)", "remove(q, g%d)", "remove(q, x%d)",
	"remove(s, g%d)", "clear(q)", "clear(s)", "drop(g%d)", "drop(x%d)", "answer(g%d, ok)", "answer(x%d, ok)",
	"await(g%d)", "n = value(g%d)", "n = value(x%d)", "assert(value(g%d) > %d, \"g\")",
	"assert(value(x%d) > %d, \"x\")",
	"assert(owner(g%d) == nil, \"o\")", "yield()",
}

const jobItems = 3

func (o jobOp) String() string {
	return fmt.Sprintf(o.form, []any{o.n[0], o.n[1]}[:strings.Count(o.form, "%d")]...)
}

type jobScene struct{ programs [][]jobOp }

func (s *jobScene) source() string {
	var b strings.Builder
	b.WriteString("package model\nvar (\nq = queue(2)\ns = stack(2)\ng0 item\ng1 item\ng2 item\nn int\n)\n")
	for i, ops := range s.programs {
		fmt.Fprintf(&b, "func %c() {\nvar x0 item\nvar x1 item\nif x0 == x1 {\n}\n", 'a'+i)
		for _, op := range ops {
			b.WriteString(op.String() + "\n")
		}
		b.WriteString("}\n")
	}
	b.WriteString("func main() {\n")
	for i := range jobItems {
		fmt.Fprintf(&b, "g%d = item(%d)\n", i, i)
	}
	b.WriteString("put(q, g0)\nput(s, g1)\n")
	for i := range s.programs {
		fmt.Fprintf(&b, "spawn(%c)\n", 'a'+i)
	}
	b.WriteString("invariant(\"n\", n < 2)\n}\n")
	return b.String()
}

// jobState is a state. Items are 1, 2, 3; 0 is nil.
type jobState struct {
	pc     []int
	half   []int // 1 plus the value that is loaded and not stored yet
	mode   []int // 0 ready, 1 waits for an answer, 2 ended
	x      [][2]int
	q      [2][]int // front first
	queued [jobItems + 1]bool
	freed  [jobItems + 1]bool
	told   [jobItems + 1]bool
	n      int
}

func (m *jobState) clone() *jobState {
	c := *m
	c.pc, c.half, c.mode, c.x = slices.Clone(m.pc), slices.Clone(m.half), slices.Clone(m.mode), slices.Clone(m.x)
	c.q = [2][]int{slices.Clone(m.q[0]), slices.Clone(m.q[1])}
	return &c
}

func (m *jobState) key() string { return fmt.Sprint(*m) }

// step does one op of coroutine c: whether its pass is over with that, and what went wrong.
func (m *jobState) step(s *jobScene, c int) (over bool, wrong string) {
	if m.pc[c] == len(s.programs[c]) {
		m.mode[c] = 2
		return true, ""
	}
	op := s.programs[c][m.pc[c]]
	verb, rest, _ := strings.Cut(op.form, "(")
	if name, after, is := strings.Cut(verb, " = "); is {
		verb = after
		if name == "n" {
			verb = "store"
		}
	}
	if m.half[c] > 0 {
		m.n, m.half[c] = m.half[c]-1, 0
		m.pc[c]++
		if m.n >= 2 {
			return true, "law"
		}
		return false, ""
	}
	at := 0 // the queue; a stack's front is its newest
	if strings.HasPrefix(rest, "s") {
		at = 1
	}
	item := m.item(op, c)
	switch verb {
	case "yield":
		m.pc[c]++
		return true, ""
	case "await":
		if !m.told[item] {
			m.mode[c] = 1
			return true, ""
		}
	case "store", "assert":
		if item == 0 {
			return true, "reads an item that is none"
		} else if m.freed[item] {
			return true, "was dropped"
		}
		if verb == "store" {
			m.half[c] = item // its value is one less
			return false, ""
		}
		if strings.Contains(op.form, "value") && item-1 <= op.n[1] {
			return true, "does not hold"
		}
	default:
		wrong = m.move(op, verb, c, at, item)
	}
	m.pc[c]++
	return wrong != "", wrong
}

// item is the item that an op names.
func (m *jobState) item(op jobOp, c int) int {
	k := op.n[0]
	if strings.HasPrefix(op.form, "putAt") {
		k = op.n[1]
	}
	if strings.Contains(op.form, "x%d") {
		return m.x[c][k]
	}
	if strings.Contains(op.form, "g%d") {
		return k + 1
	}
	return 0
}

// move does what puts items in and takes them out.
func (m *jobState) move(op jobOp, verb string, c, at, item int) (wrong string) {
	q, named := &m.q[at], strings.HasPrefix(op.form, "x")
	in := 0
	switch verb {
	case "put":
		if in = len(*q); at == 1 {
			in = 0
		}
		return m.in(q, in, item)
	case "putAt":
		return m.in(q, op.n[0], item)
	case "take", "peek":
		if verb == "peek" {
			in = op.n[1]
		}
		switch {
		case in >= len(*q) && verb == "peek":
			return "looks at position"
		case in >= len(*q):
			return "which is empty"
		}
		got := (*q)[in]
		if named {
			m.x[c][op.n[0]] = got
		}
		if verb == "take" {
			m.out(q, 0)
			m.freed[got] = m.freed[got] || !named
		}
	case "remove":
		if item == 0 {
			return "removes an item that is none"
		}
		if i := slices.Index(*q, item); i >= 0 {
			m.out(q, i)
		}
	case "clear":
		for len(*q) > 0 {
			m.freed[(*q)[0]] = true
			m.out(q, 0)
		}
	case "drop":
		if item == 0 {
			return "drops an item that is none"
		}
		m.freed[item] = true
	case "answer":
		switch {
		case item == 0:
			return "answers an item that is none"
		case m.told[item]:
			return "answered already"
		}
		m.told[item] = true
	}
	return ""
}

func (m *jobState) in(q *[]int, i, item int) string {
	switch {
	case i > len(*q):
		return "puts at position"
	case len(*q) == 2:
		return "which is full"
	case item == 0:
		return "puts an item that is none"
	case m.queued[item]:
		return "in a queue already"
	}
	*q = slices.Insert(*q, i, item)
	m.queued[item] = true
	return ""
}

func (m *jobState) out(q *[]int, i int) {
	m.queued[(*q)[i]] = false
	*q = slices.Delete(*q, i, i+1)
}

// wake lets those go on whose item is answered.
func (m *jobState) wake(s *jobScene) {
	for c := range m.mode {
		if m.mode[c] == 1 && m.told[m.item(s.programs[c][m.pc[c]], c)] {
			m.mode[c] = 0
			m.pc[c]++
		}
	}
}

// search gives what is found first, after how many passes or ops, and all that could be found then; "" where
// nothing is.
func (s *jobScene) search(ops bool) (kind string, length int, words map[string]bool) {
	n := len(s.programs)
	first := &jobState{pc: make([]int, n), half: make([]int, n), mode: make([]int, n), x: make([][2]int, n)}
	first.q = [2][]int{{1}, {2}}
	first.queued[1], first.queued[2] = true, true
	seen := map[string]bool{first.key(): true}
	words = map[string]bool{}
	for level := []*jobState{first}; len(level) > 0; {
		var next []*jobState
		length++
		stuck := false
		for _, m := range level {
			for c, mode := range m.mode {
				if mode != 0 {
					continue
				}
				then := m.clone()
				wrong := ""
				for over := false; !over && wrong == ""; {
					over, wrong = then.step(s, c)
					then.wake(s)
					if ops && !(over && wrong == "" && then.mode[c] == 0) { // a yield is no op by itself
						break
					}
					over = over && !ops
				}
				if wrong != "" {
					words[wrong] = true
					continue
				}
				stuck = stuck || !slices.Contains(then.mode, 0) && slices.Contains(then.mode, 1)
				if key := then.key(); !seen[key] {
					seen[key] = true
					next = append(next, then)
				}
			}
		}
		switch {
		case stuck:
			return "stuck", length, words
		case len(words) > 0:
			return "violation", length, words
		}
		level = next
	}
	return "", 0, words
}

// randomJobs writes a scene.
func randomJobs(r *rand.Rand) *jobScene {
	s := &jobScene{}
	for range 2 + r.IntN(2) {
		var ops []jobOp
		for range 1 + r.IntN(4) {
			op := jobOp{form: jobForms[r.IntN(len(jobForms))]}
			for i := range op.n {
				op.n[i] = r.IntN(2)
			}
			if strings.Contains(op.form, "g%d") && !strings.HasPrefix(op.form, "putAt") {
				op.n[0] = r.IntN(jobItems)
			}
			if strings.HasPrefix(op.form, "assert") {
				op.n[1] = r.IntN(2) - 1
			}
			ops = append(ops, op)
		}
		s.programs = append(s.programs, ops)
	}
	return s
}
