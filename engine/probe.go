package engine

import (
	"fmt"
	"math"
	"unsafe"

	"github.com/quartet-os/quartet/engine/program"
)

// Probe is a machine as one who explores handles it: who goes through every future of a state rather than
// one. It says who goes next and with which choices, asks what no run needs to know, and tells states apart.
// It is as small as a pointer, and what is done through it is done to its machine. A search by keys, of a
// scene that leaves nothing else open:
//
//	seen := map[string]bool{}
//	todo := []*engine.Engine{e.Fork(nil)}
//	for len(todo) > 0 {
//		at := todo[len(todo)-1]
//		todo = todo[:len(todo)-1]
//		for slot, c := range at.Snapshot(nil).Coroutines {
//			if c.Place != engine.Ready {
//				continue
//			}
//			next := at.Fork(nil)
//			next.Probe().Resume(slot, &engine.Choices{})
//			if key := string(next.Probe().AppendKey(nil)); !seen[key] {
//				seen[key] = true
//				todo = append(todo, next)
//			}
//		}
//	}
//
// A larger search keeps states as vectors of a Codec instead, and goes from one to another with a Cursor:
//
//	codec := e.Probe().Codec(false, false, false)
//	cursor := codec.Cursor(e)
//	cursor.Load(v) // a vector that Save has written
//	cursor.Probe().Resume(slot, &picks)
//	known := cursor.Save(next, v)
type Probe struct{ e *Engine }

// Probe returns the machine as one who explores handles it.
func (e *Engine) Probe() Probe { return Probe{e} }

// Obey changes the machine's program to one that differs by its laws only.
func (p Probe) Obey(law *program.Program) {
	e := p.e
	e.prog, e.exprs, e.keys = law, law.Exprs, nil
	e.checkLaws = len(law.Laws) > 0
	e.setPlain()
}

// Choose makes the machine take its choices from c; nil: from the seed again.
func (p Probe) Choose(c *Choices) { p.e.picks = c }

// Resume is Pass for an explorer: of a slot, which must be ready, or, with -1, of whoever comes next.
// Choices are taken from picks (nil: from the seed).
func (p Probe) Resume(slot int, picks *Choices) []Event {
	p.Steer(slot, picks)
	return p.e.Pass()
}

// Steer does what Resume does before the pass, for who goes through the pass by Step.
func (p Probe) Steer(slot int, picks *Choices) {
	if slot >= 0 {
		p.e.places.MoveFront(slot, int(Ready))
		p.e.steered(int32(slot))
	}
	if h := Interrupted(slot); h >= 0 {
		p.e.irq.next = int32(h)
	}
	p.e.picks = picks
}

// CanWake reports whether a coroutine waits for a condition or a wait list, from which it may come back for no
// reason.
func (p Probe) CanWake(slot int) bool {
	e := p.e
	c := &e.cors[slot]
	return c.fn >= 0 && (c.wait == OnCond || c.wait == OnList) && e.asleep(int32(slot)) && !c.has(orphan)
}

// WakeSpurious wakes a slot for no reason, as the command wake does.
func (p Probe) WakeSpurious(slot int) {
	e := p.e
	e.n, e.end = 0, End{}
	e.wakeSpurious(int32(slot))
	e.commandedAt = e.idleResumes
}

// PC returns the op that a slot is at, -1 where nobody is in it.
func (p Probe) PC(slot int) int {
	if c := &p.e.cors[slot]; c.fn >= 0 {
		return int(c.pc)
	}
	return -1
}

// Value returns what a part of a law or an assertion comes to: of a law (slot -1), or as a slot sees it.
func (p Probe) Value(code []program.Instr, slot int) (v int64) {
	p.e.aside(func() { v = p.e.postfix(code, p.frameOf(slot)) })
	return v
}

