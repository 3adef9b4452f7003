// Package floor is the hand-written loop that every number of the engine is compared with: the
// bounded buffer of n coroutines on the queues of package queues, with no events and no program
// text. Whatever the engine costs beyond it is the price of showing what happens. Only benchmarks
// import it.
package floor

import "github.com/quartet-os/quartet/queues"

// The places of a coroutine, one FIFO queue each. A pass ends by one Move out of READY; there is no
// place for the one coroutine that runs, since nobody looks at the queues in the middle of a pass.
const (
	free = iota
	ready
	waiting
	timed
	places
)

// What a coroutine waits on; nothing is the loose queue.
const (
	nothing = iota
	lockQueue
	notEmpty
	notFull
	waits
)

// nobody owns the mutex.
const nobody = -1

// Config says which bounded buffer to run. Without think times nobody ever waits, in any order of
// READY, if Capacity is Coroutines and Stock half of it.
type Config struct {
	Coroutines int    // even numbers produce, odd numbers consume; fewer than 0 count as 0
	Capacity   int    // of the work queue
	Stock      int    // items in the work queue at the start, as far as they fit
	Shuffled   bool   // READY starts in a random order instead of spawn order
	Think      int64  // ticks: after its critical section everyone sleeps 1..Think; 0 yields instead
	Seed       uint64 // of the order and of the think times
}

// Loop is a bounded buffer in mid-run.
type Loop struct {
	places *queues.Partition
	waits  *queues.Partition
	timers *queues.Timers
	work   *queues.Ring
	held   []int64 // by coroutine: the item it put or took last

	owner    int // of the mutex, or nobody
	reserved int // the only one that may take the free mutex, or nobody
	now      int64
	think    int64
	draws    uint64

	made, taken, waited int64
}

// Made returns how many items were put, the stock included.
func (l *Loop) Made() int64 { return l.made }

// Taken returns how many items were taken.
func (l *Loop) Taken() int64 { return l.taken }

// Waited returns how many passes ended in a wait for room or for work.
func (l *Loop) Waited() int64 { return l.waited }

// New returns the bounded buffer of c with everyone in READY. O(c.Coroutines).
func New(c Config) *Loop {
	n := max(c.Coroutines, 0)
	l := &Loop{
		places:   queues.NewPartition(n, places),
		waits:    queues.NewLoose(n, waits),
		timers:   queues.NewTimers(n),
		work:     queues.NewRing(c.Capacity),
		held:     make([]int64, n),
		owner:    nobody,
		reserved: nobody,
		think:    max(c.Think, 0),
		draws:    c.Seed,
	}
	order := make([]int, n)
	for m := range order {
		order[m] = m
		if c.Shuffled {
			other := int(l.draw(int64(m) + 1))
			order[m], order[other] = order[other], order[m]
		}
	}
	for _, m := range order {
		l.places.Move(m, ready)
	}
	for l.made < int64(c.Stock) && l.work.Put(l.made+1) {
		l.made++
	}
	return l
}

// Run does up to passes passes and returns how many it did: fewer when nobody can ever run again.
func (l *Loop) Run(passes int) int {
	for done := range passes {
		m := l.places.Front(ready)
		if m < 0 {
			if m = l.idle(); m < 0 {
				return done
			}
		}
		l.pass(m)
		if l.think > 0 {
			l.now++
			l.fire()
		}
	}
	return passes
}

// pass runs coroutine m until it blocks or has done one whole critical section.
func (l *Loop) pass(m int) {
	if !l.lock(m) {
		return
	}
	// A pass behind a wait goes on like one from the top: having locked again, look again whether
	// there is room, or work. So nothing has to remember where a coroutine stopped.
	if m&1 == 0 {
		if l.work.Len() >= l.work.Cap() {
			l.wait(m, notFull)
			return
		}
		l.made++
		l.held[m] = l.made
		l.work.Put(l.made)
		l.signal(notEmpty)
	} else {
		if l.work.Len() == 0 {
			l.wait(m, notEmpty)
			return
		}
		l.held[m], _ = l.work.Take()
		l.taken++
		l.signal(notFull)
	}
	l.unlock()
	if l.think > 0 {
		l.timers.Set(m, l.now+1+l.draw(l.think))
		l.places.Move(m, timed)
		return
	}
	l.places.Move(m, ready)
}

// lock takes the mutex for m, or puts m to sleep in its lock queue and returns false. With passes
// that end only by a yield or a wait nobody meets a taken mutex; looking is part of the price.
func (l *Loop) lock(m int) bool {
	if l.owner != nobody || l.reserved != nobody && l.reserved != m {
		l.waits.Move(m, lockQueue)
		l.places.Move(m, waiting)
		return false
	}
	if l.reserved == m {
		l.waits.Move(m, nothing)
		l.reserved = nobody
	}
	l.owner = m
	return true
}

// unlock gives the mutex up and makes the head of its lock queue ready: the one that may take it.
func (l *Loop) unlock() {
	l.owner = nobody
	if head := l.waits.Front(lockQueue); head >= 0 {
		l.reserved = head
		l.places.Move(head, ready)
	}
}

// wait gives the mutex up and puts m to sleep in the signal queue of a condition.
func (l *Loop) wait(m, condition int) {
	l.waited++
	l.waits.Move(m, condition)
	l.places.Move(m, waiting)
	l.unlock()
}

// signal makes the first of a condition's signal queue ready; nobody there: it is lost.
func (l *Loop) signal(condition int) {
	if head := l.waits.Front(condition); head >= 0 {
		l.waits.Move(head, nothing)
		l.places.Move(head, ready)
	}
}

// idle moves the clock to the next deadline and returns who is ready then, or -1 without one.
func (l *Loop) idle() int {
	_, at, ok := l.timers.Min()
	if !ok {
		return nobody
	}
	l.now = max(l.now, at)
	l.fire()
	return l.places.Front(ready)
}

// fire makes ready everyone whose deadline has come.
func (l *Loop) fire() {
	for {
		m, at, ok := l.timers.Min()
		if !ok || at > l.now {
			return
		}
		l.timers.Pop()
		l.places.Move(m, ready)
	}
}

// draw returns a number in 0..below-1 from a linear congruential generator (Knuth's MMIX constants).
func (l *Loop) draw(below int64) int64 {
	l.draws = l.draws*6364136223846793005 + 1442695040888963407
	return int64((l.draws >> 33) % uint64(below))
}
