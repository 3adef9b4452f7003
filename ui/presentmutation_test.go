package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
)

const changing = "version 2\nscene if-instead-of-a-loop\nseed 7\n" +
	"mutation a loop | if len(work) == 0 { => for len(work) == 0 {\nmutation elsewhere | nothing of it => at all\n" +
	"speed 64\nchapter One\ndo run p1\nkey space*3\npause\nkey space\npause\n"

// TestAChangeIsBehindOneKey: it is chosen from those that fit, runs from its boot with the commands of the run, and the
// same key, or u, takes it back to where it was; PageDown goes on with the scene as it was.
func TestAChangeIsBehindOneKey(t *testing.T) {
	for _, back := range []string{"F", "u"} {
		a := presentOf(t, changing)
		before := a.m.session
		a.press("F")
		a.sees("Change the scene how?", "a loop", "line 33: if len(work) == 0 { becomes for len(work) == 0 {")
		if strings.Contains(a.screen(), "elsewhere") {
			t.Error("one that does not fit is offered")
		}
		a.press("enter")
		a.sees("a loop, from its boot", "F takes it back")
		now := a.m.session.Program()
		if !strings.Contains(now.Source, "for len(work) == 0 {") ||
			now.Settings.Seed != before.Program().Settings.Seed {
			t.Errorf("with seed %d it is\n%s", now.Settings.Seed, now.Source)
		}
		if got := a.m.session.Commands(); len(got) != 1 || got[0].Command.String() != "run p1" {
			t.Errorf("the commands are %v", got)
		}
		a.position(0)
		a.press("space", "space")
		a.sees("if-instead-of-a-loop · with a loop") // as long as it is on
		a.press(back)
		a.seesNot("with a loop")
		if a.m.session != before {
			t.Errorf("%s does not take it back", back)
		}
		a.position(3)
		a.press("F", "enter", "space")
		a.on()
		a.position(4)
		a.head("cue 2 of 2  PageDown goes on")
		if strings.Contains(a.m.session.Program().Source, "for len(work) == 0 {") || len(a.m.unsaved()) > 1 {
			t.Errorf("the demo goes on with the change, or what is unsaved is %v", a.m.unsaved())
		}
	}
}

// TestATalkOpensItsScenesSilently: a notice would cover what the caption speaks of; who opens one by hand is told.
func TestATalkOpensItsScenesSilently(t *testing.T) {
	a := presentOf(t, "version 2\nscene one-condition\nspeed 64\npause\ndo open bounded-buffer\npause\n")
	a.m.opts.Open = func(name string) (*session.Session, string, error) { return opened(t, name), "", nil }
	a.on()
	if name := a.m.sceneName(); name != "bounded-buffer" {
		t.Fatalf("it is %s", name)
	}
	a.seesNot("is open")
	a.types(":open one-condition")
	a.press("enter")
	a.sees("one-condition is open")
}

// TestTheCureOfAScene is offered where the script names no change; where there is neither that is said.
func TestTheCureOfAScene(t *testing.T) {
	a := presentOf(t, "version 2\nscene if-instead-of-a-loop\nspeed 64\nkey space\npause\n")
	a.m.opts.Open = func(name string) (*session.Session, string, error) { return opened(t, name), "", nil }
	a.press("F")
	a.sees("the scene loop-instead-of-an-if")
	a.press("enter")
	a.position(0)
	if name := a.m.sceneName(); name != "loop-instead-of-an-if" {
		t.Errorf("it is %s", name)
	}
	a.press("F")
	a.position(1)
	a = present(t, talk)
	a.press("F")
	a.sees("the script has no changes of this scene")
}

// TestTheScriptStandsAsideForAChange: of a run that the speaker has changed the script asks and says nothing; the story
// is told, the moral is not, and all stands again where it did when the change is taken back.
func TestTheScriptStandsAsideForAChange(t *testing.T) {
	a := presentOf(t, "version 2\nscene wakeup-in-the-gap\nmutation no pause | yield()\\n\\t\\tlock(m) => lock(m)\n"+
		"speed 64\ncaption Watch the flag.\nkey space*2\nask Who hears it? | *nobody | d1\npause\nreveal\npause\n")
	stands := func(scripts, aside bool, when string) {
		t.Helper()
		text := strings.Join(a.terminal(), "\n")
		for _, own := range []string{"Who hears it?", "Watch the flag.", "What happened is told later."} {
			if strings.Contains(text, own) != scripts {
				t.Errorf("%s the script says %q: %t, in\n%s", when, own, !scripts, text)
			}
		}
		if strings.Contains(text, "The script speaks of the scene without this change: F goes back.") != aside {
			t.Errorf("%s it stands aside: %t, in\n%s", when, !aside, text)
		}
	}
	stands(true, false, "before")
	a.press("F", "enter", "space", "space", "2")
	stands(false, true, "with the change")
	a.sees("with no pause", "The moral comes later")
	a.press("F")
	stands(true, false, "after it")
	if a.press("2"); a.m.demo.stage.question.Revealed {
		t.Error("the answer is given by what was pressed meanwhile")
	}
}

// TestAScriptChangesTheScene: in a talk too, back and forth, also where the speaker has touched the machine or made
// another change on top; what was left so is not asked about at the end.
func TestAScriptChangesTheScene(t *testing.T) {
	a := presentOf(t, "version 2\nscene wakeup-in-the-gap\nmutation no pause | yield()\\n\\t\\tlock(m) => lock(m)\n"+
		"mutation a loop | if flag == 0 => for flag == 0\nspeed 64\ndo run d1\nkey space\npause\nmutate no pause\n"+
		"key space*2\npause\nmutate off\nkey space\npause\n")
	with := func(name string, step int64) {
		t.Helper()
		if a.position(step); name == "" {
			a.seesNot("· with")
			return
		}
		a.sees("wakeup-in-the-gap · with " + name)
	}
	with("", 1)
	a.on()
	with("no pause", 2)
	a.press("F", "enter", "space", "space", "space")
	with("a loop", 3)
	a.press("F")
	with("no pause", 2)
	a.on()
	with("", 2)
	a.press("pgup")
	with("no pause", 2)
	a.press("space")
	a.on()
	with("", 2)
	if n := len(a.m.unsaved()); n > 1 {
		t.Errorf("%d are unsaved", n)
	}
}

// TestTheHeadNamesTheChange beside the scene's name, in the layout for the back row too and at each size, and no goal
// of the scene as it was.
func TestTheHeadNamesTheChange(t *testing.T) {
	a := presentOf(t, "version 2\nscene wakeup-in-the-gap\nlayout projector\n"+
		"mutation no pause | yield()\\n\\t\\tlock(m) => lock(m)\nkey space\npause\n")
	a.press("F", "enter")
	for _, size := range [][2]int{{72, 20}, {80, 24}, {120, 36}, {160, 50}} {
		a.m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		head, all := strings.Join(a.terminal()[:3], "\n"), strings.Join(a.terminal(), "\n")
		if !strings.Contains(head, "with no pause   wakeup-in-the-gap") || strings.Contains(head, "goal") ||
			strings.Count(all, "with no pause") != 1 {
			t.Errorf("%v:\n%s", size, all)
		}
	}
}

// TestWithStandsOnce before a change whose name begins with it.
func TestWithStandsOnce(t *testing.T) {
	a := presentOf(t, strings.Replace(changing, "mutation a loop", "mutation with a loop", 1))
	a.press("F", "enter", "space", "space")
	a.sees("if-instead-of-a-loop · with a loop")
	a.seesNot("with with")
}
