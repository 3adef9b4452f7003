package engine

import "unsafe"

// Bytes is the memory that a copy of the machine takes, as Fork makes it: about right, and what keyframes are budgeted
// by. O(work queues).
func (e *Engine) Bytes() int {
	const partitionLink, timer = 12, 28
	n := int(unsafe.Sizeof(*e))
	n += len(e.cors)*int(unsafe.Sizeof(coroutine{})) + len(e.lives)*int(unsafe.Sizeof(life{})) + len(e.locals)*8
	n += (e.places.Members() + e.waits.Members() + e.lists.Members()) * partitionLink
	n += (e.places.Queues() + e.waits.Queues() + e.lists.Queues()) * partitionLink
	n += len(e.cors) * timer
	n += len(e.mutexes)*int(unsafe.Sizeof(mutex{})) + len(e.conds)*int(unsafe.Sizeof(cond{}))
	for i := range e.rings {
		n += int(unsafe.Sizeof(e.rings[i])) + e.rings[i].Len()*16
	}
	n += (len(e.vars)+len(e.counters)+len(e.unheard))*8 + (len(e.numbers)+len(e.forced))*4
	n += len(e.letters)*int(unsafe.Sizeof(letter{})) + len(e.pending)*int(unsafe.Sizeof(request{}))
	n += len(e.agenda)*int(unsafe.Sizeof(Command{})) + e.heap.bytes()
	return n
}

// Slots gives how many process slots the machine has.
func (e *Engine) Slots() int { return len(e.cors) }
