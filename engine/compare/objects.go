package compare

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// objects compares what the objects contain that both worlds declare.
func (p *pairs) objects(a, b *world, yield func(Difference) bool) bool {
	x, y := a.now, b.now
	for _, k := range p.mutexes {
		v, w := &x.Mutexes[k[0]], &y.Mutexes[k[1]]
		if v.OwnerName == w.OwnerName && v.OwnerLive == w.OwnerLive && v.Depth == w.Depth && v.Deadline == w.Deadline &&
			sameNames(x, v.LockQueue, y, w.LockQueue) {
			continue
		}
		if !yield(Difference{v.Name, mutexText(x, v), mutexText(y, w)}) {
			return false
		}
	}
	for _, k := range p.conds {
		v, w := &x.Conds[k[0]], &y.Conds[k[1]]
		if v.Signals == w.Signals && v.Deadline == w.Deadline && sameNames(x, v.SignalQueue, y, w.SignalQueue) {
			continue
		}
		if !yield(Difference{v.Name, condText(x, v), condText(y, w)}) {
			return false
		}
	}
	return p.described(x, y, yield) && p.stores(x, y, yield)
}

// described compares wait lists and the objects that are described by a table.
func (p *pairs) described(x, y *engine.Snapshot, yield func(Difference) bool) bool {
	for _, k := range p.lists {
		v, w := &x.Lists[k[0]], &y.Lists[k[1]]
		if sameNames(x, v.Queue, y, w.Queue) {
			continue
		}
		if !yield(Difference{v.Name, v.Name + ": " + listNames(x, v.Queue) + ".",
			v.Name + ": " + listNames(y, w.Queue) + "."}) {
			return false
		}
	}
	for _, k := range p.syncs {
		v, w := &x.Syncs[k[0]], &y.Syncs[k[1]]
		if slices.Equal(v.State, w.State) && sameNames(x, v.Queue, y, w.Queue) && sameValues(x, v, y, w) {
			continue
		}
		if !yield(Difference{v.Name, syncText(x, v), syncText(y, w)}) {
			return false
		}
	}
	return true
}

// stores compares work queues, variables and counters.
func (p *pairs) stores(x, y *engine.Snapshot, yield func(Difference) bool) bool {
	for _, k := range p.queues {
		v, w := &x.Queues[k[0]], &y.Queues[k[1]]
		if v.Max == w.Max && v.Stack == w.Stack && slices.Equal(v.Items, w.Items) && slices.Equal(v.Values, w.Values) {
			continue
		}
		if !yield(Difference{v.Name, queueText(v), queueText(w)}) {
			return false
		}
	}
	for _, k := range p.vars {
		v, w := &x.Vars[k[0]], &y.Vars[k[1]]
		if v.Type != program.Coroutine && v.Value == w.Value ||
			v.Type == program.Coroutine && named(x, v.Value) == named(y, w.Value) {
			continue
		}
		if !yield(Difference{v.Name, v.Name + " is " + value(x, v.Type, v.Value) + ".",
			w.Name + " is " + value(y, w.Type, w.Value) + "."}) {
			return false
		}
	}
	for _, k := range p.counters {
		v, w := &x.Counters[k[0]], &y.Counters[k[1]]
		if v.Value != w.Value && !yield(Difference{v.Name, fmt.Sprintf("%s is %d.", v.Name, v.Value),
			fmt.Sprintf("%s is %d.", w.Name, w.Value)}) {
			return false
		}
	}
	return true
}

func mutexText(s *engine.Snapshot, v *engine.MutexView) string {
	text := v.Name + " is free"
	if v.OwnerName != "" {
		text = v.Name + " is held by " + v.OwnerName
	}
	if v.Depth > 1 {
		text += fmt.Sprintf(", %d deep", v.Depth)
	}
	if len(v.LockQueue) > 0 {
		text += ", " + listNames(s, v.LockQueue) + " in its lock queue"
	}
	return text + until(v.Deadline) + "."
}

// until says the one deadline that the rules let an object have.
func until(deadline int64) string {
	if deadline <= 0 {
		return ""
	}
	return fmt.Sprintf(", its deadline is %d", deadline)
}

func condText(s *engine.Snapshot, v *engine.CondView) string {
	text := v.Name + ": nobody waits"
	if len(v.SignalQueue) > 0 {
		text = v.Name + ": " + listNames(s, v.SignalQueue) + " in its signal queue"
	}
	if v.Signals > 0 {
		text += ", " + program.Plural(int64(v.Signals), "signal") + " stored"
	}
	return text + until(v.Deadline) + "."
}

func syncText(s *engine.Snapshot, v *engine.SyncView) string {
	var parts []string
	for i, n := range v.Class.Row().State {
		if i < len(v.State) {
			parts = append(parts, fmt.Sprintf("%s %d", n.Name, v.State[i]))
		}
	}
	if len(v.Queue) > 0 {
		parts = append(parts, listNames(s, v.Queue)+" waiting")
	}
	if n := len(v.Values); n > 0 && n <= 8 && !v.Unit {
		parts = append(parts, "with "+strings.Join(valuesOf(s, v), ", "))
	}
	return v.Name + ": " + strings.Join(parts, ", ") + "."
}

func queueText(v *engine.QueueView) string {
	text := fmt.Sprintf("%s holds %d of %d", v.Name, len(v.Items), v.Max)
	if n := len(v.Items); n > 0 && n <= 8 {
		var items []string
		for i := range v.Items {
			items = append(items, strings.TrimPrefix(v.Text(i), "#"))
		}
		text += ": " + strings.Join(items, ", ")
	}
	return text + "."
}

// valuesOf writes what lies in a channel, the front first.
func valuesOf(s *engine.Snapshot, v *engine.SyncView) []string {
	var all []string
	for _, one := range v.Values {
		all = append(all, value(s, v.Elem, one))
	}
	return all
}

// sameValues reports whether the same lies in two channels.
func sameValues(x *engine.Snapshot, v *engine.SyncView, y *engine.Snapshot, w *engine.SyncView) bool {
	return slices.Equal(valuesOf(x, v), valuesOf(y, w))
}
