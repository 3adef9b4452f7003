package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/keys"
)

// TestARowOfTheSceneIsDone: enter on a row of the page of a scene does what the row says, from the start, and says what
// there is to see.
func TestARowOfTheSceneIsDone(t *testing.T) {
	u := atShelved(t, "one-condition")
	u.press("n", "n", "n", "I")
	u.sees("enter do it", "▸ n 12 times")
	u.press("enter")
	u.seesNot("WHO IS IN IT")
	u.sees("for whom is each signal of changed?")
	u.position(30)
	u.press("I", "down", "enter") // >, a
	if got := u.m.now().Queues[0].Max; got != 2 || u.m.stack.Mode != keys.Asking {
		t.Errorf("capacity %d in mode %d", got, u.m.stack.Mode)
	}
	u.press("esc", "I")
	for range 4 {
		u.press("down")
		u.screen()
	}
	u.sees("▸ :until point")
	u.press("enter")
	if got := u.m.now().Queues[0].Max; got != 1 {
		t.Errorf("a command that was given before is still done: capacity %d", got)
	}
	u.position(19)
	u.press("B")
	u.sees("B goes back")
	if got := u.m.now().Queues[0].Max; got != 2 {
		t.Errorf("the run before is gone: capacity %d", got)
	}
}

// TestTheMarkStaysInSight: the mark goes from row to row, the page scrolls where none is in sight, and what was
// scrolled to is where enter is.
func TestTheMarkStaysInSight(t *testing.T) {
	u := atShelved(t, "one-condition")
	u.send(tea.WindowSizeMsg{Width: 60, Height: 18})
	u.press("I")
	u.sees("▸ n 12 times")
	for range 40 {
		u.press("down")
		if s := u.screen(); strings.Count(s, "▸ ") > 1 {
			t.Fatalf("two rows are marked\n%s", s)
		}
	}
	u.seesNot("moral")
	for range 60 {
		u.press("up")
		u.screen()
	}
	u.sees("moral", "▸ n 12 times")
	u.press("end")
	u.screen()
	u.press("home", "down")
	u.sees("moral")
	u.press("enter")
	if u.m.stack.Mode != keys.Asking {
		t.Errorf("enter did not ask: mode %d", u.m.stack.Mode)
	}
}

// TestWhatIsTriedWaits: keys behind one that asks for something beside the screen are pressed when that has come.
func TestWhatIsTriedWaits(t *testing.T) {
	u := atShelved(t, "irq-lock", func(o *Options) { o.Session = waiting(t) })
	u.m.desk.alone = false
	u.deliver(u.send(keyOf("I")))
	u.deliver(u.send(keyOf("enter")))
	if u.m.stack.Mode != keys.Comparing || u.m.session.Position() == 0 {
		t.Errorf("mode %d, step %d", u.m.stack.Mode, u.m.session.Position())
	}
	u.m.desk.alone = true
	u.press("esc")
	u.m.desk.alone = false
	u.press("I", "enter", "esc")
	if name, more := u.m.over.page.NextKey(); more {
		t.Errorf("%s is still to be pressed after esc", name)
	}
}

// waiting is a session of a scene that asks for another one and goes on.
func waiting(t *testing.T) *session.Session {
	t.Helper()
	return newSession(t, strings.Replace(bounded, "package ", "package x_", 1)+
		"\nconst (\n\tcure = \"one-condition\"\n\ttry  = \"D enter n: where do they part?\"\n)\n")
}

// TestTextOfOthersHarmsNothing: a scene's try presses nothing that writes or leaves, nor types.
func TestTextOfOthersHarmsNothing(t *testing.T) {
	for try, mode := range map[string]keys.Mode{
		"n S: save": keys.Browsing, "n q: leave": keys.Browsing, "n E x: no": keys.Editing,
		":save x: no": keys.Prompting,
	} {
		saved := map[string]string{}
		u := sitDown(t, bounded+"\nconst try = \""+try+"\"\n", saver(saved))
		u.press("I", "enter")
		if u.m.stack.Mode != mode || len(saved) > 0 || u.m.stopped != nil {
			t.Errorf("%s: mode %d, saved %v", try, u.m.stack.Mode, saved)
		}
	}
}
