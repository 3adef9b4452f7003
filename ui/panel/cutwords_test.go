package panel_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// TestNoObjectIsCutAboveEmptyRows: what OBJECTS says is whole, in more rows, where the panel has them.
func TestNoObjectIsCutAboveEmptyRows(t *testing.T) {
	t.Parallel()
	for _, name := range effort.Some(t, presets.Names(), 20, 80) {
		s := scenetest.Open(t, scenetest.Shipped(t, name))
		for range 3 {
			s.Forward()
		}
		for _, size := range [][2]int{{120, 36}, {160, 50}} {
			f := shows(s, size[0], size[1])
			g := screen.New(size[0], size[1])
			panel.Draw(g, f)
			r := panel.Place(f, size[0], size[1], panel.ObjectsPanel)
			if r.H < 5 || blankRows(g, r) < 4 {
				continue
			}
			for y := r.Y + 1; y < r.Bottom()-1; y++ {
				if row := cellsIn(g, r, y); strings.Contains(row, "…") {
					t.Errorf("%s at %v: %q is cut\n%s", name, size, row, g)
				}
			}
		}
	}
}

// TestNoBracketStandsAlone: a statement that RUNNING has in two rows is broken where a reader would.
func TestNoBracketStandsAlone(t *testing.T) {
	t.Parallel()
	token := regexp.MustCompile(`[▲▼●]\S+`)
	walkLanes(t, 12, 60, func(where string, f *panel.Frame, g *screen.Grid) {
		r := panel.Place(f, g.W, g.H, panel.RunningPanel)
		for y := r.Y; y < r.Bottom(); y++ {
			words := strings.TrimSpace(token.ReplaceAllString(strings.Trim(cellsIn(g, r, y), "│ "), ""))
			if words != "" && strings.Trim(words, "()[]{}, ") == "" {
				t.Errorf("%s: RUNNING has a row %q\n%s", where, words, g)
			}
		}
	})
}

// TestEverybodyIsNamedWhereThereIsRoom: of five who stand at one line of the source no two are "+2".
func TestEverybodyIsNamedWhereThereIsRoom(t *testing.T) {
	spawn := "spawn producer"
	s := scenetest.Open(t, scenetest.Shipped(t, "bounded-buffer"), spawn, spawn, spawn, spawn)
	most := 0
	for range 90 {
		s.Forward()
		f := shows(s, 200, 60)
		g := screen.New(200, 60)
		panel.Draw(g, f)
		r := panel.Place(f, 200, 60, panel.ListingPanel)
		for y := r.Y + 1; y < r.Bottom()-1; y++ {
			row := cellsIn(g, r, y)
			most = max(most, strings.Count(row, "▲"))
			if strings.Contains(row, "▲") && strings.Contains(row, "+") && !strings.Contains(row, "++") {
				t.Fatalf("%q does not name everybody\n%s", row, g)
			}
		}
	}
	if most < 5 {
		t.Errorf("at most %d stood at a line", most)
	}
}

// TestTheSchedulersListingBeginsWithALine, and the number of what it did stands at the first row of a line that is
// broken.
func TestTheSchedulersListingBeginsWithALine(t *testing.T) {
	t.Parallel()
	marked := 0
	for _, name := range effort.Some(t, presets.Names(), 6, 30) {
		s := scenetest.Open(t, scenetest.Shipped(t, name))
		for s.Position() < 20 && s.Forward() != nil {
			f := shows(s, 120, 36)
			f.Scheduler = true
			g := screen.New(120, 36)
			panel.Draw(g, f)
			r := panel.Place(f, 120, 36, panel.ListingPanel)
			if r.H < 3 || strings.TrimSpace(strings.Trim(cellsIn(g, r, r.Y+1), "│ ")) == "" {
				t.Fatalf("%s, step %d: the listing begins with an empty row\n%s", name, s.Position(), g)
			}
			above := false
			for y := r.Y + 1; y < r.Bottom()-1; y++ {
				in := g.At(r.X+2, y).Style.Surrounding()
				row := in == theme.OnRow || in == theme.BoldRow
				if row {
					marked++
					if number := strings.TrimSpace(cellsIn(g, screen.R(r.X+2, y, 2, 1), y)); number == "" && !above {
						t.Fatalf("%s, step %d: row %d has no number\n%s", name, s.Position(), y, g)
					}
				}
				above = row
			}
		}
	}
	if marked == 0 {
		t.Error("nothing was marked")
	}
}
