package reason

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// mostTold is how many of the newest things that happened to an object an answer tells.
const mostTold = 24

// Object says of an object of the scene who has it or is in it, who waits for it, and what happened to it.
func (r *Reader) Object(now *engine.Snapshot, h *History, object int) Answer {
	if object < 0 || object >= len(r.prog.Objects) {
		return Nobody(now)
	}
	a := r.ask(now, h)
	o := r.prog.Objects[object]
	a.out.Title = fmt.Sprintf("%s, %s", o.Name, o.Class.Row().Noun)
	switch o.Class {
	case program.MutexClass:
		a.mutexNow(mutexOf(now, object))
	case program.QueueClass:
		a.queueNow(object)
	case program.VarClass, program.CounterClass:
		a.variableNow(object)
	default:
		a.waitableNow(object)
	}
	a.trail(object)
	return a.out
}

// trail tells the newest notes about an object.
func (a *asked) trail(object int) {
	if a.h == nil {
		return
	}
	notes, whole := a.h.Notes(object, mostTold)
	if len(notes) == 0 {
		a.say(Life, "Nothing has happened to it since the boot.")
		return
	}
	for i := range notes {
		a.tell(Life, notes[i].Step, "%s", notes[i].Text(a.prog))
	}
	if !whole {
		a.say(Life, "What happened before is in the story.")
	}
}

// mutexNow says who has a mutex, since when and where, and who waits for it.
func (a *asked) mutexNow(m *engine.MutexView) {
	kind := "mutex"
	if m.Spin {
		kind = "spinlock"
		a.out.Title = m.Name + ", a spinlock"
	}
	switch {
	case m.OwnerName == "":
		a.say(State, "%s is free.", m.Name)
	case !m.OwnerLive:
		a.bad(State, "%s belongs to %s, which ended without unlocking it: nobody can unlock it any more.", m.Name,
			m.OwnerName)
	default:
		deep := ""
		if m.Depth > 1 {
			deep = ", " + strconv.Itoa(m.Depth) + " deep"
		}
		a.tell(State, a.since0(m), "%s belongs to %s%s%s.", m.Name, m.OwnerName, a.sinceWords(m), deep)
	}
	a.gives(m.Object)
	if !m.Spin {
		a.queued(m.Object, m.LockQueue, "for the "+kind, program.MutexClass.Row().Queue)
	}
}

// gives says from whom an object comes to those who wait for it.
func (a *asked) gives(object int) {
	for i := range a.graph.Edges {
		e := &a.graph.Edges[i]
		if e.Object != object {
			continue
		}
		a.couldGive(Moves, e)
		if e.Why != "" {
			a.bad(Moves, "%s waits for it in vain: %s.", a.names(e.Who), e.Why)
		} else if e.Circle {
			a.bad(So, "%s", a.closedText(e.Who[0]))
		}
		return
	}
}

// queued says who stands in the queue of an object and since when: asleep there, or already awake, or not yet asleep.
func (a *asked) queued(object int, queue []int, what, where string) {
	if len(queue) == 0 {
		a.say(Keeps, "Nobody waits %s.", what)
		return
	}
	for _, s := range queue {
		c := &a.now.Coroutines[s]
		asleep, here := c.Place == engine.Waiting || c.Place == engine.TimedWaiting, c.Object == object
		step, since := int64(-1), ""
		switch {
		case a.h != nil:
			at, _ := a.h.stands(s, object)
			step, since = at.Step, fmt.Sprintf(" since step %d, time %d", at.Step, at.Time)
		case here:
			since = fmt.Sprintf(" since time %d", c.Since)
		}
		switch {
		case asleep && here:
			a.tell(Keeps, step, "%s has waited %s%s.", c.Name, what, since)
		case asleep && c.Object >= 0:
			a.tell(Keeps, step, "%s has stood in its %s%s; it sleeps for %s.", c.Name, where, since, a.object(c.Object))
		default:
			a.tell(Keeps, step, "%s has stood in its %s%s; it is %s.", c.Name, where, since, c.Place)
		}
	}
}

// waitableNow says who waits for a condition, a wait list or a described object, and where the last wakeup went.
func (a *asked) waitableNow(object int) {
	w, ok := a.now.Waitable(object)
	if !ok {
		return
	}
	for i := range a.now.Conds {
		if v := &a.now.Conds[i]; v.Object == object && v.Signals > 0 {
			a.say(State, "%s kept for who comes to take it.", program.Plural(int64(v.Signals), "signal"))
		}
	}
	for i := range a.now.Syncs {
		if v := &a.now.Syncs[i]; v.Object == object {
			a.say(State, "%s is %s.", v.Name, v.Class.Row().Say(v.State))
		}
	}
	queue := w.Class.Row().Queue
	a.queued(object, w.Queue, "in its "+queue, queue)
	a.gives(object)
	a.lastWakeup(a.wentPart(object), object)
}

// queueNow says what is in a work queue, and who waits to put or to take.
func (a *asked) queueNow(object int) {
	i := slices.IndexFunc(a.now.Queues, func(v engine.QueueView) bool { return v.Object == object })
	if i < 0 {
		return
	}
	v := &a.now.Queues[i]
	a.say(State, "%s holds %d of %d.", v.Name, len(v.Items), v.Max)
	if len(v.Items) > 0 {
		var items []string
		for i := range v.Items {
			items = append(items, v.Text(i))
		}
		a.say(State, "The front first: %s.", some(items))
	}
	for _, side := range []struct {
		slots []int
		does  string
	}{{v.WaitToPut, "put"}, {v.WaitToTake, "take"}} {
		if len(side.slots) > 0 {
			a.say(Keeps, "Asleep until they can %s: %s.", side.does, a.names(side.slots))
		}
	}
}

