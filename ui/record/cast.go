package record

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
	"github.com/quartet-os/quartet/visible"
)

// The versions of the asciicast format that Cast writes.
const (
	CastV2 = 2 // times from the beginning; what most players play
	CastV3 = 3 // intervals between events
)

// Cast writes an asciicast: the bytes that a terminal is sent, with their times. Only what changes is
// sent. It follows the format's description at docs.asciinema.org, versions 2 and 3.
type Cast struct {
	w       *bufio.Writer
	about   *About
	version int
	shown   *screen.Grid
	worn    string // name of the theme shown
	palette *screen.Palette
	last    int64 // ms of the event before
	any     bool
	data    []byte
	line    []byte
}

// NewCast begins a cast of a version, CastV2 or CastV3; it fails on another.
func NewCast(w io.Writer, about *About, version int) (*Cast, error) {
	if version != CastV2 && version != CastV3 {
		return nil, fmt.Errorf("there is no cast of version %d; there are 2 and 3", version)
	}
	c := &Cast{w: bufio.NewWriter(w), about: about, version: version, shown: screen.New(0, 0)}
	header, err := json.Marshal(c.header())
	if err != nil {
		return nil, err
	}
	_, err = c.w.Write(append(header, '\n'))
	return c, err
}

// castTheme is the colours of a terminal, for what is not given as true colour.
type castTheme struct {
	FG      string `json:"fg"`
	BG      string `json:"bg"`
	Palette string `json:"palette"`
}

// castHeader is the first line of version 2.
type castHeader struct {
	Version int       `json:"version"`
	Width   int       `json:"width"`
	Height  int       `json:"height"`
	Command string    `json:"command,omitempty"`
	Title   string    `json:"title,omitempty"`
	Env     castEnv   `json:"env"`
	Theme   castTheme `json:"theme"`
}

type castEnv struct {
	Term string `json:"TERM"`
}

// castHeader3 is the first line of version 3.
type castHeader3 struct {
	Version int      `json:"version"`
	Term    castTerm `json:"term"`
	Command string   `json:"command,omitempty"`
	Title   string   `json:"title,omitempty"`
}

type castTerm struct {
	Cols  int       `json:"cols"`
	Rows  int       `json:"rows"`
	Type  string    `json:"type"`
	Theme castTheme `json:"theme"`
}

// castTermType is the terminal that the bytes are for.
const castTermType = "xterm-256color"

func (c *Cast) header() any {
	a, colours := c.about, coloursOf(&c.about.Theme)
	title := visible.Line(a.Title)
	if c.version == CastV3 {
		return castHeader3{Version: CastV3, Command: a.Command, Title: title,
			Term: castTerm{Cols: a.W, Rows: a.H, Type: castTermType, Theme: colours}}
	}
	return castHeader{Version: CastV2, Width: a.W, Height: a.H, Command: a.Command, Title: title,
		Env: castEnv{castTermType}, Theme: colours}
}

// coloursOf chooses a terminal's eight colours from a theme's.
func coloursOf(t *theme.Theme) castTheme {
	palette := t.Ground.String()
	for _, r := range []theme.Role{theme.Trouble, theme.Ready, theme.Running, theme.Timed, theme.Item, theme.Quiet} {
		palette += ":" + t.Style(r.Plain()).FG.String()
	}
	return castTheme{t.Text.String(), t.Ground.String(), palette + ":" + t.Text.String()}
}

// Frame sends what differs from the frame before.
func (c *Cast) Frame(f *Frame) error {
	if err := c.about.check(f); err != nil {
		return err
	}
	if f.Chapter != "" {
		if err := c.event(f.At, 'm', []byte(visible.Line(f.Chapter))); err != nil {
			return err
		}
	}
	stretches := changes(c.shown, f.Grid, 6)
	c.data = c.data[:0]
	switch {
	case !c.any:
		c.data = append(c.data, "\x1b[?25l\x1b[2J"...)
		fallthrough
	case f.Theme.Name != c.worn:
		c.worn, c.palette = f.Theme.Name, screen.NewPalette(*f.Theme)
		stretches = everything(f.Grid)
	}
	for s := range stretches {
		c.data = append(c.data, "\x1b["...)
		c.data = strconv.AppendInt(c.data, int64(s.y+1), 10)
		if s.from > 0 {
			c.data = append(c.data, ';')
			c.data = strconv.AppendInt(c.data, int64(s.from+1), 10)
		}
		c.data = append(c.data, 'H')
		c.data = f.Grid.AppendPart(c.data, s.y, s.from, s.to, c.palette)
	}
	if len(c.data) == 0 {
		return nil
	}
	c.any = true
	c.shown.CopyFrom(f.Grid)
	return c.event(f.At, 'o', c.data)
}

// Resize tells that the window has another size from now on; the next frame has it.
func (c *Cast) Resize(at time.Duration, w, h int) error {
	about := *c.about
	about.W, about.H = w, h
	c.about, c.any = &about, false
	c.shown.Resize(0, 0)
	return c.event(at, 'r', fmt.Appendf(nil, "%dx%d", w, h))
}

// Flush hands on what was written so far, so that a recording which is never closed can be played up to here.
func (c *Cast) Flush() error { return c.w.Flush() }

// Close gives the cursor back, below what is shown.
func (c *Cast) Close(at time.Duration) error {
	if !c.any {
		return errEmpty
	}
	back := fmt.Appendf(nil, "\x1b[%dH\x1b[?25h", c.about.H)
	if err := c.event(at, 'o', back); err != nil {
		return err
	}
	return c.w.Flush()
}

// event writes a line: its time in seconds, its code, its data.
func (c *Cast) event(at time.Duration, code byte, data []byte) error {
	ms := max(at.Milliseconds(), c.last)
	shown := ms
	if c.version == CastV3 {
		shown -= c.last
	}
	c.last = ms
	text, err := json.Marshal(string(data))
	if err != nil {
		return err
	}
	c.line = fmt.Appendf(c.line[:0], `[%d.%03d,"%c",%s]`, shown/1000, shown%1000, code, text)
	c.line = append(c.line, '\n')
	_, err = c.w.Write(c.line)
	return err
}
