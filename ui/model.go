package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/dialog"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/prompt"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
	"github.com/quartet-os/quartet/visible"
)

// Model is the root: it owns the session and everything that is not drawn from it. It is a tea.Model.
type Model struct {
	opts    Options
	session *session.Session
	file    string          // of the scene, watched; "" for none
	left    []kept          // sessions that were on the screen before, newest last
	ctx     context.Context // ends with the program

	stack     dialog.Stack // what lies over the machine
	keys      *keys.Map
	width     int
	height    int
	selected  selection
	focus     panel.ID
	listing   int  // function shown, -1 follows the running coroutine
	scheduler bool // the scheduler's listing is shown instead
	fields    bool // the inspector shows its second page
	scroll    [panel.Panels]int
	layout    panel.Layout
	mouse     bool
	drag      bool // the timeline is being dragged
	play      play
	notice    string
	kind      panel.NoticeKind

	prompt  *prompt.Prompt
	list    dialog.List
	shelf   shelf
	failed  failure
	confirm dialog.Confirm
	ask     query
	watch   watch

	goal   goal
	desk   desk
	timer  func(time.Duration, func(time.Time) tea.Msg) tea.Cmd
	alone  bool      // there is no event loop: what would be done beside it is done at once
	beside []tea.Cmd // what the event loop is to do beside

	choiceAt int // the marked one of the choices

	theme     theme.Theme
	themed    bool // chosen by the user: the terminal's answer does not change it
	compared  ask.Comparison
	measures  measures
	highlight highlight // about the schedule that was laid out last
	palette   *screen.Palette
	sixteen   bool // the terminal has sixteen colours
	snapshot  *engine.Snapshot
	track     track
	frame     panel.Frame
	grid      *screen.Grid
	bytes     []byte
	content   string
	stale     bool
	stopped   *Stopped

	scripted bool // a script presses the keys, not the user

	demo *performance // the demo that is played, if there is one
	log  logbook      // what was done, for :record
	tape *tape        // the live recording, if one is on

	journal journal // what was done, for a program that dies
}

// selection is the coroutine chosen. Slots are used again, so the name tells whether it is still the same one.
type selection struct {
	slot int
	name string
}

// nobody is selected.
func nobody() selection { return selection{slot: -1} }

// Init asks the terminal for its background and begins to watch the scene's file.
func (m *Model) Init() tea.Cmd {
	cmds := []tea.Cmd{m.watchFile(m.begin(watchWork)), m.watchJournal()}
	if !m.themed {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	if m.demo != nil {
		cmds = append(cmds, m.beginDemo())
	}
	return tea.Batch(cmds...)
}

// Update turns one message into a change of the model.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	awaited := m.demo != nil && m.demo.stage.Awaits()
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.resize(msg.Width, m.demo.room(msg.Width, msg.Height))
		m.stale = m.stale || m.demo != nil // its strip may come or go
	case tea.KeyPressMsg:
		k := keys.Press{Name: msg.String(), Text: msg.Text}
		var done bool
		if cmd, done = m.conduct(k.Name); !done {
			cmd = m.press(k)
		}
	case tea.PasteMsg:
		m.paste(msg.Content)
	case tea.MouseMsg:
		cmd = m.pointer(msg)
	case tea.BackgroundColorMsg:
		m.background(msg.IsDark())
	case tea.ColorProfileMsg:
		m.colours(msg.Profile.String())
	case besideMsg:
		if m.good(msg.about()) {
			cmd = m.hear(msg)
		}
	case stopMsg:
		m.stopped = &Stopped{Signal: msg.signal}
		cmd = tea.Quit
	case suspendMsg:
		cmd = m.opts.suspend(msg.did)
	case tea.ResumeMsg:
		m.stale = true
	}
	if awaited && !m.demo.stage.Awaits() {
		cmd = tea.Batch(cmd, m.answeredDemo())
	}
	m.followMeter()
	m.compare()
	m.keepJournal()
	if len(m.beside) > 0 {
		cmd = tea.Batch(append(m.beside, cmd)...)
		m.beside = nil
	}
	return m, cmd
}

// resize gives the screen a new size. Nothing else changes.
func (m *Model) resize(w, h int) {
	if w != m.width || h != m.height {
		m.width, m.height = max(w, 0), max(h, 0)
		m.stale = true
	}
}

// View gives the screen as it stands; it draws only when something changed.
func (m *Model) View() tea.View {
	if m.stale {
		m.draw()
		m.stale = false
		m.recordFrame()
		if m.stale { // the recording has ended
			m.draw()
			m.stale = false
		}
	}
	v := tea.NewView(m.content)
	v.AltScreen = true
	v.WindowTitle = "Quartet: " + visible.Line(m.session.Program().Name)
	if m.mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	return v
}

// tell shows what changed and how to undo it.
func (m *Model) tell(text string) { m.say(panel.Changed, text) }

// refuse shows what could not be done and what would work.
func (m *Model) refuse(text string) { m.say(panel.Refusal, text) }

// advise shows a word on the side.
func (m *Model) advise(text string) { m.say(panel.Advice, text) }

func (m *Model) say(kind panel.NoticeKind, text string) {
	m.notice, m.kind, m.stale = text, kind, true
}
