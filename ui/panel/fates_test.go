package panel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// TestFatesFitEverySize: the row of fates takes one row of the timeline, and no screen is too small for it.
func TestFatesFitEverySize(t *testing.T) {
	t.Parallel()
	fates := &panel.Fates{Of: []explore.Fate{explore.FateOpen, explore.FateOpen, explore.FateSafe,
		explore.FateUnknown, explore.FateDoomed}, Decides: 4, Note: "14 states, all"}
	for _, size := range append(sizes(), [2]int{1, 1}, [2]int{59, 17}, [2]int{61, 19}, [2]int{300, 90}) {
		f := lookMoment()
		f.Fates = fates
		g := screen.New(size[0], size[1])
		panel.Draw(g, f)
		shown := g.String()
		if size[1] >= 24 && size[0] >= 80 && !strings.Contains(shown, "fate ") {
			t.Errorf("%dx%d shows no fate\n%s", size[0], size[1], shown)
		}
	}
}

// TestFateIsAHeight: what is possible is told apart without colours.
func TestFateIsAHeight(t *testing.T) {
	t.Parallel()
	seen := map[rune]bool{}
	f := &panel.Choices{Fates: true}
	for _, one := range []explore.Fate{explore.FateUnknown, explore.FateSafe, explore.FateOpen, explore.FateDoomed} {
		f.Rows = append(f.Rows, panel.ChoiceRow{Who: c1, Text: "yield()", Fate: one})
	}
	frame := lookMoment()
	frame.Overlay = f
	g := screen.New(120, 36)
	panel.Draw(g, frame)
	for _, words := range []string{"? not known", "▁ safe", "▄ either way", "█ doomed"} {
		if !strings.Contains(g.String(), words) {
			t.Errorf("no row says %q\n%s", words, g.String())
		}
		seen[[]rune(words)[0]] = true
	}
	if len(seen) != 4 {
		t.Error("two fates look alike")
	}
}
