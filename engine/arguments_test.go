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

// TestItemsAreHandedOver: an item that a coroutine is begun with is lost with that one, not with whoever spawned it,
// also while the spawn waits for the end of a pass; memory leaks where the new one forgets it, or could not be begun.
func TestItemsAreHandedOver(t *testing.T) {
	for _, c := range []struct{ name, slots, victim, rule, begin, ends string }{
		{"the spawner is killed", "4", "P", "at-once", "spawn(child(it, nil))", "done"},
		{"the spawner is killed, spawns are put off", "4", "P", "per-pass", "spawn(child(it, nil))", "done"},
		{"the child is killed", "4", "C", "at-once", `spawn(child(it, nil), "C")`, "lost-item"},
		{"one of two is killed", "5", "C", "at-once", `spawn(child(it, nil)); spawn(child(it, nil), "C")`, "lost-item"},
		{"the other of two has it", "5", "c1", "at-once", "spawn(child(it, nil), 2)", "done"},
		{"memory is given back", "4", "nobody", "at-once", "spawn(child(it, alloc()))", "done"},
		{"memory is given back, spawns are put off", "4", "nobody", "per-pass", "spawn(child(it, alloc()))", "done"},
		{"no slot is free", "1", "nobody", "at-once", "spawn(child(nil, alloc())); drop(it)", "leak"},
		{"no slot is free, put off", "1", "nobody", "per-pass", "spawn(child(nil, alloc())); drop(it)", "leak"},
	} {
		e := scenetest.Machine(t, `package handed
const commands = "`+c.rule+`"
const slots = `+c.slots+`
func parent() {
	it := item()
	`+c.begin+`
	yield()
	yield()
}
func child(it item, m memory) {
	compute(3)
	if m != nil { free(m) }
	if it != nil { drop(it) }
}
func main() { spawn(parent, "P") }
`)
		for i := 0; e.Step() != nil && i < 100; i++ {
			if _, ok := e.Lookup(c.victim); ok && e.PassNumber() == 2 {
				scenetest.Do(t, e, "kill "+c.victim)
				c.victim = "nobody"
			}
		}
		if c.victim != "nobody" {
			t.Errorf("%s: %s was not killed", c.name, c.victim)
		}
		if got := e.End().Kind.String(); got != c.ends {
			t.Errorf("%s: %s, %s", c.name, got, e.End().Text)
		}
	}
}
