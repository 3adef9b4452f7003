package engine

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/queues"
)

// newBufs makes the buffers of the channels, by their number among the described objects.
func newBufs(p *program.Program) []queues.Ring {
	if !p.UsesChans {
		return nil
	}
	bufs := make([]queues.Ring, len(p.Syncs))
	for i := range p.Syncs {
		n := 0
		if p.Syncs[i].Class == program.ChanClass {
			n = int(p.Syncs[i].State[program.ChanCap])
		}
		bufs[i] = *queues.NewRing(n)
	}
	return bufs
}

// chansOf returns the channels that an op is at, each once.
func (e *Engine) chansOf(pc int32) []int32 {
	op := &e.code[pc]
	sel := e.prog.Selected(op)
	if sel == nil {
		return []int32{op.A}
	}
	var all []int32
	for i := range sel.Cases {
		if o := sel.Cases[i].Chan; o >= 0 && !slices.Contains(all, o) {
			all = append(all, o)
		}
	}
	return all
}

// apart reports whether two ops have no channel in common.
func (e *Engine) apart(a, b int32) bool {
	for _, o := range e.chansOf(a) {
		if e.waitsAt(b, o) {
			return false
		}
	}
	return true
}

// enqueueAt puts s into the queues of the channels that its op is at.
func (e *Engine) enqueueAt(s int32) {
	all := e.chansOf(e.cors[s].pc)
	if len(all) == 0 {
		return
	}
	e.waits.Move(int(s), e.chanQueue())
	e.straighten()
	for _, o := range all {
		ev := e.event(Joined, s)
		ev.Object = e.syncObject(o)
	}
}

// leaveChans takes s out of them.
func (e *Engine) leaveChans(s int32) {
	if e.waits.Queue(int(s)) == 0 {
		return
	}
	e.waits.Move(int(s), 0)
	e.straighten()
	for _, o := range e.chansOf(e.cors[s].pc) {
		ev := e.event(Left, s)
		ev.Object = e.syncObject(o)
	}
}

// straighten brings the queue of all who wait at channels into its one order: those who have a channel in common keep
// theirs, and of others, wherever it is free, the one with the lowest channel is first. O(waiting * waiting).
func (e *Engine) straighten() {
	q := e.chanQueue()
	if e.waits.Len(q) < 2 {
		return
	}
	was := e.waits.Append(nil, q)
	line := make([]int, 0, len(was))
	for _, x := range was {
		pc, at := e.cors[x].pc, len(line)
		for i := len(line) - 1; i >= 0 && e.apart(e.cors[line[i]].pc, pc); i-- {
			if slices.Min(e.chansOf(e.cors[line[i]].pc)) > slices.Min(e.chansOf(pc)) {
				at = i
			}
		}
		line = slices.Insert(line, at, x)
	}
	if slices.Equal(line, was) {
		return
	}
	for _, x := range line {
		e.waits.Move(x, q)
	}
}

// viewChan fills in what a channel has beyond its numbers.
func (e *Engine) viewChan(o int32, v *SyncView) {
	values := v.Values[:0]
	for k := range e.bufs[o].Len() {
		values = append(values, e.labelOf(e.prog.Syncs[o].Elem, e.bufs[o].At(k)))
	}
	v.Values = values
	v.Elem, v.Unit, v.Queue, v.Senders = e.prog.Syncs[o].Elem, e.prog.Syncs[o].Unit, v.Queue[:0], v.Senders[:0]
	for x := e.waits.Front(e.chanQueue()); x >= 0; x = e.waits.Next(x) {
		pc := e.cors[x].pc
		if !e.waitsAt(pc, o) {
			continue
		}
		v.Queue = append(v.Queue, x)
		if e.endOf(pc, o, sends) >= 0 {
			v.Senders = append(v.Senders, x)
		}
	}
}

// countAt counts those who wait at a channel.
func (e *Engine) countAt(o int32) int64 {
	n := int64(0)
	for x := e.waits.Front(e.chanQueue()); x >= 0; x = e.waits.Next(x) {
		n += truth(e.waitsAt(e.cors[x].pc, o))
	}
	return n
}

// handType returns the type of the value that a coroutine which waits at channels has in hand beside its variables:
// what it was given, or what it sends; false where it has none.
func (e *Engine) handType(c *coroutine) (program.Type, bool) {
	if c.fn < 0 || c.wait != OnChan {
		return 0, false
	}
	o := c.obj
	if sel := e.prog.Selected(&e.code[c.pc]); sel != nil {
		if c.heard < 0 || sel.Cases[c.heard].Chan < 0 {
			return 0, false
		}
		o = sel.Cases[c.heard].Chan
	}
	return e.prog.Syncs[o].Elem, true
}

