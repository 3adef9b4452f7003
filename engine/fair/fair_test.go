package fair_test

import (
	"math/rand/v2"
	"testing"

	"github.com/quartet-os/quartet/engine/fair"
)

// graph makes a graph of edges: from, to, who ran, and 1 for a mark.
func graph(states int, ready []uint64, edges ...[4]int) *fair.Graph {
	g := &fair.Graph{From: make([]uint32, states+1), Ready: ready, Start: []uint32{0}}
	for s := range states {
		for _, e := range edges {
			if e[0] == s {
				l := fair.Label(e[2])
				if e[3] == 1 {
					l |= fair.Marked
				}
				g.To, g.Label = append(g.To, uint32(e[1])), append(g.Label, l)
			}
		}
		g.From[s+1] = uint32(len(g.To))
	}
	return g
}

// TestACircleThatLeavesSomebodyOut: 0 goes round alone while 1 is ready all along; only where 1 runs too is it fair.
func TestACircleThatLeavesSomebodyOut(t *testing.T) {
	for _, c := range []struct {
		edges [][4]int
		ready []uint64
		want  int // length of way and circle, 0 for none
	}{
		{[][4]int{{0, 0, 0, 0}}, []uint64{0b11}, 0},
		{[][4]int{{0, 0, 0, 0}}, []uint64{0b01}, 1},
		{[][4]int{{0, 0, 0, 0}, {0, 0, 1, 0}}, []uint64{0b11}, 2},
		{[][4]int{{0, 0, 0, 0}, {0, 0, 1, 1}}, []uint64{0b11}, 0},
		{[][4]int{{0, 1, 0, 0}, {1, 0, 0, 0}}, []uint64{0b11, 0b01}, 2}, // 1 is not ready now and then
		{[][4]int{{0, 1, 0, 1}, {1, 1, fair.Nobody, 0}}, []uint64{0b1, 0}, 2},
		{[][4]int{{0, 1, 0, 0}, {1, 1, fair.Nobody, 0}}, []uint64{0b1, 0b1}, 0}, // time alone leaves 0 out
	} {
		g := graph(len(c.ready), c.ready, c.edges...)
		q := &fair.Question{Of: fair.Everybody}
		circles, whole := g.Circles(q, nil)
		l, ok := g.Shortest(q, circles, nil)
		if got := len(l.Way) + len(l.Circle); !whole || ok != (c.want > 0) || got != c.want {
			t.Errorf("%v: %d circles, %d+%d, want %d", c.edges, len(circles), len(l.Way), len(l.Circle), c.want)
		}
	}
}

// TestLassosAreFair: on random graphs a lasso goes from a start along edges into a circle that closes and leaves nobody
// out, and there is one exactly where there is a circle.
func TestLassosAreFair(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 3))
		n := 2 + r.IntN(12)
		ready := make([]uint64, n)
		for i := range ready {
			ready[i] = r.Uint64() & 0b111
		}
		var edges [][4]int
		for range n + r.IntN(2*n) {
			edges = append(edges, [4]int{r.IntN(n), r.IntN(n), []int{0, 1, 2, fair.Nobody}[r.IntN(4)], r.IntN(4) / 3})
		}
		g := graph(n, ready, edges...)
		q := &fair.Question{Of: fair.Everybody}
		circles, _ := g.Circles(q, nil)
		l, ok := g.Shortest(q, circles, nil)
		if !ok {
			continue
		}
		at := uint32(0)
		step := func(e uint32) {
			if g.Source(e) != at {
				t.Fatalf("seed %d: an edge leaves %d, not %d", seed, g.Source(e), at)
			}
			at = g.To[e]
		}
		for _, e := range l.Way {
			step(e)
		}
		begin, always, ran := at, g.Ready[at], uint64(0)
		for _, e := range l.Circle {
			step(e)
			if g.Label[e]&fair.Marked != 0 {
				t.Fatalf("seed %d: a mark in the circle", seed)
			}
			always &= g.Ready[at]
			if who := g.Label[e].Who(); who != fair.Nobody {
				ran |= 1 << who
			}
		}
		if at != begin || always&^ran != 0 || len(l.Circle) == 0 {
			t.Fatalf("seed %d: the circle closes at %d of %d, and leaves out %b", seed, at, begin, always&^ran)
		}
	}
}
