package command

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestLessonsAreListed: with what programs read, a tick for those that were taken to their end, and what is wrong with
// a file with its line.
func TestLessonsAreListed(t *testing.T) {
	h, out := &Host{StateDir: t.TempDir()}, &strings.Builder{}
	h.Out = out
	if err := lessonsJSON(h); err != nil {
		t.Fatal(err)
	}
	var all []struct {
		Name, Title, Chapter string
		Breaks               []string
	}
	if err := json.Unmarshal([]byte(out.String()), &all); err != nil {
		t.Fatal(err)
	}
	if len(all) < 18 || all[0].Name != "why-for" || all[0].Chapter != "OSTEP 30" ||
		strings.Join(all[0].Breaks, " ") != "M1 M2" {
		t.Errorf("the list is %+v", all)
	}
	if err := stateIn(h.StateDir).lessons().Keep("the-gap"); err != nil {
		t.Fatal(err)
	}
	out.Reset()
	if err := listLessons(h); err != nil {
		t.Fatal(err)
	}
	if text := out.String(); !strings.Contains(text, "✓ the-gap") || !strings.Contains(text, "\n  two-roles") {
		t.Errorf("the list is\n%s", text)
	}
	for text, want := range map[string]string{
		"scene bounded-buffer\nkey n\n": "is a demo, and no lesson",
		"covers x\nsay y\n":             "the lesson has no scene",
		"covers x\nsaye y\n":            `mine.lesson:2: "saye" is no word`,
	} {
		file := filepath.Join(t.TempDir(), "mine.lesson")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := readLesson(file); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, not %s", text, err, want)
		}
	}
	if _, err := readLesson("the-gpa"); err == nil || !strings.Contains(err.Error(), "the-gap") {
		t.Errorf("a mistyped name: %v", err)
	}
}

// TestALessonOfTheShelfIsTaken where a folder or a file has its name.
func TestALessonOfTheShelfIsTaken(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("why-for", 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("the-gap", []byte("covers x\nscene one-condition\nprove stuck\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"why-for", "the-gap"} {
		if l, err := readLesson(name); err != nil || len(l.Breaks) == 0 {
			t.Errorf("%s: %+v, %v", name, l, err)
		}
	}
	if l, err := readLesson("./the-gap"); err != nil || l.Covers != "x" {
		t.Errorf("./the-gap: %+v, %v", l, err)
	}
}

// TestALessonIsNoScene, nor is a demo: which command takes it is said, and not that its first line is no Go.
func TestALessonIsNoScene(t *testing.T) {
	for name, c := range map[string]struct{ command, takes string }{
		"mine.lesson": {"check", "quartet lesson "}, "other.lesson": {"run", "quartet lesson "},
		"mine.demo": {"mend", "quartet play "},
	} {
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, []byte("covers x\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		_, errs, code := run(t, Host{}, c.command, file)
		if code != ExitUsage || !strings.Contains(errs, c.takes+file) {
			t.Errorf("%s %s: exit code %d, and no %q in\n%s", c.command, file, code, c.takes, errs)
		}
	}
	_, errs, code := run(t, Host{}, "check", "why-for")
	if code != ExitUsage || !strings.Contains(errs, "quartet lesson why-for takes it") {
		t.Errorf("check why-for: exit code %d\n%s", code, errs)
	}
}
