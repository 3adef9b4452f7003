package command

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRunSaysTheFateOfEachPass: --fate says behind each pass what is still possible, with the pass that decides and
// what else could have happened.
func TestRunSaysTheFateOfEachPass(t *testing.T) {
	t.Parallel()
	out, _, code := run(t, Host{}, "run", "deadlock-by-lock-order", "--fate")
	for _, words := range []string{
		"(from the beginning: it can still go either way)\n",
		"(pass 1: it can still go either way; instead B: either way)\n",
		"(pass 2: it decides, every schedule from here on fails; instead A: either way)\n",
		"(proven, over all states in which nothing has failed: 6)\n",
	} {
		if code != 0 || !strings.Contains(out, words) {
			t.Errorf("%d, without %q:\n%s", code, words, out)
		}
	}
	out, _, _ = run(t, Host{}, "run", "deadlock-by-lock-order", "--fate", "--json")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	for i, want := range []string{"open", "doomed", "doomed", "doomed"} {
		var pass struct {
			Fate    string
			Decides bool
			Instead []struct{ Run, Fate string }
		}
		if err := json.Unmarshal([]byte(lines[i]), &pass); err != nil {
			t.Fatal(err)
		}
		if pass.Fate != want || pass.Decides != (i == 1) || i == 1 && (len(pass.Instead) != 1 ||
			pass.Instead[0].Run != "A" || pass.Instead[0].Fate != "open") {
			t.Errorf("pass %d: %+v, not %s", i+1, pass, want)
		}
	}
	if end := lines[len(lines)-1]; !strings.Contains(end,
		`"fates":{"beginning":"open","decides":2,"states":6,"complete":true}`) {
		t.Errorf("the end is %s", end)
	}
}

// TestFateOfWhatIsTooLarge: where not everything could be looked at nothing is claimed, and it says how far it went.
func TestFateOfWhatIsTooLarge(t *testing.T) {
	t.Parallel()
	out, _, _ := run(t, Host{}, "run", "bounded-buffer", "--fate", "--max-states", "100", "--passes", "3")
	for _, words := range []string{
		"(pass 2: what is still possible is not known;", "states were looked at: there are more than 100",
	} {
		if !strings.Contains(out, words) {
			t.Errorf("without %q:\n%s", words, out)
		}
	}
}

// TestFatesOfARunThatIsChanged: what a user adds in mid-run counts from there on, and laws about what comes count as
// they do in a verdict.
func TestFatesOfARunThatIsChanged(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "law.scene")
	text := "package law\n\nconst slots = 4\n\nvar n int\n\nfunc a() {\n\tyield()\n\tn = 1\n}\n\nfunc b() {\n" +
		"\tif n == 0 {\n\t\tn = 2\n\t}\n}\n\nfunc main() {\n\tspawn(a)\n\tspawn(b)\n" +
		"\tleadsTo(\"two is mended\", n == 2, n == 0)\n}\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	out, _, _ := run(t, Host{}, "run", path, "--fate")
	if !strings.Contains(out, "(pass 1: it can still go either way") || !strings.Contains(out,
		"(pass 2: it decides, every schedule from here on fails; instead a1: safe)") {
		t.Errorf("%s", out)
	}
	if out, _, _ = run(t, Host{}, "run", path, "--fate", "--do", "set n 1"); !strings.Contains(out,
		"(from the beginning: every schedule from here on ends well)") {
		t.Errorf("%s", out)
	}
}

// TestFateFlags: what goes with --fate alone says so.
func TestFateFlags(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{"--grain", "op"}, {"--max-states", "5"}, {"--fate", "--grain", "word"}, {"--fate", "--stats"},
		{"--fate", "--max-states", "0"},
	} {
		_, errs, code := run(t, Host{}, append([]string{"run", "timed-wait"}, args...)...)
		if code != ExitUsage || errs == "" {
			t.Errorf("%v: %d %s", args, code, errs)
		}
	}
}
