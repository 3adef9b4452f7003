package demo

import (
	"strings"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// Strip is what a demo adds to the screen, in rows of its own below it: the caption, and the caps of
// the keys that were just pressed.
type Strip struct {
	Caption string
	Keys    []string
}

// The columns that are kept for key caps, and the most caps.
const (
	stripCaps = 18
	capsShown = 3
)

// press adds a key's cap.
func (s *Strip) press(key string) {
	s.Keys = append(s.Keys[max(0, len(s.Keys)-capsShown+1):len(s.Keys):len(s.Keys)], key)
}

// StripRows is the rows that a script needs below a screen of w columns, so that nothing moves while
// it is played: those of its longest caption; none without captions, if no key caps are shown.
func (s *Script) StripRows(w int, caps bool) int {
	rows := 0
	if caps {
		rows = 1
	}
	for _, a := range s.Actions {
		if a.Kind == CaptionAction && a.Text != "" {
			rows = max(rows, len(captionLines(a.Text, w, caps)))
		}
	}
	return rows
}

// captionLines breaks a caption.
func captionLines(text string, w int, caps bool) []string {
	room := w - 4
	if caps {
		room -= stripCaps
	}
	return screen.Wrap(screen.Clean(text), max(room, 1), 0)
}

// Draw fills the canvas with the strip.
func (s Strip) Draw(c screen.Canvas, caps bool) {
	c.Fill(c.Bounds(), ' ', theme.Text.Row())
	if s.Caption != "" {
		lines := captionLines(s.Caption, c.W, caps)
		if len(lines) > c.H { // a terminal that has no more rows
			lines = append(lines[:c.H-1], screen.Truncate(strings.Join(lines[c.H-1:], " "), c.W-4))
		}
		for y, line := range lines {
			c.Text(2, y, line, theme.Bright.RowBold())
		}
	}
	if !caps {
		return
	}
	end := c.W - 2
	for i := len(s.Keys) - 1; i >= 0; i-- {
		key := " " + capOf(s.Keys[i]) + " "
		if end-screen.Width(key) < c.W-stripCaps {
			return
		}
		end -= c.TextRight(end, c.H-1, key, theme.Bright.Token()) + 1
	}
}

// capOf is how a key is written on its cap.
func capOf(key string) string {
	g := theme.Unicode()
	switch key {
	case "left":
		return string(g.Left)
	case "right":
		return string(g.Right)
	case "up":
		return string(g.Up)
	case "down":
		return string(g.Down)
	case "pgdown":
		return "PgDn"
	case "pgup":
		return "PgUp"
	}
	return key
}
