package ui

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/record"
	"github.com/quartet-os/quartet/ui/screen"
)

// The endings of what the screen writes beside sessions.
const (
	demoEnding = ".demo"
	svgEnding  = ".svg"
	castEnding = ".cast"
)

// tape is a live recording of the screen.
type tape struct {
	cast  *record.Cast
	file  io.WriteCloser
	path  string
	w, h  int
	start time.Time
}

// whole gives the screen as it stands, a demo's strip included.
func (m *Model) whole() *screen.Grid {
	g := screen.New(0, 0)
	if m.stale {
		m.draw()
		m.stale = false
	}
	g.CopyFrom(m.grid)
	if m.demo != nil {
		if strip := m.drawStrip(); strip != nil {
			g = screen.New(m.grid.W, m.grid.H+strip.H)
			g.Canvas().Paste(m.grid, 0, 0)
			g.Canvas().Paste(strip, 0, m.grid.H)
		}
	}
	return g
}

// copyFrame puts the screen as text on the clipboard. Whether it gets there the terminal does not say.
func (m *Model) copyFrame() tea.Cmd {
	text := m.whole().String()
	m.advise("copied the screen as text · in tmux this needs: set -g set-clipboard on")
	return tea.SetClipboard(text)
}

// about says what a picture or a recording of the screen shows.
func (m *Model) about(g *screen.Grid) *record.About {
	moral, _, _ := strings.Cut(strings.Join(strings.Fields(m.session.Program().Moral), " "), ". ")
	return &record.About{
		Title: m.sceneName() + ": " + moral, Text: demo.Describe(m.session), Command: "quartet " + m.sceneName(),
		W: g.W, H: g.H, Theme: m.theme,
	}
}

// savePictureFile writes the screen as an SVG.
func (m *Model) savePictureFile() error {
	g := m.whole()
	var b bytes.Buffer
	w := record.NewSVG(&b, m.about(g))
	err := w.Frame(&record.Frame{Grid: g, Theme: &m.theme})
	if err == nil {
		err = w.Close(0)
	}
	if err != nil {
		return err
	}
	return m.post(savedMsg{parcels: []parcel{{
		base: fmt.Sprintf("%s-step-%d", m.sceneName(), m.session.Position()), ending: svgEnding, data: b.Bytes(),
		done: "saved the screen as a picture in %s"}}})
}

// toggleCast begins a live recording, or ends it.
func (m *Model) toggleCast() error {
	if m.tape != nil {
		return m.stopCast("stopped recording")
	}
	if m.opts.Create == nil {
		return errors.New("nothing can be recorded here")
	}
	g := m.whole()
	t := &tape{w: g.W, h: g.H, start: time.Now()}
	var err error
	t.path, err = free(m.sceneName(), castEnding, func(name string) (string, error) {
		var path string
		t.file, path, err = m.opts.Create(name)
		return path, err
	})
	if err != nil {
		return err
	}
	if t.cast, err = record.NewCast(t.file, m.about(g), record.CastV2); err != nil {
		_ = t.file.Close()
		return err
	}
	m.tape = t
	m.tell(fmt.Sprintf("recording to %s · C stops", t.path))
	return nil
}

// stopCast ends a live recording.
func (m *Model) stopCast(why string) error {
	t := m.tape
	m.tape = nil
	err := t.cast.Close(time.Since(t.start))
	if closing := t.file.Close(); err == nil {
		err = closing
	}
	if err == nil {
		m.tell(fmt.Sprintf("%s: %s · asciinema play %s shows it", why, t.path, t.path))
	}
	return err
}

// filmed hands the screen to the live recording, if there is one. A window of another size ends it,
// since a recording has one size.
func (m *Model) filmed() {
	t := m.tape
	if t == nil {
		return
	}
	g := m.whole()
	var err error
	if g.W != t.w || g.H != t.h {
		err = m.stopCast("the window has another size: the recording is over")
	} else {
		err = t.cast.Frame(&record.Frame{At: time.Since(t.start), Grid: g, Theme: &m.theme})
	}
	if err != nil {
		m.tape = nil
		_ = t.file.Close()
		m.refuse("the recording cannot be written: " + plain(err))
	}
}
