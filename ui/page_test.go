package ui

import (
	"context"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/goal"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/page"
	"github.com/quartet-os/quartet/ui/panel"
)

// fromShelf lets scenes of the shelf be listed and opened.
func fromShelf(o *Options) {
	o.Scenes = scenetest.Shelf
	o.Open = func(name string) (*session.Session, string, error) {
		file, text, err := presets.Source(name)
		if err != nil {
			return nil, "", err
		}
		s, err := parse(file, text)
		return s, "", err
	}
}

// atShelved sits down at a scene of the shelf.
func atShelved(t *testing.T, name string, change ...func(*Options)) *user {
	t.Helper()
	_, text, err := presets.Source(name)
	if err != nil {
		t.Fatal(err)
	}
	return sitDown(t, text, append(change, fromShelf, func(o *Options) {
		o.Ask = func(context.Context, *engine.Engine, func(string)) (ask.Answer, error) {
			return ask.Answer{Text: "Nothing can go wrong."}, nil
		}
	})...)
}

// TestThePageOfAScene has all that the scene says, what check says of it, and where to go.
func TestThePageOfAScene(t *testing.T) {
	u := atShelved(t, "if-instead-of-a-loop")
	u.press("I")
	u.sees("condition 3 of 12", "Two consumers, one item, and an if where a loop belongs: the", "before it ran.",
		"goal Let a consumer take from an empty queue.", "n 4 times c1 is signalled. Who takes the item before it",
		"cure 1 loop-instead-of-an-if holds, where this one fails", `"an if is as good as a loop"`,
		"pass violation, as long as nobody is interrupted", "check agrees: in 4 passes",
		"op violation, interrupted anywhere", "WHO IS IN IT", "func consumer()")
	u.press("G")
	u.sees("figure 30.9", "next 2 bounded-buffer", "3 spurious-wakeup",
		"4 nanoos-13-the-signal-callback")
	u.press("I")
	u.seesNot("WHO IS IN IT")
	u.m.scenes.checks[scene(t, "loop-instead-of-an-if")] = nil // what comes next is not about its verdict
	u.press("I", "1")
	u.sees("loop-instead-of-an-if is open")
	u.seesNot("WHO IS IN IT") // it was not taken from the list, and there is no event loop
	u.press("I", "end")
	u.sees("if-instead-of-a-loop fails, where this one holds")
}

// TestAPageThatLeadsNowhere offers no digits.
func TestAPageThatLeadsNowhere(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("I")
	u.seesNot("that scene")
	u = atShelved(t, "if-instead-of-a-loop")
	u.press("I")
	u.sees("1-9 that scene")
}

// TestKeysOfThePage: a key that the page has no use for closes it and does what it does; : has the command of try.
func TestKeysOfThePage(t *testing.T) {
	saved := map[string]string{}
	u := atShelved(t, "condition-covering", saver(saved))
	u.press("I", "space")
	u.seesNot("WHO IS IN IT")
	u.position(1)
	u.press("I", "down", "down", "home", "7")
	u.sees("WHO IS IN IT")
	u.position(1)
	u.press("esc", "I", ":")
	u.sees(":broadcast more")
	u.press("esc", "I", "ctrl+c")
	u.seesNot("WHO IS IN IT")
	u.press("I", "q", "I", "I")
	u.position(1)
	if u.m.stack.Mode != keys.Browsing {
		t.Errorf("mode %d is on", u.m.stack.Mode)
	}
	if s := recordedScript(t, u, saved); len(s.Actions) != 1 {
		t.Errorf("the script has more than the step: %v", s.Actions)
	}
}

// TestAClickOnThePage presses what it hits: a key of try, the digit of a scene; beside the rows nothing.
func TestAClickOnThePage(t *testing.T) {
	u := atShelved(t, "if-instead-of-a-loop")
	click := func(row string) {
		t.Helper()
		for y, l := range strings.Split(u.screen(), "\n") {
			if strings.Contains(l, row) {
				u.send(tea.MouseClickMsg{X: 20, Y: y, Button: tea.MouseLeft})
				return
			}
		}
		t.Fatalf("no row has %q", row)
	}
	u.m.look.mouse = true
	u.press("I")
	click("breaks")
	u.sees("WHO IS IN IT")
	click("Who takes the item")
	u.seesNot("WHO IS IN IT")
	if u.m.session.Position() == 0 {
		t.Error("n was not pressed")
	}
	u.press("I")
	u.send(tea.MouseWheelMsg{X: 20, Y: 9, Button: tea.MouseWheelDown})
	click("holds, where this one fails")
	u.sees("loop-instead-of-an-if is open")
}

