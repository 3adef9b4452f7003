package session

import (
	"fmt"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/kernel"
)

// TestWritesAreTheSameHoweverOneGotThere follows one coroutine from the start and compares what a session tells after
// steps, jumps, commands and branches.
func TestWritesAreTheSameHoweverOneGotThere(t *testing.T) {
	s := begin(t, buffer)
	same := func() {
		t.Helper()
		for _, slot := range []int{0, 1, 2} {
			if got, want := fmt.Sprint(s.Writes(slot)), fmt.Sprint(writesFromTheStart(t, s, slot)); got != want {
				t.Fatalf("slot %d at step %d:\n%s\nand should be\n%s", slot, s.Position(), got, want)
			}
		}
	}
	everyWay(t, s, same)
}

// writesFromTheStart does without windows and keyframes.
func writesFromTheStart(t *testing.T, s *Session, slot int) [kernel.FieldCount]kernel.Write {
	t.Helper()
	e, err := engine.New(s.Program())
	if err != nil {
		t.Fatal(err)
	}
	var all [kernel.FieldCount]kernel.Write
	for f := range all {
		all[f] = kernel.Write{Field: kernel.Field(f), Hand: kernel.BootHand, By: -1, PC: -1}
	}
	log := kernel.NewFieldLog(e, slot)
	note := func(writes []kernel.Write) {
		for _, w := range writes {
			all[w.Field] = w
		}
	}
	commands := s.Commands()
	for {
		for len(commands) > 0 && commands[0].Step == e.StepNumber() {
			events, err := e.Do(commands[0].Command)
			if err != nil {
				t.Fatal(err)
			}
			note(log.Tell(e, events, true, nil))
			commands = commands[1:]
		}
		if e.StepNumber() >= s.Position() {
			return all
		}
		note(log.Tell(e, e.Step(), false, nil))
	}
}

// TestWritesLongAgo: a field that nobody wrote for very long has no known writer, and asking does not take for ever.
func TestWritesLongAgo(t *testing.T) {
	s := begin(t, buffer)
	play(t, s, 40_000)
	last := s.Writes(0)
	if last[kernel.FieldPlace].Hand == kernel.NoHand {
		t.Error("nobody moved it")
	}
	for _, w := range s.Writes(5) { // a free slot
		if w.Hand != kernel.NoHand && w.Hand != kernel.BootHand {
			t.Errorf("somebody wrote a free slot: %+v", w)
		}
	}
}
