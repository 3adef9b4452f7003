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

// numberOf is number n of an object of a class: permits, parties, how many values lie in a channel.
func (w *writer) numberOf(c program.Class, n int, object string) term {
	switch {
	case c == program.SemaphoreClass:
		return term{text: "permits[" + object + "]"}
	case c == program.BarrierClass:
		return term{text: "parties[" + object + "]"}
	case c == program.ChanClass && n == program.ChanCap:
		return term{text: "room[" + object + "]"}
	case c == program.ChanClass:
		return term{text: "len(buf[" + object + "])"}
	}
	return term{text: "readers[" + object + "]"}
}

// number returns one of the numbers of the described objects.
func (w *writer) number(n int) term {
	for i := range w.p.Syncs {
		s := &w.p.Syncs[i]
		if n >= s.First && n < s.First+len(s.State) {
			return w.numberOf(s.Class, n-s.First, w.objects[s.Object])
		}
	}
	return term{text: "0"}
}

// waitersAt is how many wait at a described object.
func (w *writer) waitersAt(sync int) term {
	s := &w.p.Syncs[sync]
	return w.standing(s.Class, w.objects[s.Object])
}

// standing is how many wait at a described object of a class.
func (w *writer) standing(c program.Class, object string) term {
	if c == program.ChanClass {
		return term{"len(recvq[" + object + "]) + len(sendq[" + object + "])", bindsAdd, false}
	}
	return term{text: "len(" + queueOf(c) + "[" + object + "])"}
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

// stateIn says which of the numbers of an element of an array number n is.
func (w *writer) stateIn(array uint16, n int) int {
	for i := range w.p.Syncs {
		if s := &w.p.Syncs[i]; s.Object == w.p.Arrays[array].First {
			return n - s.First
		}
	}
	return 0
}
