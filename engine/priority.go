package engine

import (
	"fmt"
	"math"
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

// Under policy = "priority" only the ready of the highest level are ever resumed; within a level READY is first come,
// first served. A coroutine's level is the priority that it was given, or, with inherit = "inheritance", the highest of
// those who sleep in the lock queue of a mutex that it holds, by way of others too. What is lent is worked out from who
// waits for whom and kept nowhere, so it is over as soon as nobody waits, whatever ended the wait.

// ranking is what a machine keeps of priorities: nothing, where all are 0.
type ranking struct {
	given []int32 // by slot, then by function: the priority given
	lent  []int32 // by slot: the level told of that others lend it, or noLoan; empty: nobody lends
	ranks []int32 // what rank works out
	round round   // whose turn it is, where levels take turns
}

// noLoan says in ranking.lent that nobody lends.
const noLoan = math.MinInt32

// copied returns a copy of r in the memory of into; either may be nil.
func (r *ranking) copied(into *ranking) *ranking {
	if r == nil {
		return nil
	}
	if into == nil {
		into = &ranking{}
	}
	into.given, into.lent = append(into.given[:0], r.given...), append(into.lent[:0], r.lent...)
	into.round = r.round
	return into
}

// level returns the priority that was given to the coroutine in a slot, or, behind the slots, to those of a function.
func (e *Engine) level(at int32) int32 {
	if e.ranking == nil {
		return 0
	}
	return e.ranking.given[at]
}

// setLevel sets what level returns.
func (e *Engine) setLevel(at int, n int32) {
	if e.ranking == nil && n == 0 {
		return
	}
	e.ranks().given[at] = n
}

// ranks returns what the machine keeps of priorities; from now on it keeps it.
func (e *Engine) ranks() *ranking {
	if e.ranking == nil {
		e.ranking = &ranking{given: make([]int32, len(e.cors)+len(e.prog.Funcs)), round: firstRound}
	}
	return e.ranking
}

// leveled reports whether somebody has a priority other than 0. O(slots).
func (e *Engine) leveled() bool {
	return e.ranking != nil && slices.ContainsFunc(e.ranking.given, func(n int32) bool { return n != 0 })
}

// looksAtLevels reports whether a priority makes a difference.
func (e *Engine) looksAtLevels() bool {
	return e.policy == program.Prioritized ||
		e.policy == program.Preemptive && e.rules[program.RulePreempt] == program.PreemptUsers
}

// lends reports whether levels are lent.
func (e *Engine) lends() bool {
	return e.rules[program.RuleInherit] == program.InheritOwner && e.policy == program.Prioritized && e.ranking != nil
}

// rank works out at which level each coroutine runs, where some have a priority. The next call overwrites the slice.
// O(slots + those who wait for mutexes), as often as mutexes wait for one another.
func (e *Engine) rank() []int32 {
	r := e.ranking
	r.ranks = append(r.ranks[:0], r.given[:len(e.cors)]...)
	for more := e.lends(); more; {
		more = false
		for m := range e.mutexes {
			more = e.lendThrough(int32(m)) || more
		}
	}
	return r.ranks
}

// lendThrough lets who holds mutex m run at the level of those who wait for it; false where it does so already.
func (e *Engine) lendThrough(m int32) (changed bool) {
	q := e.lockQueue(m)
	if e.waits.Len(q) == 0 {
		return false
	}
	holder, ranks := e.holder(m), e.ranking.ranks
	for w := e.waits.Front(q); w >= 0 && holder >= 0; w = e.waits.Next(w) {
		if e.asleep(int32(w)) && ranks[w] > ranks[holder] {
			ranks[holder], changed = ranks[w], true
		}
	}
	return changed
}

// holder returns whom those wait for who sleep in the lock queue of mutex m: its owner, or, of a mutex that is kept for
// the head of the queue, that head; -1 for nobody.
func (e *Engine) holder(m int32) int32 {
	if mu := &e.mutexes[m]; mu.owner >= 0 {
		if mu.dead {
			return -1
		}
		return mu.owner
	}
	head := int32(e.waits.Front(e.lockQueue(m)))
	if head < 0 || e.asleep(head) || e.rules[program.RuleUnlock] == program.UnlockBarging {
		return -1
	}
	return head
}

// lender returns who lends a coroutine the level that it runs at, and the mutex that it waits for; -1 for nobody. ranks
// is what rank has just worked out.
func (e *Engine) lender(s int32, ranks []int32) (w int32, m int32) {
	if ranks[s] <= e.level(s) {
		return -1, -1
	}
	for m := range e.mutexes {
		if e.holder(int32(m)) != s {
			continue
		}
		for w := e.waits.Front(e.lockQueue(int32(m))); w >= 0; w = e.waits.Next(w) {
			if e.asleep(int32(w)) && ranks[w] == ranks[s] {
				return int32(w), int32(m)
			}
		}
	}
	return -1, -1
}

// foremost returns who runs next under policy = "priority": the first of those on READY with the highest level, or
// with that whose turn it is, or -1. O(slots).
func (e *Engine) foremost() int32 {
	best := int32(e.places.Front(int(Ready)))
	if best < 0 || e.ranking == nil {
		return best
	}
	ranks := e.rank()
	if e.inRounds() {
		return e.inTurn(ranks)
	}
	for s := e.places.Next(int(best)); s >= 0; s = e.places.Next(s) {
		if ranks[s] > ranks[best] {
			best = int32(s)
		}
	}
	return best
}

// outranked returns who has to run before s, which is ready, under policy = "priority", or -1.
func (e *Engine) outranked(s int32) int32 {
	if e.policy != program.Prioritized || e.ranking == nil {
		return -1
	}
	if slices.Contains(e.Probe().Contenders(nil), int(s)) {
		return -1
	}
	return e.foremost()
}

// Contenders appends the slots of those who may run next, in the order of READY: all who are ready, or, under
// policy = "priority", those of the highest level. Where levels take turns it is those of the level whose turn it is,
// and whoever was interrupted in the pass before, who may go on with its run.
func (p Probe) Contenders(dst []int) []int {
	e := p.e
	levels := e.policy == program.Prioritized && e.ranking != nil && e.places.Len(int(Ready)) > 0
	level, mayGoOn := int32(0), flag(0)
	var ranks []int32
	if levels {
		ranks = e.rank()
		if e.inRounds() {
			level, mayGoOn = e.turn(ranks).level, cutOff
		} else {
			level = ranks[e.foremost()]
		}
	}
	for s := e.places.Front(int(Ready)); s >= 0; s = e.places.Next(s) {
		if !levels || ranks[s] == level || e.cors[s].has(mayGoOn) {
			dst = append(dst, s)
		}
	}
	return dst
}

// tellLoans tells whose level has changed, since it was told last, by what others lend it.
func (e *Engine) tellLoans() {
	r := e.ranking
	if r == nil || len(r.lent) == 0 && !e.lends() {
		return
	}
	for len(r.lent) < len(e.cors) {
		r.lent = append(r.lent, noLoan)
	}
	ranks := e.rank()
	for s := range r.lent {
		now := int32(noLoan)
		if e.cors[s].fn >= 0 && ranks[s] > e.level(int32(s)) {
			now = ranks[s]
		}
		if now == r.lent[s] {
			continue
		}
		r.lent[s] = now
		if e.cors[s].fn < 0 {
			continue
		}
		w, m := e.lender(int32(s), ranks)
		object := uint16(NoObject)
		if m >= 0 {
			object = e.mutexObject(m)
		}
		ev := e.event(Lent, int32(s))
		ev.Arg, ev.Object, ev.PC = w, object, uint16(int16(ranks[s]))
	}
	if !e.lends() {
		r.lent = r.lent[:0]
	}
}

// checkLoans verifies that what was told of loans is so.
func (e *Engine) checkLoans() error {
	if e.ranking == nil || e.end.Kind != NotEnded {
		return nil
	}
	ranks := e.rank()
	for s, lent := range e.ranking.lent {
		if c := &e.cors[s]; c.fn >= 0 && (lent != noLoan) != (ranks[s] > e.level(int32(s))) {
			return fmt.Errorf("slot %d runs at level %d, its own is %d, and it was told that it is lent %d", s,
				ranks[s], e.level(int32(s)), lent)
		}
	}
	return nil
}

// beginAt gives a coroutine that begins in slot s the priority of those of its function.
func (e *Engine) beginAt(s, fn int32) {
	if e.ranking == nil {
		return
	}
	n := e.level(int32(len(e.cors)) + e.firstOf(fn))
	e.setLevel(int(s), n)
	if n != 0 {
		e.event(Ranked, s).Arg = n
	}
}

// firstOf returns the first entry of the function that an entry of Program.Funcs is compiled of: with other objects a
// function has several.
func (e *Engine) firstOf(fn int32) int32 {
	for i := range e.prog.Funcs {
		if e.prog.Funcs[i].Name == e.prog.Funcs[fn].Name {
			return int32(i)
		}
	}
	return fn
}

// priorityOp does Priority.
func (e *Engine) priorityOp(s int32, op *program.Op) {
	t, n, r := e.prioritized(s, op)
	if e.end.Kind != NotEnded && e.strays() {
		return
	}
	if t < 0 && op.A < 0 && e.absence(s, op) == IsNil {
		e.refuse(s, IsNil, NoObject)
	}
	e.set(s, op.Dst, int64(r))
	e.finish(s, op, r, NoObject, n)
	e.prioritize(op, t, n, r)
}

// prioritized returns whom an op of s, or of main, gives a priority, -1 for nobody or all of a function, which one, and
// the op's result.
func (e *Engine) prioritized(s int32, op *program.Op) (t int32, n int64, r program.Result) {
	t, n = s, e.value(op.Y, s)
	switch {
	case op.A >= 0:
		t = -1
	case op.X >= 0 || op.B >= 0:
		if t = e.target(s, op); t < 0 {
			r = program.Error
		}
	}
	if n < -program.MaxPriority || n > program.MaxPriority {
		r = program.Error
	}
	return t, n, r
}

// prioritize gives the priority that prioritized has returned.
func (e *Engine) prioritize(op *program.Op, t int32, n int64, r program.Result) {
	switch {
	case r != program.OK:
	case op.A >= 0:
		e.giveAll(op.A, int32(n))
	default:
		e.give(t, int32(n), false)
	}
}

// give gives the coroutine in slot t a priority; said is true where the event before tells it.
func (e *Engine) give(t, n int32, said bool) {
	e.setLevel(int(t), n)
	ev := e.event(Ranked, t)
	ev.Arg, ev.To = n, uint8(truth(said))
}

// giveAll gives all that run a function a priority, and all that will. O(slots).
func (e *Engine) giveAll(fn, n int32) {
	name := e.prog.Funcs[fn].Name
	e.setLevel(len(e.cors)+int(e.firstOf(fn)), n)
	for t := range e.cors {
		if c := &e.cors[t]; c.fn >= 0 && e.prog.Funcs[c.fn].Name == name {
			e.give(int32(t), n, false)
		}
	}
}

// doPriority does the command priority WHO n.
func (e *Engine) doPriority(c Command) *CommandError {
	if s, ok := e.Lookup(c.Who); ok && e.cors[s].fn >= 0 {
		e.commanded(c.Verb, int32(s), NoObject, c.N)
		e.give(int32(s), int32(c.N), true)
		return nil
	}
	var known []string
	for i := range e.prog.Funcs {
		f := &e.prog.Funcs[i]
		if !f.Spawnable && !f.Variant || slices.Contains(known, f.Name) {
			continue
		}
		if f.Name == c.Who {
			e.commanded(c.Verb, -1, NoObject, c.N)
			e.out[max(e.n-1, 0)].PC = uint16(i)
			e.giveAll(int32(i), int32(c.N))
			return nil
		}
		known = append(known, f.Name)
	}
	return cannot(fmt.Sprintf("there is no coroutine %q now, and no function of that name", c.Who),
		"there are "+e.liveNames()+", and the functions "+program.List(known, "and"))
}

// cannotRun says why s, which is ready, does not run next.
func (e *Engine) cannotRun(s int32) *CommandError {
	best, ranks := e.outranked(s), e.rank()
	if e.inRounds() {
		return cannot(fmt.Sprintf("%s is ready at level %d, and it is the turn of level %d: under levels = \"rounds\""+
			" one level runs after the other", e.Name(int(s)), ranks[s], ranks[best]),
			fmt.Sprintf("run %s, or rule levels strict", e.Name(int(best))))
	}
	return cannot(fmt.Sprintf("%s is ready at level %d, and %s at level %d: under policy = \"priority\" only the"+
		" highest level runs", e.Name(int(s)), ranks[s], e.Name(int(best)), ranks[best]),
		fmt.Sprintf("run %s, or priority %s %d", e.Name(int(best)), e.Name(int(s)), ranks[best]))
}

// viewLevels shows the level of each coroutine, and who lends it.
func (e *Engine) viewLevels(s *Snapshot) {
	s.InRounds, s.Turn, s.TurnLeft, s.Interrupted, s.GoesOn = e.inRounds(), 0, 0, -1, false
	if s.InRounds {
		e.viewTurn(s)
	}
	if e.ranking == nil {
		for i := range s.Coroutines {
			s.Coroutines[i].Lender, s.Coroutines[i].Lent = -1, -1
		}
		return
	}
	ranks := e.rank()
	for i := range s.Coroutines {
		v := &s.Coroutines[i]
		if v.Lender, v.Lent = -1, -1; !v.Live {
			continue
		}
		v.Priority, v.Level = int(e.ranking.given[i]), int(ranks[i])
		if w, m := e.lender(int32(i), ranks); w >= 0 {
			v.Lender, v.Lent = int(w), int(e.mutexObject(m))
		}
	}
}
