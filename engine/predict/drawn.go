package predict

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// drawnPause reports whether somebody computes, or sleeps, for a time that was drawn.
func (m *moment) drawnPause(c engine.CoroutineView) bool {
	p := m.at.Program()
	if !c.Live || c.PC < 0 || int(c.PC) >= len(p.Ops) || c.Left == 0 && c.Deadline == engine.NoDeadline {
		return false
	}
	return p.Ops[c.PC].DrawsTime() && p.Ops[c.PC].Y != p.Ops[c.PC].X
}

// chance reports whether an outcome follows from how long a pause is that was drawn before the question: somebody is
// back from one, and not the one who is said to come next; or the pause has gone on, and steps are counted.
func (m *moment) chance(h horizon, o *outcome) bool {
	for slot := range m.now.Coroutines {
		c, then := &m.now.Coroutines[slot], &o.then.Coroutines[slot]
		if !m.drawnPause(*c) || slot == m.who && (h.steps <= 1 || c.Left == then.Left && c.Place == then.Place) {
			continue
		}
		if then.Handle != c.Handle || then.PC != c.PC || then.Place != c.Place || then.Left != c.Left {
			return true
		}
	}
	return false
}

// chanceOfNext reports whether it is drawn who comes next behind an outcome: nobody is ready, and of those whose time
// is to be up somebody's was drawn.
func (m *moment) chanceOfNext(o *outcome) bool {
	return o.e.End().Kind == engine.NotEnded && o.then.Running < 0 && len(o.then.Ready) == 0 &&
		len(o.then.Timed) > 1 && slices.ContainsFunc(o.then.Timed, func(slot int) bool {
		return m.drawnPause(o.then.Coroutines[slot])
	})
}

// stepText is the statement of an op; of a change of a shared variable that is two steps, which of them.
func stepText(p *program.Program, pc int32) string {
	text := p.OpText(pc)
	if int(pc) >= len(p.Ops) {
		return text
	}
	load := p.Ops[pc].Flags&program.FlagLoad != 0
	if !load && p.Ops[pc].Kind != program.Store {
		return text
	}
	for other := range p.Ops {
		if !p.SameStatement(pc, int32(other)) {
			continue
		}
		switch {
		case load && p.Ops[other].Kind == program.Store:
			return text + " (reads)"
		case !load && p.Ops[other].Flags&program.FlagLoad != 0:
			return text + " (stores)"
		}
	}
	return text
}
