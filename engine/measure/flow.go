package measure

import (
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// A value goes through a channel in the op of whoever comes second: a send to one who waits to receive, a receive from
// one who waits to send, and, where there is room in the channel, each by itself. So it is counted where that op is
// done; the one who waited has an op that is done too, when it runs again, and that counts nothing.

// flow is what a meter knows of a channel.
type flow struct {
	in   []int64 // when the values that lie in it came, oldest first, from head on
	head int
	step int64 // of the last change of how many there are
	by   int64 // and by how much, until the op of that step was counted
}

// Flow is what a meter found about what goes through a channel.
type Flow struct {
	Sent, Received int64    // values since the warm-up
	Arrival        Estimate // values sent per tick
	Throughput     Estimate // values received per tick
	ValueWait      Estimate // mean ticks in it of the values that were received; 0 for those that go from hand to hand
	Oldest         int64    // ticks that the oldest value in it has waited by now
	Senders        Estimate // mean coroutines asleep that would send
	Receivers      Estimate // mean coroutines asleep that would receive
	Busy           Estimate // mean coroutines that receive from it and do not sleep there
	Service        Estimate // values received per tick that one of these was at work
	Utilisation    Estimate // Busy by all of them
	Little         Little
}

func (m *Meter) flow(s *sample, i int) *Flow {
	at := func(c channel) channel { return m.ofSync(c, i) }
	idle, busy := int(at(receivingArea)), int(at(atWorkArea))
	out := &Flow{
		Sent: s.count(at(sentValues)), Received: s.count(at(gotValues)),
		Arrival: s.ratio(at(sentValues), ticks), Throughput: s.ratio(at(gotValues), ticks),
		ValueWait: s.ratio(at(valueTicks), at(gotValues)), Senders: s.ratio(at(sendersArea), ticks),
		Receivers: s.ratio(at(receivingArea), ticks), Busy: s.ratio(at(atWorkArea), ticks),
		Service: s.ratio(at(gotValues), at(atWorkArea)),
	}
	out.Utilisation = s.estimate(func(row []float64) float64 { return row[busy] },
		func(row []float64) float64 { return row[busy] + row[idle] })
	length := s.ratio(at(numberArea)+program.ChanLen, ticks)
	out.Little = Little{length.Value, out.Throughput.Value * out.ValueWait.Value}
	if f := &m.flows[i]; f.head < len(f.in) {
		out.Oldest = m.now - f.in[f.head]
	}
	return out
}

func (f *Flow) numbers() []Number {
	return []Number{
		count("sent_values", f.Sent), count("received_values", f.Received),
		mean("arrival_rate_values_per_tick", f.Arrival), mean("throughput_values_per_tick", f.Throughput),
		mean("value_wait_ticks", f.ValueWait), count("oldest_value_ticks", f.Oldest),
		mean("service_rate_values_per_busy_tick", f.Service), mean("blocked_senders", f.Senders),
		mean("idle_receivers", f.Receivers), mean("busy_receivers", f.Busy),
		mean("utilisation_share", f.Utilisation),
		{Name: "little_length_values", Value: f.Little.Length},
		{Name: "little_rate_times_wait_values", Value: f.Little.RateByWait},
	}
}

// filled takes in how many values lie in a channel.
func (m *Meter) filled(i int, step, n int64) {
	f := &m.flows[i]
	f.step, f.by = step, n-int64(len(f.in)-f.head)
	switch {
	case f.by > 0:
		f.in = append(f.in, m.now)
	case f.by < 0:
		m.leaves(i)
	}
}

// leaves takes in that the oldest value in a channel leaves it.
func (m *Meter) leaves(i int) {
	f := &m.flows[i]
	if f.head == len(f.in) {
		return
	}
	m.add(m.ofSync(valueTicks, i), m.now-f.in[f.head])
	if f.head++; f.head > 64 && f.head > len(f.in)/2 {
		f.in = f.in[:copy(f.in, f.in[f.head:])]
		f.head = 0
	}
}

// passed takes in an op at channels that is done, or that begins to wait.
func (m *Meter) passed(ev *engine.Event) {
	if ev.Who >= 0 {
		s := &m.slots[ev.Who]
		if ev.Outcome() == engine.Blocked {
			s.atChan = true
			return
		}
		if s.atChan { // the one at the other end was counted
			s.atChan = false
			return
		}
	}
	i := m.syncOf(ev.Object)
	if i < 0 || ev.Outcome() != engine.Done || ev.Result != uint8(program.OK) {
		return
	}
	switch ev.Op() {
	case program.ChanSend:
		m.went(int(i), ev.Step, true)
	case program.ChanReceive:
		m.went(int(i), ev.Step, false)
	case program.Select, program.SelectWithin:
		for _, end := range m.prog.ChanEnds(int32(ev.PC)) {
			if end.Object == int(ev.Object) {
				m.went(int(i), ev.Step, end.Send)
				return
			}
		}
	}
}

// went counts a value that is sent, or received. Where that changed how many lie in the channel it says which of both
// it was, of a select that would do either too.
func (m *Meter) went(i int, step int64, send bool) {
	f := &m.flows[i]
	alone := f.step == step && f.by != 0
	if alone {
		send, f.by = f.by > 0, 0
	}
	if send || !alone {
		m.add(m.ofSync(sentValues, i), 1)
	}
	if !send || !alone {
		m.add(m.ofSync(gotValues, i), 1)
	}
	if !alone && !send && f.head < len(f.in) { // the front goes, and the value of one who waits comes in behind
		m.leaves(i)
		f.in = append(f.in, m.now)
	}
}

// ordered takes in what a command did to a channel.
func (m *Meter) ordered(ev *engine.Event) {
	kind, ok := ev.Verb().Outside()
	if i := m.syncOf(ev.Object); ok && kind.Row().Waits && i >= 0 {
		m.went(int(i), ev.Step, kind == program.ChanSend)
	}
}

// atChannel books that a coroutine begins (1) or stops (-1) to sleep at a channel: to send, or to receive. A select
// that would do either is there for what its first case at that channel does.
func (m *Meter) atChannel(s *slot, by int64) {
	at := int(s.on)
	if s.pc < 0 || m.prog.Syncs[at].Class != program.ChanClass {
		return
	}
	for _, end := range m.prog.ChanEnds(s.pc) {
		switch {
		case end.Object != m.prog.Syncs[at].Object:
			continue
		case end.Send:
			m.level[m.ofSync(sendersArea, at)] += by
		default:
			m.level[m.ofSync(receivingArea, at)] += by
			if s.fn >= 0 && m.receives[s.fn][at] {
				m.level[m.ofSync(atWorkArea, at)] -= by
			}
		}
		return
	}
}

// receivers says of each function from which channels its coroutines receive. O(ops of each).
func receivers(p *program.Program) [][]bool {
	all := make([][]bool, len(p.Funcs))
	for i := range p.Funcs {
		all[i] = make([]bool, len(p.Syncs))
		if p.Funcs[i].Entry < 0 {
			continue
		}
		todo, seen := []int32{p.Funcs[i].Entry}, make([]bool, len(p.Ops))
		for len(todo) > 0 {
			pc := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			if pc < 0 || seen[pc] {
				continue
			}
			seen[pc] = true
			for _, end := range p.ChanEnds(pc) {
				if !end.Send {
					all[i][p.Objects[end.Object].Index] = true
				}
			}
			next, other := p.Successors(pc)
			todo = append(todo, next, other)
		}
	}
	return all
}

// carrier returns the channel that stands for the work of a scene without a work queue: the first that carries items,
// else the first that carries values; -1 for none.
func (m *Meter) carrier() int {
	found := -1
	for i := range m.prog.Syncs {
		switch ch := &m.prog.Syncs[i]; {
		case ch.Class != program.ChanClass || ch.Unit:
		case ch.Elem == program.ItemOf:
			return i
		case found < 0:
			found = i
		}
	}
	return found
}

// First returns the described object that stands in the row of a sweep: the first, or, where that is a channel, the one
// that carries the work; nil for none.
func (m *Measures) First() *SyncMeasures {
	switch {
	case len(m.Syncs) == 0:
		return nil
	case m.Syncs[0].Flow != nil && m.Carrier >= 0:
		return &m.Syncs[m.Carrier]
	}
	return &m.Syncs[0]
}

// Plain reports whether a number of an object says nothing beside others: what a channel is made with, whether it is
// closed, and both sides of Little's law.
func (s *SyncMeasures) Plain(name string) bool {
	if s.Flow == nil {
		return false
	}
	for i, n := range s.Class.Row().State {
		if !s.Says[i] && name == "mean_"+n.Name {
			return true
		}
	}
	return strings.HasPrefix(name, "little_")
}
