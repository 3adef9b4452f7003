package goal_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/quartet-os/quartet/ui/goal"
)

// TestGoalsAreKeptBetweenStarts: what was reached is found again, a file that is none has none, and two programs that
// keep at the same time lose nothing of each other.
func TestGoalsAreKeptBetweenStarts(t *testing.T) {
	file := filepath.Join(t.TempDir(), "state", "goals")
	one, other := goal.Load(file), goal.Load(file)
	if len(one.Done) != 0 {
		t.Fatalf("at first there are %v", one.Done)
	}
	for k, name := range map[*goal.Kept]string{&one: "bounded-buffer", &other: "atomic-aba"} {
		if err := k.Keep(name); err != nil {
			t.Fatal(err)
		}
	}
	if again := goal.Load(file); len(again.Done) != 2 || !again.Done["bounded-buffer"] || !again.Done["atomic-aba"] {
		t.Errorf("found are %v", again.Done)
	}
	if none := goal.Load(t.TempDir()); len(none.Done) != 0 {
		t.Errorf("a folder has %v", none.Done)
	}
	if err := os.WriteFile(file, make([]byte, 1<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	if large := goal.Load(file); len(large.Done) != 0 {
		t.Errorf("a file that is too large has %d", len(large.Done))
	}
}
