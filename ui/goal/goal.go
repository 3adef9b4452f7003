// Package goal says whether the goal of a scene is reached and since when, and the end that it expects, how short the
// way could have been, and what there is to see in a schedule that was laid out. It reads sessions; it says nothing by
// itself and searches nothing.
package goal

import (
	"errors"
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
)

// Goal is what is known about the goal of a session's scene, and about the failure that it expects.
type Goal struct {
	Of     *session.Session
	Par    Par
	Away   Away
	There  bool   // the goal is reached at the position, or was on the way to it
	Step   int64  // in which step it was
	Failed bool   // the position is at the failure that the scene expects
	Hints  int    // how many hints at it were given
	Say    func() // says so, and again where more is known

	watch Watch
	sure  bool // all of the way to the position was looked at
}

// Par is the shortest way to the failure that a scene expects, from its boot.
type Par struct {
	Asked, Known bool
	Length       int // ops at grain op, else passes; 0: not found
}

// Away is how far the failure is that a scene expects from where a session stood when that was asked last.
type Away struct {
	Asked     bool
	Length    int // as Par counts; 0: not known
	at, edits int64
}

// Ask notes that it is asked where a session stands, and reports whether it was not asked there before. At the boot Par
// is the same, and within a pass no schedule begins.
func (a *Away) Ask(s *session.Session) (anew bool) {
	if s.Position() == 0 || s.Engine().RunningSlot() >= 0 || a.Asked && a.at == s.Position() && a.edits == s.Edits() {
		return false
	}
	*a = Away{Asked: true, at: s.Position(), edits: s.Edits()}
	return true
}

// From returns it for where a session stands now, 0 where that was not asked there.
func (a *Away) From(s *session.Session) int {
	if a.at != s.Position() || a.edits != s.Edits() {
		return 0
	}
	return a.Length
}

// About makes the goal one of a session: what is known of another is forgotten.
func (g *Goal) About(s *session.Session) {
	if g.Of != s {
		*g = Goal{Of: s}
	}
}

// Slice is how many steps of a run are looked at before the screen is looked after again.
const Slice = 50_000

// Judge looks whether the goal is reached, and whether the session stands at the failure that its scene expects. It
// reports whether one of them was not when it looked last. It looks at no more than most steps (0: at all of them) of
// a run that it has not seen; settled is false where there are more.
func (g *Goal) Judge(s *session.Session, most int64) (fresh, settled bool) {
	g.About(s)
	p, e := s.Program(), s.Engine()
	was, failing := g.There, g.Failed
	defer func() { g.sure = settled }()
	g.Failed = Expected(p) && failed(e, p.Expect.Kind)
	settled = true
	switch {
	case p.Goal == "":
		g.There = false
	case p.Lesson.Aim != "":
		if settled = g.watch.Follow(s, p.Lesson.Aim, 0, most); settled {
			g.There, g.Step = g.watch.at >= 0, g.watch.at
		}
	case p.Lesson.Heals:
		g.There = e.End().Kind == engine.EndDone && !failed(e, p.Expect.Kind)
		g.Step = s.Position()
	default:
		g.There, g.Step = g.Failed, s.Position()
	}
	return g.There && !was || g.Failed && !failing, settled
}

// Expected reports whether a scene has a goal and expects a failure at which a run can stand, to which there is a
// shortest way. What never happens on a run without an end is none.
func Expected(p *program.Program) bool {
	return p.Goal != "" && p.Expect.Fails() && p.Expect.Kind < program.Reached
}

// Hinting says why no hint at the goal of a session's scene can be given; arg is what was typed behind the word for it.
func (g *Goal) Hinting(s *session.Session, arg string) error {
	switch {
	case arg != "":
		return errors.New("hint stands alone: each time it says more, up to the whole way")
	case s.Program().Goal == "":
		return errors.New("this scene has no goal to hint at: {every-schedule} asks whether it can go wrong")
	case g.Reached(s):
		return fmt.Errorf("the goal is reached, in step %d", g.Step)
	}
	return nil
}

