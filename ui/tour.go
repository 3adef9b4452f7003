package ui

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/dialog"
	"github.com/quartet-os/quartet/ui/editor"
	"github.com/quartet-os/quartet/ui/goal"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/puzzle"
	"github.com/quartet-os/quartet/ui/solve"
	"github.com/quartet-os/quartet/ui/tour"
)

// Tour is what the screen needs for the tour from outside.
type Tour struct {
	Begin bool                 // it begins by itself
	Card  int                  // where it was left in an earlier run, from 1; 0 where it never was
	Keep  func(card int) error // remembers that it was seen, up to a card; called beside the screen
}

// guided is the tour on the screen.
type guided struct {
	tour.Tour
	home   *session.Session // what was on the screen when it began, and comes back; nil for nothing
	mended *editor.Draft    // the text with which it ended, while that is on the screen; nil for none
	kept   bool             // a card is remembered
}

// tourMsg brings a scene of the tour.
type tourMsg struct {
	ticket
	name    string
	session *session.Session
	err     error
}

// tourView is what the cards need to know of this moment.
func (m *Model) tourView() tour.View {
	return tour.View{
		Program: m.session.Program(), Now: m.now(), At: m.session.Position(), End: m.session.Length(),
		Moot: m.moot(), LaidOut: m.known.highlight.On(m.session) != nil, Keys: m.keys,
		Decides: m.known.highlight.Pass(m.session),
	}
}

// takeTour begins the tour, or takes it up where it was left; "" is that card.
func (m *Model) takeTour(arg string) error {
	card := m.tour.Card()
	if arg != "" {
		n, err := strconv.Atoi(arg)
		if err != nil || n < 1 || n > tour.Cards() {
			return fmt.Errorf("%q is no card of the tour; there are 1 to %d", arg, tour.Cards())
		}
		card = n
	}
	if m.opts.Open == nil {
		return errors.New("there is no shelf here to take the scenes of the tour from")
	}
	if !m.tour.On() {
		m.tour.home = m.session
	}
	m.beginTour(card)
	return nil
}

// beginTour shows a card of the tour over its scene.
func (m *Model) beginTour(card int) {
	m.tour.Begin(card)
	m.stale = true
	m.keepCard()
	m.setStage()
}

// keepCard remembers beside the screen which card is shown. That it cannot be kept keeps nobody from anything.
func (m *Model) keepCard() {
	if keep, card := m.opts.Tour.Keep, m.tour.Card(); keep != nil {
		m.tour.kept = true
		m.aside(func() tea.Msg { _ = keep(card); return nil })
	}
}

// leaveCard remembers the card once more when the program is over: whoever leaves right behind a card's key would else
// come back to the card before.
func (m *Model) leaveCard() {
	if keep := m.opts.Tour.Keep; keep != nil && m.tour.kept {
		_ = keep(m.tour.Card())
	}
}

// setStage opens the scene that the card is about, unless it is the one that is shown.
func (m *Model) setStage() {
	name := m.tour.Scene()
	_, text, err := presets.Source(name)
	if open := m.opts.Open; err == nil && open != nil && m.session.Program().Source != text {
		t := m.begin(tourWork)
		m.aside(func() tea.Msg {
			s, _, err := open(name)
			return tourMsg{t, name, s, err}
		})
	}
}

// tourArrived puts a scene of the tour on the screen; the one before is kept.
func (m *Model) tourArrived(msg tourMsg) {
	m.stop(tourWork)
	switch {
	case !m.tour.On():
	case msg.err != nil:
		m.tour.Leave()
		m.refuse(plain(msg.err))
	default:
		m.written.log.Opened(msg.name)
		m.enter(msg.session, "")
	}
}

// turnCard turns the card when the key that it waits for was pressed, and shows what it is about.
func (m *Model) turnCard(a keys.Action) {
	if m.tour.On() && m.tour.Update(a, m.tourView()) {
		m.cardTurned()
	}
}

// followTour turns the card that waits for what has come into sight, by whatever key.
func (m *Model) followTour() {
	if m.tour.On() && m.tour.Follow(m.tourView()) {
		m.cardTurned()
	}
}

// cardTurned sets the stage for the card that has come.
func (m *Model) cardTurned() {
	m.stale = true
	m.keepCard()
	if m.tour.On() {
		m.setStage()
		return
	}
	m.advise(m.tour.Over() + ", :tour shows it again" + m.wayHome())
}

// openDraft opens the draft of the scene with the cursor at a line, or at what the tour or a lesson has changed.
func (m *Model) openDraft(line int) {
	mends, column := m.tour.Mends(m.tourView()), 0
	if mends == 0 && m.demo != nil {
		mends, column = m.demo.pupil.Mends(m.demo.Live, m.session.Program().Source)
	}
	if d := m.edits.Open(m.session.Program(), cmp.Or(mends, line)); mends > 0 && !d.Changed() {
		d.Stand(mends, column)
	}
}

