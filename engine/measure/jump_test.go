package measure

import (
	"math"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// jumps is a scene whose clock jumps as far as it can.
const jumps = `package jumps

const slots = 40

var work = queue(1)

func producer() {
	for {
		sleep(1000000000000)
		put(work)
		take(work)
	}
}

func sleeper() {
	for {
		sleep(1000000000000)
	}
}

func main() {
	spawn(producer)
	spawn(sleeper, 39)
}
`

// TestFarJumps measures a run to the end of its clock, with buckets that grow and with ones that are asked
// for narrow: it is soon done, and the numbers are those of the run.
func TestFarJumps(t *testing.T) {
	p := scenetest.Parse(t, jumps)
	for _, o := range []Options{{}, {Batch: 1}, {Warmup: math.MaxInt64}, {Warmup: 5, Batch: math.MaxInt64}} {
		e := scenetest.Boot(t, p)
		m := New(e, o)
		m.Fold(e.Boot())
		for e.End().Kind == engine.NotEnded && e.PassNumber() < int64(effort.Times(8_000, 20_000, 20_000)) {
			m.Fold(e.Pass())
		}
		got := m.Measures()
		if o != (Options{}) {
			continue
		}
		if got.Ticks != e.Time() || math.Abs(got.TimedWaiting.Value-40) > 0.001 {
			t.Errorf("%d of %d ticks, %v on TIMED-WAITING", got.Ticks, e.Time(), got.TimedWaiting.Value)
		}
		if got.Running.Value > 0.001 {
			t.Errorf("somebody was ready for %v of the time", got.Running.Value)
		}
		if at := got.Queues[0].Throughput.Value * 1e12; math.Abs(at-1) > 0.01 {
			t.Errorf("%v items in 10^12 ticks", at)
		}
		m.Until(1_000_000_000_000_000_000)
		if series := m.Series(TimedOverTime, 0); len(series) == 0 || len(series) > mostBuckets ||
			series[len(series)-1] < 39 {
			t.Errorf("a series of %d, %v", len(series), series)
		}
	}
}

// TestTheoryIsBounded: a queue too large to look for its period is given up, not looked at for minutes.
func TestTheoryIsBounded(t *testing.T) {
	if _, err := Deterministic(1, 7, 1, 11, 120_000); err == nil {
		t.Error("a period was found")
	}
	c, err := Deterministic(1_000, 1, 1_000, 1_000_000_000_000, 1)
	if err != nil {
		t.Fatal(err)
	}
	if busy, _ := c.Busy.Float64(); math.Abs(busy-1000) > 1 {
		t.Errorf("%v consumers at work", busy)
	}
}
