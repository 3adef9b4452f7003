package queues

import "fmt"

// none is the link that leads nowhere.
const none = -1

// link is a member's place: its neighbours in its queue and that queue. Twelve bytes, so that five
// members share a cache line.
type link struct {
	prev, next int32
	queue      int32
}

// line is one queue seen from outside: its two ends and how many stand in it.
type line struct {
	front, back int32
	count       int32
}

// Partition divides members 0..n-1 among FIFO queues 0..k-1. Each member is in exactly one queue at
// all times: being on two or on none cannot be expressed. Everything is O(1) unless it says
// otherwise, and nothing but CopyFrom and Append can allocate. The zero value has no members; it is
// a fine destination for CopyFrom.
type Partition struct {
	links []link
	lines []line
	loose bool // queue 0 keeps no order: its members have no neighbours
}

// NewPartition returns a partition with every member in queue 0, in ascending order. There is always
// at least one queue; fewer than 0 members count as 0. O(members + queues).
func NewPartition(members, queues int) *Partition {
	p := newPartition(members, queues)
	last := len(p.links) - 1
	for m := range p.links {
		p.links[m] = link{prev: int32(m) - 1, next: int32(m) + 1}
	}
	if last >= 0 {
		p.links[last].next = none
		p.lines[0].front, p.lines[0].back = 0, int32(last)
	}
	return p
}

// NewLoose returns a partition with every member in queue 0, and queue 0 loose: it knows its members
// and its length but no order, so that its Front, Back, Next and Prev are -1 and going on and off
// another queue touches no neighbour in it. It suits "waits for nothing". O(members + queues).
func NewLoose(members, queues int) *Partition {
	p := newPartition(members, queues)
	p.loose = true
	for m := range p.links {
		p.links[m] = link{prev: none, next: none}
	}
	return p
}

// newPartition makes the slices, with queue 0 counting every member but not yet linking them.
func newPartition(members, queues int) *Partition {
	p := &Partition{
		links: make([]link, max(members, 0)),
		lines: make([]line, max(queues, 1)),
	}
	for q := range p.lines {
		p.lines[q] = line{front: none, back: none}
	}
	p.lines[0].count = int32(len(p.links))
	return p
}

// Members returns the number of members.
func (p *Partition) Members() int { return len(p.links) }

// Queues returns the number of queues.
func (p *Partition) Queues() int { return len(p.lines) }

// Len returns how many members are in queue q.
func (p *Partition) Len(q int) int { return int(p.lines[q].count) }

// Queue returns the queue that member m is in.
func (p *Partition) Queue(m int) int { return int(p.links[m].queue) }

// Front returns the member that leaves queue q next, or -1 if q is empty or loose.
func (p *Partition) Front(q int) int { return int(p.lines[q].front) }

// Back returns the member that joined queue q last, or -1 if q is empty or loose.
func (p *Partition) Back(q int) int { return int(p.lines[q].back) }

// Next returns the member just behind m, or -1 if m is at the back or in a loose queue.
func (p *Partition) Next(m int) int { return int(p.links[m].next) }

// Prev returns the member just in front of m, or -1 if m is at the front or in a loose queue.
func (p *Partition) Prev(m int) int { return int(p.links[m].prev) }

// Move takes m out of its queue, wherever it stands, and puts it at the back of q, also when q is
// the queue it is in. O(1).
func (p *Partition) Move(m, q int) {
	to := &p.lines[q]
	p.unlink(m)
	l := &p.links[m]
	l.queue = int32(q)
	to.count++
	if p.loose && q == 0 {
		return // unlink left m without neighbours
	}
	l.prev, l.next = to.back, none
	if to.back >= 0 {
		p.links[to.back].next = int32(m)
	} else {
		to.front = int32(m)
	}
	to.back = int32(m)
}

// MoveFront takes m out of its queue and puts it at the front of q, also when q is the queue it is
// in. O(1).
func (p *Partition) MoveFront(m, q int) {
	to := &p.lines[q]
	p.unlink(m)
	l := &p.links[m]
	l.queue = int32(q)
	to.count++
	if p.loose && q == 0 {
		return
	}
	l.prev, l.next = none, to.front
	if to.front >= 0 {
		p.links[to.front].prev = int32(m)
	} else {
		to.back = int32(m)
	}
	to.front = int32(m)
}

