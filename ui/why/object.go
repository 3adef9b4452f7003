package why

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// onMutex explains a coroutine that waits for a mutex: by its owner, and by what the owner waits for.
func (r *reasons) onMutex(c engine.CoroutineView, since string) {
	i := slices.IndexFunc(r.now.Mutexes, func(v engine.MutexView) bool { return v.Object == c.Object })
	if i < 0 {
		r.say("%s has waited for the lock of a mailbox %s.", c.Name, since)
		return
	}
	m := r.now.Mutexes[i]
	r.say("%s has waited for %s %s (line %d)%s%s.", c.Name, m.Name, since, c.Line, r.behind(m.LockQueue, c.Slot),
		r.holding(c))
	switch {
	case !m.Spin && !slices.Contains(m.LockQueue, c.Slot):
		r.say("It is not in the lock queue of %s, which has forgotten it: no unlock finds it.", m.Name)
	case m.Owner < 0 && m.OwnerName == "":
		r.say("%s is free, but nothing moves %s to READY: only an unlock does.", m.Name, c.Name)
	case !m.OwnerLive:
		r.say("%s belongs to %s, which ended without unlocking it: nobody can unlock it any more.", m.Name, m.OwnerName)
	case m.Owner == c.Slot:
		r.say("%s belongs to %s itself: it waits for itself and for ever.", m.Name, c.Name)
	case slices.Contains(r.seen, m.Owner):
		r.say("%s belongs to %s: a cycle. None of these can go on: a deadlock.", m.Name, r.name(m.Owner))
	default:
		r.say("%s belongs to %s. What moves %s on: unlock(%s) by %s.", m.Name, r.name(m.Owner), c.Name, m.Name,
			r.name(m.Owner))
		r.next = m.Owner
	}
}

// onSpinlock explains a coroutine that is ready to try a spinlock which somebody holds; it is false for any other.
func (r *reasons) onSpinlock(c engine.CoroutineView) bool {
	if c.PC < 0 || int(c.PC) >= len(r.program.Ops) || r.program.Ops[c.PC].Kind != program.Lock {
		return false
	}
	object := r.program.Mutexes[r.program.Ops[c.PC].A].Object
	i := slices.IndexFunc(r.now.Mutexes, func(v engine.MutexView) bool { return v.Object == object })
	if i < 0 || !r.now.Mutexes[i].Spin || r.now.Mutexes[i].OwnerName == "" {
		return false
	}
	m := r.now.Mutexes[i]
	switch {
	case !m.OwnerLive:
		r.say("It tries %s, and %s, which had it, ended without unlocking it: it spins for ever.", m.Name, m.OwnerName)
	case m.Owner == c.Slot:
		r.say("It tries %s, which it holds itself: it spins for ever.", m.Name)
	case slices.Contains(r.seen, m.Owner):
		r.say("It tries %s, which belongs to %s: a cycle. None of these can go on: a deadlock.", m.Name,
			r.name(m.Owner))
	default:
		r.say("It tries %s, which belongs to %s. What moves it on: unlock(%s) by %s.", m.Name, r.name(m.Owner), m.Name,
			r.name(m.Owner))
		r.next = m.Owner
	}
	return true
}

// onCond explains a coroutine that waits for a condition: by who could signal it, and by the mutex it takes again.
func (r *reasons) onCond(c engine.CoroutineView, since string) {
	i := slices.IndexFunc(r.now.Conds, func(v engine.CondView) bool { return v.Object == c.Object })
	if i < 0 {
		r.say("%s has waited for a message %s.", c.Name, since)
		return
	}
	v := r.now.Conds[i]
	r.say("%s has waited for %s %s (line %d)%s%s.", c.Name, v.Name, since, c.Line, r.behind(v.SignalQueue, c.Slot),
		r.holding(c))
	if !slices.Contains(v.SignalQueue, c.Slot) {
		r.say("It is not in the signal queue of %s: no signal finds it.", v.Name)
		return
	}
	r.wakers(c)
	if b := r.mutexOfWait(c); b >= 0 {
		m := r.now.Mutexes[b]
		owner := "which is free now"
		if m.Owner >= 0 {
			owner = "which " + m.OwnerName + " holds now"
		}
		r.say("Then it has to take %s again, %s.", m.Name, owner)
	}
}

