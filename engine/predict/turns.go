package predict

import (
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// mostTurns is over how many turns those of one who waits are counted.
const mostTurns = 8

// idle lists what can be asked of those who wait while others run: how many turns they have until somebody wakes them.
func (m *moment) idle() (all []query) {
	if m.running >= 0 || m.who < 0 || len(m.now.Ready) == 0 {
		return nil
	}
	o := &outcome{e: m.at.Fork(nil), wait: -1, relock: -1}
	o.e.Quiet(false)
	turns, passes := map[int]int64{}, int64(0) // for how many passes nobody woke them
	for passes < mostTurns && o.e.End().Kind == engine.NotEnded {
		before := o.e.StepNumber()
		o.count(o.e.Step())
		if o.e.StepNumber() == before || before-m.step > mostOps {
			break
		}
		if o.e.RunningSlot() >= 0 {
			continue
		}
		passes++
		for _, slot := range m.now.Waiting {
			if !o.moved[slot] {
				turns[slot] = passes
			}
		}
	}
	for _, slot := range m.now.Waiting {
		if c := &m.now.Coroutines[slot]; !c.Daemon && turns[slot] > 1 {
			all = append(all, query{fact{topic: Turns, slot: slot, handle: c.Handle, name: c.Name},
				horizon{passes: turns[slot]}})
		}
	}
	return all
}

// turns tells how many turns somebody had who waited all the time, "" where it did not.
func (f fact) turns(o *outcome) string {
	c := &o.then.Coroutines[f.slot]
	if !c.Live || c.Handle != f.handle || o.moved[f.slot] {
		return ""
	}
	n := o.turns[f.slot]
	if n == 0 {
		return "none"
	}
	return program.Plural(n, "turn")
}

// count notes whose turns came in some events, and who was moved on.
func (o *outcome) count(events []engine.Event) {
	if o.turns == nil {
		o.turns, o.moved = map[int]int64{}, map[int]bool{}
	}
	for i := range events {
		switch ev := &events[i]; {
		case ev.Kind == engine.Moved && ev.ToPlace() == engine.Running, ev.Kind == engine.Wasted:
			o.turns[int(ev.Who)]++
		case ev.Kind == engine.Moved && ev.Cause().Row().Wakes:
			o.moved[int(ev.Who)] = true
		}
	}
}

// whyTurns says why one who waits has as many turns as it has.
func (f fact) whyTurns(m *moment, o *outcome) string {
	if o.turns[f.slot] == 0 {
		return fmt.Sprintf("%s is on WAITING. The scheduler takes the front of READY, and does not look there.", f.name)
	}
	return fmt.Sprintf("The scheduler resumes every slot in turn, %s too: it looks whether it can go on, and yields.",
		m.now.Coroutines[f.slot].Name)
}
