package session

import (
	"sort"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
)

// window is the sentences of some steps before the present one. It is made when asked for, by a machine of its own that
// goes over those steps with events on. Stepping inside the window costs nothing.
type window struct {
	run      runner
	made     bool
	from, to int64            // steps after from, up to to; from itself is told only when it is the boot
	begin    *engine.Snapshot // from which the narrator set out
	narrator *narrate.Narrator
	told     []narrate.Sentence
}

// The limits of a window: how far back it looks for as much as is wanted, in steps, and how much it keeps while a
// session goes on.
const (
	storyReach    = 20_000
	mostSentences = 4096
)

// past is what a session keeps of its run beside the machine. Each part is made anew when the run became another one.
type past struct {
	story    window
	strip    strip
	overview overview
	trail    trail
	epoch    int64 // goes up whenever the past became another one
}

func (p *past) forget() {
	p.epoch++
	p.story.made, p.strip.made, p.trail.made, p.overview.made = false, false, false, false
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
	w.told = w.told[:0]
	w.begin = w.run.machine.Snapshot(w.begin)
	w.narrator = narrate.New(s.scene, w.begin)
	if begin == 0 && w.run.done == 0 {
		w.narrator.Restart()
		w.tell(s.boot)
	}
	w.advance(to)
}

// doneAt counts the commands of the line that were given up to a step.
func (s *Session) doneAt(step int64) int {
	return sort.Search(len(s.line), func(i int) bool { return s.line[i].step > step })
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

// tell folds the events of a step into sentences.
func (w *window) tell(events []engine.Event) {
	w.told = narrate.Join(w.told, w.narrator.Tell(events, w.run.machine.End()))
	if n := len(w.told); n > 2*mostSentences {
		w.from = w.told[n-mostSentences-1].Step
		w.told = append(w.told[:0], w.told[n-mostSentences:]...)
	}
}
