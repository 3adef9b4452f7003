package queues

import "fmt"

// firstRoom bounds the room a new ring takes before anything was put: a capacity is a promise, not a
// need, and a scene may promise a billion.
const firstRoom = 64

// Ring is a bounded FIFO of items. Put, Take and TakeBack are O(1); the room grows by doubling up to
// the longest length there ever was (Put is O(1) amortized), after which nothing allocates. The zero
// value has capacity 0; it is a fine destination for CopyFrom.
type Ring struct {
	room  []int64 // its length is 0 or a power of two, so that an index wraps by masking
	first int     // index of the front in room
	count int
	limit int
}

// NewRing returns an empty ring that takes up to capacity items (fewer than 0 count as 0). O(1).
func NewRing(capacity int) *Ring {
	r := &Ring{limit: max(capacity, 0)}
	if r.limit > 0 {
		size := 1
		for size < min(r.limit, firstRoom) {
			size *= 2
		}
		r.room = make([]int64, size)
	}
	return r
}

// Len returns how many items are in the ring. It exceeds Cap for a while after SetCap lowered it.
func (r *Ring) Len() int { return r.count }

// Cap returns the capacity: Put succeeds while Len() < Cap().
func (r *Ring) Cap() int { return r.limit }

// SetCap changes the capacity (below 0 counts as 0). It drops nothing: after lowering it, Len may
// exceed Cap until enough was taken. O(1), without allocating.
func (r *Ring) SetCap(n int) { r.limit = max(n, 0) }

// Put adds v at the back, or returns false and changes nothing if Len() >= Cap(). O(1) amortized.
func (r *Ring) Put(v int64) bool {
	if r.count >= r.limit {
		return false
	}
	if r.count == len(r.room) {
		r.grow()
	}
	r.room[(r.first+r.count)&(len(r.room)-1)] = v
	r.count++
	return true
}

// Take removes and returns the front item, the oldest; false if there is none. O(1).
func (r *Ring) Take() (int64, bool) {
	if r.count == 0 {
		return 0, false
	}
	v := r.room[r.first]
	r.first = (r.first + 1) & (len(r.room) - 1)
	r.count--
	return v, true
}

// Front returns the front item without taking it; false if there is none. O(1).
func (r *Ring) Front() (int64, bool) {
	if r.count == 0 {
		return 0, false
	}
	return r.room[r.first], true
}

// TakeBack removes and returns the back item, the newest, as a stack does; false if there is none.
// O(1).
func (r *Ring) TakeBack() (int64, bool) {
	if r.count == 0 {
		return 0, false
	}
	r.count--
	return r.room[(r.first+r.count)&(len(r.room)-1)], true
}

// Insert puts v before the item that is i places behind the front (Len() is behind the back), or returns false and
// changes nothing if there is no such place or Len() >= Cap(). O(min(i, Len()-i)) moves, O(1) amortized room.
func (r *Ring) Insert(i int, v int64) bool {
	if uint(i) > uint(r.count) || r.count >= r.limit {
		return false
	}
	if r.count == len(r.room) {
		r.grow()
	}
	mask := len(r.room) - 1
	if i < r.count-i { // the front part moves forward
		r.first = (r.first - 1) & mask
		for k := range i {
			r.room[(r.first+k)&mask] = r.room[(r.first+k+1)&mask]
		}
	} else {
		for k := r.count; k > i; k-- {
			r.room[(r.first+k)&mask] = r.room[(r.first+k-1)&mask]
		}
	}
	r.room[(r.first+i)&mask] = v
	r.count++
	return true
}

// Remove takes out and returns the item i places behind the front; false if there is none. O(min(i, Len()-i)).
func (r *Ring) Remove(i int) (int64, bool) {
	if uint(i) >= uint(r.count) {
		return 0, false
	}
	mask := len(r.room) - 1
	v := r.room[(r.first+i)&mask]
	r.count--
	if i < r.count-i { // the front part moves back
		for k := i; k > 0; k-- {
			r.room[(r.first+k)&mask] = r.room[(r.first+k-1)&mask]
		}
		r.first = (r.first + 1) & mask
		return v, true
	}
	for k := i; k < r.count; k++ {
		r.room[(r.first+k)&mask] = r.room[(r.first+k+1)&mask]
	}
	return v, true
}

// Index returns how many places behind the front v is, the first of several, or -1. O(Len()).
func (r *Ring) Index(v int64) int {
	for i := range r.count {
		if r.room[(r.first+i)&(len(r.room)-1)] == v {
			return i
		}
	}
	return -1
}

// Clear takes all items out. O(1).
func (r *Ring) Clear() { r.first, r.count = 0, 0 }

// At returns the item i places behind the front (0 is the front, Len()-1 the back). It panics if
// there is none. O(1).
func (r *Ring) At(i int) int64 {
	if uint(i) >= uint(r.count) {
		panic("queues: no item at this index of the ring")
	}
	return r.room[(r.first+i)&(len(r.room)-1)]
}

// Append appends the items to dst, front first. O(Len()); it allocates only if dst is too small.
func (r *Ring) Append(dst []int64) []int64 {
	end := min(r.first+r.count, len(r.room))
	dst = append(dst, r.room[r.first:end]...)
	return append(dst, r.room[:r.count-(end-r.first)]...)
}

// CopyFrom makes r an independent copy of src, whatever r was before. O(Len()); it allocates only if
// r has never had as much room as src.
func (r *Ring) CopyFrom(src *Ring) {
	if r == src {
		return
	}
	if len(r.room) < len(src.room) {
		r.room = make([]int64, len(src.room))
	}
	src.Append(r.room[:0])
	r.first, r.count, r.limit = 0, src.count, src.limit
}

// grow doubles the room and puts the front at its start.
func (r *Ring) grow() {
	room := make([]int64, max(1, 2*len(r.room)))
	r.Append(room[:0])
	r.room, r.first = room, 0
}

// Check verifies every invariant and names the first that is broken: a room that wraps by masking,
// front and length inside it, a capacity that is not negative. O(1).
func (r *Ring) Check() error {
	size := len(r.room)
	switch {
	case size&(size-1) != 0:
		return fmt.Errorf("queues: the ring's room of %d is no power of two", size)
	case r.count < 0 || r.count > size:
		return fmt.Errorf("queues: the ring says %d items in a room of %d", r.count, size)
	case r.first < 0 || r.first > 0 && r.first >= size:
		return fmt.Errorf("queues: the ring's front is at %d in a room of %d", r.first, size)
	case r.limit < 0:
		return fmt.Errorf("queues: the ring's capacity is %d", r.limit)
	}
	return nil
}
