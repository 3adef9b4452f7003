// Package goal says whether the end that a scene expects is reached, how short the way could have been, and what
// there is to see in a schedule that was laid out. It reads sessions; it says nothing by itself and searches nothing.
package goal

import (
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
)

// Goal is what is known about the end that the scene of a session expects.
type Goal struct {
	Of    *session.Session
	Par   Par
	There bool   // the position is at that end
	Say   func() // says so, and again where more is known
}

// Par is the shortest way to the end that a scene expects, from its boot.
type Par struct {
	Asked, Known bool
	Length       int // ops at grain op, else passes; 0: not found
}

// About makes the goal one of a session: what is known of another is forgotten.
func (g *Goal) About(s *session.Session) {
	if g.Of != s {
		*g = Goal{Of: s}
	}
}

// Judge looks whether the end is reached, and reports whether it was not when it looked last.
func (g *Goal) Judge(s *session.Session) (reached bool) {
	g.About(s)
	there := Judged(s.Program()) && failed(s.Engine(), s.Program().Expect.Kind)
	reached = there && !g.There
	g.There = there
	return reached
}

// Judged reports whether a scene has a goal and expects a failure, which can then be waited for. What a goal means is
// not in its words; so it is the end that is judged.
func Judged(p *program.Program) bool { return p.Goal != "" && p.Expect.Fails() }

// Reached reports whether a session stands where the goal of its scene is reached: at the failure that the scene
// expects, or, where the goal is to heal it, at an end that is none.
func (g *Goal) Reached(s *session.Session) bool {
	p := s.Program()
	switch {
	case g.Of != s || !Judged(p):
		return false
	case p.Lesson.Heals:
		return s.Engine().End().Kind == engine.EndDone && !failed(s.Engine(), p.Expect.Kind)
	}
	return g.There
}

// Line is what the scene of a session asks for, in its own words, and, where its end is judged, what is known about it;
// "" where it asks for nothing.
func (g *Goal) Line(s *session.Session) string {
	p := s.Program()
	if p.Goal == "" {
		return ""
	}
	line := "Goal: " + p.Goal
	if Judged(p) && !p.Lesson.Heals && g.Of == s && g.Par.Length > 0 {
		line += fmt.Sprintf("\nThe shortest way to %s is %s.", endWords(p.Expect.Kind), amount(p, g.Par.Length))
	}
	return line
}

// Text says that the end is reached, and how short the way could have been.
func (g *Goal) Text(s *session.Session) string {
	e, p := s.Engine(), s.Program()
	n := int(e.PassNumber())
	if p.Settings.Grain == program.GrainOp {
		n = int(e.StepNumber())
	}
	text := fmt.Sprintf("%s, as this scene expects, after %s", p.Expect, amount(p, n))
	if helped(s) {
		text += " and with your changes"
	}
	switch {
	case g.Par.Length > 0 && n == g.Par.Length:
		text += ": no way is shorter"
	case g.Par.Length > 0:
		text += fmt.Sprintf("; the shortest way takes %d", g.Par.Length)
	case g.Par.Known:
		text += "; how short the way can be is not known"
	}
	return text
}

// amount is a number of what a scene's check counts.
func amount(p *program.Program, n int) string { return p.Settings.Grain.Count(int64(n)) }

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

// helped reports whether the user did more on the way than to choose.
func helped(s *session.Session) bool {
	at := s.Position()
	return slices.ContainsFunc(s.Commands(), func(g session.Given) bool {
		switch g.Command.Verb {
		case engine.RunVerb, engine.ChooseVerb, engine.PolicyVerb:
			return false
		}
		return g.Step <= at
	})
}
