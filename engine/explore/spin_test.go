package explore_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/internal/effort"
)

// TestSpinlocksFailAsMutexesDo: coroutines that only take and give back locks come to the same end in as many passes or
// ops, whether they sleep or spin for them, as long as nobody is favoured.
func TestSpinlocksFailAsMutexesDo(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(11, 11))
	kinds := map[engine.Ending]int{}
	for range effort.Times(8, 30, 400) {
		var b strings.Builder
		for _, f := range []string{"fa", "fb", "fc"} {
			b.WriteString("func " + f + "() {\n")
			for range 1 + r.IntN(5) {
				b.WriteString([]string{"lock(a)", "lock(b)", "lock(d)", "unlock(a)", "unlock(b)", "unlock(d)",
					"yield()", "lock(a)\nlock(b)", "lock(b)\nyield()\nlock(a)\nunlock(a)\nunlock(b)",
					"lock(b)\nlock(d)", "lock(d)\nlock(a)\nunlock(a)\nunlock(d)",
				}[r.IntN(11)] + "\n")
			}
			b.WriteString("}\n")
		}
		how := func() string { return []string{"spawn", "spawn", "daemon"}[r.IntN(3)] }
		main := how() + "(fa)\n" + how() + "(fb)\n" + how() + "(fc)"
		for _, grain := range bothGrains {
			var both []explore.Verdict
			for _, kind := range []string{"mutex", "spinlock"} {
				e := machine(t, scene("slots = 3\nunlock = \"barging\"", "a "+kind+"\nb "+kind+"\nd "+kind,
					b.String(), main))
				both = append(both, look(t, explore.Run, e, explore.Options{Grain: grain, Beyond: 1 << 40}))
			}
			m, s := both[0], both[1]
			kinds[m.Kind]++
			if m.Answer != s.Answer || m.Length != s.Length || m.Kind != s.Kind {
				t.Errorf("%s%s\n%s: mutexes %s %d %s, spinlocks %s %d %s", b.String(), main, grain, m.Kind,
					m.Length, m.Text, s.Kind, s.Length, s.Text)
			}
		}
	}
	t.Log(kinds)
}
