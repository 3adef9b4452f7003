package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/screen"
)

// whole gives the screen all that the program has: a shelf, questions, files.
func whole(o *Options) {
	withShelf(o)
	o.Ask = ask.EverySchedule
	o.Save = func(name string, _ []byte) (string, error) { return name, nil }
}

// footer returns the line of keys.
func (u *user) footer() string {
	u.m.View()
	lines := u.m.canvas.grid.Lines()
	return strings.TrimSpace(lines[len(lines)-1])
}

// begins checks which key the footer offers first.
func (u *user) begins(with string) {
	u.t.Helper()
	if got := u.footer(); !strings.HasPrefix(got, with) {
		u.t.Errorf("the footer should begin with %q: %s", with, got)
	}
}

func TestTheNextBestKeyStandsFirst(t *testing.T) {
	u := sitDown(t, short, whole)
	u.begins("space step")
	u.press("enter")
	u.begins("space step")
	u.press("home")
	u.begins("◂ ▸ time")
	u.press("r")
	u.begins("r pause")
	u.press("r")
	for !u.m.ended() {
		u.press("enter")
	}
	u.begins("a all schedules")
	u.sees("home start", "o scenes")
	u.seesNot("space step", "n move")

	u = sitDown(t, bounded, whole)
	for range 4 {
		u.press("enter")
	}
	u.begins("n move")
	for u.named("c1").Place != engine.TimedWaiting {
		u.press("n")
	}
	for !u.m.somebody() || u.m.look.selected.name != "c1" {
		u.press("tab")
	}
	u.m.notice.text, u.m.stale = "", true
	u.begins("w why")
}

// TestAFailureIsAskedWhy: of a circle of mutexes while somebody else still runs, and of the end.
func TestAFailureIsAskedWhy(t *testing.T) {
	u := sitDown(t, crossed, whole)
	u.press("a")
	u.send(u.m.ask.work())
	u.press("esc")
	u.m.notice.text, u.m.stale = "", true
	u.begins("n goes through it")
	u.press("end")
	u.m.notice.text, u.m.stale = "", true
	u.begins("w why")
	u.sees("home start")
}

// TestTheFooterUsesItsWidth: at 120 columns the choices, the shelf and the prompt are offered in every scene of the
// shelf, at its start, on its way, in its past and at its end; wider screens offer more, and no word is cut.
func TestTheFooterUsesItsWidth(t *testing.T) {
	for _, name := range presets.Names() {
		_, text, err := presets.Source(name)
		if err != nil {
			t.Fatal(err)
		}
		u := sitDown(t, text, whole)
		for _, keys := range [][]string{{}, {"n", "n", "n"}, {"left"}, {"end", "r"}} {
			u.press(keys...)
			if len(keys) == 2 {
				u.frame(0)
				u.frame(60)
				u.press("r")
			}
			u.m.notice.text, u.m.stale = "", true
			shown := 0
			for _, w := range []int{60, 80, 120, 160, 200} {
				u.send(tea.WindowSizeMsg{Width: w, Height: 36})
				line := u.footer()
				if n := strings.Count(line, "  "); n < shown {
					t.Errorf("%s: at %d columns fewer keys are offered: %s", name, w, line)
				} else {
					shown = n
				}
				for _, want := range []string{"e choices", "o scenes", ": command"} {
					if w >= 120 && !strings.Contains(line, want) {
						t.Errorf("%s: %q is not offered at %d columns: %s", name, want, w, line)
					}
				}
				if !strings.HasSuffix(line, "? all") || strings.Contains(line, "…") || screen.Width(line) > w-2 {
					t.Errorf("%s: at %d columns: %s", name, w, line)
				}
			}
		}
	}
}

// TestTabSelectsBesideTheChoices: so that W, x, y and t have somebody to act on.
func TestTabSelectsBesideTheChoices(t *testing.T) {
	u := sitDown(t, bell)
	u.press("e", "1", "tab", "W")
	u.sees("Who runs next?", "w1 is woken by the user for no reason")
	if c := u.named("w1"); c.Place != engine.Ready {
		t.Errorf("w1 is on %s", c.Place)
	}
	u.press("tab", "x")
	u.sees("Who runs next?")
	if u.named("w2").Slot >= 0 {
		t.Error("w2 is still there")
	}
}
