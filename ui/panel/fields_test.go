package panel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// TestTheFieldsSayWhatTheKernelHasNot: the fields say on what somebody sleeps for which the kernel has no field, and
// that it has none; of whoever sleeps on a mutex they do not.
func TestTheFieldsSayWhatTheKernelHasNot(t *testing.T) {
	for name, want := range map[string]bool{
		"rwlock-upgrade": true, "channel-hand-over": true, "ostep-31-join": true, "deadlock-by-lock-order": false,
	} {
		s := scenetest.Open(scenetest.Must{}, scenetest.Shipped(scenetest.Must{}, name))
		for s.Forward() != nil && len(s.Engine().Snapshot(nil).Waiting) == 0 {
		}
		f := shows(s, 100, 30)
		if len(f.Now.Waiting) == 0 {
			t.Fatalf("%s: nobody waits", name)
		}
		g := screen.New(84, 24)
		panel.DrawOverlay(g, f, &panel.Fields{Slot: f.Now.Waiting[0]})
		if has := strings.Contains(g.String(), "the kernel has none"); has != want {
			t.Errorf("%s: it says so: %v\n%s", name, has, g)
		}
	}
}
