package panel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// TestVariablesStandBehindTheMutex: on a screen for the back row, and on a small one, a class that is asked what a
// variable is sees it, also while the answers are hidden.
func TestVariablesStandBehindTheMutex(t *testing.T) {
	for _, c := range []struct {
		scene string
		steps int64
		want  string
		value string
	}{
		{"wakeup-in-the-gap", 8, "m held by ●d1  flag = 1  ready queue empty", "flag = 1"},
		{"condition-covering", 14, "m held by ●g1  units = 50  more queue ●B", "units = 50"},
		{"ostep-29-counter", 6, " total = 1", "total = 1"},
	} {
		s := scenetest.Open(t, scenetest.Shipped(t, c.scene))
		for s.Position() < c.steps {
			s.Forward()
		}
		drawn := func(w, h int, change func(f *panel.Frame)) string {
			f := shows(s, w, h)
			change(f)
			g := screen.New(w, h)
			panel.Draw(g, f)
			return g.String()
		}
		projector := func(f *panel.Frame) { f.Layout = panel.Projector }
		hidden := func(f *panel.Frame) {
			f.Layout = panel.Projector
			f.Hush(panel.Later{Moral: "later", Story: "What happened is told later."})
		}
		for _, size := range [][2]int{{72, 20}, {80, 24}, {120, 36}} {
			for what, change := range map[string]func(f *panel.Frame){"told": projector, "hidden": hidden} {
				want := c.want
				if size[1] < 22 { // there is no row of owners: beside the lanes
					want = c.value
				}
				if got := drawn(size[0], size[1], change); !strings.Contains(got, want) {
					t.Errorf("%s at %v, %s: %q is not seen:\n%s", c.scene, size, what, want, got)
				}
			}
		}
		if got := drawn(80, 24, func(*panel.Frame) {}); !strings.Contains(got, c.value) {
			t.Errorf("%s: %q is not seen in the usual layout:\n%s", c.scene, c.value, got)
		}
	}
}

// TestTheVariableThatIsSpokenOfComesFirst: where not all have room there are those that a question to the class names,
// and then those of the scene's goal.
func TestTheVariableThatIsSpokenOfComesFirst(t *testing.T) {
	s := scenetest.Open(t, scenetest.Parse(t, `package of_three
const goal = "See third grow."
var (
	m      mutex
	first  int
	second = 2
	third  = 3
)
func worker() {
	lock(m)
	first = second
	second = third
	unlock(m)
}
func main() { spawn(worker) }
`))
	line := func(asked string) string {
		f := shows(s, 30, 20)
		f.Ask.Text, f.Layout = asked, panel.Projector
		g := screen.New(30, 1)
		panel.DrawOwners(g, f)
		return strings.TrimRight(g.String(), " \n")
	}
	if got, want := line(""), "m free  third = 3  first = 0"; got != want {
		t.Errorf("the line is %q, want %q", got, want)
	}
	if got, want := line("What is second now?"), "m free  second = 2  third = 3"; got != want {
		t.Errorf("with a question the line is %q, want %q", got, want)
	}
}

// TestWhatIsToldLaterIsOfNoStep: what stands in place of the story while answers are hidden has no number.
func TestWhatIsToldLaterIsOfNoStep(t *testing.T) {
	s := scenetest.Open(t, scenetest.Shipped(t, "condition-covering"))
	s.Forward()
	f := shows(s, 80, 24)
	f.Hush(panel.Later{Moral: "later", Story: "It is told later."})
	g := screen.New(80, 24)
	panel.Draw(g, f)
	if got := g.String(); !strings.Contains(got, "It is told later.") || strings.Contains(got, "0 It is told") {
		t.Errorf("it has the number of a step:\n%s", got)
	}
}
