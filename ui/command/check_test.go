package command

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/presets"
)

// TestCheck holds check to its contract: what it prints as JSON, and its exit codes.
func TestCheck(t *testing.T) {
	for _, c := range []struct {
		args    []string
		code    int
		verdict string
		kind    string
		length  int
		states  int
	}{
		{[]string{"one-condition"}, ExitFails, "fails", "stuck", 7, 16},
		{[]string{"one-condition", "--no-symmetry", "--workers", "1"}, ExitFails, "fails", "stuck", 7, 16},
		{[]string{"one-condition", "--wake", "any"}, ExitFails, "fails", "stuck", 7, 14},
		{[]string{"one-condition-broadcast"}, ExitFine, "holds", "", 0, 7},
		{[]string{"if-instead-of-a-loop"}, ExitFails, "fails", "violation", 4, 0},
		{[]string{"if-instead-of-a-loop", "--grain", "op"}, ExitFails, "fails", "violation", 15, 0},
		{[]string{"deadlock-by-lock-order"}, ExitFails, "fails", "deadlock", 4, 0},
		{[]string{"one-condition", "--reach", "waiters(changed) == 2"}, ExitFails, "fails", "reached", 2, 0},
		{[]string{"one-condition", "--reach", "len(work) == 2"}, ExitFine, "holds", "", 0, 16},
		{[]string{"bounded-buffer", "--max-states", "100", "--no-symmetry"}, ExitUnknown, "unknown", "", 0, 0},
		{[]string{"bounded-buffer", "--max-memory", "50K", "--no-symmetry"}, ExitUnknown, "unknown", "", 0, 0},
	} {
		out, errs, code := run(t, Host{}, append([]string{"check", "--json"}, c.args...)...)
		if code != c.code || errs != "" {
			t.Errorf("%v: exit %d, %s", c.args, code, errs)
			continue
		}
		want := []string{"verdict", "kind", "text", "states", "visited", "length", "schedule", "complete",
			"grain", "part", "values", "laws", "warnings"}
		if strings.Contains(out, `"waits"`) {
			want = append(want, "waits")
		}
		if c.verdict == "holds" && !slices.Contains(c.args, "--reach") {
			want = append(want, "cycle", "marks", "fairness", "who", "sleeps", "asleep", "luck")
		}
		if !slices.Contains(c.args, "--grain") {
			want = append(want, "other")
		}
		if got := keys(t, strings.TrimSpace(out)); !slices.Equal(got, want) {
			t.Errorf("%v: the fields are %v", c.args, got)
		}
		var v struct {
			Verdict, Kind, Text string
			States, Length      int
			Schedule            []struct {
				Run, Text string
				Wakes     []string
				Line      int
				Ops       []struct{ Line int }
			}
			Complete bool
		}
		if err := json.Unmarshal([]byte(out), &v); err != nil {
			t.Fatal(err)
		}
		if v.Verdict != c.verdict || v.Kind != c.kind || v.Length != c.length || len(v.Schedule) != c.length ||
			v.Text == "" || c.states > 0 && (v.States != c.states || !v.Complete) {
			t.Errorf("%v: %+v", c.args, v)
		}
		for i, s := range v.Schedule {
			if s.Text == "" || s.Run != "" && (s.Line < 1 || !slices.Contains(s.Ops, struct{ Line int }{s.Line})) {
				t.Errorf("%v: step %d says %+v", c.args, i+1, s)
			}
		}
	}
}

// TestCheckRefuses says what was wrong and what would have worked.
func TestCheckRefuses(t *testing.T) {
	for _, c := range []struct {
		args []string
		has  string
	}{
		{[]string{"one-condition", "--grain", "line"}, "pass or op"},
		{[]string{"one-condition", "--wake", "lifo"}, "fifo or any"},
		{[]string{"one-condition", "--max-memory", "much"}, "500M"},
		{[]string{"one-condition", "--max-states", "0"}, "from 1"},
		{[]string{"one-condition", "--reach", "len(wrk) > 0"}, "did you mean work"},
		{[]string{"one-condishun"}, "one-condition"},
	} {
		if _, errs, code := run(t, Host{}, append([]string{"check"}, c.args...)...); code != ExitUsage ||
			!strings.Contains(errs, c.has) {
			t.Errorf("%v: exit %d, %s", c.args, code, errs)
		}
	}
}

// TestCheckSaves writes the schedule as a session, which replay proves; a file that is there is never overwritten.
func TestCheckSaves(t *testing.T) {
	path := filepath.Join(t.TempDir(), "found.session")
	for _, grain := range []string{"pass", "op"} {
		out, _, code := run(t, Host{}, "check", "one-condition", "--wake", "any", "--grain", grain, "--save", path)
		if code != ExitFails || !strings.Contains(out, "it could have gone well") {
			t.Fatalf("exit %d: %s", code, out)
		}
		out, errs, code := run(t, Host{}, "replay", path)
		if code != ExitFine || !strings.Contains(out, "stuck") {
			t.Fatalf("replay: exit %d: %s %s", code, out, errs)
		}
		if _, errs, code := run(t, Host{}, "check", "one-condition", "--save", path); code != ExitIO ||
			!strings.Contains(errs, "already") {
			t.Errorf("a second time: exit %d, %s", code, errs)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}

// TestCheckSavesACircle: what goes on for ever is saved with its circle, at both grains; replay proves that it closes.
func TestCheckSavesACircle(t *testing.T) {
	for _, grain := range []string{"pass", "op"} {
		path := filepath.Join(t.TempDir(), "for-ever.session")
		out, _, code := run(t, Host{}, "check", "ostep-32-livelock", "--grain", grain, "--livelock=end", "--save", path)
		if code != ExitFails || !strings.Contains(out, "again and again, for ever") {
			t.Fatalf("exit %d: %s", code, out)
		}
		out, errs, code := run(t, Host{}, "replay", path)
		if code != ExitFine || !strings.Contains(out, "it goes round, and comes back to the same state") {
			t.Errorf("replay: exit %d: %s %s", code, out, errs)
		}
	}
}

// TestCheckSaysEveryRow checks the shelf at both grains, in words and as JSON: no row of a schedule is without words.
func TestCheckSaysEveryRow(t *testing.T) {
	blank := regexp.MustCompile(`(?m)^[ >] {0,2}\d+  \S+ *$`)
	row := regexp.MustCompile(`(?m)^[ >] {0,2}\d+  \S+ +\S`)
	for _, name := range effort.Some(t, presets.Names(), 4, 12) {
		for _, grain := range []string{"pass", "op"} {
			out, _, code := run(t, Host{}, "check", "--json", "--max-states", "2000", "--grain", grain, name)
			if code != ExitFails {
				continue
			}
			var v struct{ Schedule []struct{ Run, Text string } }
			if err := json.Unmarshal([]byte(out), &v); err != nil {
				t.Fatal(err)
			}
			for n, s := range v.Schedule {
				if strings.TrimSpace(s.Text) == "" {
					t.Errorf("%s at grain %s: step %d (%s) says nothing", name, grain, n+1, s.Run)
				}
			}
			words, _, _ := run(t, Host{}, "check", "-v", "--max-states", "2000", "--grain", grain, name)
			if at := blank.FindString(words); at != "" || len(row.FindAllString(words, -1)) != len(v.Schedule) {
				t.Errorf("%s at grain %s: the row %q, in\n%s", name, grain, at, words)
			}
		}
	}
}
