package explore

import (
	"fmt"

	"github.com/quartet-os/quartet/engine"
)

// endsWell reports whether no law about what comes is broken by a run that has ended, by what the laws know.
func (f *Forecast) endsWell(e *engine.Engine, memory uint32) bool {
	for k := range f.laws {
		holds := e.Probe().Sees(&engine.Watch{A: -1, B: f.laws[k].B})
		if !keptAtEnd(f.laws[k].Kind, memory>>k&1 != 0, holds) {
			return false
		}
	}
	return true
}

// because says why not everything was looked at.
func (f *Forecast) because(w why) string {
	switch w {
	case crowded:
		if len(f.laws) > mostLaws {
			return fmt.Sprintf("there are more than %d laws about what comes", mostLaws)
		}
		return fmt.Sprintf("there is room for more than %d coroutines", mostWho)
	case tooMany:
		return "there are more than " + states(f.opt.MaxStates)
	case tooMuch:
		return fmt.Sprintf("the states, and what leads from one to another, take more than %d bytes", f.opt.MaxMemory)
	}
	return "a duration has no finite number of values"
}

// tell notes what can happen next, and what is possible behind each.
func (f *Forecast) tell(p *Prospect, o *outlook, m *moment, stop *stop) {
	old := p.Chances
	p.Chances = nil
	l := &f.next
	l.at, l.all, l.more, l.ops = m.machine, l.all[:0], 0, 0
	l.within = Bounds{Runners: mostWho, Ways: mostChances, PassOps: mostOps, Ops: mostOps}
	watches := watchesOf(f.laws) // those of the forecast are the run's own
	if len(watches) > 0 {
		l.watch = &watches[0]
	}
	l.each = func(n *Enabled, e *engine.Engine) {
		one := Chance{Enabled: *n, Fate: f.behind(n, o, e, recall(f.laws, m.memory, seen(e, watches)), stop)}
		if k := len(p.Chances); one.Fate == FateUnknown && k < len(old) {
			one.Fate = old[k].Fate
		}
		p.Chances = append(p.Chances, one)
	}
	l.list()
	p.More = l.more
}

// behind returns the fate behind what can happen next, which has led to a machine.
func (f *Forecast) behind(n *Enabled, o *outlook, e *engine.Engine, memory uint32, stop *stop) Fate {
	switch {
	case n.Kind != engine.NotEnded:
		return FateDoomed
	case n.Inexact, n.Ended == engine.NotEnded && e.RunningSlot() >= 0: // so long a pass was broken off
		return FateUnknown
	case n.Ended != engine.NotEnded:
		if f.endsWell(e, memory) {
			return FateSafe
		}
		return FateDoomed
	}
	c, ok := f.lookUp(o, e, memory)
	if ok || !o.whole {
		return c.fate()
	}
	further, err := f.from(&moment{machine: e, memory: memory}, min(f.opt.MaxStates/lookPart, f.left), stop)
	if err != nil || further == nil {
		return FateUnknown
	}
	f.keep(further)
	return further.first.fate()
}
