package narrate

import (
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// search is what the narrator remembers of a step's searches until the event comes that ends them: whom a callback or a
// kill looked at on which place, and whom a lock queue forgot or found again.
type search struct {
	step         int64
	looked       []seen
	lost, back   []int32
	lostBy, next uint16 // the mutexes
}

type seen struct {
	who  int32
	from engine.Place
}

// fold notes what an event tells of a search.
func (s *search) fold(ev *engine.Event) {
	if ev.Step != s.step {
		*s = search{step: ev.Step, looked: s.looked[:0], lost: s.lost[:0], back: s.back[:0]}
	}
	switch {
	case ev.Kind == engine.Searched:
		s.looked = append(s.looked, seen{ev.Who, ev.FromPlace()})
	case ev.Kind == engine.Left && ev.Arg == 1:
		s.lost, s.lostBy = append(s.lost, ev.Who), ev.Object
	case ev.Kind == engine.Joined && ev.Arg == 2:
		s.back, s.next = append(s.back, ev.Who), ev.Object
	case ev.Kind == engine.Moved:
		s.looked, s.lost, s.back = s.looked[:0], s.lost[:0], s.back[:0]
	}
}

// looked tells whom a callback looked at before it found the one that stands on place from; "" when that was the first.
func (n *Narrator) looked(from engine.Place) string {
	passed, vain := n.passed(from)
	text := ""
	if len(vain) > 0 {
		text = "passes over " + n.all(vain) + " on " + engine.Waiting.String() + ", "
	}
	if len(passed) > 0 {
		text += "puts " + n.all(passed) + " at the back of " + from.String() + ", "
	}
	if text != "" {
		text = strings.TrimSuffix(text, ", ") + " and "
	}
	return text
}

// wreckage tells what a kill did besides: whom it put behind while it searched place from, and whom a lock queue
// forgot.
func (n *Narrator) wreckage(from engine.Place) string {
	text := ""
	if passed, _ := n.passed(from); len(passed) > 0 {
		text += "; the search for it put " + n.all(passed) + " at the back of " + from.String()
	}
	if lost := n.search.lost; len(lost) > 0 {
		text += "; the lock queue of " + n.object(n.search.lostBy) + " forgets " + n.all(lost)
	}
	if back := n.search.back; len(back) > 0 {
		text += "; the lock queue of " + n.object(n.search.next) + " has " + n.all(back) + " again"
	}
	return text
}

// passed parts those looked at into those on the place where the search ended, who are at its back now, and those on
// others, where it found nothing.
func (n *Narrator) passed(from engine.Place) (passed, vain []int32) {
	for _, s := range n.search.looked {
		if s.from == from {
			passed = append(passed, s.who)
		} else {
			vain = append(vain, s.who)
		}
	}
	return passed, vain
}

// all names several coroutines, the first few one by one.
func (n *Narrator) all(slots []int32) string {
	const most = 4
	var names []string
	for i, s := range slots {
		if i == most && len(slots) > most+1 {
			return strings.Join(names, ", ") + " and " + program.Plural(int64(len(slots)-most), "other")
		}
		names = append(names, n.name(s))
	}
	return program.List(names, "and")
}
