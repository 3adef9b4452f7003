package engine

import "github.com/quartet-os/quartet/engine/program"

// Snapshot copies the state into a reader's form, reusing the memory of into, which may be nil. O(state).
func (e *Engine) Snapshot(into *Snapshot) *Snapshot {
	if into == nil {
		into = &Snapshot{}
	}
	s := into
	s.Step, s.Pass, s.Time, s.Running = e.step, e.pass, e.now, int(e.running)
	s.Free = e.places.Append(s.Free[:0], int(Free))
	s.Ready = e.places.Append(s.Ready[:0], int(Ready))
	s.Waiting = e.places.Append(s.Waiting[:0], int(Waiting))
	s.Timed = e.places.Append(s.Timed[:0], int(TimedWaiting))
	s.Wasted, s.IdlePasses = e.wasted, e.idle
	s.Rules, s.Policy, s.Quantum, s.End = e.rules, e.policy, int(e.quantum), e.end
	s.Coroutines = grow(s.Coroutines, len(e.cors))
	for i := range e.cors {
		e.viewCoroutine(int32(i), &s.Coroutines[i])
	}
	e.viewBelongings(s.Coroutines)
	e.viewLevels(s)
	e.viewIrqs(s)
	e.viewLocks(s)
	e.viewSyncs(s)
	e.viewEnds(s)
	e.viewData(s)
	e.viewHeap(s)
	s.Pending = s.Pending[:0]
	for _, r := range e.pending {
		s.Pending = append(s.Pending, e.requestText(r))
	}
	return s
}

// grow returns a slice of length n that keeps its elements' memory.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		s = append(s[:cap(s)], make([]T, n-cap(s))...)
	}
	return s[:n]
}

func (e *Engine) viewCoroutine(s int32, v *CoroutineView) {
	c := &e.cors[s]
	holds, locals, inbox, keepers := v.Holds[:0], v.Locals[:0], v.Inbox[:0], v.Keepers[:0]
	name := v.Name // of many slots most are called as before, and a name takes longest to make
	*v = CoroutineView{
		Slot: int(s), Live: c.fn >= 0, Func: int(c.fn), Place: Place(e.places.Queue(int(s))), PC: c.pc,
		Last: c.was, Uses: int64(c.gen),
		On: c.wait, Object: -1, Deadline: c.deadline, Since: c.since, Left: int(c.count), Listed: -1,
		Daemon: c.has(daemon), Spins: e.lives[s].spins, Runs: e.lives[s].runs,
	}
	if v.Name = name; !e.isCalled(s, name) {
		v.Name = e.Name(int(s))
	}
	v.Holds, v.Locals, v.Inbox, v.Keepers = holds, locals, inbox, keepers
	if c.fn < 0 {
		v.PC, v.Last, v.Deadline = -1, -1, NoDeadline
		return
	}
	f := &e.prog.Funcs[c.fn]
	v.Role, v.Handle = f.Role, e.handle(s)
	if int(c.pc) < len(e.prog.Ops) && c.pc >= 0 {
		v.Line = int(e.prog.Ops[c.pc].Line)
	}
	if v.Zombie = c.has(zombie); v.Zombie && c.was >= 0 {
		v.Line = int(e.prog.Ops[c.was].Line) // where it was killed
	}
	if o := e.blockedOn(c, s); o != NoObject {
		v.Object = int(o)
	}
	if c.wait == OnAnswer {
		e.viewAwait(s, v)
	}
	if c.wait == OnSync || c.wait == OnEnd || c.wait == OnChan {
		v.Answered = c.has(forced) && c.result != program.TimedOut
	}
	if v.Place == Ready && c.has(granted) { // by an unlock, or by a signal under Hoare's rule
		v.Answered = true
	}
	if q := e.lists.Queue(int(s)); q != 0 {
		v.Listed = int(e.listObject(int32(q - 1)))
	}
	v.Locals = append(locals, e.locals[int(s)*e.prog.Locals:int(s)*e.prog.Locals+len(f.Locals)]...)
	e.labels(c.fn, v.Locals)
}

// viewBelongings gives the coroutines that are alive what they hold and what was sent to them: each mutex and letter is
// looked at once, however many coroutines there are.
func (e *Engine) viewBelongings(all []CoroutineView) {
	for m := range e.mutexes {
		if owner := e.mutexes[m].owner; owner >= 0 && !e.mutexes[m].dead && all[owner].Live {
			all[owner].Holds = append(all[owner].Holds, int(e.mutexObject(int32(m))))
		}
	}
	for o := range e.prog.Syncs {
		if !e.shares(int32(o)) {
			continue
		}
		for i := range all {
			if all[i].Live && *e.hold(int32(i), int32(o)) != 0 {
				all[i].Holds = append(all[i].Holds, e.prog.Syncs[o].Object)
			}
		}
	}
	for _, p := range e.heap.posts {
		if p.to >= 0 && all[p.to].Live {
			all[p.to].Signals++
		}
	}
	for _, l := range e.letters {
		if l.to >= 0 && all[l.to].Live {
			all[l.to].Inbox = append(all[l.to].Inbox, l.value)
		}
	}
}

