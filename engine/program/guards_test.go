package program_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
)

// TestWhatATestGuards: a test guards what only one of its answers leads to before it is asked again, and past it is
// what the other answer leads to.
func TestWhatATestGuards(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, body   string
		guards, past bool
	}{
		{"an if", "if n == 0 {\nwait(c, m)\n}\nbroadcast(c)", true, true},
		{"a loop", "for n == 0 {\nwait(c, m)\n}\nbroadcast(c)", true, true},
		{"the answer no", "if n > 0 {\nm2++\n} else {\nwait(c, m)\n}\nbroadcast(c)", true, true},
		{"the op in the branch", "if n == 0 {\nwait(c, m)\nbroadcast(c)\n}", true, false},
		{"behind either answer", "if n == 0 {\nm2++\n}\nwait(c, m)\nbroadcast(c)", false, false},
		{"in a round that asks again", "for {\nif n == 0 {\nwait(c, m)\n}\nbroadcast(c)\n}", true, true},
	} {
		p := parse(t, "package s\n\nvar (\n\tm mutex\n\tc cond\n\tn, m2 int\n)\n\nfunc f() {\n"+
			c.body+"\n}\n\nfunc main() {\n\tspawn(f)\n}\n")
		tests, waits, to := opsOf(p, program.Test), opsOf(p, program.Wait), opsOf(p, program.Broadcast)
		if len(tests) != 1 || len(waits) != 1 || len(to) != 1 {
			t.Fatalf("%s: tests %v, waits %v, broadcasts %v", c.name, tests, waits, to)
		}
		if guards, past := p.Guards(tests[0], waits[0], to[0]); guards != c.guards || past != c.past {
			t.Errorf("%s: guards %v, past %v", c.name, guards, past)
		}
		if guards, past := p.Guards(waits[0], waits[0], to[0]); guards || past {
			t.Errorf("%s: a wait is no test", c.name)
		}
	}
}

// TestNothingIsClaimedOfWhatIsFarApart: of a wait so many ops behind a test that not all are looked at.
func TestNothingIsClaimedOfWhatIsFarApart(t *testing.T) {
	t.Parallel()
	for n, guards := range map[int]bool{100: true, 3000: false} { // an increment is two ops
		p := parse(t, "package s\n\nvar (\n\tm mutex\n\tc cond\n\tn int\n)\n\nfunc f() {\nif n == 0 {\n"+
			strings.Repeat("n++\n", n)+"wait(c, m)\n}\n}\n\nfunc main() {\n\tspawn(f)\n}\n")
		got, _ := p.Guards(opsOf(p, program.Test)[0], opsOf(p, program.Wait)[0], -1)
		if got != guards {
			t.Errorf("behind %d increments: guards %v", n, got)
		}
	}
}

// TestLocalsOf an op: what it looks at, and what it sets.
func TestLocalsOf(t *testing.T) {
	t.Parallel()
	p := parse(t, "package s\n\nvar n int\n\nfunc f() {\n\ta := n\n\tb := a + 1\n\tif b > a {\n\t\tn = b\n\t}\n}\n\n"+
		"func main() {\n\tspawn(f)\n}\n")
	type sets struct{ looks, sets uint64 }
	var got []sets
	entry := p.Funcs[slices.IndexFunc(p.Funcs, func(f program.Func) bool { return f.Name == "f" })].Entry
	for pc := entry; len(got) < 3; pc, _ = p.Successors(pc) {
		looks, set := p.LocalsOf(pc)
		got = append(got, sets{looks, set})
	}
	if got[0] != (sets{0, 1}) || got[1] != (sets{1, 2}) || got[2] != (sets{3, 0}) {
		t.Errorf("a := n, b := a + 1, b > a: %v", got)
	}
	if looks, set := p.LocalsOf(-1); looks|set != 0 {
		t.Error("no op has locals")
	}
}
