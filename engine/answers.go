package engine

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/program"
)

// Way says how an answer reaches whoever made the item.
type Way uint8

// The ways.
const (
	WayLater    Way = iota // it will ask, by await or poll
	WayAwait               // it sleeps for it
	WayCallback            // its answer callback is called by who answers
	WaySignal              // a process signal, handled when it next runs
)

// post is a process signal under way to slot to, in its generation gen.
type post struct {
	to, gen int32
	handler int32
	item    int64
	result  program.Result
}

// makerOf returns the slot of an item's maker while it is alive, else -1.
func (e *Engine) makerOf(it *item) int32 {
	if it.maker < 0 || e.cors[it.maker].gen != it.gen || e.cors[it.maker].fn < 0 || e.cors[it.maker].has(orphan) {
		return -1
	}
	return it.maker
}

// answer gives an item's result to whoever made it, in the way that it asked for.
func (e *Engine) answer(s int32, op *program.Op) {
	v, r := e.value(op.X, s), program.Result(e.value(op.Y, s))
	it := e.heap.at(v)
	switch {
	case it == nil:
		e.misuse(s, op, "answers an item that is none (nil)")
		return
	case it.answered:
		e.misuse(s, op, fmt.Sprintf("answers item %d, which was answered already", it.label))
		return
	case r == program.Busy:
		e.misuse(s, op, fmt.Sprintf("answers item %d with busy, which is what poll gives while there "+
			"is no answer", it.label))
		return
	}
	it.answered, it.result = true, r
	if it.state == inWork {
		it.state = gone
	}
	e.finish(s, op, r, NoObject, it.label)
	maker := e.makerOf(it)
	if maker < 0 && it.maker >= 0 {
		ev := e.event(Refused, s)
		ev.Result = uint8(MakerGone)
		ev.Arg = narrow(it.label)
	}
	e.tell(s, maker, v, it)
}

// tell brings an answer to the maker, if it is alive, and wakes everyone who sleeps for it.
func (e *Engine) tell(s, maker int32, v int64, it *item) {
	way, object := WayLater, uint16(NoObject)
	switch {
	case maker >= 0 && it.want != 0:
		way = WayCallback
		if it.want < 0 {
			way = WaySignal
		}
		object = uint16(e.prog.Handlers[max(it.want, -it.want)-1].Func)
	case it.awaited:
		way = WayAwait
	}
	if maker >= 0 || way == WayAwait {
		ev := e.event(Answered, maker)
		ev.From, ev.Result = uint8(way), uint8(it.result)
		ev.Arg, ev.Object = narrow(it.label), object
	}
	if it.awaited {
		e.wakeAwaiters(s, v)
	}
	switch way {
	case WayCallback:
		e.call(s, it.want-1, v, it.result, e.cors[s].pc, false)
	case WaySignal:
		e.heap.posts = append(e.heap.posts, post{maker, it.gen, -it.want - 1, v, it.result})
	}
}

// wakeAwaiters makes ready everyone who sleeps for the answer to item v. O(slots).
func (e *Engine) wakeAwaiters(by int32, v int64) {
	if e.policy == program.RoundRobin {
		return // they look for themselves
	}
	for x := range e.cors {
		c := &e.cors[x]
		if c.wait == OnAnswer && int64(c.obj) == v && e.asleep(int32(x)) {
			e.callback(int32(x), ByAnswer, by, NoObject)
		}
	}
}

// call lets s run handler k now and go on at pc back afterwards.
func (e *Engine) call(s, k int32, v int64, r program.Result, back int32, signal bool) {
	h := &e.prog.Handlers[k]
	frame := e.locals[int(s)*e.prog.Locals : (int(s)+1)*e.prog.Locals]
	if frame[h.Back] != 0 {
		e.fail(EndViolation, fmt.Sprintf("%s answers item %d inside %s, which that answer would call again",
			e.who(s), e.heap.label(v), e.prog.Funcs[h.Func].Name))
		return
	}
	frame[h.Back] = int64(back+1)<<1 | truth(signal)
	if h.Item >= 0 {
		frame[h.Item] = v
	}
	if h.Result >= 0 {
		frame[h.Result] = int64(r)
	}
	e.cors[s].was, e.cors[s].pc = -1, h.Entry
}

// backOf returns where a handler goes back to.
func backOf(frame int64) int32 { return int32(frame>>1) - 1 }

