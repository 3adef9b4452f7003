package explore

import (
	"slices"

	"github.com/quartet-os/quartet/engine/chance"
)

// chain returns the graph as a chain in which a run has failed that has come into a trap: to where nothing that counts
// as getting on can come any more, or nothing that a law about what comes waits for, and where no run ends. Wakeups for
// no reason may lead there, and save nobody from it. It is nil where it was stopped.
func (l *lottery) chain() *chance.Chain {
	c := &l.graph
	if c.Start != 0 || l.marks == nil && l.monitor == nil {
		return c
	}
	firm, seen := l.firm()
	parts := firm.Parts(l.stop.on)
	if parts == nil {
		return nil
	}
	traps := make([]uint16, parts.Len()) // by part: the questions whose trap it belongs to
	for i := range traps {
		traps[i] = l.trapOf(firm, seen, parts, i, traps)
	}
	for e, to := range c.To {
		if to != chance.Fails && to != chance.Ends && traps[parts.Of[to]] != 0 {
			c.To[e] = chance.Fails
		}
	}
	if traps[parts.Of[0]] != 0 { // it begins in one
		c.Start = chance.Fails
	}
	return c
}

// firm returns the graph without wakeups for no reason, and what happened on each of its edges.
func (l *lottery) firm() (*chance.Chain, []uint16) {
	all := &l.graph
	if len(all.Free) == 0 {
		return all, l.seen
	}
	c, seen := &chance.Chain{From: make([]uint32, 1, len(all.From))}, []uint16(nil)
	for i := range all.States() {
		for e := all.From[i]; e < all.From[i+1]; e++ {
			if !all.Free[e] {
				c.To, seen = append(c.To, all.To[e]), append(seen, l.seen[e])
			}
		}
		c.From = append(c.From, uint32(len(c.To)))
	}
	return c, seen
}

// trapOf returns the questions whose trap a part belongs to, by what is known of the parts that it leads to: nothing
// that is waited for comes in it, and all its ways out lead into the trap; where it has none, a run that stays fails.
func (l *lottery) trapOf(c *chance.Chain, seen []uint16, parts *chance.Parts, i int, traps []uint16) uint16 {
	states := parts.Part(i)
	bad, stays, leaves := l.questions(), false, false
	for _, at := range states {
		for e := c.From[at]; e < c.From[at+1]; e++ {
			bad &^= seen[e] // what is waited for still comes
			switch to := c.To[e]; {
			case to == chance.Fails || to == chance.Ends:
				return 0
			case parts.Of[to] == uint32(i):
				stays = true
			default:
				leaves = true
				bad &= traps[parts.Of[to]]
			}
		}
	}
	if bad != 0 && stays && !leaves {
		bad &= l.fails(states)
	}
	return bad
}

// questions returns a bit for each question about what never happens.
func (l *lottery) questions() (all uint16) {
	if l.marks != nil {
		all = 1
	}
	if l.monitor != nil {
		all |= 1<<(len(l.monitor.laws)+1) - 2
	}
	return all
}

// fails returns the questions whose answer is that a run fails which goes round in some states for ever, if nothing
// comes there that is waited for. Whoever is ready runs there again and again, so that every such run is fair.
func (l *lottery) fails(states []uint32) (all uint16) {
	if l.monitor != nil {
		l.load(int(states[0] - l.first))
		for i := range l.monitor.laws {
			if owes(l.monitor.laws[i].Kind, l.done>>i&1 != 0) {
				all |= 2 << i
			}
		}
	}
	if l.marks != nil && l.gettingOn(states) {
		all |= 1
	}
	return all
}

// gettingOn reports whether somebody in some states who is no daemon could by the text still make a mark, and not all
// that is wrong there is that somebody is passed over. Whoever may run does, sooner or later.
func (l *lottery) gettingOn(states []uint32) bool {
	makes := l.begin.Program().Makers(l.marks.marks)
	could, ran, all := false, uint64(0), nobodyYet()
	for _, at := range states {
		l.load(int(at - l.first))
		live, ready := uint64(0), uint64(0)
		for place, r := range l.state[:l.codec.Slots] {
			if pc := l.codec.At(r); pc >= 0 && l.codec.Live(r) {
				could = could || makes[pc]
				live |= 1 << place
			}
			if l.codec.Ready(r) || l.codec.Runs(r) {
				ready |= 1 << place
			}
		}
		all.see(live, ready)
		ran |= l.running(ready)
	}
	return could && !all.passedOver(ran)
}

// running returns who of those who are ready may run in the state at hand.
func (l *lottery) running(ready uint64) (ran uint64) {
	if !l.codec.Levels {
		return ready
	}
	l.cursor.Load(l.state)
	l.slots = l.cursor.Probe().Contenders(l.slots[:0])
	for place, r := range l.state[:l.codec.Slots] {
		if l.codec.Runs(r) || slices.Contains(l.slots, l.codec.Slot(place)) {
			ran |= 1 << place
		}
	}
	return ran
}
