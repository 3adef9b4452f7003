package explore

import (
	"cmp"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/chance"
	"github.com/quartet-os/quartet/engine/program"
)

// lot is what one way of a step comes to.
type lot struct {
	to     uint32
	seen   uint16
	free   bool
	weight float64
}

// compare puts ways one behind the other that lead to the same state, and on which the same happens.
func (a lot) compare(b lot) int {
	switch {
	case a.to != b.to:
		return cmp.Compare(a.to, b.to)
	case a.free == b.free:
		return cmp.Compare(a.seen, b.seen)
	case b.free:
		return -1
	}
	return 1
}

// expand does every step that is possible in a state.
func (l *lottery) expand(i int) string {
	l.load(i)
	l.choosers()
	of := len(l.slots)
	if l.opt.Spurious && l.comes == 0 && !l.midpass() {
		for _, record := range l.state[:l.codec.Slots] {
			if l.codec.Sleeps(record) {
				of++
			}
		}
		l.wakes(of)
	}
	for _, slot := range l.slots {
		if why := l.run(slot, of, func() { l.cursor.Load(l.state) }, l.state); why != "" {
			return why
		}
	}
	l.close()
	return ""
}

// choosers finds out who may do the next step of the state at hand, or what stands in place of a slot: -1 for whoever
// is on the CPU, or that only time passes, and then the interrupts that may come.
func (l *lottery) choosers() {
	l.slots = l.slots[:0]
	if l.comes > 0 {
		l.slots = append(l.slots, engine.Interrupting(l.comes-1))
		return
	}
	if l.begin.Policy() != program.RoundRobin && !l.midpass() {
		for place, record := range l.state[:l.codec.Slots] {
			if l.codec.Ready(record) {
				l.slots = append(l.slots, l.codec.Slot(place))
			}
		}
	}
	if l.codec.Levels && len(l.slots) > 0 {
		l.cursor.Load(l.state)
		l.slots = l.cursor.Probe().Contenders(l.slots[:0])
	}
	if len(l.slots) == 0 {
		l.slots = append(l.slots, -1)
	}
	if l.codec.Irqs {
		l.cursor.Load(l.state)
		l.slots = l.cursor.Probe().Raisable(l.slots)
	}
}

// midpass reports whether somebody is on the CPU in the state at hand.
func (l *lottery) midpass() bool {
	return l.codec.Irqs && slices.ContainsFunc(l.state[:l.codec.Slots], l.codec.Runs)
}

// wakes wakes everyone who may come back for no reason, each as one of so many choices. That is no pass.
func (l *lottery) wakes(of int) {
	for place, record := range l.state[:l.codec.Slots] {
		if !l.codec.Sleeps(record) {
			continue
		}
		l.cursor.Load(l.state)
		l.cursor.Probe().WakeSpurious(l.codec.Slot(place))
		l.row = append(l.row, lot{to: l.enter(l.state, l.done), weight: 1 / float64(of), free: true})
	}
}

// interrupted is asked in mid-pass: that no interrupt comes is as likely as each of them.
func (l *lottery) interrupted(int) bool {
	all := l.cursor.Probe().Raisable(nil)
	k := int32(0)
	if n := len(l.picks.Seen); n < len(l.picks.Take) {
		k = l.picks.Take[n]
	}
	l.picks.Seen = append(l.picks.Seen, int32(len(all)+1))
	if k > 0 {
		l.comes = engine.Interrupted(all[k-1]) + 1
	}
	return k > 0
}

// run does the step of a slot, one of so many, in each of its ways; set goes to where it begins, before is that state.
func (l *lottery) run(slot, of int, set func(), before engine.Vector) string {
	l.picks.Take = l.picks.Take[:0]
	for n, more := 0, true; more; n, more = n+1, advance(&l.picks) {
		l.picks.Seen, l.picks.Inexact = l.picks.Seen[:0], false
		set()
		l.monitor.clear()
		l.comes = 0
		who := runs(l.cursor.Engine(), slot)
		events := l.pass(slot)
		switch {
		case l.stop.on():
			return brokenOff
		case l.picks.Inexact:
			return "an exponential duration can be of any length"
		case l.picks.Many:
			return "of a pause there are more values than can be counted"
		case n%1024 == 1023:
			if why := l.exceeds(); why != "" {
				return why
			}
		}
		ways := float64(of)
		for _, k := range l.picks.Seen {
			ways *= float64(k)
		}
		l.keep(lot{weight: 1 / ways, seen: l.sees(who, events)}, events, before)
	}
	return ""
}

// pass goes the pass of a slot, or what stands in its place, or its part up to an interrupt.
func (l *lottery) pass(slot int) []engine.Event {
	if l.codec.Irqs {
		return l.course.run(l.cursor.Engine(), slot, &l.picks)
	}
	return l.cursor.Probe().Resume(slot, &l.picks)
}

// sees returns what happened in a step: bit 0 for a mark, and one for each law about what comes that came true.
func (l *lottery) sees(who int, events []engine.Event) (bits uint16) {
	if l.marks == nil {
		return l.monitor.look(l.cursor.Probe()) << 1
	}
	if who < 0 || l.begin.Policy() == program.RoundRobin {
		who = ranIn(events)
	}
	if l.marks.made(who, events) {
		bits = 1
	}
	return bits | l.monitor.look(l.cursor.Probe())<<1
}

// keep notes what a step has led to.
func (l *lottery) keep(d lot, events []engine.Event, before engine.Vector) {
	e := l.cursor.Engine()
	now := l.monitor.after(l.done)
	switch {
	case judge(e, events, l.law) != engine.NotEnded:
		d.to = chance.Fails
	case e.End().Kind == engine.NotEnded:
		d.to = l.enter(before, now)
	case l.monitor.brokenAt(now):
		d.to = chance.Fails
	default:
		d.to = chance.Ends
	}
	l.row = append(l.row, d)
}

// close ends the row of a state: ways to the same state, on which the same happens, are one edge, as likely as all of
// them.
func (l *lottery) close() {
	slices.SortFunc(l.row, lot.compare)
	g := &l.graph
	for k, d := range l.row {
		if k > 0 && d.compare(l.row[k-1]) == 0 {
			g.Weight[len(g.Weight)-1] += d.weight
			continue
		}
		g.To, g.Weight, l.seen = append(g.To, d.to), append(g.Weight, d.weight), append(l.seen, d.seen)
		if l.opt.Spurious {
			g.Free = append(g.Free, d.free)
		}
	}
	l.row = l.row[:0]
	g.From = append(g.From, uint32(len(g.To)))
}
