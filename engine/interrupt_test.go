package engine_test

import (
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestQuantumUnderInterrupts: whoever is interrupted has its quantum in ops of its own, however the handler leaves the
// CPU: it returns, kills itself, or is killed from outside in its middle.
func TestQuantumUnderInterrupts(t *testing.T) {
	for _, c := range []struct {
		tick, then string
		steps      int // of the handler
	}{
		{"z = 21", "", 2},
		{"z = 21\nkill(self())", "", 2},
		{"z = 21\nz = 22", "kill tick", 1},
	} {
		e := boot(t, `const policy = "preemptive"
const quantum = 4
var z int
func a() { z = 1; z = 2; z = 3; z = 4; z = 5; z = 6 }
func b() { z = 11; z = 12 }
func tick() { `+c.tick+` }
func main() { interrupt(tick); spawn(a); spawn(b) }
`)
		e.Step()
		e.Step()
		scenetest.Do(t, e, "interrupt tick")
		for range c.steps {
			e.Step()
		}
		if c.then != "" {
			scenetest.Do(t, e, c.then)
		}
		own := 2
		for e.Step(); e.Snapshot(nil).Running >= 0; e.Step() {
			own++
		}
		now := e.Snapshot(nil)
		if own++; own != 4 || now.Coroutines[1].Place != engine.Ready {
			t.Errorf("%s: a1 had %d ops in a quantum of 4, and is on %v", c.tick+c.then, own,
				now.Coroutines[1].Place)
		}
		if err := e.Check(); err != nil {
			t.Error(err)
		}
	}
}

// TestNoResumeIsWastedByAnInterrupt: what follows of a pass behind an interrupt is none of the array scheduler's looks
// that find nothing, whether the handler returns or is killed.
func TestNoResumeIsWastedByAnInterrupt(t *testing.T) {
	var wasted [3]int64
	for i := range wasted {
		e := boot(t, `const policy = "roundrobin"
const slots = 3
var z int
var m mutex
var s semaphore
func b() { lock(m); yield(); unlock(m) }
func a() { lock(m); acquire(s) }
func tick() { z = 22; z = 23 }
func main() { spawn(b); spawn(a); interrupt(tick) }
`)
		for range 7 { // a1 looks again, and takes m
			e.Step()
		}
		if now := e.Snapshot(nil); now.Running != 1 || now.Mutexes[0].Owner != 1 {
			t.Fatalf("%d runs, and %d has m", now.Running, now.Mutexes[0].Owner)
		}
		if i > 0 {
			scenetest.Do(t, e, "interrupt tick")
			e.Step()
		}
		if i == 1 {
			e.Step()
			e.Step()
		} else if i == 2 {
			scenetest.Do(t, e, "kill tick")
		}
		e.Step() // and waits for s
		now := e.Snapshot(nil)
		if wasted[i] = now.Wasted; now.Coroutines[1].Place != engine.Waiting {
			t.Fatalf("a1 is on %v", now.Coroutines[1].Place)
		}
	}
	if wasted[0] != wasted[1] || wasted[0] != wasted[2] {
		t.Errorf("wasted resumes without an interrupt, with one, and with one that is killed: %d", wasted)
	}
}
