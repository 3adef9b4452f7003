package demo_test

import (
	"strings"
	"testing"
	"time"

	"github.com/quartet-os/quartet/ui/demo"
)

// show begins a script live, on a stage without a terminal.
func show(t *testing.T, text string, hand bool) (*demo.Live, time.Time) {
	t.Helper()
	pace := demo.InTime
	if hand {
		pace = demo.BySpeaker
	}
	script, err := demo.Parse("test.demo", text)
	if err != nil {
		t.Fatal(err)
	}
	l, err := demo.NewLive(script, newStage(t, "bounded-buffer"), pace)
	if err != nil {
		t.Fatal(err)
	}
	return l, time.Unix(1000, 0)
}

// runs plays on, as a timer would, until nothing is due.
func runs(t *testing.T, l *demo.Live, what demo.Intent, at time.Time) (demo.Intent, time.Time) {
	t.Helper()
	for n := 0; what.Due; n++ {
		if n == 1000 {
			t.Fatal("the demo does not stop")
		}
		at = at.Add(what.Wait)
		what = l.Play(at)
	}
	return what, at
}

// TestTheSpeakerLeads: a demo by hand asks for nothing at a pause, goes on and back when it is told to, and says once
// that it is over.
func TestTheSpeakerLeads(t *testing.T) {
	l, at := show(t, "note one\nkey space*2\npause 1s\nnote two\nkey space\npause 1s\nkey space\n", true)
	if l.Update("pgdown", false) != demo.NoWish {
		t.Error("a demo that was not begun takes a key")
	}
	what, at := runs(t, l, l.Play(at), at)
	if what.Over || !l.Player.Waiting() || l.Before() != 0 {
		t.Fatalf("at the first pause it asks for %+v", what)
	}
	if l.Update("pgdown", true) != demo.GoOn || l.Update("pgup", false) != demo.GoBack ||
		l.Update("space", false) != demo.NoWish {
		t.Error("the keys of the speaker are others")
	}
	what, at = runs(t, l, l.Go(at), at)
	if what.Over || l.Player.Stops() != 2 || l.Before() != 1 {
		t.Fatalf("at the second pause it asks for %+v", what)
	}
	if got := string(l.Notes.Take()); got != "test.demo: 0 chapters, 2 cues\nPageDown goes on, PageUp goes back, J "+
		"lists the chapters, A hides the answers, F changes the scene, . makes the screen dark\none\n"+
		"cue 1 of 2, 0:00\n    next: key space\n\ntwo\n"+
		"cue 2 of 2, 0:00\n    next: key space\n\n" {
		t.Errorf("the notes are %q", got)
	}
	stage := newStage(t, "bounded-buffer")
	what = l.Replay(stage, l.Before(), at)
	if what.Err != nil || what.Halt || l.Player.Stops() != 1 || stage.Session().Position() != 2 {
		t.Errorf("back at the first pause it asks for %+v", what)
	}
	if got := string(l.Notes.Take()); got != "one\ncue 1 of 2, 0:00\n    next: key space\n\n" {
		t.Errorf("on the way back it notes %q", got)
	}
	l.Go(at)
	if what = l.Go(at); l.Player.Stops() != 2 || stage.Session().Position() != 3 || !what.Seen {
		t.Errorf("it does not skip to the second pause: %+v", what)
	}
	if what, at = runs(t, l, l.Go(at), at); !what.Over || l.Update("pgdown", false) != demo.NoWish {
		t.Errorf("at its end it asks for %+v", what)
	}
	if what = l.Play(at); what.Over {
		t.Error("the end is told twice")
	}
}

// TestALiveDemoStops: a line that cannot be done is told with its place, and nothing goes on from there.
func TestALiveDemoStops(t *testing.T) {
	l, at := show(t, "key space\n\ndo spawn nobody\n", false)
	l.Room(80, 40)
	what, _ := runs(t, l, l.Play(at), at)
	if what.Err == nil || !strings.Contains(what.Err.Error(), "test.demo:3") || !what.Halt {
		t.Fatalf("it asks for %+v", what)
	}
	if l.Plays() || l.Goes() || l.Update("pgdown", false) != demo.NoWish || l.Draw(80, 38) != nil {
		t.Error("it goes on")
	}
}

// TestTheStripHasRoom: a caption takes rows from the screen, where there are enough.
func TestTheStripHasRoom(t *testing.T) {
	l, at := show(t, "caption Look here.\nkey space\n", false)
	if h := l.Room(80, 36); h != 35 {
		t.Errorf("the screen has %d rows", h)
	}
	l.Play(at)
	strip := l.Draw(80, 35)
	if strip == nil || !strings.Contains(strip.String(), "Look here.") {
		t.Error("the caption is not in the strip")
	}
	if h := l.Room(80, 5); h != 5 || l.Draw(80, h) != nil || l.Height() != 5 {
		t.Errorf("a window of 5 rows leaves %d to the screen", h)
	}
}
