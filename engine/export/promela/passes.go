package promela

import "github.com/quartet-os/quartet/engine/program"

// At grain pass a run of the machine fails where a pass has more ops than fuel allows. The model counts none, so that a
// scene is refused whose text does not show that each pass has an end.

// refuseEndless notes the loops of a function that may go round without giving up the CPU.
func (w *writer) refuseEndless(f *flow) {
	for head, body := range f.loops {
		if w.comesBack(f, head, body) && !w.counted(f, head, body) {
			n := f.nodes[head]
			w.refuse(int(n.op.Line), w.p.OpText(n.pc), "it may go round without giving up the CPU, and the model "+
				"counts no ops of a pass")
		}
	}
}

// comesBack reports whether a way leads round a loop on which nobody gives up the CPU.
func (w *writer) comesBack(f *flow, head int32, body map[int32]bool) bool {
	seen := map[int32]bool{}
	for todo := []int32{head}; len(todo) > 0; {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if w.givesUp(f.nodes[pc].op) {
			continue
		}
		for _, to := range f.after(pc) {
			if to == head {
				return true
			}
			if body[to] && !seen[to] {
				seen[to] = true
				todo = append(todo, to)
			}
		}
	}
	return false
}

// givesUp reports whether an op always gives up the CPU.
func (w *writer) givesUp(op *program.Op) bool {
	switch op.Kind {
	case program.Yield, program.Wait, program.WaitWithin:
		return true
	case program.Compute, program.Sleep:
		lo := code(&w.p.Exprs[op.X])
		return constant(lo) && lo[0].Operand.N > 0
	}
	return false
}

// counted reports whether a loop counts its rounds in a variable of the coroutine's own.
func (w *writer) counted(f *flow, head int32, body map[int32]bool) bool {
	n := f.nodes[head]
	if n.op.Kind != program.Test {
		return false
	}
	looks, _ := w.p.LocalsOf(head)
	for pc := range body {
		if _, sets := w.p.LocalsOf(pc); looks&sets != 0 && f.nodes[pc].op.Kind == program.Assign {
			return true
		}
	}
	return false
}