// Asks returns whether a Test, an op of the program, would be true now, as a slot sees it.
func (p Probe) Asks(test int32, slot int) (so bool) {
	p.e.aside(func() { so = p.e.value(p.e.prog.Ops[test].X, p.frameOf(slot)) != 0 })
	return so
}

// Operand returns a value that a law looks at, and how it is told.
func (p Probe) Operand(o *program.Operand) Valued {
	name, typ, _ := p.e.prog.Leaf(*o, -1)
	return p.e.valued(name, typ, p.Look(o))
}

// Look returns that value alone.
func (p Probe) Look(o *program.Operand) int64 { return p.e.operand(o, p.frameOf(-1)) }

// frameOf returns whose locals an expression looks at: behind those of all slots are main's, which a law looks at.
func (p Probe) frameOf(slot int) int32 {
	if slot < 0 {
		return int32(len(p.e.cors))
	}
	return int32(slot)
}

// Reached reports whether what WithGoal asks for is true in a machine that obeys its program.
func (p Probe) Reached() bool {
	laws := p.e.prog.Laws
	return p.e.isFalse(&laws[len(laws)-1]) // the law says: never
}

// Comes reports whether what a law that is Asked, an index in Program.Laws, says is never true is true now.
func (p Probe) Comes(law int) bool { return p.e.isFalse(&p.e.prog.Laws[law]) }

// Kept reports whether the laws about every step hold now: the boot or a command may have broken one, which the next
// step then finds.
func (p Probe) Kept() (kept bool) {
	p.e.aside(func() { kept = p.e.unkept() < 0 })
	return kept
}

// Deadlocked returns the slots of a cycle of coroutines that wait for each other's mutexes, if there is one,
// whoever else may still run. O(mutexes * mutexes).
func (p Probe) Deadlocked() []int {
	s := p.e.lowestOnCycle()
	if s < 0 {
		return nil
	}
	cycle := p.e.cycle(s)
	out := make([]int, len(cycle))
	for i, x := range cycle {
		out[i] = int(x)
	}
	return out
}

// Unheard reports whether the newest signal of a condition, an index in Program.Conds, found nobody waiting.
func (p Probe) Unheard(cond int) bool { return p.e.unheard[cond] > 0 }

// Cycle tells in a sentence of a cycle of coroutines that wait for each other's mutexes, "" where there is none.
func (p Probe) Cycle() string {
	s := p.e.lowestOnCycle()
	if s < 0 {
		return ""
	}
	return p.e.cycleText(p.e.cycle(s)) + "."
}

// Round names those who wait for each other in the circle that a slot is on; "" where it is on none.
func (p Probe) Round(slot int) string { return p.e.names(p.e.cycle(int32(slot))) }

// Unordered reports whether states are one that differ only in the order of those who wait on a condition or a wait
// list, since a wake picks anyone of them.
func (p Probe) Unordered() bool { return p.e.unordered() }

// Abandoned returns the first mutex whose owner has ended, and that owner's name.
func (p Probe) Abandoned() (mutex, owner string, ok bool) {
	e := p.e
	for i := range e.prog.Mutexes {
		if m := &e.mutexes[i]; m.owner >= 0 && m.dead {
			return e.ObjectName(int(e.mutexObject(int32(i)))), e.prog.CoroutineName(m.fn, m.num, m.name), true
		}
	}
	for i := range e.prog.Syncs {
		if e.shares(int32(i)) && e.rwAbandoned(int32(i)) {
			return e.ObjectName(e.prog.Syncs[i].Object), "somebody", true
		}
	}
	return "", "", false
}

