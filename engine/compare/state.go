package compare

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Difference is a part of the state that is not the same in both worlds.
type Difference struct {
	What string // a coroutine, an object, a place, the clock, the end
	A, B string // what it is in each, a clause with a full stop
}

// pairs says which objects of two scenes are the same: those of one name and class.
type pairs struct {
	mutexes, conds, lists, syncs, queues, vars, counters [][2]int
}

// make pairs the objects that both worlds declare, as indices of their snapshots' lists.
func (p *pairs) make(a, b *world) {
	x, y := a.now, b.now
	p.mutexes = pair(x.Mutexes, y.Mutexes, func(v *engine.MutexView) string { return v.Name })
	p.conds = pair(x.Conds, y.Conds, func(v *engine.CondView) string { return v.Name })
	p.lists = pair(x.Lists, y.Lists, func(v *engine.ListView) string { return v.Name })
	p.syncs = pair(x.Syncs, y.Syncs, func(v *engine.SyncView) string { return v.Class.Row().Title + " " + v.Name })
	p.queues = pair(x.Queues, y.Queues, func(v *engine.QueueView) string { return v.Name })
	p.vars = pair(x.Vars, y.Vars, func(v *engine.VarView) string { return v.Type.String() + " " + v.Name })
	p.counters = pair(x.Counters, y.Counters, func(v *engine.VarView) string { return v.Name })
}

// pair finds the elements of two lists that have the same name.
func pair[T any](a, b []T, name func(*T) string) (all [][2]int) {
	for i := range a {
		for j := range b {
			if name(&a[i]) == name(&b[j]) {
				all = append(all, [2]int{i, j})
				break
			}
		}
	}
	return all
}

// differences goes through the parts of the state that differ.
func (p *pairs) differences(a, b *world, yield func(Difference) bool) {
	x, y := a.now, b.now
	if x.End.Kind != y.End.Kind {
		if !yield(Difference{"end", endText(x), endText(y)}) {
			return
		}
	}
	if x.Time != y.Time {
		if !yield(Difference{"clock", fmt.Sprintf("The clock shows %d.", x.Time),
			fmt.Sprintf("The clock shows %d.", y.Time)}) {
			return
		}
	}
	_ = p.places(a, b, yield) && p.interrupts(a, b, yield) && p.people(a, b, yield) && p.objects(a, b, yield)
}

// endText says whether a run has ended, and how.
func endText(s *engine.Snapshot) string {
	if s.End.Kind == engine.NotEnded {
		return "It goes on."
	}
	return "It has ended: " + s.End.Kind.String() + "."
}

// places compares the orders of the queues.
func (p *pairs) places(a, b *world, yield func(Difference) bool) bool {
	x, y := a.now, b.now
	for _, q := range [...]struct {
		place engine.Place
		a, b  []int
	}{{engine.Running, one(x.Running), one(y.Running)}, {engine.Ready, x.Ready, y.Ready},
		{engine.Waiting, x.Waiting, y.Waiting}, {engine.TimedWaiting, x.Timed, y.Timed}} {
		if sameNames(x, q.a, y, q.b) {
			continue
		}
		d := Difference{q.place.String(), q.place.String() + " is " + listNames(x, q.a) + ".",
			q.place.String() + " is " + listNames(y, q.b) + "."}
		if !yield(d) {
			return false
		}
	}
	return true
}

// interrupts compares whether they are disabled, and how often each may still come.
func (p *pairs) interrupts(a, b *world, yield func(Difference) bool) bool {
	say := func(s *engine.Snapshot) string {
		if s.Masked {
			return "Interrupts are disabled."
		}
		return "Interrupts may come."
	}
	if x, y := say(a.now), say(b.now); x != y && !yield(Difference{"interrupts", x, y}) {
		return false
	}
	for _, h := range a.now.Irqs {
		for _, o := range b.now.Irqs {
			says := func(h engine.IrqView) string {
				return fmt.Sprintf("The interrupt %s may come %s.", h.Name, program.Plural(int64(h.Left), "time"))
			}
			if h.Name == o.Name && h.Left != o.Left && !yield(Difference{h.Name, says(h), says(o)}) {
				return false
			}
		}
	}
	return true
}

func one(slot int) []int {
	if slot < 0 {
		return nil
	}
	return []int{slot}
}

func sameNames(x *engine.Snapshot, a []int, y *engine.Snapshot, b []int) bool {
	return slices.EqualFunc(a, b, func(i, j int) bool { return x.Coroutines[i].Name == y.Coroutines[j].Name })
}

// listNames writes a queue, its front first.
func listNames(s *engine.Snapshot, slots []int) string {
	if len(slots) == 0 {
		return "empty"
	}
	const most = 8
	var names []string
	for _, slot := range slots[:min(len(slots), most)] {
		names = append(names, s.Coroutines[slot].Name)
	}
	if more := len(slots) - most; more > 0 {
		names = append(names, strconv.Itoa(more)+" more")
	}
	return strings.Join(names, ", ")
}

