package demo_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui/demo"
)

// TestAScriptThatLiesStops: what a script claims is looked at where it claims it; a lie stops it with its line and what
// is the case, and the truth is nothing to be seen.
func TestAScriptThatLiesStops(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ scene, script, line, why string }{
		{"bounded-buffer", "run until len(work) == 2\nassert len(work) == 2\nexpect holds\nexpect every holds", "", ""},
		{"bounded-buffer", "assert len(work) == 2", ":2:", "len(work) == 2 is not true in step 0"},
		{"bounded-buffer", "expect stuck", ":2:", "so far nothing has gone wrong, in step 0; expected stuck"},
		{"bounded-buffer", "expect every stuck", ":2:", "the answer is holds, not stuck"},
		{"bounded-buffer", "assert nosuch == 2", ":2:", "nosuch"},
		{"bounded-buffer", "assert signal notFull", ":2:", "run until signal notFull stops there"},
		{"if-instead-of-a-loop", "run until end\nexpect violation\nexpect every violation", "", ""},
		{"if-instead-of-a-loop", "run until end\nexpect holds", ":3:",
			"this run has come to violation: c1 takes from work, which is empty, in step 17; expected holds"},
		{"deadlock-philosophers", "run until end\nexpect deadlock\nassert stuck", "", ""},
		{"deadlock-philosophers", "run until end\nexpect holds", ":3:",
			"this run has come to deadlock: plato, kant and hume wait in a circle"},
		{"bounded-buffer", "key x", ":2:", "select a coroutine first"},
		{"bounded-buffer", "do kill nobody", ":2:", "nobody"},
		{"bounded-buffer", "type kill nobody", ":2:", "nobody"},
	} {
		s, err := demo.Parse("lie.demo", "version 2\n"+c.script)
		if err != nil {
			t.Fatal(err)
		}
		player, err := demo.NewPlayer(s, newStage(t, c.scene), nil, demo.InTime)
		if err != nil {
			t.Fatal(err)
		}
		for _, more := player.Next(); more && err == nil; _, more = player.Next() {
			err = player.Do()
		}
		switch {
		case c.line == "" && err != nil:
			t.Errorf("%s:\n%s\n%v", c.scene, c.script, err)
		case c.line != "" && (err == nil || !strings.Contains(err.Error(), "lie.demo"+c.line) ||
			!strings.Contains(err.Error(), c.why)):
			t.Errorf("%s:\n%s\n%v\nwithout %s %s", c.scene, c.script, err, c.line, c.why)
		}
	}
}

// TestWhatIsNoVerdict: the error lists what there is.
func TestWhatIsNoVerdict(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"expect", "expect every", "expect sometimes stuck", "expect holds stuck", "assert"} {
		if _, err := demo.Parse("my.demo", text); err == nil || !strings.Contains(err.Error(), "my.demo:1:") {
			t.Errorf("%s: %v", text, err)
		}
	}
	_, err := demo.Parse("my.demo", "expect stuk")
	if err == nil || !strings.Contains(err.Error(), `"stuk" is no verdict`) ||
		!strings.Contains(err.Error(), "deadlock") {
		t.Error(err)
	}
}

// TestARunThatNeverComes stops the script with its line, and films no other run: where its limit is over, its own or
// that of all. In version 1 a limit of its own was the time of a run for what there was to wait for.
func TestARunThatNeverComes(t *testing.T) {
	for script, why := range map[string]string{
		"version 2\nscene bounded-buffer\nrun until end\n":                       "has not come within 10m",
		"version 2\nscene bounded-buffer\nrun until end within 3s\n":             "has not come within 3s",
		"version 2\nscene bounded-buffer\nrun until waiters(m) == 9 within 3s\n": "has not come within 3s",
		"version 1\nscene bounded-buffer\nrun until step 400 within 1s\n":        "",
		"version 2\nscene bounded-buffer\nrun until len(work) == 1 within 60s\n": "",
		"version 1\nscene bounded-buffer\nrun until step 4 within 9s\n":          "",
		"scene bounded-buffer\n\nrun until waiters(m) == 9 within 3s\n":          "has not come within 3s",
		"version 2\nscene bounded-buffer\nrun 3s\n":                              "",
	} {
		_, _, err := try(t, script)
		if why == "" && err != nil || why != "" && (err == nil || !strings.Contains(err.Error(), "test.demo:3") ||
			!strings.Contains(err.Error(), why)) {
			t.Errorf("%s comes to %v", script, err)
		}
	}
}
