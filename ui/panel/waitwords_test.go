package panel_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// TestTheGraphIsSaidInWords where it leaves rows: who can go on, what has to happen, and who needs nothing.
func TestTheGraphIsSaidInWords(t *testing.T) {
	for _, c := range []struct {
		scene string
		steps int
		says  []string
	}{
		{"bounded-buffer", 6, []string{"nothing here keeps anybody from going on", "compute(1, 2)"}},
		{"bounded-buffer", 91, []string{"▲p1 ▲p3 need notFull, which comes from line 39",
			"▲p2 needs c1 to leave m in line 40"}},
		{"deadlock-philosophers", 0, []string{"●plato plato, line 28", "eat(fork1, fork2)"}},
	} {
		f := at(t, c.scene, c.steps, panel.Explore, 200, 60)
		g := screen.New(200, 60)
		panel.Draw(g, f)
		for _, words := range c.says {
			if !strings.Contains(g.String(), words) {
				t.Errorf("%s, step %d does not say %q:\n%s", c.scene, c.steps, words, g)
			}
		}
	}
}

// TestWhoIsCountedCutsNoWord: where a thing comes from more than have a row, what is said of the first one is whole
// before their number.
func TestWhoIsCountedCutsNoWord(t *testing.T) {
	whole := regexp.MustCompile(`▸ ●w1 line 5(, asleep on \S+ itself|, asleep too)?\s+\+19 `)
	for n := 1; n <= 24; n++ {
		name := strings.Repeat("c", n)
		p := scenetest.Parse(t, strings.ReplaceAll("package x\nconst slots = 20\nvar m mutex\nvar NAME cond\n"+
			"func waits() { lock(m); wait(NAME, m); signal(NAME); unlock(m) }\n"+
			"func main() { spawn(waits, 20) }", "NAME", name))
		for _, w := range []int{160, 180, 200} {
			f := standing(scenetest.Open(t, p), 40, panel.Explore, w, 50)
			g := screen.New(w, 50)
			panel.Draw(g, f)
			if !whole.MatchString(g.String()) {
				t.Errorf("%d columns, a name of %d letters:\n%s", w, n, g)
			}
		}
	}
}
