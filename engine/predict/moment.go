package predict

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// moment is the state in which questions are asked.
type moment struct {
	ctx     context.Context
	asker   *Asker
	at      *engine.Engine
	now     *engine.Snapshot
	step    int64
	running int // who is on the CPU, -1 between two passes
	who     int // who does the next step, -1 for nobody
	op      *program.Op
	pc      int32
	soon    *outcome // the next step
	secret  bool     // somebody is in a pause whose length was drawn, and is not to be seen
}

// newMoment reads the state of a machine; nil where it is over, or nobody can say who comes
// next.
func (a *Asker) newMoment(ctx context.Context, e *engine.Engine) *moment {
	if e.End().Kind != engine.NotEnded || e.Probe().Raised() {
		return nil
	}
	m := &moment{ctx: ctx, asker: a, at: e, now: e.Snapshot(nil), step: e.StepNumber(), running: e.RunningSlot(),
		who: doer(e)}
	m.secret = slices.ContainsFunc(m.now.Coroutines, m.drawnPause)
	if m.who < 0 { // only time goes on
		m.op = &program.Op{}
		return m
	}
	if !m.now.Coroutines[m.who].Live {
		return nil
	}
	m.pc = m.now.Coroutines[m.who].PC
	if ops := m.at.Program().Ops; m.pc >= 0 && int(m.pc) < len(ops) {
		m.op = &ops[m.pc]
	} else {
		return nil
	}
	return m
}

// line is that of the op which comes next, 0 where nobody does one.
func (m *moment) line() int {
	if m.who < 0 {
		return 0
	}
	return int(m.op.Line)
}

// does says what is about to happen.
func (m *moment) does() string {
	if m.who < 0 {
		return "Nobody is ready, and the clock goes on to the next deadline."
	}
	name, text := m.at.Name(m.who), stepText(m.at.Program(), m.pc)
	form := "%s does line %d next: %s."
	switch {
	case m.op.Kind == program.Relock:
		form = "%s was woken, and has to take its mutex again, in line %d, %s."
	case m.now.Coroutines[m.who].Last == m.pc:
		form = "%s goes on in line %d, %s."
	}
	if m.running < 0 {
		name = "The next pass is that of " + name + ", who"
	}
	return fmt.Sprintf(form, name, m.op.Line, text)
}

// given tells the state in lines, for whoever does not see it.
func (m *moment) given() (all []string) {
	s := m.now
	names := func(slots []int) string {
		if len(slots) == 0 {
			return nobody
		}
		var words []string
		for _, slot := range slots {
			words = append(words, s.Coroutines[slot].Name)
		}
		return strings.Join(words, ", ")
	}
	cpu := nobody
	if m.running >= 0 {
		cpu = s.Coroutines[m.running].Name
	}
	all = append(all, "RUNNING: "+cpu, "READY, the next first: "+names(s.Turns()))
	waiting := []string{}
	for _, slot := range slices.Concat(s.Waiting, s.Timed) {
		c := &s.Coroutines[slot]
		waiting = append(waiting, c.Name+": "+placeText(s, c))
	}
	all = append(all, waiting...)
	for i := range s.Mutexes {
		all = append(all, s.Mutexes[i].Name+" is held by "+ownerOf(&s.Mutexes[i]))
	}
	for i := range s.Queues {
		q := &s.Queues[i]
		all = append(all, fmt.Sprintf("%s has %d of %s", q.Name, len(q.Items), program.Plural(int64(q.Max), "item")))
	}
	o := &outcome{e: m.at, then: s}
	for i := range s.Vars {
		if asked(s.Vars[i].Type) {
			all = append(all, s.Vars[i].Name+" is "+told(o, &s.Vars[i]))
		}
	}
	return all
}

// asked reports whether values of a type can be asked for: what items are called is no matter of the run's.
func asked(t program.Type) bool { return t != program.ItemOf && t != program.Memory }

// facts lists what could be asked of an outcome.
func (m *moment) facts() (all []fact) {
	all = append(all, fact{topic: Runs})
	for i := range m.now.Coroutines {
		if c := &m.now.Coroutines[i]; c.Live {
			all = append(all, whereOf(i, c))
		}
	}
	for i := range m.now.Queues {
		all = append(all, fact{topic: Amount, index: i, name: m.now.Queues[i].Name})
	}
	for i := range m.now.Vars {
		if asked(m.now.Vars[i].Type) {
			all = append(all, fact{topic: Value, index: i, name: m.now.Vars[i].Name})
		}
	}
	for i := range m.now.Mutexes {
		all = append(all, fact{topic: Owner, index: i, name: m.now.Mutexes[i].Name})
	}
	return all
}

// whereOf is where a coroutine is.
func whereOf(slot int, c *engine.CoroutineView) fact {
	return fact{topic: Where, slot: slot, handle: c.Handle, name: c.Name}
}
