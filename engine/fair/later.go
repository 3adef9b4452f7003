package fair

// Later reports of each of some circles whether one of the edges that some says can still come from it, by any edges
// but accidents; whole is false where stop said so before that was known. stop may be nil. O(states + edges).
func (g *Graph) Later(circles []Circle, some func(l Label) bool, stop func() bool) (can []bool, whole bool) {
	can = make([]bool, len(circles))
	seen, looks := NewSet(g.States()), 0
	var todo []uint32
	for i := range circles {
		if seen.Has(circles[i].States[0]) {
			continue // another leads to it, and to no such edge
		}
		found := false
		todo = append(todo[:0], circles[i].States...) // most edges of that kind leave the circle itself
		for _, s := range todo {
			seen.Add(s)
		}
		for k := 0; k < len(todo) && !found; k++ {
			if k%stopEvery == 0 && stop != nil && stop() {
				return nil, false
			}
			s := todo[k]
			for e := g.From[s]; e < g.From[s+1] && !found; e++ {
				looks++
				if found = some(g.Label[e]); !found && !seen.Has(g.To[e]) && !g.Label[e].Chance() {
					seen.Add(g.To[e])
					todo = append(todo, g.To[e])
				}
			}
		}
		if can[i] = found; !found {
			continue // none of them leads to such an edge, and nobody need come here again
		}
		for _, s := range todo {
			seen.remove(s)
		}
		if looks > 2*len(g.To) && i+1 < len(circles) {
			return g.laterOfAll(circles, some, stop)
		}
	}
	return can, true
}

// laterOfAll is Later for many circles: it goes back from the edges once.
func (g *Graph) laterOfAll(circles []Circle, some func(l Label) bool, stop func() bool) (can []bool, whole bool) {
	before, whole := g.before(some, stop)
	for i := range circles {
		can = append(can, whole && before.Has(circles[i].States[0]))
	}
	return can, whole
}

// before returns the states from which one of the edges that some says can still come.
func (g *Graph) before(some func(l Label) bool, stop func() bool) (can Set, whole bool) {
	back := g.back()
	can = NewSet(g.States())
	var todo []uint32
	for i := range uint32(g.States()) {
		for k := g.From[i]; k < g.From[i+1]; k++ {
			if some(g.Label[k]) {
				can.Add(i)
				todo = append(todo, i)
				break
			}
		}
	}
	for n := 0; len(todo) > 0; n++ {
		if n%stopEvery == 0 && stop != nil && stop() {
			return nil, false
		}
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for k := back.From[i]; k < back.From[i+1]; k++ {
			if from := back.To[k]; !can.Has(from) {
				can.Add(from)
				todo = append(todo, from)
			}
		}
	}
	return can, true
}

// back returns the graph with its edges turned round, without labels and without accidents.
func (g *Graph) back() *Graph {
	b := &Graph{From: make([]uint32, len(g.From)), To: make([]uint32, len(g.To))}
	for k, to := range g.To {
		if !g.Label[k].Chance() {
			b.From[to+1]++
		}
	}
	for i := 1; i < len(b.From); i++ {
		b.From[i] += b.From[i-1]
	}
	at := append([]uint32(nil), b.From...)
	for i := range uint32(g.States()) {
		for k := g.From[i]; k < g.From[i+1]; k++ {
			if to := g.To[k]; !g.Label[k].Chance() {
				b.To[at[to]] = i
				at[to]++
			}
		}
	}
	return b
}

// mostSweeps is how often all edges are looked at for who can still run.
const mostSweeps = 8

// AllRun reports whether from every state all whom who names there, by state, can still run without accidents. It says
// false where that is not so, and where a few looks at all edges did not show it. stop may be nil. O(states + edges).
func (g *Graph) AllRun(who []uint64, stop func() bool) bool {
	can := make([]uint64, g.States()) // by state: who was found to run from there on
	all := uint64(0)
	for _, w := range who {
		all |= w
	}
	for range mostSweeps {
		lacks, news := false, false
		for i := len(can) - 1; i >= 0; i-- { // most ways lead to states that were found later
			if i%stopEvery == 0 && stop != nil && stop() {
				return false
			}
			now := can[i]
			if now&all == all {
				continue
			}
			for e := g.From[i]; e < g.From[i+1]; e++ {
				if l := g.Label[e]; !l.Chance() {
					now |= can[g.To[e]] | l.bit()
				}
			}
			news, can[i] = news || now != can[i], now
			lacks = lacks || who[i]&^now != 0
		}
		if !lacks {
			return true
		}
		if !news {
			return false
		}
	}
	return false
}

// NoEnd reports whether a run ends in no state, so that each way goes on for ever.
func (g *Graph) NoEnd() bool {
	for i := range uint32(g.States()) {
		if g.Ends(i) {
			return false
		}
	}
	return len(g.From) > 1
}
