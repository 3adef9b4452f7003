package reason

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// History is what the events of a run say about who had or changed what, and since when. It is a fold that a
// session.Follower drives, and remembers the newest things about each object and each of the newest items only, so
// that a run of any length fits.
type History struct {
	prog  *program.Program
	step  int64
	sum   uint64 // of all events so far
	slots []slotPast
	owner []owning     // by object
	about []trail      // by object
	items []life       // by number, modulo how many are kept
	last  engine.Event // the newest op
	gone  []gone       // who ended, the newest last
	lost  int64        // the item that was lost, 0 for none
	wrong int          // the object of an op that broke a rule, -1 for none
	looking
	turns
}

// slotPast is what is known of the coroutine of a slot.
type slotPast struct {
	name   string
	place  engine.Place
	born   Mark // when it was started
	moved  Mark // when it came to its place
	slept  Mark // when its present wait began, zero while it does not wait
	on     int  // object that it waits for, -1
	before int  // object of the wait from which it was woken last, -1
	woken  int64
	used   bool       // it has done something since that others can notice
	uses   int64      // how often the slot was given to a coroutine
	stands [2]inQueue // in a lock or signal queue, and on a wait list
	inWait int32      // 1 plus the wait op that it is in, 0 none
	fn     int        // its function
	gave   int        // the object that it gave up on last, -1 for none
	gaveAt int64
	asked  glances
	wait   wakened
	chanPast
}

// Mark is a thing that happened: when, by whom, and how.
type Mark struct {
	Step  int64
	Time  int64
	Cause engine.Cause
	By    string // "" for the scheduler, "the user", "the scene's script"
}

// inQueue is since when a coroutine stands in the queue of an object, asleep or not.
type inQueue struct {
	Object     int // -1 for none
	Step, Time int64
}

// nowhere is where a coroutine stands in no queue.
var nowhere = [2]inQueue{{Object: -1}, {Object: -1}}

// owning is who has a mutex.
type owning struct {
	slot, depth int32
	step        int64
}

// mostItems is how many items are remembered: the newest.
const mostItems = 1024

// Boot begins anew with a machine that has just booted; session.Fold asks for it, and for the rest.
func (h *History) Boot(e *engine.Engine, events []engine.Event) {
	p := e.Program()
	now := e.Snapshot(nil)
	n := len(p.Objects) + len(now.Mailboxes)
	*h = History{prog: p, slots: make([]slotPast, len(now.Coroutines)), owner: make([]owning, n),
		about: make([]trail, len(p.Objects)), items: make([]life, mostItems), wrong: -1,
		looking: startLooking(p, len(now.Coroutines)), last: engine.Event{Told: engine.Told{PC: engine.NoPC}}}
	for i := range h.owner {
		h.owner[i].slot = -1
	}
	for i := range h.slots {
		h.slots[i] = slotPast{on: -1, before: -1, gave: -1, stands: nowhere}
	}
	h.Tell(events)
}

// Tell takes in the events of a step.
func (h *History) Tell(events []engine.Event) {
	for i := range events {
		ev := &events[i]
		h.step = ev.Step
		h.add(ev)
		switch ev.Kind {
		case engine.Spawned:
			uses := h.slots[ev.Who].uses + 1
			h.slots[ev.Who] = slotPast{uses: uses, name: engine.SpawnedName(h.prog, *ev), fn: int(ev.Object), gave: -1,
				on: -1, before: -1,
				born: Mark{Step: ev.Step, Time: ev.Time}, stands: nowhere}
			clear(h.locals[int(ev.Who)*h.prog.Locals:][:h.prog.Locals])
		case engine.Moved:
			h.moved(ev)
		case engine.Joined:
			*h.stand(ev) = inQueue{int(ev.Object), ev.Step, ev.Time}
		case engine.Left:
			*h.stand(ev) = inQueue{Object: -1}
		case engine.Owned:
			if int(ev.Object) < len(h.owner) { // and not the lock of the scheduler's own mailbox
				h.own(ev, ev.Who, ev.Arg)
			}
		case engine.Orphaned:
			h.note(int(ev.Object), Note{Kind: Orphan, Step: ev.Step, Name: h.name(ev.Who), Slot: int(ev.Who)})
		case engine.Did:
			h.last = *ev
			if ev.Who >= 0 && int(ev.Who) < len(h.slots) {
				h.did(ev, engine.ArgOf(events, i))
			} else {
				h.item(ev, engine.ArgOf(events, i))
			}
		case engine.Answered:
			h.life(engine.ArgOf(events, i), Note{Kind: Reply, Step: ev.Step, Name: h.name(ev.Who), Slot: int(ev.Who),
				Value: int64(ev.Result)})
		case engine.Lost:
			if ev.From == 0 {
				h.lost = engine.ArgOf(events, i)
				h.life(engine.ArgOf(events, i), Note{Kind: Loss, Step: ev.Step, Line: h.lineOf(ev), Slot: -1})
			}
		case engine.Commanded:
			if o := int(ev.Object); ev.Object != engine.NoObject && o < len(h.about) {
				n := Note{Kind: Command, Step: ev.Step, Name: ev.Giver(), Slot: -1, Verb: ev.Verb().String(),
					Value: engine.ArgOf(events, i), You: ev.By() == engine.ByTheUser}
				if ev.Verb() == engine.SetVerb {
					n.Kind, n.Other = Change, h.handle(n.Value)
				}
				if ev.Verb() == engine.ClearVerb {
					h.cleared(n, o)
				}
				if kind, ok := ev.Verb().Outside(); ok {
					n.Kind, n.Op = noted(kind), kind
				}
				h.note(o, n)
			}
		}
	}
}

