package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/panel"
)

// query is a question about every schedule that is being worked on.
type query struct {
	run    int // number of the question; answers to an earlier one are ignored
	text   string
	news   chan string
	cancel context.CancelFunc
	work   tea.Cmd // comes to the answer
}

type progressMsg struct {
	run  int
	text string
	more bool
}

type answerMsg struct {
	run    int
	answer Answer
	err    error
}

// startAsking asks every schedule from the present state, beside the screen.
func (m *Model) startAsking() tea.Cmd {
	m.pause()
	run := m.ask.run + 1
	ctx, cancel := context.WithCancel(m.ctx)
	news := make(chan string, 1)
	m.ask = query{run: run, text: "asking every schedule from here …", news: news, cancel: cancel}
	m.mode, m.stale = asking, true
	from, asker := m.session.Engine().Fork(nil), m.opts.Ask
	work := func() tea.Msg {
		defer close(news)
		answer, err := asker(ctx, from, func(text string) {
			select {
			case news <- text:
			default: // the screen is still busy with the last one
			}
		})
		return answerMsg{run: run, answer: answer, err: err}
	}
	m.ask.work = work
	return tea.Batch(work, m.listen())
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

// inAsking handles a key while every schedule is asked.
func (m *Model) inAsking(a action) tea.Cmd {
	if a == cancelAsking || a == quitAtOnce {
		m.stopAsking()
		m.advise("stopped asking · a asks again")
	}
	return nil
}

func (q query) draw() panel.Overlay {
	return &panel.Message{
		Title: "All schedules", Text: q.text, Mood: panel.Unsure,
		Keys: []panel.KeyHint{{Key: "esc", Does: "stop"}},
	}
}
