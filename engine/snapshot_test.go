package engine_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

func TestMain(m *testing.M) { os.Exit(effort.Run(m)) }

// named has coroutines with names of their own, of a slot that is used again, and of functions alike.
const named = `package named

const slots = 3

func f() {
	yield()
}

func g() {
	for {
		spawn(f, "A")
		yield()
		spawn(f)
		yield()
	}
}

func main() {
	spawn(g)
}
`

// TestASnapshotForgetsTheOneBefore takes each snapshot into the memory of the last one, which may be of another scene:
// it has nothing of that, names of slots that are used again among it.
func TestASnapshotForgetsTheOneBefore(t *testing.T) {
	var reused *engine.Snapshot
	for _, text := range []string{scenetest.Bounded, named, scenetest.Text(t, "deadlock-by-lock-order"), named} {
		e := scenetest.Machine(t, text)
		for range effort.Times(80, 200, 200) {
			reused = e.Snapshot(reused)
			if got, want := fmt.Sprintf("%+v", *reused), fmt.Sprintf("%+v", *e.Snapshot(nil)); got != want {
				t.Fatalf("step %d of %s: %s\nwant %s", e.StepNumber(), e.Program().Name, got, want)
			}
			if e.Step() == nil {
				break
			}
		}
	}
}
