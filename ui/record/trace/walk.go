package trace

import (
	"errors"
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
)

// Range is the passes that are written, both included; To is 0 for no end. The boot is pass 0.
type Range struct{ From, To int64 }

// holds reports whether a pass is written.
func (r Range) holds(pass int64) bool { return pass >= r.From && (r.To == 0 || pass <= r.To) }

// step is one step of a session: its events, those of the commands given after it too, and the machine
// behind them.
type step struct {
	number int64
	pass   int64
	events []engine.Event
	told   []narrate.Sentence
	e      *engine.Engine
	asked  []string // the class, when the film stood there
	said   []string // by the film then, and that too, in its order
}

// story tells what happened in a step.
func (st *step) story() string {
	told := make([]string, len(st.told))
	for i := range st.told {
		told[i] = st.told[i].String()
	}
	return strings.Join(told, " ")
}

// walk goes through a world from its boot to its last step, and leaves its session where it was. Steps that are not
// written are shown too, since what comes later rests on them.
func (w *World) walk(r Range, visit func(st *step, inside bool) error) error {
	s := w.Session
	at := s.Position()
	defer s.GoTo(at)
	s.GoTo(0)
	n := narrate.New(s.Engine().Program(), s.Engine().Snapshot(nil))
	n.Restart()
	var st step
	for events := s.Events(); ; {
		e := s.Engine()
		st = step{number: s.Position(), pass: e.PassNumber(), events: events, told: n.Tell(events, e.End()), e: e,
			asked: w.asked(s.Position(), false), said: w.asked(s.Position(), true)}
		inside := st.number >= w.From && r.holds(st.pass)
		if err := visit(&st, inside); err != nil {
			return err
		}
		if st.number >= w.To || r.To > 0 && st.pass > r.To {
			return nil
		}
		if events = s.Forward(); events == nil {
			return nil
		}
	}
}

// asked lists what was asked and answered when the film stood at a step; with what the film said then, in its order.
func (w *World) asked(step int64, spoken bool) (all []string) {
	for _, a := range w.Asked {
		if a.Step == step && (spoken || !a.Spoken) {
			all = append(all, a.Text)
		}
	}
	return all
}

// errEnough ends a walk.
var errEnough = errors.New("enough is seen")

// within lists the worlds that have a step in a range; the error says that none has.
func within(worlds []World, r Range) ([]World, error) {
	var found []World
	for i := range worlds {
		err := worlds[i].walk(r, func(_ *step, inside bool) error {
			if inside {
				return errEnough
			}
			return nil
		})
		if errors.Is(err, errEnough) {
			found = append(found, worlds[i])
		}
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("there is nothing to write: pass %d is never reached", r.From)
	}
	return found, nil
}

// takenBack reports whether a step of a world was seen and is not part of what came of it.
func (w *World) takenBack(step int64) bool { return step > w.Kept }

// names follows who lives in each slot by the events.
type names struct {
	e    *engine.Engine
	slot []string
}

func newNames(e *engine.Engine) *names {
	return &names{e: e, slot: make([]string, len(e.Snapshot(nil).Coroutines))}
}

// fold takes an event and returns the name of who it is about, "" for the scheduler or the user.
func (n *names) fold(ev *engine.Event) string {
	if ev.Who < 0 || int(ev.Who) >= len(n.slot) {
		return ""
	}
	if ev.Kind == engine.Spawned {
		n.slot[ev.Who] = engine.SpawnedName(n.e.Program(), *ev)
	}
	return n.slot[ev.Who]
}

// of returns the name in a slot, "" where nobody lives or the slot is none.
func (n *names) of(slot int32) string {
	if slot < 0 || int(slot) >= len(n.slot) {
		return ""
	}
	return n.slot[slot]
}
