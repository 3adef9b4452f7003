package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/keys"
)

// TestWhatIsCutSaysWhereTheRestIs: over each dialog, at each size, a moral or a goal that goes on somewhere has the key
// of the scene's page in the head, and that key opens it.
func TestWhatIsCutSaysWhereTheRestIs(t *testing.T) {
	t.Parallel()
	cuts := 0
	for _, scene := range []string{"ostep-32-livelock", "lecture-15-asleep-with-the-lock", "array-philosophers"} {
		for _, dialog := range []string{"a", "w", "e", "i", "m", "Q"} {
			for _, size := range [][2]int{{80, 24}, {100, 30}, {120, 36}, {160, 50}} {
				u := atShelved(t, scene)
				u.press("]", "]")
				u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
				if u.press(dialog); dialog == "a" {
					u.send(u.m.ask.work())
				}
				head, _, _ := strings.Cut(u.screen(), "╭")
				if !strings.Contains(head, "…") {
					continue
				}
				cuts++
				if !strings.Contains(head, "I page") {
					t.Errorf("%s, %q, %v: nothing says where the rest is:\n%s", scene, dialog, size, head)
				}
				if u.press("I"); u.m.stack.Mode != keys.Introducing {
					t.Errorf("%s, %q, %v: the key opens no page", scene, dialog, size)
				}
			}
		}
	}
	if cuts == 0 {
		t.Error("nothing was cut")
	}
}
