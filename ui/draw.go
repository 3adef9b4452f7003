package ui

import (
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// canvas is the screen as it was drawn last, and what it is drawn with.
type canvas struct {
	width, height int
	snapshot      *engine.Snapshot
	track         track
	frame         panel.Frame
	grid          *screen.Grid
	bytes         []byte
	content       string
}

// draw makes the screen's text anew.
func (m *Model) draw() {
	m.fill()
	m.paint(m.canvas.grid, m.written.tape.Mark())
	m.canvas.bytes = m.canvas.grid.AppendANSI(m.canvas.bytes[:0], m.scheme.palette)
	if m.demo != nil {
		if strip := m.demo.Draw(m.canvas.width, m.canvas.height); strip != nil {
			m.canvas.bytes = strip.AppendANSI(append(m.canvas.bytes, '\n'), m.scheme.palette)
		}
	}
	m.canvas.content = string(m.canvas.bytes)
}

// paint draws what fill has gathered, with the mark of a live recording.
func (m *Model) paint(g *screen.Grid, mark string) {
	if m.demo != nil {
		m.canvas.frame.Ask = m.demo.stage.question
	}
	m.canvas.frame.Recording = mark
	g.Resize(m.canvas.width, m.canvas.height)
	panel.Draw(g, &m.canvas.frame)
	if m.opts.ASCII {
		g.ASCII()
	}
}

// fill puts into the frame all that the panels draw.
func (m *Model) fill() {
	f := &m.canvas.frame
	f.Program = m.session.Program()
	f.Scene = m.sceneName()
	f.Now = m.now()
	f.Events = m.session.Events()
	f.Position, f.Length = m.session.Position(), m.session.Length()
	f.Playing, f.Speed = m.play.on, m.play.String()
	f.Branch = m.branchName()
	if m.scenes.watch.Wrong != nil {
		f.Branch = "its file has an error: R shows it"
	}
	f.Selected = -1
	if c, ok := m.chosen(); ok {
		f.Selected = c.Slot
	}
	f.Focus, f.Listing, f.Layout, f.Scroll = m.look.focus, m.look.listing, m.look.layout, m.look.scroll
	if f.Listing >= len(f.Program.Funcs) {
		f.Listing = -1
	}
	f.Scheduler, f.Lesson = m.look.scheduler, m.known.highlight.on(m.session)
	f.ToEnd = panel.Resumes{}
	if f.Now.Policy == program.RoundRobin {
		f.ToEnd = m.known.measures.Compared.At(f.Program, f.Now.Rules)
	}
	f.Notice, f.NoticeKind = m.notice.text, m.notice.kind
	f.Keys = m.hints()
	m.fillPrompt(f)
	f.Overlay = m.overlay()
	f.Story = m.story(f.Story[:0])
	f.Track = m.canvas.track.at(m.session, panel.TimeColumns(f, m.canvas.width, m.canvas.height))
}

// branchName tells which of several futures this is.
func (m *Model) branchName() string {
	all := m.session.Branches()
	if len(all) < 2 {
		return ""
	}
	for _, b := range all {
		if b.Current {
			return fmt.Sprintf("branch %d of %d", b.Number, len(all))
		}
	}
	return ""
}

// story returns as many of the newest sentences as a screen can show, and those that it is scrolled by.
func (m *Model) story(into []panel.Sentence) []panel.Sentence {
	n := m.canvas.height + max(m.look.scroll[panel.StoryPanel], 0)
	for _, s := range m.session.Story(n) {
		into = append(into, panel.Sentence{
			Step: s.Step, Who: s.Who, Name: s.Name, Role: s.Role, Text: s.Text, Trouble: s.Trouble, Place: s.Place,
		})
	}
	return into
}

// track is the timeline's window. It stays where it is while the position is inside, so that a step back shows the
// future that was left and a drag does not move what it drags on.
type track struct {
	shown   panel.Timeline
	first   int64 // step of the first column
	last    int64 // and of the last
	columns int
	of      *session.Session
}

// forget makes the window be taken anew: the future changed.
func (t *track) forget() { t.of = nil }

// at returns the window for the session's position.
func (t *track) at(s *session.Session, columns int) panel.Timeline {
	pos := s.Position()
	if t.of == s && t.columns == columns && pos >= t.first && pos <= t.last {
		return t.shown
	}
	line := s.Timeline(columns)
	t.shown = panel.Timeline{FirstPass: line.FirstPass, Slots: line.Slots}
	t.first, t.last = pos, pos
	var room []engine.Place // the session takes its columns back at the next call
	for i, c := range line.Columns {
		from := len(room)
		room = append(room, c.Places...)
		own := panel.Column(c)
		own.Places = room[from:len(room):len(room)]
		t.shown.Columns = append(t.shown.Columns, own)
		if i == 0 {
			t.first = c.Step
		}
	}
	t.columns, t.of = columns, s
	return t.shown
}

// overlay returns the dialog that lies over the panels in this mode, if any.
func (m *Model) overlay() panel.Overlay {
	switch m.stack.Mode {
	case keys.Inspecting:
		if c, ok := m.chosen(); ok && m.look.fields {
			return &panel.Fields{Slot: c.Slot, Writes: m.session.Writes(c.Slot),
				Scroll: m.look.scroll[panel.OverlayPanel]}
		} else if ok {
			return &panel.Inspector{Slot: c.Slot, Scroll: m.look.scroll[panel.OverlayPanel]}
		}
	case keys.Explaining:
		return m.whyPage()
	case keys.Measuring:
		return m.known.measures.Draw(m.look.scroll[panel.OverlayPanel])
	case keys.Picking, keys.Filtering:
		return m.over.list.Draw(m.stack.Mode == keys.Filtering)
	case keys.Reading:
		return m.stack.Page.Draw()
	case keys.Confirming:
		return m.over.confirm.Draw(m.keys)
	case keys.Asking:
		return m.ask.draw()
	case keys.Choosing:
		return m.choicePage()
	case keys.Introducing:
		return m.over.page.Draw()
	}
	if m.look.scheduler && !panel.HasListing(&m.canvas.frame, m.canvas.width, m.canvas.height) {
		return &panel.Scheduler{Scroll: m.look.scroll[panel.OverlayPanel]}
	}
	return nil
}
