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
		made, took := n, int64(n)
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
		t.Errorf("up to %d runs of 1 ms each to a process", most)
	}
	s = golang.NewSeeds(50)
	for range 4 {
		seed, n := s.Take()
		s.Made(seed, n, n, 1)
	}
	if seed, n := s.Take(); n != 16 {
		t.Errorf("%d runs from %d on after 15 short ones", n, seed)
	} else if s.Made(seed, n, 1, 1000); seed != 16 {
		t.Errorf("seed %d after 15", seed)
	}
	if seed, n := s.Take(); seed != 17 || n != 1 {
		t.Errorf("%d runs from %d on after one that took long", n, seed)
	}
}
