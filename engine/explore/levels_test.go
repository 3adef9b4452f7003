package explore_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

// A second way to the answer where priorities count: small programs of three coroutines as plain numbers, searched
// breadth first with nothing of the engine.

type levelOp struct {
	do   string // lock, unlock, yield, set, assert, give, test, end
	a, n int    // mutex, or whom; number
	to   int    // of a test that is false, and of the yield at the end of its loop
}

type levelModel struct {
	code    [3][]levelOp
	begin   [3]int
	inherit bool
	unlock  string
	rounds  bool // levels take turns
	users   bool // only those without a priority are interrupted
	flat    bool // nobody looks at levels
}

type levelState struct {
	pc     [3]int
	owner  [2]int // -1 free
	queue  [2]string
	asleep [3]bool
	has    [3]bool // it was handed a mutex while it slept
	level  [3]int
	n      int
	on     int // who may not be left before its pass is over, -1
	turn   int // of rounds: the level whose turn it is, how many runs it has left, and who was interrupted, -1
	left   int
	cut    int
}

// ended reports whether a coroutine is there no more.
func (m *levelModel) ended(s *levelState, i int) bool { return s.pc[i] >= len(m.code[i]) }

// levels works out at which level each runs.
func (m *levelModel) levels(s *levelState) [3]int {
	level := s.level
	for range 6 * 3 {
		for k := range s.owner {
			has := s.owner[k]
			if has < 0 && s.queue[k] != "" && m.unlock == "reserve" && !s.asleep[s.queue[k][0]-'0'] {
				has = int(s.queue[k][0] - '0')
			}
			for _, w := range s.queue[k] {
				if i := int(w - '0'); m.inherit && has >= 0 && s.asleep[i] {
					level[has] = max(level[has], level[i])
				}
			}
		}
	}
	return level
}

// next lists who may do the next op.
func (m *levelModel) next(s *levelState) (all []int) {
	if s.on >= 0 {
		return []int{s.on}
	}
	level, best := m.levels(s), -99
	for i := range s.pc {
		if !m.ended(s, i) && !s.asleep[i] {
			all = append(all, i)
			best = max(best, level[i])
		}
	}
	if m.rounds && len(all) > 0 {
		best, _ = m.turnOf(s, all, level)
	}
	return slices.DeleteFunc(all, func(i int) bool { return !m.flat && level[i] != best && i != s.cut })
}

// turnOf returns the level of those who are ready whose turn it is, and how many runs it has.
func (m *levelModel) turnOf(s *levelState, ready []int, level [3]int) (turn, left int) {
	of := map[int]int{}
	for _, i := range ready {
		of[level[i]]++
	}
	if s.left > 0 && of[s.turn] > 0 {
		return s.turn, s.left
	}
	for l := s.turn - 1; l >= 0; l-- {
		if of[l] > 0 {
			return l, of[l]
		}
	}
	for l := 9; ; l-- {
		if of[l] > 0 {
			return l, of[l]
		}
	}
}

// takeTurn notes that coroutine i has the next run.
func (m *levelModel) takeTurn(s *levelState, i int) {
	if !m.rounds {
		return
	}
	if i != s.cut {
		var ready []int
		for k := range s.pc {
			if !m.ended(s, k) && !s.asleep[k] {
				ready = append(ready, k)
			}
		}
		s.turn, s.left = m.turnOf(s, ready, m.levels(s))
		s.left--
	}
	s.cut = -1
}

// step does an op of coroutine i; left: its pass is over.
func (m *levelModel) step(s *levelState, i int) (kind string, left bool) {
	op := m.code[i][s.pc[i]]
	s.pc[i]++
	switch op.do {
	case "lock":
		queue := s.queue[op.a]
		first := queue == "" || int(queue[0]-'0') == i || m.unlock == "barging"
		switch {
		case s.has[i]:
			s.has[i] = false
		case s.owner[op.a] < 0 && first:
			s.owner[op.a] = i
			s.queue[op.a] = strings.Replace(queue, fmt.Sprint(i), "", 1)
		default:
			if !strings.Contains(queue, fmt.Sprint(i)) {
				s.queue[op.a] += fmt.Sprint(i)
			}
			s.asleep[i] = true
			s.pc[i]--
			return m.circle(s, i), true
		}
	case "unlock":
		s.owner[op.a] = -1
		if queue := s.queue[op.a]; queue != "" {
			w := int(queue[0] - '0')
			if m.unlock == "handoff" && s.asleep[w] {
				s.owner[op.a], s.queue[op.a], s.has[w] = w, queue[1:], true
			}
			s.asleep[w] = false
		}
	case "yield":
		if op.to >= 0 {
			s.pc[i] = op.to
		}
		return "", true
	case "set":
		s.n = op.n
	case "assert":
		if s.n == op.n {
			return "violation", true
		}
	case "give":
		if !m.ended(s, op.a) {
			s.level[op.a] = op.n
		}
	case "test":
		if s.n != op.n {
			s.pc[i] = op.to
		}
	case "end":
		return "", true
	}
	return "", false
}

// circle reports whether coroutine i, which has just gone to sleep, waits for itself.
func (m *levelModel) circle(s *levelState, i int) string {
	at := i
	for range 3 {
		if at = s.owner[m.code[at][s.pc[at]].a]; at < 0 || at == i || !s.asleep[at] {
			break
		}
	}
	if at == i {
		return "deadlock"
	}
	return ""
}

