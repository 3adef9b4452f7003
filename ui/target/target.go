// Package target says what a key that changes the machine is meant for: which coroutine, which function, which queue. A
// key names none of them; the selection does, or the state leaves only one.
package target

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Spawnable lists the functions that can be spawned and pass the test; nil passes all.
func Spawnable(p *program.Program, test func(program.Func) bool) []program.Func {
	var all []program.Func
	for _, f := range p.Funcs {
		if f.Spawnable && (test == nil || test(f)) {
			all = append(all, f)
		}
	}
	return all
}

// Roles lists the functions of a role: that put, or take. Those that do both serve where none does one alone; of
// several the one of the selected coroutine, if it is among them, with selected its function, or -1.
func Roles(p *program.Program, role program.Role, selected int) []program.Func {
	fit := Spawnable(p, func(f program.Func) bool { return f.Role == role })
	if len(fit) == 0 {
		fit = Spawnable(p, func(f program.Func) bool { return f.Role == program.Both })
	}
	if selected >= 0 && len(fit) > 1 {
		for _, f := range fit {
			if f.Name == p.Funcs[selected].Name {
				return []program.Func{f}
			}
		}
	}
	return fit
}

// Sleeper names the coroutine that a verb is meant for where none is selected: a timeout means the nearest deadline, a
// wake or a timeout the only one that waits. Nothing else has a meaning then: nothing is killed by default.
func Sleeper(all []engine.CoroutineView, v engine.Verb) (who string, ok bool) {
	var waiting, timed []engine.CoroutineView
	for _, c := range all {
		switch {
		case c.On == engine.OnIrq: // which no wake and no timeout brings back
		case c.Place == engine.Waiting:
			waiting = append(waiting, c)
		case c.Place == engine.TimedWaiting:
			timed = append(timed, c)
		}
	}
	if v == engine.TimeoutVerb && len(timed) > 0 {
		nearest := timed[0]
		for _, c := range timed {
			if c.Deadline < nearest.Deadline {
				nearest = c
			}
		}
		return nearest.Name, true
	}
	if (v == engine.WakeVerb || v == engine.TimeoutVerb) && len(waiting)+len(timed) == 1 {
		return append(waiting, timed...)[0].Name, true
	}
	return "", false
}

// Handler is the command that raises an interrupt: that of the selected handler (-1: none is selected), or of the only
// one that may still come.
func Handler(now *engine.Snapshot, selected int) (engine.Command, error) {
	who, may := "", 0
	for _, h := range now.Irqs {
		if h.Slot == selected && h.Slot >= 0 {
			who, may = h.Name, 1
			break
		}
		if h.Left > 0 || len(now.Irqs) == 1 {
			who = h.Name
			may++
		}
	}
	switch {
	case len(now.Irqs) == 0:
		return engine.Command{}, errors.New("this scene declares no handler of interrupts")
	case may != 1:
		return engine.Command{}, errors.New("select a handler first, or type :interrupt and its name")
	}
	return engine.Command{Verb: engine.InterruptVerb, At: engine.Now, Who: who}, nil
}

// Capacity is the command that makes the first work queue larger or smaller.
func Capacity(queues []engine.QueueView, by int64) (engine.Command, error) {
	if len(queues) == 0 {
		return engine.Command{}, errors.New("this scene has no work queue whose capacity could change")
	}
	q := queues[0]
	n := int64(q.Max) + by
	if n < 0 {
		return engine.Command{}, errors.New(q.Name + " has capacity 0 already · > makes it larger")
	}
	return engine.Command{Verb: engine.CapacityVerb, At: engine.Now, Name: q.Name, N: n}, nil
}

// bed is on what some coroutines sleep, or until when.
type bed struct {
	object int
	until  int64
	where  string
	names  []string
}

// clause says who sleeps there.
func (b bed) clause() string {
	verb := "sleeps"
	if len(b.names) > 1 {
		verb = "sleep"
	}
	return strings.TrimSpace(Few(b.names) + " " + verb + " " + b.where)
}

// Asleep says who sleeps on what, or until when; "" where nobody does. where says it of one.
func Asleep(all []engine.CoroutineView, where func(*engine.CoroutineView) string) string {
	var beds []bed
	for i := range all {
		c := &all[i]
		if !c.Live || c.Place != engine.Waiting && c.Place != engine.TimedWaiting {
			continue
		}
		b := bed{object: c.Object, until: c.Deadline, where: where(c)}
		if c.Object >= 0 {
			b.until = engine.NoDeadline
		}
		at := slices.IndexFunc(beds, func(o bed) bool { return o.object == b.object && o.until == b.until })
		if at < 0 {
			at, beds = len(beds), append(beds, b)
		}
		beds[at].names = append(beds[at].names, c.Name)
	}
	var clauses []string
	for _, b := range beds[:min(len(beds), mostNames)] {
		clauses = append(clauses, b.clause())
	}
	return strings.Join(clauses, ", ")
}

// mostNames is how many names are listed.
const mostNames = 8

// Few lists names, the first few of many.
func Few(names []string) string {
	if n := len(names) - mostNames; n > 0 {
		return strings.Join(names[:mostNames], " ") + fmt.Sprintf(" and %d more", n)
	}
	return strings.Join(names, " ")
}
