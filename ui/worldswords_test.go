package ui

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// TestWhatWorldsSayMovesNoKey: with two worlds on the screen a word stands in the edge of the story that both have, and
// the footer is as it was; that nothing differs any more is said with the step up to which that is known.
func TestWhatWorldsSayMovesNoKey(t *testing.T) {
	u := atShelved(t, "if-instead-of-a-loop")
	u.press("a", "esc", "D", "enter")
	foot := func() (footer, story string) {
		rows := strings.Split(strings.TrimRight(u.screen(), "\n"), "\n")
		from := slices.IndexFunc(rows, func(r string) bool { return strings.Contains(r, "─ STORY ─") })
		for _, r := range rows[from+1:] {
			if strings.HasPrefix(r, "╰") {
				return rows[len(rows)-1], r
			}
		}
		return rows[len(rows)-1], ""
	}
	for _, size := range [][2]int{{80, 24}, {100, 30}, {120, 36}, {160, 50}, {200, 60}} {
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.press("home")
		without, _ := foot()
		for _, c := range []struct{ key, says string }{
			{"left", "this is the boot of both"}, {"b", "nothing differs before this step"},
			{"n", "no further difference up to step "}, {"x", "esc returns to it"},
		} {
			u.press(c.key)
			for at := int64(-1); c.key == "n" && at < u.m.over.worlds.Position(); {
				at = u.m.over.worlds.Position()
				u.press("n")
			}
			if footer, edge := foot(); footer != without || !strings.Contains(edge, c.says) {
				t.Errorf("%dx%d, %s: the footer\n%s\nis\n%s\nand the edge of the story says\n%s", size[0], size[1],
					c.key, without, footer, edge)
			}
		}
	}
	u = atShelved(t, "deadlock-by-lock-order")
	u.enters("compare deadlock-philosophers")
	u.enters("go 90")
	u.press("n")
	u.sees("no further difference to the end of both, step ")
	for _, name := range []string{"deadlock-by-lock-order", "deadlock-philosophers"} {
		if !strings.Contains(u.screen(), " "+name+" ─╮") {
			t.Errorf("the listing does not name %s:\n%s", name, u.screen())
		}
	}
}