// TestAPageOfNothing: a scene that says nothing of itself is told what it could say.
func TestAPageOfNothing(t *testing.T) {
	u := sitDown(t, "package bare\n\nfunc main() {}\n")
	u.press("I")
	u.sees("This scene says nothing of itself yet.", "pass not said", "check: holds")
	u.seesNot("moral ", "goal ", "cure ")
	u = sitDown(t, "package bare\n\nconst cure = \"buonded-buffer\"\n\nfunc main() {}\n", fromShelf)
	u.press("I")
	u.sees("there is no scene \"buonded-buffer\"; did you mean")
}

// TestThePageComesOnce: with the scene that is taken from the shelf, not with the one that the program began with, and
// what check says comes later, unless the page was closed.
func TestThePageComesOnce(t *testing.T) {
	u := atShelved(t, "one-condition")
	u.m.desk.alone = false
	u.seesNot("WHO IS IN IT")
	u.deliver(u.line("open wakeup-in-the-gap"))
	u.sees("WHO IS IN IT", "wakeup-in-the-gap", "check agrees: in 3 passes")
	u.press("space")
	u.deliver(u.line("open one-condition"))
	u.press("esc")
	u.seesNot("WHO IS IN IT")

	cmd := u.send(keyOf("I")) // known already
	u.sees("check agrees: in 7 passes")
	u.deliver(cmd)
	u.press("esc")
	u.m.scenes.checks = nil
	cmd = u.send(keyOf("I"))
	u.sees("check: asking …")
	u.press("esc")
	u.deliver(cmd)
	if len(u.m.scenes.checks) > 0 {
		t.Error("a page that was closed goes on asking")
	}
	u.press("I", "u") // the undo of the machine, from the page
	u.sees("back in wakeup-in-the-gap")
}

// TestTheShelfCanBeTried: enter on a line of try does it from the boot, as it says, and nothing of it is refused.
func TestTheShelfCanBeTried(t *testing.T) {
	t.Parallel()
	shelved := scenetest.Shelf()
	for _, e := range effort.Some(t, shelved, 10, 35) {
		for i, a := range e.Lesson.Try {
			u := atShelved(t, e.Name)
			u.m.scenes.checks = map[string][]page.Verdict{u.m.session.Program().Source: nil} // no search goes on here
			u.m.known.goal = goal.Goal{Of: u.m.session, Par: goal.Par{Asked: true, Known: true}}
			u.m.scenes.shelf = shelf{known: true, scenes: shelved}
			u.press("I")
			for range i {
				u.press("down")
			}
			u.press("enter")
			if len(a.Keys) == 0 && a.Command == "" {
				t.Errorf("%s, line %d has nothing to do", e.Name, i+1)
			}
			u.accepted(e.Name, i, a.Front())
		}
	}
}

// accepted checks that what was done last was not refused.
func (u *user) accepted(scene string, i int, what string) {
	u.t.Helper()
	if u.m.notice.text != "" && u.m.notice.kind == panel.Refusal || u.m.stack.Mode == keys.Introducing {
		u.t.Errorf("%s, line %d of try: %q is refused: %s", scene, i+1, what, u.m.notice.text)
	}
	if m := u.m.stack.Page.Message; m != nil && m.Mood == panel.Bad {
		u.t.Errorf("%s, line %d of try: %q: %s", scene, i+1, what, m.Text)
	}
}

// TestAPageIsNoPartOfADemo: a script that opens a scene films it as it did before there were pages.
func TestAPageIsNoPartOfADemo(t *testing.T) {
	u := atShelved(t, "one-condition")
	u.line("open wakeup-in-the-gap")
	u.sees("wakeup-in-the-gap is open")
	u.seesNot("WHO IS IN IT")
}
