package ui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// wheelLines is how far one notch of the wheel scrolls.
const wheelLines = 3

// pointer handles the mouse.
func (m *Model) pointer(msg tea.MouseMsg) tea.Cmd {
	at := msg.Mouse()
	at.Y -= m.demo.above()
	switch msg.(type) {
	case tea.MouseClickMsg, tea.MouseWheelMsg:
		m.grip()
	}
	switch msg.(type) {
	case tea.MouseClickMsg:
		if at.Button != tea.MouseLeft {
			return nil
		}
		hit := m.pointed(at)
		m.look.drag = hit.Kind == panel.Seek && hit.Panel == panel.TimePanel || hit.Kind == panel.PlaceCursor
		return m.apply(hit)
	case tea.MouseMotionMsg:
		if !m.look.drag || at.Button != tea.MouseLeft {
			return nil
		}
		switch hit := m.pointed(at); {
		case hit.Kind == panel.PlaceCursor && m.stack.Mode == keys.Editing:
			m.edits.At().Click(hit.Row, int(hit.Step), true)
			m.stale = true
		case hit.Kind == panel.Seek && hit.Panel == panel.TimePanel:
			return m.apply(hit)
		}
	case tea.MouseReleaseMsg:
		m.look.drag = false
	case tea.MouseWheelMsg:
		m.wheel(at)
	}
	return nil
}

// pointed returns what is under the mouse.
func (m *Model) pointed(at tea.Mouse) panel.Intent {
	if m.stale {
		m.fill() // the panels are asked about what they would show now
	}
	return panel.Hit(&m.canvas.frame, m.canvas.width, m.canvas.height, at.X, at.Y)
}

// apply does what a click means.
func (m *Model) apply(hit panel.Intent) tea.Cmd {
	if m.stack.Mode == keys.Editing && hit.Kind != panel.PlaceCursor && hit.Kind != panel.PressKey {
		return nil // what else is shown is another world's
	}
	if m.over.worlds.Open() && hit.Kind != panel.Seek && hit.Kind != panel.PressKey && hit.Kind != panel.PickRow &&
		hit.Kind != panel.Complete && hit.Kind != panel.CloseOverlay {
		return nil // whom it would be about is not clear
	}
	switch hit.Kind {
	case panel.PlaceCursor:
		if m.stack.Mode == keys.Editing {
			m.edits.At().Click(hit.Row, int(hit.Step), false)
		}
	case panel.Select:
		m.selectSlot(hit.Slot)
	case panel.Seek:
		m.pause()
		m.goToStep(hit.Step)
		m.judge()
		m.written.log.Command(fmt.Sprintf("go %d", m.stepShown()))
	case panel.ShowFunc:
		m.look.listing, m.look.scheduler = hit.Func, false
		m.look.scroll[panel.ListingPanel] = 0
	case panel.Focus:
		m.look.focus = hit.Panel
	case panel.PressKey:
		return m.pressHint(hit.Key)
	case panel.PickRow:
		return m.pickRow(hit.Row)
	case panel.AskWhy:
		if m.report(m.askAbout(hit.Key)) == nil {
			m.written.log.Command("why " + hit.Key)
		}
	case panel.Complete:
		m.clickCompletion(hit.Row)
	case panel.CloseOverlay:
		return m.pressed("esc")
	default:
		return nil
	}
	m.stale = true
	return nil
}

// pressHint presses the key that a hint names.
func (m *Model) pressHint(sign string) tea.Cmd {
	if line, typed := strings.CutPrefix(sign, m.keys.Sign(keys.OpenPrompt)); typed && line != "" {
		m.closeAll()
		return m.obeyChosen(line)
	}
	first, _, _ := strings.Cut(sign, ", ")
	for b := range m.keys.In(m.stack.Mode) {
		if b.Show == sign || b.Pair() != "" && b.First() == first ||
			b.Sign() == sign || slices.Contains(b.Keys(), sign) {
			return m.press(keys.Press{Name: b.Keys()[0]})
		}
	}
	return nil
}

// pickRow marks a row of a list; the marked one is taken.
func (m *Model) pickRow(row int) tea.Cmd {
	switch m.stack.Mode {
	case keys.Choosing:
		return m.clickChoice(row)
	case keys.Introducing:
		cmd, _ := m.doDeed(m.over.page.Take(row))
		return tea.Batch(cmd, m.tryOn())
	case keys.Searching:
		return m.clickEntry(row)
	case keys.Predicting:
		return m.pressed(string(rune('1' + row)))
	case keys.Explaining:
		return m.clickReason(row)
	case keys.Reading:
		return m.clickCure(row)
	}
	if m.stack.Mode != keys.Picking && m.stack.Mode != keys.Filtering || row < 0 || row >= len(m.over.list.Shown) {
		return nil
	}
	m.stale = true
	if m.over.list.At == row {
		m.choose()
		return nil
	}
	m.over.list.Mark(row)
	return nil
}

