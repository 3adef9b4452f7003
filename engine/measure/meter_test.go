package measure

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// shelf returns the texts of all scenes that come with Quartet.
func shelf(t testing.TB) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../../presets/scenes/*.scene")
	if err != nil || len(files) < 10 {
		t.Fatal(len(files), err)
	}
	all := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(file)] = string(text)
	}
	return all
}

// TestLevelsAreTheSnapshot: what a meter folded from events is what the machine holds, after every step, under every
// policy, with commands in between.
func TestLevelsAreTheSnapshot(t *testing.T) {
	texts := shelf(t)
	for _, name := range effort.Some(t, slices.Sorted(maps.Keys(texts)), 30, 60) {
		text := texts[name]
		t.Run(name, func(t *testing.T) {
			for _, command := range []string{"rule tick pass", "policy preemptive 1", "policy roundrobin",
				"rule tick idle"} {
				e := scenetest.Machine(t, text)
				m := New(e, Options{})
				m.Fold(e.Boot())
				c := scenetest.Command(t, command)
				var now *engine.Snapshot
				for step := range 400 {
					if step == 10 {
						if events, err := e.Do(c); err == nil {
							m.Fold(events)
						}
					}
					events := e.Step()
					if events == nil {
						break
					}
					m.Fold(events)
					now = e.Snapshot(now)
					if !same(m, now) {
						t.Fatalf("%s: after step %d: %v\n%+v", command, e.StepNumber(), m.level, now)
					}
				}
			}
		})
	}
}

// same compares a meter's levels with the machine's.
func same(m *Meter, now *engine.Snapshot) bool {
	waits := 0 // handlers stand by, and do not wait
	for _, s := range now.Waiting {
		waits += int(truth(now.Coroutines[s].On != engine.OnIrq))
	}
	ok := m.level[readyArea] == int64(len(now.Ready)) && m.level[waitingArea] == int64(waits) &&
		m.level[timedArea] == int64(len(now.Timed))
	for q, v := range now.Queues {
		ok = ok && m.level[lengthArea.of(q)] == int64(len(v.Items)) &&
			m.level[fullArea.of(q)] == truth(len(v.Items) >= v.Max) &&
			m.level[emptyArea.of(q)] == truth(len(v.Items) == 0) &&
			m.level[busyArea.of(q)] >= 0 && m.level[idleArea.of(q)] >= 0 && m.level[blockedArea.of(q)] >= 0
	}
	locked := 0
	for _, c := range now.Coroutines {
		asleep := c.Place == engine.Waiting || c.Place == engine.TimedWaiting
		locked += int(truth(asleep && c.On == engine.OnMutex))
	}
	return ok && (m.level[lockedArea] <= int64(locked) || len(now.Mailboxes) > 0)
}

const shop = `package shop

const (
	slots = 8
	seed  = 3
)

var (
	m        mutex
	notEmpty cond
	notFull  cond
	work     = queue(3)
)

func producer() {
	for {
		compute(1, 9)
		lock(m)
		for len(work) == cap(work) { wait(notFull, m) }
		put(work)
		signal(notEmpty)
		unlock(m)
	}
}

func consumer() {
	for {
		lock(m)
		for len(work) == 0 { wait(notEmpty, m) }
		take(work)
		signal(notFull)
		unlock(m)
		compute(2, 7)
	}
}

func main() {
	spawn(producer, 2)
	spawn(consumer, 2)
}
`

// TestMergingLosesNothing: the sums of a meter whose buckets were merged are those of one that never merges.
func TestMergingLosesNothing(t *testing.T) {
	e := scenetest.Machine(t, shop)
	free, narrow := New(e, Options{}), New(e, Options{Batch: 7})
	for _, m := range []*Meter{free, narrow} {
		m.Fold(e.Boot())
	}
	copied := free.Copy(nil)
	for range 20_000 {
		events := e.Pass()
		free.Fold(events)
		narrow.Fold(events)
	}
	if free.buckets.count() > mostBuckets || narrow.buckets.count() < 2000 {
		t.Fatal(free.buckets.count(), narrow.buckets.count())
	}
	for c := range free.level {
		var a, b float64
		for i := range free.buckets.count() {
			a += free.buckets.at(i)[c]
		}
		for i := range narrow.buckets.count() {
			b += narrow.buckets.at(i)[c]
		}
		if a != b {
			t.Errorf("channel %d: %v and %v", c, a, b)
		}
	}
	if copied.now != 0 || copied.level[readyArea] != 4 {
		t.Error("the copy has followed")
	}
	again := free.Copy(copied)
	if free.add(switches, 5); again.buckets.row[switches] == free.buckets.row[switches] {
		t.Error("the copy shares sums")
	}
}

// TestLittle: over a long run both sides of Little's law agree, and so do counts taken in two ways.
func TestLittle(t *testing.T) {
	e := scenetest.Machine(t, shop)
	m := New(e, Options{})
	m.Fold(e.Boot())
	for range 100_000 {
		m.Fold(e.Pass())
	}
	out := m.Measures()
	q := out.Queues[0]
	if d := q.Little.Length - q.Little.RateByWait; d > 0.01 || d < -0.01 || q.Length.Value <= 0 {
		t.Errorf("%+v", q.Little)
	}
	if q.Throughput.Value <= 0 || !q.Throughput.Known() || q.Throughput.Low >= q.Throughput.Value || out.Batches != 30 {
		t.Errorf("%+v in %d batches", q.Throughput, out.Batches)
	}
	if s := m.Series(Lengths, 0); len(s) < 60 || len(s) > 128 || m.Series(Lengths, 1) != nil {
		t.Errorf("%d values", len(s))
	}
}

// TestWaste counts what does no work.
func TestWaste(t *testing.T) {
	scene := func(consumer string) string {
		return strings.Replace(shop, "for len(work) == 0 { wait(notEmpty, m) }", consumer, 1)
	}
	for _, one := range []struct {
		name, text, command string
		count               func(*Measures) int64
	}{
		{"passes", scene("for len(work) == 0 { unlock(m); yield(); lock(m) }"), "",
			func(m *Measures) int64 { return m.EmptyPasses }},
		{"wakeups", strings.ReplaceAll(shop, "signal(", "broadcast("), "",
			func(m *Measures) int64 { return m.EmptyWakeups }},
		{"resumes", shop, "policy roundrobin", func(m *Measures) int64 { return m.EmptyResumes }},
		{"spins", strings.NewReplacer("m        mutex", "m spinlock", "wait(notFull, m)", "unlock(m); yield(); lock(m)",
			"wait(notEmpty, m)", "unlock(m); yield(); lock(m)", "take(work)", "take(work); yield()").Replace(shop), "",
			func(m *Measures) int64 { return m.EmptySpins }},
	} {
		good, bad := waste(t, shop, "", one.count), waste(t, one.text, one.command, one.count)
		if bad <= good || good > 100 {
			t.Errorf("%s: %d wasted where nothing should be, %d where much should be", one.name, good, bad)
		}
	}
}

func waste(t *testing.T, text, command string, count func(*Measures) int64) int64 {
	t.Helper()
	e := scenetest.Machine(t, text)
	m := New(e, Options{})
	m.Fold(e.Boot())
	if command != "" {
		c := scenetest.Command(t, command)
		events, err := e.Do(c)
		if err != nil {
			t.Fatal(err)
		}
		m.Fold(events)
	}
	for range 5000 {
		m.Fold(e.Pass())
	}
	out := m.Measures()
	return count(&out)
}

// TestAHandlerThatIsKilled: it stood by, and was nobody who waits; who is begun in its slot is.
func TestAHandlerThatIsKilled(t *testing.T) {
	e := scenetest.Machine(t, `package p
const slots = 3
var (
	m mutex
	c cond
)
func h() {}
func w() { lock(m); wait(c, m); unlock(m) }
func main() { interrupt(h, 2); spawn(w) }`)
	m := New(e, Options{})
	m.Fold(e.Boot())
	for _, command := range []string{"", "interrupt h", "", "kill h", "spawn w 2", "", ""} {
		if command != "" {
			events, err := e.Do(scenetest.Command(t, command))
			if err != nil {
				t.Fatal(err)
			}
			m.Fold(events)
		}
		for range 3 {
			m.Fold(e.Step())
			if now := e.Snapshot(nil); !same(m, now) {
				t.Fatalf("after %q, step %d: %v\n%+v", command, e.StepNumber(), m.level, now)
			}
		}
	}
}
