// Package ui is the live screen: a Bubble Tea program that draws a session and turns keys into commands.
//
// It holds no state of any coroutine. Everything shown is read from the session each time something changed, drawn
// by ui/panel on a cell grid and kept as one string until the next change. Panels answer with an Intent; only the
// root model here applies it.
package ui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/compare"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/choices"
	"github.com/quartet-os/quartet/ui/dialog"
	"github.com/quartet-os/quartet/ui/fates"
	"github.com/quartet-os/quartet/ui/files"
	"github.com/quartet-os/quartet/ui/gauge"
	"github.com/quartet-os/quartet/ui/goal"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/logbook"
	"github.com/quartet-os/quartet/ui/page"
	"github.com/quartet-os/quartet/ui/palette"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/prompt"
	"github.com/quartet-os/quartet/ui/quiz"
	"github.com/quartet-os/quartet/ui/seek"
	"github.com/quartet-os/quartet/ui/why"
	"github.com/quartet-os/quartet/ui/worlds"
	"github.com/quartet-os/quartet/visible"
)

// Model is the root: it owns the session, and the parts that own the rest. It is a tea.Model.
type Model struct {
	opts    Options
	session *session.Session
	scenes  scenes // what else is known of scenes: the file, those that were left, the shelf
	stopped *Stopped

	keys   *keys.Map
	stack  dialog.Stack // what lies over the machine
	over   over
	prompt *prompt.Prompt
	ask    query
	desk   desk // what goes on beside the event loop

	look   look
	play   play
	notice notice
	scheme scheme
	canvas canvas
	stale  bool // the canvas is not what is to be seen

	edits   edits
	known   known
	tour    guided
	seek    seek.Seeker  // what is watched, and where runs stop
	demo    *performance // the demo that is played, if there is one
	written written

	refusals int // so far: a script goes on at none
}

// over is what the dialogs of the stack hold beside their pages.
type over struct {
	list    dialog.List
	confirm dialog.Confirm
	choices choices.List
	rules   dialog.Rules
	page    page.Page
	palette palette.Palette
	cures   *ask.Cures // that were asked for last
	worlds  worlds.Worlds
	quiz    quiz.Quiz
	beside  beside
}

// known is what was found out about the run on the screen.
type known struct {
	goal      goal.Goal
	measures  gauge.Gauge
	reasons   why.Chain      // of the dialog of w, and of the panel at an end
	highlight goal.Highlight // about the schedule that was laid out last
	fates     fates.Line     // what is still possible behind each pass, once it was asked for
}

// written is what is written down of what the user does.
type written struct {
	log     logbook.Book    // for :record
	tape    *files.Tape     // the live recording, if one is on
	journal logbook.Journal // for a program that dies
}

// look is how the machine is looked at.
type look struct {
	selected  selection
	focus     panel.ID
	listing   int  // function shown, -1 follows the running coroutine
	scheduler bool // the scheduler's listing is shown instead
	fields    bool // the inspector shows its second page
	story     bool // the story is shown at an end, not why it came
	object    int  // marked in the panel of objects, while that has the focus
	scroll    [panel.Panels]int
	aside     int // columns that the listing is scrolled to the right
	layout    panel.Layout
	mouse     bool // it is the screen's, not the terminal's
	drag      bool // the timeline is being dragged
	veiled    bool // what tells an answer is hidden
	covered   bool // by the script that is recorded
}

