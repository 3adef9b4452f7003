package ui

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// goal is what is known about the end that the scene on the screen expects.
type goal struct {
	of    *session.Session
	par   par
	there bool   // the position is at that end
	say   func() // says so, and again where more is known
}

// par is the shortest way to the end that a scene expects, from its boot.
type par struct {
	asked, known bool
	length       int // ops at grain op, else passes; 0: not found
}

// parMsg brings the shortest way of a session's scene.
type parMsg struct {
	ticket
	length int
}

// goalLine is what the scene asks for, in its own words, and, where its end is judged, what is known about it.
func (m *Model) goalLine() string {
	g := m.session.Program().Goal
	if g == "" {
		return ""
	}
	line := "Goal: " + g
	if m.judged() && m.known.goal.of == m.session && m.known.goal.par.length > 0 {
		end := endWords(m.session.Program().Expect.Kind)
		line += fmt.Sprintf("\nThe shortest way to %s is %s.", end, m.amount(m.known.goal.par.length))
	}
	return line
}

// judged reports whether the present scene has a goal and expects a failure, which can then be waited for. What a goal
// means is not in its words; so it is the end that is judged.
func (m *Model) judged() bool {
	p := m.session.Program()
	return p.Goal != "" && p.Expect.Fails()
}

// endWords names a kind of failure as a thing.
func endWords(kind engine.Ending) string {
	switch kind {
	case engine.EndStuck:
		return "being stuck"
	case engine.EndNoYield:
		return "a pass without end"
	case engine.EndLostItem:
		return "a lost item"
	}
	return "a " + kind.String()
}

// amount is a number of what the scene's check counts.
func (m *Model) amount(n int) string { return m.session.Program().Settings.Grain.Count(int64(n)) }

// failed reports whether a machine stands at a failure of a kind, as check judges it.
func failed(e *engine.Engine, kind engine.Ending) bool {
	end := e.End().Kind
	switch {
	case end != engine.NotEnded && end != engine.EndDone:
		return end == kind
	case kind == engine.EndDeadlock:
		return e.Probe().Cycle() != ""
	case kind == engine.EndViolation && end == engine.EndDone:
		_, _, left := e.Probe().Abandoned()
		return left
	}
	return false
}

// judge looks whether the end that the scene expects is reached, and says so when it was not before.
func (m *Model) judge() {
	if m.known.goal.of != m.session {
		m.known.goal = goal{of: m.session}
	}
	there := m.judged() && failed(m.session.Engine(), m.session.Program().Expect.Kind)
	if there == m.known.goal.there {
		return
	}
	m.known.goal.there = there
	if there && m.known.highlight.on(m.session) == nil { // else it was the search that came here
		m.askPar()
		m.sayGoal()
	}
}

// sayGoal says that the end is reached, and how short the way could have been.
func (m *Model) sayGoal() {
	if m.stack.Mode == keys.Browsing && !m.look.story &&
		panel.HasVerdict(&m.canvas.frame, m.canvas.width, m.canvas.height) {
		m.stale = true // the panel that says why it is over says this as well
		return
	}
	m.advise(m.goalText())
	m.notice.kind = panel.Changed
	m.notice.goal, m.known.goal.say = true, m.sayGoal
}

func (m *Model) goalText() string {
	e, p := m.session.Engine(), m.session.Program()
	n := int(e.PassNumber())
	if p.Settings.Grain == program.GrainOp {
		n = int(e.StepNumber())
	}
	text := fmt.Sprintf("%s, as this scene expects, after %s", p.Expect, m.amount(n))
	if m.helped() {
		text += " and with your changes"
	}
	switch g := &m.known.goal.par; {
	case g.length > 0 && n == g.length:
		text += ": no way is shorter"
	case g.length > 0:
		text += fmt.Sprintf("; the shortest way takes %d", g.length)
	case g.known:
		text += "; how short the way can be is not known"
	}
	return text + " · goal: " + p.Goal
}

// helped reports whether the user did more on the way than to choose.
func (m *Model) helped() bool {
	at := m.session.Position()
	return slices.ContainsFunc(m.session.Commands(), func(g session.Given) bool {
		switch g.Command.Verb {
		case engine.RunVerb, engine.ChooseVerb, engine.PolicyVerb:
			return false
		}
		return g.Step <= at
	})
}

// askPar looks for the shortest way to the expected end, once a session: beside the screen, or at once where there is
// no terminal that would go on meanwhile.
func (m *Model) askPar() {
	if m.known.goal.of != m.session {
		m.known.goal = goal{of: m.session}
	}
	if !m.judged() || m.known.goal.par.asked {
		return
	}
	m.known.goal.par.asked = true
	t, ctx, p := m.begin(parWork), m.context(parWork), m.session.Program()
	m.aside(func() tea.Msg { return parMsg{ticket: t, length: ask.Shortest(ctx, p)} })
}

// parFound notes the shortest way, and puts it into the notice if that still stands.
func (m *Model) parFound(msg parMsg) {
	m.stop(parWork)
	m.known.goal.par.known, m.known.goal.par.length, m.stale = true, msg.length, true
	if m.known.goal.there && m.notice.goal && m.notice.text != "" {
		m.known.goal.say()
	}
}

// highlight is what there is to see in the schedule that was laid out on a branch of a session.
type highlight struct {
	session *session.Session
	branch  int
	lesson  panel.Lesson
	text    string
	told    bool // since the position came to the step that decides
}

// newHighlight keeps what explains the schedule that begins after a step of the present branch.
func (m *Model) newHighlight(from int64, why *explore.Explanation) highlight {
	if why == nil {
		return highlight{}
	}
	t := highlight{session: m.session, branch: branchOf(m.session), text: why.Text,
		lesson: panel.Lesson{From: from, Matters: why.Matters, Decides: -1}}
	if at := why.Decides(); at >= 0 {
		t.lesson.Decides = from + 1 + int64(at)
	}
	return t
}

// branchOf returns the number of the present branch.
func branchOf(s *session.Session) int {
	for _, b := range s.Branches() {
		if b.Current {
			return b.Number
		}
	}
	return 0
}

// on returns the lesson while the session is on the branch that it is about; else nil.
func (t *highlight) on(s *session.Session) *panel.Lesson {
	if t.session == nil || t.session != s || t.branch != branchOf(s) {
		return nil
	}
	return &t.lesson
}

// explain says why the step that decides does so, when the position comes to it or past it: a pass or a move may go
// further than that step.
func (m *Model) explain() {
	l := m.known.highlight.on(m.session)
	at := l != nil && l.Decides >= 0 && m.session.Position() >= l.Decides
	if at && !m.known.highlight.told {
		m.advise(m.known.highlight.text)
	}
	m.known.highlight.told = at
}