// tourMended ends the tour when the text that its last card has edited holds. The editor says so where it is looked at.
func (m *Model) tourMended(d *editor.Draft) {
	if m.tour.On() && d.Holds() && m.tour.Mended(m.tourView()) {
		m.tour.mended, m.stale = d, true
		m.keepCard()
	}
}

// viewDraft shows a draft, and what the tour or a lesson wants of it, or that it is done.
func (m *Model) viewDraft(f *panel.Frame, d *editor.Draft, rows, columns int) {
	if d.Wanted, d.Taught = "", m.teaches(); d.Taught {
		d.Wanted = m.keys.Words(m.demo.pupil.Wanted(m.demo.Live, d.Mends(), d.FailsByChance()))
	}
	f.Edit = d.View(rows, columns)
	f.Edit.Task, f.Edit.Done = m.tour.Wants(m.tourView(), m.tour.mended == d && d.Holds())
	f.Edit.Task = m.keys.Words(f.Edit.Task)
	if d.Taught { // the goal of its scene may be the opposite
		p := *f.Program
		p.Goal, f.Program = d.Wanted, &p
	}
}

// wayHome says how to come back to what was there before the tour.
func (m *Model) wayHome() string {
	if home := m.tour.home; home != nil && home != m.session {
		return m.keys.Words(" · {undo} returns to ") + nameOf(home)
	}
	return ""
}

// leaveTour puts the card away and brings back what was on the screen before the tour.
func (m *Model) leaveTour() {
	m.tour.Leave()
	m.stop(tourWork)
	m.stale = true
	back := fmt.Sprintf("the tour is left at card %d · :tour comes back to it", m.tour.Card())
	home := m.tour.home
	at := slices.IndexFunc(m.scenes.left, func(k kept) bool { return home != nil && k.session == home })
	if at < 0 {
		m.advise(back)
		return
	}
	now, before := kept{m.session, m.scenes.file}, m.scenes.left[at]
	m.scenes.left = slices.Delete(m.scenes.left, at, at+1)
	if now.session.Dirty() {
		m.scenes.left = slices.Insert(m.scenes.left, 0, now)
	}
	m.show(before.session, before.file)
	m.advise("back in " + m.sceneName() + ", as it was · " + back)
}

// leaveLesson puts the lesson away, and notes where. The machine stays as it is.
func (m *Model) leaveLesson() {
	m.opts.Goals = m.demo.pupil.Goals
	m.opts.Learn.Left = m.demo.pupil.Mark(m.demo.Live)
	m.stop(demoWork)
	m.advise(m.keys.Words(m.demo.pupil.Left()))
	m.demo, m.opts.Demo, m.stale = nil, nil, true
}

// helpAt is the place of the key that lists all keys in the footer of the tour.
const helpAt = 5

// taskInList says in the list of choices what a lesson asks for.
func (m *Model) taskInList() string {
	if m.demo == nil {
		return ""
	}
	return m.demo.pupil.Task(m.demo.Live)
}

// tourInList says in the list of choices, which hides the card of the tour, which one that is and what it waits for.
func (m *Model) tourInList() string {
	return m.tour.InList(m.tourView(), m.keys.Words("{choices.close} shows the card"))
}

// tourHints makes the footer that of the tour: bright is what was learnt so far, and the way out stands last. In a
// dialog, which hides the card, the key that closes it says which card that is.
func (m *Model) tourHints(all []panel.KeyHint, browsing bool) []panel.KeyHint {
	switch {
	case !m.tour.On():
		return all
	case !browsing:
		for i := range all {
			if all[i].Does == "close" && !m.stack.Has(keys.Editing) {
				all[i].Does = fmt.Sprintf("card %d of %d", m.tour.Card(), tour.Cards())
			}
		}
		return all
	case m.stack.Mode != keys.Browsing:
		return append(all, panel.KeyHint{Key: m.keys.Words("{close}"), Does: "back to the tour"})
	}
	if last := len(all) - 1; last >= helpAt { // all keys are listed by the last one
		all = slices.Insert(all[:last:last], helpAt, all[last])
	}
	return append(all, panel.KeyHint{Key: m.keys.Words("{close}"), Does: "leave the tour"})
}

// puzzle returns the puzzle that a scene is; nil where it is none.
func (m *Model) puzzle(p *program.Program) *puzzle.Puzzle { return m.scenes.puzzles.Of(p) }

// board is the screen as puzzles see it.
type board struct{ m *Model }

// Session returns the run on the screen.
func (b board) Session() *session.Session { return b.m.session }

// Kept returns which puzzles were solved.
func (b board) Kept() *goal.Kept { return &b.m.opts.Learn.Puzzles }

// Enter puts another run on the screen.
func (b board) Enter(s *session.Session) { b.m.enter(s, "") }

