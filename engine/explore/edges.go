package explore

import (
	"unsafe"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/fair"
	"github.com/quartet-os/quartet/engine/program"
)

// edgeNote is an edge to a state of the shard that keeps it.
type edgeNote struct {
	from  node
	to    uint32 // index in the shard
	label fair.Label
}

// edgeList keeps edges in pages, so that no page is ever copied.
type edgeList struct {
	pages [][]edgeNote
	room  int // for so many edges, in all pages
}

// How many edges a page holds: the first few are small, for small spaces, and each four times as large as the one
// before.
const (
	firstEdges = 16
	edgePage   = 1 << 12
)

func (l *edgeList) add(from node, to uint32, label fair.Label) {
	last := len(l.pages) - 1
	if last < 0 || len(l.pages[last]) == cap(l.pages[last]) {
		last++
		size := min(firstEdges<<min(2*last, 16), edgePage)
		l.pages = append(l.pages, make([]edgeNote, 0, size))
		l.room += size
	}
	l.pages[last] = append(l.pages[last], edgeNote{from, to, label})
}

func (l *edgeList) bytes() int64 {
	const size, page = int64(unsafe.Sizeof(edgeNote{})), int64(unsafe.Sizeof([]edgeNote{}))
	return int64(l.room)*size + int64(cap(l.pages))*page
}

// marker labels what passes come to: who ran, and whether he made a mark.
type marker struct {
	marks  *program.Marks
	prog   *program.Program
	places []int // by slot: its place in a vector
	turns  bool  // the scheduler itself says who comes next

	future *program.Future // a law about what comes, whose conditions are the marks; or nil
	watch  engine.Watch

	laws    []program.Future // several of them, whose conditions are looked at beside the marks
	watches []engine.Watch   // one for each
}

// newMarker returns the marker of a search that keeps edges, else nil.
func newMarker(s *search, start *engine.Engine) *marker {
	if s.opt.marks == nil {
		return nil
	}
	m := &marker{marks: s.opt.marks, prog: start.Program(), places: make([]int, start.Slots()),
		turns: start.Policy() == program.RoundRobin}
	for i := range m.places {
		m.places[i] = fair.Nobody
	}
	if m.future = s.opt.future; m.future != nil {
		m.watch.A, m.watch.B = m.future.A, m.future.B
	}
	m.laws, m.watches = s.opt.laws, watchesOf(s.opt.laws)
	for i := range s.codec.Slots {
		m.places[s.codec.Slot(i)] = i
	}
	return m
}

// labelOf returns the label of a pass of the coroutine at a place.
func labelOf(place int, mark bool) fair.Label {
	l := fair.Label(place)
	if mark {
		l |= fair.Marked
	}
	return l
}

// begin makes a machine ready for a pass that is to be labelled.
func (m *marker) begin(e *engine.Engine) {
	switch {
	case m.future != nil:
		e.Probe().Watch(&m.watch)
	case len(m.watches) > 0:
		e.Probe().Watch(&m.watches[0])
	}
}

// label returns the label of the pass that a machine has made. slot is who was to run, or -1.
func (m *marker) label(slot int, e *engine.Engine, events []engine.Event) fair.Label {
	if slot < 0 || m.turns {
		slot = ranIn(events)
	}
	who := fair.Nobody
	if slot >= 0 {
		who = m.places[slot]
	}
	if m.future == nil {
		return labelOf(who, m.made(slot, events)) | seen(e, m.watches)
	}
	holds := e.Probe().Sees(&m.watch)
	l := labelOf(who, m.watch.Seen)
	if holds {
		l |= fair.Holds
	}
	if m.watch.Open {
		l |= fair.Open
	}
	return l
}

// ranIn returns who came on the CPU, -1 for nobody.
func ranIn(events []engine.Event) int {
	for i := range events {
		if ev := &events[i]; ev.Kind == engine.Moved && ev.ToPlace() == engine.Running {
			return int(ev.Who)
		}
	}
	return -1
}

// made reports whether a coroutine made a mark; of steps that are nobody's, as those of an interrupt's handler, whether
// there was one.
func (m *marker) made(slot int, events []engine.Event) bool {
	for i := range events {
		ev := &events[i]
		if slot >= 0 && int(ev.Who) != slot {
			continue
		}
		switch ev.Kind {
		case engine.Did:
			if ev.Outcome() == engine.Done && program.Result(ev.Result) == program.OK && int(ev.PC) < len(m.prog.Ops) &&
				m.marks.Made(&m.prog.Ops[ev.PC]) {
				return true
			}
		case engine.Moved:
			if ev.ToPlace() == engine.Free && ev.Cause() == engine.ByEnd && m.marks.Ends() {
				return true
			}
		}
	}
	return false
}