func (e *Engine) viewLocks(s *Snapshot) {
	n := len(e.prog.Mutexes)
	s.Mutexes = grow(s.Mutexes, n)
	for m := range s.Mutexes {
		e.viewMutex(int32(m), &s.Mutexes[m])
	}
	s.Mailboxes = grow(s.Mailboxes, 0)
	if e.mutexes[len(e.mutexes)-1].owner >= 0 || len(e.mutexes)-1 > n {
		s.Mailboxes = grow(s.Mailboxes, len(e.mutexes)-n)
		for i := range s.Mailboxes {
			e.viewMutex(int32(n+i), &s.Mailboxes[i])
		}
	}
	s.Conds = grow(s.Conds, len(e.prog.Conds))
	for c := range s.Conds {
		e.viewCond(int32(c), &s.Conds[c])
	}
	s.MailConds = grow(s.MailConds, len(e.conds)-len(e.prog.Conds))
	for c := range s.MailConds {
		e.viewCond(int32(len(e.prog.Conds)+c), &s.MailConds[c])
	}
	s.Lists = grow(s.Lists, len(e.prog.Waitqs))
	for w := range s.Lists {
		v := &s.Lists[w]
		v.Object = int(e.listObject(int32(w)))
		v.Name = e.ObjectName(v.Object)
		v.Queue = e.lists.Append(v.Queue[:0], 1+w)
		v.Carried = v.Carried[:0]
		for i := 0; e.heap.on && i < len(v.Queue); i++ {
			v.Carried = append(v.Carried, e.heap.label(e.heap.carried[v.Queue[i]]))
		}
	}
}

func (e *Engine) viewMutex(m int32, v *MutexView) {
	mu := &e.mutexes[m]
	queue := e.waits.Append(v.LockQueue[:0], e.lockQueue(m))
	*v = MutexView{
		Object: int(e.mutexObject(m)), Owner: int(mu.owner), Depth: int(mu.depth), Spin: mu.spin,
		LockQueue: queue, Deadline: mu.deadline, OwnerLive: mu.owner >= 0 && !mu.dead,
	}
	v.Name = e.ObjectName(v.Object)
	if int(m) < len(e.prog.Mutexes) {
		v.Recursive, v.Timed = e.prog.Mutexes[m].Recursive, e.prog.Mutexes[m].Timed
	}
	switch {
	case mu.owner >= 0 && mu.dead:
		v.OwnerName = e.prog.CoroutineName(mu.fn, mu.num, mu.name)
	case mu.owner >= 0:
		v.OwnerName = e.Name(int(mu.owner))
	}
}

func (e *Engine) viewCond(c int32, v *CondView) {
	queue := e.waits.Append(v.SignalQueue[:0], e.signalQueue(c))
	*v = CondView{Object: int(e.condObject(c)), Signals: int(e.conds[c].signals), SignalQueue: queue,
		Deadline: e.conds[c].deadline}
	v.Name = e.ObjectName(v.Object)
}

func (e *Engine) viewData(s *Snapshot) {
	s.Queues = grow(s.Queues, len(e.rings))
	for q := range e.rings {
		v := &s.Queues[q]
		items, values, put, take := v.Items[:0], v.Values[:0], v.WaitToPut[:0], v.WaitToTake[:0]
		object := e.prog.Queues[q].Object
		*v = QueueView{Object: object, Name: e.ObjectName(object), Stack: e.prog.Queues[q].Stack, Max: e.rings[q].Cap()}
		items = e.rings[q].Append(items)
		if v.Stack {
			for i, j := 0, len(items)-1; i < j; i, j = i+1, j-1 {
				items[i], items[j] = items[j], items[i]
			}
		}
		for i := range items {
			if it := e.heap.at(items[i]); e.heap.values && it != nil {
				values = append(values, it.value)
			}
			items[i] = e.heap.label(items[i])
		}
		if e.heap.values {
			v.Values = values
		}
		v.Items, v.WaitToPut, v.WaitToTake = items, put, take
	}
	e.viewWaiters(s)
	s.Vars = grow(s.Vars, len(e.vars))
	for i, v := range e.prog.Vars {
		s.Vars[i] = VarView{Object: v.Object, Name: e.ObjectName(v.Object), Type: v.Type, Value: e.vars[i]}
		switch v.Type {
		case program.ItemOf:
			s.Vars[i].Value = e.heap.label(e.vars[i])
		case program.Memory:
			s.Vars[i].Value = e.pieceLabel(e.vars[i])
		}
	}
	s.Counters = grow(s.Counters, len(e.counters))
	for i, o := range e.prog.Counters {
		s.Counters[i] = VarView{Object: o, Name: e.ObjectName(o), Value: e.counters[i]}
	}
}

