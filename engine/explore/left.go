package explore

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// doneOf tells what the op of event i of a step came to, and whom it made ready.
func (p *witness) doneOf(i int, events []engine.Event) Done {
	prog, ev, arg := p.e.Program(), events[i], engine.ArgOf(events, i)
	d := Done{
		Op: ev.Op(), Line: int(prog.Ops[ev.PC].Line), Text: prog.OpText(int32(ev.PC)), Result: p.narr.Result(ev, arg),
		Mark: ev.Op().Row().Marks,
	}
	d.Note = p.note(&ev, arg, d.Result)
	for k := range events {
		m := &events[k]
		if m.Kind == engine.Moved && m.ToPlace() == engine.Ready && m.Who != ev.Who &&
			m.FromPlace() != engine.Running && m.Cause() != engine.ByKill {
			if who := p.e.Name(int(m.Who)); !slices.Contains(d.Wakes, who) {
				d.Wakes = append(d.Wakes, who)
			}
		}
	}
	if len(d.Wakes) == 0 && wakes(&ev) {
		d.Note = "nobody waits"
	}
	return d
}

// wakes reports whether an op was done that is meant to wake others: not where it had to wait itself.
func wakes(ev *engine.Event) bool {
	op := ev.Op()
	return op.Row().Wakes && ev.Outcome() != engine.Failed && !(op.Describes() && ev.Outcome() == engine.Blocked)
}

// note says in a word or two what came of an op, for a place with little room: "" where its text says it all.
func (p *witness) note(ev *engine.Event, arg int64, result string) string {
	if o := ev.Outcome(); o == engine.Blocked || o == engine.Yielded {
		return "" // why it left the CPU says more
	}
	switch ev.Op() {
	case program.Test:
		return result
	case program.Assign:
		if p.e.Program().Ops[ev.PC].Flags&program.FlagLoad != 0 {
			return "works out " + result
		}
		return result
	case program.Store:
		if strings.HasSuffix(p.e.Program().OpText(int32(ev.PC)), "= "+result) {
			return ""
		}
		return "stores " + result
	case program.Cas:
		if ev.Result == uint8(program.OK) {
			return "sets it to " + p.narr.Value(*ev, arg)
		}
		return "finds " + p.narr.Value(*ev, arg)
	case program.Relock:
		return "has " + p.e.ObjectName(int(ev.Object)) + " again"
	}
	switch row := ev.Op().Row(); {
	case ev.Outcome() != engine.Done || row.Counts || ev.Result != uint8(program.OK):
		return result
	case ev.Op() == program.Clear:
		return "drops " + program.Plural(arg, "item")
	case ev.Queued() != 0 || ev.Op() == program.Peek:
		return "item " + strconv.FormatInt(arg, 10)
	case ev.Op() == program.ChanSend:
		return ""
	case !row.Answers:
		return ""
	}
	return result
}

// left says why the CPU changed after choice i: what the coroutine did last, or that it was interrupted; at the end,
// also how the run ended. It is "" where the same coroutine runs on.
func (p *witness) left(i int, events []engine.Event) string {
	last := i+1 == len(p.v.Schedule)
	if !last && p.v.Schedule[i+1].Run == p.v.Schedule[i].Run {
		return ""
	}
	why, interrupted := "", false
	for k := range events {
		if ev := &events[k]; ev.Kind == engine.Moved && ev.FromPlace() == engine.Running {
			why, interrupted = p.leaves(ev), ev.Cause() == engine.ByQuantum && p.v.Grain == program.GrainOp
		}
	}
	switch end := p.v.Kind; {
	case !last:
		return why
	case why == "" || interrupted:
		return end.String()
	default:
		return why + ": " + end.String()
	}
}

// leaves says why a coroutine left the CPU.
func (p *witness) leaves(ev *engine.Event) string {
	on := p.e.ObjectName(int(ev.Object))
	switch cause := ev.Cause(); {
	case cause == engine.ByQuantum && p.v.Grain != program.GrainPass:
		return "interrupted here"
	case cause == engine.ByPark && on == "":
		return "sleeps on no wait list"
	default:
		return strings.ReplaceAll(cmp.Or(cause.Row().Leaves, engine.ByEnd.Row().Leaves), "%s", on)
	}
}
