package golang_test

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
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
		path := filepath.Join(bin, name)
		v := verdict(t, name)
		fails := v.Answer != explore.Holds
		for _, strategy := range [][]string{nil, {"-pct"}} {
			found := 0
			for seed := 1; seed <= 100 && found == 0; seed++ {
				if !fails && seed > effort.Times(5, 10, 100) {
					break
				}
				code, said := exporttest.Ran(t, path, append(strategy, "-ops", "2000", "-seed", strconv.Itoa(seed))...)
				if code == 0 || code == 3 {
					continue
				}
				if found = seed; !fails {
					t.Errorf("%s, which holds, ends with %d for seed %d %v:\n%s", name, code, seed, strategy, said)
				}
			}
			// No program sees that nobody has a name for an item any more.
			if v.Answer == explore.Fails && v.Kind != engine.EndLostItem && found == 0 {
				t.Errorf("%s never fails %v", name, strategy)
			}
		}
	}
	again(t, filepath.Join(bin, "one-condition"))
	for name := range programs {
		follow(t, filepath.Join(bin, name))
	}
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
