package ui

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/measure"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/dialog"
	"github.com/quartet-os/quartet/ui/gauge"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// query is work beside the screen that a dialog waits for: every schedule is asked, or a sweep runs.
type query struct {
	title   string
	text    string
	stopped string // what is said when it was stopped
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
	opened *arrival     // put on the screen in place of an answer
	err    error
}

// startAsking asks every schedule from the present state, beside the screen.
func (m *Model) startAsking() {
	from, asker := m.session.Engine().Fork(nil), m.opts.Ask
	q := query{title: "All schedules", text: "asking every schedule from here …",
		stopped: "stopped asking · a asks again"}
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
		m.ask.text, m.stale = msg.text, true
		m.aside(m.listen())
	}
}

// answered shows the verdict, and lays the schedule that goes wrong on the timeline, if there is one. Where something
// lies over the dialog that waited for it, the answer takes the dialog's place below.
func (m *Model) answered(msg answerMsg) {
	m.stopAsking()
	if msg.opened != nil {
		m.enterOpened(msg.run, msg.opened, msg.err)
		return
	}
	if msg.err != nil {
		m.answerPage(dialog.ErrorPage("This could not be answered", msg.err))
		return
	}
	if msg.page != nil {
		m.answerPage(*msg.page)
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
		if len(m.session.Branches()) > 1 {
			text += " B returns to the future before."
		}
		m.canvas.track.forget()
		m.known.highlight = m.newHighlight(from, msg.answer.Why)
		if why := msg.answer.Why; why != nil && why.Text != "" {
			text += "\n\n" + why.Text
		}
	}
	m.answerPage(dialog.Page{Message: &panel.Message{
		Title: "All schedules", Text: text, Mood: mood,
		Keys: []panel.KeyHint{{Key: "esc", Does: "close"}},
	}})
}

// stopAsking ends a query, if one goes on, and closes its dialog.
func (m *Model) stopAsking() {
	m.stop(queryWork)
	m.leave(keys.Asking)
}

// inAsking handles a key while every schedule is asked, or a sweep runs.
func (m *Model) inAsking(a keys.Action, _ keys.Press) (cmd tea.Cmd, taken bool) {
	if a == keys.CancelAsking || a == keys.QuitAtOnce {
		m.stopAsking()
		m.advise(m.ask.stopped)
	}
	return nil, true
}

func (q query) draw() panel.Overlay {
	return &panel.Message{
		Title: q.title, Text: q.text, Mood: panel.Unsure,
		Keys: []panel.KeyHint{{Key: "esc", Does: "stop"}},
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
