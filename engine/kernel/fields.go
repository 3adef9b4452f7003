package kernel

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Field names one thing that a coroutine object of the second kind of scheduler keeps: those with four queues.
type Field uint8

// The fields, as a kernel's structure has them.
const (
	FieldPlace        Field = iota // which queue it is filed on
	FieldMutex                     // the mutex that it blocks on
	FieldCond                      // the condition that it blocks on
	FieldNextToLock                // who stands behind it in a lock queue
	FieldPrevToLock                // and before it
	FieldNextToSignal              // who stands behind it in a signal queue
	FieldPrevToSignal              // and before it
	FieldDeadline                  // its own, or, where the rules keep it there, that of what it blocks on
	FieldCount        = int(FieldDeadline) + 1
)

// fieldValues holds the value of each field: a Place, an object, a slot or a tick; -1 for none.
type fieldValues [FieldCount]int64

func valuesOf(l engine.Links) fieldValues {
	v := fieldValues{int64(l.Place), -1, -1, -1, -1, -1, -1, l.Deadline}
	switch l.On {
	case engine.OnMutex:
		v[FieldMutex] = int64(l.Object)
	case engine.OnCond, engine.OnMail:
		v[FieldCond] = int64(l.Object)
	}
	switch {
	case l.Signal:
		v[FieldNextToSignal], v[FieldPrevToSignal] = int64(l.Next), int64(l.Prev)
	case l.Lock:
		v[FieldNextToLock], v[FieldPrevToLock] = int64(l.Next), int64(l.Prev)
	}
	return v
}

// Hand says by what a field was written.
type Hand uint8

// The hands.
const (
	NoHand      Hand = iota // not known
	OpHand                  // an op, PC, of coroutine By: its own, or another's with the callback that it called
	KernelHand              // the scheduler, taking it off READY
	QuantumHand             // the end of its quantum
	TimeoutHand             // the scheduler's timeout check
	UserHand                // a command
	BootHand                // the boot, before pass 1
)

// Write tells by what a field was written last.
type Write struct {
	Field Field
	Step  int64
	Hand  Hand
	By    int    // slot, -1 for nobody
	Name  string // of By at that time
	PC    int32  // op, -1 for none
}

// FieldLog follows the fields of one coroutine and tells who wrote them. It is told every step in order.
type FieldLog struct {
	slot int
	was  fieldValues
	uses int64
}

// NewFieldLog begins to follow a slot's coroutine at a machine's present state.
func NewFieldLog(e *engine.Engine, slot int) *FieldLog {
	links := e.Links(slot)
	return &FieldLog{slot: slot, was: valuesOf(links), uses: links.Uses}
}

// Tell compares a machine after a step, or after a command, with what it was before, and appends what was written to
// dst. A spawn writes every field. O(events) where something changed, else O(1).
func (l *FieldLog) Tell(e *engine.Engine, events []engine.Event, command bool, dst []Write) []Write {
	if l.slot < 0 {
		return dst
	}
	links := e.Links(l.slot)
	now, begun := valuesOf(links), links.Uses != l.uses
	wrote := l.wroteAnyway(e.Program(), events)
	for f := range now {
		if now[f] == l.was[f] && !begun && wrote&(1<<f) == 0 {
			continue
		}
		w := Write{Field: Field(f), Step: e.StepNumber(), By: -1, PC: -1}
		w.writtenBy(e, events, l.touched(events, Field(f)), command)
		dst = append(dst, w)
	}
	l.was, l.uses = now, links.Uses
	return dst
}

// wroteAnyway returns the fields, a bit each, that the coroutine's own op wrote and left as they were: a lock
// queues itself and leaves again even when the mutex is free, and a timed call ends with no deadline.
func (l *FieldLog) wroteAnyway(p *program.Program, events []engine.Event) int {
	const lock = 1<<FieldMutex | 1<<FieldNextToLock | 1<<FieldPrevToLock
	for i := range events {
		if ev := &events[i]; ev.Kind == engine.Did && int(ev.Who) == l.slot {
			switch ev.Op() {
			case program.Lock, program.Relock:
				if op := &p.Ops[ev.PC]; op.Kind == program.Lock && p.Mutexes[op.A].Spin {
					return 0
				}
				return lock
			case program.LockWithin:
				return lock | 1<<FieldDeadline
			case program.WaitWithin, program.ReceiveWithin, program.Sleep:
				return 1 << FieldDeadline
			}
		}
	}
	return 0
}

// touched returns the index of the event by which a field changed, or -1.
func (l *FieldLog) touched(events []engine.Event, f Field) int {
	found := -1
	for i := range events {
		ev := &events[i]
		mine := int(ev.Who) == l.slot
		switch ev.Kind {
		case engine.Moved, engine.Spawned:
			if mine && (ev.Kind == engine.Spawned || f == FieldPlace) {
				found = i
			}
		case engine.Joined, engine.Left:
			if f >= FieldNextToLock && f <= FieldPrevToSignal || mine && f != FieldPlace {
				found = i // a neighbour's coming or going writes its links
			}
		case engine.Did, engine.Owned:
			if mine && f != FieldPlace && f < FieldNextToLock || f == FieldDeadline {
				found = i
			}
		}
	}
	return found
}

// writtenBy finds out by what the event at i came about; -1 where no event tells.
func (w *Write) writtenBy(e *engine.Engine, events []engine.Event, i int, command bool) {
	who, from := int32(-1), 0
	if i >= 0 {
		who, from = events[i].Who, i
	}
	if command {
		w.Hand = UserHand
		return
	}
	for j := range events {
		if ev := &events[j]; ev.Kind == engine.Moved && ev.Who == who &&
			(events[from].Kind != engine.Moved || j == from) {
			if w.movedBy(e, events, ev) {
				return
			}
		}
	}
	w.op(e, events)
}

// movedBy tells by what a move came about; false where it is the step's op that says so.
func (w *Write) movedBy(e *engine.Engine, events []engine.Event, ev *engine.Event) bool {
	switch ev.Cause() {
	case engine.ByDispatch, engine.ByRetest:
		if w.Field != FieldPlace {
			return false
		}
		w.Hand = KernelHand
	case engine.ByQuantum:
		w.Hand = QuantumHand
	case engine.ByTimeout:
		w.Hand = TimeoutHand
	case engine.ByBoot:
		w.Hand = BootHand
	case engine.ByInjectedTimeout, engine.ByInjectedWake, engine.ByNewDeadline:
		w.Hand = UserHand
	case engine.BySpawn, engine.ByKill:
		if ev.Arg < 0 {
			w.Hand = UserHand
			return true
		}
		if w.op(e, events); w.By != int(ev.Arg) || e.Rules()[program.RuleCommands] == program.CommandsPerPass {
			w.by(e, ev.Arg)
			w.PC = -1 // it had asked for it earlier
		}
	default:
		return false
	}
	return true
}

// op names the op of the step, if there is one.
func (w *Write) op(e *engine.Engine, events []engine.Event) {
	for i := range events {
		if ev := &events[i]; ev.Kind == engine.Did && ev.PC != engine.NoPC {
			w.by(e, ev.Who)
			w.PC = int32(ev.PC)
		}
	}
	if w.Hand == NoHand && len(events) > 0 {
		w.Hand = KernelHand
	}
}

func (w *Write) by(e *engine.Engine, s int32) {
	w.Hand, w.By, w.Name = OpHand, int(s), e.Name(int(s))
}