// clickCure marks a row of the page of cures; the marked one is taken.
func (m *Model) clickCure(row int) tea.Cmd {
	c := m.stack.Page.Cures
	if c == nil || row == c.At {
		return m.pressed("enter")
	}
	c.At, m.stale = max(min(row, len(c.Rows)-1), 0), true
	return nil
}

// clickCompletion takes a completion that was clicked.
func (m *Model) clickCompletion(row int) {
	if m.stack.Mode == keys.Prompting {
		m.prompt.Click(row)
	}
}

// asideColumns is how far one notch of the wheel scrolls the listing to the right.
const asideColumns = 8

// sideways scrolls a list or the listing to the left or the right, and reports whether the wheel has done what it can:
// sentences are broken rather than cut, so that only time goes sideways beside these.
func (m *Model) sideways(at tea.Mouse) bool {
	by := 1
	if at.Button == tea.MouseWheelLeft {
		by = -1
	}
	m.stale = true
	switch m.stack.Mode {
	case keys.Searching:
		m.over.palette.Sideways(by)
	case keys.Picking, keys.Filtering:
		m.over.list.Sideways(by)
	case keys.Reading, keys.Introducing, keys.Editing, keys.Switching:
	default:
		switch m.pointed(at).Panel {
		case panel.ListingPanel:
			most := panel.ListingColumns(m.session.Program()) - asideColumns
			m.look.aside = max(min(m.look.aside+by*asideColumns, most), 0)
		case panel.StoryPanel, panel.ObjectsPanel, panel.OverlayPanel:
		default:
			return false
		}
	}
	return true
}

// wheel scrolls what is under the mouse, or time.
func (m *Model) wheel(at tea.Mouse) {
	by := wheelLines
	if at.Mod.Contains(tea.ModShift) { // as terminals without a sideways wheel say it
		switch at.Button {
		case tea.MouseWheelUp:
			at.Button = tea.MouseWheelLeft
		case tea.MouseWheelDown:
			at.Button = tea.MouseWheelRight
		}
	}
	if at.Button == tea.MouseWheelLeft || at.Button == tea.MouseWheelRight {
		if m.sideways(at) {
			return
		}
	}
	switch at.Button {
	case tea.MouseWheelUp, tea.MouseWheelLeft:
		by = -wheelLines
	case tea.MouseWheelDown, tea.MouseWheelRight:
	default:
		return
	}
	m.stale = true
	switch m.stack.Mode {
	case keys.Searching:
		m.over.palette.Mark(m.over.palette.At() + by/wheelLines)
		return
	case keys.Picking, keys.Filtering:
		m.over.list.Mark(m.over.list.At + by/wheelLines)
		return
	case keys.Reading:
		m.stack.Page.Scroll(by)
		return
	case keys.Introducing:
		m.over.page.Scroll(by)
		return
	case keys.Editing:
		m.edits.At().Scroll(by)
		return
	case keys.Switching:
		m.ofRules(m.over.rules.Mark(m.over.rules.At() + by/wheelLines))
		return
	}
	hit := m.pointed(at)
	switch hit.Panel {
	case panel.StoryPanel:
		m.scrollStory(by)
	case panel.ListingPanel, panel.ObjectsPanel, panel.OverlayPanel:
		m.scrollPanel(hit.Panel, by)
	default:
		m.pause()
		m.goToStep(max(m.stepShown()+int64(by/wheelLines), 0))
	}
}

// scrollStory goes down the story, where the newest sentence stands at the top: back in time, no further than there are
// sentences.
func (m *Model) scrollStory(by int) {
	at := max(m.look.scroll[panel.StoryPanel]+by, 0)
	if by > 0 {
		if n := len(m.session.Story(at + 1)); at >= n {
			at = max(n-1, 0)
		}
	}
	m.look.scroll[panel.StoryPanel] = at
}

