package ui

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/lesson"
)

// firstKey is the key that the footer offers first, with its word. A notice may stand before it.
func (p *pupil) firstKey() string {
	rows := strings.Split(strings.TrimRight(p.screen(), "\n"), "\n")
	first, rest, _ := strings.Cut(strings.TrimSpace(rows[len(rows)-1]), "  ")
	if strings.ContainsAny(first[:min(3, len(first))], "▸✓✗") {
		first, _, _ = strings.Cut(strings.TrimSpace(rest), "  ")
	}
	return first
}

// TestTheFooterBeginsWithTheKeyOfTheCard: of every card of every lesson, from what is only read to the proof.
func TestTheFooterBeginsWithTheKeyOfTheCard(t *testing.T) {
	t.Parallel()
	for _, l := range lesson.List() {
		p := takes(t, l, 80, 24)
		for n := 0; n < mostCards && !p.m.demo.Player.Done(); n++ {
			card, got := p.m.demo.Player.Card(), p.firstKey()
			want := "enter go on"
			switch p.m.demo.Player.Asked() {
			case demo.AskAction:
				want = "1-" + string(rune('0'+len(card.Answers))) + " answer"
			case demo.ProveAction:
				want = "a schedules"
			case demo.MendAction:
				want = "E edit"
			case demo.TaskAction:
				want = map[string]string{"e": "e choices", "n": "n next", "a": "a schedules", ":": ": command",
					"enter": "enter pass"}[card.Key]
				way := p.m.keys.Words(card.Hints[len(card.Hints)-1])
				if says := strings.HasPrefix(way, "One way: e, and"); says && card.Key != "e" {
					t.Errorf("%s: %q is done with %s, and the card wants %q", l.Name, card.Text, way, card.Key)
				}
			}
			if got != want {
				t.Errorf("%s: at %q the footer begins with %q, and not with %q:\n%s", l.Name, card.Text, got, want,
					p.screen())
			}
			p.press("pgdown")
		}
	}
}

// TestEnterGoesPastNoTask: whoever presses it to go on, and then once more, stands at the task as it was set, and hears
// what it does there; then it makes a pass. Where passes are what a task wants it makes one at once.
func TestEnterGoesPastNoTask(t *testing.T) {
	t.Parallel()
	tasks := 0
	for _, l := range lesson.List() {
		p := takes(t, l, 80, 24)
		for n := 0; n < mostCards && !p.m.demo.Player.Done(); n++ {
			asked, card, at := p.m.demo.Player.Asked(), p.m.demo.Player.Card(), p.m.session.Position()
			switch asked {
			case demo.TaskAction:
				p.press("enter")
				passes := card.Key == "enter"
				if moved := p.m.session.Position() != at; moved != passes {
					t.Errorf("%s: enter at %q moves: %v", l.Name, card.Text, moved)
				}
				if tasks++; !passes {
					p.sees("a task: enter again makes a pass")
					p.press("enter")
				}
				if p.m.session.Position() == at {
					t.Errorf("%s: enter makes no pass at %q:\n%s", l.Name, card.Text, p.screen())
				}
			case demo.ProveAction, demo.MendAction:
				p.press("enter", "enter")
				p.position(at)
			}
			p.press("pgdown")
		}
	}
	if tasks < 10 {
		t.Errorf("there are %d tasks", tasks)
	}
}

// TestEnterMakesAPassWhereATaskIsUnderWay: behind a key or a hint nobody has to press it twice.
func TestEnterMakesAPassWhereATaskIsUnderWay(t *testing.T) {
	t.Parallel()
	l, err := lesson.Read("the-gap")
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"space", demo.HintKey} {
		p := takes(t, l, 80, 24)
		p.until(demo.TaskAction)
		p.press(key)
		at := p.m.session.Position()
		if p.press("enter"); p.m.session.Position() == at {
			t.Errorf("enter makes no pass behind %s:\n%s", key, p.screen())
		}
	}
}

// TestTheListGivesTheHintOfTheTask: below the task, one after the other; no hint names the key that gave it.
func TestTheListGivesTheHintOfTheTask(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {60, 18}, {120, 36}} {
		l, err := lesson.Read("why-for")
		if err != nil {
			t.Fatal(err)
		}
		p := takes(t, l, size[0], size[1])
		p.press("enter", "e", demo.HintKey)
		p.sees("no hint here: nothing is asked")
		p.press("esc")
		p.until(demo.AskAction)
		p.press("e", demo.HintKey)
		p.sees("a question has no hint: a wrong answer is explained")
		p.seesNot("1-2 answers", "Goal:")
		p.press("esc")
		card := p.until(demo.TaskAction)
		p.press("e", demo.HintKey)
		if p.sees("Task: ", "Hint: Between two passes"); p.m.stack.Mode != keys.Choosing {
			t.Errorf("the hint closes the list:\n%s", p.screen())
		}
		p.press(demo.HintKey, demo.HintKey)
		p.sees("Hint: One way: e, and there c1")
		p.seesNot("{", "H for", "card: H")
		if p.press("esc"); card.Shown != len(card.Hints) {
			t.Errorf("%d hints were given", card.Shown)
		}
	}
}

// TestAHintClosesWhatHidesTheCard: a dialog over the card would hide the hint.
func TestAHintClosesWhatHidesTheCard(t *testing.T) {
	t.Parallel()
	l, err := lesson.Read("why-for")
	if err != nil {
		t.Fatal(err)
	}
	p := takes(t, l, 80, 24)
	p.until(demo.TaskAction)
	p.press("w", demo.HintKey)
	p.sees("Hint: Between two passes", "the lesson")
}

// TestNoGoalOfTheSceneInALesson: it may be the opposite of what the lesson wants, at whichever dialog, and beside a
// text that has cured the scene.
func TestNoGoalOfTheSceneInALesson(t *testing.T) {
	t.Parallel()
	l, err := lesson.Read("two-roles")
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range [][2]int{{80, 24}, {120, 36}, {160, 50}} {
		p := takes(t, l, size[0], size[1])
		opposite := "Get all three to sleep on changed for ever"
		for n := 0; n < mostCards && !p.m.demo.Player.Done(); n++ {
			p.seesNot(opposite)
			p.press("e")
			p.seesNot(opposite)
			p.press("esc", "E")
			p.seesNot(opposite)
			if asked := p.m.demo.Player.Asked(); asked == demo.TaskAction || asked == demo.MendAction {
				p.sees("the lesson")
			}
			if p.m.demo.Player.Asked() == demo.MendAction {
				p.edit(p.m.edits.At().Base.Source, p.m.demo.Player.Card().Edit)
				p.seesNot(opposite, "the lesson Change one word")
				if size[0] > 100 {
					p.sees("the lesson Done: no schedule fails any more.")
				}
			}
			p.press("esc", "pgdown")
		}
	}
}
