package narrate

import "github.com/quartet-os/quartet/engine"

import (
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// assignSentence tells what a variable was set to.
func (n *Narrator) assignSentence(ev *engine.Event) string {
	op, text := n.op(ev), n.prog.OpText(int32(ev.PC))
	l, known := n.local(ev.Who, op.Dst)
	value := n.value(l.Type, n.number)
	switch {
	case op.Flags&program.FlagLoad != 0 && n.toSend(int32(ev.PC)):
		return "works out " + value + " for " + text + ", but has not sent it yet."
	case op.Flags&program.FlagLoad != 0:
		return "works out " + value + " for " + text + ", but has not stored it yet."
	case l.CountsRounds():
		return n.roundCount(ev)
	case strings.HasPrefix(text, "return "):
		return "returns " + value + "."
	case !known || l.Hidden:
		return "works out " + text + ": " + value + "."
	}
	return "sets " + variable(l.Name) + " to " + value + "."
}

// toSend reports whether what an op works out goes into a channel, and not into a variable: what is done next is a send
// or a select, behind other values and indices that are worked out for it.
func (n *Narrator) toSend(pc int32) bool {
	for _, op := range n.prog.Ops[pc+1:] {
		switch op.Kind {
		case program.ChanSend, program.Select, program.SelectWithin:
			return true
		case program.Assign, program.Choose:
		default:
			return false
		}
	}
	return false
}

// variable returns a variable's name as a sentence can say it: one that reads as a word of the sentence is called a
// variable.
func variable(name string) string {
	if program.Wordlike(name) {
		return "the variable " + name
	}
	return name
}

// storeSentence tells what a shared variable was set to.
func (n *Narrator) storeSentence(ev *engine.Event) string {
	return "sets " + variable(n.object(ev.Object)) + " to " + n.value(n.prog.Vars[n.op(ev).A].Type, n.number) + "."
}

// local returns a variable of the coroutine in a slot; those of handlers stand behind its own.
func (n *Narrator) local(slot int32, at int16) (program.Local, bool) {
	if slot < 0 || at < 0 || n.slots[slot].fn < 0 {
		return program.Local{}, false
	}
	if own := n.prog.Funcs[n.slots[slot].fn].Locals; int(at) < len(own) {
		return own[at], true
	}
	for i := range n.prog.Handlers {
		h := &n.prog.Handlers[i]
		if k := int(at) - h.First; k >= 0 && k < len(h.Locals) {
			return h.Locals[k], true
		}
	}
	return program.Local{}, false
}

// Value puts what a Did event of an op that sets a variable set in words, as the scene's text would: a truth, a result,
// a coroutine by its name. arg is the event's Arg in full (see ArgOf). It is told before the events that follow.
func (n *Narrator) Value(ev engine.Event, arg int64) string {
	switch ev.Op() {
	case program.Store, program.Cas:
		return n.value(n.prog.Vars[n.op(&ev).A].Type, arg)
	case program.Assign:
		l, _ := n.local(ev.Who, n.op(&ev).Dst)
		return n.value(l.Type, arg)
	}
	return strconv.FormatInt(arg, 10)
}

// Result says what came of the op of a Did event, in a word: what it gave back or set, how a test answered, or that it
// blocked, yielded or failed. arg is the event's Arg in full. The narrator has heard of it, and of no later op.
func (n *Narrator) Result(ev engine.Event, arg int64) string {
	if n.undone && n.acted == ev.Step && n.actor == ev.Who {
		return "failed"
	}
	switch ev.Outcome() {
	case engine.Blocked:
		return "blocked"
	case engine.Yielded:
		return "yielded"
	case engine.Failed:
		return "failed"
	}
	switch ev.Op() {
	case program.Test:
		return strconv.FormatBool(ev.Arg != 0)
	case program.Cas, program.OwnCas:
		return strconv.FormatBool(ev.Result == uint8(program.OK))
	case program.Assign, program.Store:
		return n.Value(ev, arg)
	}
	if row := ev.Op().Row(); row.Chan || row.Waits {
		return n.chanResult(&ev, arg)
	}
	if ev.Op().Row().Counts {
		return strconv.FormatInt(arg, 10)
	}
	return program.Result(ev.Result).String()
}

// value writes a value of an event as the scene's text would.
func (n *Narrator) value(t program.Type, v int64) string { return program.Spell(t, v, n.handleName) }

// handleName names the coroutine of a handle.
func (n *Narrator) handleName(v int64) string {
	slot, use := engine.SlotOf(v)
	if slot >= 0 && slot < len(n.slots) && n.slots[slot].uses == use && n.slots[slot].fn >= 0 {
		return n.name(int32(slot))
	}
	return "one that ended"
}
