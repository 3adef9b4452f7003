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
		{"bounded-buffer", 8, []string{"nothing here keeps anybody from going on", "compute(1, 2)"}},
		{"bounded-buffer", 91, []string{"▲p2 takes m next; c1 has it now",
			"▼c1 signals in line 39"}},
		{"priority-inversion", 9, []string{"●l1 is ready at level 1: it runs when nobody above is ready"}},
		{"irq-sleeps", 50, []string{"its interrupt ──▸ it comes from outside"}},
		{"bounded-buffer", 21, []string{"▼c1 takes m next; p1 has it now", "no circle"}},
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
	whole := regexp.MustCompile(`▸ ●w1 ((signals in|by) )?line 5(, asleep on \S+ itself|, asleep too)?\s+\+19 `)
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

// TestTheGraphContradictsNothing: where somebody is passed over, where what is needed need never come, and where the
// run is over, nobody is told to go on; where nobody waits there is no circle to look for.
func TestTheGraphContradictsNothing(t *testing.T) {
	for _, c := range []struct {
		scene string
		steps int
		not   []string
	}{
		{"priority-inversion", 12, []string{"keeps anybody from going on", "●l1 needs nothing but the CPU"}},
		{"irq-sleeps", 1, []string{"keeps anybody from going on"}},
		{"irq-sleeps", 50, []string{"keeps anybody from going on", "it comes from outside, or…", "the run is over"}},
		{"bounded-buffer", 21, []string{"▼c1 ────▸ m"}},
		{"deadlock-philosophers", 0, []string{"a circle here is a deadlock", "which comes from",
			"─ no circle ─", "keeps anybody from going on"}},
	} {
		for _, size := range [][2]int{{160, 50}, {200, 60}} {
			f := at(t, c.scene, c.steps, panel.Explore, size[0], size[1])
			g := screen.New(size[0], size[1])
			panel.Draw(g, f)
			if !strings.Contains(g.String(), "WHO WAITS FOR WHOM") {
				t.Fatalf("%v shows no graph", size)
			}
			for _, words := range c.not {
				if strings.Contains(g.String(), words) {
					t.Errorf("%s, step %d says %q:\n%s", c.scene, c.steps, words, g)
				}
			}
		}
	}
}

// TestWordsComeBeforeBlankRows: what has to happen is not cut where a blank row stands below it.
func TestWordsComeBeforeBlankRows(t *testing.T) {
	for _, c := range []struct {
		scene string
		steps int
		words string // the end of what is said
	}{{"ready-levels", 30, "above is ready"}, {"ready-levels", 12, "above is ready"}} {
		f := at(t, c.scene, c.steps, panel.Explore, 160, 50)
		g := screen.New(160, 50)
		panel.Draw(g, f)
		if n := strings.Count(g.String(), c.words); n != 2 || strings.Contains(g.String(), "it runs when nobody…") {
			t.Errorf("%s, step %d says %d times %q:\n%s", c.scene, c.steps, n, c.words, g)
		}
	}
}
