package query

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/stops"
)

// Looker looks at the steps of a run, one after the other, for those at which a condition comes true. It is not safe
// for use by several goroutines.
type Looker struct {
	*Condition
	asker *engine.Asker
	held  bool  // after the step before
	slot  int32 // of the coroutine that is named, after the step before
	did   int32 // who did an op of the line in the step before, -1
	judge *stops.Judge
	asked stops.Set // of Decided

	// Before says whether a spin that a stop is in doubt about had begun before the looker did; nil: it had not.
	Before func(stop stops.Stop, step int64) bool
}

// NewLooker makes a looker for a condition of runs of a scene. Begin comes first.
func NewLooker(p *program.Program, c *Condition) *Looker {
	l := &Looker{Condition: c}
	if c.Question != nil {
		l.asker = engine.NewAsker(c.Question)
	}
	if c.Kind == Decided {
		l.judge, l.asked = stops.NewJudge(stops.Read(p)), stops.Asked(c.Name)
	}
	return l
}

// Copy returns a looker that stands where this one stands, and goes on by itself.
func (l *Looker) Copy() *Looker {
	c := *l
	if l.judge != nil {
		c.judge = l.judge.Copy()
	}
	return &c
}

// Begin prepares for the step that comes next.
func (l *Looker) Begin(e *engine.Engine) {
	l.held, l.did, l.slot = l.Holds(e), -1, -1
	if l.named() {
		l.slot = int32(l.asker.Find(e))
	}
	if l.judge != nil {
		l.judge.Begin(e)
	}
}

// Spins reports whether the condition is about spins: whether one begins in a step depends on what was before.
func (l *Looker) Spins() bool { return l.Kind == Decided && l.asked.Has(stops.Spins) }

// Event reports whether the condition is something that happens in a step, and not something that holds for a while.
func (l *Looker) Event() bool { return l.Kind >= Line }

// Holds reports whether the condition is true in a state; what happens in a step is true in none.
func (l *Looker) Holds(e *engine.Engine) bool {
	switch l.Kind {
	case Truth:
		return l.asker.True(e)
	case End:
		return e.End().Kind != engine.NotEnded
	case Stuck:
		end := e.End().Kind
		return end == engine.EndStuck || end == engine.EndDeadlock
	case Last, Step:
		return e.StepNumber() >= l.N
	case Pass:
		return e.PassNumber() > l.N || e.PassNumber() == l.N && e.RunningSlot() < 0
	case Tick:
		return e.Time() >= l.N
	}
	return false
}

// Look reports whether the condition came true in a step; e is the machine after it, events are those of the step and
// of the commands given there.
func (l *Looker) Look(e *engine.Engine, events []engine.Event) bool {
	if !l.Event() {
		before := l.held
		l.held = l.Holds(e)
		return l.held && !before
	}
	if l.judge != nil {
		return l.decides(l.judge.Look(e, events), e.StepNumber())
	}
	hit, did := false, int32(-1)
	for i := range events {
		ev := &events[i]
		switch l.Kind {
		case Line:
			if ev.Kind == engine.Did && ev.PC != engine.NoPC && int64(e.Program().Ops[ev.PC].Line) == l.N {
				did, hit = ev.Who, hit || l.did != ev.Who // ops in a row are one visit
			}
		case Signal:
			hit = hit || l.signals(ev)
		case Joins:
			hit = hit || ev.Kind == engine.Joined && l.joins(e, ev)
		default:
			hit = hit || ev.Kind == engine.Moved && ev.Who == l.slot && l.moves(ev)
		}
	}
	l.did = did
	if l.named() {
		l.slot = int32(l.asker.Find(e))
	}
	return hit
}

// decides reports whether one of the reasons that are asked for is among those of a stop.
func (l *Looker) decides(stop stops.Stop, step int64) bool {
	if stop.Spin && l.asked.Has(stops.Spins) && (l.Before == nil || !l.Before(stop, step)) {
		return true
	}
	return stop.All&l.asked != 0 && !stop.Doubt
}

// signals reports whether an event is a signal of the object, by a coroutine or by the user.
func (l *Looker) signals(ev *engine.Event) bool {
	if ev.Object != l.Object {
		return false
	}
	switch ev.Kind {
	case engine.Did:
		waits := ev.Outcome() == engine.Blocked && ev.Op().Describes()
		return ev.Op().Row().Wakes && (l.Op == program.Nop || l.Op == ev.Op()) && !waits &&
			ev.Outcome() != engine.Failed
	case engine.Commanded:
		kind, is := ev.Verb().Outside()
		return is && (l.Op == program.Nop || l.Op == kind) ||
			ev.Verb() == engine.SignalVerb || ev.Verb() == engine.BroadcastVerb
	}
	return false
}

// named reports whether the condition is about one coroutine.
func (l *Looker) named() bool { return l.Kind == Wakes || l.Kind == Ends || l.Kind == Joins }

// joins reports whether who joins a queue waits for the end of the coroutine from there on.
func (l *Looker) joins(e *engine.Engine, ev *engine.Event) bool {
	slot, is := e.Program().Ends(int(ev.Object), e.Slots())
	return is && int32(slot) == l.slot
}

// moves reports whether a move of the coroutine is the one that is meant.
func (l *Looker) moves(ev *engine.Event) bool {
	from, to := ev.FromPlace(), ev.ToPlace()
	if l.Kind == Ends {
		return to == engine.Free || ev.Cause() == engine.ByReturnValue
	}
	return to == engine.Ready && (from == engine.Waiting || from == engine.TimedWaiting) && ev.Cause() != engine.ByKill
}
