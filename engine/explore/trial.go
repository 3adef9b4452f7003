package explore

import (
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// trials are what came of the laws and assertions of a scene while they were asked: whether anything that they look at
// ever changed, and whether what they say under a condition was ever asked. A law whose parts cannot change says
// nothing by not being broken. Passes that the memo remembers were heard when they were done: what a law looks at in
// them is what the memo knows them by.
type trials struct {
	program *program.Program
	laws    []trial
	asserts []*trial // by op; nil for other ops
	open    bool     // a law about every step, or about the end, may still come to know more
}

// trial is what came of one law or assertion.
type trial struct {
	part   *program.Part
	looks  []look
	varies bool     // something that it looks at has changed, or depends on who asks
	met    bool     // of conserve: its mutex was free, an item lay there and a taker slept
	ifs    []ifThen // implications in it
}

// look is something that a law looks at, and the value that it had at first.
type look struct {
	operand program.Operand
	first   int64
	told    engine.Valued
}

// ifThen is a part of a law that says something only where a condition is true: !a || b, n != 3 || b, !(a && b).
type ifThen struct {
	part       *program.Part
	condition  string
	asked, met bool // it was come to, and the condition was true
}

// newTrials begins with the state that a machine is in; nil where its scene has neither laws nor assertions.
func newTrials(at engine.Probe, p *program.Program) *trials {
	t := &trials{program: p, asserts: make([]*trial, len(p.Ops))}
	some := len(p.Laws) > 0
	for i := range p.Laws {
		one := trial{}
		if law := &p.Laws[i]; law.Kind != program.Conserve {
			one, t.open = newTrial(at, p, law.X), true
		}
		t.laws = append(t.laws, one)
	}
	for pc := range p.Ops {
		if op := &p.Ops[pc]; op.Kind == program.Assert {
			one := newTrial(at, p, op.X)
			t.asserts[pc], some = &one, true
		}
	}
	if !some {
		return nil
	}
	return t
}

// newTrial lists what an expression looks at, and the implications in it.
func newTrial(at engine.Probe, p *program.Program, x int32) (t trial) {
	if t.part = p.PartsOf(x); t.part == nil {
		t.varies = true // nobody knows what it is made of
		return t
	}
	for i := range t.part.Code {
		in := &t.part.Code[i]
		switch in.Do {
		case program.Load:
			t.addLook(at, in.Operand)
		case program.Index:
			for k := range int64(in.Count) {
				o, _ := in.Element(k)
				t.addLook(at, o)
			}
		}
	}
	t.addIfs(t.part, false)
	return t
}

func (t *trial) addLook(at engine.Probe, o program.Operand) {
	switch o.From {
	case program.FromConst, program.FromCap:
		return
	case program.FromLocal, program.FromSelf, program.FromNow:
		t.varies = true
		return
	}
	if !slices.ContainsFunc(t.looks, func(l look) bool { return l.operand == o }) {
		l := look{operand: o, told: at.Operand(&o)}
		l.first = l.now(at)
		t.looks = append(t.looks, l)
	}
}

// now returns the value. Of an item and of memory it says whether there is one: their numbers are names.
func (l *look) now(at engine.Probe) int64 {
	v := at.Look(&l.operand)
	if v != 0 && (l.told.Type == program.ItemOf || l.told.Type == program.Memory) {
		return 1
	}
	return v
}

// addIfs finds the implications in a part. Behind a ! && is what || is elsewhere.
func (t *trial) addIfs(p *program.Part, negated bool) {
	switch {
	case p.Do == program.Not:
		negated = !negated
	case len(p.Parts) < 2:
		return
	case p.Do == program.And && negated:
		t.ifs = append(t.ifs, ifThen{part: p, condition: p.Parts[0].Text})
	case p.Do == program.Or && !negated:
		if condition, ok := denied(p.Parts[0]); ok {
			t.ifs = append(t.ifs, ifThen{part: p, condition: condition})
		}
	}
	for _, one := range p.Parts {
		t.addIfs(one, negated)
	}
}

// denied returns what a part denies: a of !a, n == 3 of n != 3, a && b of !a || !b.
func denied(p *program.Part) (string, bool) {
	switch {
	case p.Do == program.Not:
		return p.Parts[0].Text, true
	case p.Do == program.Or && len(p.Parts) == 2:
		a, ok := denied(p.Parts[0])
		b, both := denied(p.Parts[1])
		return a + " && " + b, ok && both
	case p.Do == program.Load && len(p.Code) > 0 && p.Code[len(p.Code)-1].Do == program.Ne &&
		strings.Count(p.Text, " != ") == 1:
		return strings.Replace(p.Text, " != ", " == ", 1), true
	}
	return "", false
}

// Kept looks at everything that is not known to change yet.
func (t *trials) Kept(at engine.Probe) {
	if !t.open {
		return
	}
	t.open = false
	for i := range t.laws {
		l, kind := &t.laws[i], t.program.Laws[i].Kind
		if kind == program.Conserve {
			continue
		}
		l.varies = l.varies || slices.ContainsFunc(l.looks, func(one look) bool { return one.now(at) != one.first })
		if kind == program.Invariant {
			l.tryIfs(at, -1)
		}
		t.open = t.open || !l.varies || kind == program.Invariant && l.unmet()
	}
}

// Met is heard of a conserve.
func (t *trials) Met(law int) { t.laws[law].met = true }

// Last is heard of a finally.
func (t *trials) Last(at engine.Probe, law int) { t.laws[law].tryIfs(at, -1) }

// Asserted is heard of an assertion.
func (t *trials) Asserted(at engine.Probe, slot int) {
	if one := t.asserts[at.PC(slot)]; one != nil {
		one.tryIfs(at, slot)
	}
}

// unmet reports whether the condition of some implication was not true yet.
func (t *trial) unmet() bool {
	return slices.ContainsFunc(t.ifs, func(one ifThen) bool { return !one.met })
}

// tryIfs notes which conditions are true now, as a slot sees it; of a law slot is -1.
func (t *trial) tryIfs(at engine.Probe, slot int) {
	if t.unmet() {
		t.try(at, t.part, slot)
	}
}

// try goes through a part as far as it is looked at: where the left side decides, the right one is not.
func (t *trial) try(at engine.Probe, p *program.Part, slot int) {
	switch p.Do {
	case program.Not:
		t.try(at, p.Parts[0], slot)
	case program.And, program.Or:
		t.try(at, p.Parts[0], slot)
		decided := (at.Value(p.Parts[0].Code, slot) != 0) == (p.Do == program.Or)
		for i := range t.ifs {
			if one := &t.ifs[i]; one.part == p {
				one.asked, one.met = true, one.met || !decided
			}
		}
		if !decided {
			t.try(at, p.Parts[1], slot)
		}
	}
}

// join adds what another worker has heard of the same laws, from the same beginning.
func (t *trials) join(o *trials) {
	for i := range t.laws {
		t.laws[i].join(&o.laws[i])
	}
	for pc, one := range t.asserts {
		if one != nil {
			one.join(o.asserts[pc])
		}
	}
}

func (t *trial) join(o *trial) {
	t.varies, t.met = t.varies || o.varies, t.met || o.met
	for i := range t.ifs {
		t.ifs[i].asked = t.ifs[i].asked || o.ifs[i].asked
		t.ifs[i].met = t.ifs[i].met || o.ifs[i].met
	}
}

// never returns the condition of an implication that was asked and never true, "" where there is none.
func (t *trial) never() string {
	for i := range t.ifs {
		if one := &t.ifs[i]; one.asked && !one.met {
			return one.condition
		}
	}
	return ""
}
