package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/keys"
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
	u.begins("a schedules")
	u.sees("home start", "o scenes")
	u.seesNot("space step", "n next")

	u = sitDown(t, bounded, whole)
	for range 4 {
		u.press("enter")
	}
	u.begins("n next")
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
	for _, name := range effort.Some(t, presets.Names(), 8, 24) {
		_, text, err := presets.Source(name)
		if err != nil {
			t.Fatal(err)
		}
		u := sitDown(t, text, whole)
		for _, way := range [][]string{{}, {"n", "n", "n"}, {"left"}, {"end", "r"}} {
			u.press(way...)
			if len(way) == 2 {
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
				if !strings.HasSuffix(line, "? keys") || strings.Contains(line, "…") || screen.Width(line) > w-2 {
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
	u.sees("Who runs next?", "w1 is woken by you for no reason")
	if c := u.named("w1"); c.Place != engine.Ready {
		t.Errorf("w1 is on %s", c.Place)
	}
	u.press("tab", "x")
	u.sees("Who runs next?")
	if u.named("w2").Slot >= 0 {
		t.Error("w2 is still there")
	}
}

// TestThePaletteGivesAllBack: it covers and changes nothing that esc does not give back, whatever lies below it.
func TestThePaletteGivesAllBack(t *testing.T) {
	for _, open := range [][]string{{}, {"tab", "w"}, {"tab", "i"}, {"e", "down"}, {"m"}, {"7", "down"}, {"p"}, {"K"}} {
		u := sitDown(t, bounded, whole)
		u.press("n", "n", "n")
		u.press(open...)
		before, at := u.screen(), u.m.session.Position()
		u.press("ctrl+p")
		u.sees("COMMANDS", "One step", "enter do it")
		for _, word := range []string{"Quartet", "TIME"} {
			u.sees(word)
		}
		u.types("xrq")
		u.press("ctrl+p", "ctrl+n", "pgdown", "esc")
		if after := u.screen(); after != before || u.m.session.Position() != at {
			t.Errorf("with %v open the screen was\n%s\nand is\n%s", open, before, after)
		}
	}
}

// TestThePaletteDoesWhatItsLineSays: a key is pressed, a line is obeyed, a scene is opened, a coroutine is selected, a
// command that needs more goes into the prompt with its choices.
func TestThePaletteDoesWhatItsLineSays(t *testing.T) {
	u := sitDown(t, bounded, whole)
	find := func(text string) {
		t.Helper()
		u.press("ctrl+p")
		u.types(text)
		u.press("enter")
	}
	find("one step")
	u.position(1)
	find("kill p2")
	if u.named("p2").Slot >= 0 {
		t.Error("p2 lives")
	}
	u.sees("u undoes")
	find("c1")
	if u.m.look.selected.name != "c1" && u.m.stack.Mode != keys.Prompting {
		u.press("esc")
	}
	u.press("ctrl+p")
	u.types("wake_order")
	u.press("enter")
	u.sees(":rule wake_order", "fifo")
	u.press("esc")
	find("unlock")
	u.press("esc", "esc")
	find("spurious wakeup")
	u.press("esc", "esc", "esc")
	find("short")
	u.sees("short is open")
	u.press("ctrl+p")
	u.types("narrator")
	u.press("enter")
	u.sees("The narrator makes sentences of")
	u.press("esc", "ctrl+p")
	u.types(":sweep")
	u.press("tab")
	u.sees(":sweep")
	if u.m.stack.Mode != keys.Prompting {
		t.Error("tab does not go to the prompt")
	}
}

// TestThePaletteSaysWhatCannotBe: with names.
func TestThePaletteSaysWhatCannotBe(t *testing.T) {
	u := sitDown(t, bounded, whole)
	for len(u.m.now().Waiting) < 1 || len(u.m.now().Timed) < 1 {
		u.press("n")
	}
	u.press("ctrl+p")
	u.types("W")
	u.sees("First select who, with tab:", "sleeps until")
	for _, c := range u.m.coroutines() {
		if c.Place == engine.Waiting && !strings.Contains(u.screen(), c.Name) {
			t.Errorf("%s sleeps and is not named", c.Name)
		}
	}
	u.press("esc", "home", "ctrl+p")
	u.types("one step back")
	u.sees("this is the start")
	u.press("enter")
	u.sees("nothing has run yet")
}

// TestAScriptHasWhatThePaletteDid: the key, not the search for it.
func TestAScriptHasWhatThePaletteDid(t *testing.T) {
	u := sitDown(t, bounded, whole)
	u.press("ctrl+p")
	u.types("one pass")
	u.press("enter", "ctrl+p")
	u.types("c1")
	for e, _ := u.m.over.palette.Marked(); e.Types != "coroutine"; e, _ = u.m.over.palette.Marked() {
		u.press("down")
	}
	u.press("enter", "ctrl+p")
	u.types("wake c1")
	u.press("enter")
	var script strings.Builder
	for _, a := range u.m.written.log.Actions {
		script.WriteString(a.String() + "\n")
	}
	for _, want := range []string{"enter tab"} {
		if !strings.Contains(script.String(), want) {
			t.Errorf("%q is not in the script:\n%s", want, script.String())
		}
	}
	if strings.Contains(script.String(), "ctrl+p") {
		t.Errorf("the search is in the script:\n%s", script.String())
	}
}

// TestARunGoesOnBehindThePalette: it stands still while the palette is open, and goes on when that is closed.
func TestARunGoesOnBehindThePalette(t *testing.T) {
	u := sitDown(t, bounded, whole)
	u.press("r", "ctrl+p")
	if u.m.play.on {
		t.Error("the run goes on behind the palette")
	}
	u.press("esc")
	if !u.m.play.on {
		t.Error("the run does not go on")
	}
	u.press("ctrl+p")
	u.types("run, or pause")
	u.press("enter")
	if u.m.play.on {
		t.Error("the run was to be paused")
	}
}
