// Package floor is a search of the bounded buffer's states written by hand: no engine, no program text, no
// choice but who runs next. Benchmarks of package explore stand beside it. It covers variants a (one
// condition) and c (two conditions) of the oracle's coarse grain, with at most 15 coroutines.
package floor

// Buffer says what to search.
type Buffer struct {
	Producers, Consumers, Capacity int
	OneCondition                   bool
}

// Result is what was found.
type Result struct {
	States, Transitions, Deadlocks int
	Length                         int // of a shortest schedule to a deadlock, 0 if there is none
}

// A state is two words: who waits on each condition, four bits each, the front lowest, and in the highest
// four bits of the first word the number of items. Who does not wait is ready.
type state [2]uint64

const itemShift = 60

type search struct {
	keys    []state
	parents []uint32
	table   []uint64 // 32 bits of hash, index plus 1
	mask    uint64
	limit   int
}

// Search visits all states, breadth first, with a link to the parent of each.
func Search(b Buffer) Result {
	s := &search{table: make([]uint64, 1<<10), mask: 1<<10 - 1, limit: 1 << 10 * 3 / 4}
	s.insert(state{}, ^uint32(0))
	var r Result
	level, end := 0, 1
	for i := 0; i < len(s.keys); i++ {
		if i == end {
			level, end = level+1, len(s.keys)
		}
		n := s.expand(b, uint32(i))
		r.Transitions += n
		if n == 0 {
			if r.Deadlocks++; r.Length == 0 {
				r.Length = level
			}
		}
	}
	r.States = len(s.keys)
	return r
}

// expand does the section of everyone who is ready and gives their number.
func (s *search) expand(b Buffer, i uint32) int {
	k := s.keys[i]
	items := k[0] >> itemShift
	k[0] &^= 15 << itemShift
	waiting := waiters(k[0]) | waiters(k[1])
	full, empty := 0, 1
	if b.OneCondition {
		empty = 0
	}
	n := 0
	for id := 1; id <= b.Producers+b.Consumers; id++ {
		if waiting>>id&1 != 0 {
			continue
		}
		n++
		next, left := k, items
		switch producer := id <= b.Producers; {
		case producer && int(items) == b.Capacity:
			push(&next[full], id)
		case producer:
			left++
			next[empty] >>= 4
		case items == 0:
			push(&next[empty], id)
		default:
			left--
			next[full] >>= 4
		}
		next[0] |= left << itemShift
		s.insert(next, i)
	}
	return n
}

// waiters returns who stands in a queue, a bit each.
func waiters(queue uint64) (set uint32) {
	for ; queue != 0; queue >>= 4 {
		set |= 1 << (queue & 15)
	}
	return set
}

// push puts id at the back of a queue.
func push(queue *uint64, id int) {
	at := 0
	for q := *queue; q != 0; q >>= 4 {
		at += 4
	}
	*queue |= uint64(id) << at
}

func (s *search) insert(k state, parent uint32) {
	h := (k[0]*0x9e3779b97f4a7c15 ^ k[1]) * 0xd6e8feb86659fd93
	h ^= h >> 32
	for at := h & s.mask; ; at = (at + 1) & s.mask {
		e := s.table[at]
		if e == 0 {
			s.table[at] = h<<32 | uint64(len(s.keys)+1)
			break
		}
		if e>>32 == h&0xffffffff && s.keys[uint32(e)-1] == k {
			return
		}
	}
	s.keys = append(s.keys, k)
	s.parents = append(s.parents, parent)
	if len(s.keys) > s.limit {
		s.grow()
	}
}

func (s *search) grow() {
	old := s.table
	s.table = make([]uint64, 2*len(old))
	s.mask, s.limit = uint64(len(s.table)-1), len(s.table)*3/4
	for _, e := range old {
		if e == 0 {
			continue
		}
		at := e >> 32 & s.mask
		for s.table[at] != 0 {
			at = (at + 1) & s.mask
		}
		s.table[at] = e
	}
}
