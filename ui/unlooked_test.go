package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/ui/ask"
)

// TestAnIfIsToldFirst: where somebody waited behind an if and did not look again, this is the first sentence at the
// end, on a small screen as well; the listing marks the line of the if; and w leads to the step in which it was asked.
func TestAnIfIsToldFirst(t *testing.T) {
	for _, c := range []struct {
		w, h  int
		first []string // the rows of the panel
	}{
		{80, 24, []string{"How it ended                        step", "  c1 looked in step 2 (line 33), was   2",
			"  woken in step 7, and did not look", "  again; c2 took item 1 in step 12."}},
		{120, 36, []string{"step", "c1 looked in step 2 (line 33), was woken in step 7, and did not look    2",
			"  again; c2 took item 1 in step 12."}},
	} {
		for _, way := range []string{"n", "a"} {
			u := sitDown(t, bounded, func(o *Options) {
				o.Session, o.Ask = opened(t, "if-instead-of-a-loop"), ask.EverySchedule
			})
			u.send(tea.WindowSizeMsg{Width: c.w, Height: c.h})
			if way == "a" {
				u.press("a")
				u.send(u.m.ask.work())
				u.press("esc")
			}
			for range 40 {
				u.press("n")
			}
			if end := u.m.now().End.Kind; end != engine.EndViolation {
				t.Fatalf("the run is %s", end)
			}
			u.sees("it turns on this")
			rows := strings.Split(u.screen(), "\n")
			_, at := u.find("How it ended")
			for i, want := range c.first {
				if !strings.Contains(rows[at+i], want) {
					t.Errorf("%dx%d after %s: %q is not in\n%s", c.w, c.h, way, want, u.screen())
				}
			}
			if line := u.m.verdict().Answer.At; line != 33 {
				t.Errorf("%dx%d after %s: line %d is marked", c.w, c.h, way, line)
			}
			u.press("w", "enter")
			u.position(2)
		}
	}
}