// inHand reports whether a coroutine has an item, or a piece of memory, in hand that it was given and has not gone on
// with, or sends.
func (e *Engine) inHand(c *coroutine, memory bool, v int64) bool {
	t, has := e.handType(c)
	return has && c.count == v && (t == program.ItemOf && !memory || t == program.Memory && memory)
}

// inChannel reports whether a value of a type lies in a channel's buffer.
func (e *Engine) inChannel(t program.Type, v int64) bool {
	for o := range e.bufs {
		if e.prog.Syncs[o].Elem != t || e.prog.Syncs[o].Class != program.ChanClass {
			continue
		}
		for k := range e.bufs[o].Len() {
			if e.bufs[o].At(k) == v {
				return true
			}
		}
	}
	return false
}

// eachInChannel goes through the values of a type that lie in channels, or are in the hands of those who wait there.
func (e *Engine) eachInChannel(t program.Type, visit func(v int64)) {
	for o := range e.bufs {
		for k := 0; e.prog.Syncs[o].Elem == t && k < e.bufs[o].Len(); k++ {
			visit(e.bufs[o].At(k))
		}
	}
	for s := range e.cors {
		if of, has := e.handType(&e.cors[s]); e.prog.UsesChans && has && of == t {
			visit(e.cors[s].count)
		}
	}
}

// leftInChannel ends a run that is over while an item lies in a channel, where nobody is left to receive it.
func (e *Engine) leftInChannel() {
	for o := range e.bufs {
		if e.prog.Syncs[o].Elem != program.ItemOf || e.bufs[o].Len() == 0 {
			continue
		}
		if it := e.heap.at(e.bufs[o].At(0)); it != nil {
			e.lose(it, fmt.Sprintf("it lies in %s, and nobody is left to receive it",
				e.ObjectName(int(e.syncObject(int32(o))))))
			return
		}
	}
}

// checkChans verifies that the numbers of channels are those of their buffers, and that who stands in their queue waits
// there.
func (e *Engine) checkChans() error {
	if !e.prog.UsesChans {
		return nil
	}
	for o := range e.bufs {
		if e.prog.Syncs[o].Class != program.ChanClass {
			continue
		}
		if n := e.standing(int32(o), program.ChanLen); n != int64(e.bufs[o].Len()) || n > e.standing(int32(o),
			program.ChanCap) {
			return fmt.Errorf("%s has %d values and says %d", e.ObjectName(int(e.syncObject(int32(o)))),
				e.bufs[o].Len(), n)
		}
		if e.end.Kind == NotEnded && e.anyAt(int32(o), receives) && e.bufs[o].Len() > 0 {
			return fmt.Errorf("somebody waits to receive from %s, which holds a value",
				e.ObjectName(int(e.syncObject(int32(o)))))
		}
	}
	for x := e.waits.Front(e.chanQueue()); x >= 0; x = e.waits.Next(x) {
		if c := &e.cors[x]; c.wait != OnChan || c.has(forced) {
			return fmt.Errorf("%s stands at a channel and does not wait there", e.Name(x))
		}
	}
	return nil
}

// endOf returns the case of a coroutine's op that is at an end of a channel: its number in a select, 0 of another op,
// or -1.
func (e *Engine) endOf(pc, o int32, end dir) int32 {
	op := &e.code[pc]
	switch op.Kind {
	case program.ChanSend:
		if end == sends && op.A == o {
			return 0
		}
	case program.ChanReceive:
		if end == receives && op.A == o {
			return 0
		}
	default:
		for i := range e.prog.Selects[op.B].Cases {
			if k := &e.prog.Selects[op.B].Cases[i]; k.Chan == o && k.Send == (end == sends) {
				return int32(i)
			}
		}
	}
	return -1
}

// waitsAt reports whether an op is at a channel, at either end.
func (e *Engine) waitsAt(pc, o int32) bool {
	return e.endOf(pc, o, receives) >= 0 || e.endOf(pc, o, sends) >= 0
}

// peer returns who is served next of those who wait at an end of a channel, as the wake order says, and with which
// case; -1 for nobody.
func (e *Engine) peer(o int32, end dir) (w, i int32) {
	if e.standing(o, program.ChanClosed) == program.ChanNil {
		return -1, -1
	}
	q, n := e.chanQueue(), 0
	first, only := int32(-1), e.rules[program.RuleWakeOrder] == program.WakeFIFO
	for x := e.waits.Front(q); x >= 0; x = e.waits.Next(x) {
		if e.endOf(e.cors[x].pc, o, end) < 0 {
			continue
		}
		if n++; first < 0 {
			first = int32(x)
		}
		if only && (n > 1 || e.picks == nil) { // whether another one waits too is asked by who explores
			break
		}
	}
	if n == 0 {
		return -1, -1
	}
	w = first
	for k := e.order(n); k > 0; {
		w = int32(e.waits.Next(int(w)))
		k -= int(truth(e.endOf(e.cors[w].pc, o, end) >= 0))
	}
	e.tellChosen(ChoseWhom, int64(w))
	return w, e.endOf(e.cors[w].pc, o, end)
}

