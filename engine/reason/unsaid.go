package reason

import "slices"

// rootsFirst returns the edges of the graph in the order in which they are told: first what no line of the scene gives,
// which is why all else does not come.
func (a *asked) rootsFirst() []int {
	var first, rest []int
	for i := range a.graph.Edges {
		if a.graph.Edges[i].Unsaid {
			first = append(first, i)
		} else {
			rest = append(rest, i)
		}
	}
	return append(first, rest...)
}

// heldUp reports whether all who could give what an edge leads to wait for what no line of the scene gives: then no
// wakeup of the past is to blame.
func (a *asked) heldUp(e *Edge) bool {
	if len(e.From) == 0 {
		return false
	}
	for _, s := range e.From {
		if at := a.edgeOf(s.Slot); at == nil || !at.Unsaid {
			return false
		}
	}
	return true
}

// unsaidAt returns the line in which somebody waits for what no line of the scene gives, 0 for none.
func (a *asked) unsaidAt() int {
	at := slices.IndexFunc(a.graph.Edges, func(e Edge) bool { return e.Unsaid })
	if at < 0 {
		return 0
	}
	return a.now.Coroutines[a.graph.Edges[at].Who[0]].Line
}
