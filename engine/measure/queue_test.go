package measure

import (
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestQueuesByPositionAreTheSnapshot: how many items lie in a queue, since when each does, and how many were put and
// have left, is as the machine has it, with items that are put between others, removed, cleared by the scene and from
// outside.
func TestQueuesByPositionAreTheSnapshot(t *testing.T) {
	for _, declared := range []string{"queue(4)", "stack(4)"} {
		e := scenetest.Machine(t, `package clerks
const slots = 4
var q = `+declared+`
func putter() {
	for i := 0; ; i++ {
		compute(1)
		if len(q) < cap(q) {
			putAt(q, i%(len(q)+1), item(i))
		}
	}
}
func remover() {
	for i := 0; ; i++ {
		compute(2)
		if len(q) > 1 {
			it := peek(q, i%len(q))
			if remove(q, it) == ok {
				drop(it)
			}
		} else if i%7 == 6 {
			clear(q)
		} else if len(q) > 0 {
			take(q)
		}
	}
}
func main() {
	put(q)
	spawn(putter)
	spawn(remover)
}
`)
		m := New(e, Options{})
		m.Fold(e.Boot())
		since := map[int64]int64{1: 0} // by item
		put, left := int64(1), int64(0)
		look := func(events []engine.Event, step int) {
			m.Fold(events)
			v := e.Snapshot(nil).Queues[0]
			for _, item := range v.Items {
				if _, known := since[item]; !known {
					since[item] = e.Time()
					put++
				}
			}
			for item := range since {
				if !slices.Contains(v.Items, item) {
					delete(since, item)
					left++
				}
			}
			var times []int64
			for _, at := range since {
				times = append(times, at)
			}
			w := &m.queues[0]
			slices.Sort(times)
			if got := slices.Sorted(slices.Values(w.put[w.head:])); !slices.Equal(got, times) {
				t.Fatalf("%s, step %d: put at %v, by the meter %v", declared, step, times, got)
			}
			sum := func(c channel) (n int64) {
				for i := range m.buckets.count() {
					n += int64(m.buckets.at(i)[c.of(0)])
				}
				return n
			}
			if a, b := sum(puts), sum(takes); a != put || b != left {
				t.Fatalf("%s, step %d: %d put and %d left, by the meter %d and %d", declared, step, put, left, a, b)
			}
		}
		for step := range 600 {
			look(slices.Clone(e.Step()), step)
			if step%9 == 8 && e.RunningSlot() < 0 { // not between a look and what comes of it
				events, err := e.Do(scenetest.Command(t, "clear q"))
				if err != nil {
					t.Fatal(err)
				}
				look(slices.Clone(events), step)
			}
		}
		if left < 20 || e.End().Kind != engine.NotEnded {
			t.Errorf("%s: %d left, %s", declared, left, e.End().Text)
		}
	}
}
