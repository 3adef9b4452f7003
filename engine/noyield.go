package engine

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

// tireOut ends the run in a pass that has used up its fuel. That such a pass has no end is said only where it
// is known, since a loop that is bounded by something other than time (a surplus of stored signals, a
// counter) may be cut as well.
func (e *Engine) tireOut(s int32) {
	name := e.Name(int(s))
	if e.picks != nil && e.picks.Terse {
		e.fail(EndNoYield, "")
		return
	}
	if n := e.repeats(s); n > 0 {
		e.fail(EndNoYield, fmt.Sprintf("%s runs on without ever yielding: after each %s everything is as it was before",
			name, program.Plural(int64(n), "op")))
		return
	}
	e.fail(EndNoYield, fmt.Sprintf("%s did %s in one pass without yielding, and fuel allows no more",
		name, program.Plural(int64(e.ops), "op")))
}

// The bounds of the look whether a pass has an end: how many ops further it goes, and how often it compares
// whole states.
const (
	mostAhead    = 20_000
	mostCompared = 64
)

// repeats runs a copy of the machine on and gives after how many ops the pass of s comes to the same state
// again, so that it never ends; 0 where it ends, or where that is not known. The state is compared with one
// that is kept for twice as long each time (Brent, An improved Monte Carlo factorization algorithm, BIT 20,
// 1980).
func (e *Engine) repeats(s int32) int {
	if e.policy == program.Preemptive {
		return 0 // its quantum would end the pass
	}
	ahead := e.Fork(nil)
	ahead.quiet, ahead.picks = true, nil
	var kept midpass
	kept.take(ahead.standsAt(s))
	kept.key = ahead.Probe().AppendKey(nil)
	lap, most, compared := 0, 1, 0
	for range min(int(e.fuel), mostAhead) {
		ahead.n = 0
		if ahead.tracksItems {
			ahead.execHoarding(s)
		} else {
			ahead.exec(s)
		}
		if ahead.checkLaws {
			ahead.keepLaws()
		}
		if ahead.running != s || ahead.end.Kind != NotEnded {
			return 0
		}
		lap++
		if now := ahead.standsAt(s); now.like(&kept) {
			if bytes.Equal(ahead.Probe().AppendKey(nil), kept.key) {
				return lap
			}
			if compared++; compared == mostCompared {
				return 0
			}
		}
		if lap == most {
			kept.take(ahead.standsAt(s))
			kept.key = ahead.Probe().AppendKey(kept.key[:0])
			lap, most = 0, 2*most
		}
	}
	return 0
}

// midpass is a state within a pass: what mostly tells it from others, and its key. Random draws count, since
// the next one is another.
type midpass struct {
	pc     int32
	rng    uint64
	forced int
	frame  []int64
	vars   []int64
	key    []byte
}

func (e *Engine) standsAt(s int32) midpass {
	return midpass{pc: e.cors[s].pc, rng: e.rng, forced: len(e.forced), frame: e.cells(s), vars: e.vars}
}

func (m *midpass) like(other *midpass) bool {
	return m.pc == other.pc && m.rng == other.rng && m.forced == other.forced &&
		slices.Equal(m.frame, other.frame) && slices.Equal(m.vars, other.vars)
}

// take keeps a copy of another state, but for its key.
func (m *midpass) take(other midpass) {
	m.pc, m.rng, m.forced = other.pc, other.rng, other.forced
	m.frame, m.vars = append(m.frame[:0], other.frame...), append(m.vars[:0], other.vars...)
}

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
