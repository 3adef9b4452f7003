package mend_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine/mend"
)

// TestScenesOfStudents: scenes as a student writes them, each with a fault and the cure that a person names. It stands
// first.
func TestScenesOfStudents(t *testing.T) {
	wanted := map[string]string{
		"barrier-signal":      "signal to broadcast",
		"bb-wrong-cond":       "signal(notEmpty) in place of notFull",
		"bb-yield-gap":        "keep m into if !full",
		"cas-if":              "if to for",
		"chan-early":          "move close(ch) down 1",
		"chan-noclose":        "close(ch) at the end of producer",
		"dining-index":        "forks in the order of their numbers",
		"dining3":             "exchange two arguments of philosopher",
		"full-return":         "keep m, and unlock(m) on the way out",
		"host-forgets":        "broadcast(door) behind open = true",
		"join-locked":         "move lock(m) down 1",
		"lazy-init":           "m around all of if !made",
		"pingpong":            "signal to broadcast",
		"rw-write-under-read": "have l for writing in worker",
		"sem-if":              "if to for",
		"sem-order":           "take items before mutex2",
		"sem-zero":            "guard begins at 1",
		"spin-forget":         "unlock(l) before return",
		"stop-flag":           "signal to broadcast",
		"transfer":            "locks in the order of their numbers",
		"waitq-gap":           "move unlock(m) down 1",
	}
	files, err := filepath.Glob("testdata/*.scene")
	if err != nil || len(files) != len(wanted) {
		t.Fatalf("%d scenes, and %d cures: %v", len(files), len(wanted), err)
	}
	for name, what := range wanted {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(filepath.Join("testdata", name+".scene"))
			if err != nil {
				t.Fatal(err)
			}
			r := mended(t, name, string(text))
			i := slices.IndexFunc(r.Cures, func(x mend.Trial) bool { return x.What == what })
			if i != 0 || !r.Proven(&r.Cures[0]) {
				t.Errorf("%s is cure %d of\n%s", what, i+1, listed(r))
			}
		})
	}
}