// people compares the coroutines of one name.
func (p *pairs) people(a, b *world, yield func(Difference) bool) bool {
	x, y := a.now, b.now
	for i := range x.Coroutines {
		c := &x.Coroutines[i]
		if !c.Live {
			continue
		}
		d := find(y, c)
		switch {
		case d == nil:
			if !yield(Difference{c.Name, c.Name + " lives.", "There is no " + c.Name + "."}) {
				return false
			}
		case !a.same(c, b, d):
			if !yield(Difference{c.Name, a.tell(c), b.tell(d)}) {
				return false
			}
		}
	}
	for i := range y.Coroutines {
		if c := &y.Coroutines[i]; c.Live && find(x, c) == nil {
			if !yield(Difference{c.Name, "There is no " + c.Name + ".", c.Name + " lives."}) {
				return false
			}
		}
	}
	return true
}

// find returns the live coroutine of another's name, nil for none.
func find(s *engine.Snapshot, c *engine.CoroutineView) *engine.CoroutineView {
	if c.Slot < len(s.Coroutines) {
		if d := &s.Coroutines[c.Slot]; d.Live && d.Name == c.Name {
			return d
		}
	}
	for i := range s.Coroutines {
		if d := &s.Coroutines[i]; d.Live && d.Name == c.Name {
			return d
		}
	}
	return nil
}

// same reports whether two coroutines are in the same state.
func (w *world) same(c *engine.CoroutineView, v *world, d *engine.CoroutineView) bool {
	if c.Place != d.Place || c.On != d.On || c.Deadline != d.Deadline || c.Left != d.Left ||
		c.Signals != d.Signals || c.Priority != d.Priority || c.Level != d.Level ||
		len(c.Holds) != len(d.Holds) || !slices.Equal(c.Inbox, d.Inbox) ||
		w.thing(c.Object) != v.thing(d.Object) || w.thing(c.Listed) != v.thing(d.Listed) {
		return false
	}
	for i := range c.Holds {
		if w.thing(c.Holds[i]) != v.thing(d.Holds[i]) {
			return false
		}
	}
	return w.sameLocals(c, v, d)
}

// sameLocals compares the local variables that both have.
func (w *world) sameLocals(c *engine.CoroutineView, v *world, d *engine.CoroutineView) bool {
	if c.Func < 0 || d.Func < 0 {
		return true
	}
	mine, other := w.side.Program.Funcs[c.Func].Locals, v.side.Program.Funcs[d.Func].Locals
	for i := range mine {
		j := i
		if j >= len(other) || other[j].Name != mine[i].Name {
			j = slices.IndexFunc(other, func(l program.Local) bool { return l.Name == mine[i].Name })
		}
		if j < 0 || i >= len(c.Locals) || j >= len(d.Locals) || mine[i].Type != other[j].Type {
			continue
		}
		if mine[i].Type == program.Coroutine {
			if named(w.now, c.Locals[i]) != named(v.now, d.Locals[j]) {
				return false
			}
		} else if c.Locals[i] != d.Locals[j] {
			return false
		}
	}
	return true
}

// thing names an object of the scene, "" for none.
func (w *world) thing(object int) string {
	if object < 0 {
		return ""
	}
	return w.object(uint16(object))
}

// named names the coroutine that a variable holds.
func named(s *engine.Snapshot, handle int64) string {
	switch slot := s.Of(handle); {
	case handle == 0:
		return "nobody"
	case slot < 0:
		return "somebody who has ended"
	default:
		return s.Coroutines[slot].Name
	}
}

// tell says where a coroutine is, and what it waits for, holds and carries.
func (w *world) tell(c *engine.CoroutineView) string {
	text := c.Name + " is on " + c.Place.String()
	switch o := w.thing(c.Object); {
	case o == "" || c.On == engine.OnNothing:
	case c.Place == engine.Waiting || c.Place == engine.TimedWaiting:
		text += " for " + o
	default:
		text += ", its wait for " + o + " not over yet"
	}
	if c.Deadline != engine.NoDeadline {
		text += fmt.Sprintf(" until %d", c.Deadline)
	}
	if c.Priority != 0 {
		text += fmt.Sprintf(", has priority %d", c.Priority)
	}
	if c.Level != c.Priority {
		text += fmt.Sprintf(", runs at level %d", c.Level)
	}
	var holds []string
	for _, o := range c.Holds {
		holds = append(holds, w.thing(o))
	}
	if len(holds) > 0 {
		text += ", holds " + strings.Join(holds, ", ")
	}
	if c.Func >= 0 {
		for i, l := range w.side.Program.Funcs[c.Func].Locals {
			if i < len(c.Locals) && l.Name != "" {
				text += fmt.Sprintf(", %s %s", l.Name, value(w.now, l.Type, c.Locals[i]))
			}
		}
	}
	return text + "."
}

// value writes what a variable of a type holds.
func value(s *engine.Snapshot, t program.Type, v int64) string {
	switch t {
	case program.Bool:
		return strconv.FormatBool(v != 0)
	case program.ResultOf:
		return program.Result(v).String()
	case program.Coroutine:
		return named(s, v)
	}
	return strconv.FormatInt(v, 10)
}
