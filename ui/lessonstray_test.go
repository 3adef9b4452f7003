package ui

import (
	"testing"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/lesson"
)

// until goes on by PageDown to a card of a kind.
func (p *pupil) until(kind demo.Kind) *demo.Card {
	p.t.Helper()
	for range mostCards {
		if p.m.demo.Player.Asked() == kind {
			return p.m.demo.Player.Card()
		}
		p.press("pgdown")
	}
	p.t.Fatalf("no such card comes:\n%s", p.screen())
	return nil
}

// TestPageDownHelpsWhoeverHasStrayed: whatever was done at the cards of a lesson, PageDown comes to its end.
func TestPageDownHelpsWhoeverHasStrayed(t *testing.T) {
	t.Parallel()
	strays := [][]string{{"e", "1", "esc"}, {"e", "2", "2", "2"}, {"e", "2", "esc"},
		{"space", "space", "left"}, {"end"}, {"x", "n", "n"}}
	for _, l := range lesson.List() {
		for _, keys := range strays[:effort.Times(2, 4, len(strays))] {
			p := takes(t, l, 80, 24)
			for n := 0; !p.m.demo.Player.Done(); n++ {
				p.press(keys...)
				if n == mostCards || !p.m.demo.Plays() {
					t.Fatalf("%s goes on no more behind %v:\n%s", l.Name, keys, p.screen())
				}
				p.press("pgdown")
				if !p.m.demo.Plays() {
					t.Fatalf("%s stops behind %v:\n%s", l.Name, keys, p.screen())
				}
			}
			p.sees("That was the lesson.")
		}
	}
}

// TestATaskThatCannotBeDoneSaysSo: with the key that goes back to where it began; from there it can be done.
func TestATaskThatCannotBeDoneSaysSo(t *testing.T) {
	t.Parallel()
	l, err := lesson.Read("why-for")
	if err != nil {
		t.Fatal(err)
	}
	p := takes(t, l, 80, 24)
	card := p.until(demo.TaskAction)
	began := p.m.session.Position()
	p.seesNot(demo.LostText)
	p.press("e")
	p.sees("Task: Be the scheduler")
	p.seesNot("Goal:", demo.LostText)
	p.press("1") // c2 takes the item, but p1 may put another
	p.seesNot(demo.LostText)
	p.press("1") // c1 takes from the empty queue
	p.press("esc", "enter")
	p.sees(demo.LostText, "PgUp to begin this task again")
	p.press("home")
	p.seesNot(demo.LostText)
	p.press("end")
	p.sees(demo.LostText)
	p.press("pgup")
	p.position(began)
	if p.m.demo.Player.Asked() != demo.TaskAction || len(p.m.session.Commands()) != 0 {
		t.Fatalf("PageUp does not begin the task again:\n%s", p.screen())
	}
	p.seesNot(demo.LostText)
	p.plays(p.m.keys.Words(card.Hints[len(card.Hints)-1]))
	p.sees("One schedule went well")
}

// TestNoTaskIsLostOnItsWay: nothing that the way of a task does is said to lead nowhere.
func TestNoTaskIsLostOnItsWay(t *testing.T) {
	t.Parallel()
	for _, l := range lesson.List() {
		p := takes(t, l, 80, 24)
		for n := 0; !p.m.demo.Player.Done(); n++ {
			card := p.m.demo.Player.Card()
			if n == mostCards || p.m.demo.Player.Asked() != demo.TaskAction {
				p.press("pgdown")
				continue
			}
			way := p.m.keys.Words(card.Hints[len(card.Hints)-1])
			for _, part := range parts(way) {
				if p.plays(part); card.Lost {
					t.Errorf("%s: %q is lost behind %q of %q", l.Name, card.Text, part, way)
				}
			}
			if !card.Done {
				t.Fatalf("%s: %q is not done by %q", l.Name, card.Text, way)
			}
		}
	}
}

// TestEnterMakesNoPassAtAQuestion: it says what does answer, and the footer offers no pass.
func TestEnterMakesNoPassAtAQuestion(t *testing.T) {
	t.Parallel()
	l, err := lesson.Read("why-for")
	if err != nil {
		t.Fatal(err)
	}
	for kind, says := range map[demo.Kind]string{demo.AskAction: "1-2 answers",
		demo.ProveAction: "a asks every schedule"} {
		p := takes(t, l, 80, 24)
		p.until(kind)
		at := p.m.session.Position()
		p.press("enter")
		p.position(at)
		p.sees(says)
		p.seesNot("enter pass")
	}
}

// TestALessonIsLeftWhileSomethingIsAwaited: the list of scenes, or what every schedule comes to.
func TestALessonIsLeftWhileSomethingIsAwaited(t *testing.T) {
	t.Parallel()
	l, err := lesson.Read("why-for")
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"ctrl+p", "a"} {
		p := takes(t, l, 80, 24)
		p.m.opts.Scenes = scenetest.Shelf
		for _, k := range []string{key, "esc", "esc"} {
			p.send(keyOf(k)) // and what it asks for does not come
		}
		if p.m.demo != nil {
			t.Errorf("%s and esc do not leave the lesson:\n%s", key, p.screen())
		}
		p.press("n")
		p.sees("Quartet")
	}
}
