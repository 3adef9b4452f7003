package ui

import (
	"context"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/goal"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/motion"
	"github.com/quartet-os/quartet/ui/panel"
)

// work is a kind of work that goes on beside the event loop. Of each kind one piece goes on at a time.
type work uint8

const (
	queryWork   work = iota // what a dialog waits for: every schedule is asked, a sweep runs, a scene is opened
	parWork                 // the shortest way to the end that the scene expects
	watchWork               // the scene's file is looked at
	playWork                // the clock of a run
	meterWork               // the run is measured
	whyWork                 // the run is read, to say why
	timeWork                // a long timeline is made
	goalWork                // a long run is looked at for the goal
	rulesWork               // a rule is tried on the run
	editWork                // a draft is read, and every schedule of it is asked
	compareWork             // the schedulers are compared
	versusWork              // every schedule of two worlds is asked
	tallyWork               // two worlds are counted
	motionWork              // what a step has moved is shown on its way
	fateWork                // what is still possible behind each pass
	quizWork                // it is looked for what could be asked
	puzzleWork              // a puzzle is judged
	pageWork                // check is asked what the page of the scene says
	shelfWork               // the shelf is listed
	saveWork                // files are written
	noteWork                // the notes of a demo are written
	demoWork                // the clock of a demo, and its scene read afresh
	journalWork             // the journal's failure is awaited
	castWork                // a live recording
	outsideWork             // a scene is edited outside
	folderWork              // a folder's names are read
	tourWork                // a scene of the tour is opened
	works
)

// bound tells whether work is about the session that is shown, so that it ends with it.
func (w work) bound() bool { return w <= pageWork }

// ticket says what a piece of work beside the event loop is about: the kind of work, its number, and the session that
// was shown when it began. Every message that such work sends carries its ticket, and Update drops a message whose
// ticket is no longer good: since the work was stopped or begun anew, or since another session is shown. So an
// answer, a schedule or a file's text never reaches a session that it is not about.
type ticket struct {
	work work
	run  int
	of   *session.Session // nil for work that is about no session
}

// about returns the ticket of a message that embeds one.
func (t ticket) about() ticket { return t }

// besideMsg is a message of work beside the event loop.
type besideMsg interface{ about() ticket }

// desk knows which work goes on.
type desk struct {
	ctx   context.Context // ends with the program
	timer func(time.Duration, func(time.Time) tea.Msg) tea.Cmd
	alone bool      // there is no event loop: what would be done beside it is done at once
	queue []tea.Cmd // what the event loop is to do beside
	work  [works]struct {
		run    int
		on     bool
		cancel context.CancelFunc
	}
}

// begin returns the ticket of work that begins; what went on of its kind is stopped.
func (m *Model) begin(w work) ticket {
	m.stop(w)
	m.desk.work[w].on = true
	return m.ticket(w)
}

// ticket returns the ticket of the work of a kind that goes on.
func (m *Model) ticket(w work) ticket {
	t := ticket{work: w, run: m.desk.work[w].run}
	if w.bound() {
		t.of = m.session
	}
	return t
}

// stop ends work of a kind: its context is cancelled, and messages that are still on their way are not heard.
func (m *Model) stop(w work) {
	d := &m.desk.work[w]
	if d.cancel != nil {
		d.cancel()
	}
	d.run, d.on, d.cancel = d.run+1, false, nil
}

// context returns the context of the work of a kind that goes on. It ends when the work is stopped or its next part
// asks for one, and with the program.
func (m *Model) context(w work) context.Context {
	d := &m.desk.work[w]
	if d.cancel != nil {
		d.cancel()
	}
	ctx, cancel := context.WithCancel(m.desk.ctx)
	d.cancel = cancel
	return ctx
}

// goesOn reports whether work of a kind was begun and is neither over nor stopped.
func (m *Model) goesOn(w work) bool { return m.desk.work[w].on }

// good reports whether a message with a ticket may be heard.
func (m *Model) good(t ticket) bool {
	return t == m.ticket(t.work)
}

// aside leaves a command to the event loop. A screen without one carries it out at once.
func (m *Model) aside(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	if !m.desk.alone {
		m.desk.queue = append(m.desk.queue, cmd)
		return
	}
	if msg, ok := cmd().(besideMsg); ok && m.good(msg.about()) {
		if next := m.hear(msg); next != nil {
			m.desk.queue = append(m.desk.queue, next)
		}
	}
}

