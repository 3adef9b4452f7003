package command

import (
	"context"
	"encoding/json"
	"os/exec"
	"strings"
	"testing"
)

// TestTryCounts: a scene that fails is seen to, with the line, beside what check finds.
func TestTryCounts(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("there is no go to build programs with")
	}
	out, errs, code := run(t, Host{}, "try", "if-instead-of-a-loop", "--runs", "12", "--noise", "--json")
	var got struct {
		Runs, Well, Stuck, Violated, Endless int
		Ways                                 []struct {
			Said string
			Runs int
		}
		Check struct {
			Verdict, Kind string
			Length        int
		}
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("%v\n%s%s", err, out, errs)
	}
	if code != ExitFails || got.Runs != 12 || got.Violated == 0 || got.Stuck != 0 ||
		got.Well+got.Violated+got.Endless != 12 || len(got.Ways) == 0 ||
		!strings.Contains(got.Ways[0].Said, "take(work)") || got.Check.Kind != "violation" {
		t.Errorf("exit code %d: %+v", code, got)
	}
}

// TestTryIsAskedWrongly: the error says what would have worked; a scene that Go has no twin of is refused.
func TestTryIsAskedWrongly(t *testing.T) {
	for _, c := range []struct {
		args []string
		code int
		say  string
	}{
		{[]string{"try"}, ExitUsage, "one argument"},
		{[]string{"try", "one-condition", "--runs", "0"}, ExitUsage, "--runs goes from 1"},
		{[]string{"try", "one-condition", "--limit", "1us"}, ExitUsage, "--limit"},
		{[]string{"try", "killed-owner"}, ExitUsage, "kill()"},
	} {
		if _, errs, code := run(t, Host{}, c.args...); code != c.code || !strings.Contains(errs, c.say) {
			t.Errorf("%v: exit code %d\n%s", c.args, code, errs)
		}
	}
}

// TestTryWithoutGo: where there is no toolchain it says so.
func TestTryWithoutGo(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, errs, code := run(t, Host{}, "try", "if-instead-of-a-loop", "--runs", "1")
	if code != ExitIO || !strings.Contains(errs, "no Go toolchain") || !strings.Contains(errs, "quartet export") {
		t.Errorf("exit code %d\n%s", code, errs)
	}
}

// TestTrialsEndEarly: where no run ends by itself there are few of them, and a run that fails to start ends them all.
func TestTrialsEndEarly(t *testing.T) {
	t.Parallel()
	sleeper, err := exec.LookPath("false")
	if err != nil {
		t.Skip("there is no program that fails")
	}
	f := tryFlags{runs: 50, limit: 1e9}
	all, err := f.runAll(context.Background(), sleeper, nil)
	if err != nil || all.runs != 50 || all.broken != 50 {
		t.Errorf("%+v %v", all, err)
	}
	if _, err := f.runAll(context.Background(), sleeper+"-not-there", nil); err == nil {
		t.Error("a program that is not there runs")
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := f.runAll(ctx, sleeper, nil); err == nil {
		t.Error("it goes on though it was ended")
	}
}
