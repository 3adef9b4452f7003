package explore_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

// The model of atomic ops: coroutines that run a list of instructions on three shared numbers. It shares nothing with
// the machine, and is searched breadth first with whole states as keys.

type instr struct {
	do   string // load, store, storet, cas, add, jumpif, jump, yield, end
	v    int    // the variable
	a, b int    // numbers, or where to go
	own  bool   // cas: the old number is the local
}

const modelVars, modelThreads = 3, 2

// modelState is all there is: where each is, its two locals (what it read, what cas said) and the variables.
type modelState struct {
	pc    [modelThreads]int
	local [modelThreads]int
	said  [modelThreads]bool
	vars  [modelVars]int
}

// shared reports whether others can notice an instruction.
func (i instr) shared() bool { return i.do != "jumpif" && i.do != "jump" && i.do != "yield" }

// do does one instruction of a thread, which has one.
func (s *modelState) do(code []instr, who int) {
	i := code[s.pc[who]]
	s.pc[who]++
	switch i.do {
	case "load":
		s.local[who] = s.vars[i.v]
	case "store":
		s.vars[i.v] = i.a
	case "storet":
		s.vars[i.v] = s.local[who] + i.a
	case "add":
		s.vars[i.v] += i.a
		s.local[who] = s.vars[i.v]
	case "cas":
		old := i.a
		if i.own {
			old = s.local[who]
		}
		if s.said[who] = s.vars[i.v] == old; s.said[who] {
			s.vars[i.v] = i.b
		}
	case "jumpif": // where the compare-and-swap failed
		if !s.said[who] {
			s.pc[who] = i.a
		}
	case "jump":
		s.pc[who] = i.a
	}
}

// model is a scene: what each thread does, and the law.
type model struct {
	code  [modelThreads][]instr
	most  int // invariant: the sum of all variables is below it
	final int // finally: variable 0 is that
}

func (m *model) breaks(s *modelState) bool {
	sum := 0
	for _, v := range s.vars {
		sum += v
	}
	over := true
	for who := range s.pc {
		over = over && s.pc[who] == len(m.code[who])
	}
	return sum >= m.most || over && s.vars[0] != m.final
}

// move does what a thread does at once: at grain op one instruction that others notice, and those behind it that nobody
// does; at grain pass all up to a yield or its end. It says whether a law broke on the way.
func (m *model) move(s modelState, who int, pass bool) (modelState, bool) {
	code := m.code[who]
	for first := true; s.pc[who] < len(code); first = false {
		i := code[s.pc[who]]
		if !pass && !first && i.shared() {
			break
		}
		s.do(code, who)
		if i.shared() && m.breaks(&s) {
			return s, true
		}
		if pass && i.do == "yield" {
			break
		}
	}
	return s, false
}

// search returns how many moves lead to a broken law, 0 where none does; -1 where there are too many states.
func (m *model) search(pass bool) int {
	var first modelState
	if !pass {
		for who := range first.pc { // nobody notices how one begins
			for len(m.code[who]) > first.pc[who] && !m.code[who][first.pc[who]].shared() {
				first.do(m.code[who], who)
			}
		}
	}
	seen := map[modelState]bool{first: true}
	for level, depth := []modelState{first}, 1; len(level) > 0; depth++ {
		var next []modelState
		for _, s := range level {
			for who := range s.pc {
				if s.pc[who] == len(m.code[who]) {
					continue
				}
				to, broke := m.move(s, who, pass)
				if broke {
					return depth
				}
				if !seen[to] {
					seen[to] = true
					next = append(next, to)
				}
			}
		}
		if level = next; len(seen) > 20_000 {
			return -1
		}
	}
	return 0
}

