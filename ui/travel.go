package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/session"
)

// moveLimit is how many steps a key goes at once: n before it gives up to look for a change of place, enter in a pass.
const moveLimit = 100_000

// stepOn does one step, or goes one forward in time.
func (m *Model) stepOn() {
	if m.session.Forward() == nil {
		m.atEnd()
	}
}

// stepBack goes one step back.
func (m *Model) stepBack() {
	if !m.session.Back() {
		m.atStart()
	}
}

// moveBack goes back to the change of place before.
func (m *Model) moveBack() {
	if !m.session.PrevMove() {
		m.atStart()
	}
}

func (m *Model) playPause() tea.Cmd {
	if m.play.on {
		m.pause()
		return nil
	}
	if m.ended() {
		m.atEnd()
		return nil
	}
	return m.start()
}

// ended says whether the run is over and the position is at its end.
func (m *Model) ended() bool {
	return m.session.Engine().End().Kind != engine.NotEnded && m.session.Position() >= m.session.Length()
}

func (m *Model) toMove() {
	before := m.session.Position()
	if _, moved := m.session.NextMove(moveLimit); moved {
		return
	}
	if m.ended() || m.session.Full() {
		m.atEnd()
		return
	}
	m.advise(fmt.Sprintf("nobody changes place in the next %d steps · b goes back", m.session.Position()-before))
}

// toPassEnd goes to the end of the pass, or as far as a key goes at once.
func (m *Model) toPassEnd() {
	for n := 0; n < moveLimit; n++ {
		if m.session.Forward() == nil {
			if n == 0 {
				m.atEnd()
			}
			return
		}
		if m.session.Engine().RunningSlot() < 0 {
			return
		}
	}
	m.advise(fmt.Sprintf("this pass takes more than %d steps · enter goes on", moveLimit))
}

// backPass goes to the end of the pass before: the last step that an earlier pass has. A pass may be long and a step
// back is a replay, so it goes back by more and more, and then nears the place from both sides.
func (m *Model) backPass() {
	s, e := m.session, m.session.Engine()
	pass, after := e.PassNumber(), s.Position()
	if !s.Back() {
		m.atStart()
		return
	}
	inside := func() bool { return s.Position() > 0 && e.PassNumber() == pass && e.RunningSlot() >= 0 }
	for by := int64(1); inside(); by *= 2 {
		after = s.Position()
		s.GoTo(after - by)
	}
	for before := s.Position(); after-before > 1; {
		middle := before + (after-before)/2
		if s.GoTo(middle); inside() {
			after = middle
		} else {
			before = middle
		}
	}
	s.GoTo(after - 1)
}

// longEnd is the letters of an ending that the footer still repeats.
const longEnd = 60

// atEnd says how the run ended.
func (m *Model) atEnd() {
	if m.session.Full() {
		m.advise(m.fullText())
		return
	}
	end := m.session.Engine().End()
	if end.Kind == engine.NotEnded {
		m.advise("nothing more happens here")
		return
	}
	text, short := end.Text, "the run is over: "+end.Kind.String()
	if text == "" || len(text) > longEnd { // the story has it in full
		text = short
	}
	switch judged := m.goal.there && m.goal.of == m.session; {
	case judged && text == short:
		text = m.goalText() // which says how it ended
	case judged:
		text += " · " + m.goalText()
	}
	m.advise(text + " · b goes back, home to the start")
	m.goal.notice, m.goal.say = m.notice, m.atEnd
}

// fullText says that the session records no further step, though its machine could go on, and what to do.
func (m *Model) fullText() string {
	name := m.file
	if name == "" {
		name = m.sceneName()
	}
	return fmt.Sprintf("this session is full: it holds %d steps, those of all its branches, and no more · b goes back · :open %s begins anew",
		session.MaxSteps, name)
}

func (m *Model) atStart() { m.advise("this is the start: nothing has run yet · space steps") }