// Page says something on a page.
func (b board) Page(p solve.Page) {
	m := b.m
	m.leave(keys.Prompting)
	said := &panel.Message{Title: "Puzzle", Text: m.keys.Words(p.Text), Mood: p.Mood,
		Keys: []panel.KeyHint{{Key: "{page.close}", Does: "close"}}}
	page := dialog.Page{Message: said, Scene: true}
	if p.Do != nil {
		said.Keys = append([]panel.KeyHint{{Key: "{page.accept}", Does: p.Does}}, said.Keys...)
		page.Told(keys.Accept, panel.KeyHint{Key: m.keys.Words("{page.accept}"), Does: p.Does}, p.Do)
	}
	m.openPage(page)
}

// Tell says in a line what has come.
func (b board) Tell(text string) { b.m.tell(b.m.keys.Words(text)) }

// Advise says in a line what would help.
func (b board) Advise(text string) { b.m.advise(b.m.keys.Words(text)) }

// Ask asks for an answer.
func (b board) Ask(q *predict.Question, wrong []int) {
	b.m.over.quiz.Begin(b.m.session, []*predict.Question{q})
	b.m.over.quiz.KeepBack(wrong)
	b.m.notice.text, b.m.look.focus = "", panel.NoPanel
	b.m.stack.Mode, b.m.stale = keys.Predicting, true
}

// Note notes a typed line in the script of what was done.
func (b board) Note(line string) { b.m.written.log.Line(line) }

// Search searches while a dialog waits for it.
func (b board) Search(s solve.Search) {
	b.m.leave(keys.Prompting)
	q := query{title: "Puzzle", text: s.Text, asks: s.Asks, stopped: b.m.keys.Words(s.Stopped), atOnce: s.Asks == ""}
	b.m.workBeside(q, func(ctx context.Context, news func(string)) answerMsg {
		then, err := s.Do(ctx, news)
		return answerMsg{err: err, then: then}
	})
}

// puzzleMsg brings what was looked for in a puzzle.
type puzzleMsg struct {
	ticket
	then func()
}

// Beside looks for something beside the screen.
func (b board) Beside(look func(context.Context) func()) {
	t, ctx := b.m.begin(puzzleWork), b.m.context(puzzleWork)
	b.m.aside(func() tea.Msg { return puzzleMsg{t, look(ctx)} })
}

// Types reports whether a scene is edited.
func (b board) Types() bool { return b.m.stack.Mode == keys.Editing }

// Aside does something that nobody waits for.
func (b board) Aside(do func()) { b.m.aside(func() tea.Msg { do(); return nil }) }

// askPuzzle opens a puzzle, or tells what is to be found in the one on the screen.
func (m *Model) askPuzzle(arg string) error { return m.scenes.puzzles.Command(board{m}, arg) }

// telling is what keys ask for that would tell how a puzzle is solved, by the words of puzzles for it.
var telling = map[keys.Action]string{keys.AskAll: "every-schedule", keys.OpenEditor: "edit",
	keys.OpenWorlds: "compare"}

// withheld says why what a key asks for cannot be had as long as a puzzle is to be solved; nil where it can.
func (m *Model) withheld(a keys.Action) error {
	return m.scenes.puzzles.Withholds(m.session.Program(), telling[a])
}

// handler is what a key does while the machine is on the screen, as a version of scripts means it.
func (m *Model) handler(version int, a keys.Action) handler {
	if err := m.withheld(a); err != nil {
		return just(func(m *Model) { m.refuse(err.Error()) })
	}
	switch old := firstVersion[a]; {
	case old != nil && version == demo.Version1:
		return old
	case a == keys.OpenScenePage && m.scenes.puzzles.Task(board{m}, false):
		return just(func(m *Model) { m.scenes.puzzles.Task(board{m}, true) })
	}
	return handlers[a]
}

// lastChoice returns the pass whose choice decided how the run ended badly, and the step at which that was open, as far
// as that is known; false before the end.
func (m *Model) lastChoice() (pass, step int64, ok bool) {
	if !m.ended() || !m.hasFailed() {
		return 0, 0, false
	}
	if pass, step, ok = m.known.highlight.Choice(m.session); !ok {
		pass, step, ok = m.known.fates.Choice(m.session)
	}
	return pass, step, ok
}

// aboutLastChoice says in the list of choices at the end which choice mattered last; "" where that is not known.
func (m *Model) aboutLastChoice() string {
	pass, _, ok := m.lastChoice()
	if !ok {
		return ""
	}
	return fmt.Sprintf("\nThe last choice that mattered was pass %d: {choices.accept} goes there.", pass)
}

// toLastChoice goes to where the last choice that mattered was open, with the list of it, and reports whether that is
// known.
func (m *Model) toLastChoice() bool {
	_, step, ok := m.lastChoice()
	if ok {
		m.pause()
		m.session.GoTo(step)
		m.arrive()
		m.over.choices.Open()
	}
	return ok
}
