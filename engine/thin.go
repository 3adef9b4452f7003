package engine

import "github.com/quartet-os/quartet/engine/program"

// thinAt is how many events of a pass an explorer is given whole. Of a longer one it gets what it looks at.
const thinAt = 1 << 14

// thin drops the events of the pass so far that no explorer looks at, so that a pass of a thousand million ops does
// not take a thousand million events. Left are the first of each coroutine, moves to the CPU and from sleep to READY,
// what was found, and the first of each assertion. It also asks whether the pass is to be broken off.
func (e *Engine) thin() {
	if e.picks.Stop() {
		e.end = End{Kind: EndNoYield}
	}
	seen, asserted := make([]bool, len(e.cors)), map[uint16]bool{}
	n := 0
	for i := range e.out[:e.n] {
		ev := &e.out[i]
		keep := false
		switch ev.Kind {
		case Cycled, Broke:
			keep = true
		case Moved:
			from, to := ev.FromPlace(), ev.ToPlace()
			keep = to == Running || to == Ready && (from == Waiting || from == TimedWaiting)
		case Did:
			keep = ev.Op() == program.Assert && !asserted[ev.PC]
			if keep {
				asserted[ev.PC] = true
			}
		}
		if s := ev.Who; s >= 0 && int(s) < len(seen) && !seen[s] {
			seen[s], keep = true, true
		}
		if keep {
			e.out[n] = *ev
			n++
		}
	}
	e.n = n
}
