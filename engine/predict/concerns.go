package predict

import (
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/mend"
	"github.com/quartet-os/quartet/engine/program"
)

// concerns reports whether a scene has what a belief is about. Where it has not, no answer about it can come of that
// belief: who is wrong about philosophers and their forks does not misjudge a test and a wait.
func concerns(p *program.Program, b program.Belief) bool {
	sleeps := p.Does(program.Wait, program.WaitWithin, program.Schedule)
	wakes := p.Does(program.Signal, program.Broadcast, program.Wakeup, program.WakeupAll)
	switch b {
	case program.BeliefRunsAtOnce: // who waits for a lock is woken, too
		return sleeps || p.Does(program.Lock)
	case program.BeliefIfWillDo, program.BeliefUnlocked:
		return len(guards(p)) > 0
	case program.BeliefOneForBoth, program.BeliefRemembered, program.BeliefWakingAll:
		return sleeps && wakes
	case program.BeliefKeepsLock:
		return sleeps && p.Does(program.Lock)
	case program.BeliefAnyPlace:
		return wakes
	case program.BeliefLargerQueue:
		return len(p.Queues) > 0
	case program.BeliefTimedOut:
		return p.Does(program.WaitWithin)
	}
	return true
}

// guards are the waits of a scene that stand behind a test which lets its asker wait, each with that test.
func guards(p *program.Program) map[int32]int32 {
	all := map[int32]int32{}
	for i := range p.Ops {
		switch p.Ops[i].Kind {
		case program.Wait, program.WaitWithin, program.Enqueue, program.Schedule:
			if test := guardOf(p, int32(i)); test >= 0 {
				all[int32(i)] = test
			}
		}
	}
	return all
}

// meets returns the belief that a change of a scene is about, 0 where the scene has not what that takes. Where a lock
// is left out that is a matter of a test and a wait only if what it guards is looked at by such a test, or wakes who
// waits.
func meets(p *program.Program, d *mend.Doubt) program.Belief {
	if !concerns(p, d.Belief) {
		return 0
	}
	if from, to, is := leftOut(d); is && d.Belief == program.BeliefUnlocked {
		return belief(tellsWaiters(p, from, to), d.Belief)
	}
	return d.Belief
}

// leftOut returns the first and the last line of a change that takes away, and puts nothing.
func leftOut(d *mend.Doubt) (from, to int, is bool) {
	for _, c := range d.Changes {
		if slices.ContainsFunc(c.Now, func(line string) bool { return strings.TrimSpace(line) != "" }) {
			return 0, 0, false
		}
		if from == 0 {
			from = c.Line
		}
		to = c.Line + len(c.Was) - 1
	}
	return from, to, from > 0
}

// tellsWaiters reports whether a line of some changes what a test before a wait looks at, or wakes who waits behind
// one.
func tellsWaiters(p *program.Program, from, to int) bool {
	for wait, test := range guards(p) {
		looks := p.Reads(test)
		for i := range p.Ops {
			op := &p.Ops[i]
			if int(op.Line) < from || int(op.Line) > to {
				continue
			}
			object := objectOf(p, op)
			if object >= 0 && (op.Kind != program.Test && slices.Contains(looks, object) ||
				wakes(op.Kind) && object == p.Object(&p.Ops[wait])) {
				return true
			}
		}
	}
	return false
}

// objectOf is what an op is done to, a variable too.
func objectOf(p *program.Program, op *program.Op) int {
	if op.Kind == program.Store {
		return p.Vars[op.A].Object
	}
	return p.Object(op)
}

// jam reports whether an end is one of those that a larger queue is believed to cure.
func jam(k engine.Ending) bool {
	return k == engine.EndStuck || k == engine.EndDeadlock || k == program.LeftAsleep
}
