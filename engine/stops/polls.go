package stops

import (
	"cmp"
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

// Poll is a loop that asks again and again for what others have to change, and never sleeps until they do.
type Poll struct {
	Func int32 // whose loop it is, an index in Program.Funcs
	Line int   // of the test that others have to change
}

// mostNested is how deep loops that stand in one another are looked at.
const mostNested = 64

// Polls lists the loops of what runs in a scene that poll, by their lines. Such a loop sleeps nowhere, and can go round
// without anything that others notice but that locks are given back and taken. Its end hangs on what others change, and
// it has no end of its own: no count that runs out. O(ops), nearly, for each depth of loops.
func Polls(p *program.Program) (all []Poll) {
	t := &Text{prog: p}
	g, open := newGraph(p), runs(p)
	nest := g.nest(slices.Clone(open))
	for pc := range p.Ops {
		open[pc] = open[pc] && quiet(p.Ops[pc].Kind)
	}
	for _, l := range g.nest(open) {
		for _, loop := range l.loops {
			if t.sleeps(around(nest, loop)) {
				continue
			}
			if poll, ok := t.polls(loop); ok && !slices.Contains(all, poll) {
				all = append(all, poll)
			}
		}
	}
	slices.SortFunc(all, func(a, b Poll) int { return cmp.Or(a.Line-b.Line, int(a.Func-b.Func)) })
	return all
}

// level is loops of which none stands in another one.
type level struct {
	loops [][]int32
	of    []int32 // per node: its loop, counted from 1; 0: none
}

// nest lists the loops of the open nodes, those that stand in others on the levels behind; it shuts the nodes.
func (g *graph) nest(open []bool) (levels []level) {
	for range mostNested {
		l := level{g.loops(open), make([]int32, len(g.to))}
		if len(l.loops) == 0 {
			break
		}
		for i, loop := range l.loops {
			for _, pc := range loop {
				l.of[pc] = int32(i) + 1
			}
			open[g.head(loop)] = false // what is left are the loops inside
		}
		levels = append(levels, l)
	}
	return levels
}

// around is the innermost loop in which all of another one stands.
func around(levels []level, loop []int32) (found []int32) {
	for _, l := range levels {
		outer := l.of[loop[0]]
		if outer == 0 || slices.ContainsFunc(loop, func(pc int32) bool { return l.of[pc] != outer }) {
			break
		}
		found = l.loops[outer-1]
	}
	return found
}

// sleeps reports whether somebody can sleep in a loop until others let it on.
func (t *Text) sleeps(loop []int32) bool {
	return slices.ContainsFunc(loop, func(pc int32) bool { return Waits(t.prog.Ops[pc].Kind) })
}

// quiet reports whether a loop with an op of a kind may still be one that does nothing but ask: others do not notice
// it, or it asks, or it only lets others at what is locked.
func quiet(k program.Kind) bool {
	switch k {
	case program.Lock, program.Unlock, program.RLock, program.RUnlock, program.WLock, program.WUnlock, program.Sleep,
		program.Disable, program.Enable, program.Assert, program.Peek:
		return true
	}
	return idles(k) || asks(k)
}

// asks reports whether an op of a kind gives what is to be had, or at once that it is not.
func asks(k program.Kind) bool {
	switch k {
	case program.TryLock, program.TryRLock, program.TryWLock, program.TryAcquire, program.Cas, program.Poll:
		return true
	}
	return false
}

// runs says which ops somebody comes to, from the boot on. O(ops).
func runs(p *program.Program) []bool {
	seen := make([]bool, len(p.Ops)+1)
	var open []int32
	reach := func(pc int32) {
		if pc >= 0 && int(pc) < len(p.Ops) && !seen[pc] {
			seen[pc] = true
			open = append(open, pc)
		}
	}
	for reach(p.Boot); len(open) > 0; {
		pc := open[len(open)-1]
		op := &p.Ops[pc]
		open = open[:len(open)-1]
		switch op.Kind {
		case program.Test, program.Choose:
			reach(op.Else)
		case program.Spawn, program.Interrupt:
			reach(p.Funcs[op.A].Entry)
		case program.OnAnswer:
			reach(p.Handlers[p.Funcs[op.A].Handler].Entry)
		}
		if op.Kind != program.Exit && op.Kind != program.Resume {
			reach(op.Next)
		}
	}
	return seen
}

// loops lists the strongly connected parts of the open nodes that go round, and shuts all other nodes. O(nodes).
func (g *graph) loops(open []bool) (all [][]int32) {
	inner := &graph{to: make([][3]int32, len(g.to)), end: g.end}
	for pc, to := range g.to {
		for i, next := range to {
			if next < 0 || !open[pc] || !open[next] {
				next = -1
			}
			inner.to[pc][i] = next
		}
	}
	n := len(g.to)
	t := &tarjan{graph: inner, index: make([]int32, n), low: make([]int32, n), part: make([]int32, n)}
	for pc := range inner.to {
		if open[pc] && t.index[pc] == 0 {
			t.visit(int32(pc))
		}
	}
	parts := make([][]int32, t.parts+1)
	for pc, part := range t.part {
		if part > 0 {
			parts[part] = append(parts[part], int32(pc))
		}
	}
	for _, part := range parts[1:] {
		if first := part[0]; len(part) > 1 || slices.Contains(inner.to[first][:], first) {
			all = append(all, part)
		} else {
			open[first] = false
		}
	}
	return all
}

// head is the first op by which one comes into a loop from outside.
func (g *graph) head(loop []int32) int32 {
	for _, pc := range loop {
		for _, from := range g.from[pc] {
			if _, inside := slices.BinarySearch(loop, from); !inside {
				return pc
			}
		}
	}
	return loop[0]
}