// Keep copies what is known; what is shared is never changed.
func (h *History) Keep() any {
	k := *h
	k.slots, k.owner = slices.Clone(h.slots), slices.Clone(h.owner)
	k.gone, k.locals = slices.Clone(h.gone), slices.Clone(h.locals)
	k.about, k.items = slices.Clone(h.about), slices.Clone(h.items)
	return &k
}

// Restore goes back to such a copy.
func (h *History) Restore(kept any) {
	h.Kept(kept.(*History))
}

// Kept makes h a copy of what another history knows.
func (h *History) Kept(from *History) { *h = *(from.Keep().(*History)) }

// add takes an event into the sum, which tells one run from another.
func (h *History) add(ev *engine.Event) {
	const prime = 0x100000001b3
	h.sum = (h.sum ^ uint64(ev.Step)) * prime
	h.sum = (h.sum ^ uint64(uint32(ev.Who))<<32 ^ uint64(uint32(ev.Arg))) * prime
	h.sum = (h.sum ^ uint64(ev.Kind) ^ uint64(ev.From)<<8 ^ uint64(ev.To)<<16 ^ uint64(ev.Result)<<24 ^
		uint64(ev.Object)<<32 ^ uint64(ev.PC)<<48) * prime
}

// Sum is a number of all that was told: histories of other events have another one.
func (h *History) Sum() uint64 { return h.sum }

// Step returns the step of the newest event.
func (h *History) Step() int64 { return h.step }

func (h *History) name(s int32) string {
	if s < 0 || int(s) >= len(h.slots) {
		return "main"
	}
	return h.slots[s].name
}

// handle names the coroutine that a value of a coroutine variable means.
func (h *History) handle(v int64) string {
	if s, use := engine.SlotOf(v); s >= 0 && s < len(h.slots) && h.slots[s].uses == use {
		return h.slots[s].name
	}
	return "one that ended"
}

func (h *History) lineOf(ev *engine.Event) int {
	if int(ev.PC) < len(h.prog.Ops) {
		return int(h.prog.Ops[ev.PC].Line)
	}
	return 0
}

// stand returns which of the places in queues of a coroutine an event is about.
func (h *History) stand(ev *engine.Event) *inQueue {
	s := &h.slots[ev.Who]
	if o := int(ev.Object); o < len(h.prog.Objects) && h.prog.Objects[o].Class == program.WaitqClass {
		return &s.stands[1]
	}
	return &s.stands[0]
}

// moved follows a change of place.
func (h *History) moved(ev *engine.Event) {
	s := &h.slots[ev.Who]
	from, to := ev.FromPlace(), ev.ToPlace()
	by := ""
	if ev.Arg >= 0 {
		by = h.name(ev.Arg)
	} else {
		switch ev.Cause() {
		case engine.ByInjectedTimeout, engine.ByInjectedWake, engine.ByNewDeadline, engine.ByKill:
			by = ev.Giver()
		}
	}
	mark := Mark{Step: ev.Step, Time: ev.Time, Cause: ev.Cause(), By: by}
	waited, waits := from == engine.Waiting || from == engine.TimedWaiting, to == engine.Waiting ||
		to == engine.TimedWaiting
	s.place, s.moved = to, mark
	if to == engine.Running {
		h.ran(ev)
	}
	if to == engine.Free {
		h.ended(ev)
	}
	switch {
	case waits && !waited:
		h.sleeps(ev, s, mark)
	case waited && !waits:
		if s.wait.wait != 0 && !s.wait.back {
			s.wait.from = mark
		}
		note := Note{Kind: Wake, Step: ev.Step, Name: s.name, Slot: int(ev.Who), Cause: mark.Cause, Other: by}
		h.note(s.on, note)
		if o := s.on; o >= 0 && o < len(h.prog.Objects) && h.prog.Objects[o].Class != program.MutexClass {
			s.before, s.woken, s.used = o, ev.Step, false
			if mark.Cause == engine.ByTimeout || mark.Cause == engine.ByInjectedTimeout {
				s.gave, s.gaveAt = o, ev.Step
			}
		}
		s.slept, s.on = Mark{}, -1
	}
}

