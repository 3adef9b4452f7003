package explore

import (
	"strings"

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
	// FalsePossible: some part of it could have come out otherwise. It is false of what was never asked, of a law none
	// of whose parts ever changes, of one whose condition was never true (a of !a || b), and of conserve where its
	// mutex was never free while an item lay there and a taker slept.
	FalsePossible bool

	asserted string // of an assertion: its expression
	idle     string // why it could not have been false, though it was asked; "" where it could
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
	if s != nil {
		v.heard(p, s)
	}
	for i := range v.Laws {
		v.Laws[i].FalsePossible = v.Laws[i].Times > 0 && v.Laws[i].idle == ""
	}
	if b := v.Broken; b != nil && b.Law >= 0 && b.Law < len(v.Laws) {
		v.Laws[b.Law].Times = max(v.Laws[b.Law].Times, 1) // the failure itself
		v.Laws[b.Law].FalsePossible = true
	}
}

// heard puts together what the workers have noted.
func (v *Verdict) heard(p *program.Program, s *search) {
	notes, all := s.noted()
	v.noteWakes(s)
	v.notes = alike(notes, s.codec.Reps())
	v.stalls = stalls(p, notes, s.codec.Reps())
	for pc := range p.Ops {
		if p.Ops[pc].Kind != program.Assert {
			continue
		}
		l := &v.Laws[assertion(p, v.Laws, pc)]
		if notes[pc] != 0 {
			l.Times = 1
		}
	}
	for i := range p.Laws {
		v.Laws[i].idle = all.laws[i].idle(&p.Laws[i], p)
	}
	v.idleAssertions(p, notes, all)
}

// idleAssertions finds assertions that could not have been false: of several that are one, all must be such.
func (v *Verdict) idleAssertions(p *program.Program, notes []byte, all *trials) {
	could := make([]bool, len(v.Laws))
	for pc := range p.Ops {
		if p.Ops[pc].Kind != program.Assert || notes[pc] == 0 {
			continue
		}
		i := assertion(p, v.Laws, pc)
		never := ""
		switch a := all.asserts[pc]; {
		case notes[pc]&heardFailed != 0:
		case a.never() != "":
			never = a.never() + " is never true there"
		case !a.varies && len(a.looks) == 0:
			never = "it looks at nothing that can change"
		}
		if could[i] = could[i] || never == ""; could[i] {
			never = ""
		}
		v.Laws[i].idle = never
	}
}

// idle says why a law that was asked could not have been false, "" where it could.
func (t *trial) idle(law *program.Law, p *program.Program) string {
	switch {
	case law.Kind == program.Conserve && !t.met:
		queue := p.Objects[p.Queues[law.Queue].Object].Name
		if law.Mutex < 0 {
			return "there is never an item in " + queue + " while a taker sleeps"
		}
		return p.Objects[p.Mutexes[law.Mutex].Object].Name + " is never free while an item lies in " + queue +
			" and a taker sleeps"
	case law.Kind == program.Conserve:
	case !t.varies && len(t.looks) == 0:
		return "it looks at nothing that can change"
	case !t.varies:
		return "nothing that it looks at ever changes (" + valued(t.looks) + ")"
	case t.never() != "" && law.Kind == program.Finally:
		return t.never() + " is never true at the end"
	case t.never() != "":
		return t.never() + " is never true"
	}
	return ""
}

// mostLooked is how many values are told of a law that looks at more.
const mostLooked = 3

// valued tells values by their names.
func valued(all []look) string {
	var told []string
	for i := range all {
		if i == mostLooked && len(all) > mostLooked+1 {
			told = append(told, "…")
			break
		}
		told = append(told, all[i].told.Name+" is "+all[i].told.Text)
	}
	return strings.Join(told, ", ")
}
