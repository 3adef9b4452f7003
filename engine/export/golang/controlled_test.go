package golang_test

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/exporttest"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestControlled: a controlled program finds within a hundred runs what check finds, by either of its strategies, and
// nothing in a scene that holds.
func TestControlled(t *testing.T) {
	t.Parallel()
	programs := map[string][]byte{}
	var names []string
	for _, e := range scenetest.Shelf() {
		names = append(names, e.Name)
	}
	for _, name := range append(effort.Some(t, names, 1, 2), "one-condition", "channel-closed-twice") {
		if p, err := exported(t, name, true); err == nil {
			programs[name] = p.Text
		}
	}
	bin := built(t, programs)
	for name := range programs {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			finds(t, filepath.Join(bin, name), verdict(t, name))
			follow(t, filepath.Join(bin, name))
		})
	}
	again(t, filepath.Join(bin, "one-condition"))
}

// finds: a program fails by either strategy where check says so, and never where it holds.
func finds(t *testing.T, path string, v explore.Verdict) {
	t.Helper()
	const most, together = 100, 10
	for _, strategy := range [][]string{nil, {"-pct"}} {
		if v.Answer == explore.Holds {
			if seed, said := firstWrong(t, path, 1, effort.Times(5, 10, most), strategy); seed > 0 {
				t.Errorf("it holds, and goes wrong for seed %d %v:\n%s", seed, strategy, said)
			}
			continue
		}
		found := 0
		for seed := 1; seed <= most && found == 0; seed += together {
			found, _ = firstWrong(t, path, seed, together, strategy)
		}
		// No program sees that nobody has a name for an item any more.
		if v.Answer == explore.Fails && v.Kind != engine.EndLostItem && found == 0 {
			t.Errorf("it never fails %v", strategy)
		}
	}
}

// ended is what a controlled program says of each of several runs that did not end well.
var ended = regexp.MustCompile(`(?m)^seed (\d+) ended with (\d+)$`)

// firstWrong runs a controlled program, one process with a run for each of n seeds, and returns the first seed for
// which it goes wrong, 0 where there is none, and all that it says.
func firstWrong(t *testing.T, path string, seed, n int, strategy []string) (wrong int, said string) {
	t.Helper()
	code, said := exporttest.Ran(t, path, slices.Concat(strategy,
		[]string{"-ops", "2000", "-seed", strconv.Itoa(seed), "-runs", strconv.Itoa(n)})...)
	told := ended.FindAllStringSubmatch(said, -1)
	first := "0"
	if len(told) > 0 {
		first = told[0][2] // the code of a process is that of the first run that has one
	}
	if strconv.Itoa(code) != first || strings.Contains(said, "still running after 10s") {
		t.Fatalf("not all of %d runs from seed %d %v were made: %d\n%s", n, seed, strategy, code, said)
	}
	for _, run := range told {
		if run[2] != "3" { // 3: it runs on
			wrong, _ = strconv.Atoi(run[1])
			break
		}
	}
	return wrong, said
}

// follow: runs that follow each other in one process end as each does alone.
func follow(t *testing.T, path string) {
	t.Helper()
	want := ""
	for seed := 3; seed < 10; seed++ {
		if code, said := exporttest.Ran(t, path, "-ops", "300", "-seed", strconv.Itoa(seed)); code != 0 {
			want += fmt.Sprintf("%sseed %d ended with %d\n", said, seed, code)
		}
	}
	if _, got := exporttest.Ran(t, path, "-ops", "300", "-seed", "3", "-runs", "7"); got != want {
		t.Errorf("%s: seven runs say\n%s\neach alone\n%s", path, got, want)
	}
}

// again: a seed is a run: its log, which names the lines of the scene, is the same each time.
func again(t *testing.T, path string) {
	t.Helper()
	var first []byte
	for range 20 {
		said, err := exec.Command(path, "-seed", "7", "-log").CombinedOutput()
		var ended *exec.ExitError
		if !errors.As(err, &ended) || ended.ExitCode() != 2 {
			t.Fatalf("%v\n%s", err, said)
		}
		if first == nil {
			first = said
		}
		if !bytes.Equal(first, said) {
			t.Fatalf("one seed, two runs:\n%s\n%s", first, said)
		}
	}
	if text := string(first); !strings.Contains(text, "\nc1 line 31: lock(m)\n") ||
		!strings.Contains(text, "p1 waits at line 20: wait(changed, m)") {
		t.Errorf("the log names no lines:\n%s", text)
	}
}
