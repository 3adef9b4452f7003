package engine

import (
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
)

// TestLeg goes through a run pass by pass and in legs of a few steps: the events are the same, and no leg has
// more than its steps bring.
func TestLeg(t *testing.T) {
	const scene = `package legs

const fuel = 100000

var (
	m mutex
	n int
)

func worker() {
	for i := 0; i < 5000; i++ {
		n += i
	}
	lock(m)
	yield()
	unlock(m)
}

func main() {
	spawn(worker, 3)
	invariant("counted", n >= 0)
}
`
	for _, steps := range []int64{1, 7, 1000} {
		p, err := program.Parse("legs.scene", scene)
		if err != nil {
			t.Fatal(err)
		}
		whole, err := New(p)
		if err != nil {
			t.Fatal(err)
		}
		legs := whole.Fork(nil)
		for whole.End().Kind == NotEnded {
			want := slices.Clone(whole.Pass())
			var got []Event
			for more := true; more; more = legs.RunningSlot() >= 0 && legs.End().Kind == NotEnded {
				events := legs.Leg(steps)
				if int64(len(events)) > 16*(steps+1) {
					t.Fatalf("%d events of %d steps", len(events), steps)
				}
				got = append(got, events...)
			}
			if !slices.Equal(got, want) {
				t.Fatalf("legs of %d steps: %d events, %d of the pass", steps, len(got), len(want))
			}
		}
		if legs.End().Kind != EndDone || legs.Hash() != whole.Hash() || legs.Leg(steps) != nil {
			t.Errorf("legs of %d steps end with %v", steps, legs.End().Kind)
		}
	}
}
