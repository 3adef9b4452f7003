package engine

import (
	"fmt"
	"math"

	"github.com/quartet-os/quartet/engine/program"
)

// Step does one op of one coroutine: of the running one, or, between passes, of the front of READY. What follows at the
// end of a pass (placing, due timeouts, waiting commands) belongs to the step of its last op. With nothing ready a step
// is one idle pass, under round robin also one wasted resume. It gives the step's events, in a slice that the next call
// overwrites, and nil once the run has ended. O(1) but for the timed queue (log n).
func (e *Engine) Step() []Event {
	e.n = 0
	if e.end.Kind != NotEnded {
		return nil
	}
	e.advance(1)
	return e.out[:e.n]
}

// Pass does steps until nobody runs (at most fuel ops) and gives all their events.
func (e *Engine) Pass() []Event {
	e.n = 0
	if e.end.Kind != NotEnded {
		return nil
	}
	e.advance(math.MaxInt64)
	return e.out[:e.n]
}

// Leg is Pass for passes of any length: after n steps it stops, in the middle of a pass, and the next call
// goes on. So a pass of a thousand million ops is never a thousand million events at once.
func (e *Engine) Leg(n int64) []Event {
	e.n = 0
	if e.end.Kind != NotEnded {
		return nil
	}
	e.advance(max(n, 1))
	return e.out[:e.n]
}

// advance does so many steps, fewer where the pass ends.
func (e *Engine) advance(steps int64) {
	if e.irq != nil && e.irq.next >= 0 {
		e.interrupt()
	}
	for last := e.step + min(steps, math.MaxInt64-e.step); ; {
		e.step++
		if e.running < 0 && !e.dispatch() {
			e.tellLoans()
			return
		}
		s := e.running
		if e.watched {
			if !e.advanceWatched(s) || e.step >= last {
				return
			}
			continue
		}
		if e.heats {
			e.runHot(s, last)
		}
		e.exec(s)
		e.ops++
		if (e.running < 0 || e.ops >= e.limit || e.end.Kind != NotEnded) && !e.afterOp() || e.step >= last {
			return
		}
	}
}

// advanceWatched is the rest of advance where there is more to look at than ops.
func (e *Engine) advanceWatched(s int32) bool {
	if e.tracksItems {
		e.execHoarding(s)
	} else {
		e.exec(s)
	}
	if e.policy == program.RoundRobin && !e.cors[s].has(handler) {
		e.countRetest(s)
	}
	e.ops++
	for w := e.watch; w != nil; w = w.Next {
		e.Probe().Sees(w)
	}
	goesOn := e.afterOp()
	e.tellLoans()
	return goesOn
}

// afterOp ends the pass where the op or the limit did so, and says whether it goes on.
func (e *Engine) afterOp() bool {
	if e.ops >= e.limit && e.running >= 0 {
		e.cut(e.running)
	}
	if e.end.Kind != NotEnded {
		e.tellUndone()
		return false
	}
	if e.checkLaws {
		e.keepLaws()
	}
	if e.running < 0 {
		e.endPass()
	}
	return e.running >= 0 && e.end.Kind == NotEnded
}

// tellUndone tells the op that failed the run over a value that there is not, and was not done: ahead of the failure,
// as of any op that fails.
func (e *Engine) tellUndone() {
	if e.end.Kind != EndViolation || e.running < 0 || e.quiet || !e.strays() {
		return
	}
	came := e.n
	for i := e.n - 1; i >= 0 && e.out[i].Step == e.step; i-- {
		switch e.out[i].Kind {
		case Did:
			return
		case Came:
			came = i
		}
	}
	e.did(e.running, &e.code[e.cors[e.running].pc], Failed, program.OK, NoObject, 0)
	last := e.out[e.n-1]
	copy(e.out[came+1:e.n], e.out[came:e.n-1])
	e.out[came] = last
}

// cut ends the pass of a coroutine that has used up its quantum, or the run when it has used up the fuel.
func (e *Engine) cut(s int32) {
	switch {
	case e.end.Kind != NotEnded:
	case e.sliced() && e.ops >= e.quantum && e.interruptible(s) && !e.shielded():
		e.cutShort(s)
	case e.ops >= e.fuel:
		e.tireOut(s)
	}
}

// sliced reports whether a coroutine also leaves the CPU after its quantum.
func (e *Engine) sliced() bool {
	return e.policy == program.Preemptive || e.policy == program.Prioritized && e.quantum > 0
}

// interruptible reports whether the end of a quantum takes the CPU from s.
func (e *Engine) interruptible(s int32) bool {
	return e.rules[program.RulePreempt] != program.PreemptUsers || e.level(s) <= 0
}

// setLimit works out after how many ops a pass is looked at again.
func (e *Engine) setLimit() {
	e.limit = e.fuel
	if e.sliced() {
		e.limit = min(e.fuel, e.quantum)
	}
}

// dispatch begins a pass. It is false when no op can be done in this step: an idle pass or a wasted resume.
func (e *Engine) dispatch() bool {
	e.pass++
	e.ops = 0
	if e.policy == program.RoundRobin {
		return e.resumeNext()
	}
	s := int32(e.places.Front(int(Ready)))
	if e.policy == program.Prioritized {
		s = e.foremost()
	}
	if s < 0 {
		e.endRound()
		e.idlePass()
		return false
	}
	e.tick()
	if e.inRounds() {
		e.takeTurn(s)
	}
	e.start(s, ByDispatch)
	if e.cors[s].has(zombie) {
		e.reap(s)
		return false
	}
	return true
}

func (e *Engine) start(s int32, why Cause) {
	e.move(s, Running, why, -1, NoObject)
	e.running = s
	e.lives[s].runs++
}

