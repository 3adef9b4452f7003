package explore_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestTheOrderOfWaitersIsNoStateWhereAnyIsWoken: two wait, in one order or the other. By hand that is five states in
// the order of coming (nobody waits, either alone, both in either order), and four where their order does not count.
func TestTheOrderOfWaitersIsNoStateWhereAnyIsWoken(t *testing.T) {
	t.Parallel()
	const text = `package two_wait

var (
	m mutex
	c cond
)

func a() {
	lock(m)
	wait(c, m)
	unlock(m)
}
func b() {
	lock(m)
	wait(c, m)
	unlock(m)
}
func main() {
	spawn(a)
	spawn(b)
}
`
	for wake, want := range map[explore.Wake]int64{explore.WakeFIFO: 5, explore.WakeAny: 4} {
		e := scenetest.Boot(t, scenetest.Parse(t, text))
		v, err := explore.Run(t.Context(), e, explore.Options{Wake: wake, Beyond: 1000})
		if err != nil || v.States != want {
			t.Errorf("wake %v: %d states, %v; by hand %d", wake, v.States, err, want)
		}
		if told := strings.Contains(v.Unordered(), "their order does not count"); told != (wake == explore.WakeAny) {
			t.Errorf("wake %v: %q", wake, v.Unordered())
		}
	}
}