// hear takes up a message of work beside the event loop whose ticket is good.
func (m *Model) hear(msg besideMsg) tea.Cmd {
	switch msg := msg.(type) {
	case tickMsg:
		return m.tick(msg)
	case motionMsg:
		return m.goOn(msg)
	case fileMsg:
		m.fileRead(msg)
	case progressMsg:
		m.askProgress(msg)
	case answerMsg:
		m.answered(msg)
	case performMsg:
		return m.perform(msg)
	case againMsg:
		return m.replayDemo(msg)
	case parMsg:
		m.parFound(msg)
	case versusMsg:
		m.versusJudged(msg)
	case pageMsg:
		m.pageJudged(msg)
	case shelfMsg:
		m.shelfListed(msg)
	case tourMsg:
		m.tourArrived(msg)
	case savedMsg:
		return m.saved(msg)
	case castMsg:
		return m.castBegun(msg)
	case castBeatMsg:
		return m.castSeen(msg)
	case castOverMsg:
		m.castOver(msg)
	case journalMsg:
		m.journalLost()
	case notedMsg:
		m.noted(msg)
	case triedMsg:
		m.tried(msg)
	case draftMsg:
		m.draftHeard(msg)
	case outsideMsg:
		return m.outsideHeard(msg)
	case folderMsg:
		m.folderRead(msg)
	case comparedMsg:
		m.stop(compareWork)
		m.known.measures.Compared, m.stale = msg.Comparison, true
	case fateMsg:
		m.fatesTold(msg)
	case quizMsg:
		m.quizFound(msg)
	case puzzleMsg:
		m.stop(puzzleWork)
		m.stale = true
		msg.then()
	case meterMsg, tallyMsg, whyMsg:
		m.stale = true
	case timeMsg:
		m.stop(timeWork)
		m.stale = true
	case goalMsg:
		m.stop(goalWork)
		m.judge()
		m.stale = true
	}
	return nil
}

// judge looks whether the goal is reached, and the failure that the scene expects, and says so when it was not before.
// What takes longer than a frame goes on at the next one.
func (m *Model) judge() {
	m.scenes.puzzles.Moved(board{m}, m.known.highlight.On(m.session) != nil, m.play.on)
	most := int64(goal.Slice)
	if m.desk.alone {
		most = 0
	}
	g := &m.known.goal
	fresh, settled := g.Judge(m.session, most)
	if !settled {
		t := m.begin(goalWork)
		m.aside(func() tea.Msg { return goalMsg{t} })
		return
	}
	if !fresh || m.known.highlight.On(m.session) != nil { // then it was the search that came here
		return
	}
	if g.There {
		m.keepGoal()
	}
	if g.Failed || !m.opts.Goals.Quiet {
		m.askPar()
		m.sayGoal()
	}
}

// goalMsg is the time to go on looking whether the goal is reached.
type goalMsg struct{ ticket }

// sayGoal says that the goal is reached, and of the failure that the scene expects how short the way could have been.
func (m *Model) sayGoal() {
	if m.saysWhy() {
		m.stale = true // the panel that says why it is over says this as well
		return
	}
	m.advise(m.known.goal.Text(m.session))
	m.notice.kind = panel.Changed
	m.notice.goal, m.notice.asks, m.known.goal.Say = true, panel.ByItself, m.sayGoal
}

// keepGoal remembers that the goal of a scene of the shelf was reached, beside the screen. A demo reaches none.
func (m *Model) keepGoal() {
	name, goals := m.sceneName(), &m.opts.Goals
	if keep := goals.Keep; goals.Reached(name) && keep != nil {
		m.aside(func() tea.Msg { _ = keep(name); return nil })
	}
}

// saysWhy reports whether an end that is a failure is explained in a panel, which what a notice says stands in, too.
func (m *Model) saysWhy() bool {
	return m.hasFailed() && m.stack.Mode == keys.Browsing && !m.look.story &&
		panel.HasVerdict(&m.canvas.frame, m.canvas.width, m.canvas.height)
}

// parMsg brings the shortest way of a session's scene.
type parMsg struct {
	ticket
	length, away int
}

