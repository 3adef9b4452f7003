package engine_test

import (
	"errors"
	"math"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/effort"
)

// TestCheckIsReadingBack goes through commands of every verb with sensible and senseless parts: exactly those
// that their text reads back to pass, and only those are done.
func TestCheckIsReadingBack(t *testing.T) {
	texts := []string{"", "f1", "work", "one two", " f1", "0 1", "007", "1 -2", "all", "textbook"}
	numbers := []int64{math.MinInt64, -1, 0, 1, 4, 1_000_000, 1_000_001, 1 << 40, 1_000_000_000_001, math.MaxInt64}
	times := []int64{engine.Now, 0, 12, 1_000_000_000_000, 1_000_000_000_001, -7}
	rng := uint64(1)
	pick := func(n int) int {
		rng = rng*6364136223846793005 + 1442695040888963407
		return int(rng>>33) % n
	}
	start := boot(t, "var work = queue(2)\nfunc f() { for { yield() } }\nfunc main() { spawn(f) }")
	passed := 0
	tries := effort.Times(8_000, 40_000, 60_000)
	for range tries {
		c := engine.Command{Verb: engine.Verb(pick(15)), At: times[pick(len(times))], Who: texts[pick(len(texts))],
			Name: texts[pick(len(texts))], Token: texts[pick(len(texts))], N: numbers[pick(len(numbers))],
			Within: pick(3) == 0}
		if pick(2) == 0 {
			c.Who, c.N = "", int64(pick(2))
		}
		if pick(2) == 0 {
			c.Name = ""
		}
		if pick(2) == 0 {
			c.Token = ""
		}
		err := c.Check()
		again, parsed := engine.ParseCommand(c.String())
		if (err == nil) != (parsed == nil && again == c) {
			t.Fatalf("%+v (%q): %v, but read back it is %+v, %v", c, c, err, again, parsed)
		}
		if err == nil {
			passed++
			continue
		}
		var why *engine.CommandError
		if _, err := start.Do(c); !errors.As(err, &why) || why.Why == "" || why.Hint == "" {
			t.Fatalf("%+v is done, or refused without a reason: %v", c, err)
		}
	}
	if passed < tries/200 {
		t.Errorf("%d commands passed", passed)
	}
}

// TestDoChecks: commands that were made by hand and make no sense change nothing.
func TestDoChecks(t *testing.T) {
	e := boot(t, "func f() { sleep(1, 9) }\nfunc main() { spawn(f) }")
	before := e.Hash()
	for _, c := range []engine.Command{
		{Verb: engine.ChooseVerb, At: engine.Now, Token: "one two"},
		{Verb: engine.PolicyVerb, At: engine.Now, Name: "preemptive", N: 1 << 40},
		{Verb: engine.SpawnVerb, At: engine.Now, Name: "f"},
		{Verb: engine.TimeoutVerb, At: engine.Now, Who: "f1", Within: true, N: math.MaxInt64},
		{Verb: engine.KillVerb, At: math.MaxInt64, Who: "f1"},
		{Verb: 99, At: engine.Now},
		{},
	} {
		if _, err := e.Do(c); err == nil {
			t.Errorf("%+v is done", c)
		}
	}
	if e.Hash() != before {
		t.Error("something has changed")
	}
}
