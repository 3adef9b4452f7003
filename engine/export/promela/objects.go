package promela

import (
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// local names a local of the function that is being written.
func (w *writer) local(n int) string { return w.own[n] }

// ownArray names an array of a coroutine's own, by its first local.
func (w *writer) ownArray(first int, _ *program.Array) string {
	name, _, _ := strings.Cut(w.own[first], "[")
	return name
}

// queueOf is the array of the queues of a class of objects.
func queueOf(c program.Class) string {
	switch c {
	case program.SemaphoreClass:
		return "semq"
	case program.BarrierClass:
		return "barq"
	}
	return "rwq"
}

// numberOf is the number that an object of a class begins with: permits, parties.
func (w *writer) numberOf(c program.Class, object string) string {
	switch c {
	case program.SemaphoreClass:
		return "permits[" + object + "]"
	case program.BarrierClass:
		return "parties[" + object + "]"
	}
	return "readers[" + object + "]"
}

// number returns one of the numbers of the described objects.
func (w *writer) number(n int) term {
	for i := range w.p.Syncs {
		s := &w.p.Syncs[i]
		if n >= s.First && n < s.First+len(s.State) {
			return term{text: w.numberOf(s.Class, w.objects[s.Object])}
		}
	}
	return term{text: "0"}
}

// waitersAt names the queue of a described object.
func (w *writer) waitersAt(sync int) string {
	s := &w.p.Syncs[sync]
	return queueOf(s.Class) + "[" + w.objects[s.Object] + "]"
}

// count says how many objects of a class there are.
func (w *writer) count(c program.Class) (n int) {
	for i := range w.p.Objects {
		if w.p.Objects[i].Class == c {
			n++
		}
	}
	return n
}
