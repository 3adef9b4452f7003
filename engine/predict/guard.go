package predict

import (
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// waitOf returns the op by which a coroutine waits that is at some op, also where it was woken and has to take its
// mutex again; -1 where that is no wait for somebody's signal.
func waitOf(p *program.Program, pc int32) int32 {
	if pc < 0 || int(pc) >= len(p.Ops) {
		return -1
	}
	switch p.Ops[pc].Kind {
	case program.Wait, program.WaitWithin, program.Schedule:
		return pc
	case program.Relock:
		for before := range p.Ops {
			if op := &p.Ops[before]; op.Next == pc && (op.Kind == program.Wait || op.Kind == program.WaitWithin) {
				return int32(before)
			}
		}
	}
	return -1
}

// guardOf returns the nearest test before a wait that, where it is true, lets its asker wait; -1 where there is none.
func guardOf(p *program.Program, wait int32) int32 {
	for test := wait - 1; test >= 0; test-- {
		if p.Ops[test].Kind != program.Test {
			continue
		}
		if guards, _ := p.Guards(test, wait, -1); guards && leadsToWait(p, test, wait) {
			return test
		}
	}
	return -1
}

// asks returns what a test asks, as the scene writes it: `len(work) == 0`.
func asks(p *program.Program, test int32) string {
	text := p.OpText(test)
	for _, word := range [...]string{"for ", "if "} {
		if rest, is := strings.CutPrefix(text, word); is {
			return rest
		}
	}
	return ""
}

// shared returns the part of what a test asks that everybody can see, without the caller's own variables: `len(work) ==
// 0` of `len(work) == 0 && r == ok`; "" where there is none.
func shared(p *program.Program, test int32) string {
	text := asks(p, test)
	if strings.Contains(text, "||") {
		return ""
	}
	for _, part := range strings.Split(text, " && ") {
		if _, err := p.WithGoal(part); err == nil {
			return part
		}
	}
	return ""
}

// isSo reports whether an expression about what everybody can see is true now.
func isSo(e *engine.Engine, text string) bool {
	law, err := e.Program().WithGoal(text)
	if err != nil {
		return false
	}
	at := e.Fork(nil)
	at.Probe().Obey(law)
	return at.Probe().Reached()
}

// leadsToWait reports whether the test is true where it lets its asker wait.
func leadsToWait(p *program.Program, test, wait int32) bool {
	next, _ := p.Successors(test)
	for range len(p.Ops) {
		if next < 0 || next == test {
			return false
		}
		if next == wait {
			return true
		}
		if p.Ops[next].Kind == program.Test {
			return false
		}
		next, _ = p.Successors(next)
	}
	return false
}

// bound reports whether a coroutine at some op comes to a wait for an object without another look at anything: it is on
// its way to sleep, and not in the queue yet.
func bound(p *program.Program, s *engine.Snapshot, slot int, object int) (wait int32, is bool) {
	c := &s.Coroutines[slot]
	if !c.Live || c.Object == object || c.Listed == object {
		return -1, false
	}
	pc := c.PC
	for range 16 {
		if pc < 0 || int(pc) >= len(p.Ops) {
			return -1, false
		}
		switch op := &p.Ops[pc]; op.Kind {
		case program.Wait, program.WaitWithin, program.Enqueue:
			return pc, p.Object(op) == object
		case program.Lock, program.Unlock, program.Assign, program.Store, program.Yield, program.Compute, program.Enter,
			program.Leave, program.Nop:
			pc = op.Next
		default:
			return -1, false
		}
	}
	return -1, false
}
