package session

import (
	"sort"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
)

// window is what happened in some steps before the present one. It is made when asked for, by a machine of its own that
// goes over those steps with events on. Stepping inside the window costs nothing.
type window struct {
	run      runner
	made     bool
	from, to int64 // steps after from, up to to; from itself is told only when it is the boot
	narrator *narrate.Narrator
	told     []narrate.Sentence
	columns  []Column // of the passes that are over
	places   []engine.Place
	names    []string // by slot: who is there, or was there last
	running  int      // who ran in the pass that goes on, -1
}

// The limits of a window: how far back it looks for as much as is wanted, in steps, and how much it keeps while a
// session goes on.
const (
	storyReach    = 20_000
	timelineReach = 200_000
	mostSentences = 4096
	mostColumns   = 2048
)

// past is the two windows of a session: sentences cost more than places, and fewer steps of them are wanted.
type past struct {
	story, track window
	trail        trail
	epoch        int64 // goes up whenever the past became another one
}

func (p *past) forget() {
	p.epoch++
	p.story.made, p.track.made, p.trail.made = false, false, false
}

// cover makes a window hold the steps from..to of the present branch.
func (s *Session) cover(w *window, from, to int64) {
	if w.made && w.from <= from && w.to >= from {
		if to > w.to || w.run.done < s.doneAt(w.to) {
			w.run.line = s.line
			w.advance(to)
		}
		return
	}
	begin := s.approach(&w.run, w.made, from)
	w.made, w.from, w.to = true, begin, begin
	w.told, w.columns = nil, nil
	w.narrator = nil
	w.running = w.run.machine.RunningSlot()
	if w == &s.past.track {
		w.places = placesOf(w.run.machine, w.places[:0])
		w.names = w.names[:0]
		for slot := range w.places {
			w.names = append(w.names, w.run.machine.Name(slot))
		}
	} else {
		w.narrator = narrate.New(s.scene, w.run.machine.Snapshot(nil))
		if begin == 0 && w.run.done == 0 {
			w.narrator.Restart()
			w.tell(s.boot)
		}
	}
	w.advance(to)
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
func (w *window) advance(to int64) {
	if w.run.done < len(w.run.line) {
		w.tell(w.run.due())
	}
	for w.to < to {
		events, ok := w.run.step()
		if !ok {
			return
		}
		w.to++
		w.tell(events)
	}
}

// tell folds the events of a step into sentences or columns.
func (w *window) tell(events []engine.Event) {
	if w.narrator != nil {
		w.told = append(w.told, w.narrator.Tell(events, w.run.machine.End())...)
		if n := len(w.told); n > 2*mostSentences {
			w.from = w.told[n-mostSentences-1].Step
			w.told = append(w.told[:0], w.told[n-mostSentences:]...)
		}
		return
	}
	for _, ev := range events {
		if ev.Kind == engine.Spawned {
			w.names[ev.Who] = engine.SpawnedName(w.run.machine.Program(), ev)
		}
		if ev.Kind != engine.Moved {
			continue
		}
		w.places[ev.Who] = ev.ToPlace()
		if ev.ToPlace() == engine.Running {
			w.running = int(ev.Who)
		}
	}
	w.note()
}

// note books the state after a step in the column of its pass. Only the column of a pass that is over stays; the one of
// a pass that goes on is made when it is asked for.
func (w *window) note() {
	e := w.run.machine
	if e.RunningSlot() >= 0 || w.to == 0 {
		return
	}
	c := Column{Pass: e.PassNumber(), Step: w.to, Running: w.running}
	if c.Running >= 0 {
		c.Name = w.names[c.Running]
	}
	w.running = -1
	c.Places = append([]engine.Place(nil), w.places...)
	n := len(w.columns)
	if n > 0 && w.columns[n-1].Pass == c.Pass {
		// Commands were done after the pass; who ran in it stays.
		c.Running, c.Name = w.columns[n-1].Running, w.columns[n-1].Name
		w.columns[n-1] = c
		return
	}
	w.columns = append(w.columns, c)
	if n > 2*mostColumns {
		w.from = w.columns[n-mostColumns].Step
		w.columns = append(w.columns[:0], w.columns[n-mostColumns+1:]...)
	}
}
