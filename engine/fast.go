package engine

import "github.com/quartet-os/quartet/engine/program"

// Most locks are free, most unlocks meet nobody and most signals are not heard. These three ways through are taken
// then; each says false, and has done nothing, where the full rules have to look. What they do is what lock, unlockOp
// and signalOp do in that case; TestFastPaths holds them together.

// lockFree takes a free mutex that nobody waits for.
func (e *Engine) lockFree(s int32, c *coroutine, op *program.Op) bool {
	mu := &e.mutexes[op.A]
	if !e.plain || mu.owner >= 0 || mu.spin || c.wait != OnNothing || e.waits.Len(1+int(op.A)) > 0 {
		return false
	}
	mu.owner, mu.dead, mu.depth = s, false, 1
	c.result = program.OK
	e.set(s, op.Dst, int64(program.OK))
	e.finish(s, op, program.OK, e.mutexObject(op.A), 1)
	return true
}

// unlockAlone gives back a mutex that nobody waits for.
func (e *Engine) unlockAlone(s int32, c *coroutine, op *program.Op) bool {
	mu := &e.mutexes[op.A]
	if !e.plain || mu.owner != s || mu.dead || mu.depth != 1 || mu.spin || e.waits.Len(1+int(op.A)) > 0 {
		return false
	}
	mu.owner, mu.depth = -1, 0
	e.set(s, op.Dst, int64(program.OK))
	e.finish(s, op, program.OK, e.mutexObject(op.A), 0)
	return true
}

// signalUnheard signals a condition that nobody waits for.
func (e *Engine) signalUnheard(s int32, c *coroutine, op *program.Op) bool {
	if !e.plain || c.wait != OnNothing || e.waits.Len(e.signalQueue(op.A)) > 0 {
		return false
	}
	e.unheard[op.A] = e.step
	e.set(s, op.Dst, int64(program.OK))
	e.finish(s, op, program.OK, e.condObject(op.A), 0)
	return true
}

// setPlain notes whether the rules are the textbook's and every coroutine is woken by the four queues, and whether there is
// more to look at after an op than whether the pass goes on.
func (e *Engine) setPlain() {
	e.plain = e.rules == program.Rules{} && e.policy != program.RoundRobin && !e.slow
	e.watched = e.hoards || e.checkLaws || e.policy == program.RoundRobin
}
