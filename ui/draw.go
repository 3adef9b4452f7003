package ui

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/ui/goal"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/lesson"
	"github.com/quartet-os/quartet/ui/motion"
	"github.com/quartet-os/quartet/ui/page"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/track"
)

// canvas is the screen as it was drawn last, and what it is drawn with.
type canvas struct {
	width, height int
	snapshot      *engine.Snapshot
	still         bool // a frame is being filled: the machine is as the snapshot has it
	track         track.Track
	motion        motion.Motion
	timed         timed
	frame         panel.Frame
	reader        *reason.Reader // of the program that the frame shows
	graph         reason.Graph
	grid          *screen.Grid
	bytes         []byte
	content       string
}

// draw makes the screen's text anew.
func (m *Model) draw() {
	m.fill()
	m.canvas.frame.Motion, m.canvas.frame.Seen = panel.Motion(m.canvas.motion.Phase(m.session)), m.canvas.motion.Seen()
	m.paint(m.canvas.grid, m.written.tape.Mark())
	m.canvas.frame.Motion = panel.Still
	m.canvas.bytes = m.canvas.bytes[:0]
	head, strip := m.demo.around(m.canvas.width, m.canvas.height)
	if head != nil {
		m.canvas.bytes = append(head.AppendANSI(m.canvas.bytes, m.scheme.palette), '\n')
	}
	m.canvas.bytes = m.canvas.grid.AppendANSI(m.canvas.bytes, m.scheme.palette)
	if strip != nil {
		m.canvas.bytes = strip.AppendANSI(append(m.canvas.bytes, '\n'), m.scheme.palette)
	}
	if m.demo != nil && m.demo.Dark() {
		m.canvas.bytes = screen.New(m.canvas.width, m.demo.Height()).AppendANSI(m.canvas.bytes[:0], m.scheme.palette)
	}
	m.canvas.content = string(m.canvas.bytes)
}

// paint draws what fill has gathered, with the mark of a live recording.
func (m *Model) paint(g *screen.Grid, mark string) {
	if m.demo != nil {
		m.canvas.frame.Ask = m.demo.asked()
	}
	m.canvas.frame.Recording = mark
	if g.W != m.canvas.width || g.H != m.canvas.height {
		g.Resize(m.canvas.width, m.canvas.height)
	}
	if panel.Draw(g, &m.canvas.frame); m.demo != nil {
		m.demo.Over(g)
	}
	if m.opts.ASCII {
		g.ASCII()
	}
}

// fill puts into the frame all that the panels draw.
func (m *Model) fill() {
	m.standWorlds()
	f := &m.canvas.frame
	f.Worlds, f.Edit = nil, nil // they are laid out in another way, and were of the frame before
	f.Program = m.session.Program()
	f.Scene = m.sceneName()
	f.Now, f.Ended = m.now(), m.end().Kind
	m.canvas.still = true
	defer func() { m.canvas.still = false }()
	f.Events = m.session.Events()
	f.Position, f.Length = m.session.Position(), m.session.Length()
	f.Playing, f.Speed, f.Keymap = m.play.on, m.play.String(), m.keys
	f.Branch = m.branchName()
	f.Wrong = m.scenes.watch.Where()
	f.Selected = -1
	if c, ok := m.chosen(); ok {
		f.Selected = c.Slot
	}
	f.Focus, f.Listing, f.Layout, f.Scroll = m.look.focus, m.look.listing, m.look.layout, m.look.scroll
	if f.Listing >= len(f.Program.Funcs) {
		f.Listing = -1
	}
	f.Object, f.Aside = m.focusedObject(), m.look.aside
	f.Scheduler, f.Lesson, f.Fates = m.look.scheduler, m.known.highlight.On(m.session), m.known.fates.Row(m.session)
	f.ToEnd = panel.Resumes{}
	if f.Now.Policy == program.RoundRobin {
		f.ToEnd = m.known.measures.Compared.At(f.Program, f.Now.Rules)
	}
	m.seek.Of(m.session.Program())
	f.Watched = m.seek.Values(m.session, f.Watched[:0])
	f.Notice, f.NoticeKind, f.NoticeTold, f.NoticeAsked = m.notice.text, m.notice.kind, m.notice.goal, m.notice.asks
	if f.Later = nil; m.tour.On() {
		f.Later = map[string]bool{}
	}
	m.fillPrompt(f)
	f.Tour = nil
	if m.tour.On() && !m.stack.Has(keys.Editing) {
		f.Tour = m.tour.Draw(m.tourView())
	}
	if m.demo != nil && m.demo.stage.card != nil {
		f.Tour = m.demo.stage.seen()
	}
	f.Under, f.Overlay = m.under(), m.overlay(m.stack.Mode)
	below, _ := m.stack.Beneath()
	f.Paged = m.keys.Of(below, keys.OpenScenePage) != nil
	f.Scrolls = panel.KeyHint{}
	f.Keys = m.hints(f.Keys[:0]) // of what is drawn over the panels
	f.Verdict, f.Waits, f.Moot = m.verdict(), m.waits(), m.moot()
	f.Reached, f.ReachedIn = m.reached()
	f.Story = m.story(f.Story[:0])
	m.fillEditor(f)
	m.fillWorlds(f)
	if f.Edit == nil {
		m.fillTime(f)
	}
	m.hush(f)
	m.canvas.timed = timed{}
}

