package demo_test

import (
	"testing"
	"time"

	"github.com/quartet-os/quartet/ui/demo"
)

// TestAHeldDemoAsksForNothing until it goes on, and its clock stands; nor does one whose screen is dark.
func TestAHeldDemoAsksForNothing(t *testing.T) {
	l, at := show(t, "speed 4\nkey space*8\n", true)
	if l.Hold(at) {
		t.Error("a demo that was not begun is held")
	}
	l.Play(at)
	at = at.Add(600 * time.Millisecond)
	l.Play(at)
	if !l.Hold(at) || l.Hold(at) || !l.Held() {
		t.Error("it is not held, or twice")
	}
	at = at.Add(time.Minute)
	if what := l.Play(at); what != (demo.Intent{}) {
		t.Errorf("held it asks for %+v", what)
	}
	if l.Blank(at); !l.Dark() || l.Update("pgdown", false) != demo.Darken || l.Update("x", true) != demo.Darken {
		t.Error("a key in the dark means something else")
	}
	if what := l.Blank(at); what.Due || l.Dark() || !l.Held() {
		t.Errorf("light again, and still held, it asks for %+v", what)
	}
	if what := l.Go(at); !what.Due || what.Wait <= 0 || what.Wait > 250*time.Millisecond || l.Held() {
		t.Errorf("it goes on with %+v", what)
	}
	l.Blank(at)
	at = at.Add(time.Minute)
	if what := l.Play(at); what != (demo.Intent{}) || l.Hold(at) {
		t.Errorf("dark it asks for %+v", what)
	}
	if what := l.Blank(at); !what.Due || what.Wait > 250*time.Millisecond {
		t.Errorf("light again it asks for %+v", what)
	}
}

// TestAHeldDemoIsTakenUp on a stage afresh: in the line in which it was held, without the notes and the cues before it.
func TestAHeldDemoIsTakenUp(t *testing.T) {
	l, at := show(t, "note one\nkey space*2\npause\nnote two\nkey space*8\npause\n", true)
	_, at = runs(t, l, l.Play(at), at)
	l.Go(at)
	l.Play(at.Add(600 * time.Millisecond))
	l.Notes.Take()
	l.Hold(at)
	stage := newStage(t, "bounded-buffer")
	what := l.Resume(stage, at)
	if !what.Due || l.Held() || l.Player.Waiting() || stage.Session().Position() != 2 {
		t.Fatalf("in step %d it asks for %+v", stage.Session().Position(), what)
	}
	if got := string(l.Notes.Take()); got != "" {
		t.Errorf("the speaker is told again: %q", got)
	}
	runs(t, l, what, at)
	if stage.Session().Position() != 10 || l.Player.Stops() != 2 {
		t.Errorf("at its end it is in step %d", stage.Session().Position())
	}
}
