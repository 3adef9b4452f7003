package ui

import (
	"io"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/line"
)

// TestAFrameWaitsForTheLine: what makes the next frame of a run is told when the one before has gone out, and by the
// clock of then, so that a key which was pressed meanwhile is told first.
func TestAFrameWaitsForTheLine(t *testing.T) {
	terminal, out := io.Pipe()
	w, l := line.Watch(out)
	gone := make(chan struct{})
	go func() {
		_, _ = io.WriteString(w, "a frame")
		close(gone)
	}()
	if _, err := io.ReadFull(terminal, make([]byte, 1)); err != nil { // so it is being written
		t.Fatal(err)
	}
	due := make(chan tea.Msg)
	go func() {
		due <- whenFree(t.Context(), l)(0, func(at time.Time) tea.Msg { return tickMsg{at: at} })()
	}()
	var free time.Time
	select {
	case <-due:
		t.Fatal("it did not wait")
	case <-time.After(5 * time.Millisecond): // it may be told too late here, never too early
		free = time.Now()
		_, _ = io.ReadFull(terminal, make([]byte, len(" frame")))
	}
	<-gone
	if at := (<-due).(tickMsg).at; at.Before(free) {
		t.Errorf("it goes by a clock that is %v late", free.Sub(at))
	}
}
