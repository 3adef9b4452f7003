package measure

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Theory returns the exact values of the system that a machine has just booted, where it is one that theory knows:
// one work queue under textbook rules with tick = "idle"; endless producers and consumers that each compute for
// one exponential or one fixed time a round, and do nothing else that takes time; producers that wait, or drop,
// while the queue is full. It is false for everything else, and where it cannot be told from the text.
func Theory(e *engine.Engine) (Exact, bool) {
	p := e.Program()
	rules := e.Rules()
	if rules[program.RuleTick] != program.TickIdle || e.Policy() == program.RoundRobin || len(p.Queues) != 1 ||
		len(p.Script) > 0 || e.PassNumber() > 0 {
		return Exact{}, false
	}
	rules[program.RuleTick] = program.TickPass
	if rules != (program.Rules{}) {
		return Exact{}, false
	}
	var sides [2]side // producers, consumers
	for _, c := range e.Snapshot(nil).Coroutines {
		if !c.Live {
			continue
		}
		one, ok := read(p, c.Func)
		if !ok {
			return Exact{}, false
		}
		s := &sides[0]
		if one.takes {
			s = &sides[1]
		}
		if s.n > 0 && (s.mean != one.mean || s.exponential != one.exponential || s.drops != one.drops) {
			return Exact{}, false
		}
		n := s.n
		*s = one
		s.n = n + 1
	}
	return solve(sides[0], sides[1], p.Queues[0].Capacity)
}

// side is what all producers, or all consumers, do in a round.
type side struct {
	n           int
	mean        int64
	exponential bool
	takes       bool
	drops       bool
}

func solve(producers, consumers side, capacity int) (Exact, bool) {
	if producers.n == 0 || consumers.n == 0 || producers.exponential != consumers.exponential {
		return Exact{}, false
	}
	var x Exact
	var err error
	think, service := float64(producers.mean), float64(consumers.mean)
	switch {
	case producers.drops && producers.exponential:
		x, err = Dropping(float64(producers.n)/think, consumers.n, service, capacity)
	case producers.drops:
		return Exact{}, false
	case producers.exponential:
		x, err = Sources(producers.n, think, consumers.n, service, capacity)
	default:
		var c *Cycle
		if c, err = Deterministic(producers.n, producers.mean, consumers.n, consumers.mean, capacity); err == nil {
			x = c.Exact(consumers.n)
		}
	}
	return x, err == nil
}

// read says what a coroutine of a function does in a round; false where it does more than theory knows.
func read(p *program.Program, fn int) (side, bool) {
	var s side
	times, puts, takes, drops, sleeps, tests := 0, 0, 0, 0, 0, 0
	todo, seen := []int32{p.Funcs[fn].Entry}, make([]bool, len(p.Ops))
	for len(todo) > 0 {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[pc] {
			continue
		}
		seen[pc] = true
		op := &p.Ops[pc]
		switch op.Kind {
		case program.Test:
			if !looksAtLength(p, op.X) {
				return s, false
			}
			tests++
			todo = append(todo, op.Else)
		case program.Compute:
			x := &p.Exprs[op.X]
			if len(x.Code) > 0 || x.Do != program.Load || x.Left.From != program.FromConst || op.Y >= 0 {
				return s, false
			}
			times++
			s.mean, s.exponential = x.Left.N, op.Flags&program.FlagExp != 0
		case program.Put, program.Take:
			if !wakes(p, op.Next) {
				return s, false
			}
			puts, takes = puts+int(truth(op.Kind == program.Put)), takes+int(truth(op.Kind == program.Take))
		case program.Drop:
			drops++
		case program.Wait, program.Schedule:
			sleeps++
		case program.Lock, program.Unlock, program.Relock, program.Signal, program.Broadcast, program.Count,
			program.Item, program.Enter, program.Leave, program.Assign, program.Enqueue, program.Wakeup,
			program.WakeupAll:
		default:
			return s, false
		}
		todo = append(todo, op.Next)
	}
	s.takes, s.drops = takes == 1, puts == 1 && drops == 1 && sleeps == 0
	ok := times == 1 && tests == 1 && (puts == 1 && takes == 0 && (s.drops || drops == 0 && sleeps == 1) ||
		takes == 1 && puts == 0 && sleeps == 1 && drops <= 1)
	return s, ok
}

// wakes reports whether a put or take is followed, whatever happens, by a wake of those who sleep on the other side.
func wakes(p *program.Program, pc int32) bool {
	for range len(p.Ops) {
		if p.Ops[pc].Kind.Row().Wakes {
			return true
		}
		switch p.Ops[pc].Kind {
		case program.Test, program.Compute, program.Exit, program.Put, program.Take:
			return false
		}
		pc = p.Ops[pc].Next
	}
	return false
}

// looksAtLength reports whether a condition compares the length of the queue with its capacity or a number, and
// nothing else.
func looksAtLength(p *program.Program, x int32) bool {
	e := &p.Exprs[x]
	return len(e.Code) == 0 && e.Left.From == program.FromLen &&
		(e.Right.From == program.FromCap || e.Right.From == program.FromConst && e.Right.N == 0)
}
