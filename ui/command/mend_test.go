package command

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMendSaysWhatCures: the change, where it is, in which worlds it holds; the exit code says whether there is one.
func TestMendSaysWhatCures(t *testing.T) {
	for _, c := range []struct {
		scene string
		code  int
		say   []string
	}{
		{"if-instead-of-a-loop", ExitFine, []string{"change", "cure if-instead-of-a-loop, which fails",
			"violation in 4 passes", "line 33   if to for", "pass, op, wake, spurious", "+ for len(work) == 0 {",
			"for the laws of the scene, not for what you meant"}},
		{"barrier-reused", ExitFails, []string{"None of", "cures barrier-reused", "These only look right", "--pairs"}},
		{"one-condition-broadcast", ExitFine, []string{"nothing to cure", "quartet break"}},
		{"nanoos-06-nobody-comes-back", ExitFine, []string{"rule unlock_callback = direct"}},
	} {
		out, _, code := run(t, Host{}, "mend", c.scene)
		if code != c.code {
			t.Errorf("mend %s: exit code %d", c.scene, code)
		}
		for _, words := range c.say {
			if !strings.Contains(out, words) {
				t.Errorf("mend %s does not say %q:\n%s", c.scene, words, out)
			}
		}
		if n := strings.Count(out, "\n"); n > pageRows+4 {
			t.Errorf("mend %s prints %d rows", c.scene, n)
		}
	}
}

// mendAnswer is what is read of JSON.
type mendAnswer struct {
	Verdict, Kind, Target string
	Length, Tried         int
	Edits, Seem           []struct {
		Line           int
		Was, Now, What string
		Holds          []string
		States         int64
		Kind           string
		Length         int
		Trivial        bool
		GivesUp        string `json:"gives_up"`
		Fails          *struct {
			World, Kind string
			Length      int
		}
	}
}

func mendAsJSON(t *testing.T, args ...string) (a mendAnswer) {
	t.Helper()
	out, errs, _ := run(t, Host{}, append(args, "--json")...)
	if err := json.Unmarshal([]byte(out), &a); err != nil {
		t.Fatalf("%v: %v\n%s%s", args, err, out, errs)
	}
	return a
}

// TestMendAsJSON: the fields that are promised.
func TestMendAsJSON(t *testing.T) {
	a := mendAsJSON(t, "mend", "if-instead-of-a-loop")
	if a.Verdict != "fails" || a.Kind != "violation" || a.Target != "pass" || a.Length != 4 || a.Tried < 40 {
		t.Errorf("%+v", a)
	}
	if e := a.Edits[0]; e.Line != 33 || e.Was != "if len(work) == 0 {" || e.Now != "for len(work) == 0 {" ||
		strings.Join(e.Holds, " ") != "pass op wake spurious" || e.States == 0 {
		t.Errorf("%+v", e)
	}
	for _, e := range mendAsJSON(t, "mend", "killed-owner").Seem {
		if e.GivesUp == "" && e.Fails == nil {
			t.Errorf("nothing is said against %+v", e)
		}
	}
	b := mendAsJSON(t, "break", "one-condition-broadcast")
	for _, e := range b.Edits {
		if e.Kind == "" || e.Length < 3 && !e.Trivial {
			t.Errorf("%+v", e)
		}
	}
	if b.Verdict != "holds" || len(b.Edits) < 20 {
		t.Errorf("%+v", b)
	}
}

// TestACureIsWritten: to a new file, which then holds and expects to; never over another.
func TestACureIsWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "cured.scene")
	out, errs, code := run(t, Host{}, "mend", "wakeup-in-the-gap", "--write", file, "--cure", "2")
	text, err := os.ReadFile(file)
	if err != nil || code != ExitFine || !strings.Contains(out, "wrote ") {
		t.Fatalf("%d %v\n%s%s", code, err, out, errs)
	}
	for _, words := range []string{"package cured\n", `expect = "holds"`, `expectOp = "holds"`} {
		if !strings.Contains(strings.Join(strings.Fields(string(text)), " ")+"\n", strings.TrimSpace(words)) {
			t.Errorf("%q does not stand in\n%s", words, text)
		}
	}
	if out, _, code := run(t, Host{}, "check", file); code != ExitFine {
		t.Errorf("check: %d\n%s", code, out)
	}
	if _, errs, code := run(t, Host{}, "mend", "wakeup-in-the-gap", "--write", file); code == ExitFine ||
		!strings.Contains(errs, "cured.scene") {
		t.Errorf("written over: %d\n%s", code, errs)
	}
	if again, _ := os.ReadFile(file); string(again) != string(text) {
		t.Error("the file has changed")
	}
}

// TestMendIsAskedWrongly: the error says what would have worked.
func TestMendIsAskedWrongly(t *testing.T) {
	for _, c := range []struct {
		args []string
		code int
		say  string
	}{
		{[]string{"mend"}, ExitUsage, "one argument"},
		{[]string{"mend", "nothing-of-the-kind"}, ExitUsage, "quartet list"},
		{[]string{"mend", "one-condition", "--cure", "0"}, ExitUsage, "counts from 1"},
		{[]string{"mend", "one-condition", "--cure", "2"}, ExitUsage, "--write"},
		{[]string{"mend", "one-condition", "--max-states", "0"}, ExitUsage, "counts from 1"},
		{[]string{"break", "one-condition"}, ExitUsage, "quartet mend one-condition"},
	} {
		if _, errs, code := run(t, Host{}, c.args...); code != c.code || !strings.Contains(errs, c.say) {
			t.Errorf("%v: exit code %d\n%s", c.args, code, errs)
		}
	}
}
