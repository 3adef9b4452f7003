package engine

import (
	"math"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// assignSentence tells what a variable was set to.
func (n *Narrator) assignSentence(ev *Event) string {
	op, text := n.op(ev), n.prog.OpText(int32(ev.PC))
	l, known := n.local(ev.Who, op.Dst)
	value := n.value(l.Type, ev.Arg)
	switch {
	case op.Flags&program.FlagLoad != 0:
		return "works out " + text + ": " + value + ", not stored yet."
	case strings.HasPrefix(text, "return "):
		return "returns " + value + "."
	case !known || l.Hidden:
		return "works out " + text + ": " + value + "."
	}
	return "sets " + l.Name + " to " + value + "."
}

// storeSentence tells what a shared variable was set to.
func (n *Narrator) storeSentence(ev *Event) string {
	return "sets " + n.object(ev.Object) + " to " + n.value(n.prog.Vars[n.op(ev).A].Type, ev.Arg) + "."
}

// local gives a variable of the coroutine in a slot; those of handlers stand behind its own.
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

// Value puts what a Did event of an Assign or Store set in words, as the scene's text would: a truth, a result, a
// coroutine by its name. It is told before the events that follow.
func (n *Narrator) Value(ev Event) string {
	switch ev.Op() {
	case program.Store:
		return n.value(n.prog.Vars[n.op(&ev).A].Type, ev.Arg)
	case program.Assign:
		l, _ := n.local(ev.Who, n.op(&ev).Dst)
		return n.value(l.Type, ev.Arg)
	}
	return strconv.Itoa(int(ev.Arg))
}

// Result says what came of the op of a Did event, in a word: what it gave back or set, how a test answered, or that it
// blocked, yielded or failed.
func (n *Narrator) Result(ev Event) string {
	switch Outcome(ev.To) {
	case Blocked:
		return "blocked"
	case Yielded:
		return "yielded"
	case Failed:
		return "failed"
	}
	switch ev.Op() {
	case program.Test:
		return strconv.FormatBool(ev.Arg != 0)
	case program.Assign, program.Store:
		return n.Value(ev)
	case program.Count, program.Wakeup, program.WakeupAll, program.Receive:
		return strconv.Itoa(int(ev.Arg))
	}
	return program.Result(ev.Result).String()
}

// value writes a value of an event as the scene's text would; items and memory have their numbers for the eye.
func (n *Narrator) value(t program.Type, v int32) string {
	switch t {
	case program.Bool:
		return strconv.FormatBool(v != 0)
	case program.ResultOf:
		return program.Result(v & 3).String()
	case program.Coroutine:
		return n.handleName(v)
	case program.ItemOf:
		return orNone(v, "item "+strconv.Itoa(int(v)))
	case program.Memory:
		return orNone(v, "memory "+strconv.Itoa(int(v)))
	}
	switch v {
	case math.MaxInt32:
		return strconv.Itoa(math.MaxInt32) + " or more"
	case math.MinInt32:
		return strconv.Itoa(math.MinInt32) + " or less"
	}
	return strconv.Itoa(int(v))
}

// handleName names the coroutine of a handle, as far as an event holds one.
func (n *Narrator) handleName(v int32) string {
	slot, gen := v&(1<<slotBits-1)-1, v>>slotBits
	switch {
	case v == 0:
		return "nobody"
	case v == math.MaxInt32:
		return "a coroutine"
	case slot >= 0 && int(slot) < len(n.slots) && n.slots[slot].gen == gen && n.slots[slot].fn >= 0:
		return n.name(slot)
	}
	return "one that ended"
}

func orNone(v int32, some string) string {
	if v == 0 {
		return "none"
	}
	return some
}