// Reached reports whether a session stands where the goal of its scene is reached, or has come by there.
func (g *Goal) Reached(s *session.Session) bool { return g.Of == s && g.There }

// Line is what the scene of a session asks for, in its own words, whether that is reached, and, where it is the failure
// that the scene expects, what is known about the way, or that there is none, as Moot says; "" where it asks for
// nothing. here is how long it is from the position, where that is known.
func (g *Goal) Line(s *session.Session, moot string, here int) string {
	p := s.Program()
	if p.Goal == "" {
		return ""
	}
	line := "Goal: " + p.Goal
	reached := g.Reached(s)
	missed := !reached && g.Of == s && g.sure && s.Engine().End().Kind != engine.NotEnded
	switch {
	case reached:
		line += fmt.Sprintf("\nReached in step %d.", g.Step)
	case moot != "":
		return line + "\n" + program.Capital(moot) + "."
	case missed:
		line += "\nNot reached in this run."
	}
	if !ByFailing(p) || g.Of != s || g.Par.Length == 0 {
		return line
	}
	to, long := endWords(p.Expect.Kind), amount(p, g.Par.Length)
	switch way := fmt.Sprintf("The shortest way to %s is %s.", to, long); {
	case reached || missed:
		return line + " " + way
	case s.Position() == 0:
		return line + "\n" + way
	}
	if here = max(here, g.Away.From(s)); here > 0 {
		return line + fmt.Sprintf("\nFrom here %s is at least %s away, from the start %d.", to, amount(p, here),
			g.Par.Length)
	}
	return line + fmt.Sprintf("\nFrom the start %s is at least %s away.", to, long)
}

// ByFailing reports whether the goal of a scene is the failure that it expects.
func ByFailing(p *program.Program) bool { return Expected(p) && !p.Lesson.Heals && p.Lesson.Aim == "" }

// Text says that the goal is reached, and of the failure that the scene expects how short the way could have been.
func (g *Goal) Text(s *session.Session) string {
	reached := ""
	if g.There && !ByFailing(s.Program()) {
		reached = fmt.Sprintf("goal reached in step %d", g.Step)
		if Helped(s, g.Step) {
			reached += ", with your changes"
		}
	}
	switch {
	case !g.Failed:
		return reached
	case reached != "":
		return g.failure(s) + " · " + reached
	}
	return g.failure(s)
}

// Failure says of the failure that the scene expects how short the way could have been; "" for any other moment.
func (g *Goal) Failure(s *session.Session) string {
	if g.Of != s || !g.Failed {
		return ""
	}
	return g.failure(s)
}

// failure says that the end is the one that the scene expects, and how short the way could have been.
func (g *Goal) failure(s *session.Session) string {
	e, p := s.Engine(), s.Program()
	n := int(e.PassNumber())
	if p.Settings.Grain == program.GrainOp {
		n = int(e.StepNumber())
	}
	text := fmt.Sprintf("%s, as this scene expects, after %s", p.Expect, amount(p, n))
	if Helped(s, s.Position()) {
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

// Failing reports whether a machine stands at a failure of any kind, as check judges it.
func Failing(e *engine.Engine) bool {
	end := e.End().Kind
	return end != engine.NotEnded && end != engine.EndDone || failed(e, engine.EndDeadlock) ||
		failed(e, engine.EndViolation)
}

// Helped reports whether the user did more on the way to a step than to choose, which of those that can come is next:
// an interrupt that the scene declares comes at any time.
func Helped(s *session.Session, at int64) bool {
	return slices.ContainsFunc(s.Commands(), func(g session.Given) bool {
		switch g.Command.Verb {
		case engine.RunVerb, engine.ChooseVerb, engine.PolicyVerb, engine.InterruptVerb:
			return false
		}
		return g.Step <= at
	})
}
