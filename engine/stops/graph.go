package stops

import "github.com/quartet-os/quartet/engine/program"

// graph is the ops of a program and what may follow each; one node more, the last, stands for the end. An op of a loop
// without a way out leads there too, so that the end can be reached from everywhere.
type graph struct {
	to   [][3]int32 // -1: none
	end  int32
	from [][]int32
}

func newGraph(p *program.Program) *graph {
	n := int32(len(p.Ops))
	g := &graph{to: make([][3]int32, n+1), end: n}
	for pc := range p.Ops {
		switch op := &p.Ops[pc]; op.Kind {
		case program.Exit, program.Resume:
			g.to[pc] = [3]int32{n, -1, -1}
		case program.Choose: // the ops of the other elements do the same to another object
			g.to[pc] = [3]int32{op.Next, -1, -1}
		case program.Test:
			g.to[pc] = [3]int32{op.Next, op.Else, -1}
		default:
			g.to[pc] = [3]int32{op.Next, -1, -1}
		}
	}
	g.to[n] = [3]int32{-1, -1, -1}
	for _, first := range g.endless() {
		g.to[first][2] = n
	}
	g.from = make([][]int32, n+1)
	for pc, to := range g.to {
		for _, next := range to {
			if next >= 0 {
				g.from[next] = append(g.from[next], int32(pc))
			}
		}
	}
	return g
}

// endless returns the first op of each loop that nothing leads out of: of each strongly connected part without a way
// out (Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1, 1972).
func (g *graph) endless() []int32 {
	n := len(g.to)
	t := &tarjan{graph: g, index: make([]int32, n), low: make([]int32, n), part: make([]int32, n)}
	for pc := range g.to {
		if t.index[pc] == 0 {
			t.visit(int32(pc))
		}
	}
	first, closed := make([]int32, t.parts+1), make([]bool, t.parts+1)
	for i := range first {
		first[i], closed[i] = -1, true
	}
	for pc := range g.to {
		part := t.part[pc]
		if first[part] < 0 {
			first[part] = int32(pc)
		}
		for _, next := range g.to[pc] {
			if next >= 0 && t.part[next] != part {
				closed[part] = false
			}
		}
	}
	var all []int32
	for part := int32(1); part <= t.parts; part++ {
		if closed[part] && first[part] != g.end {
			all = append(all, first[part])
		}
	}
	return all
}

// tarjan is a search for strongly connected parts, which are numbered from 1.
type tarjan struct {
	*graph
	index, low, part []int32
	count, parts     int32
	open             []int32 // nodes that are in no part yet
	way              []frame
}

// frame is a node on the way of the search, and which of its edges comes next.
type frame struct {
	node int32
	edge int
}

func (t *tarjan) enter(node int32) {
	t.count++
	t.index[node], t.low[node] = t.count, t.count
	t.open = append(t.open, node)
	t.way = append(t.way, frame{node: node})
}

// visit searches from a node, without recursion: a program may be one chain of 60,000 ops.
func (t *tarjan) visit(root int32) {
	t.enter(root)
	for len(t.way) > 0 {
		f := &t.way[len(t.way)-1]
		if f.edge < len(t.to[f.node]) {
			next := t.to[f.node][f.edge]
			f.edge++
			switch {
			case next < 0:
			case t.index[next] == 0:
				t.enter(next)
			case t.part[next] == 0:
				t.low[f.node] = min(t.low[f.node], t.index[next])
			}
			continue
		}
		node := f.node
		t.way = t.way[:len(t.way)-1]
		if n := len(t.way); n > 0 {
			up := t.way[n-1].node
			t.low[up] = min(t.low[up], t.low[node])
		}
		if t.low[node] == t.index[node] {
			t.close(node)
		}
	}
}

// close takes the part whose first node is the given one off the open ones.
func (t *tarjan) close(node int32) {
	t.parts++
	for {
		last := t.open[len(t.open)-1]
		t.open = t.open[:len(t.open)-1]
		t.part[last] = t.parts
		if last == node {
			return
		}
	}
}

// after returns, for each node, the nearest one that every way from it to the end goes through (Cooper, Harvey and
// Kennedy, A simple, fast dominance algorithm, 2001), and the order in which these are known: each node behind its own.
func (g *graph) after() (next, order []int32) {
	order = g.backwards()
	rank := make([]int32, len(g.to))
	next = make([]int32, len(g.to))
	for i, node := range order {
		rank[node] = int32(i)
		next[node] = -1
	}
	next[g.end] = g.end
	for changed := true; changed; {
		changed = false
		for _, node := range order[1:] {
			best := int32(-1)
			for _, to := range g.to[node] {
				switch {
				case to < 0 || next[to] < 0:
				case best < 0:
					best = to
				default:
					best = meet(next, rank, best, to)
				}
			}
			if best != next[node] {
				next[node], changed = best, true
			}
		}
	}
	return next, order
}

// meet returns the nearest node that lies on both ways to the end.
func meet(next, rank []int32, a, b int32) int32 {
	for a != b {
		for rank[a] > rank[b] {
			a = next[a]
		}
		for rank[b] > rank[a] {
			b = next[b]
		}
	}
	return a
}

// backwards lists the nodes from the end on, each behind one that it leads to: in reverse postorder of the turned
// graph.
func (g *graph) backwards() []int32 {
	seen := make([]bool, len(g.to))
	var done []int32
	way := []frame{{node: g.end}}
	seen[g.end] = true
	for len(way) > 0 {
		f := &way[len(way)-1]
		if f.edge < len(g.from[f.node]) {
			next := g.from[f.node][f.edge]
			f.edge++
			if !seen[next] {
				seen[next] = true
				way = append(way, frame{node: next})
			}
			continue
		}
		done = append(done, f.node)
		way = way[:len(way)-1]
	}
	for i, j := 0, len(done)-1; i < j; i, j = i+1, j-1 {
		done[i], done[j] = done[j], done[i]
	}
	return done
}
