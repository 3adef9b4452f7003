package engine_test

import (
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestASpawnHasItsArguments: whoever is spawned by a command begins with what the command gives, also where it is put
// off until the end of a pass.
func TestASpawnHasItsArguments(t *testing.T) {
	for _, rule := range []string{"at-once", "per-pass"} {
		e := scenetest.Machine(t, `package given
const commands = "`+rule+`"
var n int
func set(v int) { n = n*10 + v }
func main() { spawn(set(1)) }
`)
		scenetest.Do(t, e, "spawn set(7)", "spawn set(2)")
		for e.Step() != nil {
		}
		if n := e.Snapshot(nil).Vars[0].Value; n != 172 {
			t.Errorf("commands %s: %d", rule, n)
		}
	}
}
