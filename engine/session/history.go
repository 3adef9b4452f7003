package session

import (
	"sort"

	"github.com/quartet-os/quartet/engine"
)

// history is the story and the timeline of some steps before the present one. It is made when asked for: a machine of
// its own goes over those steps with events on. Stepping inside the window costs nothing.
type history struct {
	run      runner
	narrator *engine.Narrator
	from, to int64 // the window: steps after from, up to to; from is told only when it is the boot
	told     []engine.Sentence
	columns  []Column // of the passes that are over
	places   []engine.Place
	running  int // who ran in the pass that goes on, -1
}

// limits of the window, in steps: how far back the story and the timeline look, and how long the window grows while a
// session goes on before its beginning is forgotten.
const (
	storyReach    = 20_000
	timelineReach = 200_000
	windowLimit   = 400_000
)

func (h *history) forget() { h.narrator = nil }

// cover makes the window hold the steps from..to of the present branch.
func (s *Session) cover(from, to int64) *history {
	h := &s.past
	if h.narrator != nil && h.from <= from && h.to-h.from <= windowLimit {
		if to > h.to || h.run.done < s.doneAt(h.to) {
			h.run.line = s.line
			h.advance(to)
		}
		return h
	}
	k := s.nearest(s.line, s.current, from)
	h.run = runner{line: s.line, machine: k.machine.Fork(h.run.machine), done: k.done}
	h.run.machine.Quiet(false)
	h.narrator = engine.NewNarrator(h.run.machine)
	h.from, h.to = k.step, k.step
	h.told, h.columns = nil, nil
	h.running = h.run.machine.RunningSlot()
	h.places = placesOf(h.run.machine, h.places[:0])
	if k.step == 0 && k.done == 0 {
		h.narrator.Restart()
		h.tell(s.boot)
	}
	h.advance(to)
	return h
}

// doneAt counts the commands of the line that were given up to a step.
func (s *Session) doneAt(step int64) int {
	return sort.Search(len(s.line), func(i int) bool { return s.line[i].step > step })
}

func placesOf(e *engine.Engine, into []engine.Place) []engine.Place {
	for _, c := range e.Snapshot(nil).Coroutines {
		into = append(into, c.Place)
	}
	return into
}

// advance goes on to a step, after the commands that were given since at the present one.
func (h *history) advance(to int64) {
	if h.run.done < len(h.run.line) {
		h.tell(h.run.due())
		h.note()
	}
	for h.to < to {
		events, ok := h.run.step()
		if !ok {
			return
		}
		h.to++
		h.tell(events)
		h.note()
	}
}

// tell folds events into sentences and places.
func (h *history) tell(events []engine.Event) {
	if len(events) == 0 {
		return
	}
	h.told = append(h.told, h.narrator.Tell(events)...)
	for _, ev := range events {
		if ev.Kind != engine.Moved || ev.Who < 0 || int(ev.Who) >= len(h.places) {
			continue
		}
		h.places[ev.Who] = engine.Place(ev.To)
		if engine.Place(ev.To) == engine.Running {
			h.running = int(ev.Who)
		}
	}
}

// note books the state after a step in the column of its pass. Only the column of a pass that is over stays; the one of
// a pass that goes on is made when it is asked for.
func (h *history) note() {
	e := h.run.machine
	if e.RunningSlot() >= 0 || h.to == 0 {
		return
	}
	c := Column{Pass: e.PassNumber(), Step: h.to, Running: h.running}
	h.running = -1
	c.Places = append([]engine.Place(nil), h.places...)
	if n := len(h.columns); n > 0 && h.columns[n-1].Pass == c.Pass {
		// Commands were done after the pass; who ran in it stays.
		c.Running = h.columns[n-1].Running
		h.columns[n-1] = c
		return
	}
	h.columns = append(h.columns, c)
}
