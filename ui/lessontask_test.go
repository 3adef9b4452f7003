package ui

import (
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/lesson"
)

// TestATaskIsDoneByWhatItSays: and by nothing else that comes near it.
func TestATaskIsDoneByWhatItSays(t *testing.T) {
	t.Parallel()
	for _, one := range []struct {
		lesson, way string
		done        bool
		says        string // part of the task
	}{
		{"why-for", ":run c2, then enter, then :run p1, then enter, then :run c1, then enter", true,
			"let c1 find an item"}, // which is not the one that it was woken for
		{"ostep-28-locks", ":run w2, then enter, then :run w2, then enter", false, "Let w1 be inside alone"},
		{"who-holds-the-lock", ":run w2, then enter, then run until signal gate", false, "Stop where w1 is awake"},
	} {
		l, err := lesson.Read(one.lesson)
		if err != nil {
			t.Fatal(err)
		}
		p := takes(t, l, 80, 24)
		card := p.until(demo.TaskAction)
		if !strings.Contains(card.Text, one.says) {
			t.Errorf("%s: the task %q does not say %q", one.lesson, card.Text, one.says)
		}
		if p.plays(one.way); card.Done != one.done {
			t.Errorf("%s: %q is done by %q: %v\n%s", one.lesson, card.Text, one.way, card.Done, p.screen())
		}
	}
}

// TestALessonComesBackToItsCard: who has left one goes on where it was left, with what was answered before; behind its
// end it begins again.
func TestALessonComesBackToItsCard(t *testing.T) {
	t.Parallel()
	l, err := lesson.Read("two-roles")
	if err != nil {
		t.Fatal(err)
	}
	p := takes(t, l, 80, 24)
	p.m.desk.alone = false
	p.m.opts.Learn.Open = func(name string) (*demo.Script, func() (*session.Session, error), error) {
		next, err := lesson.Read(name)
		return next, func() (*session.Session, error) { return opened(t, next.Scene), nil }, err
	}
	p.m.opts.Learn.Done = map[string]bool{}
	for !p.m.demo.Player.Done() {
		p.does(p.m.demo.Player.Card())
		if p.m.demo.Player.Done() {
			break
		}
		card, at, commands := p.m.demo.Player.Draw(), p.m.session.Position(), len(p.m.session.Commands())
		p.press("esc")
		p.sees(":lesson two-roles comes back to it")
		p.plays(":lesson two-roles")
		if back := p.m.demo.Player.Draw(); !slices.Equal(back.Lines, card.Lines) || back.Right != card.Right {
			t.Fatalf("it comes back to %q, and not to %q:\n%s", back.Lines, card.Lines, p.screen())
		}
		if asked := p.m.demo.Player.Asked(); asked == demo.TaskAction &&
			(p.m.session.Position() != at || len(p.m.session.Commands()) != commands) {
			t.Errorf("the task begins at step %d, and not at %d", p.m.session.Position(), at)
		}
	}
	if !slices.Equal(p.kept, []string{"two-roles"}) {
		t.Errorf("what was done by hand, with breaks, is not ticked: %q", p.kept)
	}
	p.press("esc")
	p.plays(":lesson two-roles")
	p.sees("1 of 3 A signal for the wrong one")
}

// TestNoHintAtTheGoalInALesson: what a card asks is another thing than the goal of its scene, so neither a key nor a
// command gives a hint at that there. At a task both give that of the task; a question has none, and a digit answers
// behind it.
func TestNoHintAtTheGoalInALesson(t *testing.T) {
	t.Parallel()
	for _, l := range lesson.List() {
		p := takes(t, l, 80, 24)
		for n := 0; n < mostCards && !p.m.demo.Player.Done(); n++ {
			card, asked := p.m.demo.Player.Card(), p.m.demo.Player.Asked()
			p.plays(":hint")
			p.seesNot("From here it takes", "Hint 1 of")
			switch asked {
			case demo.AskAction:
				p.press("esc", demo.HintKey)
				p.sees("a question has no hint: a wrong answer is explained")
				p.press("1")
				if card.Given != 1 {
					t.Fatalf("%s: the digit does not answer %q:\n%s", l.Name, card.Text, p.screen())
				}
			case demo.NoAction:
				p.press("esc", demo.HintKey)
				p.sees("no hint here: nothing is asked")
			default:
				if card.Shown != 1 {
					t.Errorf("%s: :hint gives %d hints at %q", l.Name, card.Shown, card.Text)
				}
				p.sees("Hint: ")
			}
			p.press("pgdown")
		}
	}
}

// TestTheEditorOfALessonStandsAtTheWord: that its edit changes, also where it is opened a card before.
func TestTheEditorOfALessonStandsAtTheWord(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"why-for": "if len(work) == 0 {", "ostep-31-semaphores": "mutual)",
		"ostep-32-deadlock": "fork3, fork1)", "two-roles": "signal(changed)", "a-larger-queue": "1)"} {
		l, err := lesson.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, early := range []bool{false, true} {
			p := takes(t, l, 80, 24)
			if p.until(demo.MendAction); early {
				p.press("pgup")
				if p.m.demo.Player.Card().Kind == demo.MendAction {
					t.Fatalf("%s: this is no card before:\n%s", name, p.screen())
				}
			}
			p.press("E")
			text := &p.m.edits.At().Text
			line, column := text.Cursor()
			if got := string([]rune(strings.Split(text.Source(), "\n")[line])[column:]); got != want {
				t.Errorf("%s: the cursor stands before %q, and not %q", name, got, want)
			}
		}
	}
}

// TestAnIfIsNoCureInALesson: an edit that holds but for a spurious wakeup is not done, and what is missing stands where
// the goal of the scene, which is the opposite, would.
func TestAnIfIsNoCureInALesson(t *testing.T) {
	t.Parallel()
	l, err := lesson.Read("signal-not-kept")
	if err != nil {
		t.Fatal(err)
	}
	p := takes(t, l, 120, 36)
	p.until(demo.MendAction)
	card := p.m.demo.Player.Card()
	p.press("E")
	source := p.m.edits.At().Base.Source
	p.edit(source, [2]string{"wait(arrived, m)", "if !reply { wait(arrived, m) }"})
	p.sees("the lesson Not yet: a spurious wakeup breaks it")
	p.seesNot("Let the reply come first")
	if card.Done {
		t.Errorf("an if is a cure:\n%s", p.screen())
	}
	p.edit(source, card.Edit)
	if !card.Done {
		t.Errorf("the lesson's own edit is none:\n%s", p.screen())
	}
}

// TestACardTellsHowARunEnds: where the story has no room, with why it ended.
func TestACardTellsHowARunEnds(t *testing.T) {
	t.Parallel()
	for name, says := range map[string]string{"why-for": "takes from work, which is empty.", "the-gap": "waiting."} {
		l, err := lesson.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, size := range [][2]int{{80, 24}, {72, 20}} {
			p := takes(t, l, size[0], size[1])
			for n := 0; n < mostCards && !p.m.ended(); n++ {
				p.press("pgdown")
			}
			p.sees(says)
		}
	}
}
