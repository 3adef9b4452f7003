package explore_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

// twins writes a random scene twice: once with objects of their own, and once with those as elements of arrays that a
// local chooses, which nothing but the text can tell from the other.
func twins(seed uint64, f flavor) (alone, inArrays string) {
	alone = strings.NewReplacer("func fa() {\n", "func fa() {\nz := 1\n", "func fb() {\n", "func fb() {\nz := 0\n",
		"func fc() {\n", "func fc() {\nz  := 0\n").
		Replace(randomScene(seed, f))
	head, body, _ := strings.Cut(alone, "\nfunc ")
	body = regexp.MustCompile(`\b(m|l|c|q|w|n|b|made|who|sa|sb)\b`).ReplaceAllString(body, "$1[z]")
	parts := strings.Split(body, "z := 0")
	body = strings.ReplaceAll(parts[0], "[z]", "[1-z]") + "z := 0" + parts[1]
	main := strings.Index(body, "func main")
	body = body[:main] + strings.ReplaceAll(body[main:], "[z]", "[0]")
	for _, typ := range []string{"m mutex", "c cond", "w waitq", "n int", "b bool", "made counter", "who coroutine",
		"sb semaphore"} {
		name, of, _ := strings.Cut(typ, " ")
		head = strings.Replace(head, "var "+typ, "var "+name+" [2]"+of, 1)
	}
	head = strings.Replace(head, "l = mutex(recursive)", "l = [2]mutex(recursive)", 1)
	head = strings.Replace(head, "sa = semaphore(", "sa = [2]semaphore(", 1)
	head = strings.Replace(head, "q = queue(1)", "q = [2]queue(1)", 1)
	return alone, head + "\nfunc " + body
}

// TestArraysAreTheirElements: a scene whose objects are elements that an index chooses has the same answer, kind and
// length, and as many states, as the one with objects of their own.
func TestArraysAreTheirElements(t *testing.T) {
	t.Parallel()
	asked := 0
	for name, f := range flavors {
		if f.arrays || f.hands || f.irqs { // their functions have other parameters, or none
			continue
		}
		for seed := range uint64(effort.Times(1, 6, 100)) {
			alone, inArrays := twins(seed+9_000, f)
			one, other := machine(t, alone), machine(t, inArrays)
			for _, grain := range bothGrains {
				for _, symmetry := range []bool{false, true} {
					if effort.Quick() && symmetry == (grain == program.GrainOp) {
						continue
					}
					opt := explore.Options{Grain: grain, MaxStates: 4_000, Workers: 1, Symmetry: symmetry,
						Beyond: 1 << 40}
					v, w := look(t, explore.Run, one, opt), look(t, explore.Run, other, opt)
					if v.Answer == explore.Unknown ||
						w.Answer == explore.Unknown && v.Visited >= opt.MaxStates { // it was just found in time
						continue
					}
					asked++
					if v.Answer != w.Answer || v.Kind != w.Kind || v.Length != w.Length || v.Complete &&
						(v.States != w.States || v.Deadlocks != w.Deadlocks || v.Ends != w.Ends) {
						t.Errorf("%s %d at grain %v, symmetry %v: %+v alone, %+v in arrays\n%s", name, seed, grain,
							symmetry, plain(v), plain(w), inArrays)
					}
				}
			}
		}
	}
	if asked == 0 {
		t.Error("nothing was compared")
	}
}

// handed writes a random scene with its objects as parameters of its coroutines, alone or as elements that main
// finds by an index.
func handed(seed uint64, f flavor, elements bool) (plain, given string) {
	plain = randomScene(seed, f)
	main := strings.Index(plain, "func main")
	head, body := plain[:main], plain[main:]
	head = regexp.MustCompile(`func (fa|fb)\(\)`).ReplaceAllString(head,
		"func $1(m mutex, l mutex, c cond, q queue, w waitq)")
	args := "m, l, c, q, w"
	if elements {
		for _, typ := range []string{"m mutex", "c cond", "w waitq"} {
			name, of, _ := strings.Cut(typ, " ")
			head = strings.Replace(head, "\nvar "+typ, "\nvar "+name+" [2]"+of, 1)
		}
		head = strings.Replace(head, "l = mutex(recursive)", "l = [2]mutex(recursive)", 1)
		head = strings.Replace(head, "q = queue(1)", "q = [3]queue(1)", 1)
		args = "m[k], l[1-k], c[k%2], q[2*k], w[k]"
		body = strings.Replace(body, "func main() {", "func main() {\nk := 1", 1)
	}
	return plain, head + regexp.MustCompile(`((?:spawn|daemon)\()(fa|fb)\b`).ReplaceAllString(body, "$1$2("+args+")")
}

// TestParametersAreTheirObjects: a scene whose coroutines are given their objects has the same answer, kind and length,
// and as many states, as the one in which they name them.
func TestParametersAreTheirObjects(t *testing.T) {
	t.Parallel()
	for name, f := range flavors {
		if f.arrays || f.hands || f.irqs { // their functions have other parameters, or none
			continue
		}
		for seed := range uint64(effort.Times(1, 6, 100)) {
			one, given := handed(seed+12_000, f, seed%2 == 1)
			alone, other := machine(t, one), machine(t, given)
			for i, grain := range bothGrains {
				opt := explore.Options{Grain: grain, MaxStates: 4_000, Workers: 1, Symmetry: seed%3 > 0,
					Beyond: 1 << 40}
				v, w := look(t, explore.Run, alone, opt), look(t, explore.Run, other, opt)
				if v.Answer == explore.Unknown {
					continue
				}
				if v.Answer != w.Answer || v.Kind != w.Kind || v.Length != w.Length || v.Complete &&
					(v.States != w.States || v.Deadlocks != w.Deadlocks || v.Ends != w.Ends) {
					t.Errorf("%s %d at grain %d: %+v alone, %+v given\n%s", name, seed, i, plain(v), plain(w), given)
				}
			}
		}
	}
}

// TestReachOfNoValue: an expression is not true where an index in it has no element, or it divides by zero, and the
// search goes on behind that.
func TestReachOfNoValue(t *testing.T) {
	e := machine(t, scene("slots = 1", "n [2]int\ni int", `
func one() {
	i = 7
	yield()
	i = 1
	assert(i == 2, "never")
}`, "spawn(one)"))
	for expr, length := range map[string]int{
		"n[i] == 99": -1, "!(n[i] == 0)": -1, "n[i+2] == 0": -1, "1/(i-1) == 9": -1,
		"1/i == 1": 2, "i < 2 && n[i] == 0": 0, "i == 1 && n[i] == 0": 2,
	} {
		for _, grain := range bothGrains {
			v := look(t, explore.Run, e, explore.Options{Reach: expr, Grain: grain})
			if never := length < 0; never != (v.Answer == explore.Holds) || !never && v.Length != length {
				t.Errorf("%s at grain %v: %v after %d", expr, grain, v.Answer, v.Length)
			}
		}
	}
}