// tick lets the time of one pass go by.
func (e *Engine) tick() {
	if e.rules[program.RuleTick] == program.TickIdle {
		return
	}
	if e.clockNum == e.clockDen { // by far the most common, and a division costs as much as an op
		e.now++
		return
	}
	e.fraction += e.clockNum
	if e.fraction >= e.clockDen {
		e.now += e.fraction / e.clockDen
		e.fraction %= e.clockDen
	}
}

// resumeNext is the array scheduler: every slot in turn, whatever it holds; a blocked one tests and yields again.
func (e *Engine) resumeNext() bool {
	e.tick()
	if int(e.idleResumes) >= len(e.cors) {
		e.tickIdleRound()
	}
	e.idleResumes = min(e.idleResumes, 1<<30) + 1
	s := e.next
	e.next++
	if int(e.next) >= len(e.cors) {
		e.next = 0
	}
	if from := Place(e.places.Queue(int(s))); from == Free || e.cors[s].has(orphan) || e.cors[s].has(handler) {
		e.wasted++
		ev := e.event(Wasted, s)
		ev.From = uint8(from)
		e.endPass()
		return false
	} else if from == Ready {
		e.retests = false
		e.start(s, ByDispatch)
		if e.cors[s].has(zombie) {
			e.reap(s)
			return false
		}
	} else {
		e.retests = true
		e.timers.Cancel(int(s))
		e.start(s, ByRetest)
	}
	return true
}

// tickIdleRound lets time go by, where that happens only with nothing ready, after a round that changed nothing.
func (e *Engine) tickIdleRound() {
	at, ok := e.nextInstant()
	if e.rules[program.RuleTick] != program.TickIdle || !ok {
		return
	}
	if e.rules[program.RuleIdle] == program.IdleStep {
		at = e.now + 1
	}
	before := e.now
	e.now, e.idleResumes, e.commandedAt = max(at, e.now), 0, 0
	e.ticked(e.now - before)
}

// countRetest notes whether the round goes on to change anything: a resume that only tests and blocks again is wasted.
func (e *Engine) countRetest(s int32) {
	switch {
	case !e.asleep(s) && !(e.cors[s].has(spins) && e.ops == 0):
		e.idleResumes, e.commandedAt = 0, 0
	case e.retests && e.ops == 0:
		e.wasted++
	}
}

// toReady puts the running coroutine at the back of READY.
func (e *Engine) toReady(s int32, why Cause) {
	e.running = -1
	e.move(s, Ready, why, -1, NoObject)
}

// endPass is what the scheduler does after placing the coroutine: due timeouts, then commands, then a look whether
// anything can still happen.
func (e *Engine) endPass() {
	if e.now >= lastTick {
		e.fail(EndDone, fmt.Sprintf("the clock has come to its end, tick %d", e.now))
		return
	}
	commanded := len(e.agenda)+len(e.pending) > 0
	if e.tracksItems {
		e.lookForLosses()
	}
	if e.places.Len(int(TimedWaiting)) > 0 {
		e.fireTimeouts()
	}
	if len(e.agenda) > 0 {
		e.runAgenda()
	}
	if len(e.pending) > 0 {
		e.handlePending()
	}
	if commanded && e.tracksItems { // a kill, or a spawn that found no slot, has lost something in this pass
		e.lookForLosses()
	}
	if e.end.Kind == NotEnded && e.running < 0 &&
		(e.places.Len(int(Ready)) == int(e.spinners) || e.policy == program.RoundRobin) {
		e.lookForEnd()
	}
}

// idlePass lets time go by with nothing ready: to the next deadline, or one pass.
func (e *Engine) idlePass() {
	before := e.now
	e.idle++
	if at, ok := e.nextInstant(); ok && e.rules[program.RuleIdle] == program.IdleJump && len(e.pending) == 0 {
		if at > e.now {
			e.now, e.fraction = at, 0
		}
	} else if e.rules[program.RuleTick] == program.TickIdle {
		e.now++
	} else {
		e.tick()
	}
	e.ticked(e.now - before)
	e.endPass()
}

// ticked tells that the clock went on with nothing ready.
func (e *Engine) ticked(ticks int64) {
	arg := int32(ticks)
	if int64(arg) != ticks {
		arg = e.large(-1, ticks)
	}
	e.event(Ticked, -1).Arg = arg
}

// lastTick is where the clock ends: far beyond what any run comes to by a tick a pass, and so far below what
// a number holds that no deadline goes past it.
const lastTick = 1_000_000_000_000_000_000

// Watch looks at one or two conditions after every op of a pass, and at its end.
type Watch struct {
	A, B int32  // expressions of the program; A is -1 where there is only B
	Seen bool   // B was true
	Open bool   // A was true, and B neither then nor later
	Next *Watch // what else is looked at, or nil
}

// Watch makes the machine look at conditions; nil: no more. Its forks look at the same.
func (p Probe) Watch(w *Watch) {
	p.e.watch = w
	p.e.setPlain()
	for ; w != nil; w = w.Next {
		w.Seen, w.Open = false, false
	}
}

// Sees looks at the conditions as the machine is now, and says whether B is true.
func (p Probe) Sees(w *Watch) bool {
	now := p.e.holds(w.B)
	switch {
	case now:
		w.Seen, w.Open = true, false
	case w.A >= 0 && p.e.holds(w.A):
		w.Open = true
	}
	return now
}

// holds reports whether a condition is true. One without a value, which divides by zero or names an element that no
// array has, is not.
func (e *Engine) holds(x int32) bool {
	n, end := e.n, e.end
	e.end = End{}
	is := e.value(x, int32(len(e.cors))) != 0 && e.end.Kind == NotEnded
	e.n, e.end = n, end
	return is
}