// randomModel writes a model and the same as a scene.
func randomModel(seed uint64) (*model, string) {
	r := rand.New(rand.NewPCG(seed, 12))
	m := &model{most: 2 + r.IntN(5), final: r.IntN(4)}
	var b strings.Builder
	fmt.Fprintf(&b, "package model\nvar (\n\tv [%d]int\n)\n", modelVars)
	for who := range m.code {
		var code []instr
		fmt.Fprintf(&b, "func f%d() {\n\tt := 0\n", who)
		for range 2 + r.IntN(4) {
			code = randomStatement(r, &b, code)
		}
		m.code[who] = append(code, instr{do: "end"})
		b.WriteString("}\n")
	}
	fmt.Fprintf(&b, "func main() {\n\tspawn(f0)\n\tspawn(f1)\n\tinvariant(\"sum\", v[0]+v[1]+v[2] < %d)\n"+
		"\tfinally(\"first\", v[0] == %d)\n}\n", m.most, m.final)
	return m, b.String()
}

func randomStatement(r *rand.Rand, b *strings.Builder, code []instr) []instr {
	v, k := r.IntN(modelVars), r.IntN(3)
	switch r.IntN(8) {
	case 0:
		fmt.Fprintf(b, "\tv[%d] = %d\n", v, k)
		return append(code, instr{do: "store", v: v, a: k})
	case 1:
		b.WriteString("\tyield()\n")
		return append(code, instr{do: "yield"})
	case 2:
		fmt.Fprintf(b, "\tt = v[%d]\n\tv[%d] = t + 1\n", v, v)
		return append(code, instr{do: "load", v: v}, instr{do: "storet", v: v, a: 1})
	case 3: // a spin
		fmt.Fprintf(b, "\tfor !cas(&v[%d], %d, %d) {\n\t\tyield()\n\t}\n", v, k, k+1)
		at := len(code)
		return append(code, instr{do: "cas", v: v, a: k, b: k + 1}, instr{do: "jumpif", a: at + 3},
			instr{do: "jump", a: at + 5}, instr{do: "yield"}, instr{do: "jump", a: at})
	case 4:
		fmt.Fprintf(b, "\tt = v[%d]\n\tyield()\n\tif cas(&v[%d], t, %d) {\n\t\tv[%d] = %d\n\t}\n", v, v, k, (v+1)%3, k)
		at := len(code)
		return append(code, instr{do: "load", v: v}, instr{do: "yield"}, instr{do: "cas", v: v, b: k, own: true},
			instr{do: "jumpif", a: at + 5}, instr{do: "store", v: (v + 1) % 3, a: k})
	case 5:
		fmt.Fprintf(b, "\tif cas(&v[%d], %d, 2) {\n\t\tadd(&v[%d], 1)\n\t}\n", v, k, (v+1)%3)
		at := len(code)
		return append(code, instr{do: "cas", v: v, a: k, b: 2}, instr{do: "jumpif", a: at + 3},
			instr{do: "add", v: (v + 1) % 3, a: 1})
	default:
		fmt.Fprintf(b, "\tt = add(&v[%d], %d)\n", v, k-1)
		code = append(code, instr{do: "add", v: v, a: k - 1})
		if r.IntN(2) == 0 {
			fmt.Fprintf(b, "\tv[%d] = t\n", (v+1)%3)
			code = append(code, instr{do: "storet", v: (v + 1) % 3})
		}
		return code
	}
}

// TestAtomicsAgainstAModel: what a search by hand finds in random programs with atomic ops, the explorer finds after as
// many passes, and after as many ops.
func TestAtomicsAgainstAModel(t *testing.T) {
	t.Parallel()
	broken := 0
	for seed := range uint64(effort.Times(40, 250, 10_000)) {
		m, source := randomModel(seed)
		e := machine(t, source)
		if e.End().Kind != engine.NotEnded {
			continue
		}
		for _, grain := range bothGrains {
			want := m.search(grain == program.GrainPass)
			v := look(t, explore.Run, e, explore.Options{Grain: grain, MaxStates: 50_000, Workers: 1})
			if want < 0 || v.Answer == explore.Unknown {
				continue
			}
			kind := engine.NotEnded
			if want > 0 {
				kind = engine.EndViolation
				broken++
			}
			asCounted(t, &v, kind.String(), want, "seed %d at grain %v\n%s", seed, grain, source)
		}
	}
	if broken == 0 {
		t.Error("no law was ever broken")
	}
}
