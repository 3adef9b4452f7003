package ui

import (
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/ask"
)

// TestAPageWithoutMoreSaysWhatClosesIt: a key that would scroll a text of which all is seen says so, and a key that
// does something on it does that.
func TestAPageWithoutMoreSaysWhatClosesIt(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "channel-abandoned"), func(o *Options) { o.Ask = ask.EverySchedule })
	for _, key := range []string{"end", "home", "down", "pgdown"} {
		u.press("a")
		u.send(u.m.ask.work())
		u.sees("All schedules")
		u.press(key)
		u.sees("All schedules", "there is no more of it: esc closes this page")
		u.press("esc")
		u.seesNot("All schedules", "there is no more of it")
	}
	u.press("a")
	u.send(u.m.ask.work())
	u.press("n")
	u.seesNot("All schedules", "there is no more of it")
}
