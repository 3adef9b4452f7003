package floor

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// plain is the same bounded buffer once more, on slices and without a lock queue: under a scheduler
// that never preempts, nobody can meet a mutex that is taken.
type plain struct {
	ready, noWork, noRoom []int
	deadlines             []int64 // by coroutine, 0 for none
	arrivals              []int   // those with a deadline, in order of arrival
	len, limit            int
	now, think            int64
	draw                  func(int64) int64
}

// pass does one pass and returns who ran, or -1.
func (p *plain) pass() int {
	if len(p.ready) == 0 {
		if len(p.arrivals) == 0 {
			return -1
		}
		first := p.deadlines[p.arrivals[0]]
		for _, m := range p.arrivals {
			first = min(first, p.deadlines[m])
		}
		p.fire(max(p.now, first))
	}
	m := p.ready[0]
	p.ready = p.ready[1:]
	mine, other, step := &p.noRoom, &p.noWork, 1
	blocked := p.len >= p.limit
	if m%2 == 1 {
		mine, other, step = &p.noWork, &p.noRoom, -1
		blocked = p.len == 0
	}
	switch {
	case blocked:
		*mine = append(*mine, m)
	default:
		p.len += step
		if len(*other) > 0 {
			p.ready = append(p.ready, (*other)[0])
			*other = (*other)[1:]
		}
		if p.think > 0 {
			p.deadlines[m] = p.now + 1 + p.draw(p.think)
			p.arrivals = append(p.arrivals, m)
		} else {
			p.ready = append(p.ready, m)
		}
	}
	if p.think > 0 {
		p.fire(p.now + 1)
	}
	return m
}

// fire moves the clock to now, and everyone who is due to READY by deadline, then arrival.
func (p *plain) fire(now int64) {
	p.now = now
	due := slices.DeleteFunc(slices.Clone(p.arrivals), func(m int) bool { return p.deadlines[m] > now })
	p.arrivals = slices.DeleteFunc(p.arrivals, func(m int) bool { return p.deadlines[m] <= now })
	slices.SortStableFunc(due, func(a, b int) int { return int(p.deadlines[a] - p.deadlines[b]) })
	p.ready = append(p.ready, due...)
}

func TestLoopIsTheBoundedBuffer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 9).Draw(t, "n")
		c := Config{
			Coroutines: n,
			Capacity:   rapid.IntRange(0, 4).Draw(t, "capacity"),
			Stock:      rapid.IntRange(0, 5).Draw(t, "stock"),
			Shuffled:   rapid.Bool().Draw(t, "shuffled"),
			Think:      rapid.Int64Range(0, 12).Draw(t, "think"),
			Seed:       rapid.Uint64().Draw(t, "seed"),
		}
		l := New(c)
		dice := &Loop{draws: l.draws} // the same numbers, drawn in the same order
		p := &plain{
			ready:     l.places.Append(nil, ready),
			deadlines: make([]int64, n),
			len:       min(c.Stock, c.Capacity),
			limit:     c.Capacity,
			think:     c.Think,
			draw:      dice.draw,
		}
		for i := range 60 {
			ran := p.pass()
			if did := l.Run(1); (did == 1) != (ran >= 0) {
				t.Fatalf("pass %d: %d done, want %d to run", i, did, ran)
			}
			if got := l.places.Append(nil, ready); !slices.Equal(got, p.ready) {
				t.Fatalf("pass %d of %d: READY %v, want %v", i, ran, got, p.ready)
			}
			for q, want := range map[int][]int{notEmpty: p.noWork, notFull: p.noRoom, lockQueue: nil} {
				if got := l.waits.Append(nil, q); !slices.Equal(got, want) {
					t.Fatalf("pass %d of %d: wait queue %d is %v, want %v", i, ran, q, got, want)
				}
			}
			sound(t, l)
		}
	})
}

// sound checks what must hold between any two passes.
func sound(t *rapid.T, l *Loop) {
	t.Helper()
	for _, err := range []error{l.places.Check(), l.waits.Check(), l.timers.Check(), l.work.Check()} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if in := l.Made() - l.Taken(); in != int64(l.work.Len()) {
		t.Fatalf("made %d, took %d, and %d are there", l.Made(), l.Taken(), l.work.Len())
	}
	if asleep := l.waits.Members() - l.waits.Len(nothing); asleep != l.places.Len(waiting) {
		t.Fatalf("%d wait on something, %d are WAITING", asleep, l.places.Len(waiting))
	}
	if l.timers.Len() != l.places.Len(timed) || l.owner != nobody {
		t.Fatalf("%d timers, %d sleepers, owner %d", l.timers.Len(), l.places.Len(timed), l.owner)
	}
}

// readyOnly is a bounded buffer in which everyone is always ready.
func readyOnly(n int, shuffled bool) Config {
	return Config{Coroutines: n, Capacity: n, Stock: n / 2, Shuffled: shuffled, Seed: 1}
}

// thinking is a bounded buffer in which one CPU is about as much as everyone together needs.
func thinking(n int) Config {
	return Config{Coroutines: n, Capacity: n, Stock: n / 2, Think: int64(2 * n), Seed: 1}
}

func TestReadyOnlyNeverWaits(t *testing.T) {
	for _, shuffled := range []bool{false, true} {
		l := New(readyOnly(1000, shuffled))
		if done := l.Run(50_000); done != 50_000 || l.Waited() != 0 || l.places.Len(ready) != 1000 {
			t.Errorf("shuffled %v: %d passes, %d waits, %d ready, want 50000, 0, 1000",
				shuffled, done, l.Waited(), l.places.Len(ready))
		}
		if order := l.places.Append(nil, ready); slices.IsSorted(order) == shuffled {
			t.Errorf("shuffled %v, and yet READY is %v…", shuffled, order[:10])
		}
	}
}

func TestRunAllocatesNothing(t *testing.T) {
	for _, c := range []Config{readyOnly(100, true), thinking(100), {Coroutines: 100, Capacity: 1}} {
		l := New(c)
		l.Run(10_000)
		if got := testing.AllocsPerRun(10, func() { l.Run(1000) }); got != 0 {
			t.Errorf("%+v: %v allocations, want none", c, got)
		}
	}
}

// BenchmarkFloor reports nanoseconds a pass. Spawn order is memory order; shuffled, each pass goes to
// another part of memory, and the floor itself grows with n.
func BenchmarkFloor(b *testing.B) {
	cases := []struct {
		name   string
		config func(n int) Config
	}{
		{"ready", func(n int) Config { return readyOnly(n, false) }},
		{"shuffled", func(n int) Config { return readyOnly(n, true) }},
		{"thinking", thinking},
	}
	for _, c := range cases {
		for _, n := range []int{10, 1_000, 100_000} {
			b.Run(fmt.Sprintf("%s/n=%d", c.name, n), func(b *testing.B) {
				l := New(c.config(n))
				l.Run(3 * n)
				b.ReportAllocs()
				b.ResetTimer()
				l.Run(b.N)
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N), "ns/pass")
			})
		}
	}
}
