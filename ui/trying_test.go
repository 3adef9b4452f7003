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
