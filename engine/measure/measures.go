package measure

import (
	"math"

	"github.com/quartet-os/quartet/engine"
)

// Measures is what a meter found, after the warm-up. Times are ticks, lengths numbers of items or coroutines.
type Measures struct {
	Ticks   int64 // gone by, warm-up included
	Passes  int64
	Warmup  int64 // ticks left out at the beginning
	Batches int
	Batch   int64 // ticks a batch

	Throughput    Estimate // items taken per tick, of the first queue; without one, values received from a channel
	Switches      Estimate // times per tick that the CPU went to another coroutine
	Ready         Estimate // mean length of READY
	Running       Estimate // share of time that somebody was ready (0 where ops take no time)
	Waiting       Estimate // mean length of WAITING
	TimedWaiting  Estimate // mean length of TIMED-WAITING
	LockWaiters   Estimate // mean number of coroutines asleep on a mutex
	LockWait      Estimate // mean ticks of such a sleep
	Joiners       Estimate // mean number of coroutines asleep until another ends
	JoinWait      Estimate // mean ticks of such a sleep
	SleepWait     Estimate // mean ticks of a sleep, or of computing beside others
	AnswerLatency Estimate // mean ticks from making an item to having its answer
	RefusedShare  Estimate // items given up before they were put, by all that were offered

	// Numbers since the warm-up.
	CPUPasses    int64
	CPUSwitches  int64
	EmptyPasses  int64 // passes given up with nothing done
	EmptyWakeups int64 // wakes after which the coroutine went back to sleep with nothing done
	EmptyPolls   int64 // polls that found no answer
	EmptySpins   int64 // failed tries of a spinlock
	EmptyResumes int64 // round robin's turns for slots with nothing to do
	Refused      int64
	Answers      int64
	Failures     int64 // answers other than ok
	Unheard      int64 // answers that nobody was there to get
	LongestReply int64 // ticks, warm-up included

	Queues []QueueMeasures
	Syncs  []SyncMeasures // of the objects that their rows describe
	// Carrier is which of them is the channel that stands for the work of a scene without a work queue, -1 for none.
	Carrier int

	Joins     bool // somebody may join another; where nobody may, nothing is told of it
	JoinWaits int64

	Locks     bool // the scene has a mutex
	LocksOpen Open // waits for one
	JoinsOpen Open // waits for the end of another
}

// Open are waits that are not over yet, so that no mean counts them.
type Open struct {
	Waits   int64
	Longest int64 // ticks that the oldest of them has taken by now
}

// open counts the waits of those who sleep now and are of a kind. O(slots).
func (m *Meter) open(of func(*slot) bool) (o Open) {
	for i := range m.slots {
		s := &m.slots[i]
		if asleep := s.place == engine.Waiting || s.place == engine.TimedWaiting; asleep && of(s) {
			o.Waits++
			o.Longest = max(o.Longest, m.now-s.since)
		}
	}
	return o
}

// QueueMeasures is what a meter found about one work queue.
type QueueMeasures struct {
	Name        string
	Capacity    int64
	Put, Taken  int64    // items since the warm-up
	Arrival     Estimate // items put per tick
	Throughput  Estimate // items taken per tick
	Service     Estimate // items taken per tick that a consumer was at work
	Length      Estimate // mean items in it
	LongestEver int64    // warm-up included
	Fill        Estimate // mean length by capacity
	Full, Empty Estimate // shares of time
	ItemWait    Estimate // mean ticks in it of the items that were taken
	ItemLongest int64    // ticks, warm-up included, of the items that were taken and of those that wait
	OldestItem  int64    // ticks that the oldest item in it has waited by now
	Unfinished  float64  // mean ticks that the items in it have waited by now; NaN for none
	Blocked     Estimate // mean coroutines asleep before a put
	PutWait     Estimate // mean ticks of such a sleep
	PutsBlocked Estimate // such sleeps by items put
	PutsOpen    Open     // such sleeps that are not over
	Idle        Estimate // mean coroutines asleep before a take
	TakeWait    Estimate // mean ticks of such a sleep
	Busy        Estimate // mean consumers that are not
	Utilisation Estimate // Busy by all consumers
	Little      Little
	State       State
}

// Little holds both sides of Little's law, each measured on its own: mean length, and throughput times mean wait.
type Little struct {
	Length     float64
	RateByWait float64
}

