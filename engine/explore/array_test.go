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
	alone = strings.NewReplacer("func fa() {\n", "func fa() {\nz := 1\n", "func fb() {\n", "func fb() {\nz := 0\n").
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
		if f.arrays {
			continue
		}
		for seed := range uint64(effort.Times(3, 8, 100)) {
			alone, inArrays := twins(seed+9_000, f)
			one, other := machine(t, alone), machine(t, inArrays)
			for _, grain := range []program.Grain{program.GrainPass, program.GrainOp} {
				for _, symmetry := range []bool{false, true} {
					opt := explore.Options{Grain: grain, MaxStates: 4_000, Workers: 1, Symmetry: symmetry,
						Beyond: 1 << 40}
					v, w := look(t, explore.Run, one, opt), look(t, explore.Run, other, opt)
					if v.Answer == explore.Unknown {
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