// viewHeap copies items and memory.
func (e *Engine) viewHeap(s *Snapshot) {
	s.Items, s.Memory = s.Items[:0], s.Memory[:0]
	for i := range e.heap.items {
		it := &e.heap.items[i]
		if it.state == unused {
			continue
		}
		v := ItemView{Label: it.label, Slot: int(e.makerOf(it)), Holder: int(it.holder), Queued: it.state == inQueue,
			Finished: it.state == gone, Answered: it.answered, Result: it.result, Value: it.value, Freed: it.freed}
		if it.fn >= 0 {
			v.Maker = e.prog.CoroutineName(it.fn, it.num, it.name)
		}
		switch {
		case it.want > 0:
			v.Way = WayCallback
		case it.want < 0:
			v.Way = WaySignal
		}
		s.Items = append(s.Items, v)
	}
	for i := range e.heap.pieces {
		if p := &e.heap.pieces[i]; p.state == claimed {
			s.Memory = append(s.Memory, MemoryView{p.label, e.prog.CoroutineName(p.fn, p.num, p.name),
				int(e.prog.Ops[p.pc].Line), p.value})
		}
	}
}

// viewWaiters lists, in the order of their wait queues, who sleeps before a put and who before a take.
func (e *Engine) viewWaiters(s *Snapshot) {
	note := func(slot int) {
		c := &e.cors[slot]
		if !e.asleep(int32(slot)) || int(c.pc) >= len(e.prog.Ahead) {
			return
		}
		if w := e.prog.Ahead[c.pc]; w.Queue >= 0 && w.Put {
			q := &s.Queues[w.Queue]
			q.WaitToPut = append(q.WaitToPut, slot)
		} else if w.Queue >= 0 {
			q := &s.Queues[w.Queue]
			q.WaitToTake = append(q.WaitToTake, slot)
		}
	}
	for w := range s.Waitables() {
		if w.Class == program.MutexClass || w.Class == program.CoroutineClass {
			continue // who waits for a lock is about to go on
		}
		for _, slot := range w.Queue {
			note(slot)
		}
	}
}

func (e *Engine) requestText(r request) string {
	if r.verb == SpawnVerb {
		f := &e.prog.Funcs[r.fn]
		for i, local := range f.Args {
			r.given[i] = e.labelOf(f.Locals[local].Type, r.given[i])
		}
		return "spawn " + e.prog.Started(int(r.fn), r.given[:], e.handleName)
	}
	if t := e.victim(r); t >= 0 {
		return "kill " + e.Name(int(t))
	}
	if r.name >= 0 {
		return "kill " + e.prog.Names[r.name]
	}
	return "kill one that has ended"
}

// Object returns a declared object by its name.
func (e *Engine) Object(name string) (program.Object, bool) {
	for _, o := range e.prog.Objects {
		if o.Name == name {
			return o, true
		}
	}
	return program.Object{}, false
}

// Place returns where the coroutine of a slot is; FREE for a slot that does not exist. O(1).
func (e *Engine) Place(slot int) Place {
	if slot < 0 || slot >= len(e.cors) {
		return Free
	}
	return Place(e.places.Queue(slot))
}

// Count returns how many slots are on a place. O(1).
func (e *Engine) Count(place Place) int { return e.places.Len(int(place)) }

// Links returns how the queues hold the coroutine of a slot; it is on FREE for a slot that does not exist. O(1).
func (e *Engine) Links(slot int) Links {
	l := Links{Object: -1, Next: -1, Prev: -1, Deadline: NoDeadline}
	if slot < 0 || slot >= len(e.cors) {
		return l
	}
	c := &e.cors[slot]
	l.Place, l.Uses = Place(e.places.Queue(slot)), int64(c.gen)
	if c.fn < 0 {
		return l
	}
	l.On = c.wait
	if o := e.blockedOn(c, int32(slot)); o != NoObject {
		l.Object = int(o)
	}
	if q := e.waits.Queue(slot); q > 0 {
		l.Lock = q <= len(e.mutexes)
		l.Signal = !l.Lock && q <= len(e.mutexes)+len(e.conds)
		l.Next, l.Prev = e.waits.Next(slot), e.waits.Prev(slot)
	}
	l.Deadline = c.deadline
	if e.rules[program.RuleDeadline] == program.DeadlineObject && !e.ownTimer(c) {
		l.Deadline = NoDeadline
		if at := e.objectDeadline(c, int32(slot)); at != 0 {
			l.Deadline = at
		}
	}
	return l
}

// objectDeadline is the one deadline of what a coroutine blocks on, 0 for none.
func (e *Engine) objectDeadline(c *coroutine, s int32) int64 {
	switch c.wait {
	case OnMutex:
		return e.mutexes[c.obj].deadline
	case OnCond:
		return e.conds[c.obj].deadline
	case OnMail:
		return e.conds[e.box(s)].deadline
	}
	return 0
}

// Handle returns the value by which a scene names the coroutine in a slot, 0 for a slot that is free.
func (e *Engine) Handle(slot int) int64 {
	if slot < 0 || slot >= len(e.cors) || e.cors[slot].fn < 0 {
		return 0
	}
	return e.handle(int32(slot))
}
