package engine

import "github.com/quartet-os/quartet/engine/program"

// appendHeap appends what is in the work queues, the process signals under way, and the tables of items and
// memory in the order in which a walk meets them: queues, shared variables, signals, coroutines, and what
// was made and not put. What nobody can get hold of is no state.
func (k *keying) appendHeap(w []int64, e *Engine, n *naming) []int64 {
	h := &e.heap
	for i := range e.rings {
		w = append(w, int64(e.rings[i].Len()))
		for j := 0; h.on && j < e.rings[i].Len(); j++ {
			w = append(w, k.canonical(e, program.ItemOf, e.rings[i].At(j), n))
		}
	}
	w = append(w, int64(len(h.posts)))
	for _, p := range h.posts {
		w = append(w, int64(p.to), int64(p.handler), int64(p.result), k.canonical(e, program.ItemOf, p.item, n))
	}
	for s := range e.cors {
		var r record
		k.record(e, int32(s), &r, n, nil)
	}
	for _, i := range h.loose {
		k.canonical(e, program.ItemOf, int64(i+1), n)
	}
	for i := range h.pieces {
		if h.pieces[i].state == claimed {
			k.canonical(e, program.Memory, int64(i+1), n)
		}
	}
	w = append(w, int64(len(n.items.all)))
	for _, v := range n.items.all {
		w = append(w, k.itemWord(e, v), 0)
		if it := h.at(v); it != nil {
			w[len(w)-1] = int64(it.want)<<32 | int64(uint32(it.holder))
		}
	}
	w = append(w, int64(len(n.pieces.all)))
	for _, v := range n.pieces.all {
		state := unclaimed
		if v <= int64(len(h.pieces)) {
			state = h.pieces[v-1].state
		}
		w = append(w, int64(state))
	}
	return w
}

// itemWord packs what decides an item's future but for how it is answered and who has it. A maker that has
// ended is one that is not there.
func (k *keying) itemWord(e *Engine, v int64) int64 {
	it := e.heap.at(v)
	if it == nil {
		return -1
	}
	maker := int64(-1)
	if it.maker >= 0 {
		maker = int64(len(e.cors))
		if alive := e.makerOf(it); alive >= 0 {
			maker = int64(alive)
		}
	}
	return (maker+1)<<8 | int64(it.state)<<5 | int64(it.result)<<3 |
		truth(it.answered)<<2 | truth(it.awaited)<<1 | truth(it.lost >= 0)
}

// takeHeap reads what appendHeap wrote.
func (k *keying) takeHeap(e *Engine, w *words) {
	h := &e.heap
	for i := range e.rings {
		n := int(w.next())
		e.fill(i, 0)
		if !h.on {
			e.fill(i, n)
			continue
		}
		limit := e.rings[i].Cap()
		e.rings[i].SetCap(n)
		for range n {
			e.rings[i].Put(w.next())
		}
		e.rings[i].SetCap(limit)
	}
	h.posts = h.posts[:0]
	for n := w.next(); n > 0; n-- {
		p := post{to: int32(w.next()), gen: 1, handler: int32(w.next()), result: program.Result(w.next())}
		p.item = w.next()
		h.posts = append(h.posts, p)
	}
	h.items, h.unused, h.loose = h.items[:0], h.unused[:0], h.loose[:0]
	for n := w.next(); n > 0; n-- {
		it := k.itemOf(e, w.next())
		rest := w.next()
		it.want, it.holder = int32(rest>>32), int32(uint32(rest))
		if it.state == fresh {
			h.loose = append(h.loose, int32(len(h.items)))
		}
		h.items = append(h.items, it)
	}
	h.pieces, h.used = h.pieces[:0], 0
	for n := w.next(); n > 0; n-- {
		p := piece{state: pieceState(w.next()), name: -1}
		h.used += int32(truth(p.state == claimed))
		h.pieces = append(h.pieces, p)
	}
	h.room = max(firstRoom, 2*len(h.items), 2*len(h.pieces))
}

func (k *keying) itemOf(e *Engine, v int64) item {
	if v < 0 {
		return item{}
	}
	it := item{
		maker: int32(v>>8) - 1, gen: 1, fn: -1, name: -1,
		state: itemState(v >> 5 & 7), result: program.Result(v >> 3 & 3),
		answered: v&4 != 0, awaited: v&2 != 0, lost: int32(v&1) - 1,
	}
	if int(it.maker) == len(e.cors) {
		it.maker, it.gen = 0, -1 // of a generation that there is not
	}
	return it
}
