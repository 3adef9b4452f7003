package engine

import (
	"fmt"
	"sort"

	"github.com/quartet-os/quartet/engine/program"
)

// bootFuel bounds the ops of main.
const bootFuel = 1_000_000

// boot runs main. It is no coroutine: its locals are the frame behind the last slot.
func (e *Engine) boot() {
	main := int32(len(e.cors))
	pc := e.prog.Boot
	for n := 0; pc >= 0; n++ {
		if n == bootFuel {
			e.fail(EndNoYield, fmt.Sprintf("main did %d ops, and may do no more", bootFuel))
			return
		}
		op := &e.prog.Ops[pc]
		if op.Kind == program.Exit || e.end.Kind != NotEnded {
			break
		}
		pc = e.bootOp(main, op)
	}
	e.lookForLosses()
	e.runAgenda()
	if e.end.Kind == NotEnded {
		e.lookForEnd()
	}
}

// bootOp does one op of main and gives the next.
func (e *Engine) bootOp(main int32, op *program.Op) int32 {
	switch op.Kind {
	case program.Test:
		if e.value(op.X, main) == 0 {
			return op.Else
		}
	case program.Assign:
		e.set(main, op.Dst, e.value(op.X, main))
	case program.Store:
		e.vars[op.A] = e.value(op.X, main)
	case program.Count:
		e.counters[op.A] += e.value(op.X, main)
	case program.Spawn:
		n := int64(1)
		if op.X >= 0 {
			n = e.value(op.X, main)
		}
		for ; n > 0; n-- {
			t := e.spawn(op.A, op.B, -1, op.Flags&program.FlagDaemon != 0, ByBoot)
			if t < 0 {
				break
			}
			e.set(main, op.Dst, e.handle(t))
		}
	case program.Put:
		e.put(main, op)
		if e.end.Kind == NotEnded {
			ev := e.event(Did, -1)
			ev.From = uint8(program.Put)
			ev.Object = uint16(e.prog.Queues[op.A].Object)
			ring := &e.rings[op.A]
			ev.Arg = narrow(e.heap.label(ring.At(ring.Len() - 1)))
		}
	case program.Item:
		e.set(main, op.Dst, e.newItem(main))
	}
	return op.Next
}

// Boot gives the events of the boot, step 0. Folding starts with every slot on FREE in order.
func (e *Engine) Boot() []Event {
	fresh, err := New(e.prog)
	if err != nil {
		return nil
	}
	return fresh.out[:fresh.n]
}

// readScript turns func script into commands put off.
func (e *Engine) readScript() error {
	for _, line := range e.prog.Script {
		c, err := ParseCommand(line.Command)
		if err != nil {
			return fmt.Errorf("%s:%d:%d: %w", e.prog.File, line.Line, line.Column, err)
		}
		c.At = line.At
		e.agenda = append(e.agenda, c)
	}
	sort.SliceStable(e.agenda, func(i, j int) bool { return e.agenda[i].At < e.agenda[j].At })
	return nil
}
