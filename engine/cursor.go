package engine

import (
	"slices"

	"github.com/quartet-os/quartet/engine/intern"
)

// Cursor is a machine that goes from state to state of a codec. Each goroutine has its own.
type Cursor struct {
	codec   *Codec
	keys    *keying
	e       *Engine
	news    *News
	index   []uint32 // by slot: its place in a vector plus 1, or 0
	touched []bool
	changed []int32 // slots
	words   []int64
	naming  naming
	sort    sorter
	hearer  Hearer
}

// News is what a cursor came upon that its codec does not know yet.
type News struct{ records, rests intern.Table }

// Cursor makes a cursor that starts as a copy of a machine.
func (c *Codec) Cursor(e *Engine) *Cursor {
	u := &Cursor{codec: c, keys: c.keys, e: e.Fork(nil)}
	u.index, u.touched = make([]uint32, len(e.cors)), make([]bool, len(e.cors))
	for i, s := range c.slots {
		u.index[s] = uint32(i) + 1
	}
	u.e.keys = nil
	u.e.forced = u.e.forced[:0]
	u.e.quiet = false
	u.Note(&News{})
	return u
}

// Follow makes the cursor stand where a machine does.
func (u *Cursor) Follow(e *Engine) {
	out := u.e.out
	u.e = e.Fork(u.e)
	u.e.out, u.e.n, u.e.quiet, u.e.hearer = out, 0, false, u.hearer
}

// Hearer hears what becomes of the laws and assertions of a machine, whenever they are asked and not broken. It changes
// nothing.
type Hearer interface {
	// Kept says that none of the laws about every step is broken now.
	Kept(Probe)
	// Met says of a conserve, an index in Program.Laws, that its mutex is free while an item lies there and a taker
	// sleeps.
	Met(law int)
	// Last says that a finally, an index in Program.Laws, is true at an end.
	Last(at Probe, law int)
	// Asserted says that what a slot asserts at its op is true.
	Asserted(at Probe, slot int)
}

// Hear lets somebody hear what becomes of the laws of the cursor's machine.
func (u *Cursor) Hear(h Hearer) { u.hearer, u.e.hearer = h, h }

// Engine returns the machine at the cursor's state. Whatever is done to it, the next Load makes good.
func (u *Cursor) Engine() *Engine { return u.e }

// Probe returns that machine as one who explores handles it.
func (u *Cursor) Probe() Probe { return Probe{u.e} }

// Note makes the cursor write what is new to n, which it empties.
func (u *Cursor) Note(n *News) {
	n.records.Empty()
	n.rests.Empty()
	u.news = n
}

// Bytes returns the memory that the news holds.
func (n *News) Bytes() int64 { return n.records.Bytes() + n.rests.Bytes() }

// Used returns the bytes of what is in it, without room to grow.
func (n *News) Used() int64 { return n.records.Used() + n.rests.Used() }

// Load goes to a state. O(slots).
func (u *Cursor) Load(v Vector) {
	c, e := u.codec, u.e
	e.end, e.running, e.ops, e.n, e.spinners = End{}, -1, 0, 0, 0
	for m := range c.mutexes {
		e.mutexes[m].owner = -1
		if o := v[c.Owners+m]; o > 0 {
			e.mutexes[m].owner = c.slots[o-1]
		}
	}
	orders := u.keys.takeRest(e, c.rests.At(v[c.Rest]))
	for i, s := range c.slots {
		if e.waits.Queue(int(s)) != 0 {
			e.waits.Move(int(s), 0)
		}
		if c.lists && e.lists.Queue(int(s)) != 0 {
			e.lists.Move(int(s), 0)
		}
		u.keys.put(e, s, c.parsed(v[i]), c.records.At(v[i])[recordWords:])
	}
	if !u.keys.tracksItems {
		for i := range c.rings {
			e.fill(i, int(v[c.Lengths+i]))
		}
	}
	line := v[c.Orders:]
	for _, at := range line[:len(c.slots)] {
		if at == 0 {
			break
		}
		s := c.slots[at-1]
		q := int(c.parsed(v[at-1]).queue)
		if q == ownBox {
			q = e.signalQueue(e.box(s))
		}
		e.waits.Move(int(s), q)
	}
	for _, at := range line[len(c.slots):] {
		if at == 0 {
			break
		}
		e.lists.Move(int(c.slots[at-1]), int(c.parsed(v[at-1]).list))
	}
	u.keys.takeOrders(e, orders, c.Nameless)
	if e.irq != nil {
		e.reseat()
	}
	if e.ranking != nil {
		e.ranking.lent = e.ranking.lent[:0] // of what is told nobody reads
	}
}

