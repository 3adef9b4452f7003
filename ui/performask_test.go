package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/keys"
)

// asks lets an audience ask, in front of an event loop.
func (a *audience) asks(asker *slowAsker) {
	a.m.opts.Ask = asker.ask
	a.m.keys = keys.NewMap()
}

// begins starts the demo on the wall's clock, which is that of the keys.
func (a *audience) begins() {
	a.at = time.Now()
	a.send(performMsg{ticket: a.m.ticket(demoWork), at: a.at})
}

// TestTheSpeakerGoesOnWhileTheAudienceAsks: PageDown stops the question of a key that was not the script's, and nothing
// is worked out twice.
func TestTheSpeakerGoesOnWhileTheAudienceAsks(t *testing.T) {
	a := watchDemo(t, "key space*2\npause 1s\nkey space*3\npause 1s\nkey p\npause 1s\nkey space", false)
	asker := newSlowAsker()
	a.asks(asker)
	a.begins()
	a.press("pgdown", "pgdown")
	at := a.m.session.Position()
	question := a.send(keyOf("a"))().(tea.BatchMsg)
	a.press("pgdown")
	if a.m.stack.Mode != keys.Browsing || a.m.goesOn(queryWork) || a.m.session.Position() < at {
		t.Fatalf("mode %d, step %d", a.m.stack.Mode, a.m.session.Position())
	}
	a.deliver(question[0])
	a.deliver(question[1])
	if err := <-asker.ended; err == nil {
		t.Error("the search goes on")
	}
	a.press("pgdown", "pgdown") // it was held: the first one goes on from there
	a.sees("the demo is over")
	a.seesNot("The demo stops here")
}

// TestASkipWaitsForTheScriptsQuestion: the speaker skips over a question of the script. It is answered beside the event
// loop, once, and the demo goes on from there.
func TestASkipWaitsForTheScriptsQuestion(t *testing.T) {
	a := watchDemo(t, "key space*2\npause 1s\nkey a\nkey esc space\npause 1s\nkey p\n", true)
	asker := newSlowAsker()
	a.asks(asker)
	a.begins()
	a.press("pgdown")
	a.position(2)
	cmd := a.send(keyOf("pgdown"))
	a.press("pgdown")
	a.sees("asking every schedule")
	if a.m.demo.SkipTo != 2 {
		t.Fatalf("it skips to pause %d", a.m.demo.SkipTo)
	}
	asker.answer <- ask.Answer{Text: "no, it holds"}
	a.deliver(cmd)
	a.seesNot("it holds", "The demo stops here")
	a.position(3)
	if a.m.demo.SkipTo != 0 || !a.m.demo.Player.Waiting() {
		t.Errorf("it does not stand at the pause")
	}
	cmd = a.send(keyOf("pgup"))
	a.deliver(cmd)
	a.position(2)
	if a.m.goesOn(queryWork) {
		t.Error("the question goes on after the way back")
	}
}

// TestPageUpDoesNotWaitForTheFile: the scene is read afresh beside the event loop, and a PageDown meanwhile
// has its way.
func TestPageUpDoesNotWaitForTheFile(t *testing.T) {
	a := watchDemo(t, "key space*2\npause 1s\nkey space*3\npause 1s\nkey space", true)
	a.begins()
	a.press("pgdown", "pgdown", "pgdown")
	a.position(5)
	read := 0
	a.m.opts.Again = func() (*session.Session, error) { read++; return newSession(t, bounded), nil }
	back := a.send(keyOf("pgup"))
	a.position(5)
	a.press("pgdown", "pgdown")
	a.position(6)
	a.deliver(back)
	if read != 1 {
		t.Errorf("the scene was read %d times", read)
	}
	a.position(6)
}

// stoppedTerminal takes no more notes until it is let go.
type stoppedTerminal struct {
	free chan struct{}
	text strings.Builder
}

func (s *stoppedTerminal) Write(p []byte) (int, error) {
	<-s.free
	return s.text.Write(p)
}

// TestNotesDoNotHoldTheDemoUp: the speaker's terminal was stopped. The demo goes on, and the notes come in their order
// when it goes on as well. A Write inside Update would hold this test up for ever.
func TestNotesDoNotHoldTheDemoUp(t *testing.T) {
	a := watchDemo(t, "note one\nkey space\nnote two\nkey space\nnote three\npause 1s\n", true)
	notes := &stoppedTerminal{free: make(chan struct{})}
	a.m.opts.Notes = notes
	a.at = time.Now()
	first := a.send(performMsg{ticket: a.m.ticket(demoWork), at: a.at})
	a.send(keyOf("pgdown"))
	a.position(2)
	close(notes.free)
	a.deliver(first)
	if got := notes.text.String(); !strings.Contains(got, "\none\ntwo\nthree\ncue 1 of 1, ") {
		t.Errorf("the notes are %q", got)
	}
}