// anyAt reports whether somebody waits at an end of a channel.
func (e *Engine) anyAt(o int32, end dir) bool {
	for x := e.waits.Front(e.chanQueue()); x >= 0; x = e.waits.Next(x) {
		if e.endOf(e.cors[x].pc, o, end) >= 0 {
			return true
		}
	}
	return false
}

// canDo reports whether a case of a select can be done now: a send into a closed channel can, and fails.
func (e *Engine) canDo(k *program.Case) bool {
	if k.Chan < 0 {
		return false
	}
	ring, shut := &e.bufs[k.Chan], e.standing(k.Chan, program.ChanClosed)
	switch {
	case shut == program.ChanNil:
		return false
	case shut == program.ChanIsShut:
		return true
	case k.Send:
		return ring.Len() < ring.Cap() || e.anyAt(k.Chan, receives)
	}
	return ring.Len() > 0 || e.anyAt(k.Chan, sends)
}

// doChan does to a channel from outside what the ops of coroutines do, where that need not wait.
func (e *Engine) doChan(c Command, o int32, kind program.Kind) *CommandError {
	standing := e.standing(o, program.ChanClosed)
	things := e.prog.Syncs[o].Elem == program.ItemOf || e.prog.Syncs[o].Elem == program.Memory
	switch {
	case standing == program.ChanNil:
		return cannot(c.Name+" is nil: nobody ever comes there",
			"make it in the scene, as in "+c.Name+" = make(chan int)")
	case standing == program.ChanIsShut && kind != program.ChanReceive:
		return cannot(c.Name+" is closed", "receive "+c.Name+" takes out what is left in it")
	case kind == program.Close:
		all := e.shut(o)
		e.commanded(c.Verb, -1, e.syncObject(o), int64(len(all)))
		e.turnAway(-1, o, all)
		return nil
	case things:
		return cannot(c.Name+" carries what coroutines make and give up", "spawn one that does it, or close "+c.Name)
	case kind == program.ChanSend:
		return e.doSend(c, o)
	}
	return e.doReceive(c, o)
}

// doSend sends a value from outside.
func (e *Engine) doSend(c Command, o int32) *CommandError {
	ch, ring := &e.prog.Syncs[o], &e.bufs[o]
	v, fits := int64(0), c.Token == ""
	if !ch.Unit {
		v, fits = ch.Elem.Argument(c.Token, e.handleOf)
	}
	switch {
	case !fits && ch.Unit:
		return cannot("what goes through "+c.Name+" says nothing", "write send "+c.Name)
	case !fits:
		like := map[program.Type]string{program.Bool: "true", program.ResultOf: "ok", program.Coroutine: "nil"}
		return cannot(fmt.Sprintf("%q is no %s", c.Token, ch.Elem), "write send "+c.Name+" "+
			cmp.Or(like[ch.Elem], "3"))
	}
	if w, k := e.peer(o, receives); w >= 0 {
		e.commanded(c.Verb, -1, e.syncObject(o), v)
		e.hand(-1, w, o, k, v, program.OK)
		return nil
	}
	switch {
	case ring.Cap() == 0:
		return cannot("nobody waits to receive from "+c.Name+", and it has no room", "run somebody who receives first")
	case ring.Len() >= ring.Cap():
		return cannot(fmt.Sprintf("%s is full, %d of %d", c.Name, ring.Len(), ring.Cap()), "write receive "+c.Name)
	}
	ring.Put(v)
	e.mark(o, program.ChanLen, int64(ring.Len()))
	e.commanded(c.Verb, -1, e.syncObject(o), v)
	return nil
}

// doReceive receives a value from outside.
func (e *Engine) doReceive(c Command, o int32) *CommandError {
	ring := &e.bufs[o]
	w, k := e.peer(o, sends)
	v, ok := ring.Take()
	switch {
	case !ok && w < 0 && e.standing(o, program.ChanClosed) == program.ChanIsShut:
		return cannot(c.Name+" is closed and empty", "nothing comes out of it any more")
	case !ok && w < 0:
		return cannot("there is nothing in "+c.Name+", and nobody waits to send", "run somebody who sends first")
	case !ok:
		v = e.offered(w, k)
	case w >= 0:
		ring.Put(e.offered(w, k))
	default:
		e.mark(o, program.ChanLen, int64(ring.Len()))
	}
	e.commanded(c.Verb, -1, e.syncObject(o), v)
	if w >= 0 {
		e.hand(-1, w, o, k, 0, program.OK)
	}
	return nil
}
