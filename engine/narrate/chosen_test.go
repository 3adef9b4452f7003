package narrate_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
)

// TestWhatWasChosenIsTold: whoever decided what a scene leaves open, the story says what it was and who did.
func TestWhatWasChosenIsTold(t *testing.T) {
	for _, c := range []struct{ scene, choose, want string }{
		{"func a() { sleep(0, 4) }\nfunc main() { spawn(a) }\n", "0", "a1 sleeps no time at all, as you chose."},
		{"func a() { sleep(0, 4) }\nfunc main() { spawn(a) }\n", "3", "a1 sleeps for 3 ticks, as you chose."},
		{"func a() { compute(1, 4) }\nfunc main() { spawn(a) }\n", "1",
			"a1 computes for 2 passes, as you chose, and yields, with one more pass to go."},
		{"const wake_order = \"any\"\nvar m mutex\nvar c cond\nfunc w() { lock(m); wait(c, m); unlock(m) }\n" +
			"func s() { signal(c) }\nfunc main() { spawn(w, 2); spawn(s) }\n", "1",
			"Of those who wait it is w2, as you chose."},
		{"var x = make(chan int, 1)\nvar y = make(chan int, 1)\nfunc a() { select { case x <- 1: case y <- 2: } }\n" +
			"func main() { spawn(a) }\n", "1", "Of the cases that it could do it does y <- 2, as you chose."},
	} {
		for _, found := range []bool{false, true} {
			e := boot(t, c.scene)
			command := engine.Command{Verb: engine.ChooseVerb, At: engine.Now, Token: c.choose}
			do, want := e.Do, c.want
			if found {
				do, want = e.Probe().Do, strings.ReplaceAll(c.want, "as you chose", "as in the schedule found")
			}
			n := narrate.New(e.Program(), e.Snapshot(nil))
			events, err := do(command)
			if err != nil {
				t.Fatal(err)
			}
			story := sentences(n.Tell(events, e.End()))
			for range 40 {
				story += sentences(n.Tell(e.Step(), e.End()))
			}
			if !strings.Contains(story, want) {
				t.Errorf("choose %s: not %q in\n%s", c.choose, want, story)
			}
		}
	}
}

func sentences(all []narrate.Sentence) string {
	text := ""
	for i := range all {
		text += all[i].String() + "\n"
	}
	return text
}

// TestOneRunsNext: of two who were to run next in the same step only the last is told, whether they are told at once or
// one after the other.
func TestOneRunsNext(t *testing.T) {
	e := boot(t, "func a() { yield() }\nfunc main() { spawn(a, 3) }\n")
	n := narrate.New(e.Program(), e.Snapshot(nil))
	var told []narrate.Sentence
	for _, who := range []string{"a2", "a3"} {
		events, err := e.Do(engine.Command{Verb: engine.RunVerb, At: engine.Now, Who: who})
		if err != nil {
			t.Fatal(err)
		}
		told = narrate.Join(told, n.Tell(events, e.End()))
	}
	if got := sentences(told); got != "a3 runs next, as you chose.\n" {
		t.Errorf("told: %s", got)
	}
}
