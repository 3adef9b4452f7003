package pthreads_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/export"
	"github.com/quartet-os/quartet/engine/export/pthreads"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

func TestMain(m *testing.M) { os.Exit(effort.Run(m)) }

// TestShelf: every scene is a program, or is refused by the names of its constructs and their lines. Some of the
// programs, and with all effort all, are what a C compiler takes without a warning.
func TestShelf(t *testing.T) {
	t.Parallel()
	programs := map[string][]byte{}
	var names []string
	for _, e := range scenetest.Shelf() {
		p, err := exported(t, e.Name)
		var refused *export.Refused
		switch {
		case errors.As(err, &refused):
			for _, r := range refused.Reasons {
				if r.Line == 0 || r.What == "" || r.Why == "" {
					t.Errorf("%s: refused for %+v", e.Name, r)
				}
			}
		case err != nil:
			t.Errorf("%s: %v", e.Name, err)
		default:
			names = append(names, e.Name)
			programs[e.Name] = p.Text
		}
	}
	if len(names) < 130 {
		t.Errorf("only %d scenes are programs", len(names))
	}
	some := map[string][]byte{}
	for _, name := range effort.Some(t, names, 1, 4) {
		some[name] = programs[name]
	}
	compiled(t, some, "-c")
}

func exported(t testing.TB, name string) (*pthreads.Program, error) {
	t.Helper()
	s, err := export.Open(name+".scene", scenetest.Text(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return pthreads.Export(s)
}

// compiled has a C compiler look at programs, each warning an error, and returns the folder that they are in. Without
// -c each is built there by its name.
func compiled(t *testing.T, programs map[string][]byte, flags ...string) string {
	t.Helper()
	cc, err := exec.LookPath("cc")
	if err != nil {
		t.Skip("there is no cc to compile programs with")
	}
	dir := t.TempDir()
	args := append([]string{"-std=c11", "-O2", "-pthread", "-Wall", "-Wextra", "-Werror"}, flags...)
	var files []string
	for name, text := range programs {
		files = append(files, name+".c")
		if err := os.WriteFile(filepath.Join(dir, name+".c"), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	compile := func(args ...string) {
		c := exec.Command(cc, args...)
		c.Dir = dir
		if said, err := c.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, said)
		}
	}
	if strings.Contains(strings.Join(flags, " "), "-c") {
		if len(files) > 0 {
			compile(append(args, files...)...)
		}
		return dir
	}
	for _, file := range files {
		compile(append(args, "-o", strings.TrimSuffix(file, ".c"), file, "-lm")...)
	}
	return dir
}

// scenePart is the scene in a program, without what it stands on.
func scenePart(text []byte) string {
	_, text2, _ := strings.Cut(string(text), "\n// The scene.\n")
	before, _, _ := strings.Cut(text2, "\n// What follows")
	return before
}

// TestProgram: how a scene reads in C.
func TestProgram(t *testing.T) {
	t.Parallel()
	p, err := exported(t, "if-instead-of-a-loop")
	if err != nil {
		t.Fatal(err)
	}
	got := scenePart(p.Text)
	for _, want := range []string{
		"\nstatic Mutex m = MUTEX;\nstatic Cond notEmpty = COND;\n",
		"\t\tmutex_lock(&m);\n\t\tif (queue_len(&work) == 0) {",
		"\tspawn(producer, 1);\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

func BenchmarkExport(b *testing.B) {
	text := scenetest.Text(b, "bounded-buffer")
	for b.Loop() {
		s, err := export.Open("bounded-buffer", text)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := pthreads.Export(s); err != nil {
			b.Fatal(err)
		}
	}
}
