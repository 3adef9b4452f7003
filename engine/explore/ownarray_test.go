package explore_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

// ownScene writes a scene of two coroutines that do random things to arrays of their own, and works out beside it, in
// Go, what is in them at the end. With wrong the last assertion names another number.
func ownScene(seed uint64, wrong bool) string {
	r := rand.New(rand.NewPCG(seed, 12))
	var a, b [3]int
	k := r.IntN(3)
	var body strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&body, format+"\n", args...) }
	say("var a [3]int\nb := [3]int{1, 2}\nk := %d\nsaid := false\nit := item()", k)
	b = [3]int{1, 2}
	for range 4 + r.IntN(5) {
		i, n := r.IntN(3), r.IntN(4)
		switch r.IntN(11) {
		case 0:
			say("a[%d] = %d", i, n)
			a[i] = n
		case 1:
			say("a[k] += %d\nyield()", n)
			a[k] += n
		case 2:
			say("k = (k + %d) %% len(a)", i)
			k = (k + i) % 3
		case 3:
			say("b = a")
			b = a
		case 4:
			say("a = [3]int{b[k], %d, a[0]}", n)
			a = [3]int{b[k], n, a[0]}
		case 5:
			say("b[(k+1)%%3] = up(&a[k])\nlock(m)\nunlock(m)")
			a[k]++
			b[(k+1)%3] = a[k]
		case 6:
			say("said = swap(&b[k], %d, %d)", i, n)
			if b[k] == i {
				b[k] = n
			}
		case 7:
			say("a[%d] = sum(b)", i)
			a[i] = b[0] + b[1] + b[2]
		case 8:
			say("turn(&a)\nlock(m)\nshared[k]++\nunlock(m)")
			a[0], a[1], a[2] = a[1], a[2], a[0]
		case 9:
			say("for i := range b {\nb[i] -= a[i]\n}")
			for i := range b {
				b[i] -= a[i]
			}
		default:
			say("if a[k] > b[k] {\na[k] = b[k]\n}")
			a[k] = min(a[k], b[k])
		}
	}
	say("drop(it)")
	last := b[2]
	if wrong {
		last++
	}
	say("assert(a[0] == %d && a[1] == %d && a[2] == %d, \"a\")", a[0], a[1], a[2])
	say("assert(b[0] == %d && b[1] == %d && b[2] == %d && (said || !said), \"b\")", b[0], b[1], last)
	return "package own\nconst slots = 3\nvar (\nm mutex\nshared [3]int\n)\n" +
		"func up(n *int) int {\nreturn add(n, 1)\n}\n" +
		"func swap(x *int, old int, new int) bool {\nreturn cas(x, old, new)\n}\n" +
		"func sum(c [3]int) int {\nc[0] += c[1]\nc[0] += c[2]\nreturn c[0]\n}\n" +
		"func turn(c *[3]int) {\nfirst := c[0]\nfor i := 0; i < 2; i++ {\nc[i] = c[i+1]\n}\nc[2] = first\n}\n" +
		"func w() {\n" + body.String() + "}\nfunc main() {\nspawn(w, 2)\n}\n"
}

// TestArraysOfOnesOwn: whatever is done to arrays of a coroutine's own comes to what Go makes of it, in every schedule,
// at both grains, with symmetry and without.
func TestArraysOfOnesOwn(t *testing.T) {
	t.Parallel()
	answers := map[bool]explore.Answer{false: explore.Holds, true: explore.Fails}
	for seed := range uint64(effort.Times(4, 40, 1_000)) {
		for _, wrong := range []bool{false, true} {
			text := ownScene(seed, wrong)
			e := machine(t, text)
			for _, grain := range bothGrains {
				for _, symmetry := range []bool{false, true} {
					v := look(t, explore.Run, e, explore.Options{Grain: grain, MaxStates: 40_000, Workers: 1,
						Symmetry: symmetry, Beyond: 1 << 40})
					if v.Answer == explore.Unknown {
						continue
					}
					if v.Answer != answers[wrong] {
						t.Fatalf("seed %d, wrong %v, grain %v, symmetry %v: %v, %s\n%s", seed, wrong, grain, symmetry,
							v.Answer, v.Text, text)
					}
				}
			}
		}
	}
}

// TestWhatNobodyNoticesIsNoStep: to set up an array, to copy it and to set an element are no steps of a schedule, as
// for a single variable; to read one that an index chooses is one, since it may fail.
func TestWhatNobodyNoticesIsNoStep(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]int{
		"var a [3]int\ni := 2\na[i] = 1\nb := a\nassert(b[2] == 0, \"no\")":                 1,
		"var a [3]int\ni := 2\nx := a[i]\nassert(x == 1, \"no\")":                           2,
		"x := 1\nx = up(&x)\nassert(x == 1, \"no\")":                                        1,
		"x := n\nx = up(&n)\nassert(x == 0, \"no\")":                                        3,
		"a := t\na[0] = 3\nassert(a[0] == t[0], \"no\")":                                    2,
		"var a [3]int\ni := 3\na[i] = 1":                                                    1,
		"total := 0\nfor i := range t {\ntotal += t[i]\n}\nassert(total == sum(t), \"no\")": 5,
	} {
		e := machine(t, "package p\nvar (\nn int\nt [3]int\n)\nfunc up(n *int) int {\nreturn add(n, 1)\n}\n"+
			"func sum(a [3]int) int {\nreturn a[0]+a[1]+a[2]+1\n}\nfunc w() {\n"+body+"\n}\nfunc main() { spawn(w) }\n")
		v := look(t, explore.Run, e, explore.Options{Grain: program.GrainOp, MaxStates: 1_000, Workers: 1})
		if v.Answer != explore.Fails || v.Length != want {
			t.Errorf("%s\n%v after %d ops, not %d: %s", body, v.Answer, v.Length, want, v.Text)
		}
	}
}
