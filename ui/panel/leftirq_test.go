package panel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// TestAHandlerLeftItsInterrupt: who left WAITING for an interrupt did not wait for the object of the op that it runs
// in the same step.
func TestAHandlerLeftItsInterrupt(t *testing.T) {
	for _, scene := range []string{"irq-lock", "irq-lock-cure", "irq-sleeps"} {
		s := scenetest.Open(t, scenetest.Shipped(t, scene))
		s.Forward()
		handler := "packet"
		if strings.HasPrefix(scene, "irq-lock") {
			handler = "tick"
		}
		raise, raised := scenetest.Command(t, "interrupt "+handler), false
		for tries := 0; tries < 20 && !raised; tries++ { // not where interrupts are disabled
			s.Forward()
			_, err := s.Do(raise)
			raised = err == nil
		}
		seen := 0
		for range 4 {
			f := shows(s, 120, 36)
			g := screen.New(120, 36)
			panel.Draw(g, f)
			for _, l := range g.Lines() {
				if strings.Contains(l, "left for RUNNING") && strings.Contains(l, handler) {
					if seen++; !strings.HasPrefix(l, "│ interrupt ") {
						t.Errorf("%s, step %d: %q", scene, s.Position(), l)
					}
				}
			}
			s.Forward()
		}
		if seen == 0 {
			t.Errorf("%s: the handler is nowhere seen to leave WAITING", scene)
		}
	}
}

// TestWhomAHandlerInterruptsIsNotReady: in TIME whoever has a handler on top of him is on the CPU in a bar of its own,
// and the frame says what it means.
func TestWhomAHandlerInterruptsIsNotReady(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {100, 30}, {120, 36}, {160, 50}} {
		s := scenetest.Open(t, scenetest.Shipped(t, "irq-sleeps"))
		s.Forward()
		raise := scenetest.Command(t, "interrupt packet")
		for tries := 0; tries < 40; tries++ { // not where interrupts are disabled, nor between two passes
			s.Forward()
			if s.Engine().RunningSlot() < 0 {
				continue
			}
			if _, err := s.Do(raise); err == nil {
				break
			}
		}
		s.Forward()
		g := screen.New(size[0], size[1])
		panel.Draw(g, shows(s, size[0], size[1]))
		rows, told := 0, 0
		for _, l := range g.Lines() {
			if strings.Contains(l, "▓▓") {
				rows++
			}
			if strings.Contains(l, "▓ interrupted") {
				told++
			}
		}
		if rows != 1 || told != 1 {
			t.Errorf("%v: %d rows have the bar of the interrupted, and %d say what it is:\n%s", size, rows, told,
				strings.Join(g.Lines(), "\n"))
		}
	}
}
