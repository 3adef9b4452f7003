package explore

import (
	"context"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Along goes the way of a schedule that was found, on a machine that may be one of another program: who is named runs,
// where that can be, and behind its end everybody in turn, so many passes more. It returns what goes wrong there, which
// Run then finds too, though perhaps sooner; NotEnded says nothing. Neither interrupts nor wakeups for no reason come.
func (v *Verdict) Along(ctx context.Context, start *engine.Engine, more int) engine.Ending {
	if v.Answer != Fails || v.law != nil || v.chance || start.Program().UsesIrqs ||
		start.End().Kind != engine.NotEnded {
		return engine.NotEnded
	}
	a, as := along{e: start.Fork(nil), ran: make([]int, start.Slots())}, Verdict{Grain: v.Grain}
	a.picks.Stop, a.picks.Terse = func() bool { return ctx.Err() != nil }, true
	wake := slices.DeleteFunc(v.Setup(), func(c engine.Command) bool { return c.Verb != engine.RuleVerb })
	as.setUp(start, &Options{Grain: v.Grain}) // it may have another policy
	as.setup = append(as.setup, wake...)
	if as.prepare(a.e) != nil || !a.e.Probe().Kept() {
		return engine.NotEnded
	}
	for i := range v.Schedule {
		for c, step := &v.Schedule[i], 1; step <= c.Steps; step++ {
			a.picks.Take = a.picks.Take[:0]
			if step == c.Steps {
				a.picks.Take = append(a.picks.Take, c.Take...)
			}
			if kind, over := a.pass(c.Run); over {
				return kind
			}
		}
	}
	a.picks.Take = a.picks.Take[:0]
	for range more {
		if kind, over := a.pass(""); over {
			return kind
		}
	}
	return engine.NotEnded
}

// along is a machine that goes the way of a schedule.
type along struct {
	e     *engine.Engine
	picks engine.Choices
	slots []int
	ran   []int // by slot: when it ran last, counted in passes from 1
	now   int
}

// pass goes a pass, of who is named or else of who has not run for longest, and says what it came to; and whether
// nothing can follow.
func (a *along) pass(name string) (kind engine.Ending, over bool) {
	slot := a.next(name)
	a.picks.Seen = a.picks.Seen[:0]
	events := a.e.Probe().Resume(slot, &a.picks)
	if a.picks.Inexact || a.picks.Many || a.picks.Stop() {
		return engine.NotEnded, true // there are alternatives that no search goes through, or nobody waits for it
	}
	kind = judge(a.e, events, nil)
	return kind, kind != engine.NotEnded || a.e.End().Kind != engine.NotEnded
}

// next returns whose pass it is, -1 where the machine leaves no choice.
func (a *along) next(name string) int {
	p := a.e.Probe()
	if a.slots = a.slots[:0]; !p.Engaged() && a.e.Policy() != program.RoundRobin {
		a.slots = p.Contenders(a.slots)
	}
	if len(a.slots) == 0 {
		return -1
	}
	at := slices.IndexFunc(a.slots, func(slot int) bool { return a.e.Name(slot) == name })
	if at < 0 {
		at = 0
		for i, slot := range a.slots {
			if a.ran[slot] < a.ran[a.slots[at]] {
				at = i
			}
		}
	}
	a.now++
	a.ran[a.slots[at]] = a.now
	return a.slots[at]
}
