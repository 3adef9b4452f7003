package ask

import (
	"context"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// TestSwitch: for each rule and value what is told is what two runs do: the step named is the first in which they
// differ.
func TestSwitch(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"if-instead-of-a-loop", "bounded-buffer", "timed-wait"} {
		p := scenetest.Shipped(t, name)
		differing := 0
		for _, id := range program.AllRules() {
			for _, token := range id.Tokens()[1:] {
				c := engine.Command{Verb: engine.RuleVerb, At: engine.Now, Name: id.String(), Token: token}
				told, err := Switch(context.Background(), p, nil, 200, c)
				if err != nil {
					t.Fatal(err)
				}
				if !strings.HasPrefix(told, "nothing differs") {
					differing++
				}
				if strings.HasPrefix(told, "step ") && same(t, p, c, 200) {
					t.Errorf("%s, %s: %s, but two runs are alike", name, c, told)
				}
				if told == "nothing differs" && !same(t, p, c, 200) {
					t.Errorf("%s, %s: nothing is told, but two runs differ", name, c)
				}
			}
		}
		if differing == 0 {
			t.Errorf("%s: no rule makes a difference", name)
		}
	}
}

// same reports whether so many steps tell the same story with a switch at the boot.
func same(t *testing.T, p *program.Program, c engine.Command, steps int64) bool {
	one, other := scenetest.Open(t, p), scenetest.Open(t, p)
	if _, err := other.Do(c); err != nil {
		return true
	}
	for one.Position() < steps && one.Forward() != nil {
		other.Forward()
		if newest(one, one.Position()) != newest(other, one.Position()) {
			return false
		}
	}
	return true
}

// TestSwitchOfAPolicy on a run with commands, which both get.
func TestSwitchOfAPolicy(t *testing.T) {
	t.Parallel()
	_, text, err := presets.Source("bounded-buffer")
	if err != nil {
		t.Fatal(err)
	}
	p := scenetest.Parse(t, text)
	spawn := engine.Command{Verb: engine.SpawnVerb, At: engine.Now, Name: "producer", N: 1}
	given := []session.Given{{Step: 0, Command: spawn}}
	c := engine.Command{Verb: engine.PolicyVerb, At: engine.Now, Name: "preemptive", N: 1}
	told, err := Switch(context.Background(), p, given, 40, c)
	if err != nil || !strings.HasPrefix(told, "step ") || !strings.Contains(told, "; with it ") {
		t.Errorf("%q, %v", told, err)
	}
	if told, err := Switch(context.Background(), p, nil, 0, c); err != nil || !strings.Contains(told, "so far") {
		t.Errorf("a run that has not begun: %q, %v", told, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Switch(ctx, p, nil, 0, c); err == nil {
		t.Error("it cannot be stopped")
	}
}

// TestASentenceGoesOn: what nobody by name does begins with a small letter in the midst of a sentence.
func TestASentenceGoesOn(t *testing.T) {
	t.Parallel()
	p := scenetest.Shipped(t, "bounded-buffer")
	c := engine.Command{Verb: engine.PolicyVerb, At: engine.Now, Name: "roundrobin"}
	told, err := Switch(context.Background(), p, nil, 40, c)
	if err != nil || !strings.Contains(told, "with it the scheduler resumes slot") {
		t.Errorf("%q, %v", told, err)
	}
	for sentence, want := range map[string]string{
		"READY is d1, w1": "READY is d1, w1", "Nobody is ready": "nobody is ready", "": "",
	} {
		if got := goesOn(sentence); got != want {
			t.Errorf("%q goes on as %q", sentence, got)
		}
	}
}
