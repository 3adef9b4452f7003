package explore

import "github.com/quartet-os/quartet/engine"

// Enabled is one thing that can happen next.
type Enabled struct {
	Choice
	Kind string // what goes wrong at once, or ""
	Text string // and how
	Over bool   // the run ends with it
}

// Next lists all that can happen next in a machine, under its own rules and policy: who can run the next pass, and each way
// in which what the scene leaves open can fall. Choice.Play takes one by hand. A pass with an exponential duration is
// left out, since it has no end of ways; exact says whether there was none. O(ways * state).
func Next(e *engine.Engine) (all []Enabled, exact bool) {
	exact = true
	if e.End().Kind != engine.NotEnded {
		return nil, true
	}
	try := e.Fork(nil)
	for _, slot := range choosers(e) {
		picks := engine.Choices{}
		for more := true; more; more = advance(&picks) {
			e.Fork(try)
			try.Quiet(false)
			picks.Seen, picks.Inexact = picks.Seen[:0], false
			events := try.Resume(slot, &picks)
			if picks.Inexact {
				exact = false
				continue
			}
			next := Enabled{Choice: choiceOf(e, events, &picks, 1), Kind: judge(try, events, nil)}
			next.Over = try.End().Kind != engine.NotEnded
			if next.Kind != "" {
				next.Text = tell(try, next.Kind, stepNumber)
			}
			all = append(all, next)
		}
	}
	return all, exact
}

// choiceOf reads from the events of a pass who ran and whom it woke.
func choiceOf(before *engine.Engine, events []engine.Event, picks *engine.Choices, steps int) Choice {
	c := Choice{Steps: steps}
	for i := range picks.Seen {
		c.Take = append(c.Take, 0)
		if i < len(picks.Take) {
			c.Take[i] = picks.Take[i]
		}
	}
	if r := before.RunningSlot(); r >= 0 {
		c.Run = before.Name(r)
	}
	for i := range events {
		ev := &events[i]
		switch to := engine.Place(ev.To); {
		case ev.Kind != engine.Moved:
		case to == engine.Running:
			c.Run = before.Name(int(ev.Who))
		case to == engine.Ready && engine.Place(ev.From) != engine.Running && engine.Place(ev.From) != engine.Free:
			c.Wakes = append(c.Wakes, before.Name(int(ev.Who)))
		}
	}
	return c
}

// advance goes to the next combination of alternatives: the last choice that has one left takes it. False:
// none is left.
func advance(p *engine.Choices) bool {
	for len(p.Take) < len(p.Seen) {
		p.Take = append(p.Take, 0)
	}
	p.Take = p.Take[:len(p.Seen)]
	for k := len(p.Take) - 1; k >= 0; k-- {
		if p.Take[k]+1 < p.Seen[k] {
			p.Take[k]++
			p.Take = p.Take[:k+1]
			return true
		}
	}
	return false
}