// mutexOfWait returns the mutex that a waiter takes again, by its op; -1 if it is not known.
func (r *reasons) mutexOfWait(c engine.CoroutineView) int {
	if c.PC < 0 || int(c.PC) >= len(r.program.Ops) {
		return -1
	}
	op := r.program.Ops[c.PC]
	switch op.Kind {
	case program.Wait, program.WaitWithin, program.Relock:
		if b := int(op.B); b >= 0 && b < len(r.now.Mutexes) {
			return b
		}
	}
	return -1
}

func (r *reasons) onList(c engine.CoroutineView, since string) {
	i := slices.IndexFunc(r.now.Lists, func(v engine.ListView) bool { return v.Object == c.Object })
	if i < 0 {
		r.say("%s has slept %s and is on no wait list: no wakeup finds it.", c.Name, since)
		return
	}
	v := r.now.Lists[i]
	r.say("%s has slept on %s %s (line %d)%s%s.", c.Name, v.Name, since, c.Line, r.behind(v.Queue, c.Slot),
		r.holding(c))
	r.wakers(c)
}

// onSync explains a coroutine that waits for a described object.
func (r *reasons) onSync(c engine.CoroutineView, since string) {
	i := slices.IndexFunc(r.now.Syncs, func(v engine.SyncView) bool { return v.Object == c.Object })
	v := r.now.Syncs[i]
	r.say("%s has waited for %s %s (line %d)%s%s.", c.Name, v.Name, since, c.Line, r.behind(v.Queue, c.Slot),
		r.holding(c))
	r.say("%s is %s.", v.Name, v.Class.Row().Say(v.State))
	r.wakers(c)
}

// wakers lists who could end the wait of a coroutine for an object, by the ops that are meant to.
func (r *reasons) wakers(c engine.CoroutineView) {
	o := r.program.Objects[c.Object]
	r.movers(o.Class.Row().Wake+" "+o.Name, func(op program.Op) bool {
		return op.Kind.Row().Wakes && r.program.Object(&op) == c.Object
	}, c.Slot)
}

// movers lists the live coroutines whose program has an op that would move a waiter on, with its lines and where they
// are.
func (r *reasons) movers(does string, moves func(program.Op) bool, waiter int) {
	lines := r.linesByFunc(moves)
	var at []string // of the op, in the order in which they are met
	who := map[string][]string{}
	for _, c := range r.now.Coroutines {
		if !c.Live || c.Slot == waiter || c.Func < 0 || c.Func >= len(lines) || len(lines[c.Func]) == 0 {
			continue
		}
		op := lineWords(lines[c.Func])
		if !slices.Contains(at, op) {
			at = append(at, op)
		}
		who[op] = append(who[op], fmt.Sprintf("%s (%s)", c.Name, c.Place))
	}
	if len(at) == 0 {
		r.say("What would move it on: somebody to %s, but nobody alive has such a line.", does)
		return
	}
	for i, op := range at {
		at[i] = fmt.Sprintf("%s, by %s", some(who[op]), op)
	}
	r.say("Who can %s: %s.", does, strings.Join(at, "; "))
}

// lineWords returns "line 3", "lines 3 and 7", "lines 3, 5 and 7".
func lineWords(lines []int) string {
	text := "line "
	if len(lines) > 1 {
		text = "lines "
	}
	for i, l := range lines {
		switch {
		case i == 0:
		case i == len(lines)-1:
			text += " and "
		default:
			text += ", "
		}
		text += fmt.Sprint(l)
	}
	return text
}

// linesByFunc finds the lines of the matching ops that each function's coroutines can reach.
func (r *reasons) linesByFunc(match func(program.Op) bool) [][]int {
	lines := make([][]int, len(r.program.Funcs))
	for i, f := range r.program.Funcs {
		if f.Entry < 0 {
			continue
		}
		visited := make([]bool, len(r.program.Ops))
		todo := []int32{f.Entry}
		for len(todo) > 0 {
			pc := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			if pc < 0 || int(pc) >= len(visited) || visited[pc] {
				continue
			}
			visited[pc] = true
			op := r.program.Ops[pc]
			if match(op) && !slices.Contains(lines[i], int(op.Line)) {
				lines[i] = append(lines[i], int(op.Line))
			}
			todo = append(todo, op.Next)
			if op.Kind == program.Test {
				todo = append(todo, op.Else)
			}
		}
		slices.Sort(lines[i])
	}
	return lines
}
