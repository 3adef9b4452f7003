package queues

import (
	"cmp"
	"fmt"
	"slices"
)

// timer is one heap entry. The whole key stands in it, so that comparing touches nothing else.
type timer struct {
	at  int64
	seq uint64 // arrival number, unique
	who int32
}

// before tells whether a fires before b.
func (a *timer) before(b *timer) bool {
	return a.at < b.at || a.at == b.at && a.seq < b.seq
}

// Timers orders members 0..n-1 by deadline, those with the same deadline by arrival. A member has at
// most one deadline. Setting and cancelling are O(log n), the earliest is known at once; nothing but
// CopyFrom and Append can allocate. The zero value has no members; it is a fine destination for
// CopyFrom.
type Timers struct {
	heap []timer // binary: the children of entry i are 2i+1 and 2i+2
	slot []int32 // by member: index in heap, or none
	seq  uint64  // arrivals so far
}

// NewTimers returns timers for members 0..members-1 (fewer than 0 count as 0), none of them set.
// O(members).
func NewTimers(members int) *Timers {
	members = max(members, 0)
	t := &Timers{heap: make([]timer, 0, members), slot: make([]int32, members)}
	for m := range t.slot {
		t.slot[m] = none
	}
	return t
}

// Len returns how many members have a deadline.
func (t *Timers) Len() int { return len(t.heap) }

// At returns the deadline of member m, and whether it has one. O(1).
func (t *Timers) At(m int) (int64, bool) {
	i := t.slot[m]
	if i < 0 {
		return 0, false
	}
	return t.heap[i].at, true
}

// Set gives member m the deadline at, in place of the one it may have. Either way it counts as a new
// arrival: it fires after everyone who has the same deadline already. O(log n).
func (t *Timers) Set(m int, at int64) {
	i := int(t.slot[m])
	e := timer{at: at, seq: t.seq, who: int32(m)}
	t.seq++
	if i < 0 {
		t.heap = append(t.heap, e)
		t.up(len(t.heap)-1, e)
		return
	}
	t.place(i, e)
}

// Cancel takes away the deadline of member m and tells whether it had one. O(log n).
func (t *Timers) Cancel(m int) bool {
	i := int(t.slot[m])
	if i < 0 {
		return false
	}
	t.remove(i)
	return true
}

// Min returns the member that fires first and its deadline; ok is false if no deadline is set. O(1).
func (t *Timers) Min() (m int, at int64, ok bool) {
	if len(t.heap) == 0 {
		return none, 0, false
	}
	return int(t.heap[0].who), t.heap[0].at, true
}

// Pop returns what Min does and cancels that deadline. O(log n).
func (t *Timers) Pop() (m int, at int64, ok bool) {
	m, at, ok = t.Min()
	if ok {
		t.remove(0)
	}
	return m, at, ok
}

// Append appends the members that have a deadline to dst, in the order in which they will fire.
// O(n log n); it allocates only if dst is too small.
func (t *Timers) Append(dst []int) []int {
	from := len(dst)
	for i := range t.heap {
		dst = append(dst, int(t.heap[i].who))
	}
	slices.SortFunc(dst[from:], func(a, b int) int {
		x, y := &t.heap[t.slot[a]], &t.heap[t.slot[b]]
		if c := cmp.Compare(x.at, y.at); c != 0 {
			return c
		}
		return cmp.Compare(x.seq, y.seq)
	})
	return dst
}

// CopyFrom makes t an independent copy of src, whatever t was before. Two block copies; it allocates
// only if t has never been as large as src.
func (t *Timers) CopyFrom(src *Timers) {
	// Room for every member, not only for those set now: a later Set must not allocate.
	t.heap = append(slices.Grow(t.heap[:0], len(src.slot)), src.heap...)
	t.slot = append(t.slot[:0], src.slot...)
	t.seq = src.seq
}

// remove closes the gap at heap index i with the last entry.
func (t *Timers) remove(i int) {
	t.slot[t.heap[i].who] = none
	last := len(t.heap) - 1
	e := t.heap[last]
	t.heap = t.heap[:last]
	if i < last {
		t.place(i, e)
	}
}

// place puts e at heap index i, whose old entry is forgotten, and moves it to where it belongs.
func (t *Timers) place(i int, e timer) {
	if i > 0 && e.before(&t.heap[(i-1)/2]) {
		t.up(i, e)
	} else {
		t.down(i, e)
	}
}

// up carries e from the free index i towards the front.
func (t *Timers) up(i int, e timer) {
	for i > 0 {
		parent := (i - 1) / 2
		if !e.before(&t.heap[parent]) {
			break
		}
		t.heap[i] = t.heap[parent]
		t.slot[t.heap[i].who] = int32(i)
		i = parent
	}
	t.heap[i] = e
	t.slot[e.who] = int32(i)
}

// down carries e from the free index i away from the front.
func (t *Timers) down(i int, e timer) {
	for {
		least := 2*i + 1
		if least >= len(t.heap) {
			break
		}
		if right := least + 1; right < len(t.heap) && t.heap[right].before(&t.heap[least]) {
			least = right
		}
		if !t.heap[least].before(&e) {
			break
		}
		t.heap[i] = t.heap[least]
		t.slot[t.heap[i].who] = int32(i)
		i = least
	}
	t.heap[i] = e
	t.slot[e.who] = int32(i)
}

// Check verifies every invariant and names the first that is broken: nobody fires before the entry
// above, each member knows its entry, arrival numbers are from the past and unique. O(n log n).
func (t *Timers) Check() error {
	seen := make([]uint64, 0, len(t.heap))
	for i, e := range t.heap {
		if e.who < 0 || int(e.who) >= len(t.slot) {
			return fmt.Errorf("queues: timer %d is for %d, which is no member", i, e.who)
		}
		if int(t.slot[e.who]) != i {
			return fmt.Errorf("queues: timer %d is for member %d, which points at %d", i, e.who, t.slot[e.who])
		}
		if i > 0 && e.before(&t.heap[(i-1)/2]) {
			return fmt.Errorf("queues: timer %d (member %d) fires before the one above it", i, e.who)
		}
		if e.seq >= t.seq {
			return fmt.Errorf("queues: timer %d arrived as number %d of %d", i, e.seq, t.seq)
		}
		seen = append(seen, e.seq)
	}
	slices.Sort(seen)
	if len(slices.Compact(seen)) != len(t.heap) {
		return fmt.Errorf("queues: two of %d timers share an arrival number", len(t.heap))
	}
	set := 0
	for _, i := range t.slot {
		if i != none {
			set++
		}
	}
	if set != len(t.heap) {
		return fmt.Errorf("queues: %d members point at %d timers", set, len(t.heap))
	}
	return nil
}
