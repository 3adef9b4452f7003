package promela

import (
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

// node is an op of a function, or the ops of an element that an index chooses, which are one.
type node struct {
	op    *program.Op
	pc    int32   // of the op; of a chosen one that of its first
	of    int     // the array that op.A is an element of, an index in Program.Arrays; -1: it is named in the text
	index string  // and which element
	first int32   // op.A of element 0
	next  int32   // where it goes on, -1: nowhere
	other int32   // of a test: where it goes when it is false; else -1
	outs  []int32 // of a step that chooses among ways: where each leads
}

// flow is the nodes of a function and the loops among them.
type flow struct {
	nodes map[int32]*node
	order []int32                  // all that can be reached, in the order of the text
	loops map[int32]map[int32]bool // by the node where a loop begins: those in it
}

// flowOf finds the nodes of a function from its first op on.
func (w *writer) flowOf(entry int32) *flow {
	f := &flow{nodes: map[int32]*node{}, loops: map[int32]map[int32]bool{}}
	todo := []int32{entry}
	for len(todo) > 0 {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if f.nodes[pc] != nil {
			continue
		}
		n := w.nodeAt(pc)
		f.nodes[pc] = n
		f.order = append(f.order, pc)
		todo = append(todo, f.after(pc)...)
	}
	slices.Sort(f.order)
	f.findLoops(entry)
	return f
}

// nodeAt makes the node at an op. The second half of a wait belongs to the first.
func (w *writer) nodeAt(pc int32) *node {
	n := &node{op: &w.p.Ops[pc], pc: pc, of: -1, other: -1}
	if n.op.Kind == program.Choose {
		w.choice(n)
	}
	n.next, _ = w.p.Successors(leaf(w, n))
	switch n.op.Kind {
	case program.Test:
		n.next, n.other = n.op.Next, n.op.Else
	case program.Exit:
		n.next = -1
	case program.Wait, program.WaitWithin:
		n.next = w.p.Ops[n.op.Next].Next
	default:
		if n.outs = w.outcomes(leaf(w, n)); n.outs != nil {
			n.next = -1
		}
	}
	return n
}

func leaf(w *writer, n *node) int32 {
	pc := n.pc
	for w.p.Ops[pc].Kind == program.Choose {
		pc = w.p.Ops[pc].Next
	}
	return pc
}

// choice reads the tests that choose an element of an array by an index: they lead to one op for each element, which
// differ by the element alone.
func (w *writer) choice(n *node) {
	test := code(&w.p.Exprs[n.op.X])
	index := test[:len(test)-2] // i < 5
	if test[0].Operand.From == program.FromConst && test[len(test)-1].Do == program.Le {
		index = test[1 : len(test)-1] // 0 <= i
	}
	var ops []*program.Op
	var walk func(pc int32)
	walk = func(pc int32) {
		switch op := &w.p.Ops[pc]; op.Kind {
		case program.Choose:
			walk(op.Next)
			walk(op.Else)
		case program.NoElement:
		default:
			if !slices.Contains(ops, op) {
				ops = append(ops, op)
			}
		}
	}
	walk(n.pc)
	first := ops[0]
	n.op, n.first = first, first.A
	class, known := classOf(first)
	object := w.object(class, int(first.A))
	array, _, ok := w.p.ArrayOf(object)
	if !known || !ok || first.Kind == program.Wait || !alike(ops) {
		w.refuse(int(first.Line), w.p.OpText(n.pc), "an index chooses more than the first object of this statement")
		return
	}
	n.of, n.index = array, w.term(index).text
}

// alike reports whether ops differ by the element that they are done to alone.
func alike(ops []*program.Op) bool {
	for k, op := range ops {
		same := *op
		same.A, same.Line = ops[0].A, ops[0].Line
		if same != *ops[0] || op.A != ops[0].A+int32(k) {
			return false
		}
	}
	return true
}

// after lists where a node leads to.
func (f *flow) after(pc int32) []int32 {
	n := f.nodes[pc]
	all := slices.Clone(n.outs)
	if n.next >= 0 {
		all = append(all, n.next)
	}
	if n.other >= 0 {
		all = append(all, n.other)
	}
	return all
}

// findLoops finds the natural loops: an edge back to a node that all ways go through begins one.
func (f *flow) findLoops(entry int32) {
	over := f.dominators(entry)
	before := map[int32][]int32{}
	for _, pc := range f.order {
		for _, to := range f.after(pc) {
			before[to] = append(before[to], pc)
		}
	}
	for _, pc := range f.order {
		for _, head := range f.after(pc) {
			if !over[pc][head] {
				continue
			}
			if f.loops[head] == nil {
				f.loops[head] = map[int32]bool{head: true}
			}
			for todo := []int32{pc}; len(todo) > 0; {
				at := todo[len(todo)-1]
				todo = todo[:len(todo)-1]
				if !f.loops[head][at] {
					f.loops[head][at] = true
					todo = append(todo, before[at]...)
				}
			}
		}
	}
}

// dominators says by node through which nodes all ways to it go.
func (f *flow) dominators(entry int32) map[int32]map[int32]bool {
	over := map[int32]map[int32]bool{entry: {entry: true}}
	for changed := true; changed; {
		changed = false
		for _, pc := range f.order {
			for _, to := range f.after(pc) {
				if over[pc] == nil || to == entry {
					continue
				}
				was := over[to]
				now := map[int32]bool{to: true}
				for at := range over[pc] {
					if was == nil || was[at] {
						now[at] = true
					}
				}
				if was == nil || len(now) != len(was) {
					over[to], changed = now, true
				}
			}
		}
	}
	return over
}
