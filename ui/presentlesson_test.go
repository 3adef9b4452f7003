package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/lesson"
)

// presentLesson presents a lesson of the shelf to a class, at its first card.
func presentLesson(t *testing.T, name string) *audience {
	t.Helper()
	l, err := lesson.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	return presentTo(t, l)
}

// presentOf presents a demo of a scene of the shelf.
func presentOf(t *testing.T, script string) *audience {
	t.Helper()
	s, err := demo.Parse("test.demo", script)
	if err != nil {
		t.Fatal(err)
	}
	return presentTo(t, s)
}

// presentTo presents a script, at its first cue.
func presentTo(t *testing.T, l *demo.Script) *audience {
	t.Helper()
	a := &audience{at: time.Unix(1000, 0)}
	o := Options{Session: opened(t, l.Scene), Theme: "dark", Demo: l, Pace: demo.BySpeaker, Notes: &a.notes,
		Ask: ask.EverySchedule, Again: func() (*session.Session, error) { return opened(t, l.Scene), nil }}
	o.Learn.Keep = func(name string) error {
		t.Errorf("%s is ticked, and nobody took it alone", name)
		return nil
	}
	m, err := New(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	m.desk.timer = noTimer
	a.user = &user{t: t, m: m}
	a.send(tea.WindowSizeMsg{Width: 120, Height: 36})
	a.wait(5 * time.Second)
	a.today()
	return a
}

// head tells what stands above the screen.
func (a *audience) head(want ...string) {
	a.t.Helper()
	for _, w := range want {
		if row := a.terminal()[0]; !strings.Contains(row, w) {
			a.t.Errorf("the head is %q, without %q", row, w)
		}
	}
}

// TestALessonIsPresentedToAClass: PageDown goes from card to card, shows an answer that nobody gives and does what
// nobody does, to the end; esc leaves nothing, and nothing is ticked.
func TestALessonIsPresentedToAClass(t *testing.T) {
	a := presentLesson(t, "why-for")
	a.head("A wait", "cue 1 of 17  PageDown goes on")
	a.press("esc")
	a.sees("the lesson", "PgDn", "to go on.")
	for cue := 2; ; cue++ {
		a.on()
		if a.m.demo.Player.Done() {
			if cue != 18 {
				t.Errorf("there are %d cues, and not 17", cue-1)
			}
			break
		}
		if n := a.m.demo.Player.Stops(); n != cue || cue > 20 {
			t.Fatalf("PageDown leads to cue %d, and not to %d", n, cue)
		}
	}
	a.head("the end")
	a.sees("the demo is over: the machine is yours")
	if told := a.notes.String(); !strings.Contains(told, "next: the answer, 2: c2: it is first in READY") {
		t.Errorf("the speaker's notes do not say the answers:\n%s", told)
	}
}

// TestTheClassAnswers: a digit that is wrong says why and stays, one that is right leads on; PageUp asks again; the
// list of chapters leads to the card of each.
func TestTheClassAnswers(t *testing.T) {
	a := presentLesson(t, "why-for")
	for a.m.demo.Player.Asked() != demo.AskAction {
		a.on()
	}
	a.sees("for what the class says, PgDn for the answer.")
	card, at := a.m.demo.Player.Card(), a.m.demo.Player.Stops()
	right, wrong := string(rune('0'+card.Right)), string(rune('0'+card.Right%len(card.Answers)+1))
	a.press(wrong)
	if card.Done || !strings.Contains(a.screen(), strings.Fields(card.Said)[0]) {
		t.Errorf("the wrong answer %s says %q", wrong, card.Said)
	}
	a.press(right)
	if a.m.demo.Player.Stops() != at+1 || !card.Done {
		t.Errorf("the right answer leads to cue %d", a.m.demo.Player.Stops())
	}
	a.press("pgup")
	if again := a.m.demo.Player.Card(); again.Done || again.Text != card.Text {
		t.Errorf("PageUp leads to %+v", again)
	}
	for i, c := range a.m.opts.Demo.Chapters() {
		keys := []string{"J", "g"}
		for range i {
			keys = append(keys, "j")
		}
		a.press(append(keys, "enter")...)
		a.head(c.Title)
		if n := a.m.demo.Player.Stops(); n != c.Cue {
			t.Errorf("the chapter %s begins at cue %d, and not at %d", c.Title, n, c.Cue)
		}
	}
}

// TestTheClassAnswersADemo: a digit marks an answer, wrong or right, gives no panel the focus and holds nothing; one
// without a right answer is marked as given; elsewhere digits mean what they mean.
func TestTheClassAnswersADemo(t *testing.T) {
	a := present(t, "version 2\nscene bounded-buffer\nspeed 64\nkey space\nask Who? | p1 | *c1\npause\nreveal\npause\n"+
		"ask Which? | one | two\npause\nask\npause\n")
	a.press("1")
	a.sees("1 p1 ✗ 2 c1")
	if strings.Contains(a.screen(), "c1 ✓") || a.m.look.focus != 0 || a.m.demo.Held() {
		t.Errorf("a wrong answer tells the right one, or touches the machine:\n%s", a.screen())
	}
	a.press("2")
	a.sees("1 p1 2 c1 ✓")
	a.on()
	a.on()
	a.press("1")
	a.sees("1 one ◂ 2 two")
	a.press("3")
	if a.m.look.focus == 0 {
		t.Error("a number that no answer has does not focus a panel")
	}
}

// TestTheClassSeesTheSceneWithTheEdit that the lesson makes, from its boot: the card says of it that every schedule
// holds, and beside that no run of the text before it stands. Behind the card the scene is again what it was.
func TestTheClassSeesTheSceneWithTheEdit(t *testing.T) {
	for _, name := range []string{"wake-one-or-all", "a-larger-queue", "two-roles"} {
		a := presentLesson(t, name)
		a.m.opts.Open = func(name string) (*session.Session, string, error) { return opened(t, name), "", nil }
		edits := 0
		for range 40 {
			if a.m.demo.Player.Done() {
				break
			}
			c := a.m.demo.Player.Card()
			if c != nil && c.Kind == demo.MendAction && c.Done {
				edits++
				if a.m.session.Program().Source != c.Changed {
					t.Errorf("%s: the scene on the screen is another one than the card speaks of", name)
				}
				a.position(0)
				a.sees("with the edit", "the changed scene holds")
				a.seesNot("✗")
			} else if strings.Contains(a.screen(), "with the edit") {
				t.Errorf("%s: %q is said beside the edit", name, c.Text)
			}
			a.on()
		}
		if !a.m.demo.Player.Done() || edits != 1 {
			t.Errorf("%s: %d edits, and over: %v", name, edits, a.m.demo.Player.Done())
		}
	}
}

// TestEachAnswerIsSeenOnASmallScreen: a class cannot choose one that has no room on the card.
func TestEachAnswerIsSeenOnASmallScreen(t *testing.T) {
	a := presentLesson(t, "two-roles")
	a.send(tea.WindowSizeMsg{Width: 60, Height: 18})
	for range 10 {
		if c := a.m.demo.Player.Card(); c != nil && c.Kind == demo.AskAction && !c.Done {
			for i := range c.Answers {
				a.sees(" " + string(rune('1'+i)) + " ")
			}
			return
		}
		a.on()
	}
	t.Error("nothing was asked")
}
