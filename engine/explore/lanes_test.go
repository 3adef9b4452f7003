package explore_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/internal/effort"
)

// lanes writes a scene of two lanes, each with its mutex, condition and queue, in one of the ways in which it can go
// wrong or well: with arrays and parameters, and by hand, a name and a function for each.
func lanes(way int) (inArrays, byHand string) {
	pick := func(all ...string) string {
		one := all[way%len(all)]
		way /= len(all)
		return one
	}
	wake := pick("signal(c[i])", "", "broadcast(c[i])", "signal(c[1-i])")
	test := pick("for len(q[i]) == 0 {", "if len(q[i]) == 0 {")
	pause := pick("", "yield()")
	wait := pick("wait(c[i], m[i])", "wait(c[i], m[i])", "waitWithin(c[i], m[i], 2)")
	count := pick("spawn", "daemon")
	puts, workers := pick("2", "1"), pick("1", "2")
	worker := func(name string) string {
		return fmt.Sprintf("func %s {\nfor k := 0; k < 2; k++ {\nlock(m[i])\n%s\n%s\n}\n"+
			"if len(q[i]) > 0 {\ntake(q[i])\n}\nunlock(m[i])\n%s\n}\nyield()\n}\n", name, test, wait, pause)
	}
	producer := func(name string) string {
		return fmt.Sprintf("func %s {\nfor k := 0; k < %s; k++ {\nlock(m[i])\n"+
			"if len(q[i]) < cap(q[i]) {\nput(q[i])\n%s\n}\nunlock(m[i])\n}\n}\n", name, puts, wake)
	}
	inArrays = "package lanes\nvar (\nm [2]mutex\nc [2]cond\nq = [2]queue(2)\n)\n" +
		worker("worker(i int)") + producer("producer(i int)") + fmt.Sprintf(`func main() {
	for i := range q {
		%s(worker(i), %s)
		conserve(q[i])
		invariant("room", len(q[i]) <= cap(q[i]))
	}
	spawn(producer(1))
	spawn(producer(0))
}
`, count, workers)
	var b strings.Builder
	b.WriteString("package byhand\nvar (\nm0, m1 mutex\nc0, c1 cond\nq0 = queue(2)\nq1 = queue(2)\n)\n")
	element := regexp.MustCompile(`\b([mcq])\[(1-)?i\]`)
	for i := range 2 {
		text := worker(fmt.Sprintf("worker%d()", i)) + producer(fmt.Sprintf("producer%d()", i))
		b.WriteString(element.ReplaceAllStringFunc(text, func(one string) string {
			if strings.Contains(one, "1-i") {
				return one[:1] + fmt.Sprint(1-i)
			}
			return one[:1] + fmt.Sprint(i)
		}))
	}
	fmt.Fprintf(&b, "func main() {\n%s(worker0, %s)\n%s(worker1, %s)\nspawn(producer1)\nspawn(producer0)\n"+
		"conserve(q0)\nconserve(q1)\n}\n", count, workers, count, workers)
	return inArrays, b.String()
}

// TestLawsOfElements: what conserve asks of the elements of an array, of coroutines that are given which one is theirs,
// is what it asks of queues of their own.
func TestLawsOfElements(t *testing.T) {
	t.Parallel()
	kinds := map[string]int{}
	for i := range effort.Times(6, 12, 384) {
		inArrays, byHand := lanes(i * 384 / effort.Times(6, 12, 384))
		one, other := machine(t, inArrays), machine(t, byHand)
		for _, grain := range bothGrains {
			opt := explore.Options{Grain: grain, MaxStates: 3_000, Workers: 1, Symmetry: i%2 == 0, Beyond: 1 << 40}
			v, w := look(t, explore.Run, one, opt), look(t, explore.Run, other, opt)
			if v.Answer == explore.Unknown || w.Answer == explore.Unknown {
				continue
			}
			kinds[fmt.Sprint(v.Kind)]++
			if v.Answer != w.Answer || v.Kind != w.Kind || v.Length != w.Length {
				t.Errorf("%d at grain %v: %+v in arrays, %+v by hand\n%s", i, grain, plain(v), plain(w), inArrays)
			}
		}
	}
	if len(kinds) < 2 {
		t.Errorf("nothing but %v was compared", kinds)
	}
}

// TestTakersKeepWhatTheyAreBegunWith: whoever takes from a lane is one of its takers to the end of its life, also where
// its text never looks at its argument again.
func TestTakersKeepWhatTheyAreBegunWith(t *testing.T) {
	t.Parallel()
	e := machine(t, `package lingers
var (
	m [2]mutex
	c [2]cond
	q = [2]queue(2)
)
func worker(i int) {
	lock(m[i])
	for len(q[i]) == 0 {
		wait(c[i], m[i])
	}
	fetch(i)
	unlock(m[i])
	for {
		yield()
	}
}
func fetch(lane int) { take(q[lane]) }
func producer() {
	lock(m[1])
	put(q[1])
	signal(c[1])
	unlock(m[1])
	for len(q[1]) > 0 {
		yield()
	}
	put(q[1])
}
func main() {
	daemon(worker(1), 2)
	spawn(producer)
	conserve(q)
}
`)
	for _, grain := range bothGrains {
		v := look(t, explore.Run, e, explore.Options{Grain: grain, Symmetry: true})
		if v.Answer != explore.Holds || !v.Complete {
			t.Errorf("at grain %v: %+v", grain, plain(v))
		}
	}
}
