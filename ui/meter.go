package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/measure"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// measures measure the run on the screen, from its boot to the present position. It is followed only while the measures
// are looked at.
type measures struct {
	follower session.Follower
	meter    *measure.Meter
	theory   *measure.Exact
	queue    int            // the work queue shown
	compared ask.Comparison // of the two schedulers, for the same scene
}

// meterSlice is how many steps are measured before the screen is looked after again: some hundredths of a second.
const meterSlice = 100_000

// meterMsg is the time to go on measuring.
type meterMsg struct{ ticket }

// Boot begins to measure a run; session.Fold asks for it, and for the rest.
func (g *measures) Boot(e *engine.Engine, events []engine.Event) {
	g.meter, g.theory = measure.New(e, measure.Options{}), nil
	if x, known := measure.Theory(e); known {
		g.theory = &x
	}
	g.meter.Fold(events)
}

// Tell measures a step.
func (g *measures) Tell(events []engine.Event) { g.meter.Fold(events) }

// Keep copies what was measured so far.
func (g *measures) Keep() any { return g.meter.Copy(nil) }

// Restore goes back to such a copy.
func (g *measures) Restore(kept any) { g.meter = kept.(*measure.Meter).Copy(nil) }

// followMeter brings the measures to the present position, or nearer to it; all the way where no event loop
// goes on with it.
func (m *Model) followMeter() {
	slice := int64(meterSlice)
	if m.desk.alone {
		slice = 0
	}
	if m.stack.Mode != keys.Measuring || !m.stale || m.session.Follow(&m.measures.follower, &m.measures, slice) {
		return
	}
	t := m.begin(meterWork)
	m.aside(func() tea.Msg { return meterMsg{t} })
}

// showMeasures opens the measures, turns to the next work queue, and closes them after the last.
func (m *Model) showMeasures() {
	if m.stack.Mode == keys.Measuring && m.measures.queue+1 < len(m.session.Program().Queues) {
		m.measures.queue++
		return
	}
	m.measures.queue = 0
	m.toggle(keys.Measuring)
}

// page returns the measures as they stand.
func (g *measures) page(scroll int) panel.Overlay {
	if g.meter == nil {
		return &panel.Message{Title: "MEASURES", Text: "measuring …"}
	}
	o := panel.NewMeasures(g.meter, g.queue, g.theory)
	o.Scroll = scroll
	return o
}

// comparedMsg brings a comparison.
type comparedMsg struct {
	ticket
	ask.Comparison
}

// compare works out what the two schedulers need, beside the screen, once for a scene and its rules.
func (m *Model) compare() {
	e, p := m.session.Engine(), m.session.Program()
	if e.Policy() != program.RoundRobin || m.measures.compared.Of == p && m.measures.compared.Rules == e.Rules() {
		return
	}
	m.measures.compared = ask.Comparison{Of: p, Rules: e.Rules()}
	t, ctx, wanted := m.begin(compareWork), m.context(compareWork), m.measures.compared
	m.aside(func() tea.Msg {
		wanted.Run(ctx)
		return comparedMsg{t, wanted}
	})
}