// waits returns who waits for whom, where the screen has room for it.
func (m *Model) waits() *reason.Graph {
	if !panel.ShowsWaits(&m.canvas.frame, m.canvas.width, m.canvas.height) {
		return nil
	}
	if r := m.canvas.reader; r == nil || r.Program() != m.session.Program() {
		m.canvas.reader = reason.NewReader(m.session.Program())
	}
	m.canvas.reader.WaitsInto(&m.canvas.graph, m.canvas.frame.Now)
	return &m.canvas.graph
}

// reached says that what the scene asks for is reached, and in which step.
func (m *Model) reached() (words string, step int64) {
	if m.known.goal.Reached(m.session) {
		return "reached", m.known.goal.Step
	}
	return "", 0
}

// moot says that no schedule comes to what the scene asks for, where that was asked; "" where the run has.
func (m *Model) moot() string {
	if m.known.goal.Reached(m.session) {
		return ""
	}
	_, edited := m.edits.made[m.session]
	return goal.Moot(m.session, edited, func(p *program.Program) bool {
		return m.edits.Proven(p) || page.Holds(m.scenes.checks[p.Source], p.Settings.Grain)
	})
}

// fillTime puts the timeline into the frame. What takes longer than a frame goes on at the next one.
func (m *Model) fillTime(f *panel.Frame) {
	most := int64(track.Slice)
	if m.desk.alone {
		most = 0
	}
	want := timed{true, m.session, 0, 0}
	want.columns, want.parts = panel.TimeColumns(f, m.canvas.width, m.canvas.height)
	if m.canvas.timed != want {
		f.Track, f.Run = m.canvas.track.At(m.session, want.columns, want.parts, most)
	}
	m.canvas.timed = want
}

// followTime makes the timeline of a long run, or a part of it, and lets it be gone on with when it is not whole.
func (m *Model) followTime() {
	m.canvas.timed = timed{}
	if !m.stale || m.desk.alone || m.stack.Has(keys.Editing) || m.session.Length() < track.Slice/8 {
		return
	}
	if m.fillTime(&m.canvas.frame); m.canvas.frame.Track.Partial && !m.goesOn(timeWork) {
		t := m.begin(timeWork)
		m.aside(func() tea.Msg { return timeMsg{t} })
	}
}

