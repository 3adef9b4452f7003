package golang_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/export"
	"github.com/quartet-os/quartet/engine/export/golang"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/exporttest"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// built is a folder with a program for each of some scenes, or "" where there is no Go to build them with.
func built(t *testing.T, programs map[string][]byte) string {
	t.Helper()
	goTool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("there is no go to build programs with")
	}
	dir := t.TempDir()
	write := func(path string, text []byte) {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(dir, "go.mod"), []byte("module scenes\n\ngo 1.24\n"))
	for name, text := range programs {
		write(filepath.Join(dir, name, "main.go"), text)
	}
	if err := os.Mkdir(filepath.Join(dir, "bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	// Nobody debugs them: without tables for it a program is linked in two thirds of the time.
	build := exec.Command(goTool, "build", "-ldflags=-s -w", "-o", "bin/", "./...")
	build.Dir = dir
	build.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	return filepath.Join(dir, "bin")
}

// holds reports whether a scene holds wherever anybody is interrupted, which in a real program may be anywhere.
func holds(t *testing.T, name string) bool { return verdict(t, name).Answer == explore.Holds }

// verdicts are functions that ask check about a scene, by its name: it is asked once for all tests.
var verdicts sync.Map

// verdict is what check finds at grain op.
func verdict(t *testing.T, name string) explore.Verdict {
	t.Helper()
	once, _ := verdicts.LoadOrStore(name, sync.OnceValues(func() (explore.Verdict, error) {
		return explore.Check(context.Background(), scenetest.Boot(t, scenetest.Shipped(t, name)),
			explore.Options{Grain: program.GrainOp, MaxStates: 200_000})
	}))
	v, err := once.(func() (explore.Verdict, error))()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestRuns: programs of the shelf are built and run: who holds is never stuck and breaks no law.
func TestRuns(t *testing.T) {
	t.Parallel()
	programs := map[string][]byte{}
	var names []string
	for _, e := range scenetest.Shelf() {
		names = append(names, e.Name)
	}
	known := map[string]int{"if-instead-of-a-loop": 1, "signal-forgotten": 2}
	for _, name := range append(effort.Some(t, names, 1, 3), "if-instead-of-a-loop", "signal-forgotten") {
		if p, err := exported(t, name, false); err == nil {
			programs[name] = p.Text
		}
	}
	bin := built(t, programs)
	for name := range programs {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code, fails := known[name]
			if fails || holds(t, name) {
				runs(t, filepath.Join(bin, name), code)
				inARow(t, filepath.Join(bin, name), code)
			}
		})
	}
}

// inARow: runs follow each other in one process up to the first that goes wrong, which is told with how many ended
// well, or up to the one behind which none follows.
func inARow(t *testing.T, path string, code int) {
	t.Helper()
	n := effort.Times(50, 200, 1000)
	got, said := exporttest.Ran(t, path, "-ops", "2000", "-limit", "5s", "-seed", "7", "-runs", strconv.Itoa(n))
	all, err := golang.InARow(said, got, 7, n)
	if err != nil {
		t.Fatal(err)
	}
	last, well := all[len(all)-1], 0
	for _, o := range all[:len(all)-1] {
		if o.Code == 0 {
			well++
		}
	}
	switch {
	case last.Code != 0 && last.Code != 3 && last.Code != code:
		t.Errorf("run %d of %d ends with %d:\n%s", len(all), n, last.Code, said)
	case len(all) < n && last.Code != code && !last.Overtime() && !strings.Contains(said, "so none follows\n"):
		t.Errorf("after %d of %d runs:\n%s", len(all), n, said)
	case len(all) < n && !strings.Contains(said, fmt.Sprintf("; %d before it ended well", well)):
		t.Errorf("%d runs are told as\n%s", len(all), said)
	}
}

// afresh is a scene whose every run would be another one if something of the one before were left: what is shared, what
// asks about the end, and how coroutines are called.
const afresh = `// Everything is made anew.
package afresh
var (
	m     mutex
	c     cond
	q     = queue(1)
	open  = 3
	n     int
	s     = semaphore(1)
	b     = barrier(2)
)
func waits() {
	lock(m)
	for n == 0 {
		wait(c, m)
	}
	put(q)
	if n > 1 {
		take(q)
	}
	unlock(m)
	acquire(s)
	arrive(b)
}
func wakes() {
	sleep(1)
	lock(m)
	open--
	n++
	signal(c)
	unlock(m)
	arrive(b)
}
func main() {
	spawn(waits)
	spawn(wakes)
	conserve(q)
	finally("once", n == 1 && open == 2 && len(q) == 1)
}
`

// TestAfresh: nothing of a run is left for the next; a log says which run follows.
func TestAfresh(t *testing.T) {
	t.Parallel()
	s, err := export.Open("afresh.scene", afresh)
	if err != nil {
		t.Fatal(err)
	}
	p, err := golang.Export(s, false)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(built(t, map[string][]byte{"afresh": p.Text}), "afresh")
	if code, said := exporttest.Ran(t, path, "-noise", "-runs", "400"); code != 0 || said != "" {
		t.Errorf("it ends with %d:\n%s", code, said)
	}
	out, err := exec.Command(path, "-log", "-seed", "3", "-runs", "2").Output()
	if err != nil {
		t.Fatal(err)
	}
	first, second, two := strings.Cut(string(out), "seed 4\n")
	if !two || !strings.HasPrefix(first, "seed 3\n") {
		t.Errorf("two runs log\n%s", out)
	}
	for _, run := range []string{first, second} {
		if strings.Count(run, "w2 line 26: ") != 1 || strings.Contains(run, "w3") {
			t.Errorf("a run logs\n%s", run)
		}
	}
}

// runs: a program that is to fail with a code does so in one of its runs, and says what it is to say; one that holds,
// for which the code is 0, is never stuck and breaks no law.
func runs(t *testing.T, path string, code int) {
	t.Helper()
	wanted := []string{1: "line 36: take(work)", 2: "waits at line"}
	seen := false
	for seed := range effort.Times(5, 10, 40) {
		got, said := exporttest.Ran(t, path, "-noise", "-limit", "1s", "-seed", strconv.Itoa(seed))
		switch {
		case code != 0 && got == code:
			seen = true
			if !strings.Contains(said, wanted[code]) {
				t.Errorf("it ends with %d and says\n%s", got, said)
			}
		case got == 1 || got == 2 || got > 3:
			t.Errorf("it holds, and ends with %d:\n%s", got, said)
		case got == 3:
			t.Log("it runs on")
		}
		if got == 3 {
			break
		}
	}
	if code != 0 && !seen {
		t.Errorf("it never ends with %d", code)
	}
}
