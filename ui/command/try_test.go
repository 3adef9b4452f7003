package command

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
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

// TestTryControlled: the first run that went wrong has its seed, beside what check finds at the grain of such a run.
func TestTryControlled(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("there is no go to build programs with")
	}
	out, errs, code := run(t, Host{}, "try", "wakeup-in-the-gap", "--controlled", "--runs", "30", "--json")
	var got struct {
		Controlled              bool
		Runs, Well, Stuck, Seed int
		Check                   struct{ Verdict, Grain string }
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("%v\n%s%s", err, out, errs)
	}
	if code != ExitFails || !got.Controlled || got.Runs != 30 || got.Stuck == 0 || got.Well+got.Stuck != 30 ||
		got.Seed < 1 || got.Seed > 30 || got.Check.Verdict != "fails" || got.Check.Grain != "op" {
		t.Errorf("exit code %d: %+v", code, got)
	}
}

// TestTryWords: how the first run that went wrong is made again is a command.
func TestTryWords(t *testing.T) {
	f := tryFlags{ops: 2000, limit: time.Second, controlled: true, pct: true}
	s, err := opened(&Host{}, "wakeup-in-the-gap")
	if err != nil {
		t.Fatal(err)
	}
	all := &trials{said: map[string]int{}}
	for _, o := range []outcome{{seed: 9, code: 2, said: "stuck"}, {}, {seed: 6, code: 2, said: "stuck"}} {
		all.add(o)
	}
	var text strings.Builder
	out := newOutput(&text)
	f.tryWords(out, s, "wakeup-in-the-gap", all, nil)
	if err := out.close(); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"3 runs of wakeup-in-the-gap as a program in Go, controlled:", "       2 got stuck",
		"quartet export wakeup-in-the-gap --go --controlled -o again.go && go run again.go -log -seed 6 -limit 1s " +
			"-ops 2000 -pct\n"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%q is not in\n%s", want, text.String())
		}
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
		{[]string{"try", "one-condition", "--controlled", "--noise"}, ExitUsage, "not with --controlled"},
		{[]string{"try", "one-condition", "--pct"}, ExitUsage, "--pct goes with --controlled"},
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

// scripted is a shell script in place of a program that was built; it is given the flags of a run.
func scripted(t *testing.T, script string) string {
	t.Helper()
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("there is no shell")
	}
	path := filepath.Join(t.TempDir(), "program")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestTrialsEndEarly: after a run that goes wrong the next process goes on with the next seed; where no run ends by
// itself there are few of them; and what fails otherwise, or does not start, ends them all.
func TestTrialsEndEarly(t *testing.T) {
	t.Parallel()
	f := tryFlags{runs: 50, limit: 1e9}
	fails := scripted(t, "echo \"seed $2 ended with 1; 0 before it ended well\" >&2\nexit 1\n")
	all, err := f.runAll(context.Background(), fails, nil)
	if err != nil || all.runs != 50 || all.broken != 50 || all.first.seed != 1 || all.cut {
		t.Errorf("%+v %v", all, err)
	}
	well := scripted(t, "exit 0\n")
	if all, err := f.runAll(context.Background(), well, nil); err != nil || all.runs != 50 || all.well != 50 {
		t.Errorf("%+v %v", all, err)
	}
	endless := scripted(t, "echo \"seed $2 ended with 3; 0 before it ended well\" >&2\nexit 3\n")
	if all, err := f.runAll(context.Background(), endless, nil); err != nil || all.slow != mostEndless || !all.cut {
		t.Errorf("%+v %v", all, err)
	}
	for _, path := range []string{fails + "-not-there", scripted(t, "exit 2\n"), scripted(t, "exit 9\n")} {
		if _, err := f.runAll(context.Background(), path, nil); err == nil {
			t.Errorf("%s runs", path)
		}
	}
	f.controlled = true
	if _, err := f.runControlled(context.Background(), scripted(t, "exit 2\n"), nil); err == nil {
		t.Error("a controlled program that says nothing of its runs is well")
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := f.runAll(ctx, fails, nil); err == nil {
		t.Error("it goes on though it was ended")
	}
}
