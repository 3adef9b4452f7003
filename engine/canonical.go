package engine

import "slices"

// standing is all that tells one slot from another when slots have no names.
type standing struct {
	record uint32
	owns   uint64 // a bit a mutex
	queue  uint32 // its place in a wait queue whose order matters
	list   uint32
	was    uint32
}

func (a standing) compare(b standing) int {
	switch {
	case a.record != b.record:
		return int(int64(a.record) - int64(b.record))
	case a.queue != b.queue:
		return int(int64(a.queue) - int64(b.queue))
	case a.list != b.list:
		return int(int64(a.list) - int64(b.list))
	case a.owns < b.owns:
		return -1
	case a.owns > b.owns:
		return 1
	}
	return 0
}

// sorter is the memory that sorting a vector needs.
type sorter struct {
	all   []standing
	place []uint32 // by former place plus 1: the new one plus 1
}

// canonical renames slots so that states which differ by the names of slots only become one. Two slots that
// compare equal are equal in every way, since nothing but queues and owners names a slot; so the order
// among them does not matter, and the form is a true one: no two vectors of one class are left. O(slots *
// log slots).
func (m *sorter) canonical(c *Codec, v Vector) {
	n := len(c.slots)
	m.all, m.place = slices.Grow(m.all[:0], n)[:n], slices.Grow(m.place[:0], n+1)[:n+1]
	for i := range m.all {
		m.all[i] = standing{record: v[i], was: uint32(i)}
	}
	for k, o := range v[c.Owners : c.Owners+c.mutexes] {
		if o > 0 {
			m.all[o-1].owns |= 1 << k
		}
	}
	line := v[c.Orders:]
	for at, s := range line[:n] {
		if s > 0 && !c.loose(c.parsed(v[s-1]).queue) {
			m.all[s-1].queue = uint32(at) + 1
		}
	}
	for at, s := range line[n:] {
		if s > 0 && !c.keys.anyone {
			m.all[s-1].list = uint32(at) + 1
		}
	}
	insertionSort(m.all)
	m.place[0] = 0
	for i, s := range m.all {
		m.place[s.was+1] = uint32(i) + 1
		v[i] = s.record
	}
	for k := c.Owners; k < c.Lengths; k++ {
		v[k] = m.place[v[k]]
	}
	for i := range line {
		line[i] = m.place[line[i]]
	}
	m.sortLoose(c, v)
}

// sortLoose puts those in queues whose order is no state in the order of their places.
func (m *sorter) sortLoose(c *Codec, v Vector) {
	if !c.keys.anyone {
		return
	}
	line, n := v[c.Orders:], len(c.slots)
	sortQueues(line[:n], func(i uint32) (int32, bool) { q := c.parsed(v[i-1]).queue; return q, c.loose(q) })
	sortQueues(line[n:], func(i uint32) (int32, bool) { return c.parsed(v[i-1]).list, true })
}

// insertionSort is quick for the few slots of a scene, which are nearly in order already. Many that are not
// are sorted otherwise.
func insertionSort(all []standing) {
	left := 64 + 16*len(all)
	for i := 1; i < len(all); i++ {
		if left < 0 {
			slices.SortFunc(all, standing.compare)
			return
		}
		s := all[i]
		j := i
		for ; j > 0 && s.compare(all[j-1]) < 0; j-- {
			all[j] = all[j-1]
		}
		left -= i - j
		all[j] = s
	}
}

// sortQueues sorts each queue of a line that is loose; queue says which one a place is in, and whether it is.
func sortQueues(line []uint32, queue func(uint32) (q int32, loose bool)) {
	for from := 0; from < len(line) && line[from] > 0; {
		q, loose := queue(line[from])
		to := from + 1
		for ; to < len(line) && line[to] > 0; to++ {
			if next, _ := queue(line[to]); next != q {
				break
			}
		}
		if loose {
			slices.Sort(line[from:to])
		}
		from = to
	}
}
