package golang_test

import (
	"testing"

	"github.com/quartet-os/quartet/engine/export/golang"
)

// TestSeeds: each seed is run once, whatever processes leave; there are more to a process while it is short, and fewer
// where it is long.
func TestSeeds(t *testing.T) {
	t.Parallel()
	s := golang.NewSeeds(5000)
	seen := make([]int, 5001)
	most := 0
	for turn := 0; ; turn++ {
		seed, n := s.Take()
		if n == 0 {
			break
		}
		made, took := n, 10*int64(n)
		if most = max(most, n); turn%3 == 2 {
			made = max(1, n/3)
		}
		for i := range made {
			seen[seed+i]++
		}
		s.Made(seed, n, made, took)
	}
	for seed, times := range seen[1:] {
		if times != 1 {
			t.Fatalf("seed %d is run %d times", seed+1, times)
		}
	}
	if most < 100 || most > 400 {
		t.Errorf("up to %d runs of 10 ms each to a process", most)
	}
	s = golang.NewSeeds(200)
	for _, want := range []int{20, 40, 40} {
		seed, n := s.Take()
		if n != want {
			t.Errorf("%d runs from %d on, not %d", n, seed, want)
		}
		took := int64(1)
		if seed > 1 {
			took = 2000 // as a start alone may on a loaded machine
		}
		s.Made(seed, n, n, took)
	}
	seed, n := s.Take()
	s.Made(seed, n, 1, 9000)
	if seed, n := s.Take(); seed != 102 || n != 20 {
		t.Errorf("%d runs from %d on after one that took long", n, seed)
	}
}
