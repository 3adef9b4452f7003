package demo

import (
	"fmt"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// HeadRows is the rows that the head of a demo by hand takes above the screen: none where it has no room, or the demo
// cannot go on.
func (l *Live) HeadRows() int {
	if l.Player == nil {
		return 0
	}
	return l.headRows
}

// DrawHead returns what stands above a screen of w columns: the chapter, at which cue the demo is and what it does;
// nil where there is none.
func (l *Live) DrawHead(w int) *screen.Grid {
	if l.HeadRows() == 0 {
		return nil
	}
	l.head.Resize(w, l.headRows)
	c := l.head.Canvas()
	c.Fill(c.Bounds(), ' ', theme.Text.Row())
	end := w - 2
	where, state := l.place(), l.state()
	if room := end - screen.Width(where) - 2; screen.Width(state)+2 <= room/2 {
		end -= c.TextRight(end, 0, state, theme.Text.Row()) + 2
	}
	end -= c.TextRight(end, 0, where, theme.Bright.RowBold()) + 2
	c.Text(2, 0, screen.Truncate(screen.Clean(l.Player.Title()), max(end-2, 0)), theme.Bright.RowBold())
	return l.head
}

// place says at which cue a demo is, or to which it is on its way.
func (l *Live) place() string {
	at := l.Player.Stops()
	switch {
	case at >= len(l.cues) && !l.Player.Waiting():
		return "the end"
	case l.Player.Waiting():
		return fmt.Sprintf("cue %d of %d", at, len(l.cues))
	}
	return fmt.Sprintf("to cue %d of %d", at+1, len(l.cues))
}

// state says what a demo does, and what it waits for.
func (l *Live) state() string {
	switch {
	case l.held:
		return "held, PageDown goes on"
	case l.veiled:
		return "answers hidden, " + KeyAnswers + " shows"
	case l.Player.Waiting():
		return "PageDown goes on"
	case l.Player.Done():
		return "the machine is yours"
	}
	return "plays"
}
