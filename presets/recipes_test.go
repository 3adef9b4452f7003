package presets_test

import (
	"context"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// recipes reads the scenes of the page of recipes, by their names.
func recipes(t *testing.T) map[string]string {
	t.Helper()
	page, err := os.ReadFile("../docs/recipes.md")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, block := range strings.Split(string(page), "```go\n")[1:] {
		text, _, _ := strings.Cut(block, "```")
		all[regexp.MustCompile(`package (\w+)`).FindStringSubmatch(text)[1]] = text
	}
	return all
}

// TestRecipes: every recipe holds for all schedules at both grains, each of its laws is put to the test, and it ends
// well when it just runs.
func TestRecipes(t *testing.T) {
	t.Parallel()
	all := recipes(t)
	for _, name := range []string{"wait_group", "latch", "monitor_account", "thread_pool", "ring_buffer",
		"timer_with_a_callback", "condition_from_semaphores", "futex", "handler_for_each", "throttle_by_channel"} {
		if all[name] == "" {
			t.Errorf("the page has no recipe %s", name)
		}
	}
	for name, text := range all {
		p := scenetest.Parse(t, text)
		if end, story := plainRun(t, p); end.Kind != engine.EndDone || p.Expect != program.ToHold() {
			t.Errorf("%s ends in %q: %s\n%s", name, end.Kind, end.Text, story)
		}
		for _, v := range everySchedule(t, p) {
			if v.Answer != explore.Holds || !v.Complete {
				t.Errorf("%s: %s", name, v.Text)
			}
			for _, law := range v.Laws {
				if law.Times == 0 {
					t.Errorf("%s: %q is never put to the test", name, law.Text)
				}
			}
		}
	}
}

// TestRecipesBreak: what the page says would break a recipe does, at one of the grains.
func TestRecipesBreak(t *testing.T) {
	t.Parallel()
	all := recipes(t)
	for _, c := range []struct {
		recipe, why string
		edit        []string // what stands there, and what is written instead, in pairs
	}{
		{"wait_group", "the count falls outside the lock", []string{"\tlock(m)\n\tleft--\n", "\tleft--\n\tlock(m)\n"}},
		{"handler_for_each", "a handler gives no answer", []string{"\tanswer(it, ok)\n", ""}},
		{"wait_group", "each worker counts itself in", []string{"\tadd(len(ready))\n", "",
			"\tyield() // works\n", "\tadd(1)\n\tyield()\n"}},
		{"latch", "a signal", []string{"broadcast(", "signal("}},
		{"monitor_account", "an if", []string{"for balance <", "if balance <"}},
		{"monitor_account", "a signal", []string{"broadcast(", "signal("}},
		{"thread_pool", "a signal", []string{"broadcast(", "signal("}},
		{"thread_pool", "no lock around the end", []string{
			"\tlock(m)\n\tclosed = true\n\tbroadcast(notEmpty)\n\tunlock(m)\n",
			"\tclosed = true\n\tbroadcast(notEmpty)\n"}},
		{"thread_pool", "closed comes first", []string{"if len(jobs) == 0 {", "if closed {"}},
		{"ring_buffer", "the index goes first", []string{
			"\t\tring[in] = v\n\t\tin = (in + 1) % N\n", "\t\tin = (in + 1) % N\n\t\tring[(in+N-1)%N] = v\n"}},
		{"ring_buffer", "two producers", []string{"spawn(producer)", "spawn(producer, 2)"}},
		{"timer_with_a_callback", "the timeout is believed", []string{"if due {", "if due || r == timedout {"}},
		{"condition_from_semaphores", "nobody waits for the permit to be taken", []string{"\t\tacquire(taken)\n", ""}},
		{"condition_from_semaphores", "the lock is given back before", []string{
			"\t\tacquire(taken)\n", "\t\tunlock(m)\n\t\tyield()\n\t\tacquire(taken)\n\t\tlock(m)\n",
			"\tcondSignal()\n\tunlock(m)\n\tdaemon(late)\n", "\tdaemon(late)\n\tcondSignal()\n\tunlock(m)\n"}},
		{"futex", "it does not compare", []string{"if word == seen {", "if seen == 2 {"}},
		{"futex", "a wake without the lock", []string{
			"\tlock(kernel)\n\tsignal(sleepers)\n\tunlock(kernel)\n", "\tsignal(sleepers)\n"}},
		{"futex", "taken with 1 after a sleep", []string{"\t\t\tfutexWait(2)\n",
			"\t\t\tfutexWait(2)\n\t\t\tif takeIfFree() == 0 {\n\t\t\t\treturn\n\t\t\t}\n"}},
		{"throttle_by_channel", "a value is received by one alone", []string{"\tclose(stop)\n",
			"\tstop <- struct{}{}\n"}},
		{"throttle_by_channel", "nobody receives the third", []string{"make(chan bool, 3)", "make(chan bool)",
			"\tfor range 3 {", "\tfor range 2 {"}},
	} {
		text := all[c.recipe]
		for i := 0; i < len(c.edit); i += 2 {
			if !strings.Contains(text, c.edit[i]) {
				t.Fatalf("%s has no %q", c.recipe, c.edit[i])
			}
			text = strings.ReplaceAll(text, c.edit[i], c.edit[i+1])
		}
		fails := false
		for _, v := range everySchedule(t, scenetest.Parse(t, text)) {
			fails = fails || v.Answer == explore.Fails
		}
		if !fails {
			t.Errorf("%s holds with this change: %s", c.recipe, c.why)
		}
	}
}

// everySchedule asks a scene at both grains.
func everySchedule(t *testing.T, p *program.Program) []explore.Verdict {
	t.Helper()
	var both []explore.Verdict
	for _, grain := range []program.Grain{program.GrainPass, program.GrainOp} {
		opt := explore.Options{Grain: grain, Symmetry: true, MaxStates: mostTextbookStates}
		v, err := explore.Run(context.Background(), scenetest.Boot(t, p), opt)
		if err != nil {
			t.Fatal(err)
		}
		both = append(both, v)
	}
	return both
}
