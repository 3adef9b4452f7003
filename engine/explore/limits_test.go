package explore_test

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/internal/effort"
)

// TestAPauseIsTriedValueByValue: a pause of a thousand million values is no thousand million states before a
// limit is looked at.
func TestAPauseIsTriedValueByValue(t *testing.T) {
	e := machine(t, faultScene(t, "11-check-memory"))
	for _, grain := range bothGrains {
		for _, opt := range effort.Some(t, []explore.Options{
			{MaxStates: 2_000}, {MaxMemory: 4 << 20}, {MaxStates: 2_000, Symmetry: true, Workers: 3}, {MaxStates: 3},
		}, 1, 3) {
			opt.Grain = grain
			v := look(t, explore.Run, e, opt)
			if v.Answer != explore.Unknown || v.Complete || opt.MaxMemory == 0 && v.Transitions > opt.MaxStates+2_000 ||
				v.Bytes > 4<<20 {
				t.Errorf("%+v: %+v, %d bytes", opt, plain(v), v.Bytes)
			}
		}
	}
	// Its states are the same however many lie there at once.
	bounded := machine(t, scene("slots = 3", "x int", fmt.Sprintf(`
func one() {
	sleep(1, %d)
	x = 1
}
func two() {
	compute(0, 40)
}`, effort.Times(200, 800, 3000)), "spawn(one)\nspawn(two)"))
	whole := look(t, explore.Run, bounded, explore.Options{})
	tight := look(t, explore.Run, bounded, explore.Options{MaxStates: whole.States + 1})
	if !tight.Complete || tight.States != whole.States || tight.Transitions != whole.Transitions ||
		tight.Ends != whole.Ends {
		t.Errorf("%+v at once, %+v bit by bit", plain(whole), plain(tight))
	}
}

// TestCancelWithinAState: a search is broken off in the middle of a state that has no end of successors, and
// nothing goes on behind it.
func TestCancelWithinAState(t *testing.T) {
	e := machine(t, faultScene(t, "11-check-memory"))
	before := runtime.NumGoroutine()
	for _, workers := range []int{1, 4} {
		ctx, cancel := context.WithCancel(context.Background())
		seen := int64(0)
		v, err := explore.Run(ctx, e, explore.Options{Workers: workers, Progress: func(p explore.Progress) {
			cancel()
			seen = p.Transitions
		}})
		if err != nil || v.Answer != explore.Unknown || !strings.Contains(v.Text, "broken off") ||
			v.Transitions > seen {
			t.Errorf("%v, %d transitions after %d: %+v", err, v.Transitions, seen, plain(v))
		}
		cancel()
	}
	if after := runtime.NumGoroutine(); after > before {
		t.Errorf("%d goroutines before, %d after", before, after)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if v, err := explore.Run(ctx, e, explore.Options{}); err != nil || v.Answer != explore.Unknown || v.Visited != 0 {
		t.Errorf("broken off before it began: %v %+v", err, plain(v))
	}
}

// TestTooLargeAMachine: what does not fit is not begun, and the text says why.
func TestTooLargeAMachine(t *testing.T) {
	e := machine(t, scene("slots = 20000", "x int", "func one() {\nyield()\n}", "spawn(one, 20000)"))
	v := look(t, explore.Run, e, explore.Options{MaxMemory: 1 << 20})
	if v.Answer != explore.Unknown || v.Visited != 0 || !strings.Contains(v.Text, "bytes before its first") {
		t.Errorf("%+v", plain(v))
	}
}

// TestALongPassIsBrokenOff: a pass of a thousand million ops is broken off in its middle, and takes no memory.
func TestALongPassIsBrokenOff(t *testing.T) {
	e := machine(t, scene("slots = 2\nfuel = 1000000000", "x int", `
func one() {
	for i := 0; i < 900000000; i++ {
		x = i
	}
}`, "spawn(one)"))
	ctx, cancel := context.WithCancel(context.Background())
	first := true
	v, err := explore.Run(ctx, e, explore.Options{Progress: func(explore.Progress) {
		if !first {
			return
		}
		first = false
		cancel()
	}})
	if err != nil || v.Answer != explore.Unknown || v.Transitions > 1 {
		t.Errorf("%v %+v", err, plain(v))
	}
}

// TestALongScheduleIsRefused: what was found but cannot be shown is no "fails"; the text says how far it is.
func TestALongScheduleIsRefused(t *testing.T) {
	e := machine(t, scene("slots = 2", "x int", `
func one() {
	for {
		x++
		assert(x < 5000, "small")
		yield()
	}
}`, "spawn(one)"))
	v := look(t, explore.Run, e, explore.Options{MaxMemory: 4 << 20})
	if v.Answer != explore.Unknown || !strings.Contains(v.Text, "after 5000 passes (violation), but its schedule") {
		t.Errorf("%+v", plain(v))
	}
	if v := look(t, explore.Run, e, explore.Options{MaxMemory: 40 << 20}); v.Length != 5_000 ||
		len(v.Schedule) != 5_000 {
		t.Errorf("%v: %s, length %d", v.Answer, v.Text, v.Length)
	}
}

// TestExplainingGivesUp: a pause without end beside a failure is too much to try, and that is said.
func TestExplainingGivesUp(t *testing.T) {
	e := machine(t, scene("slots = 3", "m mutex", `
func one() {
	yield()
	lock(m)
	lock(m)
}
func two() {
	yield()
	sleep(1, 1000000000)
}`, "spawn(one)\nspawn(two)"))
	v := look(t, explore.Run, e, explore.Options{MaxStates: 1_000})
	if v.Kind != engine.EndDeadlock || v.Length != 2 {
		t.Fatalf("%+v", plain(v))
	}
	x, err := explore.Explain(context.Background(), &v, 500)
	if err != nil || x.Proven || !strings.Contains(x.Text, "too much to try") {
		t.Errorf("%v %+v", err, x)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := explore.Explain(ctx, &v, 0); err == nil {
		t.Errorf("an explanation that was broken off has no error")
	}
}
