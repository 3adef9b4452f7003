package chance

import (
	"container/heap"
	"slices"
)

// factors are what elimination leaves behind: in the order in which states were taken out, who led there, and where
// it led.
type factors struct {
	order []uint32
	into  [][]entry // by state: who led to it, with the share of it that each takes over
	row   [][]entry // by state: where it led when it was taken out
	total []float64 // and the weight of all that
}

type entry struct {
	at uint32
	w  float64
}

// mostEntries is how many entries elimination may write; from then on iteration is quicker.
const mostEntries = 16_000_000

// eliminate takes one state after the other out of the graph, always one that makes few new edges: whoever leads to it
// leads to where it leads. What leaves a state is added up anew each time, so that nothing is ever subtracted
// (Grassmann, Taksar and Heyman 1985). It is nil where it would write more entries than these.
func (y *system) eliminate(most int64, stop func() bool) *factors {
	n := len(y.all)
	el := &elimination{rows: make([][]entry, n), cols: make([][]uint32, n), gone: slices.Clone(y.gone),
		out: make([]bool, n), f: &factors{into: make([][]entry, n), row: make([][]entry, n), total: make([]float64, n)}}
	for k := range n {
		row := make([]entry, 0, y.from[k+1]-y.from[k])
		for e := y.from[k]; e < y.from[k+1]; e++ {
			row = append(row, entry{y.to[e], y.weight[e]})
		}
		el.rows[k] = summed(row)
		for _, e := range el.rows[k] {
			el.cols[e.at] = append(el.cols[e.at], uint32(k))
		}
	}
	for k := range n {
		el.queue = append(el.queue, candidate{el.cost(uint32(k)), uint32(k)})
	}
	heap.Init(&el.queue)
	for len(el.queue) > 0 {
		c := heap.Pop(&el.queue).(candidate)
		if now := el.cost(c.at); !el.out[c.at] && now > c.cost {
			heap.Push(&el.queue, candidate{now, c.at})
			continue
		}
		if el.out[c.at] {
			continue
		}
		el.take(c.at)
		if el.written > most || len(el.f.order)%64 == 0 && stop != nil && stop() {
			return nil
		}
	}
	return el.f
}

// summed sorts entries, and makes one of those for the same state.
func summed(row []entry) []entry {
	slices.SortFunc(row, func(a, b entry) int { return int(a.at) - int(b.at) })
	out := row[:0]
	for _, e := range row {
		if n := len(out); n > 0 && out[n-1].at == e.at {
			out[n-1].w += e.w
			continue
		}
		out = append(out, e)
	}
	return out
}

type elimination struct {
	rows    [][]entry  // sorted
	cols    [][]uint32 // who has an edge to a state, or had one
	gone    []float64
	out     []bool
	queue   candidates
	f       *factors
	written int64
}

// cost is about how many edges it makes to take a state out.
func (el *elimination) cost(k uint32) int64 { return int64(len(el.rows[k])) * int64(len(el.cols[k])) }

// take takes a state out.
func (el *elimination) take(k uint32) {
	row, f := el.rows[k], el.f
	el.out[k] = true
	total := el.gone[k]
	for _, e := range row {
		total += e.w
	}
	f.order, f.row[k], f.total[k] = append(f.order, k), row, total
	for _, i := range el.cols[k] {
		if el.out[i] {
			continue
		}
		at, found := slices.BinarySearchFunc(el.rows[i], k, func(e entry, k uint32) int { return int(e.at) - int(k) })
		if !found {
			continue
		}
		share := el.rows[i][at].w / total
		f.into[k] = append(f.into[k], entry{i, share})
		el.gone[i] += share * el.gone[k]
		el.rows[i] = el.merged(i, k, row, share)
	}
	el.rows[k], el.cols[k] = nil, nil
}

// merged returns the row of i where k is taken out of it: its own edges and its share of those of k.
func (el *elimination) merged(i, k uint32, row []entry, share float64) []entry {
	old := el.rows[i]
	now := make([]entry, 0, len(old)+len(row))
	a, b := 0, 0
	for a < len(old) || b < len(row) {
		switch {
		case a < len(old) && old[a].at == k:
			a++
		case b < len(row) && row[b].at == i:
			b++ // back to itself
		case b == len(row) || a < len(old) && old[a].at < row[b].at:
			now = append(now, old[a])
			a++
		case a == len(old) || old[a].at > row[b].at:
			now = append(now, entry{row[b].at, share * row[b].w})
			el.cols[row[b].at] = append(el.cols[row[b].at], i)
			b++
		default:
			now = append(now, entry{old[a].at, old[a].w + share*row[b].w})
			a, b = a+1, b+1
		}
	}
	el.written += int64(len(now))
	return now
}

// solve solves a right side.
func (f *factors) solve(b []float64) []float64 {
	x := slices.Clone(b)
	for _, k := range f.order {
		for _, e := range f.into[k] {
			x[e.at] += e.w * x[k]
		}
	}
	for _, k := range slices.Backward(f.order) {
		for _, e := range f.row[k] {
			x[k] += e.w * x[e.at]
		}
		x[k] /= f.total[k]
	}
	return x
}

// candidates is a heap of states, the cheapest first.
type candidates []candidate

type candidate struct {
	cost int64
	at   uint32
}

func (c candidates) Len() int { return len(c) }
func (c candidates) Less(i, j int) bool {
	return c[i].cost < c[j].cost || c[i].cost == c[j].cost && c[i].at < c[j].at
}
func (c candidates) Swap(i, j int) { c[i], c[j] = c[j], c[i] }

// Push and Pop are for package heap.
func (c *candidates) Push(x any) { *c = append(*c, x.(candidate)) }

// Pop takes the last one off.
func (c *candidates) Pop() any {
	last := (*c)[len(*c)-1]
	*c = (*c)[:len(*c)-1]
	return last
}
