package ui

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/measure"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/dialog"
	"github.com/quartet-os/quartet/ui/gauge"
	"github.com/quartet-os/quartet/ui/goal"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/why"
)

// query is work beside the screen that a dialog waits for: every schedule is asked, or a sweep runs.
type query struct {
	title   string
	asks    string // what is asked, before how far it is
	text    string
	stopped string // what is said when it was stopped
	wide    bool   // the answer has rows
	atOnce  bool   // without an event loop it is done at once, and not by the stage's clock
	news    chan string
	work    tea.Cmd // comes to the answer, once
}

// progressMsg tells how far a query is.
type progressMsg struct {
	ticket
	text string
	more bool
}

// answerMsg is what a query came to.
type answerMsg struct {
	ticket
	answer ask.Answer
	page   *dialog.Page // shown in place of the answer's text
	twin   *twin        // shown beside the run on the screen
	opened *arrival     // put on the screen in place of an answer
	world  *world       // of an edited scene, the same
	then   func()       // what is done in place of an answer
	err    error
}

// startAsking asks every schedule from the present state, beside the screen.
func (m *Model) startAsking() {
	m.startAskingBy(m.opts.Ask, ask.Topics(false))
}

// startAskingBy lets an asker ask about the schedules from the present state.
func (m *Model) startAskingBy(asker ask.Asker, about ask.Topic) {
	from := m.session.Engine().Fork(nil)
	q := query{title: about.Title, text: about.Text, asks: about.Asks, wide: true,
		stopped: m.keys.Words(about.Stopped)}
	m.workBeside(q, func(ctx context.Context, news func(string)) (msg answerMsg) {
		msg.answer, msg.err = asker(ctx, from, news)
		return msg
	})
}

// startSweep runs the scene from its start once for each combination of numbers, beside the screen.
func (m *Model) startSweep(ranges []string) error {
	plan, err := ask.SweepPlan(m.session.Program(), ranges)
	if err != nil {
		return err
	}
	q := query{
		title: "Sweep", text: "running " + strings.Join(ranges, " ") + " …",
		stopped: "stopped the sweep · : and the up key bring the line back",
	}
	m.workBeside(q, func(ctx context.Context, news func(string)) (msg answerMsg) {
		points, err := measure.Sweep(ctx, plan, runtime.NumCPU(), func(finished, total int) {
			news(fmt.Sprintf("%d of %d points of %s …", finished, total, strings.Join(ranges, " ")))
		})
		if err != nil {
			return answerMsg{err: err}
		}
		return answerMsg{page: &dialog.Page{Sweep: ask.SweepPage(&plan, points)}}
	})
	return nil
}

// workBeside begins work that comes to an answer, tells how far it is and can be stopped. Without an event loop the
// stage's clock says when it is done.
func (m *Model) workBeside(q query, answer func(context.Context, func(string)) answerMsg) {
	m.pause()
	m.stopAsking()
	t, ctx, news := m.begin(queryWork), m.context(queryWork), make(chan string, 1)
	var once sync.Once
	q.news = news
	q.work = func() (msg tea.Msg) {
		once.Do(func() {
			defer close(news)
			a := answer(ctx, func(text string) {
				select {
				case news <- text:
				default: // the screen is still busy with the last one
				}
			})
			a.ticket = t
			msg = a
		})
		return msg
	}
	m.ask = q
	m.stack.Open(keys.Asking)
	m.stale = true
	switch {
	case !m.desk.alone:
		m.aside(q.work)
		m.aside(m.listen())
	case q.atOnce:
		m.aside(q.work)
	}
}

// listen waits for the next news of the question.
func (m *Model) listen() tea.Cmd {
	t, news := m.ticket(queryWork), m.ask.news
	return func() tea.Msg {
		text, more := <-news
		return progressMsg{ticket: t, text: text, more: more}
	}
}

func (m *Model) askProgress(msg progressMsg) {
	if msg.more {
		m.ask.text, m.stale = m.ask.asks+msg.text, true
		m.aside(m.listen())
	}
}

