package panel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
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
