package ui

import (
	"strings"
	"testing"
	"time"

	"github.com/quartet-os/quartet/ui/demo"
)

const guess = "version 2\nscene bounded-buffer\nspeed 64\nchapter One\nkey space*3\npause\n" +
	"ask Who is put first? | *p1 | c1\nkey space*3\npause\nreveal\npause\nhide answers\npause\nshow answers\npause\n"

// hides says whether the terminal hides what tells answers: story, moral, and what comes next.
func (a *audience) hides(when string, want bool) {
	a.t.Helper()
	text := strings.Join(a.terminal(), "\n")
	hidden := strings.Contains(text, demo.NoStory)
	told := strings.Contains(text, "producers wait") || strings.Contains(text, "next: ") ||
		strings.Contains(text, "p1 locks m")
	if hidden != want || told == want {
		a.t.Errorf("%s it hides: %v, and tells: %v\n%s", when, hidden, told, text)
	}
}

// TestThePresenterHidesTheAnswers, and they stay hidden, whatever the script shows, until the same key shows them;
// what the script hides that key shows too, but not what it hides later.
func TestThePresenterHidesTheAnswers(t *testing.T) {
	a := present(t, guess)
	a.hides("at first", false)
	a.press("A")
	a.hides("after A", true)
	a.head("answers hidden, A shows")
	a.on()
	a.on()
	a.hides("after the answer is revealed, and hidden by A,", true)
	a.press("pgup", "pgup")
	a.hides("a cue back", true)
	a.press("A")
	a.hides("after A again", false)
	a.on()
	a.hides("while it is asked", true)
	a.press("A")
	a.hides("after A lifts what is asked", false)
	a.on()
	a.hides("when it is revealed", false)
	a.on()
	a.hides("where the script hides them", true)
	a.on()
	a.hides("where the script shows them", false)
	a.press(":", "A")
	if a.m.prompt.Line.Value() != "A" {
		t.Error("A cannot be typed")
	}
}

// TestHowARunEndedIsHidden: in the header, over TIME, and in the panel of its verdict; and what lies ahead.
func TestHowARunEndedIsHidden(t *testing.T) {
	a := presentOf(t, "version 2\nscene if-instead-of-a-loop\nspeed 64\nrun until end\npause\n")
	a.sees("violation")
	a.press("A")
	text := strings.Join(a.terminal(), "\n")
	if strings.Contains(text, "violation") || strings.Contains(text, "empty queue") {
		t.Errorf("it tells how the run ended:\n%s", text)
	}
	a.press("A", "home", "A")
	text = strings.Join(a.terminal(), "\n")
	if a.m.session.Position() != 0 || strings.Contains(text, "violation") || strings.Contains(text, "4 of 4") {
		t.Errorf("at the boot it tells what lies ahead:\n%s", text)
	}
	a.press("o")
	if text := a.screen(); strings.Contains(text, "over all schedules") || strings.Contains(text, "goal") {
		t.Errorf("the shelf tells it:\n%s", text)
	}
}

// TestAnswersAreHiddenWhileADemoPlays by itself, as in any scene, and that holds it up as little as a theme does.
func TestAnswersAreHiddenWhileADemoPlays(t *testing.T) {
	a := watchDemo(t, "version 2\nkey space*12\n", false)
	a.wait(400 * time.Millisecond)
	a.press("A")
	if !strings.Contains(a.screen(), demo.NoStory) {
		t.Errorf("it does not hide:\n%s", a.screen())
	}
	if a.m.demo.hold != nil {
		t.Error("it holds the demo")
	}
	if a.press("A"); strings.Contains(a.screen(), demo.NoStory) {
		t.Errorf("it does not show:\n%s", a.screen())
	}
}