// Bytes is the memory that a copy of the machine takes, as Fork makes it: about right, and what keyframes are budgeted
// by. O(work queues).
func (p Probe) Bytes() int {
	e := p.e
	const partitionLink, timer = 12, 28
	n := int(unsafe.Sizeof(*e))
	n += len(e.cors)*int(unsafe.Sizeof(coroutine{})) + len(e.lives)*int(unsafe.Sizeof(life{})) + len(e.locals)*8
	n += (e.places.Members() + e.waits.Members() + e.lists.Members()) * partitionLink
	n += (e.places.Queues() + e.waits.Queues() + e.lists.Queues()) * partitionLink
	n += len(e.cors) * timer
	n += len(e.mutexes)*int(unsafe.Sizeof(mutex{})) + len(e.conds)*int(unsafe.Sizeof(cond{}))
	for i := range e.rings {
		n += int(unsafe.Sizeof(e.rings[i])) + e.rings[i].Len()*16
	}
	for i := range e.bufs {
		n += int(unsafe.Sizeof(e.bufs[i])) + e.bufs[i].Len()*16
	}
	n += (len(e.vars)+len(e.counters)+len(e.state)+len(e.unheard))*8 + (len(e.numbers)+len(e.forced))*4
	if e.ranking != nil {
		n += (len(e.ranking.given) + 2*len(e.cors)) * 4
	}
	n += len(e.letters)*int(unsafe.Sizeof(letter{})) + len(e.pending)*int(unsafe.Sizeof(request{}))
	n += len(e.agenda)*int(unsafe.Sizeof(Command{})) + e.heap.bytes()
	return n
}

// Choices decide what a scene leaves open (whom a signal wakes, how long a duration is) instead of the seed:
// the k-th choice takes alternative Take[k]; beyond its end, alternative 0. Seen notes of how many
// alternatives each was, so that an explorer can go through all of them.
type Choices struct {
	Take []int32
	Seen []int32
	// Draw, where it is not nil, takes one of n alternatives for each choice beyond the end of Take, which grows by it.
	Draw    func(n int64) int64
	Inexact bool // some choice has no finite list of alternatives (an exponential duration)
	Many    bool // some choice has more than can be counted here; only the first are
	Queued  bool // wake_order = "fifo" has decided who of several is woken

	Stop  func() bool // not nil: an explorer's; asked now and then in a long pass, true breaks it off
	Terse bool        // nobody reads the text of an ending
	Tells bool        // an event tells what each choice was
}

// choose picks one of n alternatives.
func (e *Engine) choose(n int64) int64 {
	if n <= 1 {
		return 0
	}
	if e.picks == nil {
		if len(e.forced) > 0 {
			k := int64(e.forced[0])
			e.forced = e.forced[1:]
			e.decided.tells = true
			return min(k, n-1)
		}
		return int64(e.random() % uint64(n))
	}
	c := e.picks
	e.decided.tells = c.Tells
	k := len(c.Seen)
	c.Seen = append(c.Seen, int32(min(n, math.MaxInt32)))
	c.Many = c.Many || n > math.MaxInt32
	if k < len(c.Take) {
		return min(int64(c.Take[k]), n-1)
	}
	if c.Draw != nil {
		c.Take = append(c.Take, int32(c.Draw(min(n, math.MaxInt32))))
		return int64(c.Take[k])
	}
	return 0
}

// Seed begins the machine's own random numbers anew.
func (p Probe) Seed(seed uint64) { p.e.rng = seed }

