package panel

import (
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/theme"
)

// call is one call that is under way.
type call struct {
	slot int    // of the coroutine on whose stack it is; -1 in all but the first
	text string // "unlock(m)"
	last bool   // it never returns
}

// calls returns the calls that have not come back where a callback has called another: the exhibit of callbacks
// that send messages. The outermost stands first. It is empty wherever each callback returns.
func (m *moment) calls() []call {
	if m.now.Rules[program.RuleUnlockCallback] < program.CallbackMessage &&
		m.now.Rules[program.RuleSignalCallback] < program.CallbackMessage {
		return nil
	}
	who, pc, depth := m.caught()
	if who < 0 {
		return nil
	}
	op := m.does(pc)
	if op == "" {
		op = "an op"
	}
	all := []call{{slot: who, text: op}}
	given := "m"
	if pc >= 0 && int(pc) < len(m.prog.Ops) {
		given = m.callee(pc)
	}
	for d := 1; d <= depth; d++ {
		all = append(all, call{slot: -1, text: callbackName(m.kindAt(pc), d) + "(state, " + given + ")"})
		if d == depth && depth > 2 {
			all = append(all, call{slot: -1, text: "send(scheduler, …) without end", last: true})
			break
		}
		all = append(all, call{slot: -1, text: "send(scheduler, " + given + ")"})
		given = "mailbox"
		if d == depth {
			all = append(all, call{slot: -1, text: "lock(mailbox), its own", last: true})
			break
		}
		all = append(all, call{slot: -1, text: "unlock(mailbox)"})
	}
	return all
}

// caught finds the coroutine whose calls did not come back, the op it is in, and how deep the callbacks are.
func (m *moment) caught() (who int, pc int32, depth int) {
	who, pc = -1, -1
	for i := range m.f.Events {
		if ev := &m.f.Events[i]; ev.Kind == engine.Called && ev.Arg > 1 {
			who, depth = int(ev.Who), int(ev.Arg)
		}
	}
	if who >= 0 {
		pc = m.who(who).PC
		if m.actor == who && m.did >= 0 {
			pc = m.did
		}
		return who, pc, depth
	}
	box := len(m.prog.Objects) + len(m.now.Coroutines)
	if !m.prog.UsesMail {
		box = len(m.prog.Objects)
	}
	for i := range m.now.Coroutines {
		c := &m.now.Coroutines[i]
		if c.Live && c.On == engine.OnMutex && c.Object >= box {
			return c.Slot, c.PC, 2
		}
	}
	return -1, -1, 0
}

// kindAt returns the kind of the op at pc.
func (m *moment) kindAt(pc int32) program.Kind {
	if pc >= 0 && int(pc) < len(m.prog.Ops) {
		return m.prog.Ops[pc].Kind
	}
	return program.Unlock
}

// callee names the object that the op at pc gives to its callback.
func (m *moment) callee(pc int32) string {
	op := &m.prog.Ops[pc]
	if i := int(op.B); op.Kind == program.Wait || op.Kind == program.WaitWithin {
		if i >= 0 && i < len(m.prog.Mutexes) {
			return m.prog.Objects[m.prog.Mutexes[i].Object].Name
		}
	} else if o := m.prog.Object(op); o >= 0 {
		return m.prog.Objects[o].Name
	}
	return "mailbox"
}

// callbackName names the callback that an op calls; those further in are always the mailbox lock's.
func callbackName(k program.Kind, depth int) string {
	if depth == 1 && (k == program.Signal || k == program.Broadcast) {
		return "signalCallback"
	}
	return "unlockCallback"
}

// callStack writes calls one below the other, each further in than the one that made it.
func (p pen) callStack(calls []call) {
	p.Text(0, 0, "CALLS", theme.Text.Bold())
	p.Text(6, 0, cut("none of them returns", p.W-6), quiet)
	hidden := len(calls) - (p.H - 1)
	y := 1
	for i, c := range calls {
		if hidden > 0 && i >= 2 && i < len(calls)-1 {
			if i == 2 {
				p.Text(6, y, "… "+strconv.Itoa(min(hidden+1, len(calls)-3))+" more", quiet)
				y++
			}
			if i-2 <= hidden {
				continue
			}
		}
		x := min(i, 8)
		st := text
		if c.last {
			st = theme.Trouble.Bold()
		}
		if c.slot >= 0 {
			x += p.name(0, y, c.slot) + 1
		}
		p.Text(x, y, cut(strings.TrimSpace(c.text), p.W-x), st)
		y++
	}
}
