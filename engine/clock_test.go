package engine_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestLongTimes: a time that is worked out and longer than a clock can keep ends the run, with its number;
// the longest one is kept, and told as it is.
func TestLongTimes(t *testing.T) {
	const n = "n = 1000000000001"
	for _, c := range []struct{ name, body, want string }{
		{"a sleep", n + "\nsleep(n)", "f1 asks for 1000000000001 ticks, and a duration is at most 1000000000000."},
		{"a range", n + "\nsleep(1, n)", "f1 asks for 1000000000001 ticks"},
		{"the largest number", "n = 9223372036854775807\nsleep(n)", "f1 asks for 9223372036854775807 ticks"},
		{"a mean", n + "\nsleep(exponential(n))", "f1 asks for 1000000000001 ticks"},
		{"computing", n + "\ncompute(n)", "f1 asks for 1000000000001 passes, and the most is 1000000000000."},
		{"a lock", n + "\nlock(m)\nlockWithin(m, n)", "f1 asks for 1000000000001 ticks"},
		{"a wait", n + "\nlock(m)\nwaitWithin(c, m, n)", "f1 asks for 1000000000001 ticks"},
		{"a message", n + "\nreceiveWithin(n)", "f1 asks for 1000000000001 ticks"},
		{"an instant", n + "\nlock(m)\nwaitWithin(c, m, at(n))",
			"f1 asks for tick 1000000000001, and the last one to name is 1000000000000."},
		{"a negative one", "n = -5\nsleep(n)\nassert(now() < 5, \"no time\")", "nobody is left"},
		{"a parameter", "long(1000000000001)", "f1 asks for 1000000000001 ticks"},
	} {
		e := boot(t, "var (\nm = mutex(timed)\nc cond\nn int\n)\nfunc long(k int) { n = k; sleep(n) }\n"+
			"func f() {\n"+c.body+"\n}\nfunc main() { spawn(f) }")
		story := scenetest.Told(t, e, 2000)
		if !strings.Contains(e.End().Text, c.want) {
			t.Errorf("%s: %s, want %q in\n%s", c.name, e.End().Text, c.want, story)
		}
		if e.End().Kind == engine.EndViolation && !strings.Contains(story, "f1 asks for") {
			t.Errorf("%s: the story does not tell it:\n%s", c.name, story)
		}
	}
}

// TestTheClockEnds: the clock never overflows. It has an end, and a run that comes to it stops there.
func TestTheClockEnds(t *testing.T) {
	e := boot(t, `
const clock = "1000000/1"
func f() {
	for {
		sleep(1000000000000)
		assert(now() > 0, "the clock has gone round")
	}
}
func main() { spawn(f) }
`)
	e.Quiet(true)
	last := int64(0)
	for e.End().Kind == engine.NotEnded && e.PassNumber() < 5_000_000 {
		e.Pass()
		if e.Time() < last {
			t.Fatalf("the clock went from %d to %d", last, e.Time())
		}
		last = e.Time()
	}
	if end := e.End(); end.Kind != engine.EndDone || !strings.Contains(end.Text, "its end, tick 1000000") {
		t.Errorf("at tick %d: %s: %s", e.Time(), end.Kind, end.Text)
	}
	if _, err := e.Do(engine.Command{Verb: engine.KillVerb, At: engine.Now, Who: "f1"}); err != nil {
		t.Error(err)
	}
}

// TestCommandsNameTicks: commands take no time that a clock cannot keep.
func TestCommandsNameTicks(t *testing.T) {
	for text, want := range map[string]string{
		"at 1000000000000 spawn f":       "",
		"timeout f1 in 1000000000000":    "",
		"at 1000000000001 spawn f":       "tick 1000000000001 is too late; the last tick to name is 1000000000000",
		"at 9223372036854775807 kill f1": "tick 9223372036854775807 is too late",
		"timeout f1 in 1000000000001":    "1000000000001 ticks are too long (at most 1000000000000)",
	} {
		_, err := engine.ParseCommand(text)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}
