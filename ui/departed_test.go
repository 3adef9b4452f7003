package ui

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/ask"
)

// TestWhoLeavesTimedWaitingStandsByWhatItWaitedFor: two whose deadlines come at once are each seen behind their own,
// whatever the lane has room for.
func TestWhoLeavesTimedWaitingStandsByWhatItWaitedFor(t *testing.T) {
	first := regexp.MustCompile(`sleep +(?:[▸>] )?┄●w1┄`)
	second := regexp.MustCompile(`reply +(?:[▸>] )?┄●a1┄`)
	for _, size := range [][2]int{{80, 24}, {100, 30}, {120, 36}, {160, 50}, {200, 60}} {
		u := sitDown(t, bounded, func(o *Options) {
			o.Session, o.Ask = opened(t, "channel-abandoned"), ask.EverySchedule
		})
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.press("a")
		u.send(u.m.ask.work())
		u.press("esc", "n", "n", "n")
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		screen := u.screen()
		if !first.MatchString(screen) || !second.MatchString(screen) {
			t.Errorf("%s: w1 slept, and a1 stood at reply:\n%s", name, screen)
		}
		if !strings.Contains(screen, "left") {
			t.Errorf("%s: nobody is said to have left", name)
		}
	}
}