// Measures works out what was measured so far. O(buckets times channels).
func (m *Meter) Measures() Measures {
	s := m.sample()
	out := Measures{
		Ticks: m.now, Passes: m.passes, Warmup: m.buckets.origin + int64(s.from)*m.buckets.width,
		Batches: s.batches, Batch: int64(s.size) * m.buckets.width,
		Switches: s.ratio(switches, ticks), Ready: s.ratio(readyArea, ticks), Running: s.ratio(quietArea, ticks).rest(),
		Waiting: s.ratio(waitingArea, ticks), TimedWaiting: s.ratio(timedArea, ticks),
		LockWaiters: s.ratio(lockedArea, ticks), LockWait: s.ratio(lockTicks, lockWaits),
		Joiners: s.ratio(joinArea, ticks), JoinWait: s.ratio(joinTicks, joinWaits), JoinWaits: s.count(joinWaits),
		Joins:     m.prog.UsesJoin,
		SleepWait: s.ratio(sleepTicks, sleepWaits), AnswerLatency: s.ratio(answerTicks, answers),
		CPUPasses: s.count(passes), CPUSwitches: s.count(switches), EmptyPasses: s.count(emptyPasses),
		EmptyWakeups: s.count(emptyWakeups), EmptyPolls: s.count(emptyPolls), EmptySpins: s.count(emptySpins),
		EmptyResumes: s.count(emptyResumes), Refused: s.count(refused), Answers: s.count(answers),
		Failures: s.count(failures), Unheard: s.count(unheard), LongestReply: m.best.answer,
		Locks:     len(m.prog.Mutexes) > 0,
		LocksOpen: m.open(func(s *slot) bool { return s.why == engine.ByLock }),
		JoinsOpen: m.open(func(s *slot) bool { return s.why == engine.ByJoin }),
	}
	offered := func(row []float64) float64 {
		n := row[refused]
		if len(m.queues) > 0 {
			n += row[channel(puts).of(0)]
		}
		return n
	}
	out.RefusedShare = s.estimate(func(row []float64) float64 { return row[refused] }, offered)
	for q := range m.queues {
		out.Queues = append(out.Queues, m.queueMeasures(&s, q))
	}
	for i := range m.prog.Syncs {
		out.Syncs = append(out.Syncs, m.syncMeasures(&s, i))
	}
	if out.Carrier = m.carrier(); len(out.Queues) > 0 {
		out.Throughput = out.Queues[0].Throughput
	} else if out.Carrier >= 0 {
		out.Throughput = out.Syncs[out.Carrier].Flow.Throughput
	}
	return out
}

func (m *Meter) queueMeasures(s *sample, q int) QueueMeasures {
	w := &m.queues[q]
	by := func(above, below channel) Estimate { return s.ratio(above.of(q), below.of(q)) }
	mean := func(area channel) Estimate { return s.ratio(area.of(q), ticks) }
	out := QueueMeasures{
		Name: m.prog.Objects[m.prog.Queues[q].Object].Name, Capacity: w.max,
		Put: s.count(channel(puts).of(q)), Taken: s.count(channel(takes).of(q)),
		Arrival: mean(puts), Throughput: mean(takes), Service: by(takes, busyArea), Length: mean(lengthArea),
		LongestEver: m.best.length[q], Fill: mean(lengthArea).by(float64(w.max)),
		Full: mean(fullArea), Empty: mean(emptyArea),
		ItemWait: by(itemTicks, takes), ItemLongest: m.best.wait[q], Unfinished: math.NaN(),
		Blocked: mean(blockedArea), PutWait: by(putTicks, putWaits), PutsBlocked: by(putWaits, puts),
		Idle: mean(idleArea), TakeWait: by(takeTicks, takeWaits), Busy: mean(busyArea),
	}
	busy, idle := int(busyArea.of(q)), int(idleArea.of(q))
	out.Utilisation = s.estimate(func(row []float64) float64 { return row[busy] },
		func(row []float64) float64 { return row[busy] + row[idle] })
	out.Little = Little{out.Length.Value, out.Throughput.Value * out.ItemWait.Value}
	if w.head < len(w.put) {
		sum := int64(0)
		for _, since := range w.put[w.head:] {
			sum += m.now - since
		}
		out.OldestItem = m.now - w.put[w.head]
		out.ItemLongest = max(out.ItemLongest, out.OldestItem)
		out.Unfinished = float64(sum) / float64(len(w.put)-w.head)
	}
	out.PutsOpen = m.open(func(s *slot) bool {
		work := m.work(s)
		return int(work.Queue) == q && work.Put && s.why != engine.ByLock
	})
	out.State = s.state(q)
	return out
}

// by returns an estimate in units of another size.
func (e Estimate) by(unit float64) Estimate {
	if unit == 0 {
		return Estimate{Value: math.NaN(), Error: math.NaN(), Low: math.NaN(), High: math.NaN()}
	}
	return Estimate{e.Value / unit, e.Error / unit, e.Low / unit, e.High / unit}
}

// rest returns what is missing to the whole.
func (e Estimate) rest() Estimate { return Estimate{1 - e.Value, e.Error, 1 - e.High, 1 - e.Low} }
