package measure

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Options say over what a meter measures. The zero value measures everything and finds the warm-up by itself.
type Options struct {
	// ticks left out at the beginning; 0: as many as the lengths need to settle, at most half (see settled)
	Warmup int64
	Batch  int64 // ticks a batch; 0: what has gone by since the warm-up, in at most 30 batches
}

// Meter folds events into sums. It is told every event, in order, from the boot on. The zero value is not usable.
type Meter struct {
	prog     *program.Program
	options  Options
	now      int64
	passes   int64
	buckets  buckets
	level    []int64 // the present value of each area, by channel
	slots    []slot
	queues   []queue
	flows    []flow   // by described object, where the scene has channels
	receives [][]bool // by function and described object: whether its coroutines receive from that channel
	last     int32    // slot that was on the CPU last
	made     []making
	begun    bool // the running pass did something that counts
	retest   bool // it is a turn that round robin gave to a blocked coroutine
	best     bests
}

// mostTicks is more than a clock has; a warm-up or a batch beyond it is never over.
const mostTicks = 1 << 60

// slot is what a meter knows of a process slot.
type slot struct {
	fn       int32 // -1: free
	pc       int32 // the last op it did
	place    engine.Place
	why      engine.Cause // of its last block
	on       int32        // the described object that it waits for then, or -1
	since    int64        // tick of that block
	atChan   bool         // its op at channels waits, or has waited
	woken    bool         // by a signal or wakeup, and nothing done since
	standsBy bool         // a handler whose interrupt has not come
}

// queue is what a meter knows of a work queue.
type queue struct {
	max   int64
	stack bool
	put   []int64 // when the items in it were put, oldest first, from head on
	head  int
	names []int64 // their numbers, where they are not taken in order; else nil
}

// bests are the largest values there were; they are not cut by the warm-up.
type bests struct {
	length, wait []int64 // by queue
	waiters      []int64 // by described object
	answer       int64
}

// making says when an item was made.
type making struct {
	label int32
	at    int64
}

// makings bounds the items whose answers a meter times at once; a power of two.
const makings = 4096

// New makes a meter for a machine, to be told its boot (engine.Boot) first.
func New(e *engine.Engine, o Options) *Meter {
	p := e.Program()
	m := &Meter{prog: p, options: o, last: -1}
	o.Warmup, o.Batch = min(o.Warmup, mostTicks), min(o.Batch, mostTicks)
	m.options = o
	channels := int(wholeChannels) + len(p.Queues)*int(queueChannels) + len(p.Syncs)*int(syncChannels)
	origin := int64(0)
	if o.Batch > 0 {
		origin = o.Warmup
	}
	m.buckets = newBuckets(channels, o.Batch, origin)
	m.level = make([]int64, channels)
	m.level[ticks] = 1
	m.slots = make([]slot, len(e.Snapshot(nil).Coroutines))
	for i := range m.slots {
		m.slots[i] = slot{fn: -1, pc: -1, on: -1}
	}
	reorders := p.Does(program.PutAt, program.Remove)
	for q := range p.Queues {
		one := queue{max: int64(p.Queues[q].Capacity), stack: p.Queues[q].Stack}
		if reorders {
			one.names = []int64{}
		}
		m.queues = append(m.queues, one)
		m.level[emptyArea.of(q)] = 1
	}
	m.best = bests{length: make([]int64, len(p.Queues)), wait: make([]int64, len(p.Queues))}
	m.began()
	if p.UsesItems {
		m.made = make([]making, makings)
	}
	return m
}

// Copy makes into, which may be nil, an independent copy of the meter. O(buckets and slots).
func (m *Meter) Copy(into *Meter) *Meter {
	if into == nil {
		into = &Meter{}
	}
	old := *into
	*into = *m
	into.buckets = old.buckets
	into.buckets.copyFrom(&m.buckets)
	into.level = append(old.level[:0], m.level...)
	into.slots = append(old.slots[:0], m.slots...)
	into.made = append(old.made[:0], m.made...)
	into.queues = append(old.queues[:0], m.queues...)
	for i := range into.queues {
		into.queues[i].put = append([]int64(nil), m.queues[i].put...)
		into.queues[i].names = slices.Clone(m.queues[i].names)
	}
	into.flows = append(old.flows[:0], m.flows...)
	for i := range into.flows {
		into.flows[i].in = append([]int64(nil), m.flows[i].in...)
	}
	into.best.length = append(old.best.length[:0], m.best.length...)
	into.best.wait = append(old.best.wait[:0], m.best.wait...)
	into.best.waiters = append(old.best.waiters[:0], m.best.waiters...)
	return into
}

// Until lets time go by to tick now without an event. A measurement that stops between two events ends with
// it. O(channels) for each bucket that begins; however far the clock jumps, those are at most some thousands,
// since they grow wider.
func (m *Meter) Until(now int64) {
	for m.now < now {
		if m.now < m.buckets.origin { // a fixed warm-up
			m.now = min(now, m.buckets.origin)
			if m.now == m.buckets.origin {
				clear(m.buckets.row)
			}
			continue
		}
		end := m.buckets.end()
		dt := min(now, end) - m.now
		row := m.buckets.row
		for c := channel(0); c < areas; c++ {
			row[c] += float64(m.level[c]) * float64(dt)
		}
		for q := range m.queues {
			from := int(wholeChannels) + q*int(queueChannels)
			for c := from; c < from+int(queueAreas); c++ {
				row[c] += float64(m.level[c]) * float64(dt)
			}
		}
		for i := range m.prog.Syncs {
			from := m.ofSync(0, i)
			for c := from; c < from+syncAreas; c++ {
				row[c] += float64(m.level[c]) * float64(dt)
			}
		}
		m.now += dt
		if m.now == end {
			m.buckets.begin()
		}
	}
}

func (m *Meter) add(c channel, n int64) { m.buckets.row[c] += float64(n) }
