// Package gauge measures the run on the screen, from its boot to the present position, and compares it with what theory
// says. It follows the run only while somebody looks.
package gauge

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/measure"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/panel"
)

// Slice is how many steps are measured before the screen is looked after again: some hundredths of a second.
const Slice = 100_000

// Gauge measures a run. The zero value has measured nothing.
type Gauge struct {
	Compared ask.Comparison // of the two schedulers, for the same scene

	follower session.Follower
	meter    *measure.Meter
	theory   *measure.Exact
	queue    int // the work queue shown
}

// Follow brings the measures to the session's position, at most slice steps nearer; 0 is all the way. It reports
// whether they are there.
func (g *Gauge) Follow(s *session.Session, slice int64) bool {
	return s.Follow(&g.follower, g, slice)
}

// Boot begins to measure a run; session.Fold asks for it, and for the rest.
func (g *Gauge) Boot(e *engine.Engine, events []engine.Event) {
	g.meter, g.theory = measure.New(e, measure.Options{}), nil
	if x, known := measure.Theory(e); known {
		g.theory = &x
	}
	g.meter.Fold(events)
}

// Tell measures a step.
func (g *Gauge) Tell(events []engine.Event) { g.meter.Fold(events) }

// Keep copies what was measured so far.
func (g *Gauge) Keep() any { return g.meter.Copy(nil) }

// Restore goes back to such a copy.
func (g *Gauge) Restore(kept any) { g.meter = kept.(*measure.Meter).Copy(nil) }

// Turn goes to the next of a number of work queues. After the last it goes to the first and reports false.
func (g *Gauge) Turn(queues int) bool {
	if g.queue+1 < queues {
		g.queue++
		return true
	}
	g.queue = 0
	return false
}

// First goes to the first work queue.
func (g *Gauge) First() { g.queue = 0 }

// Measures returns what was measured so far; the zero value before anything was.
func (g *Gauge) Measures() measure.Measures {
	if g.meter == nil {
		return measure.Measures{}
	}
	return g.meter.Measures()
}

// Draw returns the measures as they stand, scrolled by a number of rows.
func (g *Gauge) Draw(scroll int) panel.Overlay {
	if g.meter == nil {
		return &panel.Message{Title: "MEASURES", Text: "measuring …"}
	}
	o := panel.NewMeasures(g.meter, g.queue, g.theory)
	o.Scroll = scroll
	return o
}
