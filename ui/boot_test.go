package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// TestWhatToTryStaysWhereItIs: from the boot to the end the header says the same words for it, with the key that goes
// to the start once the run has begun.
func TestWhatToTryStaysWhereItIs(t *testing.T) {
	for _, size := range [][2]int{{120, 36}, {160, 50}, {200, 60}} {
		for _, name := range []string{"bounded-buffer", "one-condition"} {
			u := sitDown(t, bounded, func(o *Options) { o.Session = opened(t, name) })
			u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			row := func() string {
				u.m.stale = true
				for _, l := range strings.Split(u.screen(), "\n")[:5] {
					if i := strings.Index(l, "try  "); i >= 0 {
						return l[i:]
					}
				}
				t.Fatalf("%s at %v has nothing to try", name, size)
				return ""
			}
			boot := row()
			for range 40 {
				u.m.session.Forward()
			}
			what, key, _ := strings.Cut(row(), "   ")
			if !strings.HasPrefix(what, "try  home, ") {
				t.Errorf("%s at %v: %q", name, size, what)
			}
			if before := strings.Replace(what, "home, ", "", 1); !strings.HasPrefix(boot, before) ||
				!strings.HasSuffix(boot, strings.TrimSpace(key)) {
				t.Errorf("%s at %v: at the boot\n%s\nlater\n%s%s", name, size, boot, what, key)
			}
		}
	}
}

// TestAtTheBootNobodyHasJustLeftFree: all slots that are used were left at once; a spawn in mid-run is another thing.
func TestAtTheBootNobodyHasJustLeftFree(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 36}} {
		u := sitDown(t, bounded, func(o *Options) { o.Session = opened(t, "bounded-buffer") })
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		if s := u.screen(); !strings.Contains(s, "s6") || strings.Contains(s, "┄s") {
			t.Errorf("at %v the boot shows\n%s", size, s)
		}
	}
	u := sitDown(t, bounded, func(o *Options) { o.Session = opened(t, "bounded-buffer") })
	u.send(tea.WindowSizeMsg{Width: 120, Height: 36})
	u.press("space", "p")
	if s := u.screen(); !strings.Contains(s, "┄s6┄") {
		t.Errorf("a slot that was left is not shown:\n%s", s)
	}
}

// TestTimeHasRoomForHandlers: who interrupts has a name as long as its function's, whole at the left of TIME.
func TestTimeHasRoomForHandlers(t *testing.T) {
	for name, handler := range map[string]string{"irq-sleeps": "packet", "irq-lock": "tick"} {
		u := sitDown(t, bounded, func(o *Options) { o.Session = opened(t, name) })
		for _, size := range [][2]int{{80, 24}, {120, 36}, {160, 50}} {
			u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			u.m.session.Forward()
			u.m.stale = true
			if all := u.screen(); !strings.Contains(all, handler+" █") && !strings.Contains(all, handler+" ▁") &&
				!strings.Contains(all, handler+"  ▁") {
				t.Errorf("%s at %v: TIME does not name %s\n%s", name, size, handler, all)
			}
		}
	}
}
