package ui

import (
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/keys"
)

// TestACircleIsDrawnOrCounted: at the end of a run each who waits in a circle has his arrow, or it is said how many are
// left out, and no row says what the next one says.
func TestACircleIsDrawnOrCounted(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{72, 20}, {80, 24}, {100, 30}, {120, 36}, {160, 50}} {
		u := atShelved(t, "array-philosophers")
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		for range 10 {
			u.press("n")
		}
		for u.m.session.Engine().End().Kind == 0 {
			u.press("]")
		}
		if u.m.stack.Mode != keys.Browsing {
			t.Fatalf("%v: something is open", size)
		}
		arrows, left := 0, 0
		for _, l := range strings.Split(u.screen(), "\n") {
			if strings.Contains(l, "▸ forks[") {
				arrows++
			}
			if _, rest, found := strings.Cut(l, "… "); found && strings.Contains(rest, " more wait so") {
				left, _ = strconv.Atoi(strings.Fields(rest)[0])
			}
			if strings.Contains(l, "▸ forks[") && strings.Contains(l, "waits for") {
				t.Errorf("%v: a row says what another one says: %s", size, l)
			}
		}
		if arrows+left != 5 {
			t.Errorf("%v: %d arrows, and %d are said to be left out:\n%s", size, arrows, left, u.screen())
		}
	}
}
