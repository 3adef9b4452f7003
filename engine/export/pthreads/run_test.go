package pthreads_test

import (
	"context"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/export"
	"github.com/quartet-os/quartet/engine/export/pthreads"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/exporttest"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// holds reports whether a scene holds wherever anybody is interrupted, whomever a signal wakes, and if a wait ends for
// no reason: POSIX allows all three.
func holds(t *testing.T, name string) bool {
	t.Helper()
	p := scenetest.Shipped(t, name)
	v, err := explore.Check(context.Background(), scenetest.Boot(t, p),
		explore.Options{Grain: program.GrainOp, Wake: explore.WakeAny, Spurious: true, MaxStates: 100_000})
	if err != nil {
		t.Fatal(err)
	}
	return v.Answer == explore.Holds
}

// TestHolding: of the scenes that hold some are run, and none gets stuck or breaks a law.
func TestHolding(t *testing.T) {
	t.Parallel()
	var names []string
	for _, e := range scenetest.Shelf() {
		names = append(names, e.Name)
	}
	for _, name := range effort.Some(t, names, 2, 8) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if p, err := exported(t, name); err == nil && holds(t, name) {
				goesWell(t, filepath.Join(compiled(t, map[string][]byte{name: p.Text}), name))
			}
		})
	}
}

// goesWell: no run of a program gets stuck or breaks a law.
func goesWell(t *testing.T, path string) {
	t.Helper()
	for seed := range effort.Times(2, 5, 20) {
		code, said := exporttest.Ran(t, path, "-noise", "-limit", "3", "-seed", strconv.Itoa(seed))
		if code == 3 {
			t.Log("it runs on")
			break
		}
		if code != 0 {
			t.Errorf("it holds, and ends with %d:\n%s", code, said)
		}
	}
}

// TestFailing: scenes that fail do so as programs too, with the line of the scene.
func TestFailing(t *testing.T) {
	t.Parallel()
	programs := map[string][]byte{}
	wanted := map[string]struct {
		code int
		says string
	}{
		"one-condition":        {2, "waits at line 33: wait(changed, m)"},
		"if-instead-of-a-loop": {1, "violation: a take from a queue that is empty: line 36: take(work)"},
		"wakeup-in-the-gap":    {2, "no progress for 2 s:"},
	}
	for name := range wanted {
		p, err := exported(t, name)
		if err != nil {
			t.Fatal(err)
		}
		programs[name] = p.Text
	}
	dir := compiled(t, programs)
	for name, want := range wanted {
		seen := false
		for seed := 0; seed < 40 && !seen; seed++ {
			code, said := exporttest.Ran(t, filepath.Join(dir, name), "-noise", "-limit", "10",
				"-seed", strconv.Itoa(seed))
			seen = code == want.code
			if seen && !strings.Contains(said, want.says) {
				t.Errorf("%s ends with %d and says\n%s", name, code, said)
			}
		}
		if !seen {
			t.Errorf("%s never ends with %d", name, want.code)
		}
	}
}

// TestViolations: what C would let pass, or leave undefined, breaks a law as it does in the scene.
func TestViolations(t *testing.T) {
	t.Parallel()
	scenes := map[string][2]string{
		"division": {"n = 6 / (n - 2)", "violation: a division by zero: line 14: n = 6 / (n - 2)"},
		"index":    {"a[n]++", "violation: an index that the array has not: line 14: a[n]++"},
		"owner": {"unlock(m)",
			"violation: a mutex is given back by somebody who does not hold it: line 14: unlock(m)"},
		"end": {"n = 3 - 4", "violation: it is as it was: at the end, of 1"},
	}
	programs := map[string][]byte{}
	for name, c := range scenes {
		s, err := export.Open(name, "package p\n\nconst two = 2\n\nvar (\n\tm mutex\n\tn = 2\n\ta [2]int\n)\n\n"+
			"func idle() { yield() }\n\nfunc demo() {\n\t"+c[0]+"\n}\n\nfunc main() {\n\tspawn(idle)\n\tspawn(demo)\n"+
			"\tfor i := range two {\n\t\tfinally(\"it is as it was\", i == 0 || n >= 0)\n\t}\n}\n")
		if err != nil {
			t.Fatal(err)
		}
		p, err := pthreads.Export(s)
		if err != nil {
			t.Fatal(err)
		}
		programs[name] = p.Text
	}
	dir := compiled(t, programs)
	for name, c := range scenes {
		if code, said := exporttest.Ran(t, filepath.Join(dir, name)); code != 1 || !strings.HasPrefix(said, c[1]) {
			t.Errorf("%s ends with %d and says\n%s", name, code, said)
		}
	}
}

// TestNoRaces: in a program that holds the thread sanitizer finds nothing.
func TestNoRaces(t *testing.T) {
	t.Parallel()
	p, err := exported(t, "bounded-buffer")
	if err != nil {
		t.Fatal(err)
	}
	dir := compiled(t, map[string][]byte{"bounded-buffer": p.Text}, "-g", "-fsanitize=thread")
	code, said := exporttest.Ran(t, filepath.Join(dir, "bounded-buffer"), "-noise", "-limit", "3")
	if code != 0 && code != 3 || strings.Contains(said, "ThreadSanitizer") {
		t.Errorf("it ends with %d and says\n%s", code, said)
	}
}

// TestFlags: the flags are those that are said, and the log tells each operation with its line.
func TestFlags(t *testing.T) {
	t.Parallel()
	p, err := exported(t, "one-condition")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(compiled(t, map[string][]byte{"one": p.Text}), "one")
	if code, said := exporttest.Ran(t, path, "-nosie"); code != 2 || !strings.Contains(said, "-noise") {
		t.Errorf("a flag that there is not: %d\n%s", code, said)
	}
	out, _ := exec.Command(path, "-log", "-limit", "0.2").Output()
	if !strings.Contains("\n"+string(out), "\np1 line 18: lock(m)\n") {
		first, _, _ := strings.Cut(string(out), "\n")
		t.Errorf("the log begins with %q", first)
	}
}
