package command

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const twoFutures = `scene wakeup-in-the-gap
size 80x24
key space*9
key home
key space*2
do run d1
key space*3
do open one-condition
key space
`

// TestATableIsOfTheFilm: what a script shows, goes back behind, and opens is told, each in a section of its own.
func TestATableIsOfTheFilm(t *testing.T) {
	h, dir := recorder(t)
	to := filepath.Join(dir, "film.md")
	if out, errs, code := run(t, h, "record", script(t, t.TempDir(), twoFutures), "-o", to); code != 0 {
		t.Fatal(code, out, errs)
	}
	text, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	at := 0
	for _, want := range []string{"## 1. wakeup-in-the-gap\n", "| ~~9~~ |",
		"## 2. wakeup-in-the-gap, from step 2: run d1\n", "| 5 |", "## 3. one-condition\n", "| 1 |"} {
		i := strings.Index(string(text[at:]), want)
		if i < 0 {
			t.Fatalf("no %q behind\n%s", want, text[:at])
		}
		at += i
	}
	if strings.Contains(string(text[at:]), "| 2 |") {
		t.Errorf("a step that was never shown:\n%s", text[at:])
	}
}

// TestAFragmentIsOfLaTeX and of nothing else.
func TestAFragmentIsOfLaTeX(t *testing.T) {
	h, dir := recorder(t)
	name, to := script(t, t.TempDir(), shortScript), filepath.Join(dir, "part.tex")
	if out, errs, code := run(t, h, "record", name, "--fragment", "-o", to); code != 0 {
		t.Fatal(code, out, errs)
	}
	text, err := os.ReadFile(to)
	if err != nil || strings.Contains(string(text), "documentclass") ||
		!strings.Contains(string(text), "\\begin{longtable}") {
		t.Errorf("%v:\n%s", err, text)
	}
	for flags, want := range map[string]string{
		"-o x.md": "--fragment goes with a .tex; x.md is a .md", "--frames x": "--fragment goes with -o FILE.tex",
	} {
		_, errs, code := run(t, h, append([]string{"record", name, "--fragment"}, strings.Fields(flags)...)...)
		if code != ExitUsage || !strings.Contains(errs, want) {
			t.Errorf("%s: code %d, %q", flags, code, errs)
		}
	}
}
