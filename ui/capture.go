package ui

import (
	"bytes"
	"fmt"
	"strings"

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

// whole gives the screen as it stands, a demo's strip included, without the mark of a live recording.
func (m *Model) whole() *screen.Grid {
	g := screen.New(0, 0)
	m.fill()
	m.paint(g, "")
	if m.demo != nil {
		if strip := m.drawStrip(); strip != nil {
			all := screen.New(g.W, g.H+strip.H)
			all.Canvas().Paste(g, 0, 0)
			all.Canvas().Paste(strip, 0, g.H)
			return all
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
		W: g.W, H: g.H, Theme: m.scheme.theme,
	}
}

// savePictureFile writes the screen as an SVG.
func (m *Model) savePictureFile() error {
	g := m.whole()
	var b bytes.Buffer
	w := record.NewSVG(&b, m.about(g))
	err := w.Frame(&record.Frame{Grid: g, Theme: &m.scheme.theme})
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
