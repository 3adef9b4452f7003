package engine

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// Ending says how a run ended.
type Ending = program.Ending

// The endings.
const (
	NotEnded     = program.NotEnded
	EndDone      = program.EndDone
	EndDeadlock  = program.EndDeadlock
	EndStuck     = program.EndStuck
	EndViolation = program.EndViolation
	EndLostItem  = program.EndLostItem
	EndLeak      = program.EndLeak
	EndNoYield   = program.EndNoYield

	// What never happens on a run without an end is no ending, but a finding as these are.
	Livelock   = program.Livelock
	LeftAsleep = program.LeftAsleep
	Starvation = program.Starvation
)

// End is how a run ended, in words.
type End struct {
	Kind Ending
	Text string // one sentence
	// Broken says why a law or an assertion does not hold; nil for every other end.
	Broken *Broken
	Item   int64 // the number of the item that it is about, 0 for none
}

// Said is the text with the kind before it; where somebody waits in vain it has that already, as Because gives it.
func (x End) Said() string {
	if x.Text == "" || x.Kind == EndDeadlock || x.Kind == EndStuck {
		return x.Text
	}
	return x.Kind.String() + ": " + x.Text
}

// stuck ends a run in which someone waits and nothing can wake them: a deadlock when mutexes and owners form
// a cycle, else stuck, with the wakeup that nobody heard where there is one.
func (e *Engine) stuck() {
	for s := range e.cors {
		if cycle := e.cycle(int32(s)); cycle != nil {
			e.fail(EndDeadlock, e.cycleText(cycle))
			return
		}
	}
	if reason := e.stuckReason(inStep); reason != "" {
		e.fail(EndStuck, reason)
	}
}

// tells says how much the wait of slot s tells: of who waits for a lock more than of others, which may wait for what it
// would do, and most of who spins on a lock whose owner has ended.
func (e *Engine) tells(s int) int {
	switch c := &e.cors[s]; {
	case c.has(spins) && e.mutexes[e.spunOn(int32(s))].dead:
		return 3
	case c.has(spins):
		return 2
	case c.wait == OnMutex:
		return 1
	case c.wait == OnEnd: // whom it waits for says why
		return -1
	}
	return 0
}

// missedBy reports whether slot s waits for a wakeup and one came when nobody waited.
func (e *Engine) missedBy(s int) bool {
	switch c := &e.cors[s]; {
	case c.wait == OnCond:
		return e.unheard[c.obj] > 0
	case c.wait == OnList && c.obj >= 0:
		return e.unheard[len(e.conds)+int(c.obj)] > 0
	}
	return false
}

// waitsFor returns for whom s waits without a deadline, and by way of what: the owner of the mutex that it waits for,
// or of the spinlock that it spins on, or the coroutine whose end it waits for; -1 for nobody.
func (e *Engine) waitsFor(s int32) (next int32, object uint16) {
	c, m := &e.cors[s], int32(0)
	switch {
	case c.fn >= 0 && c.has(spins):
		m = e.spunOn(s)
	case c.fn >= 0 && c.wait == OnMutex && !c.has(granted) && Place(e.places.Queue(int(s))) == Waiting:
		m = c.obj
	default:
		if t := e.joins(s); t >= 0 {
			return t, e.endObject(t)
		}
		return -1, NoObject
	}
	mu := &e.mutexes[m]
	if mu.owner < 0 || mu.dead {
		return -1, NoObject
	}
	return mu.owner, e.mutexObject(m)
}

// onCycle reports whether s is on a cycle of coroutines that wait for each other's locks, or ends. A way through
// distinct owners goes through distinct mutexes, so it is no longer than there are mutexes. O(mutexes), with joins
// O(slots).
func (e *Engine) onCycle(s int32) bool {
	if e.prog.SharesLocks() {
		return e.wayBack(s) != nil
	}
	x, most := s, len(e.prog.Mutexes)+1 // the scheduler's mailbox has one too
	if e.prog.UsesJoin {
		most = len(e.cors)
	}
	for range most {
		next, _ := e.waitsFor(x)
		if next < 0 || next == s {
			return next == s
		}
		x = next
	}
	return false
}