// variableNow says what a variable is.
func (a *asked) variableNow(object int) {
	for _, all := range [][]engine.VarView{a.now.Vars, a.now.Counters} {
		for i := range all {
			if v := &all[i]; v.Object == object {
				a.say(State, "%s is %s.", v.Name, a.value(v.Type, v.Value))
			}
		}
	}
}

// value writes a value as the scene's text would.
func (a *asked) value(t program.Type, v int64) string {
	return program.Spell(t, v, func(handle int64) string {
		if s := a.now.Of(handle); s >= 0 {
			return a.name(s)
		}
		return "one that ended"
	})
}

// Item tells the whole life of an item, from its making on.
func (r *Reader) Item(now *engine.Snapshot, h *History, item int64) Answer {
	a := r.ask(now, h)
	a.out.Title = fmt.Sprintf("Item #%d", item)
	a.itemNow(item)
	a.itemInside(item)
	if a.h == nil {
		return a.out
	}
	notes, whole := a.h.Life(item, 2*trailPart)
	if len(notes) == 0 {
		a.say(Life, "Nothing is known of it: the newest %d items are remembered.", mostItems)
		return a.out
	}
	if !whole {
		a.say(Life, "What happened to it before is in the story.")
	}
	for i, n := range slices.Backward(notes) {
		text := n.itemText(inLine(n.Line))
		switch n.Kind {
		case PutIn:
			text = fmt.Sprintf("%s puts it into %s%s.", n.Name, a.object(n.Object), inLine(n.Line))
		case ClearIt:
			text = fmt.Sprintf("%s %s%s: it is dropped.", n.says("clear"), a.object(n.Object), inLine(n.Line))
		case TakeOut:
			how := "takes it out of"
			if n.Op == program.Remove {
				how = "removes it from"
			}
			text = fmt.Sprintf("%s %s %s%s", n.Name, how, a.object(n.Object), inLine(n.Line))
			if i+1 < len(notes) && notes[i+1].Kind == PutIn {
				text += fmt.Sprintf(", %s after it was put", program.Plural(n.Step-notes[i+1].Step, "step"))
			}
			text += "."
		}
		a.tell(Life, n.Step, "%s", text)
	}
	return a.out
}

// itemNow says where an item is.
func (a *asked) itemNow(item int64) {
	for i := range a.now.Queues {
		q := &a.now.Queues[i]
		if at := slices.Index(q.Items, item); at >= 0 {
			before := "it is at the front"
			if at > 0 {
				before = program.Plural(int64(at), "item") + " before it"
			}
			a.say(State, "It waits in %s: %s.", q.Name, before)
			return
		}
	}
	for i := range a.now.Items {
		v := &a.now.Items[i]
		if v.Label != item {
			continue
		}
		switch {
		case v.Finished:
			a.say(State, "Its work is done.")
		case v.Holder >= 0:
			a.say(State, "%s has it.", a.name(v.Holder))
		}
		return
	}
	a.say(State, "It is in no queue.")
}

// Named finds what a name means: a coroutine that is alive, an object, or an item as #3.
func (r *Reader) Named(now *engine.Snapshot, name string) (About, error) {
	for i := range now.Coroutines {
		if c := &now.Coroutines[i]; c.Live && c.Name == name {
			return About{Kind: Coroutine, Slot: i, Name: name}, nil
		}
	}
	for i, o := range r.prog.Objects {
		if o.Name == name {
			return About{Kind: Object, Object: i}, nil
		}
	}
	if n, err := strconv.ParseInt(strings.TrimPrefix(name, "#"), 10, 64); err == nil && n > 0 {
		return About{Kind: Item, Item: n}, nil
	}
	return About{}, fmt.Errorf("nobody and nothing here is called %q: a coroutine, an object of the scene, "+
		"or an item such as #1 can be asked about", name)
}

// AboutKind says what a question is about.
type AboutKind uint8

// What a question can be about.
const (
	Coroutine AboutKind = iota
	Object
	Item
	End // the whole run
)

// About is what a question is about. The zero value is the coroutine of the first slot.
type About struct {
	Kind   AboutKind
	Slot   int
	Name   string // of the coroutine; slots are used again
	Object int
	Item   int64
}

// Answer answers a question.
func (r *Reader) Answer(now *engine.Snapshot, h *History, q About) Answer {
	switch q.Kind {
	case Object:
		return r.Object(now, h, q.Object)
	case Item:
		return r.Item(now, h, q.Item)
	case End:
		return r.Verdict(now, h)
	}
	return r.Why(now, h, q.Slot)
}

// itemInside says what is kept in an item, where the scene looks at that.
func (a *asked) itemInside(item int64) {
	for i := range a.now.Items {
		v := &a.now.Items[i]
		if v.Label != item || !a.prog.UsesValues {
			continue
		}
		if v.Freed {
			a.say(State, "It is gone: whoever looks into it now breaks a rule.")
			return
		}
		maker := v.Maker
		if maker == "" {
			maker = "The boot"
		}
		a.say(State, "Its value is %d. %s made it.", v.Value, maker)
		return
	}
}