// notice is the line that says what happened.
type notice struct {
	text string
	kind panel.NoticeKind
	goal bool // it says that the end is reached which the scene expects
	asks panel.Asked
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
	cmds := []tea.Cmd{m.watchFile(m.begin(watchWork)), m.watchJournal(), followColours(true)}
	if !m.scheme.chosen {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	if m.demo != nil {
		cmds = append(cmds, m.beginDemo())
	}
	if at := m.opts.Learn.Puzzle; at != nil {
		m.scenes.puzzles.Begin(board{m}, at)
	}
	m.scenes.puzzles.Resume(board{m})
	return tea.Batch(cmds...)
}

// Update turns one message into a change of the model.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	if _, beside := msg.(besideMsg); !beside {
		m.stand() // nothing waits for a picture
	}
	waiting := m.demo
	awaited := waiting != nil && waiting.stage.Awaits()
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.resize(msg.Width, m.demo.room(msg.Width, msg.Height))
		m.stale = m.stale || m.demo != nil // its strip may come or go
	case tea.KeyPressMsg:
		k := keys.Press{Name: msg.String(), Text: msg.Text}
		var done bool
		if cmd, done = m.conduct(k.Name); !done && !m.touch(k.Name) {
			cmd = m.press(k)
		}
	case tea.PasteMsg:
		m.grip()
		m.paste(msg.Content)
	case tea.MouseMsg:
		cmd = m.pointer(msg)
	case uv.DarkColorSchemeEvent, uv.LightColorSchemeEvent:
		cmd = tea.RequestBackgroundColor
	case tea.BackgroundColorMsg:
		m.background(msg.IsDark())
	case tea.ColorProfileMsg:
		m.colours(msg.Profile.String())
	case besideMsg:
		if m.good(msg.about()) {
			cmd = m.hear(msg)
			cmd = tea.Batch(cmd, m.tryOn())
		}
	case stopMsg:
		m.stopped = &Stopped{Signal: msg.signal}
		cmd = tea.Quit
	case suspendMsg:
		cmd = m.opts.suspend(msg.did)
	case tea.ResumeMsg:
		m.stale = true
		cmd = tea.Batch(followColours(true), tea.RequestBackgroundColor)
	}
	m.tellHeld()
	if awaited && m.demo == waiting && !m.demo.stage.Awaits() {
		cmd = tea.Batch(cmd, m.answeredDemo())
	}
	m.judgeLesson()
	m.standWorlds()
	m.followMeter()
	m.followWhy()
	m.followWorlds()
	m.followTime()
	m.followTour()
	m.followFates()
	m.compare()
	m.keepJournal()
	if len(m.desk.queue) > 0 {
		cmd = tea.Batch(append(m.desk.queue, cmd)...)
		m.desk.queue = nil
	}
	return m, cmd
}

// resize gives the screen a new size. Nothing else changes.
func (m *Model) resize(w, h int) {
	if w != m.canvas.width || h != m.canvas.height {
		m.canvas.width, m.canvas.height = max(w, 0), max(h, 0)
		m.stale = true
	}
}

// View returns the screen as it stands; it draws only when something changed.
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
	v := tea.NewView(m.canvas.content)
	v.AltScreen = true
	v.WindowTitle = "Quartet: " + visible.Line(m.session.Program().Name)
	if m.look.mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	return v
}

// tell shows what changed and how to undo it.
func (m *Model) tell(text string) { m.say(panel.Changed, text) }

// refuse shows what could not be done and what would work.
func (m *Model) refuse(text string) {
	m.refusals++
	m.say(panel.Refusal, text)
}

// advise shows a word on the side.
func (m *Model) advise(text string) { m.say(panel.Advice, text) }

func (m *Model) say(kind panel.NoticeKind, text string) {
	m.notice, m.stale = notice{text: text, kind: kind}, true
}

// fateMsg brings what is still possible behind each pass.
type fateMsg struct {
	ticket
	told fates.Answer
	err  error
}

// followFates asks what is still possible, beside the screen, where that was asked for and the run has gone on. Of a
// run of the user's that has failed it is asked without a word. What a script does is filmed as it was.
func (m *Model) followFates() {
	l := &m.known.fates
	if m.hasFailed() && !m.desk.alone && m.demo == nil && !m.tour.On() && !m.over.worlds.Open() {
		l.Offer(m.session)
	}
	if m.goesOn(fateWork) || !l.Wants(m.session) {
		return
	}
	find := l.Ask(m.session)
	t, ctx := m.begin(fateWork), m.context(fateWork)
	m.aside(func() tea.Msg {
		told, err := find(ctx)
		return fateMsg{t, told, err}
	})
}

// fatesTold shows what is still possible.
func (m *Model) fatesTold(msg fateMsg) {
	m.stop(fateWork)
	if m.stale = true; msg.err != nil {
		m.known.fates.Turn(false, m.session)
		m.refuse(plain(msg.err))
		return
	}
	m.known.fates.Take(msg.told)
	if m.known.fates.Fresh() {
		m.answer(panel.AskedWhat, m.known.fates.Now(m.session)+
			m.keys.Words(" · {choices} lists what each choice leads to"))
	}
}