// fill makes work queue i hold n items, whatever they are.
func (e *Engine) fill(i, n int) {
	r := &e.rings[i]
	for r.Len() > n {
		r.Take()
	}
	if r.Len() < n {
		limit := r.Cap()
		r.SetCap(n)
		for r.Len() < n {
			r.Put(0)
		}
		r.SetCap(limit)
	}
}

// Save writes the state that the machine is in to v. before is the vector that was loaded, or nil: what the
// last pass did not touch is taken from there. It is false when v holds numbers of news, which Adopt makes
// known.
func (u *Cursor) Save(v, before Vector) bool {
	c, e := u.codec, u.e
	u.changed = u.changed[:0]
	if before == nil || c.global {
		u.changed = append(u.changed, c.slots...)
	} else {
		copy(v, before[:len(c.slots)])
		u.findChanged()
	}
	for _, s := range u.changed {
		e.settle(s, u.keys)
	}
	known := true
	u.naming.forget()
	u.words = u.keys.appendRest(u.words[:0], e, &u.naming, c.Nameless)
	v[c.Rest] = u.number(&c.rests, &u.news.rests, &known)
	for _, s := range u.changed {
		v[u.index[s]-1] = u.saveRecord(s, &u.naming, &known)
	}
	for m := range c.mutexes {
		v[c.Owners+m] = 0
		if o := e.mutexes[m].owner; o >= 0 {
			v[c.Owners+m] = u.index[o]
		}
	}
	for i := range c.rings {
		v[c.Lengths+i] = uint32(e.rings[i].Len())
	}
	u.saveOrders(v[c.Orders:])
	return known
}

// Canonical brings a vector without news into the form in which equal states are equal: slots get canonical
// names where the codec leaves names out, and queues whose order is no state are sorted.
func (u *Cursor) Canonical(v Vector) {
	if u.codec.Nameless {
		u.sort.canonical(u.codec, v)
		return
	}
	u.sort.sortLoose(u.codec, v)
}

// findChanged gathers whom the events of the last pass name: nobody else's record can have changed.
func (u *Cursor) findChanged() {
	e := u.e
	for i := range e.out[:e.n] {
		if s := e.out[i].Who; s >= 0 && !u.touched[s] && u.index[s] > 0 {
			u.touched[s] = true
			u.changed = append(u.changed, s)
		}
	}
	for _, s := range u.changed {
		u.touched[s] = false
	}
}

func (u *Cursor) saveRecord(s int32, n *naming, known *bool) uint32 {
	var r record
	var room [recordWords]int64
	u.words = u.keys.record(u.e, s, &r, n, append(u.words[:0], room[:]...))
	r.append(u.words[:0])
	return u.number(&u.codec.records, &u.news.records, known)
}

// number returns the number of the words at hand.
func (u *Cursor) number(old, news *intern.Table, known *bool) uint32 {
	h := hashWords(u.words)
	if id, ok := old.Find(u.words, h); ok {
		return id
	}
	*known = false
	id, _ := news.Add(u.words, h)
	return id | unborn
}

