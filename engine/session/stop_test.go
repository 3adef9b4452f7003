package session

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/stops"
)

// spinScene has spins of all kinds, one within another, beside what ends them.
const spinScene = `// Everybody asks until somebody gives in.
package spins

const (
	slots = 9
	seed  = 3
)

var (
	a, b  spinlock
	m     mutex
	bell  cond
	flag  int
	total int
)

func worker() {
	for {
		lock(a)
		yield()
		flag++
		lock(b)
		compute(1, 3)
		unlock(b)
		unlock(a)
		compute(1, 4)
	}
}

func tryer() {
	for {
		for trylock(m) != ok {
			yield()
		}
		yield()
		unlock(m)
		for flag%3 == 0 || len(work) == 0 && flag%5 != 1 {
			yield()
		}
		total = flag
	}
}

var work = queue(3)

func asker() {
	for {
		it := item()
		lock(m)
		for len(work) == cap(work) {
			wait(bell, m)
		}
		put(work, it)
		unlock(m)
		for poll(it) == busy {
			compute(1, 2)
		}
	}
}

func answerer() {
	for {
		lock(m)
		if len(work) > 0 {
			it := take(work)
			signal(bell)
			unlock(m)
			compute(2, 5)
			answer(it, ok)
		} else {
			unlock(m)
			sleep(2)
		}
	}
}

func main() {
	spawn(worker, 2)
	spawn(tryer, 2)
	spawn(asker, 2)
	spawn(answerer)
}
`

// allStops lists the stops of the present branch, by one judge from the boot to its end.
func allStops(t require, s *Session) []int64 {
	t.Helper()
	var all []int64
	s.GoTo(0)
	j := s.newJudge()
	j.Begin(s.now)
	for s.Position() < s.Length() {
		events := s.Forward()
		stop := j.Look(s.now, events)
		if stop.Doubt {
			t.Fatalf("step %d is in doubt, though the judge saw all", s.Position())
		}
		if notable(events) != stop.Moved || stop.Moved && stop.Why == stops.NoReason {
			t.Fatalf("step %d: a move %v, and the stop is %+v", s.Position(), notable(events), stop)
		}
		if stop.Why != stops.NoReason {
			all = append(all, s.Position())
		}
	}
	return all
}

// require is what fails a test, or a case of rapid.
type require interface {
	Helper()
	Fatalf(format string, args ...any)
}

// TestStopsAreTheSameBothWays: wherever one stands in whatever run, going on comes to the same stops as going back, and
// to those that one judge finds who sees the run from its boot; and each change of place is one of them.
func TestStopsAreTheSameBothWays(t *testing.T) {
	programs := append(compileAll(t), compile(t, spinScene), compile(t, spinScene))
	rapid.Check(t, func(t *rapid.T) {
		s, p := drawSession(t, programs)
		for range rapid.IntRange(1, 12).Draw(t, "moves") {
			move(t, s, p)
		}
		for n := rapid.IntRange(0, 400).Draw(t, "more"); n > 0 && s.Position() < 3000; n-- {
			s.Forward()
		}
		all := allStops(t, s)
		from := int64(rapid.IntRange(0, int(s.Length())).Draw(t, "from"))
		s.GoTo(from)
		var on, back []int64
		i, _ := slices.BinarySearch(all, from+1)
		ahead := all[i:min(len(all), i+200)]
		for range ahead {
			s.NextStop(0)
			on = append(on, s.Position())
		}
		if !slices.Equal(on, ahead) {
			t.Fatalf("from step %d on come %v, not %v", from, on, ahead)
		}
		s.GoTo(from)
		for len(back) < 200 {
			if stop := s.PrevStop(0); stop.Why == stops.NoReason {
				if s.Position() != 0 {
					t.Fatalf("step %d is a stop for no reason", s.Position())
				}
				break
			}
			back = append(back, s.Position())
		}
		slices.Reverse(back)
		i, _ = slices.BinarySearch(all, from)
		if want := all[i-len(back) : i]; !slices.Equal(back, want) {
			t.Fatalf("back from step %d come %v, not %v", from, back, want)
		}
	})
}

// TestALongSpinIsOneStop: whoever spins for very long stops once, and going back finds where it began.
func TestALongSpinIsOneStop(t *testing.T) {
	s := begin(t, "// One spins while another computes.\npackage p\nvar l spinlock\nfunc a() {\n\tlock(l)\n"+
		"\tcompute(60000)\n\tunlock(l)\n}\nfunc b() {\n\tcompute(100)\n\tlock(l)\n}\n"+
		"func main() {\n\tspawn(a)\n\tspawn(b)\n}\n")
	stop := s.NextStop(0)
	first := s.Position()
	if stop.Why != stops.Spins || first > 300 {
		t.Fatalf("step %d: %+v", first, stop)
	}
	s.GoTo(first + 1)
	for range 50_000 {
		s.Forward()
	}
	if stop = s.NextStop(1000); stop.Why != stops.NoReason {
		t.Fatalf("in the middle of a spin step %d is a stop: %+v", s.Position(), stop)
	}
	at := s.Position()
	if stop = s.PrevStop(1000); stop.Why != stops.NoReason || s.Position() != at-1000 {
		t.Fatalf("back in the middle of a spin step %d is a stop: %+v", s.Position(), stop)
	}
	if stop = s.PrevStop(0); s.Position() != first || stop.Why != stops.Spins {
		t.Fatalf("back to step %d: %+v; the spin began at step %d", s.Position(), stop, first)
	}
	s.GoTo(first + 50_000)
	if stop = s.NextStop(0); stop.Why != stops.Ends || s.Engine().End().Kind != engine.NotEnded {
		t.Fatalf("after the spin comes step %d: %+v", s.Position(), stop)
	}
}
