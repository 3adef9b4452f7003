package engine

import (
	"fmt"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/cputime"
	"github.com/quartet-os/quartet/queues/floor"
)

// benchScene is the bounded buffer of the floor: each pass is one whole critical section.
func benchScene(n int, think int) string {
	pause := "yield()"
	if think > 0 {
		pause = fmt.Sprintf("sleep(1, %d)", think)
	}
	return fmt.Sprintf(`package bench

const slots = %d

var (
	m        mutex
	notEmpty cond
	notFull  cond
	work     = queue(%d)
	i        int
)

func producer() {
	for {
		lock(m)
		for len(work) == cap(work) {
			wait(notFull, m)
		}
		put(work)
		signal(notEmpty)
		unlock(m)
		%s
	}
}

func consumer() {
	for {
		lock(m)
		for len(work) == 0 {
			wait(notEmpty, m)
		}
		take(work)
		signal(notFull)
		unlock(m)
		%s
	}
}

func main() {
	for i < %d {
		put(work)
		i++
	}
	i = 0
	for i < %d {
		spawn(producer)
		spawn(consumer)
		i++
	}
}
`, n, n, pause, pause, n/2, n/2)
}

func benchEngine(b *testing.B, n, think int, shuffled bool) *Engine {
	p, err := program.Parse("bench.scene", benchScene(n, think))
	if err != nil {
		b.Fatal(err)
	}
	e, err := New(p)
	if err != nil {
		b.Fatal(err)
	}
	if shuffled {
		order := make([]int, n)
		for i := range order {
			order[i] = i
		}
		for i := n - 1; i > 0; i-- {
			j := int(e.random() % uint64(i+1))
			order[i], order[j] = order[j], order[i]
		}
		for _, s := range order {
			e.places.Move(s, int(Ready))
		}
	}
	return e
}

var benchSizes = []int{10, 1_000, 100_000}

// BenchmarkPass is one pass of the bounded buffer with and without events, beside the hand-written floor.
func BenchmarkPass(b *testing.B) {
	for _, n := range benchSizes {
		for _, order := range []string{"spawned", "shuffled", "thinking"} {
			shuffled, think := order == "shuffled", 0
			if order == "thinking" {
				think = 2 * n
			}
			b.Run(fmt.Sprintf("floor/%s/%d", order, n), func(b *testing.B) {
				f := floor.New(floor.Config{Coroutines: n, Capacity: n, Stock: n / 2, Shuffled: shuffled,
					Think: int64(think), Seed: 1})
				f.Run(4 * n)
				b.ReportAllocs()
				b.ResetTimer()
				defer cputime.Report(b)()
				f.Run(b.N)
			})
			for _, quiet := range []bool{false, true} {
				name := "events"
				if quiet {
					name = "quiet"
				}
				b.Run(fmt.Sprintf("%s/%s/%d", name, order, n), func(b *testing.B) {
					e := benchEngine(b, n, think, shuffled)
					e.Quiet(quiet)
					for range 4 * n {
						e.Pass()
					}
					b.ReportAllocs()
					b.ResetTimer()
					defer cputime.Report(b)()
					for range b.N {
						e.Pass()
					}
					if e.End().Kind != NotEnded {
						b.Fatal(e.End())
					}
				})
			}
		}
	}
}

// BenchmarkFork copies ten coroutines into a warm state.
func BenchmarkFork(b *testing.B) {
	e := benchEngine(b, 10, 0, false)
	var into *Engine
	into = e.Fork(into)
	b.ReportAllocs()
	defer cputime.Report(b)()
	for b.Loop() {
		into = e.Fork(into)
	}
}