// search finds a shortest way to what goes wrong. silent: ops that nobody else can notice are no steps.
func (m *levelModel) search(grain program.Grain, silent bool, most int) (kind string, length int, ok bool) {
	begin := levelState{owner: [2]int{-1, -1}, level: m.begin, on: -1, cut: -1, turn: 9}
	seen := map[levelState]bool{begin: true}
	level := []levelState{begin}
	for depth := 1; len(level) > 0; depth++ {
		var next []levelState
		for k := 0; k < len(level); k++ { // level grows by what costs nothing
			if len(seen) > most {
				return "", 0, false
			}
			for _, i := range m.next(&level[k]) {
				s := level[k]
				do, begins := m.code[i][s.pc[i]].do, s.on < 0
				if begins {
					m.takeTurn(&s, i)
				}
				found, left := m.step(&s, i)
				if found != "" && (kind == "" || found == "deadlock") {
					kind, length = found, depth
				}
				switch s.on = -1; {
				case left:
				case grain == program.GrainPass || m.users && s.level[i] > 0:
					s.on = i
				case m.rounds:
					s.cut = i
				}
				if found != "" || seen[s] {
					continue
				}
				seen[s] = true
				if s.on >= 0 || silent && begins && do == "yield" {
					level = append(level, s)
				} else {
					next = append(next, s)
				}
			}
		}
		if kind != "" {
			return kind, length, true
		}
		level = next
	}
	return "", 0, true
}

// levelPrograms makes a random program, for the model and as a scene.
func levelPrograms(r *rand.Rand) (*levelModel, string) {
	m := &levelModel{inherit: r.IntN(3) > 0, unlock: []string{"reserve", "handoff", "barging"}[r.IntN(3)]}
	var b strings.Builder
	inherit := "none"
	if m.inherit {
		inherit = "inheritance"
	}
	fmt.Fprintf(&b, "package levels\nconst (\nslots = 3\npolicy = \"priority\"\ninherit = %q\nunlock = %q\n)\n"+
		"var (\nm0 mutex\nm1 mutex\nn int\n)\n", inherit, m.unlock)
	for i := range m.code {
		fmt.Fprintf(&b, "func f%d() {\n", i)
		m.statements(r, &b, i, 2+r.IntN(4), 0)
		b.WriteString("}\n")
		m.code[i] = append(m.code[i], levelOp{do: "end"})
		m.begin[i] = r.IntN(3)
	}
	b.WriteString("func main() {\n")
	for i, n := range m.begin {
		fmt.Fprintf(&b, "priority(f%d, %d)\nspawn(f%d)\n", i, n, i)
	}
	return m, b.String() + "}\n"
}

func (m *levelModel) statements(r *rand.Rand, b *strings.Builder, i, n int, held int) {
	put := func(op levelOp, text string, args ...any) {
		m.code[i] = append(m.code[i], op)
		fmt.Fprintf(b, text+"\n", args...)
	}
	for range n {
		k, v, who := r.IntN(2), r.IntN(3), r.IntN(3)
		switch r.IntN(9) {
		case 0, 1, 2:
			if held&(1<<k) != 0 {
				continue
			}
			put(levelOp{do: "lock", a: k}, "lock(m%d)", k)
			m.statements(r, b, i, r.IntN(3), held|1<<k)
			put(levelOp{do: "unlock", a: k}, "unlock(m%d)", k)
		case 3:
			put(levelOp{do: "yield", to: -1}, "yield()")
		case 4, 5:
			put(levelOp{do: "set", n: v}, "n = %d", v)
		case 6:
			put(levelOp{do: "assert", n: v}, "assert(n != %d, \"n\")", v)
		case 7:
			if who == i {
				put(levelOp{do: "give", a: i, n: v}, "priority(self(), %d)", v)
			} else {
				put(levelOp{do: "give", a: who, n: v}, "priority(f%d, %d)", who, v)
			}
		default:
			at := len(m.code[i])
			put(levelOp{do: "test", n: v, to: at + 2}, "for n == %d {", v)
			put(levelOp{do: "yield", to: at}, "yield()\n}")
		}
	}
}

// compare compares verdict, kind and shortest length at both grains, with all ops told apart and merged, and counts the
// kinds.
func (m *levelModel) compare(t *testing.T, text string, symmetry bool, kinds map[string]int) {
	t.Helper()
	e := machine(t, text)
	for _, grain := range bothGrains {
		for _, unmerged := range []bool{false, true} {
			merges := grain == program.GrainOp && !unmerged && !m.rounds
			kind, length, ok := m.search(grain, merges, 20_000)
			v := look(t, explore.Run, e, explore.Options{Grain: grain, Unmerged: unmerged, Symmetry: symmetry})
			if !ok || v.Answer == explore.Unknown {
				continue
			}
			kinds[kind]++
			asCounted(t, &v, kind, length, "grain %v, unmerged %v\n%s", grain, unmerged, text)
			if v.Answer == explore.Fails && v.Length > 0 {
				playOut(t, e.Program(), v)
			}
		}
	}
}

// TestLevelsByHand compares searches with the model where the highest level always comes first.
func TestLevelsByHand(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(12, 3))
	kinds := map[string]int{}
	for i := range effort.Times(50, 400, 6_000) {
		m, text := levelPrograms(r)
		m.compare(t, text, i%2 == 0, kinds)
		if t.Failed() {
			return
		}
	}
	t.Log(kinds)
}
