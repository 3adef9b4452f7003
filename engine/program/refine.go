package program

// refine returns the coarsest partition of the ops that keeps ops with different labels apart and that a step
// respects: two ops of one class go on to ops of one class. ahead says which op stands for each. A class is
// split by what leads into another, and of two halves only the smaller one is looked at again, so that it
// takes O(ops * log ops) (Hopcroft, An n log n algorithm for minimizing states in a finite automaton, 1971).
func (p *Program) refine(labels []label, ahead []int32) (class []int32) {
	b := newBlocks(p, labels)
	var before [2]into
	for way := range before {
		before[way] = p.into(way, ahead)
	}
	for len(b.todo) > 0 {
		k := b.todo[len(b.todo)-1]
		b.todo = b.todo[:len(b.todo)-1]
		b.waits[k] = false
		splitter := append([]int32(nil), b.of(k)...)
		for way := range before {
			for _, to := range splitter {
				for _, pc := range before[way].of(to) {
					b.mark(pc)
				}
			}
			b.split()
		}
	}
	return b.class
}

// into lists, for each op, those that go on to it, one behind the other.
type into struct{ from, list []int32 }

func (r *into) of(pc int32) []int32 { return r.list[r.from[pc]:r.from[pc+1]] }

// into turns the successors round: way 0 is the next op, way 1 that of a test that fails.
func (p *Program) into(way int, ahead []int32) into {
	to := func(pc int) int32 {
		next, other := p.Successors(int32(pc))
		if way == 1 {
			next = other
		}
		if next < 0 {
			return -1
		}
		return ahead[next]
	}
	r := into{from: make([]int32, len(p.Ops)+2), list: make([]int32, len(p.Ops))}
	for pc := range p.Ops {
		r.from[to(pc)+2]++ // -1 counts at 1, before op 0
	}
	r.from[1] = 0
	for i := 2; i < len(r.from); i++ {
		r.from[i] += r.from[i-1]
	}
	at := append([]int32(nil), r.from[1:]...)
	for pc := range p.Ops {
		if x := to(pc); x >= 0 {
			r.list[at[x]] = int32(pc)
			at[x]++
		}
	}
	r.from = r.from[1:]
	return r
}

// blocks is a partition of the ops: those of a block stand together in order, the marked ones in front.
type blocks struct {
	class       []int32 // by op: its block
	order, at   []int32
	first, past []int32 // by block: where it stands
	marked      []int32 // by block: how many are
	touched     []int32 // blocks with marks
	todo        []int32 // blocks to split by
	waits       []bool  // by block: it is in todo
}

// newBlocks begins with a block for each label.
func newBlocks(p *Program, labels []label) *blocks {
	n := len(p.Ops)
	b := &blocks{class: make([]int32, n), order: make([]int32, n), at: make([]int32, n)}
	type start struct {
		label
		next, other bool
	}
	number := make(map[start]int32, n)
	for pc := range labels {
		next, other := p.Successors(int32(pc))
		s := start{labels[pc], next >= 0, other >= 0}
		k, known := number[s]
		if !known {
			k = int32(len(number))
			number[s] = k
			b.add(0, 0)
			b.todo, b.waits[k] = append(b.todo, k), true
		}
		b.class[pc] = k
		b.past[k]++
	}
	at := int32(0)
	for k := range b.first {
		at, b.first[k], b.past[k] = at+b.past[k], at, at
	}
	for pc, k := range b.class {
		b.at[pc], b.order[b.past[k]] = b.past[k], int32(pc)
		b.past[k]++
	}
	return b
}

func (b *blocks) add(first, past int32) {
	b.first, b.past = append(b.first, first), append(b.past, past)
	b.marked, b.waits = append(b.marked, 0), append(b.waits, false)
}

func (b *blocks) of(k int32) []int32 { return b.order[b.first[k]:b.past[k]] }

// mark moves an op to the front of its block, behind those that are marked already.
func (b *blocks) mark(pc int32) {
	k := b.class[pc]
	to := b.first[k] + b.marked[k]
	if b.at[pc] < to {
		return
	}
	if b.marked[k] == 0 {
		b.touched = append(b.touched, k)
	}
	b.marked[k]++
	other := b.order[to]
	b.order[to], b.order[b.at[pc]] = pc, other
	b.at[other], b.at[pc] = b.at[pc], to
}

// split makes the marked ops of each block a block of their own.
func (b *blocks) split() {
	for _, k := range b.touched {
		n := b.marked[k]
		b.marked[k] = 0
		if n == b.past[k]-b.first[k] {
			continue
		}
		fresh := int32(len(b.first))
		b.add(b.first[k], b.first[k]+n)
		b.first[k] += n
		for _, pc := range b.of(fresh) {
			b.class[pc] = fresh
		}
		next := fresh
		if !b.waits[k] && b.past[k]-b.first[k] < n {
			next = k
		}
		b.waits[next] = true
		b.todo = append(b.todo, next)
	}
	b.touched = b.touched[:0]
}
