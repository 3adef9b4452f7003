package fair_test

import (
	"math/rand/v2"
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