// hasFailed reports whether the run is over, and not well, or is where check says so.
func (m *Model) hasFailed() bool {
	end := m.end().Kind
	return end != engine.NotEnded && end != engine.EndDone
}

// end is how the run ended, as check judges the position.
func (m *Model) end() engine.End { return goal.End(m.session, m.known.highlight.Ends(m.session)) }

// judged is this moment with its end as check judges it, for whoever says why it is one.
func (m *Model) judged() *engine.Snapshot {
	now, end := m.now(), m.end()
	if end.Kind == now.End.Kind {
		return now
	}
	as := *now
	as.End = end
	return &as
}

// askCures looks for the single changes that cure the scene at hand, beside the screen, and shows them on a page.
func (m *Model) askCures(arg string) error {
	if arg != "" {
		return errors.New("mend stands alone: it looks for what cures the scene on the screen")
	}
	p := m.session.Program()
	if m.puzzle(p).Hidden() {
		return errors.New("this is a puzzle, and mend would solve it; puzzle show tells what was changed")
	}
	m.leave(keys.Prompting)
	if m.over.cures.Of(p) {
		m.pause()
		m.showCures(m.over.cures)
		return nil
	}
	q := query{title: "Cures", text: "trying single changes …",
		asks:    "Which change cures it? Each is asked in every schedule. The answer comes by itself.\n",
		stopped: "stopped trying · :mend begins again"}
	m.workBeside(q, func(ctx context.Context, news func(string)) (msg answerMsg) {
		cures, err := ask.Mend(ctx, p, news)
		return answerMsg{err: err, then: func() {
			m.over.cures = cures
			m.showCures(cures)
		}}
	})
	return nil
}

// showCures shows the changes of a scene that hold, or says that there are none.
func (m *Model) showCures(cures *ask.Cures) {
	if page := &cures.Page; len(page.Rows) > 0 {
		m.openPage(m.curesPage(cures))
		return
	}
	text := cures.Claim
	if cures.More != "" {
		text += "\n\n" + m.keys.Words(cures.More)
	}
	m.openPage(dialog.Page{Message: &panel.Message{Title: "Cures", Text: text, Mood: cures.Mood, Tells: true,
		Keys: []panel.KeyHint{{Key: m.keys.Words("{page.close}"), Does: "close"}}}})
}

// curesPage is the page of cures, with what its keys do.
func (m *Model) curesPage(cures *ask.Cures) dialog.Page {
	of, c := m.session.Program(), &cures.Page
	c.More = m.keys.Words(cures.More)
	page := dialog.Page{Cures: c, Scene: true}
	page.Told(keys.KeepCopy, panel.KeyHint{Key: m.keys.Words("{page.keep-copy}"), Does: "copy"}, func() {
		_ = m.report(m.post(savedMsg{parcels: []files.Parcel{files.OfScene(of.Title(), "", cures.Kept(c.At))}}))
		m.openPage(page)
	})
	page.Told(keys.OpenWorlds, panel.KeyHint{Key: m.keys.Words("{page.two-worlds}"), Does: "compare"}, func() {
		side := compare.Of(m.session, 0)
		m.followBoth("", func(context.Context) (rival, error) {
			cured, err := cures.Scene(c.At)
			side.Program = cured
			return rival{side: side, here: "before the change", name: "after it"}, err
		})
	})
	page.Told(keys.Accept, panel.KeyHint{Key: m.keys.Words("{page.accept}"), Does: "edit"}, func() {
		text, line := cures.Text(c.At)
		d := m.edits.Open(of, line)
		d.Text.Replace(text) // ctrl+z takes it back, and whatever stood there
		d.Stand(line, 0)
		m.stack.Mode, m.stale = keys.Editing, true
		m.readDraft(0)
	})
	page.Footer = append([]panel.KeyHint{{Key: "▴ ▾", Does: "choose"}}, page.Footer...)
	return page
}

// askOf asks beside the screen what a command asks of every schedule from here: how likely one fails, or a livelock.
func (m *Model) askOf(of func(*program.Program, string) (ask.Asker, error), says ask.Topic, what string) error {
	asker, err := of(m.session.Program(), what)
	if err != nil {
		return err
	}
	m.leave(keys.Prompting)
	m.startAskingBy(asker, says)
	return nil
}
