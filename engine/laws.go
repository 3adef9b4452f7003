package engine

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/program"
)

// fail ends the run for a reason. The first failure stays.
func (e *Engine) fail(kind Ending, reason string) {
	if e.end.Kind != NotEnded && e.end.Kind <= EndStuck && kind > EndStuck {
		e.end = End{}
	}
	if e.end.Kind != NotEnded {
		return
	}
	e.end = End{Kind: kind, Text: kind.Because(reason + ".")}
	ev := e.event(Came, e.running)
	ev.From = uint8(kind)
}

// keepLaws checks what must hold after every step.
func (e *Engine) keepLaws() {
	for i := range e.prog.Laws {
		law := &e.prog.Laws[i]
		broken := false
		switch law.Kind {
		case program.Invariant:
			broken = e.value(law.X, int32(len(e.cors))) == 0
		case program.Conserve:
			broken = !e.conserves(law)
		}
		if broken {
			e.broke(i, law)
			return
		}
	}
}

func (e *Engine) broke(i int, law *program.Law) {
	ev := e.event(Broke, -1)
	ev.Arg = int32(i)
	text, why := fmt.Sprintf("the law %q does not hold", law.Text), (*Broken)(nil)
	if law.Kind == program.Conserve {
		awake, asleep := e.takersOf(law)
		text = fmt.Sprintf("an item lies in %s that no awake taker is left for, while a taker sleeps",
			e.ObjectName(e.prog.Queues[law.Queue].Object))
		why = e.whyUnkept(law, awake, asleep)
	} else {
		why = e.whyFalse(law.X, int32(len(e.cors)))
	}
	if why != nil {
		why.Law = i
	}
	e.falsified(text, why)
}

// conserves says whether a work queue has never more items than awake takers while another taker sleeps. It is asked
// only while the queue's mutex is free: inside a critical section the takers' signals may be still to come.
func (e *Engine) conserves(law *program.Law) bool {
	if law.Mutex >= 0 && e.mutexes[law.Mutex].owner >= 0 {
		return true
	}
	awake, asleep := e.takersOf(law)
	return asleep == 0 || e.rings[law.Queue].Len() <= awake
}

// takersOf counts those who take from a law's queue: awake, and asleep until somebody wakes them.
func (e *Engine) takersOf(law *program.Law) (awake, asleep int) {
	for s := range e.cors {
		c := &e.cors[s]
		if c.fn < 0 || !e.takesFrom(int(c.fn), law.Queue) {
			continue
		}
		if (c.wait == OnCond || c.wait == OnList) && e.asleep(int32(s)) {
			asleep++
		} else {
			awake++
		}
	}
	return awake, asleep
}

// takesFrom says whether a coroutine of function fn takes from a queue, by its text.
func (e *Engine) takesFrom(fn, queue int) bool {
	return e.takers[fn*len(e.rings)+queue]
}

// lookForEnd ends the run when nothing can happen any more.
func (e *Engine) lookForEnd() {
	if e.policy == program.RoundRobin {
		if !e.roundOver() {
			return
		}
	} else if e.places.Len(int(Ready)) > 0 && !e.spinsForGood() {
		return
	}
	if _, ok := e.nextInstant(); ok || len(e.pending) > 0 {
		return
	}
	waits := false
	for s := range e.cors {
		c := &e.cors[s]
		if c.fn >= 0 && !c.has(daemon) {
			waits = true
			break
		}
	}
	if waits || e.Deadlocked() != nil {
		e.stuck() // daemons may wait for ever, but not for each other
		return
	}
	e.done()
}

// roundOver says whether the array scheduler has gone round without anything to hope for.
func (e *Engine) roundOver() bool {
	alive := false
	for s := range e.cors {
		alive = alive || e.cors[s].fn >= 0 && !e.cors[s].has(orphan)
	}
	return !alive || int(e.barren) > 2*len(e.cors) && !e.tireless
}

// done ends a run that is finished; a broken `finally` makes it a violation.
func (e *Engine) done() {
	if e.leftMemory(); e.breaksFinally() {
		return
	}
	e.fail(EndDone, "nobody is left that could run: the scene is over")
}

func (e *Engine) breaksFinally() bool {
	for i := range e.prog.Laws {
		law := &e.prog.Laws[i]
		if law.Kind == program.Finally && e.value(law.X, int32(len(e.cors))) == 0 {
			e.broke(i, law)
			return true
		}
	}
	return false
}

// findTakers notes which function takes from which queue, by a walk over its ops.
func (e *Engine) findTakers() {
	p := e.prog
	e.takers = make([]bool, len(p.Funcs)*len(p.Queues))
	for fn := range p.Funcs {
		if p.Funcs[fn].Entry < 0 {
			continue
		}
		seen := make([]bool, len(p.Ops))
		todo := []int32{p.Funcs[fn].Entry}
		for len(todo) > 0 {
			pc := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			if pc < 0 || int(pc) >= len(p.Ops) || seen[pc] {
				continue
			}
			seen[pc] = true
			op := &p.Ops[pc]
			if op.Kind == program.Take {
				e.takers[fn*len(p.Queues)+int(op.A)] = true
			}
			if op.Kind == program.Exit {
				continue
			}
			todo = append(todo, op.Next)
			if op.Kind == program.Test {
				todo = append(todo, op.Else)
			}
		}
	}
}
