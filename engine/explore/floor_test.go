package explore_test

import (
	"testing"

	"github.com/quartet-os/quartet/engine/explore/floor"
	"github.com/quartet-os/quartet/internal/effort"
)

// TestTheFloorSearch: its counts are those of an independent checker.
func TestTheFloorSearch(t *testing.T) {
	for _, c := range []struct {
		b    floor.Buffer
		want floor.Result
	}{
		{floor.Buffer{Producers: 1, Consumers: 1, Capacity: 1}, floor.Result{States: 4}},
		{floor.Buffer{Producers: 2, Consumers: 2, Capacity: 1}, floor.Result{States: 30}},
		{
			floor.Buffer{Producers: 2, Consumers: 2, Capacity: 1, OneCondition: true},
			floor.Result{States: 50, Deadlocks: 8, Length: 8},
		},
		{
			floor.Buffer{Producers: 2, Consumers: 1, Capacity: 1, OneCondition: true},
			floor.Result{States: 16, Deadlocks: 2, Length: 8},
		},
		{floor.Buffer{Producers: 6, Consumers: 6, Capacity: 3}, floor.Result{States: 1115956, Transitions: 5122176}},
	} {
		if effort.Quick() && c.want.States > 1_000_000 {
			continue
		}
		got := floor.Search(c.b)
		if c.want.Transitions == 0 {
			got.Transitions = 0
		}
		if got != c.want {
			t.Errorf("%+v: %+v, want %+v", c.b, got, c.want)
		}
	}
}