// answered shows the verdict, and lays the schedule that goes wrong on the timeline, if there is one. Where something
// lies over the dialog that waited for it, the answer takes the dialog's place below.
func (m *Model) answered(msg answerMsg) {
	m.stopAsking()
	if msg.twin != nil {
		m.enterWorlds(msg.twin, msg.err)
		return
	}
	switch {
	case msg.opened != nil:
		m.enterOpened(msg.run, msg.opened, msg.err)
		return
	case msg.world != nil:
		m.enterWorld(msg.world, msg.err)
		return
	case msg.err != nil:
		m.scenes.failed = failure{msg.run, msg.err}
		m.answerPage(dialog.ErrorPage("This could not be answered", msg.err))
		return
	case msg.page != nil:
		m.answerPage(*msg.page)
		return
	case msg.then != nil:
		msg.then()
		return
	}
	mood := panel.Good
	switch msg.answer.Answer {
	case explore.Fails:
		mood = panel.Bad
	case explore.Unknown:
		mood = panel.Unsure
	}
	text := msg.answer.Text
	if play := msg.answer.Play; play != nil {
		from := m.session.Position()
		if err := play(m.session); err != nil {
			m.answerPage(dialog.ErrorPage("The schedule could not be laid out", err))
			return
		}
		m.known.highlight = goal.NewHighlight(m.session, from, msg.answer.Why)
		m.known.highlight.Length = msg.answer.Length
		if why := msg.answer.Why; why != nil && why.InRun != "" {
			text = strings.TrimPrefix(text+"\n\n"+why.InRun, "\n\n")
		}
		if next := msg.answer.Next; next != "" {
			if m.scenes.puzzles.Withholds(m.session.Program(), "mend") == nil {
				next += " :mend looks for cures."
			}
			text = strings.TrimPrefix(text+"\n\n"+next, "\n\n")
		}
		if len(m.session.Branches()) > 1 {
			text += " {other-future} returns to the future before."
		}
	}
	m.answerPage(m.schedulesPage(&msg.answer, text, mood))
	m.lessonAsked(&msg.answer)
}

// stopAsking ends a query, if one goes on, and closes its dialog.
func (m *Model) stopAsking() {
	m.stop(queryWork)
	m.leave(keys.Asking)
}

// inAsking handles a key while every schedule is asked, or a sweep runs.
func (m *Model) inAsking(a keys.Action, k keys.Press) (cmd tea.Cmd, taken bool) {
	switch {
	case a == keys.CancelAsking || a == keys.QuitAtOnce:
		m.stopAsking()
		m.advise(m.ask.stopped)
	case m.keys.Find(keys.Browsing, k.Name) != nil:
		m.refuse(m.keys.Words("not while this goes on: {asking.stop} stops it"))
	}
	return nil, true
}

func (q query) draw() panel.Overlay {
	return &panel.Message{
		Title: q.title, Text: q.text, Mood: panel.Unsure, Wide: q.wide,
		Keys: []panel.KeyHint{{Key: "{asking.stop}", Does: "stop"}},
	}
}

// meterMsg is the time to go on measuring.
type meterMsg struct{ ticket }

// followMeter brings the measures to the present position, or nearer to it; all the way where no event loop
// goes on with it.
func (m *Model) followMeter() {
	slice := int64(gauge.Slice)
	if m.desk.alone {
		slice = 0
	}
	if m.stack.Mode != keys.Measuring || !m.stale || m.known.measures.Follow(m.session, slice) {
		return
	}
	t := m.begin(meterWork)
	m.aside(func() tea.Msg { return meterMsg{t} })
}

// showMeasures opens the measures, turns to the next work queue, and closes them after the last.
func (m *Model) showMeasures() {
	if m.stack.Mode == keys.Measuring && m.known.measures.Turn(len(m.session.Program().Queues)) {
		return
	}
	m.known.measures.First()
	m.toggle(keys.Measuring)
}

// comparedMsg brings a comparison.
type comparedMsg struct {
	ticket
	ask.Comparison
}

// compare works out what the two schedulers need, beside the screen, once for a scene and its rules.
func (m *Model) compare() {
	e, p, known := m.session.Engine(), m.session.Program(), &m.known.measures.Compared
	if e.Policy() != program.RoundRobin || known.Of == p && known.Rules == e.Rules() {
		return
	}
	*known = ask.Comparison{Of: p, Rules: e.Rules()}
	t, ctx, wanted := m.begin(compareWork), m.context(compareWork), *known
	m.aside(func() tea.Msg {
		wanted.Run(ctx)
		return comparedMsg{t, wanted}
	})
}

