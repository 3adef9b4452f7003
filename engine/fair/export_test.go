package fair

// Swept is Circles with sweeps over all edges first, as in a large graph.
func (g *Graph) Swept(q *Question) []Circle {
	all, _ := g.circles(q, nil, true)
	return all
}