// random returns the next number of the scene's own random source (splitmix64, Steele et al. 2014).
func (e *Engine) random() uint64 {
	e.rng += 0x9e3779b97f4a7c15
	z := e.rng
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// order says which of n waiters, counted from the front, the wake_order picks, and notes where it had to.
func (e *Engine) order(n int) int {
	switch e.rules[program.RuleWakeOrder] {
	case program.WakeLIFO:
		return n - 1
	case program.WakeRandom, program.WakeAny:
		return int(e.choose(int64(n)))
	}
	if n > 1 && e.picks != nil {
		e.picks.Queued = true
	}
	return 0
}

// timely reports whether the times that an op names are ones that a clock keeps. Where one that is worked out only
// now is too long, the run has ended. Constants were looked at when the scene was read.
func (e *Engine) timely(s int32, op *program.Op) bool {
	n := e.overlong(s, op)
	if n < 0 {
		return true
	}
	e.did(s, op, Failed, program.TimedOut, NoObject, n)
	e.fail(EndViolation, e.Name(int(s))+" "+tooLong(op, n, e.computes(op)))
	return false
}

// overlong returns a time of an op that is too long, or -1.
func (e *Engine) overlong(s int32, op *program.Op) int64 {
	for _, x := range [...]int32{op.X, op.Y} {
		if x < 0 || e.exprs[x].Constant() {
			continue
		}
		if n := e.value(x, s); n > program.MaxTicks {
			return n
		}
	}
	return -1
}

// computes reports whether an op is a piece of computing that lasts for passes, not for ticks.
func (e *Engine) computes(op *program.Op) bool {
	return op.Kind == program.Compute && e.rules[program.RuleTick] != program.TickIdle
}

// tooLong says what is wrong with a time, beginning with a verb.
func tooLong(op *program.Op, n int64, passes bool) string {
	switch {
	case op.Flags&program.FlagAt != 0:
		return fmt.Sprintf("asks for tick %d, and the last one to name is %d", n, int64(program.MaxTicks))
	case passes:
		return fmt.Sprintf("asks for %d passes, and the most is %d", n, int64(program.MaxTicks))
	}
	return fmt.Sprintf("asks for %d ticks, and a duration is at most %d", n, int64(program.MaxTicks))
}

// instant returns the deadline of a timed op, in ticks.
func (e *Engine) instant(s int32, op *program.Op) int64 {
	if op.Flags&program.FlagAt != 0 {
		return max(e.value(op.X, s), 0)
	}
	return e.now + e.duration(s, op)
}

// Interrupting is what Probe.Resume and Steer take in place of a slot: that the interrupt of a handler comes, which are
// counted as declared.
func Interrupting(h int) (slot int) { return -2 - h }

// Interrupted returns which handler is meant in place of a slot, -1: none.
func Interrupted(slot int) int { return -2 - slot }

// Raisable appends what stands for the interrupts that may come now, in place of slots: see Interrupting.
func (p Probe) Raisable(dst []int) []int {
	if p.e.irq == nil {
		return dst
	}
	for h := range p.e.irq.slots {
		if p.e.raisable(h) {
			dst = append(dst, Interrupting(h))
		}
	}
	return dst
}

// Engaged reports whether the next step is that of somebody who is on the CPU, or of an interrupt that was raised.
func (p Probe) Engaged() bool { return p.e.running >= 0 || p.e.irq != nil && p.e.irq.next >= 0 }

// MayStop reports whether an interrupt may come in mid-pass where it makes a difference: before an op that others can
// notice. c says which; nil: before any.
func (p Probe) MayStop(c *Codec) bool {
	e := p.e
	if e.irq == nil || e.running < 0 || c != nil && c.keys.classes.Silent[e.cors[e.running].pc] {
		return false
	}
	for h := range e.irq.slots {
		if e.raisable(h) {
			return true
		}
	}
	return false
}

// NextSilent reports whether nobody else can notice the next op of who is on the CPU, or of the handler whose interrupt
// is raised.
func (p Probe) NextSilent(c *Codec) bool {
	e := p.e
	if q := e.irq; q != nil && q.next >= 0 {
		return c.keys.settles && c.keys.classes.Silent[e.cors[q.slots[q.next]].pc]
	}
	return e.running >= 0 && c.Silent(e, int(e.running))
}

// Raised reports whether the user has raised an interrupt that comes with the next step.
func (p Probe) Raised() bool { return p.e.irq != nil && p.e.irq.next >= 0 }

// Shielded reports whether whoever is on the CPU cannot be interrupted: it is a handler, or has disabled interrupts.
func (p Probe) Shielded() bool { return p.e.running >= 0 && p.e.shielded() }