// saveOrders writes who waits, queue by queue.
func (u *Cursor) saveOrders(v []uint32) {
	c, e := u.codec, u.e
	clear(v)
	at := 0
	for q := 1; q < e.waits.Queues(); q++ {
		for s := e.waits.Front(q); s >= 0; s = e.waits.Next(s) {
			v[at] = u.index[s]
			at++
		}
	}
	if !c.lists {
		return
	}
	at = len(c.slots)
	for q := 1; q < e.lists.Queues(); q++ {
		for s := e.lists.Front(q); s >= 0; s = e.lists.Next(s) {
			v[at] = u.index[s]
			at++
		}
	}
}

// Returns reports whether a slot that was just woken for no reason comes back from its sleep at once.
func (c *Codec) Returns(e *Engine, slot int) bool {
	return e.cors[slot].has(forced) && c.keys.comesBack(e, int32(slot)) && c.Silent(e, slot)
}

// Silent reports whether the next op of a slot is one that nobody else can notice, so that the codec takes the
// states before and behind it for one.
func (c *Codec) Silent(e *Engine, slot int) bool {
	s := int32(slot)
	back := c.keys.comesBack(e, s)
	if e.cors[s].fn < 0 || e.cors[s].has(zombie) || !c.keys.settles || !back && !c.keys.silent(e, &e.cors[s]) {
		return false
	}
	before, frame := e.cors[s], append([]int64(nil), e.cells(s)...)
	silent := false
	if back {
		silent = e.comeBack(s, c.keys)
	} else {
		silent = e.settle(s, c.keys) > 0
	}
	e.cors[s] = before
	copy(e.cells(s), frame)
	return silent
}

// Quiet reports whether in the next pass of a slot, where any op may be the last of one, nobody can notice anything:
// whoever may not be interrupted does more than an op in it.
func (c *Codec) Quiet(e *Engine, slot int) bool {
	s := int32(slot)
	if !c.Silent(e, slot) || e.interruptible(s) {
		return c.Silent(e, slot)
	}
	try := e.Fork(nil)
	try.Probe().Steer(slot, nil)
	for range settleLimit {
		cor, frame := &try.cors[s], try.cells(s)
		was, held := *cor, slices.Clone(frame)
		silent := false
		if c.keys.comesBack(try, s) {
			silent = try.comeBack(s, c.keys)
		} else {
			silent = (c.keys.silent(try, cor) || c.keys.pauses(try, cor)) && try.ahead(s, c.keys)
		}
		*cor = was
		copy(frame, held)
		if !silent {
			return false
		}
		if try.Step(); try.running != s {
			return Place(try.places.Queue(slot)) == Ready
		}
	}
	return false
}

// Adopt makes a cursor's news known, in the order in which it came upon them, and gives the numbers they
// have from now on.
func (c *Codec) Adopt(n *News) (records, rests []uint32) {
	for i := range uint32(n.records.Count()) {
		words := n.records.At(i)
		id, isNew := c.records.Add(words, n.records.HashAt(i))
		if isNew {
			c.note(words)
		}
		records = append(records, id)
	}
	for i := range uint32(n.rests.Count()) {
		id, _ := c.rests.Add(n.rests.At(i), n.rests.HashAt(i))
		rests = append(rests, id)
	}
	return records, rests
}

// Resolve puts adopted numbers into a vector in place of those of news.
func (u *Cursor) Resolve(v Vector, records, rests []uint32) {
	c := u.codec
	for i := range c.slots {
		if v[i]&unborn != 0 {
			v[i] = records[v[i]&^unborn]
		}
	}
	if r := &v[c.Rest]; *r&unborn != 0 {
		*r = rests[*r&^unborn]
	}
}

// Over says how a loaded state has ended, or with NotEnded that something can happen there.
func (u *Cursor) Over() End {
	u.e.n = 0
	u.e.lookForEnd()
	end := u.e.end
	u.e.end, u.e.n = End{}, 0
	return end
}
