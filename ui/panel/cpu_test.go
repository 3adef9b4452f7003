package panel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// TestAnOpBesideTwoTokensIsWhole: a handler stands over whom it has interrupted, and what it does is not cut for that
// while the row below has room; where it is and what it holds are still said.
func TestAnOpBesideTwoTokensIsWhole(t *testing.T) {
	s := scenetest.Open(t, scenetest.Shipped(t, "irq-sleeps"))
	raise := scenetest.Command(t, "interrupt packet")
	for tries, raised := 0, false; tries < 20 && !raised; tries++ {
		s.Forward()
		_, err := s.Do(raise)
		raised = err == nil
	}
	seen := map[string]bool{}
	for range 20 {
		f, g, lane := shows(s, 120, 36), screen.New(120, 36), ""
		panel.Draw(g, f)
		r := panel.Place(f, 120, 36, panel.RunningPanel)
		for _, l := range g.Lines()[r.Y:r.Bottom()] {
			lane += string([]rune(l)[r.X:]) + "\n"
		}
		if strings.Contains(lane, " over ") {
			for _, op := range []string{"wait(notFull, m)", "lock(m)", "for len(work) == cap(work)"} {
				seen[op] = seen[op] || strings.Contains(lane, op)
			}
			if strings.Contains(lane, "…") || !strings.Contains(lane, "line ") || !strings.Contains(lane, "holds ") {
				t.Errorf("step %d:\n%s", s.Position(), lane)
			}
		}
		if s.Forward() == nil {
			break
		}
	}
	for _, op := range []string{"wait(notFull, m)", "lock(m)", "for len(work) == cap(work)"} {
		if !seen[op] {
			t.Errorf("%q is nowhere seen whole", op)
		}
	}
}
