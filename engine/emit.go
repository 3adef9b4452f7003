package engine

import (
	"math"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// event makes room for one event, stamps it and returns it; the pointer is good until the next call. Fields are written
// one by one on purpose: a composite literal goes through a temporary and costs half as much again per pass.
func (e *Engine) event(kind EventKind, who int32) *Event {
	if e.n == len(e.out) {
		e.enlarge()
	}
	ev := &e.out[e.n]
	if !e.quiet {
		e.n++
	}
	ev.Step = e.step
	ev.Time = e.now
	ev.Who = who
	ev.Arg = 0
	ev.PC = NoPC
	ev.Object = NoObject
	ev.Kind = kind
	ev.From = 0
	ev.To = 0
	ev.Result = 0
	return ev
}

// enlarge makes room for more events.
func (e *Engine) enlarge() {
	if e.n >= thinAt && e.picks != nil && e.picks.Stop != nil {
		if e.thin(); e.n < len(e.out)/2 {
			return
		}
	}
	e.out = append(e.out, make([]Event, len(e.out)+64)...)
}

// did tells how the op of coroutine s at its pc ended.
func (e *Engine) did(s int32, op *program.Op, out Outcome, r program.Result, object uint16, value int64) {
	arg := int32(value)
	if int64(arg) != value {
		arg = e.large(s, value)
	}
	if e.n == len(e.out) {
		e.enlarge()
	}
	ev := &e.out[e.n]
	if !e.quiet {
		e.n++
	}
	ev.Step = e.step
	ev.Time = e.now
	ev.Who = s
	ev.PC = uint16(e.cors[s].pc)
	ev.Kind = Did
	ev.From = uint8(op.Kind)
	ev.To = uint8(out)
	ev.Result = uint8(r)
	ev.Object = object
	ev.Arg = arg
}

// finish tells that the op of coroutine s is done and goes on to the next. It is did once more, without the call.
func (e *Engine) finish(s int32, op *program.Op, r program.Result, object uint16, value int64) {
	arg := int32(value)
	if int64(arg) != value {
		arg = e.large(s, value)
	}
	if e.n == len(e.out) {
		e.enlarge()
	}
	ev := &e.out[e.n]
	if !e.quiet {
		e.n++
	}
	c := &e.cors[s]
	pc := c.pc
	ev.Step = e.step
	ev.Time = e.now
	ev.Who = s
	ev.PC = uint16(pc)
	ev.Kind = Did
	ev.From = uint8(op.Kind)
	ev.To = uint8(Done)
	ev.Result = uint8(r)
	ev.Object = object
	ev.Arg = arg
	c.was, c.pc = pc, op.Next
	if e.chooses {
		e.arrive(c, s)
	}
}

// move changes the place of coroutine s and tells it: the only way a place ever changes.
func (e *Engine) move(s int32, to Place, why Cause, by int32, object uint16) {
	from := Place(e.places.Queue(int(s)))
	e.places.Move(int(s), int(to))
	if e.n == len(e.out) {
		e.enlarge()
	}
	ev := &e.out[e.n]
	if !e.quiet {
		e.n++
	}
	ev.Step = e.step
	ev.Time = e.now
	ev.Who = s
	ev.PC = NoPC
	ev.Kind = Moved
	ev.From = uint8(from)
	ev.To = uint8(to)
	ev.Result = uint8(why)
	ev.Arg = by
	ev.Object = object
}

// large tells the Arg of the event that comes next, which does not fit there, and gives the nearest that does.
func (e *Engine) large(who int32, v int64) int32 {
	ev := e.event(Large, who)
	ev.Arg, ev.PC, ev.From, ev.To = int32(v), uint16(v>>32), uint8(v>>48), uint8(v>>56)
	return narrow(v)
}

// narrow fits a value into an event; what does not fit is shown as the nearest that does.
func narrow(v int64) int32 {
	if n := int32(v); int64(n) == v {
		return n
	}
	if v < 0 {
		return math.MinInt32
	}
	return math.MaxInt32
}

// Objects of events.

func (e *Engine) mutexObject(m int32) uint16 { return e.lockNames[m] }

func (e *Engine) condObject(c int32) uint16 { return e.condNames[c] }

// nameObjects notes the objects of mutexes and conditions, those declared and then the mailboxes, and of work queues.
func (e *Engine) nameObjects() {
	p := e.prog
	e.lockNames, e.condNames = make([]uint16, len(e.mutexes)), make([]uint16, len(e.conds))
	for m := range e.lockNames {
		e.lockNames[m] = uint16(len(p.Objects) + m - len(p.Mutexes))
		if m < len(p.Mutexes) {
			e.lockNames[m] = uint16(p.Mutexes[m].Object)
		}
	}
	for q := range p.Queues {
		e.ringNames = append(e.ringNames, uint16(p.Queues[q].Object))
	}
	for c := range e.condNames {
		e.condNames[c] = uint16(len(p.Objects) + c - len(p.Conds))
		if c < len(p.Conds) {
			e.condNames[c] = uint16(p.Conds[c])
		}
	}
}

func (e *Engine) listObject(w int32) uint16 { return uint16(e.prog.Waitqs[w]) }

// ObjectName returns the name of an event's object: a declared one's, or p1's mailbox.
func (e *Engine) ObjectName(object int) string { return e.prog.ObjectName(object, len(e.cors), e.Name) }

// spoken names an object as a sentence can say it.
func (e *Engine) spoken(object int) string { return e.prog.Called(object, e.ObjectName(object)) }

// Queue numbers of the waits partition.

func (e *Engine) lockQueue(m int32) int { return 1 + int(m) }

func (e *Engine) signalQueue(c int32) int { return 1 + len(e.mutexes) + int(c) }

// Chosen says what was left open where a choice was made.
type Chosen uint8

// What can be left open.
const (
	ChoseTime Chosen = iota // how long: ticks, or passes of computing
	ChoseWhom               // which of those who wait: a slot
	ChoseCase               // which case of a select: its place among them
)

// decided says who decides the next choices, and whether the one in hand is told.
type decided struct {
	by    int32
	tells bool
}

// tellChosen tells how the choice in hand was made, where a command or an explorer made it.
func (e *Engine) tellChosen(what Chosen, value int64) {
	if !e.decided.tells {
		return
	}
	e.decided.tells = false
	arg := int32(value)
	if int64(arg) != value {
		arg = e.large(e.running, value)
	}
	ev := e.event(Chose, e.running)
	ev.Arg, ev.From, ev.To = arg, uint8(what), uint8(ByTheUser-e.decided.by)
	if e.running >= 0 {
		ev.PC = uint16(e.cors[e.running].pc)
	}
}

// doChoose keeps the alternatives that a command takes at the next choices.
func (e *Engine) doChoose(c Command) {
	e.forced, e.decided.by = e.forced[:0], ByTheUser
	for _, w := range strings.Fields(c.Token) {
		n, _ := strconv.ParseInt(w, 10, 32)
		e.forced = append(e.forced, int32(n))
	}
	e.commanded(c.Verb, -1, NoObject, int64(len(e.forced)))
}

// givenBy says of what a command did, from an event and a request on, who gave it, if it was not the user.
func (e *Engine) givenBy(by int32, from, pending int) {
	for i := from; i < e.n; i++ {
		switch ev := &e.out[i]; ev.Kind {
		case Commanded:
			ev.To = uint8(ByTheUser - by)
			if ev.Verb() == ChooseVerb {
				e.decided.by = by
			}
		case Reordered:
			if ev.From == uint8(RunVerb) {
				ev.To = uint8(ByTheUser - by)
			}
		case Posted, Refused:
			if ev.Who == ByTheUser {
				ev.Who = by
			}
		case Moved:
			switch ev.Cause() {
			case ByKill, BySpawn, ByInjectedTimeout, ByInjectedWake, ByNewDeadline:
				if ev.Arg == ByTheUser {
					ev.Arg = by
				}
			}
		}
	}
	for i := pending; i < len(e.pending); i++ {
		e.pending[i].by = by
	}
}
