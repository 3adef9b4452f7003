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
	parts  []part   // what happened and what the film said and asked, in its order
}

// part is of what a step tells: what happened, or what the film said or asked behind it.
type part struct {
	text string
	said bool
}

// story tells what happened in a step.
func (st *step) story() string { return inWords(st.told) }

// inWords joins sentences.
func inWords(all []narrate.Sentence) string {
	told := make([]string, len(all))
	for i := range all {
		told[i] = all[i].String()
	}
	return strings.Join(told, " ")
}

// tell tells a step, in parts where the film said something between two of its commands. What happened comes first,
// though it be nothing.
func (w *World) tell(st *step, n *narrate.Narrator) {
	st.parts = []part{{}}
	from := 0
	upTo := func(to int) {
		if to = min(to, len(st.events)); to <= from {
			return
		}
		told := n.Tell(st.events[from:to], st.e.End())
		from, st.told = to, narrate.Join(st.told, told)
		if last := &st.parts[len(st.parts)-1]; !last.said {
			last.text = inWords(st.told)
		} else if text := inWords(told); text != "" {
			st.parts = append(st.parts, part{text: text})
		}
	}
	for _, a := range w.Asked {
		if a.Step == st.number {
			upTo(a.Behind)
			st.parts = append(st.parts, part{a.Text, true})
			if !a.Spoken {
				st.asked = append(st.asked, a.Text)
			}
		}
	}
	upTo(len(st.events))
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
		st = step{number: s.Position(), pass: e.PassNumber(), events: events, e: e}
		w.tell(&st, n)
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
