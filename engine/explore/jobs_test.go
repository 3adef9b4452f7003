package explore_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

// TestJobsByTheModel: of random scenes that put between items, remove, look, clear, and look into items, the search and
// the model find the same kind after the same number of passes, or of ops, and for a reason that the model knows.
func TestJobsByTheModel(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(51, 12))
	kinds := map[string]int{}
	for range effort.Times(60, 400, 6_000) {
		s := randomJobs(r)
		e := machine(t, s.source())
		for _, grain := range bothGrains {
			kind, length, words := s.search(grain == program.GrainOp)
			kinds[kind]++
			v := look(t, explore.Run, e, explore.Options{Grain: grain, Workers: 1})
			if asCounted(t, &v, kind, length, "grain %s\n%s", grain, s.source()) && kind == "violation" &&
				!someIn(v.Text, words) {
				t.Errorf("grain %s: %q, the model says %v\n%s", grain, v.Text, words, s.source())
			}
		}
		if t.Failed() {
			return
		}
	}
	if len(kinds) < 3 {
		t.Errorf("the scenes are too tame: %v", kinds)
	}
}

func someIn(text string, words map[string]bool) bool {
	for w := range words {
		if strings.Contains(text, w) || w == "law" && strings.Contains(text, "the law") {
			return true
		}
	}
	return false
}

// TestJobs: what the reference says of queues by their positions and of what is kept in items, counted by hand at both
// grains.
func TestJobs(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]byHand{
		"the front is position 0": {"q = queue(3)",
			"func p() { a := item(1); b := item(2); put(q, a); putAt(q, 0, b); " +
				"x := take(q); assert(value(x) == 2, \"b\") }",
			"spawn(p)", engine.NotEnded, 0, 0},
		"the top is position 0": {"s = stack(3)", "func p() { a := item(1); b := item(2); put(s, a); putAt(s, 1, b); " +
			"x := take(s); y := peek(s, 0); assert(value(x) == 1 && value(y) == 2, \"a\") }", "spawn(p)",
			engine.NotEnded, 0, 0},
		// The consumer looks, the job is cancelled, the consumer takes.
		"cancelled in time or too late": {"q = queue(2)\ng item\nn int",
			"func p() { if remove(q, g) == ok { drop(g); n = 1 } }\nfunc c() { if len(q) > 0 { take(q); n = 2 } }",
			"g = item(3)\nput(q, g)\nspawn(p)\nspawn(c)\nfinally(\"one of them\", n > 0)", engine.EndViolation, 0, 3},
		// Between the look and the take somebody else takes: grain op only.
		"a look is no take": {"q = queue(2)", "func p() { if len(q) > 0 { x := peek(q, 0); remove(q, x); drop(x) } }",
			"put(q)\nspawn(p, 2)", engine.EndViolation, 0, 5},
		"read when it is done": {"q = queue(2)\nn int",
			"func p() { it := item(4); put(q, it); n = value(it) }\nfunc c() { for len(q) == 0 { yield() }; take(q) }",
			"spawn(p)\nspawn(c)", engine.EndViolation, 0, 5},
		"cleared, and awaited": {"q = queue(2)",
			"func p() { it := item(); put(q, it); await(it) }\nfunc c() { clear(q) }",
			"spawn(p)\nspawn(c)", engine.EndStuck, 2, 5},
		"answered and read": {"q = queue(2)\nn int",
			"func p() { it := item(4); put(q, it); await(it); n = value(it) }\n" +
				"func c() { for len(q) == 0 { yield() }; it := take(q); answer(it, ok) }",
			"spawn(p)\nspawn(c)", engine.NotEnded, 0, 0},
		// The length, the first item; it is taken, and looked into. Without an interruption: there is no second.
		"gone through beside a taker": {"q = queue(2)\nn int",
			"func p() { for _, it := range q { n += value(it); yield() } }\nfunc c() { take(q) }",
			"put(q, item(1))\nput(q, item(2))\nspawn(p)\nspawn(c)", engine.EndViolation, 3, 4},
		"memory given back": {"n int", "func p() { x := alloc(2); n = value(x); free(x); n = value(x) }", "spawn(p)",
			engine.EndViolation, 1, 5},
		// One adds 0 for its item, the other 1 in between: the store of the first loses it.
		"who made it": {"q = queue(3)\nn int",
			"func p() { put(q, item()); for i, it := range q { if owner(it) == self() { n += i } } }",
			"spawn(p)\nspawn(p)\nfinally(\"each its own\", n == 1)", engine.EndViolation, 0, 18},
		"of an array": {"qs = [2]queue(2)",
			"func p(i int) { for k, it := range qs[i] { remove(qs[i], it); putAt(qs[1-i], k, it) } }",
			"put(qs[0], item())\nspawn(p(0))\nspawn(p(1))", engine.NotEnded, 0, 0},
	} {
		c.check(t, name)
	}
}

// TestTakenUnderANameThatNobodyReads: an item that is taken under a name is in its taker's hands, though nobody reads
// that name; one that is taken without a name is finished. The search takes neither for the other.
func TestTakenUnderANameThatNobodyReads(t *testing.T) {
	t.Parallel()
	for _, c := range [][3]string{
		{"q = queue(2)\ns = stack(2)", "x = take(q)", "take(q)"},
		{"q = make(chan item, 1)\ns = stack(2)", "x = <-q", "<-q"},
	} {
		put := "put(q, g)"
		if strings.Contains(c[0], "chan") {
			put = "q <- g"
		}
		e := machine(t, scene("slots = 4", c[0]+"\ng item\nh item", "func a() { var x item; "+c[1]+
			" }\nfunc b() { var x item; "+c[2]+"; if x == nil { } }",
			"g = item()\nh = item()\n"+put+"\nput(s, h)\nspawn(a)\nspawn(b)"))
		v := look(t, explore.Run, e, explore.Options{Grain: program.GrainPass})
		if v.Answer != explore.Fails {
			t.Errorf("%s beside %s: %s", c[1], c[2], v.Text)
		}
		playOut(t, e.Program(), v)
	}
}
