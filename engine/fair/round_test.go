package fair_test

import (
	"math/rand/v2"
	"testing"

	"github.com/quartet-os/quartet/engine/fair"
)

// pair is a state, and who had his turn since a round began.
type pair struct {
	state uint32
	met   uint64
}

// roundByHand returns the length of a shortest round from a state in which everyone of three has his turn, 0 for none.
func roundByHand(g *fair.Graph, q *fair.Question, entry uint32) int {
	const all = 0b111
	now := []pair{{entry, all &^ g.Ready[entry]}}
	seen := map[pair]bool{}
	for steps := 1; len(now) > 0; steps++ {
		var next []pair
		for _, at := range now {
			for e := g.From[at.state]; e < g.From[at.state+1]; e++ {
				if !q.Stays(g.Label[e]) {
					continue
				}
				to := pair{g.To[e], at.met | all&^g.Ready[g.To[e]]}
				if who := g.Label[e].Who(); who != fair.Nobody {
					to.met |= 1 << who
				}
				if to == (pair{entry, all}) {
					return steps
				}
				if !seen[to] {
					seen[to] = true
					next = append(next, to)
				}
			}
		}
		now = next
	}
	return 0
}

// TestShortestByHand: on random graphs a shortest lasso, and a shortest round, are as long as the shortest by hand.
func TestShortestByHand(t *testing.T) {
	found := 0
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 5))
		n := 2 + r.IntN(16)
		ready := make([]uint64, n)
		for i := range ready {
			some, others := r.Uint64(), r.Uint64()
			ready[i] = (some | others) & 0b111
		}
		var edges [][4]int
		for range n + r.IntN(3*n) {
			edges = append(edges, [4]int{r.IntN(n), r.IntN(n), []int{0, 1, 2, fair.Nobody}[r.IntN(4)], r.IntN(6) / 5})
		}
		g := graph(n, ready, edges...)
		q := &fair.Question{Of: fair.Everybody}
		start := fair.NewSet(n)
		start.Add(0)
		best, least := 0, 0
		for s, far := range g.Far(start) {
			round := roundByHand(g, q, uint32(s))
			if round > 0 && (least == 0 || round < least) {
				least = round
			}
			if round > 0 && far != fair.Beyond && (best == 0 || int(far)+round < best) {
				best = int(far) + round
			}
		}
		circles, _ := g.Circles(q, nil)
		if least > 0 && g.LeastRound(q, circles, nil) != least {
			t.Fatalf("seed %d: the least round has %d edges, by hand %d", seed, g.LeastRound(q, circles, nil), least)
		}
		for _, known := range []int{1, max(least, 1)} {
			l, ok := g.ShortestOver(q, circles, known, nil)
			if ok != (best > 0) || ok && (len(l.Way)+len(l.Circle) != best || !l.Shortest) {
				t.Fatalf("seed %d: %v, %d+%d edges, by hand %d", seed, ok, len(l.Way), len(l.Circle), best)
			}
		}
		if best > 0 {
			found++
		}
	}
	if found < 500 {
		t.Errorf("only %d graphs had a lasso", found)
	}
}
