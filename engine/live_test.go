package engine_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// restless is made of loops around every wait: under rules that lose nothing it goes on for ever, whatever is switched,
// woken or timed out meanwhile.
const restless = `package restless
const slots = 9
var (
	m        mutex
	t        = mutex(timed)
	r        = mutex(recursive)
	notFull  cond
	notEmpty cond
	w        waitq
	work     = queue(2)
	posts    int
	peer     coroutine
)
func producer() {
	for {
		lock(m)
		for len(work) >= cap(work) {
			wait(notFull, m)
		}
		put(work)
		signal(notEmpty)
		unlock(m)
		compute(0, 2)
	}
}
func consumer() {
	for {
		lock(m)
		for len(work) == 0 {
			waitWithin(notEmpty, m, 9)
		}
		take(work)
		signal(notFull)
		unlock(m)
		sleep(0, 3)
	}
}
func locker() {
	for {
		if lockWithin(t, 1, 4) == ok {
			lock(r)
			lock(r)
			yield()
			unlock(r)
			unlock(r)
			unlock(t)
		}
		lock(r)
		posts = posts + 1
		wakeup(w)
		unlock(r)
		send(peer, 1)
	}
}
func parker() {
	for {
		addToWaitq(w)
		if posts == 0 {
			schedule()
		}
		posts = 0
		receive()
	}
}
func main() {
	spawn(producer, 2)
	spawn(consumer, 2)
	spawn(locker, 2)
	peer = spawn(parker)
}
`

// harmless are the switches that lose no wakeup of restless by themselves.
func harmless() []string {
	return []string{
		"rule unlock reserve", "rule unlock handoff", "rule unlock barging",
		"rule wake_order fifo", "rule wake_order lifo", "rule wake_order random",
		"rule monitor mesa", "rule monitor hoare", "rule signal lost", "rule signal stored",
		"rule unheard error", "rule unheard ok", "rule woken wake", "rule woken run",
		"rule rewake stay", "rule rewake requeue", "rule removal inplace", "rule removal rotate",
		"rule expiry passed", "rule expiry reached", "rule commands per-pass", "rule commands at-once",
		"rule idle step", "rule idle jump",
		"policy cooperative", "policy preemptive 1", "policy preemptive 3", "policy roundrobin", "capacity work 5",
		"wake p1", "wake p2", "wake c1", "wake c2", "wake l1", "wake l2", "wake s7",
		"timeout p1", "timeout p2", "timeout c1", "timeout c2", "timeout l1", "timeout l2", "timeout s7",
		"timeout p1 in 3", "timeout l2 in 2", "timeout s7 in 5", "run p1", "run c2", "run l1", "kill l1",
		"kill l3", "spawn locker", "signal notFull", "broadcast notEmpty",
	}
}

func TestNoSwitchLosesAWakeup(t *testing.T) {
	p := scenetest.Parse(t, restless)
	rapid.Check(t, func(t *rapid.T) {
		e := scenetest.Boot(t, p)
		for range rapid.IntRange(1, 30).Draw(t, "acts") {
			c := scenetest.Command(t, rapid.SampledFrom(harmless()).Draw(t, "act"))
			_, _ = e.Do(c) // may be refused: not everyone waits
			for range rapid.IntRange(0, 40).Draw(t, "steps") {
				e.Step()
			}
			if err := e.Check(); err != nil {
				t.Fatal(err)
			}
		}
		for _, fair := range []string{"rule unlock reserve", "rule wake_order fifo"} { // others may starve somebody
			c, _ := engine.ParseCommand(fair)
			if _, err := e.Do(c); err != nil {
				t.Fatal(err)
			}
		}
		runs := map[string]int64{}
		for range 5_000 {
			e.Step()
			if e.End().Kind != engine.NotEnded {
				t.Fatalf("step %d: %s", e.StepNumber(), e.End().Text)
			}
		}
		for _, c := range e.Snapshot(nil).Coroutines {
			runs[c.Name] = c.Runs
		}
		for range 20_000 {
			e.Step()
		}
		for _, c := range e.Snapshot(nil).Coroutines {
			if c.Live && c.Runs == runs[c.Name] {
				t.Fatalf("%s has not run for 20000 steps, on %s for %v", c.Name, c.Place, c.On)
			}
		}
	})
}

// TestASignalThatIsLeftWakesTheNext: under woken = "run" only the first in line may take a pending signal, so that the
// second, who was told of one as well and runs first, sleeps again. From woken = "wake" on nobody looks for itself, so
// the switch has to wake it for the signal that it gives it.
func TestASignalThatIsLeftWakesTheNext(t *testing.T) {
	e := scenetest.Machine(t, `package left
const woken = "run"
var (
	m mutex
	c cond
)
func sleeper() {
	lock(m)
	wait(c, m)
	unlock(m)
}
func main() {
	spawn(sleeper, 2)
}
`)
	for e.Step() != nil {
	}
	scenetest.Do(t, e, "signal c", "signal c", "run s2")
	e.Step()
	scenetest.Do(t, e, "rule woken wake")
	if err := e.Check(); err != nil {
		t.Fatal(err)
	}
	for range 20 {
		e.Step()
	}
	if end := e.End(); end.Kind != engine.EndDone {
		t.Errorf("it ends as %v: %s", end.Kind, end.Text)
	}
}
