package measure

import (
	"math"
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
)

const seats = `package seats
const slots = 8
var (
	seats = semaphore(2)
	bell  semaphore
	last  coroutine
)
func guest(n int) {
	for range n {
		acquire(seats)
		compute(4)
		release(seats)
		if acquireWithin(bell, 2) == timedout {
			release(bell)
		}
	}
}
func host() {
	for {
		last = spawn(guest(2))
		join(last)
	}
}
func main() {
	spawn(guest(6), 3)
	spawn(host)
}
`

// TestSemaphoresAreTheSnapshot: the permits and the sleepers that a meter folded from events are those of the machine,
// under every rule that wakes them differently and with commands in between.
func TestSemaphoresAreTheSnapshot(t *testing.T) {
	for _, command := range []string{"rule unlock handoff", "rule unlock barging", "policy roundrobin",
		"policy preemptive 1", "rule all nanoos-2026"} {
		e := scenetest.Machine(t, seats)
		m := New(e, Options{})
		m.Fold(e.Boot())
		do := func(text string) {
			events, err := e.Do(scenetest.Command(t, text))
			if err != nil {
				t.Fatal(err)
			}
			m.Fold(events)
		}
		do(command)
		for step := range 300 {
			if step%40 == 20 {
				do("release bell")
			}
			events := e.Step()
			if events == nil {
				break
			}
			m.Fold(events)
			now := e.Snapshot(nil)
			if !sameSyncs(m, now) {
				t.Fatalf("%s: after step %d the meter has %v, the machine %v", command, now.Step, m.level, now.Syncs)
			}
		}
		if e.End().Kind != engine.NotEnded || e.Snapshot(nil).Policy == program.RoundRobin {
			continue // few waits have ended
		}
		all := m.Measures()
		if s := &all.Syncs[0]; s.Waits == 0 || s.Longest == 0 || math.IsNaN(s.Wait.Value) || s.State[0].Value > 2 {
			t.Errorf("%s: of seats it found %+v", command, s)
		}
		if !all.Joins || all.JoinWaits == 0 || all.JoinWait.Value <= 0 {
			t.Errorf("%s: of joins it found %d, %v", command, all.JoinWaits, all.JoinWait)
		}
	}
}

func sameSyncs(m *Meter, now *engine.Snapshot) bool {
	for i := range now.Syncs {
		asleep := int64(0)
		for _, s := range now.Syncs[i].Queue {
			if p := now.Coroutines[s].Place; p == engine.Waiting || p == engine.TimedWaiting {
				asleep++
			}
		}
		// Round robin wakes nobody: who was let on sleeps until its turn comes.
		waiters := m.level[m.ofSync(waitersArea, i)]
		if waiters < asleep || waiters > asleep && now.Policy != program.RoundRobin ||
			m.level[m.ofSync(numberArea, i)] != now.Syncs[i].State[0] {
			return false
		}
	}
	return true
}

// TestPermitsByHand: one waits for ten ticks while the other sleeps with the only permit.
func TestPermitsByHand(t *testing.T) {
	e := scenetest.Machine(t, `package hand
var s = semaphore(1)
func first() {
	acquire(s)
	sleep(10)
	release(s)
}
func second() {
	acquire(s)
}
func main() {
	spawn(first)
	spawn(second)
}
`)
	m := New(e, Options{Warmup: 0, Batch: 1})
	m.Fold(e.Boot())
	for events := e.Step(); events != nil; events = e.Step() {
		m.Fold(events)
	}
	s := m.Measures().Syncs[0]
	if s.Waits != 1 || s.Longest != 1 || s.Wait.Value < 9 || s.Wait.Value > 11 || s.State[0].Value > 0.2 {
		t.Errorf("of the semaphore it found %+v", s)
	}
}

// TestWhoStillWaits: a wait that is not over is in no mean, so it is counted beside it; and a number that never
// changes has no mean worth saying.
func TestWhoStillWaits(t *testing.T) {
	e := scenetest.Machine(t, `package open
var (
	m    mutex
	hand chan int
	room = make(chan int, 2)
)
func first() {
	lock(m)
	sleep(10)
	<-hand
}
func second() {
	lock(m)
	room <- 1
}
func main() {
	spawn(first)
	spawn(second)
}
`)
	m := New(e, Options{})
	m.Fold(e.Boot())
	for events := e.Step(); events != nil; events = e.Step() {
		m.Fold(events)
	}
	all := m.Measures()
	if !all.Locks || all.LocksOpen.Waits != 1 || all.LocksOpen.Longest < 9 || !math.IsNaN(all.LockWait.Value) {
		t.Errorf("of the lock it found %+v", all.LocksOpen)
	}
	hand, room := &all.Syncs[0], &all.Syncs[1]
	if hand.Open.Waits != 1 || room.Open.Waits != 0 {
		t.Errorf("of the channels it found %+v and %+v", hand.Open, room.Open)
	}
	if want := [2][]bool{{false, false, false}, {true, false, false}}; !slices.Equal(hand.Says, want[0]) ||
		!slices.Equal(room.Says, want[1]) {
		t.Errorf("means that say something: %v and %v, want %v", hand.Says, room.Says, want)
	}
}

// TestBatchesHaveTime: a stretch in which no time has gone by is no batch, so the batches are the values over time.
func TestBatchesHaveTime(t *testing.T) {
	e := scenetest.Machine(t, seats)
	m := New(e, Options{})
	m.Fold(e.Boot())
	for range 60 {
		m.Fold(e.Step())
		all := m.Measures()
		if got, want := all.Batches, len(m.Series(ReadyOverTime, 0)); m.Width() == 1 && got != want {
			t.Fatalf("after %d ticks there are %d batches and %d values", all.Ticks, got, want)
		}
	}
}
