package panel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// TestReadyIsLighterWithoutColours: without colours a pass on READY is another glyph, in the strip and in what
// says what the glyphs mean; also of a terminal that has ASCII alone.
func TestReadyIsLighterWithoutColours(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 36}, {160, 50}} {
		for _, c := range []struct {
			mono, ascii bool
			yes, no     string
		}{{false, false, "▅▅", "▒"}, {true, false, "▒▒", "▅"}, {true, true, "::", "===="}} {
			f := at(t, "bounded-buffer", 60, panel.Explore, size[0], size[1])
			f.Mono = c.mono
			g := screen.New(size[0], size[1])
			panel.Draw(g, f)
			if c.ascii {
				g.ASCII()
			}
			s := g.String()
			if !strings.Contains(s, c.yes) || strings.Contains(s, c.no) {
				t.Errorf("%v, %+v:\n%s", size, c, s)
			}
		}
	}
}

// TestThePassThatDecidesIsNotReversed: without colours a reversed row of blocks would make who waits seem to run. What
// decides is said above the columns; in colours its ground is marked as well.
func TestThePassThatDecidesIsNotReversed(t *testing.T) {
	for _, mono := range []bool{false, true} {
		f := at(t, "bounded-buffer", 60, panel.Explore, 120, 36)
		f.Mono, f.Lesson = mono, &panel.Lesson{Decides: 20}
		g := screen.New(120, 36)
		panel.Draw(g, f)
		if !strings.Contains(g.String(), "decides") {
			t.Fatalf("nothing decides:\n%s", g)
		}
		marked := 0
		for y, l := range g.Lines() {
			for x := range g.W {
				switch at := g.At(x, y); at.Style.Surrounding() {
				case theme.OnRow, theme.BoldRow, theme.PalerRow:
					if strings.ContainsRune("█▅▒▃▁", at.Rune) && strings.HasSuffix(l, "│") {
						marked++
					}
				}
			}
		}
		if marked > 0 == mono {
			t.Errorf("without colours %v: %d cells of the timeline are marked:\n%s", mono, marked, g)
		}
	}
}
