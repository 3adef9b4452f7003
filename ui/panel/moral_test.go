package panel_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// TestNoMoralIsCut: from 100x30 on the header has the first sentence of each scene's moral whole, or, where two rows
// have no room for it, as much as says something of its own. A small scene has the two rows.
func TestNoMoralIsCut(t *testing.T) {
	for _, size := range [][2]int{{100, 30}, {110, 34}, {120, 36}, {160, 50}} {
		for _, name := range append(effort.Some(t, presets.Names(), 20, 60), "if-instead-of-a-loop") {
			f := shows(scenetest.Open(t, scenetest.Shipped(t, name)), size[0], size[1])
			rows := panel.Moral(f, size[0], size[1])
			if told := strings.TrimSuffix(strings.Join(rows, " "), " …"); strings.Contains(told, "…") {
				t.Errorf("%s at %v says %q", name, size, told)
			}
			if name == "if-instead-of-a-loop" && len(rows) == 1 && !strings.HasSuffix(rows[0], ".") {
				t.Errorf("%s at %v says no more than %q", name, size, rows)
			}
		}
	}
}

// TestWhatGoesOnHasItsSign: at every size a moral or a goal of which there is more than the screen shows ends in a
// sign, and the key of the page on which all of it stands is on the screen; one that is whole has neither sign nor
// cut.
func TestWhatGoesOnHasItsSign(t *testing.T) {
	sizes := [][2]int{{60, 18}, {72, 20}, {80, 24}, {90, 28}, {100, 30}, {110, 34}, {120, 36}, {160, 50}, {200, 60}}
	names := []string{"priority-inversion", "signal-forgotten", "rwlock-upgrade", "channel-abandoned",
		"nanoos-16-the-callback-sends-a-message"}
	for _, name := range append(effort.Some(t, presets.Names(), 12, 60), names...) {
		s := scenetest.Open(t, scenetest.Shipped(t, name))
		for _, size := range sizes {
			for range 2 { // before the first pass, and later
				g := screen.New(size[0], size[1])
				f := shows(s, size[0], size[1])
				panel.Draw(g, f)
				goesOn(t, name, g, f)
				s.Forward()
			}
		}
	}
}

// goesOn checks what the header, and the row of numbers before the first pass, show of a moral and a goal.
func goesOn(t *testing.T, name string, g *screen.Grid, f *panel.Frame) {
	t.Helper()
	above := g.Lines()
	at := slices.IndexFunc(above, func(l string) bool { return strings.Contains(l, "─ FREE ") })
	said := strings.Join(strings.Fields(strings.Join(above[:at], " ")), " ")
	all := strings.Join(strings.Fields(g.String()), " ")
	key := strings.Contains(all, " I page") || strings.Contains(all, " I the scene's page")
	moral := strings.Join(strings.Fields(f.Program.Moral), " ")
	goal := strings.Join(strings.Fields(f.Program.Goal), " ")
	for _, text := range []string{moral, goal} {
		text = strings.TrimSuffix(text, ".")
		begins := text[:min(len(text), 20)]
		if text == "" || !strings.Contains(said, begins) || strings.Contains(all, text) {
			continue
		}
		if !strings.Contains(said, "…") || !key {
			t.Errorf("%s at %dx%d does not show that %q goes on, or where:\n%s", name, g.W, g.H, text, g)
		}
	}
}

// TestNoWordOfAMoralStandsAlone: a row of a moral is as full as it can be while the last one is no word alone, what two
// rows have room for is whole, and the rows say the same.
func TestNoWordOfAMoralStandsAlone(t *testing.T) {
	for _, size := range [][2]int{{120, 36}, {160, 50}, {200, 60}} {
		for _, name := range append(effort.Some(t, presets.Names(), 20, 60), "channel-abandoned", "bounded-buffer") {
			f := shows(scenetest.Open(t, scenetest.Shipped(t, name)), size[0], size[1])
			rows := panel.Moral(f, size[0], size[1])
			n, w := len(rows), size[0]-2
			if n == 0 {
				continue
			}
			if n > 1 && 4*screen.Width(rows[1]) < screen.Width(rows[0]) {
				t.Errorf("%s at %v: %q", name, size, rows)
			}
			if n > 1 {
				word, rest, _ := strings.Cut(rows[1], " ")
				fuller := rows[0] + " " + word
				if n := screen.Width(fuller); n <= w && 4*screen.Width(rest) >= n {
					t.Errorf("%s at %v breaks long before the edge: %q", name, size, rows)
				}
			}
			whole := strings.Join(strings.Fields(f.Program.Moral), " ")
			told := strings.Join(rows, " ")
			if n > 1 && told != whole && len(screen.Wrap(whole, w, 0)) <= n {
				t.Errorf("%s at %v has room for all of its moral and says %q", name, size, rows)
			}
			if told := strings.TrimSuffix(told, " …"); !strings.HasPrefix(whole, told) {
				t.Errorf("%s at %v says %q", name, size, told)
			}
		}
	}
}

// TestAQuestionIsASentence: where a moral goes on, as much is shown as has room: a question is a sentence, and what
// stands before a semicolon says something of its own.
func TestAQuestionIsASentence(t *testing.T) {
	f := shows(scenetest.Open(t, scenetest.Shipped(t, "nanoos-16-the-callback-sends-a-message")), 120, 36)
	told := strings.Join(panel.Moral(f, 120, 36), " ")
	if want := "instead? A message needs a mutex and a condition …"; !strings.HasSuffix(told, want) {
		t.Errorf("the moral is told as %q and ends not in %q", told, want)
	}
	f.Program.Moral = "Who is next? Whoever came first, " + strings.Repeat("and so on ", 40) + "."
	if told := panel.Moral(f, 120, 36); !slices.Equal(told, []string{"Who is next? …"}) {
		t.Errorf("of a question and what has no room %q is told", told)
	}
}