// MoveBefore takes m out of its queue and puts it just in front of member at, into at's queue. In a
// loose queue there is no "in front": m joins it. Moving m before itself changes nothing. O(1).
func (p *Partition) MoveBefore(m, at int) {
	q := p.links[at].queue
	if m == at {
		return
	}
	p.unlink(m)
	l := &p.links[m]
	l.queue = q
	to := &p.lines[q]
	to.count++
	if p.loose && q == 0 {
		return
	}
	prev := p.links[at].prev
	l.prev, l.next = prev, int32(at)
	p.links[at].prev = int32(m)
	if prev >= 0 {
		p.links[prev].next = int32(m)
	} else {
		to.front = int32(m)
	}
}

// Rotate moves the front of queue q to its back. An empty or loose queue stays as it is. O(1).
func (p *Partition) Rotate(q int) {
	if m := p.Front(q); m >= 0 {
		p.Move(m, q)
	}
}

// unlink takes m off its queue and closes the gap. It leaves m's own links to the caller, except
// that a member of the loose queue had none and one that goes there must have none.
func (p *Partition) unlink(m int) {
	l := &p.links[m]
	from := &p.lines[l.queue]
	from.count--
	if p.loose && l.queue == 0 {
		return
	}
	prev, next := l.prev, l.next
	if prev >= 0 {
		p.links[prev].next = next
	} else {
		from.front = next
	}
	if next >= 0 {
		p.links[next].prev = prev
	} else {
		from.back = prev
	}
	l.prev, l.next = none, none
}

// Append appends the members of queue q to dst, front first, those of a loose queue in ascending
// order. O(Len(q)), for a loose queue O(Members()); it allocates only if dst is too small.
func (p *Partition) Append(dst []int, q int) []int {
	if p.loose && q == 0 {
		for m := range p.links {
			if p.links[m].queue == 0 {
				dst = append(dst, m)
			}
		}
		return dst
	}
	for m := p.lines[q].front; m >= 0; m = p.links[m].next {
		dst = append(dst, int(m))
	}
	return dst
}

// CopyFrom makes p an independent copy of src, whatever p was before. Two block copies; it allocates
// only if p has never been as large as src.
func (p *Partition) CopyFrom(src *Partition) {
	p.links = append(p.links[:0], src.links...)
	p.lines = append(p.lines[:0], src.lines...)
	p.loose = src.loose
}

// Check verifies every invariant and names the first that is broken: each member in exactly one
// queue, links that agree in both directions, ends and lengths that agree with the links.
// O(members + queues).
func (p *Partition) Check() error {
	total := 0
	for q := range p.lines {
		n, err := p.checkLine(q)
		if err != nil {
			return err
		}
		if n != p.Len(q) {
			return fmt.Errorf("queues: queue %d says %d members and has %d", q, p.Len(q), n)
		}
		total += n
	}
	if total != len(p.links) {
		return fmt.Errorf("queues: %d of %d members are in a queue", total, len(p.links))
	}
	return nil
}

// checkLine walks queue q and returns how many members it met.
func (p *Partition) checkLine(q int) (int, error) {
	if p.loose && q == 0 {
		return p.checkLoose()
	}
	n, prev := 0, int32(none)
	for m := p.lines[q].front; m != none; m = p.links[m].next {
		if m < 0 || int(m) >= len(p.links) {
			return 0, fmt.Errorf("queues: queue %d leads to %d, which is no member", q, m)
		}
		// Every prev is checked, so a member met twice is found before the walk can go in circles.
		if l := p.links[m]; int(l.queue) != q || l.prev != prev {
			return 0, fmt.Errorf("queues: member %d, met in queue %d behind %d, says queue %d behind %d",
				m, q, prev, l.queue, l.prev)
		}
		prev = m
		n++
	}
	if p.lines[q].back != prev {
		return 0, fmt.Errorf("queues: queue %d ends with %d and says %d", q, prev, p.lines[q].back)
	}
	return n, nil
}

// checkLoose counts the members of the loose queue, none of which may have a neighbour.
func (p *Partition) checkLoose() (int, error) {
	if l := p.lines[0]; l.front != none || l.back != none {
		return 0, fmt.Errorf("queues: loose queue 0 has ends %d and %d", l.front, l.back)
	}
	n := 0
	for m, l := range p.links {
		if l.queue != 0 {
			continue
		}
		if l.prev != none || l.next != none {
			return 0, fmt.Errorf("queues: member %d of loose queue 0 has a neighbour", m)
		}
		n++
	}
	return n, nil
}
