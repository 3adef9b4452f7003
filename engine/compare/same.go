package compare

import (
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// deed is an event with names in the place of numbers that mean something in one world only.
type deed struct {
	kind                    engine.EventKind
	from, to, result        uint8
	who, by, object, called string
	arg                     int64
}

// tell says in a clause what a deed is that the sentences of its step leave out.
func (d deed) tell() string {
	switch {
	case d.kind == engine.NoEvent:
		return "Nothing more happens."
	case d.kind == engine.Did && d.result != 0:
		return program.Kind(d.from).Row().Name + " gives " + program.Result(d.result).String() + "."
	case d.kind == engine.Did && engine.Outcome(d.to) == engine.Done:
		return program.Kind(d.from).Row().Name + " gives " + strconv.FormatInt(d.arg, 10) + "."
	case d.kind == engine.Did:
		return program.Kind(d.from).Row().Name + " is not over."
	case d.kind == engine.Moved:
		return d.who + " moves from " + engine.Place(d.from).String() + " to " + engine.Place(d.to).String() + " (" +
			engine.Cause(d.result).Row().Name + ")."
	case d.kind == engine.Called:
		return "A callback is called."
	case d.kind == engine.Searched:
		return "A callback looks at " + d.who + "."
	case d.kind == engine.Joined:
		return d.who + " joins the queue of " + d.object + "."
	case d.kind == engine.Became:
		return d.object + ": its number is " + strconv.FormatInt(d.arg, 10) + " now."
	case d.kind == engine.Holding:
		return d.who + " makes something of value " + strconv.FormatInt(d.arg, 10) + "."
	case d.kind == engine.Placed:
		return d.who + " is at position " + strconv.FormatInt(d.arg, 10) + " of " + d.object + "."
	case d.kind == engine.Chose:
		return "What was left open is decided: " + strconv.FormatInt(d.arg, 10) + "."
	case d.kind == engine.Left && d.arg == 0:
		return d.who + " leaves the queue of " + d.object + "."
	case d.kind == engine.Left:
		return "The queue of " + d.object + " drops " + d.who + "."
	}
	return "Something else happens."
}

// alike reports whether the same happens in both worlds in the step that was made.
func alike(a, b *world) bool {
	i, j := 0, 0
	for {
		x, more := a.deed(&i)
		y, moreToo := b.deed(&j)
		if more != moreToo || x != y {
			a.first, b.first = x, y
			a.learn(i)
			b.learn(j)
			return false
		}
		if !more {
			return true
		}
	}
}

// learn takes up the names of those who were started in the rest of the events.
func (w *world) learn(i int) {
	for more := true; more; {
		_, more = w.deed(&i)
	}
}

// deed returns event i of the step, and moves i on; false behind the last.
func (w *world) deed(i *int) (deed, bool) {
	for ; *i < len(w.events); *i++ {
		k := w.events[*i].Kind
		if k != engine.Large && k != engine.Switched { // a rule differs from when somebody feels it
			break
		}
	}
	if *i >= len(w.events) {
		return deed{}, false
	}
	ev := &w.events[*i]
	arg := engine.ArgOf(w.events, *i)
	*i++
	p := w.side.Program
	if ev.Kind == engine.Spawned {
		w.names[ev.Who] = engine.SpawnedName(p, *ev)
		w.begun = int(ev.Object)
	}
	d := deed{kind: ev.Kind, from: ev.From, to: ev.To, result: ev.Result, who: w.name(ev.Who), arg: arg}
	switch ev.Kind {
	case engine.Did:
		d.object = w.object(ev.Object)
		switch ev.Op() {
		case program.Enter, program.Leave, program.OnAnswer, program.Resume:
			d.called, d.arg = w.function(ev.Arg), 0
		}
	case engine.Moved:
		d.object, d.by, d.arg = w.object(ev.Object), w.name(ev.Arg), 0
		if ev.ToPlace() == engine.Free {
			w.names[ev.Who] = freeName(int(ev.Who))
		}
	case engine.Spawned: // by its name: what its function is called differs in nothing, and what it does is told later
	case engine.Answered, engine.Handled:
		d.called = w.function(int32(ev.Object))
	case engine.Passed:
		if handed, ok := w.handed(ev); ok { // a coroutine, whose slot may be another here
			slot, _ := engine.SlotOf(arg)
			d.by, d.arg = w.name(int32(slot)), int64(handed)
		}
	case engine.Cycled:
		d.object, d.by, d.arg = w.object(ev.Object), w.name(ev.Arg), 0
	case engine.Lent:
		d.object, d.by, d.arg = w.object(ev.Object), w.name(ev.Arg), int64(ev.Level())
	case engine.Wasted:
		d.from = 0 // a slot that is free in one world may be one that waits in the other
	case engine.Broke:
		d.called, d.arg = w.law(int(ev.Arg)), 0
	case engine.Commanded, engine.Posted, engine.Refused:
		d.arg = 0 // what a command does has events of its own
	default:
		d.object = w.object(ev.Object)
	}
	return d, true
}

// handed reports whether an event tells of a coroutine that another is given, as which of its arguments.
func (w *world) handed(ev *engine.Event) (argument int, ok bool) {
	fn := w.begun
	if fn < 0 || fn >= len(w.side.Program.Funcs) || int(ev.PC) >= len(w.side.Program.Funcs[fn].Args) {
		return 0, false
	}
	f := &w.side.Program.Funcs[fn]
	return int(ev.PC), f.Locals[f.Args[ev.PC]].Type == program.Coroutine
}

// name returns who has a slot, as of the event.
func (w *world) name(slot int32) string {
	if slot < 0 || int(slot) >= len(w.names) {
		return ""
	}
	return w.names[slot]
}

func (w *world) object(o uint16) string {
	if o == engine.NoObject {
		return ""
	}
	return w.side.Program.ObjectName(int(o), len(w.names), func(slot int) string { return w.names[slot] })
}

func (w *world) function(i int32) string {
	if i < 0 || int(i) >= len(w.side.Program.Funcs) {
		return ""
	}
	return w.side.Program.Funcs[i].Name
}

func (w *world) law(i int) string {
	if i < 0 || i >= len(w.side.Program.Laws) {
		return ""
	}
	return w.side.Program.Laws[i].Text
}