// lowestOnCycle returns the lowest slot that is on a cycle, or -1. Whoever is on one owns a mutex, of which there are
// few where coroutines are many.
func (e *Engine) lowestOnCycle() int32 {
	if e.prog.SharesLocks() {
		return e.lowestWayBack()
	}
	if e.prog.UsesJoin {
		return e.lowestOfAll()
	}
	lowest := int32(-1)
	for m := range e.mutexes {
		if s := e.mutexes[m].owner; s >= 0 && !e.mutexes[m].dead && (lowest < 0 || s < lowest) && e.onCycle(s) {
			lowest = s
		}
	}
	return lowest
}

// lowestOfAll returns the lowest slot on a cycle that ends may be part of, or -1. Each waits for one at most, so that
// each is looked at once. O(slots).
func (e *Engine) lowestOfAll() int32 {
	lowest, walk := int32(-1), make([]int32, len(e.cors)) // by slot: 1 plus where the walk began that came by
	for s := range e.cors {
		x := int32(s)
		for x >= 0 && walk[x] == 0 {
			walk[x] = int32(s) + 1
			x, _ = e.waitsFor(x)
		}
		if x < 0 || walk[x] != int32(s)+1 {
			continue
		}
		for _, y := range e.cycle(x) {
			if lowest < 0 || y < lowest {
				lowest = y
			}
		}
	}
	return lowest
}

// cycle returns the coroutines of the cycle that s is on, from s on, or nil.
func (e *Engine) cycle(s int32) []int32 {
	if e.prog.SharesLocks() {
		return e.wayBack(s)
	}
	if !e.onCycle(s) {
		return nil
	}
	path := []int32{s}
	for x, _ := e.waitsFor(s); x != s; x, _ = e.waitsFor(x) {
		path = append(path, x)
	}
	return path
}

// lookForCycle tells when s has just closed a cycle. The run goes on: others may still have something to do.
func (e *Engine) lookForCycle(s int32) {
	if cycle := e.cycle(s); cycle != nil {
		way := e.linkTo(s, cycle[1%len(cycle)])
		ev := e.event(Cycled, s)
		ev.Object = way.object
		ev.Arg = way.to
		ev.From = uint8(truth(way.ahead))
	}
}

// cycleText says who waits for whom in a circle. Of many who wait for what the next one holds that is said once.
func (e *Engine) cycleText(cycle []int32) string {
	var parts, locks []string // of those who wait for what the next one holds: which
	for i, s := range cycle {
		way := e.linkTo(s, cycle[(i+1)%len(cycle)])
		owner, object := way.to, way.object
		whose := e.Name(int(owner))
		if owner == s {
			whose = "itself"
		}
		waits := " waits for "
		if e.cors[s].has(spins) {
			waits = " spins on "
		}
		switch {
		case e.joins(s) >= 0 && owner == s:
			parts = append(parts, e.Name(int(s))+" waits for its own end")
		case e.joins(s) >= 0:
			parts = append(parts, e.Name(int(s))+" waits for the end of "+whose)
		case way.ahead:
			parts = append(parts, e.Name(int(s))+waits+e.spoken(int(object))+", behind "+whose)
		default:
			parts = append(parts, e.Name(int(s))+waits+e.spoken(int(object))+", held by "+whose)
			if !e.cors[s].has(spins) {
				locks = append(locks, e.spoken(int(object)))
			}
		}
	}
	if n := len(cycle); n >= leastRound && n <= mostNamed && n == len(locks) {
		return e.names(cycle) + " wait in a circle, each for what the next one holds: " + program.List(locks, "and")
	}
	return strings.Join(parts, "; ")
}

// leastRound is how many make a circle that is told in one sentence and not link by link.
const leastRound = 3

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
