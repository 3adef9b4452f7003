package demo_test

import (
	"testing"
	"time"

	"github.com/quartet-os/quartet/ui/demo"
)

// TestTheNotesHaveAClock: since the demo began, whatever was skipped, and say at the end that it is one. Of cues that
// are passed over nothing is told.
func TestTheNotesHaveAClock(t *testing.T) {
	l, at := show(t, "title A talk\nchapter One\nnote one\npause\nnote two\npause\nchapter Two\nnote three\n"+
		"caption Look.\npause\n", true)
	l.Play(at)
	l.Notes.Take()
	l.Jump(3, at.Add(65*time.Second))
	if got, want := string(l.Notes.Take()), "three\ncue 3 of 3, Two, 1:05\n    next: the end\n\n"; got != want {
		t.Errorf("the notes are %q, want %q", got, want)
	}
	l.Go(at.Add(time.Hour + 3*time.Minute + 5*time.Second))
	if got, want := string(l.Notes.Take()), "the end, 1:03:05\n"; got != want {
		t.Errorf("at last the notes are %q, want %q", got, want)
	}
}

// TestNotesOfADemoInItsOwnTime are those of the script alone.
func TestNotesOfADemoInItsOwnTime(t *testing.T) {
	l, at := show(t, "note one\npause 1s\nnote two\npause 1s\n", false)
	runs(t, l, l.Play(at), at)
	if got := string(l.Notes.Take()); got != "one\ntwo\n" {
		t.Errorf("the notes are %q", got)
	}
	if l.Replay(newStage(t, "bounded-buffer"), 2, at); l.Player.Stops() != 2 {
		t.Errorf("it is at pause %d", l.Player.Stops())
	}
	if got := string(l.Notes.Take()); got != "two\n" {
		t.Errorf("at the second pause the notes are %q", got)
	}
	var none demo.Notes
	if got := none.Take(); len(got) > 0 {
		t.Errorf("there are %q", got)
	}
}
