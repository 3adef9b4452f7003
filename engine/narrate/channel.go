package narrate

import (
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// filling is what the last change of how much lies in a channel was.
type filling struct {
	step   int64
	object uint16
	by     int64
}

// chanSentence tells an op at channels.
func (n *Narrator) chanSentence(ev *engine.Event) string {
	selects := ev.Op() == program.Select || ev.Op() == program.SelectWithin
	waited := ev.Who >= 0 && n.slots[ev.Who].waits(ev)
	switch {
	case ev.Outcome() == engine.Blocked && waited:
		return "still waits" + n.atChannels(ev) + "."
	case ev.Outcome() == engine.Blocked && selects:
		return "finds no case that it could do and waits" + n.atChannels(ev) + "."
	case ev.Outcome() == engine.Blocked:
		return n.findsChan(ev) + n.behind(ev.Object, ev.Who) + "."
	case selects && ev.Result == uint8(program.TimedOut):
		return "has waited long enough and goes on with case " + n.caseText(ev) + "."
	case selects && ev.Result == uint8(program.Busy):
		return "finds no case that it could do and goes on with default."
	case ev.Object == engine.NoObject:
		return "does " + n.prog.OpText(int32(ev.PC)) + "."
	case ev.Op() == program.Close:
		return n.closeSentence(ev)
	}
	if n.sends(ev) {
		return n.sentSentence(ev, waited)
	}
	return n.receivedSentence(ev, waited)
}

// sends reports whether what an event tells of was a send.
func (n *Narrator) sends(ev *engine.Event) bool {
	if op := ev.Op(); op == program.ChanSend || op == program.ChanReceive {
		return op == program.ChanSend
	}
	if n.filled.step == ev.Step && n.filled.object == ev.Object { // a select may do either at one channel
		return n.filled.by > 0
	}
	for _, end := range n.prog.ChanEnds(int32(ev.PC)) {
		if end.Object == int(ev.Object) {
			return end.Send
		}
	}
	return false
}

// atChannels says at which channels one waits.
func (n *Narrator) atChannels(ev *engine.Event) string {
	var names []string
	for _, end := range n.prog.ChanEnds(int32(ev.PC)) {
		name := "to receive from " + n.object(uint16(end.Object))
		if end.Send {
			name = "to send into " + n.object(uint16(end.Object))
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return ""
	}
	return " " + program.List(names, "or")
}

// caseText is the case of a select that comes after a time, as the scene writes it.
func (n *Narrator) caseText(ev *engine.Event) string {
	sel := n.prog.Selected(n.op(ev))
	return sel.Cases[max(sel.After, 0)].Text
}

// findsChan says why a send or a receive has to wait.
func (n *Narrator) findsChan(ev *engine.Event) string {
	name, state := n.object(ev.Object), n.state[ev.Object]
	send := ev.Op() == program.ChanSend
	switch {
	case state[program.ChanClosed] == program.ChanNil:
		return "waits at " + name + ", which is nil: nobody will ever come"
	case send && state[program.ChanCap] == 0:
		return "finds nobody who receives from " + name + " and waits"
	case send:
		return fmt.Sprintf("finds %s full, %d of %d, and waits", name, state[program.ChanLen], state[program.ChanCap])
	case state[program.ChanCap] == 0:
		return "finds nobody who sends into " + name + " and waits"
	}
	return "finds " + name + " empty and waits"
}

// carried names what went through a channel, with a blank before it; "" where it says nothing.
func (n *Narrator) carried(ev *engine.Event) string {
	c := n.prog.ChanOf(int(ev.Object))
	if c == nil || c.Unit {
		return ""
	}
	return " " + n.value(c.Elem, n.number)
}

func (n *Narrator) sentSentence(ev *engine.Event, waited bool) string {
	name, state := n.object(ev.Object), n.state[ev.Object]
	into := n.carried(ev) + " into " + name
	switch {
	case ev.Outcome() == engine.Failed && state[program.ChanClosed] == program.ChanIsShut && waited:
		return "sends into " + name + ", which was closed while it waited."
	case ev.Outcome() == engine.Failed && state[program.ChanClosed] == program.ChanIsShut:
		return "sends into " + name + ", which is closed."
	case ev.Outcome() == engine.Failed:
		return "sends into " + name + " what cannot be sent."
	case waited:
		return "has sent" + into + " and goes on."
	case state[program.ChanLen] == 0:
		return "sends" + into + ", to one who waits there."
	}
	return fmt.Sprintf("sends%s, which is at %d of %d now.", into, state[program.ChanLen], state[program.ChanCap])
}

func (n *Narrator) receivedSentence(ev *engine.Event, waited bool) string {
	name, state := n.object(ev.Object), n.state[ev.Object]
	from := n.carried(ev) + " from " + name
	switch {
	case ev.Result == uint8(program.Error) && waited:
		return "has waited until " + name + " was closed, and received nothing."
	case ev.Result == uint8(program.Error):
		return "finds " + name + " closed, and receives nothing."
	case waited:
		return "has received" + from + " and goes on."
	case state[program.ChanCap] == 0:
		return "receives" + from + ", from one who waits there."
	}
	return fmt.Sprintf("receives%s, which is at %d of %d now.", from, state[program.ChanLen], state[program.ChanCap])
}

func (n *Narrator) closeSentence(ev *engine.Event) string {
	name := n.object(ev.Object)
	switch {
	case ev.Outcome() != engine.Failed:
		return "closes " + name + "."
	case n.state[ev.Object][program.ChanClosed] == program.ChanNil:
		return "closes " + name + ", which is nil."
	}
	return "closes " + name + ", which is closed already."
}

// chanTellsEnd reports whether the sentence of an op at a channel that fails says why.
func (n *Narrator) chanTellsEnd(ev *engine.Event) bool {
	return ev.Object != engine.NoObject && n.state[ev.Object] != nil &&
		n.state[ev.Object][program.ChanClosed] != program.ChanOpen
}

// chanResult says what came of an op at channels, in a word.
func (n *Narrator) chanResult(ev *engine.Event, arg int64) string {
	c := n.prog.ChanOf(int(ev.Object))
	switch {
	case ev.Result == uint8(program.Busy):
		return "default"
	case ev.Result == uint8(program.Error):
		return "closed"
	case ev.Result != uint8(program.OK) || c == nil || c.Unit || n.sends(ev):
		return program.Result(ev.Result).String()
	}
	return n.value(c.Elem, arg)
}

// chanCommand tells, behind its verb, what a command did to a channel.
func (n *Narrator) chanCommand(ev *engine.Event, kind program.Kind) string {
	name := n.object(ev.Object)
	what := n.carried(ev)
	switch kind {
	case program.ChanSend:
		return what + " into " + name
	case program.ChanReceive:
		return what + " from " + name
	}
	return " " + name
}