// selectInFocus selects who is next to leave the focused lane, or whoever comes first where none has the focus. In an
// empty lane it says that nobody is there, and reports that nobody is selected.
func (m *Model) selectInFocus() bool {
	now := m.now()
	var slots []int
	place := engine.Running
	switch m.look.focus {
	case panel.ReadyPanel:
		place, slots = engine.Ready, now.Turns()
	case panel.WaitingPanel:
		place, slots = engine.Waiting, now.Waiting
	case panel.TimedPanel:
		place, slots = engine.TimedWaiting, now.Timed
	case panel.RunningPanel:
		if now.Running >= 0 {
			slots = []int{now.Running}
		}
	default:
		m.selectBy(1)
		return m.somebody()
	}
	if len(slots) == 0 {
		m.advise(m.keys.Words("nobody is on " + place.String() + " · {select-next} selects somebody"))
		return false
	}
	m.selectSlot(slots[0])
	return m.somebody()
}

// clickChoice takes a row of the list as keys would, so that a script of what was done has them.
func (m *Model) clickChoice(row int) (cmd tea.Cmd) {
	m.over.choices.Look(m.session.Engine())
	for _, key := range m.over.choices.KeysTo(row) {
		cmd = m.pressed(key)
	}
	return cmd
}

// clickReason takes a sentence of the answer as keys would.
func (m *Model) clickReason(row int) (cmd tea.Cmd) {
	for _, key := range m.known.reasons.KeysTo(row) {
		cmd = m.pressed(key)
	}
	return cmd
}

// held is where a demo was held: as it left the machine, before the speaker touched that.
type held struct {
	session *session.Session
	place   session.Place
	edits   int64
	mode    keys.Mode
	below   int // dialogs below it: a page may lie over the demo's own
	look    look
	runs    bool
	stops   func() // the run where it was to stop
	told    bool   // that it is held
}

// touch holds the demo, where its machine is about to be touched by the speaker. What concerns the screen alone, and a
// key that means nothing, touches it not. The key that pauses a run of the demo has done so then: it is taken.
func (m *Model) touch(name string) (taken bool) {
	a := m.keys.Action(m.stack.Mode, name)
	if a == keys.None && !keys.Types(m.stack.Mode) { // a page closes for it
		if a = m.keys.Action(keys.Browsing, name); a == keys.None {
			return false
		}
	}
	return !keys.OfScreen(a) && m.grip() && m.demo.hold.runs && a == keys.PlayOrPause
}

// grip holds the demo, to be taken up where it was, and reports whether that is new. At a card a lesson waits for what
// its learner does anyway.
func (m *Model) grip() bool {
	if m.demo == nil || m.demo.pupil.AtCard(m.demo.Live) || m.demo.hold != nil || !m.demo.Hold(time.Now()) {
		return false
	}
	s := m.session
	m.demo.hold = &held{session: s, place: s.Place(), edits: s.Edits(), mode: m.stack.Mode,
		below: len(m.stack.Below), look: m.look, runs: m.demo.stage.driven(), stops: m.seek.Again()}
	m.stop(demoWork)
	m.pause()
	m.notice.text, m.stale = "", true
	return true
}

// tellHeld says that the demo is held, where nothing else is to be said.
func (m *Model) tellHeld() {
	if m.demo != nil && m.demo.hold != nil && !m.demo.hold.told && m.notice.text == "" {
		m.demo.hold.told = true
		m.advise(m.demo.pupil.Held())
	}
}

// takeUp brings the machine back to where the demo was held. Where a command was given, or more of the run is known,
// that takes the scene afresh, and the demo goes on once that was read: false.
func (m *Model) takeUp() bool {
	h := m.demo.hold
	if h == nil {
		return true
	}
	if m.opts.Again != nil && (m.session != h.session || m.session.Edits() != h.edits ||
		m.session.Place().Branch != h.place.Branch || m.session.Length() != h.place.Length ||
		m.stack.Mode != h.mode || len(m.stack.Below) != h.below) {
		m.goBack(againMsg{resumes: true})
		return false
	}
	m.demo.hold = nil
	m.session.GoTo(h.place.Step)
	h.look.layout, h.look.mouse = m.look.layout, m.look.mouse
	m.look, m.stale, m.notice.text = h.look, true, ""
	if h.runs {
		h.stops()
		_ = m.demo.stage.Run(true)
	}
	return true
}

// forgetHeld lets go of the sessions that the demo has left, and of the one in which it was held: it goes on in a new
// one, and nobody is asked whether to save them.
func (m *Model) forgetHeld() {
	m.forget(m.demo.stage.other.from)
	if h := m.demo.hold; h != nil {
		m.forget(h.session)
	}
}

// forget lets go of a session that was left.
func (m *Model) forget(s *session.Session) {
	m.scenes.left = slices.DeleteFunc(m.scenes.left, func(k kept) bool { return k.session == s })
}
