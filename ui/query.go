package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/panel"
)

// query is work beside the screen that comes to an answer: every schedule is asked, or a sweep runs.
type query struct {
	run     int // number of the question; answers to an earlier one are ignored
	title   string
	text    string
	stopped string // what is said when it was stopped
	news    chan string
	cancel  context.CancelFunc
	work    tea.Cmd // comes to the answer
}

type progressMsg struct {
	run  int
	text string
	more bool
}

type answerMsg struct {
	run    int
	answer Answer
	page   *page // shown in place of the answer's text
	err    error
}

// startAsking asks every schedule from the present state, beside the screen.
func (m *Model) startAsking() tea.Cmd {
	from, asker := m.session.Engine().Fork(nil), m.opts.Ask
	q := query{title: "All schedules", text: "asking every schedule from here …", stopped: "stopped asking · a asks again"}
	return m.workBeside(q, func(ctx context.Context, news func(string)) (msg answerMsg) {
		msg.answer, msg.err = asker(ctx, from, news)
		return msg
	})
}

// workBeside begins work that comes to an answer, tells how far it is and can be stopped.
func (m *Model) workBeside(q query, answer func(context.Context, func(string)) answerMsg) tea.Cmd {
	m.pause()
	ctx, cancel := context.WithCancel(m.ctx)
	run, news := m.ask.run+1, make(chan string, 1)
	q.run, q.news, q.cancel = run, news, cancel
	q.work = func() tea.Msg {
		defer close(news)
		msg := answer(ctx, func(text string) {
			select {
			case news <- text:
			default: // the screen is still busy with the last one
			}
		})
		msg.run = run
		return msg
	}
	m.ask, m.mode, m.stale = q, asking, true
	return tea.Batch(q.work, m.listen())
}

// listen waits for the next news of the question.
func (m *Model) listen() tea.Cmd {
	run, news := m.ask.run, m.ask.news
	return func() tea.Msg {
		text, more := <-news
		return progressMsg{run: run, text: text, more: more}
	}
}

func (m *Model) askProgress(msg progressMsg) tea.Cmd {
	if msg.run != m.ask.run || !msg.more {
		return nil
	}
	m.ask.text, m.stale = msg.text, true
	return m.listen()
}

// answered shows the verdict, and lays the schedule that goes wrong on the timeline, if there is one.
func (m *Model) answered(msg answerMsg) {
	if msg.run != m.ask.run || m.mode != asking {
		return
	}
	m.stopAsking()
	if msg.err != nil {
		m.showError("This could not be answered", msg.err)
		return
	}
	if msg.page != nil {
		m.openPage(*msg.page)
		return
	}
	mood := panel.Good
	switch {
	case msg.answer.Fails:
		mood = panel.Bad
	case msg.answer.Unknown:
		mood = panel.Unsure
	}
	text := msg.answer.Text
	if play := msg.answer.Play; play != nil {
		from := m.session.Position()
		if err := play(m.session); err != nil {
			m.showError("The schedule could not be laid out", err)
			return
		}
		m.track.forget()
		m.taught = m.teach(from, msg.answer.Lesson)
		if l := msg.answer.Lesson; l != nil && l.Text != "" {
			text += "\n\n" + l.Text
		}
	}
	m.openPage(page{message: &panel.Message{
		Title: "All schedules", Text: text, Mood: mood,
		Keys: []panel.KeyHint{{Key: "esc", Does: "close"}},
	}})
}

func (m *Model) stopAsking() {
	if m.ask.cancel != nil {
		m.ask.cancel()
	}
	m.ask.run++
	m.mode, m.stale = browsing, true
}

// inAsking handles a key while every schedule is asked, or a sweep runs.
func (m *Model) inAsking(a action) tea.Cmd {
	if a == cancelAsking || a == quitAtOnce {
		m.stopAsking()
		m.advise(m.ask.stopped)
	}
	return nil
}

func (q query) draw() panel.Overlay {
	return &panel.Message{
		Title: q.title, Text: q.text, Mood: panel.Unsure,
		Keys: []panel.KeyHint{{Key: "esc", Does: "stop"}},
	}
}
