package command

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A recorded scenario becomes a scene that the other commands take.
func TestImport(t *testing.T) {
	scn := filepath.Join("..", "..", "testdata", "nanoos", "b_mutex5_fifo.scn")
	out, errs, code := run(t, Host{}, "import", scn)
	if code != 0 || errs != "" || !strings.Contains(out, "rules = \"nanoos\"\n") ||
		!strings.Contains(out, `spawn(E, "E")`) {
		t.Fatalf("%d %s\n%s", code, errs, out)
	}
	piped, _, code := run(t, Host{In: strings.NewReader(out)}, "run", "-")
	if code != 0 || !strings.Contains(piped, "A unlocks M") {
		t.Errorf("%d\n%s", code, piped)
	}

	file := filepath.Join(t.TempDir(), "five.scene")
	if out, errs, code = run(t, Host{}, "import", scn, "-o", file, "--rules", "nanoos-2026", "--policy",
		"roundrobin"); code != 0 {
		t.Fatalf("%d %s", code, errs)
	}
	text, err := os.ReadFile(file)
	if err != nil || !strings.Contains(out, file) || !strings.Contains(string(text), `"nanoos-2026"`) ||
		!strings.Contains(string(text), `"roundrobin"`) {
		t.Errorf("%v %s\n%s", err, out, text)
	}
	if _, errs, code = run(t, Host{}, "import", scn, "-o", file); code != ExitIO ||
		!strings.Contains(errs, "is there already") {
		t.Errorf("a second time: %d %s", code, errs)
	}
}

func TestImportRefuses(t *testing.T) {
	for _, c := range []struct {
		text string
		args []string
		code int
		want string
	}{
		{"mutexx M", []string{"-"}, ExitUsage, "-:1:1: \"mutexx\" begins no line of a scenario\n  did you mean mutex?"},
		{"", []string{"nowhere.scn"}, ExitIO, "nowhere.scn"},
		{"", []string{"."}, ExitIO, ". is a folder"},
		{"", []string{"-", "--rules", "textbook"}, ExitUsage, `--rules is nanoos or nanoos-2026, not "textbook"`},
		{"", []string{"-", "--policy", "preemptive"}, ExitUsage,
			`--policy is cooperative or roundrobin, not "preemptive"`},
		{"", nil, ExitUsage, "takes one argument"},
	} {
		out, errs, code := run(t, Host{In: strings.NewReader(c.text)}, append([]string{"import"}, c.args...)...)
		if code != c.code || out != "" || !strings.Contains(errs, c.want) {
			t.Errorf("%v: %d %q %q", c.args, code, out, errs)
		}
	}
}
