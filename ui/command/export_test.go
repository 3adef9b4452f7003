package command

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestExportIsWritten: to standard output, or to a file, which is replaced only where that is wanted.
func TestExportIsWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "one.go")
	printed, errs, code := run(t, Host{}, "export", "if-instead-of-a-loop", "--go")
	if code != ExitFine || errs != "" || !strings.Contains(printed, "\npackage main\n") {
		t.Fatalf("%d %s\n%s", code, errs, printed)
	}
	if _, errs, code := run(t, Host{}, "export", "if-instead-of-a-loop", "--go", "-o", file); code != ExitFine {
		t.Fatalf("%d %s", code, errs)
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != printed {
		t.Errorf("the file is not what is printed: %v", err)
	}
	_, errs, code = run(t, Host{}, "export", "bounded-buffer", "--go", "-o", file)
	if code != ExitIO || !strings.Contains(errs, "--force") {
		t.Errorf("written over: %d %s", code, errs)
	}
	if _, errs, code = run(t, Host{}, "export", "bounded-buffer", "--go", "-o", file, "--force"); code != ExitFine {
		t.Errorf("--force: %d %s", code, errs)
	}
	if text, _ := os.ReadFile(file); string(text) == printed {
		t.Error("--force has changed nothing")
	}
}

// TestExportIsAskedWrongly: the error says what would have worked, and a refusal all that stands against it.
func TestExportIsAskedWrongly(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct {
		args []string
		code int
		says []string
	}{
		{[]string{"export", "one-condition"}, ExitUsage, []string{"--go"}},
		{[]string{"export", "--go"}, ExitUsage, []string{"one argument"}},
		{[]string{"export", "one-condition", "--ada"}, ExitUsage, []string{"--ada"}},
		{[]string{"export", "one-condition", "--go", "--promela"}, ExitUsage, []string{"--go", "--promela"}},
		{[]string{"export", "one-condition", "--go", "--grain", "pass"}, ExitUsage, []string{"goes with a model"}},
		{[]string{"export", "one-condition", "--promela", "--controlled"}, ExitUsage, []string{"goes with --go"}},
		{[]string{"export", "one-condition", "--c", "--controlled"}, ExitUsage, []string{"goes with --go"}},
		{[]string{"export", "one-condition", "--promela", "--grain", "tick"}, ExitUsage, []string{"pass or op"}},
		{[]string{"export", "killed-owner", "--promela"}, ExitUsage,
			[]string{"killed-owner.scene:26", `kill("W")`, "a process of Spin ends by itself alone"}},
		{[]string{"export", "one-condition", "--go", "--force"}, ExitUsage, []string{"-o FILE"}},
		{[]string{"export", "one-condition", "--go", "-o", dir, "--force"}, ExitIO, []string{"a folder"}},
		{[]string{"export", "channel-worker-pool", "--c"}, ExitUsage, []string{"channel-worker-pool.scene:11",
			"C has no channels"}},
		{[]string{"export", "killed-owner", "--go"}, ExitUsage, []string{"killed-owner.scene:", "kill()",
			"cannot be ended from outside"}},
	} {
		_, errs, code := run(t, Host{}, c.args...)
		if code != c.code {
			t.Errorf("%v: exit code %d\n%s", c.args, code, errs)
		}
		for _, say := range c.says {
			if !strings.Contains(errs, say) {
				t.Errorf("%v does not say %q:\n%s", c.args, say, errs)
			}
		}
	}
}

// TestExportSaysWhatMayBeLate: a deadline in milliseconds is another one than that of the scene, and this is said
// beside the program, with the line.
func TestExportSaysWhatMayBeLate(t *testing.T) {
	for name, want := range map[string]string{
		"channel-abandoned": "line 22: after(): the milliseconds of a program may be over",
		"bounded-buffer":    "",
	} {
		_, errs, code := run(t, Host{}, "export", name, "--go")
		if code != 0 || !strings.Contains(errs, want) || want == "" && errs != "" {
			t.Errorf("%s: exit code %d, and it says\n%s", name, code, errs)
		}
	}
}
