package measure

import (
	"context"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// timeless is the shop where computing goes on in parallel and ops take no time.
func timeless(think, service string) string {
	return strings.NewReplacer("seed  = 3", "seed = 3\n\ttick = \"idle\"", "compute(1, 9)", "compute("+think+")",
		"compute(2, 7)", "compute("+service+")").Replace(shop)
}

// TestSweep: the rows do not depend on the number of workers, more consumers help until the producers are the
// slower side, and the knee is there.
func TestSweep(t *testing.T) {
	scene := scenetest.Machine(t, timeless("exponential(1000)", "exponential(2000)")).Program()
	plan := Plan{Scene: scene, Ranges: []Range{{"consumers", 1, 6}, {"capacity", 1, 3}}, Passes: 8_000}
	finished := 0
	one, err := Sweep(context.Background(), plan, 1, func(n, total int) { finished = n*100 + total })
	if err != nil || finished != 1818 {
		t.Fatal(finished, err)
	}
	four, err := Sweep(context.Background(), plan, 4, nil)
	if err != nil || !reflect.DeepEqual(summary(one), summary(four)) {
		t.Errorf("%v\n%v\n%v", err, summary(one), summary(four))
	}
	knees := 0
	for i := range one {
		p := &one[i]
		if p.Knee {
			knees++
		}
		if !p.Known || off(p) > 0.15 {
			t.Errorf("%v: %v, theory %v %v", p.Settings, p.Measures.Throughput.Value, p.Known, p.Theory.Throughput)
		}
	}
	if knees != 3 || one[0].Knee {
		t.Errorf("%d knees", knees)
	}
}

// off says by which share the measured throughput differs from the exact one.
func off(p *Point) float64 { return math.Abs(p.Measures.Throughput.Value/p.Theory.Throughput - 1) }

func summary(points []Point) []any {
	var all []any
	for _, p := range points {
		all = append(all, p.Settings, p.Knee, p.Measures.Throughput.Value, p.Measures.Queues[0].ItemWait.Value)
	}
	return all
}

func TestSweepIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	plan := Plan{Scene: scenetest.Machine(t, shop).Program(), Ranges: []Range{{"consumers", 1, 40}}, Passes: 1 << 40}
	cancel()
	if _, err := Sweep(ctx, plan, 2, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestVary changes each kind of thing, and says what there is where there is nothing.
func TestVary(t *testing.T) {
	p := scenetest.Machine(t, strings.Replace(shop, "queue(3)", "queue(K)\n)\n\nconst (\n\tK = 1 + 2", 1)).Program()
	for _, one := range []struct {
		settings []Setting
		live     int
		capacity int
	}{
		{nil, 4, 3}, {[]Setting{{"consumers", 5}}, 7, 3}, {[]Setting{{"consumer", 0}}, 2, 3},
		{[]Setting{{"producers", 1}}, 3, 3},
		{[]Setting{{"capacity", 9}}, 4, 9}, {[]Setting{{"work", 2}}, 4, 2}, {[]Setting{{"K", 7}}, 4, 7},
		{[]Setting{{"consumers", 5}, {"K", 7}}, 7, 7}, {[]Setting{{"slots", 3}}, 3, 3},
		{[]Setting{{"consumers", 100}}, 102, 3},
	} {
		q, err := Vary(p, one.settings...)
		if err != nil {
			t.Errorf("%v: %v", one.settings, err)
			continue
		}
		e := scenetest.Boot(t, q)
		live := 0
		now := e.Snapshot(nil)
		for _, c := range now.Coroutines {
			live += int(truth(c.Live))
		}
		if live != one.live || now.Queues[0].Max != one.capacity {
			t.Errorf("%v: %d coroutines, capacity %d", one.settings, live, now.Queues[0].Max)
		}
	}
	for _, bad := range []struct {
		s    Setting
		says string
	}{
		{Setting{"customers", 1}, "what can be varied is slots, seed, K, capacity, work, producer, consumer"},
		{Setting{"capacity", 0}, "a capacity is 1 to"}, {Setting{"consumers", -1}, "from 0"},
		{Setting{"consumers", 1 << 40}, "too many"}, {Setting{"K", 0}, "a capacity is a whole number from 1"},
	} {
		if _, err := Vary(p, bad.s); err == nil || !strings.Contains(err.Error(), bad.says) {
			t.Errorf("%v: %v", bad.s, err)
		}
	}
	for _, r := range []Range{{"K", 5, 4}, {"K", -1 << 63, 4}, {"K", 1, 1 << 40}} {
		if _, err := (&Plan{Ranges: []Range{r}}).Points(); err == nil {
			t.Errorf("%v was accepted", r)
		}
	}
}

// TestVaryConsts: numbers of both signs and truths, all at once, with what follows from them.
func TestVaryConsts(t *testing.T) {
	p := scenetest.Machine(t, `package consts
const (
	n     = 3
	twice = 2 * n
	low   = -1
	fair  = !false
	both  = fair && n > 2
)
var (
	a    [n - low]int
	work = queue(twice)
	b    = both
	x    = low
)
func f() { put(work) }
func main() { spawn(f, len(a)) }
`).Program()
	for _, one := range []struct {
		settings             []Setting
		live, capacity, x, b int64
	}{
		{nil, 4, 6, -1, 1}, {[]Setting{{"n", 5}}, 6, 10, -1, 1}, {[]Setting{{"twice", 1}}, 4, 1, -1, 1},
		{[]Setting{{"fair", 0}}, 4, 6, -1, 0}, {[]Setting{{"both", 0}, {"low", -3}}, 6, 6, -3, 0},
		{[]Setting{{"n", 2}, {"low", 1}}, 1, 4, 1, 0}, {[]Setting{{"low", 1}, {"n", 2}}, 1, 4, 1, 0},
		{[]Setting{{"low", 4}, {"n", 9}}, 5, 18, 4, 1}, // low alone would leave no elements
	} {
		q, err := Vary(p, one.settings...)
		if err != nil {
			t.Errorf("%v: %v", one.settings, err)
			continue
		}
		now, live := scenetest.Boot(t, q).Snapshot(nil), int64(0)
		for _, c := range now.Coroutines {
			live += int64(truth(c.Live))
		}
		vars := map[string]int64{}
		for _, v := range now.Vars {
			vars[v.Name] = v.Value
		}
		if live != one.live || int64(now.Queues[0].Max) != one.capacity || vars["x"] != one.x || vars["b"] != one.b {
			t.Errorf("%v: %d coroutines, capacity %d, %v", one.settings, live, now.Queues[0].Max, vars)
		}
	}
	for says, s := range map[string]Setting{
		"fair=2: fair is true or false; write fair=0..1":  {"fair", 2},
		"with n=-1 the scene does not open: test.scene:":  {"n", -1},
		"low=4 the scene does not open":                   {"low", 4},
		"f=-1: numbers go from 0":                         {"f", -1},
		"what can be varied is n, twice, low, fair, both": {"m", 1},
	} {
		if _, err := Vary(p, s); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v: %v, not %s", s, err, says)
		}
	}
}

// TestTheoryKnowsItsLimits: exact values are given for systems that have them and for no other.
func TestTheoryKnowsItsLimits(t *testing.T) {
	good := timeless("exponential(1000)", "exponential(2000)")
	for _, one := range []struct {
		name, text string
		known      bool
	}{
		{"exponential", good, true}, {"fixed", timeless("10", "7"), true}, {"uniform", timeless("1, 10", "7"), false},
		{"mixed", timeless("exponential(10)", "7"), false}, {"ops take time", shop, false},
		{"barging", strings.Replace(good, "seed = 3", "seed = 3\n\tunlock = \"barging\"", 1), false},
		{"if", strings.Replace(good, "signal(notFull)", "if len(work) == 1 { signal(notFull) }", 1), false},
		{"other work", strings.Replace(good, "signal(notFull)", "signal(notFull); sleep(1)", 1), false},
		{"ends", strings.Replace(good, "signal(notFull)", "signal(notFull); exit()", 1), false},
	} {
		if x, known := Theory(scenetest.Machine(t, one.text)); known != one.known || known && !(x.Throughput > 0) {
			t.Errorf("%s: %v %+v", one.name, known, x)
		}
	}
}

// TestEventualState names fills, empties and balanced, and nothing before the interval does.
func TestEventualState(t *testing.T) {
	for _, one := range []struct {
		think, service string
		passes         int
		state          State
	}{
		{"exponential(1000)", "exponential(100)", 50_000, Empties},
		{"exponential(100)", "exponential(1000)", 50_000, Fills},
		{"exponential(1000)", "exponential(1000)", 50_000, Balanced},
		{"exponential(1000)", "exponential(1000)", 30, TooEarly},
		{"exponential(100)", "exponential(1000)", 10, TooEarly},
	} {
		e := scenetest.Machine(t, timeless(one.think, one.service))
		m := New(e, Options{})
		m.Fold(e.Boot())
		for range one.passes {
			m.Fold(e.Pass())
		}
		out := m.Measures()
		if got := out.Queues[0].State; got != one.state {
			t.Errorf("%s and %s after %d passes: %s, fill %+v", one.think, one.service, one.passes, got,
				out.Queues[0].Fill)
		}
	}
}

// TestASweepStopsAtADeadlock: two that wait for each other are a deadlock though the others go on; what is
// measured there counts for nothing, and where one run broke no knee is named.
func TestASweepStopsAtADeadlock(t *testing.T) {
	text := strings.Replace(timeless("10", "7"), "func main() {", `var (
	a mutex
	b mutex
)

func left() {
	lock(a)
	yield()
	lock(b)
}

func right() {
	lock(b)
	yield()
	lock(a)
}

func main() {
	spawn(left)
	spawn(right)`, 1)
	sound, broken := scenetest.Machine(t, timeless("10", "7")).Program(), scenetest.Machine(t, text).Program()
	ranges := []Range{{"consumers", 1, 2}}
	for _, scene := range []*program.Program{sound, broken} {
		points, err := Sweep(context.Background(), Plan{Scene: scene, Ranges: ranges, Passes: 20_000}, 1, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i := range points {
			p := &points[i]
			if p.Broken() != (scene == broken) || p.Broken() && (p.Knee || p.Ending() != "deadlock by pass 4096") {
				t.Errorf("%v: %s, a knee: %v", p.Settings, p.Ending(), p.Knee)
			}
		}
		if knee := points[0].Knee || points[1].Knee; knee != (scene == sound) {
			t.Errorf("a knee is named: %v", knee)
		}
	}
}

// TestPointsAsLines: a point that was written and read is the same, whatever is not known of it, and parts of a sweep
// are the sweep.
func TestPointsAsLines(t *testing.T) {
	for name, of := range map[string]Range{
		"bounded-buffer": {"producers", 1, 3}, "channel-hand-over": {"capacity", 0, 2},
		"one-condition": {"consumers", 1, 3}, "deadlock-by-lock-order": {"eastbound", 0, 2},
	} {
		plan := Plan{Scene: scenetest.Shipped(t, name), Ranges: []Range{of}, Passes: 500}
		whole, err := Sweep(context.Background(), plan, 1, nil)
		if err != nil {
			t.Fatal(name, err)
		}
		together := make([]Point, len(whole))
		for part := range 2 {
			plan.Part, plan.Parts = part, 2
			some, err := Sweep(context.Background(), plan, 2, nil)
			if err != nil {
				t.Fatal(err)
			}
			for i := range some {
				if together[2*i+part], err = ReadPoint(some[i].Line()); err != nil {
					t.Fatal(err)
				}
			}
		}
		MarkKnees(together)
		for i := range whole {
			a, b := string(whole[i].Line()), string(together[i].Line())
			if a != b || whole[i].Ending() != together[i].Ending() || !strings.Contains(a, "null") {
				t.Errorf("%s: %s\nis read as %s", name, a, b)
			}
		}
	}
	for _, line := range []string{"", "{}", `{"Point":{}}`, `{"Point":3,"Since":""}`} {
		if _, err := ReadPoint([]byte(line)); err == nil {
			t.Errorf("%q is a point", line)
		}
	}
}