// askWhy opens the answer to why, or closes it.
func (m *Model) askWhy() {
	m.known.reasons.Forget()
	if o := m.focusedObject(); o >= 0 {
		m.known.reasons.Ask(reason.About{Kind: reason.Object, Object: o})
	}
	m.toggle(keys.Explaining)
}

// askAbout opens the answer about what bears a name.
func (m *Model) askAbout(name string) error {
	if name == "" {
		return errors.New(m.keys.Words("why takes the name of a coroutine or of an object, or an item such " +
			"as #3; " +
			"{why} asks about the selected coroutine"))
	}
	about, err := m.known.reasons.Find(m.session, m.now(), name)
	if err != nil {
		return err
	}
	m.pause()
	m.closeAll()
	m.stack.Mode = keys.Explaining
	m.known.reasons.Ask(about)
	if about.Kind == reason.Coroutine {
		m.selectSlot(about.Slot)
	}
	return nil
}

// asked is what w asks about where nothing was named: the selected coroutine; at an end that is a failure the run as a
// whole; else whom the newest sentence is about.
func (m *Model) asked() reason.About {
	if !m.somebody() && m.hasFailed() {
		return reason.About{Kind: reason.End}
	}
	slot := m.aboutWhom()
	about := reason.About{Slot: slot}
	if slot >= 0 {
		about.Name = m.now().Coroutines[slot].Name
	}
	return about
}

// inWhy handles a key while the answer is open: those that it has no use for work as ever.
func (m *Model) inWhy(a keys.Action, _ keys.Press) (cmd tea.Cmd, taken bool) {
	chain := &m.known.reasons
	if a == keys.SelectNext || a == keys.SelectPrevious {
		chain.Forget()
	}
	chain.Look(m.session, m.judged(), m.asked(), m.knownOfEnd(true)...)
	what, step := chain.Update(m.session, a)
	if what != why.Pass {
		m.stale = true
	}
	switch what {
	case why.Go:
		m.pause()
		m.session.GoTo(step)
		m.follow()
		m.judge()
	case why.Close:
		chain.Forget()
		m.stack.Mode = keys.Browsing
	}
	return nil, what != why.Pass
}

// whyMsg is the time to go on reading the run.
type whyMsg struct{ ticket }

// followWhy reads the run up to the present position, or nearer to it, while somebody asks why, and at an end.
func (m *Model) followWhy() {
	if !m.stale || m.stack.Mode != keys.Explaining && !m.hasFailed() {
		return
	}
	slice := int64(why.Slice)
	if m.desk.alone {
		slice = 0
	}
	if !m.known.reasons.Follow(m.session, slice) {
		t := m.begin(whyWork)
		m.aside(func() tea.Msg { return whyMsg{t} })
	}
}

// knownOfEnd says, as far as that is known, when it was decided that it ends badly, and where it does not go wrong. For
// somebody who asks, a tall screen has room for how the former is found out.
func (m *Model) knownOfEnd(asked bool) []reason.Line {
	cure := m.known.reasons.Cure(m.session.Program(), m.end().Kind)
	decided := m.decided(asked && m.canvas.height >= 50)
	if decided.Text != "" {
		cure = append([]reason.Line{decided}, cure...)
	}
	return cure
}

// decided says when it was decided that the run ends badly; and, if there is room, how that is found out.
func (m *Model) decided(room bool) reason.Line {
	text, step, whole := m.known.highlight.Decided(m.session)
	if pass, at := m.known.fates.Decided(m.session, room && text == ""); !whole && pass != "" {
		text, step = pass, at
	}
	return reason.Line{Part: reason.Decided, Text: text, Step: step}
}

// verdict is the panel that says why the run ended; nil where it goes on, where it ended well, and where the user would
// rather see the story.
func (m *Model) verdict() *panel.Reasons {
	if !m.hasFailed() || m.look.story {
		return nil
	}
	answer := m.known.reasons.Verdict(m.session, m.judged()).With(m.knownOfEnd(false)...)
	r := &panel.Reasons{Answer: &answer, At: -1, Bad: true, Hint: m.keys.Words("{why} each step  {close} the story")}
	r.Cures = m.known.reasons.Cures(m.session.Program(), m.end().Kind)
	if m.known.highlight.On(m.session) == nil { // else it was the search that came; that it is reached the header says
		if asks := m.decided(true); asks != m.decided(false) {
			r.Spare = []reason.Line{asks}
		}
		r.Foot = program.Capital(m.known.goal.Failure(m.session))
	}
	return r
}