// sleeps notes that a coroutine begins to wait; one that was woken for the same thing and has done nothing that others
// could notice since had no use of that.
func (h *History) sleeps(ev *engine.Event, s *slotPast, mark Mark) {
	s.slept, s.on = mark, -1
	if ev.Object == engine.NoObject {
		return
	}
	s.on = int(ev.Object)
	note := Note{Kind: Sleep, Step: ev.Step, Name: s.name, Slot: int(ev.Who)}
	if s.before == s.on && s.woken > 0 && !s.used {
		note.Value = s.woken
	}
	h.note(s.on, note)
}

// own notes who has a mutex.
func (h *History) own(ev *engine.Event, who, depth int32) {
	o := &h.owner[ev.Object]
	was := o.slot
	step := o.step
	if was != who {
		step = ev.Step
	}
	*o = owning{who, depth, step}
	switch {
	case was == who:
	case who >= 0:
		h.note(int(ev.Object), Note{Kind: Have, Step: ev.Step, Name: h.name(who), Slot: int(who), Line: h.lineOf(ev)})
	case ev.Kind == engine.Owned:
		h.note(int(ev.Object), Note{Kind: Force, Step: ev.Step, Name: h.name(was), Slot: int(was)})
	default:
		h.note(int(ev.Object), Note{Kind: Give, Step: ev.Step, Name: h.name(was), Slot: int(was), Line: h.lineOf(ev)})
	}
}

// did follows an op.
func (h *History) did(ev *engine.Event, arg int64) {
	s := &h.slots[ev.Who]
	kind, done := ev.Op(), ev.Outcome() == engine.Done
	h.looks(ev, s)
	if s.inWait != int32(ev.PC)+1 && kind != program.Wait && kind != program.WaitWithin {
		s.inWait = 0
	}
	s.atChannel(ev)
	if ev.Outcome() == engine.Failed {
		h.wrong = -1
		if ev.Object != engine.NoObject && int(ev.Object) < len(h.about) {
			h.wrong = int(ev.Object)
		}
		return
	}
	if done && kind.Row().Shared && !locks(kind) {
		s.used = true
	}
	h.item(ev, arg)
	if ev.Object == engine.NoObject || int(ev.Object) >= len(h.owner) {
		return
	}
	h.locked(ev, s, kind, done)
	if int(ev.Object) >= len(h.about) || !done {
		return
	}
	note := Note{Step: ev.Step, Name: s.name, Slot: int(ev.Who), Line: h.lineOf(ev), Op: kind, Value: arg}
	switch {
	case kind.Describes(), kind.Row().Wakes && h.prog.Objects[ev.Object].Class != program.MutexClass:
		note.Kind = noted(kind)
	case kind.Sets() && ev.Result == uint8(program.OK), kind == program.Count:
		note.Kind, note.Other = Change, h.handle(arg)
	case kind == program.Clear:
		note.Kind = Use
		h.cleared(note, int(ev.Object))
	case ev.Queued() > 0:
		note.Kind = PutIn
	case ev.Queued() < 0:
		note.Kind = TakeOut
	case kind.Row().Chan, kind.Row().Waits:
		note.Kind = Use
	default:
		return
	}
	h.note(int(ev.Object), note)
}

// noted says what a note of an op is of that may wake others, or that is done to an object that its row describes.
func noted(k program.Kind) NoteKind {
	if k.Row().Wakes {
		return Signal
	}
	return Use
}

// locks reports whether an op is about a mutex alone: a coroutine that does no other has looked and gone.
func locks(k program.Kind) bool {
	switch k {
	case program.Lock, program.TryLock, program.LockWithin, program.Unlock, program.Relock:
		return true
	}
	return false
}

// locked follows who has a mutex.
func (h *History) locked(ev *engine.Event, s *slotPast, kind program.Kind, done bool) {
	depth := max(ev.Arg, 1)
	switch kind {
	case program.Lock, program.TryLock, program.LockWithin:
		if done && ev.Result == uint8(program.OK) {
			h.own(ev, ev.Who, depth)
		}
	case program.Relock:
		if done {
			h.own(ev, ev.Who, depth)
		}
	case program.Signal:
		if done && int(ev.Object) < len(h.prog.Objects) && h.prog.Objects[ev.Object].Class == program.MutexClass {
			h.own(ev, ev.Who, 1)
		}
	case program.Unlock:
		if done && ev.Result == uint8(program.OK) && h.owner[ev.Object].slot == ev.Who {
			if h.owner[ev.Object].depth = ev.Arg; ev.Arg == 0 {
				h.own(ev, -1, 0)
			}
		}
	case program.Wait, program.WaitWithin:
		first := s.inWait != int32(ev.PC)+1
		if s.inWait = int32(ev.PC) + 1; done {
			s.inWait = 0
		}
		if int(ev.PC) >= len(h.prog.Ops) || !first {
			return
		}
		m := h.prog.Mutexes[h.prog.Ops[ev.PC].B].Object
		if o := &h.owner[m]; o.slot == ev.Who {
			if o.depth--; o.depth <= 0 {
				gives := *ev
				gives.Object = uint16(m)
				h.own(&gives, -1, 0)
			}
		}
	}
}
