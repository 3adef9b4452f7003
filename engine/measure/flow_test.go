package measure_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/measure"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// flowOf runs a scene for so many ticks and returns what went through its first channel, and the scene's own counts.
func flowOf(t *testing.T, text string, until int64) (*measure.Flow, map[string]int64, *measure.Measures) {
	t.Helper()
	e := scenetest.Machine(t, text)
	m := measure.New(e, measure.Options{Warmup: 0, Batch: 1 << 20})
	m.Fold(e.Boot())
	for e.End().Kind == engine.NotEnded && e.Time() < until {
		m.Fold(e.Step())
	}
	counts := map[string]int64{}
	for _, v := range e.Snapshot(nil).Counters {
		counts[v.Name] = v.Value
	}
	all := m.Measures()
	return all.Syncs[0].Flow, counts, &all
}

// TestEachValueIsCountedOnce: whichever way values go through a channel, as many are counted as the coroutines count.
func TestEachValueIsCountedOnce(t *testing.T) {
	for name, body := range map[string]string{
		"plain": "func a() { for { compute(1, 4); ch <- 1; sent++ } }\n" +
			"func b() { for v := range ch { got += v; compute(1, 5) } }",
		"select": "func a() { for { compute(1, 4); select { case ch <- 1: sent++\ncase <-after(3): } } }\n" +
			"func b() { for { select { case v := <-ch: got += v\ncase <-after(2): }; compute(1, 5) } }",
		"either": "func a() { for { select { case ch <- 1: sent++\ncase v := <-ch: got += v }; " +
			"compute(1, 3) } }\nfunc b() { for { select { case v, ok := <-ch: if ok { got += v }\ncase ch <- 1: " +
			"sent++ }; compute(1, 3) } }",
		"default": "func a() { for { select { case ch <- 1: sent++\ndefault: }; compute(1, 3) } }\n" +
			"func b() { for { select { case v := <-ch: got += v\ndefault: }; compute(1, 5) } }",
		"closed": "func a() { for range 20 { compute(1, 4); ch <- 1; sent++ }; sleep(300); close(ch) }\n" +
			"func b() { for v := range ch { got += v; compute(1, 5) }; v, ok := <-ch; " +
			"assert(!ok && v == 0, \"over\") }",
	} {
		for _, room := range []int{0, 1, 3} {
			for seed := range 3 {
				if name == "closed" && seed > 0 {
					continue
				}
				senders := 2
				if name == "closed" {
					senders = 1
				}
				text := fmt.Sprintf("package x\nconst (\nseed = %d\ntick = \"idle\"\n)\nvar (\n"+
					"ch = make(chan int, %d)\nsent counter\ngot counter\n)\n%s\n"+
					"func main() { spawn(a, %d); spawn(b, 2) }\n", seed+1, room, body, senders)
				f, counts, _ := flowOf(t, text, 400)
				// who is in the midst of one has not counted it yet
				if d := f.Sent - counts["sent"]; d < 0 || d > 2 {
					t.Errorf("%s, room %d: %d sent, the scene counts %d", name, room, f.Sent, counts["sent"])
				}
				left := f.Sent - f.Received
				if d := f.Received - counts["got"]; d < 0 || d > 2 || left < 0 || left > int64(room) {
					t.Errorf("%s, room %d: %d of %d received, the scene counts %d", name, room, f.Received, f.Sent,
						counts["got"])
				}
			}
		}
	}
}

// TestAChannelIsAQueue: a pool of workers at a channel and one at a work queue with a mutex and two conditions measure
// the same, but for chance, and Little's law holds for both.
func TestAChannelIsAQueue(t *testing.T) {
	const head = "package pool\nconst (\nslots = 8\ntick = \"idle\"\n)\n"
	chans := head + "var jobs = make(chan item, 4)\n" +
		"func maker() { for { compute(exponential(10)); jobs <- item() } }\n" +
		"func worker() { for it := range jobs { compute(exponential(8)); drop(it) } }\n" +
		"func main() { spawn(maker, 2); spawn(worker, 2) }\n"
	f, _, all := flowOf(t, chans, 300_000)
	x, err := measure.Sources(2, 10, 2, 8, 4)
	if err != nil {
		t.Fatal(err)
	}
	for what, pair := range map[string][2]float64{
		"throughput": {f.Throughput.Value, x.Throughput}, "of the scene": {all.Throughput.Value, x.Throughput},
		"arrivals": {f.Arrival.Value, x.Throughput}, "length": {f.Little.Length, x.Length},
		"wait": {f.ValueWait.Value, x.Wait}, "senders": {f.Senders.Value, x.Blocked},
		"receivers": {f.Receivers.Value, 2 - x.Busy},
		"at work":   {f.Busy.Value, x.Busy},
		"service":   {f.Service.Value, 1.0 / 8}, "utilisation": {f.Utilisation.Value, x.Utilisation},
		"Little": {f.Little.RateByWait, f.Little.Length},
	} {
		if math.Abs(pair[0]-pair[1]) > 0.06*pair[1] {
			t.Errorf("%s: measured %.4g, theory has %.4g", what, pair[0], pair[1])
		}
	}
}

// TestChannelsAreVaried: a sweep varies the room of a channel, and who sends and receives items, by their roles.
func TestChannelsAreVaried(t *testing.T) {
	p := scenetest.Parse(t, "package pool\nvar jobs = make(chan item, 4)\n"+
		"func maker() { for { compute(2); jobs <- item() } }\n"+
		"func worker() { for it := range jobs { compute(3); drop(it) } }\n"+
		"func main() { spawn(maker); spawn(worker) }\n")
	if maker, worker := p.Funcs[0].Role, p.Funcs[1].Role; maker != program.Producer || worker != program.Consumer {
		t.Errorf("the roles are %v and %v", maker, worker)
	}
	for _, name := range []string{"capacity", "jobs"} {
		out, err := measure.Vary(p, measure.Setting{Name: name, N: 0})
		if err != nil || out.Syncs[0].State[program.ChanCap] != 0 || p.Syncs[0].State[program.ChanCap] != 4 {
			t.Errorf("%s=0: %v", name, err)
		}
	}
	both := []measure.Setting{{Name: "consumers", N: 3}, {Name: "producers", N: 2}}
	if _, err := measure.Vary(p, both...); err != nil {
		t.Error(err)
	}
	if _, err := measure.Vary(p, measure.Setting{Name: "jobs", N: 1 << 40}); err == nil {
		t.Error("a channel has room for everything")
	}
}
