package reason

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// closed returns those whom nobody outside can move on: they wait without a deadline, and whatever they need can come
// from one another alone. It begins with all who wait, in inside, and takes away whoever has help. O(slots * sources).
func (g *graph) closed(inside []bool) []int {
	lives := make([]bool, len(g.edges)) // edges whose members are inside so far
	for i := range g.edges {
		e := &g.edges[i]
		lives[i] = g.shut(e)
		for _, s := range e.Who {
			inside[s] = lives[i]
		}
	}
	for changed := true; changed; {
		changed = false
		killer := g.killer(inside)
		for i := range g.edges {
			e := &g.edges[i]
			outside := func(s Source) bool { return s.Slot < 0 || !inside[s.Slot] }
			helped := slices.ContainsFunc(e.From, outside)
			if e.All { // one inside is enough to keep them, but for a deadline of their own
				helped = slices.ContainsFunc(e.From, func(s Source) bool { return s.Slot < 0 }) ||
					!slices.ContainsFunc(e.From, func(s Source) bool { return !outside(s) })
			}
			if !lives[i] || !(killer && (e.On == engine.OnMutex || e.All)) && !helped {
				continue
			}
			lives[i], changed = false, true
			for _, s := range e.Who {
				inside[s] = false
			}
		}
	}
	var all []int
	for s := range inside {
		if inside[s] {
			all = append(all, s)
		}
	}
	return all
}

// OfPermits reports whether whoever is on a circle needs a permit of a semaphore. Such a one is stuck and no deadlock,
// which is a circle of owners: anybody may release a semaphore, so that nobody owns it.
func (g *Graph) OfPermits(prog *program.Program) bool {
	round := false
	for i := range g.Edges {
		if e := &g.Edges[i]; e.Circle && len(g.Closed) > 1 {
			if round = e.On == engine.OnSync && prog.Objects[e.Object].Class == program.SemaphoreClass; !round {
				return false
			}
		}
	}
	return round
}

// shut reports whether an edge can be part of what is closed: a kept signal, and a process signal or an answer that
// is still to be handled, come from nobody.
func (g *graph) shut(e *Edge) bool {
	switch e.On {
	case engine.OnSleep, engine.OnCompute, engine.OnNothing:
		return false
	case engine.OnCond:
		for i := range g.now.Conds {
			if g.now.Conds[i].Object == e.Object && g.now.Conds[i].Signals > 0 {
				return false
			}
		}
	}
	if e.Ready {
		m := mutexOf(g.now, e.Object)
		return m != nil && m.Owner >= 0
	}
	return e.Why == "" && len(e.From) > 0 || dead(g.now, e)
}

// dead reports whether an edge leads to a mutex whose owner has ended.
func dead(now *engine.Snapshot, e *Edge) bool {
	m := mutexOf(now, e.Object)
	return e.On == engine.OnMutex && m != nil && m.OwnerName != "" && !m.OwnerLive
}

// killer reports whether somebody outside may end another one: that may set a mutex free.
func (g *graph) killer(inside []bool) bool {
	if !slices.ContainsFunc(g.prog.Ops, func(op program.Op) bool { return op.Kind == program.Kill }) {
		return false
	}
	for i := range g.now.Coroutines {
		c := &g.now.Coroutines[i]
		if c.Live && !inside[c.Slot] && g.ahead(give{kills, -1}, c) >= 0 {
			return true
		}
	}
	return false
}

// circles finds the circles among those who are closed: sets in which each can be reached from each. The nodes are
// coroutines and what they need, so that a hundred who wait for a hundred make two hundred arrows.
func (g *graph) circles(closed []int) [][]int {
	if len(closed) == 0 {
		return nil
	}
	t := tarjan{g: g, n: len(g.by), in: make([]bool, len(g.by))}
	for _, s := range closed {
		t.in[s] = true
	}
	t.index = make([]int, t.n+len(g.edges))
	t.low = make([]int, t.n+len(g.edges))
	t.on = make([]bool, t.n+len(g.edges))
	for _, s := range closed {
		if t.index[s] == 0 {
			t.visit(s)
		}
	}
	for i := range t.found {
		t.found[i] = g.ordered(t.found[i])
	}
	slices.SortFunc(t.found, func(a, b []int) int { return a[0] - b[0] })
	return t.found
}

// Round reports whether some wait for each other in a circle, and not only for one thing that none but they could give.
func (g *Graph) Round() bool {
	for _, circle := range g.Circles {
		edges := 0
		for i := range g.Edges {
			e := &g.Edges[i]
			if !slices.ContainsFunc(e.Who, func(s int) bool { return slices.Contains(circle, s) }) {
				continue
			}
			if edges++; edges > 1 || e.On == engine.OnMutex {
				return true
			}
		}
	}
	return false
}

// ordered puts a circle in the order of who waits for whom, from its lowest slot on, where each waits for one alone.
func (g *graph) ordered(set []int) []int {
	slices.Sort(set)
	way := []int{set[0]}
	for {
		e := &g.edges[g.by[way[len(way)-1]]]
		if len(e.From) != 1 || len(way) > len(set) {
			return set
		}
		next := e.From[0].Slot
		if next == set[0] {
			break
		}
		way = append(way, next)
	}
	if len(way) != len(set) {
		return set
	}
	return way
}

// tarjan finds the strongly connected sets of slots; nodes from n on are edges of the graph.
type tarjan struct {
	g          *graph
	n          int
	in         []bool // slots that are closed
	index, low []int
	on         []bool
	stack      []int
	at         int
	found      [][]int
}

func (t *tarjan) visit(v int) {
	t.at++
	t.index[v], t.low[v], t.on[v] = t.at, t.at, true
	t.stack = append(t.stack, v)
	if v < t.n {
		if e := t.g.by[v]; e >= 0 {
			t.follow(v, t.n+e)
		}
	} else {
		for _, s := range t.g.edges[v-t.n].From {
			if s.Slot >= 0 && t.in[s.Slot] {
				t.follow(v, s.Slot)
			}
		}
	}
	if t.low[v] != t.index[v] {
		return
	}
	var set []int
	size := 0
	for {
		last := t.stack[len(t.stack)-1]
		t.stack = t.stack[:len(t.stack)-1]
		t.on[last] = false
		size++
		if last < t.n {
			set = append(set, last)
		}
		if last == v {
			break
		}
	}
	if size > 1 && len(set) > 0 {
		t.found = append(t.found, set)
	}
}

func (t *tarjan) follow(v, w int) {
	if t.index[w] == 0 {
		t.visit(w)
		t.low[v] = min(t.low[v], t.low[w])
	} else if t.on[w] {
		t.low[v] = min(t.low[v], t.index[w])
	}
}