// branchName tells which of several futures this is.
func (m *Model) branchName() string {
	all := len(m.session.Branches())
	if all < 2 {
		return ""
	}
	return fmt.Sprintf("branch %d of %d", m.session.Branch(), all)
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

// under returns the dialog over which the palette floats, if any.
func (m *Model) under() panel.Overlay {
	if m.stack.Mode != keys.Searching {
		return nil
	}
	return m.overlay(m.over.beside.mode)
}

// overlay returns the dialog that lies over the panels in this mode, if any.
func (m *Model) overlay(mode keys.Mode) panel.Overlay {
	switch mode {
	case keys.Inspecting:
		if c, ok := m.chosen(); ok && m.look.fields {
			return &panel.Fields{Slot: c.Slot, Writes: m.session.Writes(c.Slot),
				Scroll: m.look.scroll[panel.OverlayPanel]}
		} else if ok {
			return &panel.Inspector{Slot: c.Slot, Scroll: m.look.scroll[panel.OverlayPanel]}
		}
	case keys.Explaining:
		m.known.reasons.Look(m.session, m.judged(), m.asked(), m.knownOfEnd(true)...)
		return m.known.reasons.Draw(m.session)
	case keys.Predicting:
		if m.over.quiz.Open(m.session) {
			return m.over.quiz.Draw(m.keys.Words, lesson.Against)
		}
	case keys.Measuring:
		return m.known.measures.Draw(m.look.scroll[panel.OverlayPanel])
	case keys.Picking, keys.Filtering:
		return m.over.list.Draw(mode == keys.Filtering)
	case keys.Reading:
		return m.stack.Page.Draw()
	case keys.Confirming:
		return m.over.confirm.Draw(m.keys)
	case keys.Asking:
		return m.ask.draw()
	case keys.Choosing:
		return m.choicePage()
	case keys.Introducing:
		return m.over.page.Veil(m.hides()).Draw()
	case keys.Searching:
		return m.over.palette.Draw(m.cannotMarked())
	case keys.Editing:
		return nil
	case keys.Switching:
		return m.over.rules.Draw()
	}
	if m.look.scheduler && !panel.HasListing(&m.canvas.frame, m.canvas.width, m.canvas.height) {
		return &panel.Scheduler{Scroll: m.look.scroll[panel.OverlayPanel]}
	}
	return nil
}

// hints appends the footer: the keys of the focused panel, those that help on at this moment, then those of the mode.
func (m *Model) hints(all []panel.KeyHint) []panel.KeyHint {
	var offered [keys.Actions]bool
	mode := m.stack.Mode
	if mode == keys.Searching { // its own keys stand in its frame
		mode = m.over.beside.mode
	}
	if keys.ModesOf(mode)[0] == keys.Browsing {
		all = append(all, m.focusHints()...)
		next := keys.Next(m.situation())
		if m.tour.On() {
			next = []keys.Hint{{Action: m.tour.Asks(m.tourView())}}
		}
		all, next = m.lessonHints(all, next)
		for _, h := range next {
			if !offered[h.Action] {
				all = m.offerAction(all, mode, h)
			}
			offered[h.Action] = true
		}
	}
	if m.demo != nil && m.demo.pupil.Keeps(m.demo.Live, m.session) { // enter is its own
		offered[keys.PassOn] = true
	}
	if mode == keys.Choosing && m.ended() { // there is nothing to choose
		all, offered[keys.GoFirst] = m.offerAction(all, mode, keys.Hint{Action: keys.GoFirst}), true
	}
	if mode == keys.Explaining && !m.known.reasons.Goes(m.session) { // the marked sentence leads to no other step
		offered[keys.Accept] = true
	}
	if mode == keys.Reading {
		page := &m.stack.Page
		if page.Message == nil || !page.Message.Tells || !m.hides() {
			all = append(all, page.Footer...)
		}
		if offered[keys.CursorDown] = len(page.Footer) > 0; offered[keys.CursorDown] { // only where there is more
			m.canvas.frame.Scrolls = panel.KeyHint{Key: "▴ ▾", Does: "scroll"}
		}
	}
	for b := range m.keys.Footer(mode) {
		if !offered[b.Action] {
			all = m.offer(all, mode, b, m.over.worlds.Word(b.Action))
		}
	}
	return m.tourHints(all, keys.ModesOf(mode)[0] == keys.Browsing)
}

// offerAction appends the hint of an action, with a word of its own unless that is "".
func (m *Model) offerAction(all []panel.KeyHint, mode keys.Mode, h keys.Hint) []panel.KeyHint {
	for b := range m.keys.Footer(mode) {
		if b.Action == h.Action {
			return m.offer(all, mode, b, h.Word)
		}
	}
	return all
}

// offer appends the hint of a binding, unless it would do nothing here or its key means something else in this mode.
func (m *Model) offer(all []panel.KeyHint, mode keys.Mode, b *keys.Binding, word string) []panel.KeyHint {
	if !m.serves(b.Action) || m.keys.Find(mode, b.Keys()[0]) != b {
		return all
	}
	if word == "" {
		word = b.Footer
	}
	if mode == keys.Browsing && m.tour.On() && !m.tour.Learnt(b.Action, m.tourView()) {
		m.canvas.frame.Later[b.Show] = true
	}
	return append(all, panel.KeyHint{Key: b.Show, Does: word})
}

// serves reports whether the footer should offer an action, since it would do something here: in a scene without
// producers p only says that there are none.
func (m *Model) serves(a keys.Action) bool {
	if m.over.worlds.Open() {
		return true
	}
	if m.withheld(a) != nil {
		return false
	}
	if m.hidden() {
		return keys.OfQuestion(a)
	} else if m.stack.Mode == keys.Predicting && a == keys.Accept {
		return m.over.quiz.Leads()
	}
	role := program.Producer
	switch a {
	case keys.SpawnProducer:
	case keys.SpawnConsumer:
		role = program.Consumer
	case keys.SpawnAny:
		return !m.serves(keys.SpawnProducer) && !m.serves(keys.SpawnConsumer)
	case keys.StepOn, keys.PassOn, keys.StopOn, keys.PlayOrPause:
		return !m.ended() || m.session.Position() < m.session.Length()
	case keys.AskHint:
		return m.scenes.puzzles.Task(board{m}, false)
	case keys.GoFirst:
		return m.session.Length() > 0
	case keys.GoLast:
		return m.session.Position() < m.session.Length()
	case keys.Undo:
		return len(m.session.Commands()) > 0 || len(m.scenes.left) > 0
	case keys.OtherFuture:
		return len(m.session.Branches()) > 1
	case keys.RaiseInterrupt:
		return len(m.session.Program().Irqs) > 0 && !m.ended()
	case keys.CapacityUp, keys.CapacityDown:
		return len(m.session.Program().Queues) > 0
	case keys.KillSelected, keys.WakeSelected, keys.RunNext:
		return m.somebody()
	case keys.InjectTimeout:
		return m.somebody() && m.noDeadline() == ""
	case keys.TakeNumbered, keys.Accept, keys.CursorUp, keys.CursorDown:
		if m.stack.Mode == keys.Choosing {
			return !m.ended()
		}
		if m.stack.Mode == keys.Introducing {
			return a == keys.TakeNumbered && m.over.page.Leads() || a == keys.Accept && m.over.page.Acts() ||
				a == keys.CursorUp || a == keys.CursorDown
		}
		return a != keys.TakeNumbered
	default:
		return true
	}
	return slices.ContainsFunc(m.session.Program().Funcs, func(f program.Func) bool {
		return f.Spawnable && (f.Role == role || f.Role == program.Both)
	})
}
