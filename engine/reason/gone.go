package reason

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
)

// gone is one who has ended.
type gone struct {
	name   string
	fn     int
	step   int64
	gave   int // the object that it gave up on last, -1 for none
	gaveAt int64
}

// mostGone is how many of those who ended are remembered, mostMissed how many of them a sentence names.
const (
	mostGone   = 32
	mostMissed = 3
)

// ended notes that the coroutine of a slot is gone.
func (h *History) ended(ev *engine.Event) {
	s := &h.slots[ev.Who]
	if len(h.gone) == mostGone {
		h.gone = h.gone[1:]
	}
	h.gone = append(h.gone, gone{s.name, s.fn, ev.Step, s.gave, s.gaveAt})
}

// missed tells of those who could have given what those of an edge need, and have ended.
func (a *asked) missed(e *Edge) {
	if a.h == nil || e.Object < 0 || e.Object >= len(a.prog.Objects) || e.On == engine.OnMutex {
		return
	}
	told := 0
	for i := len(a.h.gone) - 1; i >= 0 && told < mostMissed; i-- {
		who := &a.h.gone[i]
		line := a.wouldGive(e, who.fn)
		if line == 0 || a.now.Coroutines[e.Who[0]].Name == who.name {
			continue
		}
		told++
		switch {
		case who.gave == e.Object:
			a.tell(Comes, who.gaveAt, "%s gave up in step %d and ended in step %d.", who.name, who.gaveAt, who.step)
		case a.never(e.Object, who.name):
			a.tell(Comes, who.step, "%s ended in step %d and never came to line %d.", who.name, who.step, line)
		default:
			a.tell(Comes, who.step, "%s, which has line %d for it, ended in step %d.", who.name, line, who.step)
		}
	}
}

// wouldGive returns the line with which a function gives what those of an edge need, 0 for none.
func (a *asked) wouldGive(e *Edge, fn int) int {
	gives := []give{{wakes, e.Object}}
	if e.On == engine.OnChan {
		gives = nil
		for _, end := range a.prog.ChanEnds(a.now.Coroutines[e.Who[0]].PC) {
			what := feeds
			if end.Send {
				what = drains
			}
			gives = append(gives, give{what, end.Object})
		}
	}
	for _, g := range gives {
		if at := a.begins(a.way(g), int32(fn)); at >= 0 {
			return int(a.prog.Ops[at].Line)
		}
	}
	return 0
}

// never reports whether it is known that one of a name has done nothing to an object.
func (a *asked) never(object int, name string) bool {
	notes, whole := a.h.Notes(object, 1<<20)
	return whole && !slices.ContainsFunc(notes, func(n Note) bool { return n.Name == name })
}