// goalInList says in the list of choices what they are to come to.
func (m *Model) goalInList() string {
	if broken := m.scenes.puzzles.Reached(board{m}); broken != "" {
		return "Goal: " + m.session.Program().Goal + "\n" + broken
	}
	return m.known.goal.Line(m.session, m.moot(), m.known.highlight.Here(m.session))
}

// askPar looks for the shortest way to the expected end, once a session, and for that from here: beside the screen, or
// at once where there is no terminal that would go on meanwhile.
func (m *Model) askPar() {
	g := &m.known.goal
	g.About(m.session)
	if p := m.session.Program(); !goal.Expected(p) || !g.Away.Ask(m.session) && g.Par.Asked {
		return
	}
	g.Par.Asked = true
	look := ask.Distances(m.session.Engine().Fork(nil), g.Par.Known, g.Par.Length)
	t, ctx := m.begin(parWork), m.context(parWork)
	m.aside(func() tea.Msg { par, away := look(ctx); return parMsg{t, par, away} })
}

// parFound notes the shortest way, and puts it into the notice if that still stands.
func (m *Model) parFound(msg parMsg) {
	m.stop(parWork)
	g := &m.known.goal
	g.Par.Known, g.Par.Length, g.Away.Length, m.stale = true, msg.length, msg.away, true
	if g.Failed && m.notice.goal && m.notice.text != "" {
		g.Say()
	}
}

// explain says why the step that decides does so, when the position comes to it.
// At an end there is more to say: why it is over, which says this as well.
func (m *Model) explain() {
	if text := m.known.highlight.Explain(m.session); text != "" && !m.hasFailed() {
		m.answer(panel.ByItself, text)
	}
}

// motionMsg is the time for the next picture of what is on its way.
type motionMsg struct {
	ticket
	at time.Time
}

// setOut shows what the step that leads here has moved on its way, if time went on since the step before.
func (m *Model) setOut(before int64) tea.Cmd {
	if m.session.Position() <= before {
		return nil
	}
	return m.glide(0)
}

// glide shows what the events of this moment have moved on its way, but for the first few, which were seen before.
func (m *Model) glide(seen int) tea.Cmd {
	speed := speeds[m.play.speed]
	if m.desk.alone || m.demo != nil || m.play.on && (speed == 0 || speed > motion.MostSpeed) ||
		!m.canvas.motion.Begin(m.session, seen, time.Now()) {
		return nil
	}
	m.begin(motionWork)
	return m.nextPicture()
}

func (m *Model) nextPicture() tea.Cmd {
	t := m.ticket(motionWork)
	return m.desk.timer(motion.Beat, func(at time.Time) tea.Msg { return motionMsg{ticket: t, at: at} })
}

// goOn shows the next picture of what is on its way.
func (m *Model) goOn(msg motionMsg) tea.Cmd {
	m.stale = true
	if m.canvas.motion.Tick(msg.at) {
		return m.nextPicture()
	}
	m.stop(motionWork)
	return nil
}

// stand lets what is on its way stand at its place at once.
func (m *Model) stand() {
	if m.canvas.motion.End() {
		m.stop(motionWork)
		m.stale = true
	}
}

// toggleMotion shows motion, or shows it no longer.
func (m *Model) toggleMotion() {
	_ = m.setMotion(map[bool]string{true: "off", false: "on"}[m.canvas.motion.On]) // both are known
}

// setMotion takes what :motion says.
func (m *Model) setMotion(arg string) error {
	if arg != "on" && arg != "off" {
		return fmt.Errorf("motion takes a word, %son or off", not(arg))
	}
	m.canvas.motion.On = arg == "on"
	m.advise(m.keys.Words(m.canvas.motion.Said()))
	return nil
}

// toggleAnswers hides the answers, or shows those that are hidden.
func (m *Model) toggleAnswers() {
	_ = m.veils(!m.look.veiled && (m.demo == nil || !m.demo.Hides()))(demo.Answers) // which it knows
}

// veils takes what :hide or :show says: of any scene what A in a talk hides and shows.
func (m *Model) veils(on bool) func(what string) error {
	return func(what string) error {
		if what != demo.Answers {
			return fmt.Errorf("hide and show take a word, %sanswers", not(what))
		}
		spoken := m.demo != nil && m.demo.Cover(on)
		if m.look.veiled = on && !spoken; !spoken && (on || m.demo == nil || !m.demo.Hides()) {
			m.advise(m.keys.Words(demo.Covered(on, m.hidden())))
		}
		return nil
	}
}
