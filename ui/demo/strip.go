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
	Place   string // at which cue the demo is, where there is no head to say it
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
			room := c.W - 4
			if s.Place != "" {
				room -= screen.Width(s.Place) + placeGap
			}
			lines = append(lines[:c.H-1], screen.Truncate(strings.Join(lines[c.H-1:], " "), room))
		}
		s.beside(c, lines)
		for y, line := range lines {
			c.Text(2, y, line, theme.Bright.RowBold())
		}
	}
	if s.Caption == "" {
		s.beside(c, nil)
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

// placeGap stands between a caption and at which cue the demo is.
const placeGap = 3

// beside writes at which cue a demo is into the lowest row in which the lines of the caption leave room.
func (s Strip) beside(c screen.Canvas, lines []string) {
	for y := c.H - 1; y >= 0 && s.Place != ""; y-- {
		taken := 0
		if y < len(lines) {
			taken = screen.Width(lines[y])
		}
		if taken+placeGap+screen.Width(s.Place)+4 <= c.W {
			c.TextRight(c.W-2, y, s.Place, theme.Bright.RowBold())
			return
		}
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
