package explore_test

import (
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// TestLostInTheMiddle: what was lost behind an op of a handler, or of who has disabled interrupts, is told at the end
// of its pass, also where it is two things that differ by what is kept in them, and the schedule can be played.
func TestLostInTheMiddle(t *testing.T) {
	t.Parallel()
	const items = "t := item(2); if n == 1 { drop(t) }; u := item(1); if n == 1 { drop(u) }"
	const pieces = "t := alloc(2); if n == 1 { n = value(t); free(t) }; u := alloc(1); if n == 1 { free(u) }"
	for name, c := range map[string]struct {
		source     string
		kind       string
		pass, atOp int
	}{
		"items of a handler": {"func h() { " + items + " }\n" +
			"func main() { interrupt(h); spawn(idle) }", "lost-item", 1, 5},
		"items while they are disabled": {"func p() { disable(); " + items + "; enable() }\nfunc main() { spawn(p) }",
			"lost-item", 1, 6},
		"memory of a handler": {"func h() { " + pieces + " }\nfunc main() { interrupt(h); spawn(idle) }", "leak", 1, 5},
		"memory while they are disabled": {"func p() { disable(); " + pieces + "; enable() }\nfunc main() { spawn(p) }",
			"leak", 1, 6},
	} {
		source := "package p\nvar n int\nfunc idle() { yield() }\n" + c.source + "\n"
		e := machine(t, source)
		for grain, length := range map[program.Grain]int{program.GrainPass: c.pass, program.GrainOp: c.atOp} {
			v := look(t, explore.Run, e, explore.Options{Grain: grain, Workers: 1})
			if found(&v) != c.kind || v.Length != length {
				t.Fatalf("%s at grain %s: %s after %d: %s", name, grain, found(&v), v.Length, v.Text)
			}
			playable(t, &v, e, source)
		}
	}
}
