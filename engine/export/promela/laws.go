package promela

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// lookAtLaws finds out what the invariants look at, and what has to hold when all have ended.
func (w *writer) lookAtLaws() {
	for i := range w.p.Laws {
		l := &w.p.Laws[i]
		switch l.Kind {
		case program.Invariant:
			for _, o := range w.p.LooksAt(l.X, nil) {
				w.watched[o] = true
			}
		case program.Conserve:
			w.conserves = true
			w.watched[w.p.Queues[l.Queue].Object] = true
			for o := range w.p.Objects { // whoever sleeps or holds the mutex makes a difference
				switch w.p.Objects[o].Class {
				case program.VarClass, program.CounterClass, program.QueueClass:
				default:
					w.watched[o] = true
				}
			}
		case program.Finally:
			w.finals = append(w.finals, w.asserted(l))
		}
	}
	for i := range w.p.Mutexes {
		m := w.ref(program.MutexClass, i)
		law := "assert(owner[" + m + "] == 0)"
		if w.daemons {
			law = "assert(!ended[owner[" + m + "]])"
		}
		w.finals = append(w.finals, law)
	}
	for i := range w.p.Syncs {
		if s := &w.p.Syncs[i]; s.Class == program.RWLockClass {
			l := w.objects[s.Object]
			w.finals = append(w.finals, "assert(readers["+l+"] == 0 && writer["+l+"] == 0)")
		}
	}
}

// asserted is a law as a statement.
func (w *writer) asserted(l *program.Law) string {
	if l.Kind == program.Conserve {
		return w.conserved(l)
	}
	return "assert(" + w.expr(l.X) + ") /* " + commented(l.Text) + " */"
}

// commented is a text as it can stand in a comment.
func commented(text string) string { return strings.ReplaceAll(text, "*/", "* /") }

// conserved is the law that items do not lie in a queue while who would take them sleeps.
func (w *writer) conserved(l *program.Law) string {
	q := w.ref(program.QueueClass, l.Queue)
	var asleep, awake []string
	for k, slot := range w.spawned() {
		if w.p.Takers(w.now.Coroutines[slot].Func, l.Queue) {
			asleep = append(asleep, fmt.Sprintf("sleeps(%d)", k+1))
			awake = append(awake, fmt.Sprintf("isAwake(%d)", k+1))
		}
	}
	if len(asleep) == 0 {
		return "assert(true)"
	}
	free := ""
	if l.Mutex >= 0 {
		free = "owner[" + w.ref(program.MutexClass, l.Mutex) + "] != 0 || "
	}
	return "/* No item lies in " + q + " for which no taker is awake. */\n\tassert(" + free + q + " == 0 || !(" +
		strings.Join(asleep, " || ") + ") || " + q + " <= " + strings.Join(awake, " + ") + ")"
}

// lawful writes what asks the invariants.
func (w *writer) lawful() string {
	var all []string
	for i := range w.p.Laws {
		if l := &w.p.Laws[i]; l.Kind == program.Invariant || l.Kind == program.Conserve {
			all = append(all, w.asserted(l))
		}
	}
	text := ""
	if w.conserves {
		var where []string
		at := func(c program.Class, queue, pattern string) {
			for i := range w.count(c) {
				where = append(where, fmt.Sprintf("%s[%d]??[%s]", queue, i, pattern))
			}
		}
		at(program.CondClass, "condq", "process")
		at(program.SemaphoreClass, "semq", "process")
		at(program.BarrierClass, "barq", "process")
		at(program.RWLockClass, "rwq", "process, _")
		if w.rests() {
			where = append(where, "asleep[process] && !woken[process]")
		}
		if len(where) == 0 {
			where = []string{"false"}
		}
		text = "#define sleeps(process) (" + strings.Join(where, " || ") + ")\n" +
			"#define isAwake(process) (!ended[process] && !sleeps(process))\n\n"
	}
	return text + "inline laws()\n{\n\t" + strings.Join(all, ";\n\t") + "\n}\n\n"
}

// rests reports whether it is noted who sleeps on a wait list.
func (w *writer) rests() bool { return w.conserves && w.used("schedule") }

// watchedClass reports whether an invariant looks at some object of a class.
func (w *writer) watchedClass(c program.Class) bool {
	for o := range w.watched {
		if w.p.Objects[o].Class == c {
			return true
		}
	}
	return false
}

// asks returns what asks the invariants behind a change of an object of one of some classes; "" where none looks.
func (w *writer) asks(classes ...program.Class) string {
	for _, c := range classes {
		if w.watchedClass(c) {
			return "; laws()"
		}
	}
	return ""
}

// asksEnd is asks for the end of a process.
func (w *writer) asksEnd() string {
	if w.conserves {
		return "; laws()"
	}
	return ""
}

// abandons reports whether somebody may end with a mutex, by the text, where it makes a difference to who looks.
func (w *writer) abandons() bool {
	if w.asksOwners == 0 {
		w.asksOwners = 1
		held := w.mayHold()
		for pc := range w.p.Ops {
			if w.p.Ops[pc].Kind == program.Exit && held[pc] != 0 && w.looksAtOwners() {
				w.asksOwners = 2
			}
		}
	}
	return w.asksOwners == 2
}

// looksAtOwners reports whether some expression asks for the owner of a mutex.
func (w *writer) looksAtOwners() bool {
	for i := range w.p.Exprs {
		for _, in := range code(&w.p.Exprs[i]) {
			if in.Operand.From == program.FromOwner && (in.Do == program.Load || in.Do == program.Index) {
				return true
			}
		}
	}
	return false
}

// circles reports whether coroutines may wait for each other in a circle, by the text: whether somebody may begin to
// wait with a mutex.
func (w *writer) circles() bool {
	held := w.mayHold()
	for pc := range w.p.Ops {
		switch op := &w.p.Ops[pc]; op.Kind {
		case program.Lock:
			if held[pc] != 0 && !w.p.Mutexes[op.A].Spin {
				return true
			}
		case program.Wait:
			if held[pc]&^(1<<uint(op.B)) != 0 {
				return true
			}
		case program.Join:
			return true
		}
	}
	return false
}

// mayHold says by op which locks whoever comes there may hold, a bit for each of the first 63 mutexes, and one for all
// locks of readers and writers.
func (w *writer) mayHold() []uint64 {
	const shared = 1 << 63
	held, seen := make([]uint64, len(w.p.Ops)), make([]bool, len(w.p.Ops))
	var todo []int32
	for i := range w.p.Funcs {
		if at := w.p.Funcs[i].Entry; at >= 0 {
			todo, seen[at] = append(todo, at), true
		}
	}
	for len(todo) > 0 {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		after := held[pc]
		switch op := &w.p.Ops[pc]; op.Kind {
		case program.Lock, program.TryLock:
			after |= 1 << uint(op.A)
		case program.Unlock:
			after &^= 1 << uint(op.A)
		case program.RLock, program.WLock:
			after |= shared
		case program.RUnlock, program.WUnlock:
			if len(w.p.Syncs) == 1 {
				after &^= shared
			}
		}
		next, other := w.p.Successors(pc)
		for _, to := range [...]int32{next, other} {
			if to >= 0 && (!seen[to] || held[to]|after != held[to]) {
				seen[to], held[to] = true, held[to]|after
				todo = append(todo, to)
			}
		}
	}
	return held
}

// spins reports whether somebody might sleep with a spinlock.
func (w *writer) spins() bool {
	for i := range w.p.Mutexes {
		if w.p.Mutexes[i].Spin {
			return true
		}
	}
	return false
}
