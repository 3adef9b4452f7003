package explore_test

import (
	"math"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// counted is what the plain search finds.
type counted struct {
	states, deadlocks, ends int
	length                  int // of a shortest schedule to a finding, 0 for none
	kind                    string
}

// plainSearch is the search in its simplest form: a queue of whole machines and a map of their keys. It is
// here to be compared with. It gives false when there are more than most states.
func plainSearch(start *engine.Engine, grain program.Grain, wake program.Token, most int) (counted, bool) {
	begin := atGrain(start, grain)
	begin.Do(engine.Command{Verb: engine.RuleVerb, At: engine.Now, Name: "wake_order",
		Token: program.RuleWakeOrder.TokenName(wake)})
	var r counted
	seen := map[string]bool{string(begin.Probe().AppendKey(nil)): true}
	level, next := []*engine.Engine{begin}, []*engine.Engine{}
	r.states = 1
	for depth := 1; len(level) > 0; depth++ {
		for _, e := range level {
			if end := e.End().Kind; end != engine.NotEnded {
				if end == engine.EndDone {
					r.ends++
				} else {
					r.deadlocks++
				}
				continue
			}
			for _, slot := range movers(e) {
				for _, f := range alternatives(e, slot) {
					kind := problem(f)
					if kind != "" && (r.kind == "" || r.length == depth && before(kind, r.kind)) {
						r.kind, r.length = kind, depth
					}
					if f.End().Kind > engine.EndStuck {
						continue
					}
					if key := string(f.Probe().AppendKey(nil)); !seen[key] {
						seen[key] = true
						r.states++
						next = append(next, f)
					}
				}
			}
		}
		if r.states > most {
			return r, false
		}
		level, next = next, level[:0:0]
	}
	return r, true
}

// atGrain is a copy of a machine in which, at grain op, any op may be the last of its pass.
func atGrain(e *engine.Engine, grain program.Grain) *engine.Engine {
	e = e.Fork(nil)
	policy := "preemptive"
	if e.Policy() == program.Prioritized {
		policy = "priority"
	}
	if grain == program.GrainOp {
		if _, err := e.Do(engine.Command{Verb: engine.PolicyVerb, At: engine.Now, Name: policy, N: 1}); err != nil {
			panic(err)
		}
	}
	return e
}

// movers returns who may make the next pass, -1 for whoever the machine takes, or that time passes.
func movers(e *engine.Engine) []int {
	if who := foremost(e.Snapshot(nil)); len(who) > 0 && e.Policy() != program.RoundRobin {
		return who
	}
	return []int{-1}
}

// foremost returns who may run: where priorities count, worked out from who waits for whom.
func foremost(now *engine.Snapshot) []int {
	if now.Policy != program.Prioritized {
		return now.Ready
	}
	level := map[int]int{}
	for s := range now.Coroutines {
		level[s] = now.Coroutines[s].Priority
	}
	for range now.Coroutines {
		for i := range now.Mutexes {
			m := &now.Mutexes[i]
			has := m.Owner
			if has < 0 && len(m.LockQueue) > 0 && now.Coroutines[m.LockQueue[0]].Place == engine.Ready &&
				now.Rules[program.RuleUnlock] != program.UnlockBarging {
				has = m.LockQueue[0] // it is kept for that one
			}
			if has < 0 || m.Owner >= 0 && !m.OwnerLive || now.Rules[program.RuleInherit] != program.InheritOwner {
				continue
			}
			for _, w := range m.LockQueue {
				if p := now.Coroutines[w].Place; p == engine.Waiting || p == engine.TimedWaiting {
					level[has] = max(level[has], level[w])
				}
			}
		}
	}
	best := math.MinInt
	for _, s := range now.Ready {
		best = max(best, level[s])
	}
	if now.InRounds {
		best = now.Turn
	}
	var who []int
	for _, s := range now.Ready {
		if level[s] == best || s == now.Interrupted {
			who = append(who, s)
		}
	}
	return who
}

// before says which of two kinds is told when both come after equally many passes.
func before(a, b string) bool {
	order := []string{"deadlock", "stuck", "violation", "lost-item", "leak", "no-yield"}
	return slices.Index(order, a) < slices.Index(order, b)
}

// alternatives returns what comes of a slot's pass, for each way its choices may fall.
func alternatives(e *engine.Engine, slot int) []*engine.Engine {
	return eachWay(e, func(f *engine.Engine, picks *engine.Choices) { f.Probe().Resume(slot, picks) })
}

// eachWay returns what copies of a machine come to that are played on, one for each way in which choices may fall.
func eachWay(e *engine.Engine, play func(f *engine.Engine, picks *engine.Choices)) []*engine.Engine {
	var all []*engine.Engine
	for todo := [][]int32{nil}; len(todo) > 0; todo = todo[1:] {
		picks := engine.Choices{Take: todo[0]}
		f := e.Fork(nil)
		play(f, &picks)
		f.Probe().Choose(nil)
		all = append(all, f)
		for k := len(picks.Take); k < len(picks.Seen); k++ {
			firsts := append(slices.Clone(picks.Take), make([]int32, k-len(picks.Take))...)
			for n := int32(1); n < picks.Seen[k]; n++ {
				todo = append(todo, append(slices.Clone(firsts), n))
			}
		}
	}
	return all
}

func problem(e *engine.Engine) string {
	switch end := e.End().Kind; end {
	case engine.NotEnded:
		if e.Probe().Deadlocked() != nil {
			return "deadlock"
		}
		return ""
	case engine.EndDone:
		if _, _, ok := e.Probe().Abandoned(); ok {
			return "violation"
		}
		return ""
	default:
		return end.String()
	}
}
