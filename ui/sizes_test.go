package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// The sizes of the screen that are walked.
const (
	widest  = 200
	highest = 60
)

// TestEverySizeInEveryMode looks at the screen in each layout and mode, in a run that has something on every queue:
// one layout without anything open meets every size, each other pair some of them.
func TestEverySizeInEveryMode(t *testing.T) {
	for _, layout := range panel.Layouts() {
		t.Run(layout.String(), func(t *testing.T) {
			t.Parallel()
			for mode, way := range ways() {
				if mode > 0 && effort.Quick() && (mode+int(layout))%3 > 0 {
					continue // each mode in some of the layouts
				}
				u := sitDown(t, pair, equipped, func(o *Options) { o.Layout = layout.String() })
				u.press("n", "n", "n", "n", "p", "enter", "left", "left")
				u.press(way.keys...)
				sizes := effort.Sizes(t, widest, highest, 5, 60)
				if mode == int(keys.Browsing) && layout == panel.Auto {
					sizes = effort.Sizes(t, widest, highest, 120, 2_000)
				}
				u.fits(mode, sizes)
			}
			u := sitDown(t, pair, equipped, func(o *Options) { o.Layout, o.Tour.Begin = layout.String(), true })
			u.fits(int(keys.Browsing), effort.Sizes(t, widest, highest, 5, 60))
		})
	}
}

// fits gives the window each size and checks that the screen is as large, and that the mode stays.
func (u *user) fits(mode int, sizes [][2]int) {
	u.t.Helper()
	for _, size := range sizes {
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		if err := exactly(u.m); err != nil {
			u.t.Errorf("in mode %d: %v", mode, err)
			return
		}
	}
	if int(u.m.stack.Mode) != mode {
		u.t.Errorf("mode %d becomes mode %d by new sizes of the window", mode, u.m.stack.Mode)
	}
}

// TestOnlyAPanelThatIsThereHasTheFocus: a digit of another one says so, and the keys of the footer stay as they were.
func TestOnlyAPanelThatIsThereHasTheFocus(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "timed-wait"))
	u.press("6")
	u.sees("this scene has no work queue")
	u.press("7")
	u.sees("▴ ▾ scroll")
	u.press("7")
	u.send(tea.WindowSizeMsg{Width: 60, Height: 18})
	u.press("7")
	u.sees("there is no panel listing at this size")
	u.seesNot("▴ ▾ scroll")
	u.press("9")
	u.sees("▸ STORY", "▴ ▾ scroll")
}

// TestWhoCanBeSpawnedIsNamedWhereNobodyIsLeft: no producer in a scene that has none.
func TestWhoCanBeSpawnedIsNamedWhereNobodyIsLeft(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "timed-wait"))
	for range 12 {
		u.press("n")
	}
	u.press("tab")
	u.sees("there is no coroutine to select", "s spawns one")
	u.seesNot("producer")
}
