package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/measure"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/panel"
)

// gauge measures the run on the screen, from its boot to the present position. It is followed only while the measures
// are looked at.
type gauge struct {
	follower session.Follower
	meter    *measure.Meter
	theory   *measure.Exact
	queue    int // the work queue shown
}

// gaugeSlice is how many steps are measured before the screen is looked after again: some hundredths of a second.
const gaugeSlice = 100_000

// gaugeMsg is the time to go on measuring.
type gaugeMsg struct{ ticket }

// Boot begins to measure a run; session.Fold asks for it, and for the rest.
func (g *gauge) Boot(e *engine.Engine, events []engine.Event) {
	g.meter, g.theory = measure.New(e, measure.Options{}), nil
	if x, known := measure.Theory(e); known {
		g.theory = &x
	}
	g.meter.Fold(events)
}

// Tell measures a step.
func (g *gauge) Tell(events []engine.Event) { g.meter.Fold(events) }

// Keep copies what was measured so far.
func (g *gauge) Keep() any { return g.meter.Copy(nil) }

// Restore goes back to such a copy.
func (g *gauge) Restore(kept any) { g.meter = kept.(*measure.Meter).Copy(nil) }

// measure brings the measures to the present position, or nearer to it; all the way where no event loop goes on with it.
func (m *Model) measure() {
	slice := int64(gaugeSlice)
	if m.alone {
		slice = 0
	}
	if m.mode != measuring || !m.stale || m.session.Follow(&m.gauge.follower, &m.gauge, slice) {
		return
	}
	t := m.begin(gaugeWork)
	m.aside(func() tea.Msg { return gaugeMsg{t} })
}

// showMeasures opens the measures, turns to the next work queue, and closes them after the last.
func (m *Model) showMeasures() {
	if m.mode == measuring && m.gauge.queue+1 < len(m.session.Program().Queues) {
		m.gauge.queue++
		return
	}
	m.gauge.queue = 0
	m.toggle(measuring)
}

// page gives the measures as they stand.
func (g *gauge) page(scroll int) panel.Overlay {
	if g.meter == nil {
		return &panel.Message{Title: "MEASURES", Text: "measuring …"}
	}
	o := panel.NewMeasures(g.meter, g.queue, g.theory)
	o.Scroll = scroll
	return o
}
