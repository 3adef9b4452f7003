package compare

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Tally counts what happened in a run. It is a fold of events, for session.Follow too.
type Tally struct {
	Line   int // of the scene, whose ops are counted; 0 for none
	counts [counts]int64
	ops    []program.Op
}

// What is counted.
const (
	Put      = iota // items put into work queues
	Taken           // items taken from them, removed and cleared
	Blocks          // times that somebody went to WAITING or TIMED-WAITING
	Wakes           // times that somebody came back from there to READY
	Timeouts        // of these, those that a deadline ended
	Yields          // times that somebody gave up the CPU and stayed ready
	Wasted          // resumes that found nothing to do
	AtLine          // ops of the line
	counts
)

// Count is a number of a tally, with its name.
type Count struct {
	Name string
	N    int64
}

// countNames are the names of what is counted, for people and in JSON.
var countNames = [counts]string{
	Put: "put", Taken: "taken", Blocks: "blocks", Wakes: "wakes", Timeouts: "timeouts", Yields: "yields",
	Wasted: "wasted", AtLine: "at line",
}

// Boot begins anew.
func (t *Tally) Boot(e *engine.Engine, events []engine.Event) {
	t.counts, t.ops = [counts]int64{}, e.Program().Ops
	t.Tell(events)
}

// Tell counts the events of a step.
func (t *Tally) Tell(events []engine.Event) {
	for i := range events {
		ev := &events[i]
		if n := ev.Queued(); n > 0 {
			t.counts[Put] += n
		} else {
			t.counts[Taken] -= n
		}
		switch ev.Kind {
		case engine.Did:
			if int(ev.PC) < len(t.ops) && t.Line > 0 && int(t.ops[ev.PC].Line) == t.Line {
				t.counts[AtLine]++
			}
			if ev.Outcome() != engine.Done {
				continue
			}
		case engine.Moved:
			t.moved(ev)
		case engine.Wasted:
			t.counts[Wasted]++
		}
	}
}

func (t *Tally) moved(ev *engine.Event) {
	switch from, to := ev.FromPlace(), ev.ToPlace(); {
	case ev.Cause() == engine.ByReturn: // a handler waits for nothing that anybody owes it
	case from == engine.Running && (to == engine.Waiting || to == engine.TimedWaiting):
		t.counts[Blocks]++
	case from == engine.Running && to == engine.Ready && ev.Cause() != engine.ByKill:
		t.counts[Yields]++
	case to == engine.Ready && (from == engine.Waiting || from == engine.TimedWaiting) && ev.Cause() != engine.ByKill:
		t.counts[Wakes]++
		if ev.Cause() == engine.ByTimeout || ev.Cause() == engine.ByInjectedTimeout {
			t.counts[Timeouts]++
		}
	}
}

// Keep returns a copy of what was counted.
func (t *Tally) Keep() any { return t.counts }

// Restore goes back to such a copy.
func (t *Tally) Restore(kept any) { t.counts = kept.([counts]int64) }

// Counts returns the numbers, those of the line last and only where one is counted.
func (t *Tally) Counts() []Count {
	all := make([]Count, 0, counts)
	for i, n := range t.counts {
		if i == AtLine && t.Line == 0 {
			continue
		}
		all = append(all, Count{countNames[i], n})
	}
	return all
}
