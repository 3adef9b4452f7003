package narrate_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestValues: a sentence shows a value as the scene's text would, and never another number than the one there is.
func TestValues(t *testing.T) {
	e := boot(t, `
var (
	m    mutex
	yes  bool
	last result
	who  coroutine
	big  int
	n    int
)

func demo() {
	yes = !yes
	r := trylock(m)
	last = r
	last = timedout
	who = owner(m)
	k := spawn(other)
	who = k
	yield()
	who = k
	who = nil
	big = 4000000000
	n++
	n = twice(n)
	send(self(), n)
	receive()
}

func twice(of int) int { return 2 * of }

func other() {}

func main() { spawn(demo) }
`)
	story := scenetest.Told(t, e, 2000)
	at := 0
	for _, want := range []string{
		"sets yes to true.", "sets last to ok.", "sets last to timedout.", "sets the variable who to d1.",
		"sets the variable who to o1.",
		"sets the variable who to one that ended.", "sets the variable who to nobody.", "sets big to 4000000000.",
		"works out 1 for n++, but has not stored it yet.", "sets n to 1.", "sets the variable of to 1.", "returns 2.",
		"sets n to 2.", "sends 2 to itself.",
	} {
		i := strings.Index(story[at:], "d1 "+want)
		if i < 0 {
			t.Fatalf("no %q after what came before it in\n%s", want, story)
		}
		at += i
	}
}

// TestLoopSentences: where a condition has several tests, only the one that decides tells of the loop, and a turned
// answer is told the right way round.
func TestLoopSentences(t *testing.T) {
	e := boot(t, `
var turn int

func demo() {
	for turn < 2 && !done() {
		turn = 2
	}
	for turn > 1 || done() {
		turn = 0
	}
}

func done() bool { return turn == 1 }

func main() { spawn(demo) }
`)
	want := `d1 finds turn < 2 true.
d1 calls done.
d1 returns false.
d1 returns from done.
d1 finds done() false and enters the loop.
d1 sets turn to 2.
d1 finds turn < 2 false and leaves the loop.
d1 finds turn > 1 true and enters the loop.
d1 sets turn to 0.
d1 finds turn > 1 false.
d1 calls done.
d1 returns false.
d1 returns from done.
d1 finds done() false and leaves the loop.
`
	if story := scenetest.Told(t, e, 2000); !strings.Contains(story, want) {
		t.Errorf("got\n%s\nwant\n%s", story, want)
	}
}

// TestHandles: a variable that names a coroutine leads to its slot while that coroutine lives, and not to the next one
// in the slot.
func TestHandles(t *testing.T) {
	e := boot(t, `
var who coroutine

func short() { yield() }

func demo() {
	who = spawn(short)
	sleep(5)
	spawn(short)
	sleep(5)
}

func main() { spawn(demo) }
`)
	seen := map[string]bool{}
	for e.Step() != nil {
		s := e.Snapshot(nil)
		name := "ended"
		if slot := s.Of(s.Vars[0].Value); slot >= 0 {
			name = s.Coroutines[slot].Name
		} else if s.Vars[0].Value == 0 {
			name = "none"
		}
		seen[name] = true
	}
	if !seen["none"] || !seen["s1"] || !seen["ended"] || seen["s2"] {
		t.Errorf("who named %v", seen)
	}
}

// TestLoopsAreMetAndLeft: a loop within a loop is entered again each time, also where the outer one has
// nothing else to do, and a coroutine that has slept in a loop is still in it.
func TestLoopsAreMetAndLeft(t *testing.T) {
	e := boot(t, `
var n int

func demo() {
	for i := 0; i < 2; i++ {
		for n < 1 {
			n = 1
		}
		sleep(1)
	}
	for n > 0 {
		yield()
		n = 0
	}
}

func main() { spawn(demo) }
`)
	want := []string{
		"d1 finds i < 2 true and enters the loop.",
		"d1 finds n < 1 true and enters the loop.",
		"d1 finds n < 1 false and leaves the loop.",
		"d1 finds i < 2 true and stays in the loop.",
		"d1 finds n < 1 false and passes the loop by.",
		"d1 finds i < 2 false and leaves the loop.",
		"d1 finds n > 0 true and enters the loop.",
		"d1 finds n > 0 false and leaves the loop.",
	}
	var got []string
	for line := range strings.Lines(scenetest.Told(t, e, 2000)) {
		if strings.Contains(line, "the loop") {
			got = append(got, strings.TrimSpace(line))
		}
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestSentValues: what is worked out to be sent is sent next, and stored nowhere.
func TestSentValues(t *testing.T) {
	e := boot(t, `
var (
	ch = make(chan int, 4)
	cs = [2]make(chan int, 4)
	n  = 3
)

func demo(i int) {
	ch <- n
	cs[i] <- n
	select {
	case ch <- n:
	case cs[i] <- n + 1:
	}
	n = n + 1
}

func main() { spawn(demo(1)) }
`)
	story := scenetest.Told(t, e, 2000)
	for _, want := range []string{
		"works out 3 for ch <- n, but has not sent it yet.", "works out 3 for cs[i] <- n, but has not sent it yet.",
		"works out 4 for cs[i] <- n + 1, but has not sent it yet.",
		"works out 4 for n = n + 1, but has not stored it yet.",
	} {
		if !strings.Contains(story, want) {
			t.Errorf("no %q in\n%s", want, story)
		}
	}
}

// TestValueOfWhatReplacesItself: an item, or memory, that is made with what the variable's last one holds is told with
// that, and not with its own.
func TestValueOfWhatReplacesItself(t *testing.T) {
	e := boot(t, "func demo() {\nit := item(3)\nfirst := it\nit = item(value(it) + 1)\np := alloc(7)\nold := p\n"+
		"p = alloc(value(p) + 1)\nassert(value(it) == 4 && value(p) == 8, \"made so\")\n"+
		"free(old)\nfree(p)\ndrop(first)\ndrop(it)\n}\nfunc main() { spawn(demo) }\n")
	story := scenetest.Told(t, e, 100)
	for _, want := range []string{"makes item 2 with value 4.", "takes memory 2, which holds 8."} {
		if !strings.Contains(story, want) {
			t.Errorf("not %q in\n%s", want, story)
		}
	}
}
