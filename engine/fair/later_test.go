package fair_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine/fair"
)

// TestLater: what can still come from circles, and who can still run, is what a walk along all edges from each state
// finds.
func TestLater(t *testing.T) {
	asked, all := [2]int{}, 0
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 5))
		n := 2 + r.IntN(14)
		ready, who := make([]uint64, n), make([]uint64, n)
		var edges [][4]int
		for range 1 + r.IntN(3*n) {
			e := [4]int{r.IntN(n), r.IntN(n), []int{0, 1, 2, fair.Nobody}[r.IntN(4)], r.IntN(6) / 5}
			if edges = append(edges, e); e[2] < fair.Nobody {
				ready[e[0]] |= 1 << e[2] // whoever is ready can run
			}
		}
		for i := range who {
			who[i] = r.Uint64() & r.Uint64() & 0b111
		}
		g := graph(n, ready, edges...)
		circles, _ := g.Circles(&fair.Question{Of: fair.NoMark}, nil)
		if g.NoEnd() && len(circles) == 0 {
			t.Fatalf("seed %d: no run ends, and there is no circle", seed)
		}
		marked := func(l fair.Label) bool { return l&fair.Marked != 0 }
		can, _ := g.Later(circles, marked, nil)
		for i := range circles {
			found := false
			for s := range from(g, circles[i].States[0]) {
				for e := g.From[s]; e < g.From[s+1]; e++ {
					found = found || marked(g.Label[e])
				}
			}
			if can[i] != found {
				t.Errorf("seed %d, circle %d of %d: %v", seed, i, len(circles), can[i])
			}
			if found {
				asked[1]++
			} else {
				asked[0]++
			}
		}
		if g.AllRun(who, nil) != allRun(g, who) {
			t.Errorf("seed %d: that all run is %v", seed, g.AllRun(who, nil))
		} else if allRun(g, who) {
			all++
		}
	}
	if asked[0] < 20 || asked[1] < 20 || all < 20 {
		t.Errorf("of circles %v, all run in %d", asked, all)
	}
}

// from returns the states that a state leads to.
func from(g *fair.Graph, s uint32) map[uint32]bool {
	seen := map[uint32]bool{s: true}
	for todo := []uint32{s}; len(todo) > 0; todo = todo[1:] {
		for e := g.From[todo[0]]; e < g.From[todo[0]+1]; e++ {
			if !seen[g.To[e]] {
				seen[g.To[e]] = true
				todo = append(todo, g.To[e])
			}
		}
	}
	return seen
}

func allRun(g *fair.Graph, who []uint64) bool {
	for s := range who {
		runs := uint64(0)
		for at := range from(g, uint32(s)) {
			for e := g.From[at]; e < g.From[at+1]; e++ {
				if one := g.Label[e].Who(); one != fair.Nobody {
					runs |= 1 << one
				}
			}
		}
		if who[s]&^runs != 0 {
			return false
		}
	}
	return true
}

// TestMarksOfNobody: a mark that was nobody's own, as that of an interrupt, is an edge as any other where no edge is
// left out.
func TestMarksOfNobody(t *testing.T) {
	g := graph(1, []uint64{0}, [4]int{0, 0, fair.Nobody, 1})
	for of, want := range map[int]int{fair.NoMark: 1, fair.Everybody: 0, 0: 1} {
		if all, _ := g.Circles(&fair.Question{Of: of}, nil); len(all) != want {
			t.Errorf("of %d: %d circles", of, len(all))
		}
	}
}

// TestCirclesByHand: the circles of random graphs are the sets of states that lead to each other by the edges that are
// left, move, and leave nobody out.
func TestCirclesByHand(t *testing.T) {
	found := 0
	for seed := range uint64(600) {
		r := rand.New(rand.NewPCG(seed, 7))
		n := 1 + r.IntN(14)
		ready := make([]uint64, n)
		for i := range ready {
			ready[i] = r.Uint64() & 0b111
		}
		var all, left [][4]int
		q := &fair.Question{Of: []int{fair.Everybody, fair.NoMark, 1}[seed%3], Inside: fair.NewSet(n)}
		for i := range n {
			if r.IntN(8) > 0 {
				q.Inside.Add(uint32(i))
			}
		}
		for range r.IntN(3*n + 1) {
			e := [4]int{r.IntN(n), r.IntN(n), []int{0, 1, 2, fair.Nobody}[r.IntN(4)], r.IntN(5) / 4}
			all = append(all, e)
			marked := e[3] == 1 && (q.Of == fair.Everybody || q.Of == e[2])
			if !marked && q.Inside.Has(uint32(e[0])) && q.Inside.Has(uint32(e[1])) {
				left = append(left, e)
			}
		}
		want, rest := map[uint32]uint64{}, graph(n, ready, left...) // who runs, by the first state of a circle
		for s := range uint32(n) {
			always, runs, moves, first := ^uint64(0), uint64(0), false, true
			for to := range from(rest, s) {
				if !from(rest, to)[s] {
					continue
				}
				first, always = first && to >= s, always&ready[to]
				for _, e := range left {
					if uint32(e[0]) == to && from(rest, uint32(e[1]))[s] {
						moves = true
						if e[2] < fair.Nobody {
							runs |= 1 << e[2]
						}
					}
				}
			}
			if first && moves && always&^runs == 0 {
				want[s] = runs
			}
		}
		g := graph(n, ready, all...)
		circles, _ := g.Circles(q, nil)
		for way, circles := range map[string][]fair.Circle{"": circles, "swept, ": g.Swept(q)} {
			for i := range circles {
				if runs, ok := want[slices.Min(circles[i].States)]; !ok || runs != circles[i].Runs {
					t.Errorf("%sseed %d: %+v, by hand %v", way, seed, circles[i], want)
				}
			}
			if len(circles) != len(want) {
				t.Errorf("%sseed %d: %d circles, by hand %v", way, seed, len(circles), want)
			}
		}
		found += len(want)
	}
	if found < 100 {
		t.Errorf("only %d circles", found)
	}
}
