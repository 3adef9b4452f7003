package session

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
)

// strip is the columns of some steps of the run, past and future. It is made when asked for, by a machine of its own
// that goes over those steps with events on. While a run goes on, each step is folded once.
type strip struct {
	run   runner
	made  bool
	begun bool // its machine has come to its beginning
	scale Scale
	begin int64 // the step after which it begins
	to    int64 // and where its machine stands

	places  []engine.Place
	names   []string       // by slot: who is there, or was there last
	pass    int64          // the one that goes on, or was over last
	running int            // who ran in it, -1
	before  []engine.Place // by slot: where it was when the pass began
	column  Column         // of several passes: the last of them that are booked
	lengths []int32        // of several passes: by slot and place, how many of them it was there

	base    int64 // the index of the first column
	columns []Column
	noted   []Mark

	out     []Column
	present []engine.Place
	live    []int
}

// The limits of a strip: from how many steps ahead on it is made anew, what a folded step costs where one without
// events costs 1, and how many bytes of columns it keeps.
const (
	farAhead   = 4096
	foldCost   = 4
	stripBytes = 2 << 20
)

// places is how many places there are.
const places = int(engine.TimedWaiting) + 1

// approach brings the machine to the strip's beginning, and reports whether it is there.
func (w *strip) approach(most *int64) bool {
	if w.begun {
		return true
	}
	e := w.run.machine
	if w.to < w.begin {
		w.run.due()
	}
	for w.to < w.begin {
		if *most <= 0 {
			return false
		}
		*most--
		if _, ok := w.run.step(); !ok {
			break
		}
		w.to++
	}
	e.Quiet(false)
	w.begun, w.pass, w.running = true, e.PassNumber(), e.RunningSlot()
	w.places, w.names = w.places[:0], w.names[:0]
	for slot := range e.Slots() {
		w.places = append(w.places, e.Place(slot))
		w.names = append(w.names, e.Name(slot))
	}
	w.before = append(w.before[:0], w.places...)
	w.base = w.to
	if k := int64(w.scale); w.scale != AStep {
		w.base = (w.pass + k - 1) / k
	}
	w.column, w.lengths = Column{Running: -1}, nil
	if w.scale > APass {
		w.lengths = make([]int32, len(w.places)*places)
	}
	return true
}

// open is the index of the column that the machine stands in.
func (w *strip) open() int64 { return w.scale.column(w.to, w.pass) }

// step takes in a step that the machine has just made.
func (w *strip) step(events []engine.Event) {
	pass := w.run.machine.PassNumber()
	if pass != w.pass || w.scale == AStep {
		w.book(w.scale.column(w.to+1, pass))
	}
	if pass != w.pass {
		w.pass, w.running, w.before = pass, -1, append(w.before[:0], w.places...)
	}
	w.to++
	w.tell(events)
}

// tell folds events into places.
func (w *strip) tell(events []engine.Event) {
	for i := range events {
		switch ev := &events[i]; ev.Kind {
		case engine.Spawned:
			w.names[ev.Who] = engine.SpawnedName(w.run.machine.Program(), *ev)
		case engine.Moved:
			w.places[ev.Who] = ev.ToPlace()
			if ev.ToPlace() == engine.Running {
				w.running = int(ev.Who)
			}
			w.noteTimeout(ev)
		case engine.Cycled:
			w.fails(Mark{Kind: FailMark, Step: w.to, Text: engine.EndDeadlock.String(),
				end: engine.EndDeadlock, who: w.run.machine.Probe().Round(int(ev.Who))})
		case engine.Came:
			w.noteEnd(ev)
		}
	}
}

// book closes the step or the pass that is over, and its column, unless the next one belongs to the same.
func (w *strip) book(next int64) {
	at := w.open()
	if at < w.base {
		return
	}
	if w.scale <= APass {
		w.columns = append(w.columns, w.now())
		return
	}
	w.column = w.now()
	w.count(w.lengths)
	if next == at {
		return
	}
	w.longest(&w.column, w.lengths)
	w.columns = append(w.columns, w.column)
	w.column = Column{Running: -1}
	clear(w.lengths)
}

// now is the step or pass that the machine stands in as a column.
func (w *strip) now() Column {
	c := Column{Pass: w.pass, Step: w.to, Running: w.running}
	if c.Running >= 0 {
		c.Name = w.names[c.Running]
	} else if w.column.Running >= 0 {
		c.Running, c.Name = w.column.Running, w.column.Name
	}
	if w.scale <= APass {
		c.Places = make([]engine.Place, len(w.places))
		for slot := range c.Places {
			c.Places[slot] = w.at(slot)
		}
	}
	return c
}

// at is where a coroutine was in the pass that the machine stands in: after its last step, or, where nobody ran, where
// it waited, since what moves it on comes at the end of such a pass.
func (w *strip) at(slot int) engine.Place {
	if was := w.before[slot]; w.running < 0 && (was == engine.Waiting || was == engine.TimedWaiting) {
		return was
	}
	return w.places[slot]
}

// count adds the pass that the machine stands in to the lengths.
func (w *strip) count(lengths []int32) {
	for slot := range w.places {
		place := w.at(slot)
		switch {
		case slot == w.running:
			place = engine.Running
		case place == engine.Running:
			place = engine.Ready
		}
		lengths[slot*places+int(place)]++
	}
}

// longest puts into a column where each coroutine was in most of its passes; among equals the place nearest to the
// CPU. FREE counts only where there was nobody in any of them.
func (w *strip) longest(c *Column, lengths []int32) {
	c.Places = make([]engine.Place, len(w.places))
	for slot := range c.Places {
		most := int32(0)
		for _, p := range [...]engine.Place{engine.Running, engine.Ready, engine.TimedWaiting, engine.Waiting} {
			if n := lengths[slot*places+int(p)]; n > most {
				c.Places[slot], most = p, n
			}
		}
	}
}

// take returns the columns of a span, the one that the machine stands in included where the run goes no further.
func (w *strip) take(span Span, length int64) []Column {
	w.out = w.out[:0]
	if !w.begun {
		return w.out
	}
	from := span.First - w.base
	if n := int64(len(w.columns)); from < n {
		w.out = append(w.out, w.columns[from:min(from+int64(span.Columns), n)]...)
	}
	at := w.open()
	if w.to < length || at < w.base || at != span.First+int64(len(w.out)) || len(w.out) == span.Columns {
		return w.out
	}
	c := w.now()
	if w.scale > APass {
		lengths := slices.Clone(w.lengths)
		w.count(lengths)
		w.longest(&c, lengths)
	}
	w.out = append(w.out, c)
	return w.out
}

// trim forgets columns before a span when there are too many.
func (w *strip) trim(span Span) {
	keep := max(2*span.Columns, min(2*mostColumns, stripBytes/max(len(w.places), 1)))
	if len(w.columns) <= keep {
		return
	}
	n := int(min(int64(len(w.columns)-keep/2), span.First-w.base))
	if n <= 0 {
		return
	}
	w.base += int64(n)
	w.columns = slices.Delete(w.columns, 0, n)
	from := w.columns[0].Step
	w.noted = slices.DeleteFunc(w.noted, func(m Mark) bool { return m.Step < from })
}
