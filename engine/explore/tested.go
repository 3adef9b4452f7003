package explore

import (
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Tested says of a law or an assertion how often it was put to the test. A law that never was says nothing by not being
// broken.
type Tested struct {
	Kind program.LawKind
	Text string
	Line int
	// Times counts, of a finally, the states in which the scene is over; of an invariant and of conserve all states; of
	// an assertion it is 1 if some schedule comes to it, else 0.
	Times int64

	asserted string // of an assertion: its expression
}

// lawsOf lists the laws of a scene, and its assertions: those with the same text and expression are one.
func lawsOf(p *program.Program) []Tested {
	all := []Tested{}
	for i := range p.Laws {
		l := &p.Laws[i]
		all = append(all, Tested{Kind: l.Kind, Text: l.Text, Line: l.Line})
	}
	for i := range p.Ops {
		if p.Ops[i].Kind == program.Assert && assertion(p, all, i) < 0 {
			all = append(all, Tested{Kind: program.Assertion, Text: p.Names[p.Ops[i].B],
				Line: int(p.Ops[i].Line), asserted: p.Exprs[p.Ops[i].X].Text})
		}
	}
	return all
}

// assertion finds the assertion of an op among all, -1 if it is not there.
func assertion(p *program.Program, all []Tested, pc int) int {
	op := &p.Ops[pc]
	for i := range all {
		if all[i].Kind == program.Assertion && all[i].Text == p.Names[op.B] && all[i].asserted == p.Exprs[op.X].Text {
			return i
		}
	}
	return -1
}

// hear notes which assertions a pass came to.
func (w *worker) hear(events []engine.Event) {
	for i := range events {
		if ev := &events[i]; ev.Kind == engine.Did && ev.Op() == program.Assert && int(ev.PC) < len(w.asserted) {
			w.asserted[ev.PC] = true
		}
	}
}

// asserts reports whether some op asserts something.
func asserts(p *program.Program) bool {
	for i := range p.Ops {
		if p.Ops[i].Kind == program.Assert {
			return true
		}
	}
	return false
}

// test counts how often each law was put to the test, by what the search came to. A question of what can be reached
// asks no law.
func (v *Verdict) test(p *program.Program, s *search) {
	if v.Laws = []Tested{}; v.law != nil {
		return
	}
	v.Laws = lawsOf(p)
	for i := range v.Laws {
		switch v.Laws[i].Kind {
		case program.Finally:
			v.Laws[i].Times = max(v.Ends, 0)
			if s != nil {
				v.Laws[i].Times = max(v.Laws[i].Times, s.tally.ends)
			}
		case program.Invariant, program.Conserve:
			v.Laws[i].Times = max(v.States, v.Visited)
		}
	}
	if b := v.Broken; b != nil && b.Law >= 0 && b.Law < len(v.Laws) {
		v.Laws[b.Law].Times = max(v.Laws[b.Law].Times, 1) // the failure itself
	}
	if s == nil {
		return
	}
	for _, w := range s.workers {
		for pc, heard := range w.asserted {
			if heard {
				v.Laws[assertion(p, v.Laws, pc)].Times = 1
			}
		}
	}
}

// Warnings says what an answer does not cover though it may seem to, in sentences: laws that nothing has put to the
// test. There are none where something was found.
func (v *Verdict) Warnings() []string {
	all := []string{}
	for i := range v.Laws {
		if v.untested(i) {
			all = append(all, v.warning(i))
		}
	}
	return all
}

// untested reports whether an answer rests on a law that nothing has put to the test.
func (v *Verdict) untested(i int) bool {
	return v.Answer != Fails && i < len(v.Laws) && v.Laws[i].Times == 0
}

func (v *Verdict) warning(i int) string {
	which := "no schedule"
	if v.start.StepNumber() > 0 {
		which += " from here"
	}
	if !v.Complete {
		which += " that was looked at"
	}
	switch l := &v.Laws[i]; l.Kind {
	case program.Finally:
		return fmt.Sprintf("The law %q (finally) was never put to the test: %s ends.", l.Text, which)
	case program.Assertion:
		return fmt.Sprintf("The assertion %q on line %d was never put to the test: %s comes there.", l.Text,
			l.Line, which)
	default:
		return fmt.Sprintf("The law %q was never put to the test.", l.Text)
	}
}

// Warnings returns the warnings of both answers, one for each law; where only the first lacks a test, it says so.
func (a *Answers) Warnings() []string {
	if a.Other == nil {
		return a.First.Warnings()
	}
	all := []string{}
	for i := range a.First.Laws {
		first, other := a.First.untested(i), a.Other.untested(i)
		switch {
		case first && !other && a.Other.Answer != Fails:
			all = append(all, program.Clause(a.First.warning(i))+", "+a.First.Scope()+".")
		case first:
			all = append(all, a.First.warning(i))
		case other:
			all = append(all, program.Clause(a.Other.warning(i))+", "+a.Other.Scope()+".")
		}
	}
	return all
}
