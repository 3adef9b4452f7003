package conform

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/scenario"
)

// did notes the line of an op that belongs to the scenario.
func (t *tracer) did(ev engine.Event) {
	if int(ev.PC) >= len(t.prog.Ops) {
		return
	}
	op := t.written.Ops[int(t.prog.Ops[ev.PC].Line)]
	if op == nil {
		return
	}
	result := t.outcome(ev, op)
	if result == "" {
		return
	}
	t.op = t.who(int(ev.Who)) + " " + inWords(op) + " => " + result
	if op.Verb == "kill" || op.Verb == "spawn" {
		t.requests = append(t.requests, inWords(op))
	}
}

// outcome returns what an op's line says behind the arrow; "" for a part of an operation that has no line.
func (t *tracer) outcome(ev engine.Event, op *scenario.Op) string {
	blocked := ev.Outcome() == engine.Blocked
	switch kind := ev.Op(); kind {
	case program.Yield:
		return "yield"
	case program.Compute:
		return t.worked(ev)
	case program.Test:
		return strconv.FormatBool(ev.Arg != 0)
	case program.Store:
		return strconv.FormatInt(t.stored(ev), 10)
	case program.Kill, program.Spawn:
		return "queued"
	case program.Exit:
		if op.Verb == "exit" || op.Verb == "returnvalue" {
			return "return"
		}
		return ""
	case program.Wait, program.WaitWithin:
		if !blocked {
			return "" // the mutex is still to come
		}
		if ev.Object == t.condOf(ev) {
			return "block(cond " + t.object(ev.Object, "mcond") + ")"
		}
		return "block(mutex " + t.object(ev.Object, "mlock") + ")"
	case program.Receive, program.ReceiveWithin:
		return t.received(ev, blocked)
	case program.Assign:
		return ""
	default:
		if blocked {
			return "block(mutex " + t.object(ev.Object, "mlock") + ")"
		}
		return program.Result(ev.Result).String()
	}
}

// stored returns the value that a store wrote; an event has room for 32 bits of it.
func (t *tracer) stored(ev engine.Event) int64 {
	if ev.Arg != math.MaxInt32 && ev.Arg != math.MinInt32 {
		return int64(ev.Arg)
	}
	t.snap = t.e.Snapshot(t.snap)
	return t.snap.Vars[t.prog.Ops[ev.PC].A].Value
}

// condOf returns the object of the condition that a wait op names.
func (t *tracer) condOf(ev engine.Event) uint16 {
	return uint16(t.prog.Conds[t.prog.Ops[ev.PC].A])
}

// worked counts the yields of a piece of work.
func (t *tracer) worked(ev engine.Event) string {
	if ev.Outcome() != engine.Yielded {
		t.work[ev.Who] = 0
		return ""
	}
	left := int64(ev.Arg)
	if t.work[ev.Who] == 0 {
		t.work[ev.Who] = left
	}
	return fmt.Sprintf("yield(%d/%d)", t.work[ev.Who]-left+1, t.work[ev.Who])
}

func (t *tracer) received(ev engine.Event, blocked bool) string {
	switch {
	case blocked:
		return "block(cond mcond)"
	case program.Result(ev.Result) == program.OK:
		return fmt.Sprintf("msg(%d)", ev.Arg)
	}
	return "null"
}

// inWords returns the operation as a trace names it.
func inWords(op *scenario.Op) string {
	if op.Verb == "work" || len(op.Args) == 0 {
		return op.Verb
	}
	return op.Verb + " " + strings.Join(op.Args, " ")
}
