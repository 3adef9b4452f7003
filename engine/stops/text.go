package stops

import (
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

// answer is what one of the answers of a test means.
type answer uint8

const (
	decides answer = 1 << iota // a wait
	round                      // it goes round a loop that only waits for others to change something
)

// Text is what the text of a scene says about its tests. It is never changed, so that judges share it.
type Text struct {
	prog    *program.Program
	answers [][2]answer // per op, of a Test: that it holds, and that it does not
	wakes   [256]bool   // per kind of op: it is meant to wake who waits by then, and is not remembered
}

// Read looks at the tests of a scene. O(ops), nearly.
func Read(p *program.Program) *Text {
	t := &Text{prog: p, answers: make([][2]answer, len(p.Ops))}
	for k := range t.wakes {
		t.wakes[k] = program.Kind(k).Row().Wakes && !program.Kind(k).Describes()
	}
	g := newGraph(p)
	next, order := g.after()
	waits := make([]int32, len(g.to)) // on the way to the end that every way goes, the node itself included
	for _, node := range order {
		if node == g.end {
			continue
		}
		waits[node] = waits[next[node]]
		if Waits(p.Ops[node].Kind) {
			waits[node]++
		}
	}
	for pc := len(p.Ops) - 1; pc >= 0; pc-- { // a condition's later tests first
		if p.Ops[pc].Kind != program.Test {
			continue
		}
		t.spins(int32(pc))
		if t.answers[pc] == [2]answer{} {
			t.decides(int32(pc), waits, next[pc])
		}
	}
	return t
}

// Waits reports whether ops of a kind wait for somebody else, or queue their coroutine. Locks are not meant, since who
// takes one means to go on, and neither are pauses.
func Waits(k program.Kind) bool {
	switch k {
	case program.Wait, program.WaitWithin, program.Enqueue, program.Schedule, program.Await, program.Receive,
		program.ReceiveWithin:
		return true
	}
	return k.Row().Joins || k.Row().Waits || k.Describes() && k.Row().Blocks != ""
}

// decides settles whether a test decides a wait: whether on the way that one of its answers opens, up to where both
// ways are one again, a wait comes for certain. A test that is part of a longer condition decides with the answer that
// settles the whole, where a later part decides.
func (t *Text) decides(pc int32, waits []int32, joined int32) {
	op := &t.prog.Ops[pc]
	ways := [2]int32{op.Next, op.Else}
	if op.Next == op.Else {
		return
	}
	for _, to := range ways {
		if waits[to] > waits[joined] {
			t.answers[pc] = [2]answer{decides, decides}
			return
		}
	}
	for i, to := range ways {
		if later := t.sameCondition(pc, to); later >= 0 && t.answers[later][0]|t.answers[later][1] == decides {
			t.answers[pc][1-i] = decides
		}
	}
}

// conditionReach is how many ops of a condition are looked at between two of its tests.
const conditionReach = 64

// sameCondition returns the next test on the way from an op, if it belongs to the condition of test pc; else -1.
func (t *Text) sameCondition(pc, from int32) int32 {
	for range conditionReach {
		switch op := &t.prog.Ops[from]; {
		case op.Kind == program.Exit || op.Kind == program.Resume || from == pc:
			return -1
		case op.Kind != program.Test:
			from = op.Next
		case t.prog.SameStatement(from, pc):
			return from
		default:
			return -1
		}
	}
	return -1
}

// spins settles whether an answer of a test goes round a loop that only waits for others.
func (t *Text) spins(pc int32) {
	p, turns, loop := t.prog, t.prog.Turns[pc], t.prog.Loops[pc]
	if turns[0] != program.IntoBody && turns[1] != program.IntoBody || !t.looksAtOthers(p.Ops[pc].X) {
		return
	}
	for i := loop[0]; i < loop[1]; i++ {
		if !idles(p.Ops[i].Kind) && p.Ops[i].Kind != program.Exit {
			return
		}
	}
	for i, turn := range turns {
		if turn == program.IntoBody {
			t.answers[pc][i] = round
		}
	}
}

// idles reports whether nobody else notices an op of a kind, and it asks nobody.
func idles(k program.Kind) bool {
	switch k {
	case program.Test, program.Choose, program.Nop, program.Yield, program.Compute, program.Assign, program.Count,
		program.Enter, program.Leave:
		return true
	}
	return false
}

// looksAtOthers reports whether an expression reads what another coroutine, or time, can change.
func (t *Text) looksAtOthers(x int32) bool {
	if x < 0 {
		return false
	}
	others := func(o program.Operand) bool {
		switch o.From {
		case program.FromConst, program.FromLocal, program.FromSelf, program.FromCounter:
			return false
		}
		return true
	}
	e := &t.prog.Exprs[x]
	if len(e.Code) > 0 {
		return slices.ContainsFunc(e.Code, func(in program.Instr) bool {
			return (in.Do == program.Load || in.Do == program.Index) && others(in.Operand)
		})
	}
	return others(e.Left) || e.Do != program.Load && others(e.Right)
}
