package ui

import (
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/ask"
)

// loneSign is a sign of the header without its word.
var loneSign = regexp.MustCompile(`[█▄▁] *(pass|step)|✗ *$`)

// TestTheHeaderOfASmallScreenSaysItInWords: how a run ended, and before that what is still possible.
func TestTheHeaderOfASmallScreenSaysItInWords(t *testing.T) {
	for name, ending := range map[string]string{"one-condition": "✗ stuck", "deadlock-philosophers": "✗ deadlock"} {
		u := sitDown(t, bounded, func(o *Options) {
			whole(o)
			o.Session, o.Ask = opened(t, name), ask.EverySchedule
		})
		u.press("a")
		u.send(u.m.ask.work())
		u.press("esc")
		u.m.known.fates.Turn(true, u.m.session)
		u.deliver(u.send(tea.WindowSizeMsg{Width: 72, Height: 20}))
		for _, size := range [][2]int{{72, 20}, {60, 18}} {
			u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			for _, at := range []string{"home", "enter", "end"} {
				u.press(at)
				first, _, _ := strings.Cut(u.screen(), "\n")
				want := map[string]string{"home": "▄ either way", "enter": "▄ either way", "end": ending}[at]
				if !strings.Contains(first, want) || !strings.Contains(first, name) || loneSign.MatchString(first) {
					t.Errorf("%v, %s: %q lacks %q", size, at, first, want)
				}
			}
		}
	}
}