// resume ends a handler.
func (e *Engine) resume(s int32, op *program.Op) {
	back := e.value(op.X, s)
	e.did(s, op, Done, program.OK, NoObject, int64(op.A))
	h := &e.prog.Handlers[e.prog.Funcs[op.A].Handler]
	clear(e.locals[int(s)*e.prog.Locals+h.First:][:len(h.Locals)])
	if back&1 != 0 {
		e.cors[s].flags &^= handling
	}
	e.cors[s].was, e.cors[s].pc = -1, backOf(back)
}

// deliver lets s, which is about to run, handle the first process signal for it, unless it is in the middle of
// something: an op that goes on, a handler, or between the halves of a wait or park.
func (e *Engine) deliver(s int32) {
	i := e.deliverable(s)
	if i < 0 {
		return
	}
	p, c := e.heap.posts[i], &e.cors[s]
	e.heap.posts = append(e.heap.posts[:i], e.heap.posts[i+1:]...)
	ev := e.event(Handled, s)
	ev.From, ev.Result = uint8(WaySignal), uint8(p.result)
	ev.Arg = narrow(e.heap.label(p.item))
	ev.Object = uint16(e.prog.Handlers[p.handler].Func)
	e.stopSpinning(c)
	e.call(s, p.handler, p.item, p.result, c.pc, true)
	c.flags |= handling
}

// deliverable returns the process signal that s would handle before its next op, an index in posts, or -1.
func (e *Engine) deliverable(s int32) int {
	if len(e.heap.posts) == 0 {
		return -1
	}
	c := &e.cors[s]
	if c.wait != OnNothing || c.count > 0 || c.has(handling|listWake|forced|granted) ||
		e.code[c.pc].Kind == program.Relock || e.lists.Queue(int(s)) != 0 && !c.has(stale) {
		return -1
	}
	for i := range e.heap.posts {
		p := &e.heap.posts[i]
		if p.to == s && e.locals[int(s)*e.prog.Locals+int(e.prog.Handlers[p.handler].Back)] == 0 {
			return i
		}
	}
	return -1
}

// unhandled tells of the process signals that a coroutine which ends did not come to handle.
func (e *Engine) unhandled(s int32) {
	kept := e.heap.posts[:0]
	for _, p := range e.heap.posts {
		if p.to != s {
			kept = append(kept, p)
			continue
		}
		ev := e.event(Refused, s)
		ev.Result = uint8(Unhandled)
		ev.Arg = narrow(e.heap.label(p.item))
	}
	e.heap.posts = kept
	e.heap.wants[s] = 0
	if e.lists.Queue(int(s)) == 0 {
		e.heap.carried[s] = 0
	}
}

// onAnswer says how the caller's items are answered: those that it makes from now on, and those that it made and that
// have no way of their own yet.
func (e *Engine) onAnswer(s int32, op *program.Op) {
	want := int32(e.prog.Funcs[op.A].Handler) + 1
	if op.Flags&program.FlagSignal != 0 {
		want = -want
	}
	e.heap.wants[s] = want
	for i := range e.heap.items {
		it := &e.heap.items[i]
		if it.state != unused && it.want == 0 && !it.answered && it.maker == s && it.gen == e.cors[s].gen {
			it.want = want
		}
	}
	e.finish(s, op, program.OK, NoObject, int64(op.A))
}

// await sleeps until the item is answered. Under round robin, and when it was woken for no reason, it looks again.
func (e *Engine) await(s int32, op *program.Op) {
	c := &e.cors[s]
	v := e.value(op.X, s)
	it := e.heap.at(v)
	switch {
	case it == nil:
		e.misuse(s, op, "waits for the answer to an item that is none (nil)")
		return
	case it.answered:
		e.awaited(s, op, it.result, it.label)
		return
	case c.wait == OnAnswer && (c.has(forced) && c.result == program.TimedOut || e.overdue(c)):
		e.awaited(s, op, program.TimedOut, it.label)
		return
	}
	if c.wait != OnAnswer {
		e.beginWait(c, OnAnswer, int32(v))
		it.awaited = true
	}
	c.flags &^= forced
	e.sleepUntil(s, op, ByAwait, NoObject)
}

// awaited finishes an await.
func (e *Engine) awaited(s int32, op *program.Op, r program.Result, label int64) {
	c := &e.cors[s]
	e.endWait(c)
	c.result = program.OK
	e.set(s, op.Dst, int64(r))
	e.finish(s, op, r, NoObject, label)
}

// poll looks whether the item is answered.
func (e *Engine) poll(s int32, op *program.Op) {
	it := e.heap.at(e.value(op.X, s))
	if it == nil {
		e.misuse(s, op, "polls an item that is none (nil)")
		return
	}
	r := program.Busy
	if it.answered {
		r = it.result
	}
	e.set(s, op.Dst, int64(r))
	e.finish(s, op, r, NoObject, it.label)
}
