package measure

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// The channels of one object that its row describes (a semaphore); those of all of them are behind the queues'.
const (
	waitersArea   channel                                    = iota // coroutines asleep in its queue
	numberArea                                                      // its numbers, one after the other
	sendersArea   = numberArea + channel(program.MaxNumbers)        // of a channel: asleep to send
	receivingArea = sendersArea + 1                                 // asleep to receive
	atWorkArea    = sendersArea + 2                                 // receivers not asleep there
	syncAreas     = sendersArea + 3                                 // the channels before it are areas of the object
	syncWaits     = syncAreas                                       // waits for it that ended
	syncTicks     = syncAreas + 1
	sentValues    = syncAreas + 2 // of a channel: values that were sent
	gotValues     = syncAreas + 3 // received
	valueTicks    = syncAreas + 4 // and how long those lay in it
	syncChannels  = syncAreas + 5 // how many there are
)

// ofSync returns a described object's channel among all.
func (m *Meter) ofSync(c channel, object int) channel {
	return channel(0).of(len(m.queues)) + channel(object)*syncChannels + c
}

// SyncMeasures is what a meter found about an object that its row describes.
type SyncMeasures struct {
	Name    string
	Class   program.Class
	Waits   int64      // waits that ended, since the warm-up
	Wait    Estimate   // mean ticks of such a wait
	Waiters Estimate   // mean coroutines asleep in its queue
	Longest int64      // most that slept there at once, warm-up included
	Open    Open       // waits for it that are not over
	State   []Estimate // means of its numbers: of a semaphore the free permits
	Says    []bool     // which of these means says something: of a channel's capacity there is nothing to say
	Flow    *Flow      // of a channel: what goes through it; else nil
}

func (m *Meter) syncMeasures(s *sample, i int) SyncMeasures {
	sync := &m.prog.Syncs[i]
	out := SyncMeasures{
		Name: m.prog.Objects[sync.Object].Name, Class: sync.Class, Waits: s.count(m.ofSync(syncWaits, i)),
		Wait:    s.ratio(m.ofSync(syncTicks, i), m.ofSync(syncWaits, i)),
		Waiters: s.ratio(m.ofSync(waitersArea, i), ticks), Longest: m.best.waiters[i],
	}
	out.Open = m.open(func(s *slot) bool { return s.why == engine.ByBlock && int(s.on) == i })
	for n := range sync.State {
		out.State = append(out.State, s.ratio(m.ofSync(numberArea, i)+channel(n), ticks))
		out.Says = append(out.Says, sync.Averages(n))
	}
	if sync.Class == program.ChanClass {
		out.Flow = m.flow(s, i)
	}
	return out
}

// Numbers returns the measures of a described object, in the order in which they are best read.
func (s *SyncMeasures) Numbers() []Number {
	all := []Number{
		count("waits", s.Waits), mean("wait_ticks", s.Wait), mean("waiters_coroutines", s.Waiters),
		count("waiters_max_coroutines", s.Longest),
	}
	for i, n := range s.Class.Row().State {
		if !n.Fills { // how many have to come is what the scene says
			all = append(all, mean("mean_"+n.Name, s.State[i]))
		}
	}
	if s.Flow != nil {
		all = append(all, s.Flow.numbers()...)
	}
	return all
}

// began sets the numbers of described objects to what they are declared as.
func (m *Meter) began() {
	for i := range m.prog.Syncs {
		for n, v := range m.prog.Syncs[i].State {
			m.level[m.ofSync(numberArea, i)+channel(n)] = v
		}
	}
	m.best.waiters = make([]int64, len(m.prog.Syncs))
	if m.prog.UsesChans {
		m.flows, m.receives = make([]flow, len(m.prog.Syncs)), receivers(m.prog)
	}
}

// became takes in that a number of a described object has changed.
func (m *Meter) became(ev *engine.Event, v int64) {
	if i := m.syncOf(ev.Object); i >= 0 {
		m.level[m.ofSync(numberArea, int(i))+channel(ev.From)] = v
		if m.flows != nil && m.prog.Syncs[i].Class == program.ChanClass && ev.From == program.ChanLen {
			m.filled(int(i), ev.Step, v)
		}
	}
}

// syncOf returns which of the described objects an object of an event is, or -1.
func (m *Meter) syncOf(object uint16) int32 {
	if o := int(object); o < len(m.prog.Objects) && m.prog.Objects[o].Class.Row().Described() {
		return int32(m.prog.Objects[o].Index)
	}
	return -1
}

// standing books that a coroutine begins (1) or stops (-1) to sleep in the queue that it stands in.
func (m *Meter) standing(s *slot, by int64) {
	switch {
	case s.why == engine.ByJoin:
		m.level[joinArea] += by
	case s.why == engine.ByBlock && s.on >= 0:
		c := m.ofSync(waitersArea, int(s.on))
		m.level[c] += by
		if m.flows != nil {
			m.atChannel(s, by)
		}
		m.best.waiters[s.on] = max(m.best.waiters[s.on], m.level[c])
	}
}

// stood books a wait for a described object, or for an end, that took so long.
func (m *Meter) stood(s *slot, took int64) {
	switch {
	case s.why == engine.ByJoin:
		m.add(joinWaits, 1)
		m.add(joinTicks, took)
	case s.why == engine.ByBlock && s.on >= 0:
		m.add(m.ofSync(syncWaits, int(s.on)), 1)
		m.add(m.ofSync(syncTicks, int(s.on)), took)
	}
}
