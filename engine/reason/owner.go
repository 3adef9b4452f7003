package reason

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// ender says who has to end.
func (g *graph) ender(n need, e *Edge) {
	slot, ok := g.prog.Ends(n.object, len(g.now.Coroutines))
	if !ok || n.astray {
		e.Why = "it is not in its queue: no end finds it"
		return
	}
	s := Source{Slot: slot}
	g.stands(&s, "has to end", &g.now.Coroutines[slot], n.object)
	e.From = append(e.From, s)
}

// noUnlock is what somebody lacks who never gives a lock back.
const noUnlock = "no unlock"

// owner says from whom a mutex comes.
func (g *graph) owner(n need, e *Edge) {
	m := mutexOf(g.now, n.object)
	switch {
	case m == nil:
		e.Why = "nobody gives it"
	case n.astray && !m.Spin:
		e.Why = "the lock queue has forgotten it: no unlock finds it"
	case m.OwnerName == "" || m.Owner < 0:
		e.Why = "it is free, and nobody tells"
	case !m.OwnerLive:
		e.Why = m.OwnerName + " ended without unlocking it"
	}
	if e.Why != "" {
		return
	}
	c := &g.now.Coroutines[m.Owner]
	at := g.ahead(give{unlocks, n.object}, c)
	s, does := Source{Slot: m.Owner, Lack: noUnlock}, "has "+noUnlock+" ahead"
	if at >= 0 {
		s.Lack, s.Line, does = "", int(g.prog.Ops[at].Line), g.prog.Ops[at].Kind.Does()
	}
	g.stands(&s, does, c, -1)
	e.From = append(e.From, s)
}

// shares reports whether somebody waits for a lock of readers and writers.
func (g *graph) shares(n need) bool {
	return n.on == engine.OnSync && n.object >= 0 && g.prog.Objects[n.object].Class == program.RWLockClass
}

// sharedOf returns the lock of readers and writers that somebody needs.
func (g *graph) sharedOf(n need) *engine.SyncView {
	i := slices.IndexFunc(g.now.Syncs, func(v engine.SyncView) bool { return v.Object == n.object })
	return &g.now.Syncs[i]
}

// writer reports whether one that waits at a lock of readers and writers wants to write.
func (g *graph) writer(slot int) bool { return g.prog.Ops[g.now.Coroutines[slot].PC].Kind.Row().Writes }

// writersBefore returns who wants to write and comes before one that wants to read, where nobody writes.
func (g *graph) writersBefore(n need, slot int) (all []int) {
	v := g.sharedOf(n)
	if g.writer(slot) || v.State[1] > 0 {
		return nil
	}
	for _, s := range v.Queue {
		if s == slot && g.now.Rules[program.RulePrefer] == program.PreferFIFO {
			break
		}
		if g.writer(s) {
			all = append(all, s)
		}
	}
	return all
}

// sharers says from whom a lock of readers and writers comes: from all who hold it, or, where it is held back for
// those who want to write, from them.
func (g *graph) sharers(n need, e *Edge) {
	v := g.sharedOf(n)
	e.All = true
	if n.writes || v.State[1] > 0 {
		for _, s := range v.Holders {
			e.From = append(e.From, g.sharer(n, s))
		}
		if len(v.Holders) == 0 && v.State[0]+v.State[1] > 0 {
			e.Why = "who held it has ended without giving it back"
		}
	} else {
		first := "wants to write, and comes first"
		if g.now.Rules[program.RulePrefer] == program.PreferFIFO {
			first = "is before it in the queue"
		}
		for _, s := range v.Queue {
			if g.writer(s) && len(e.From) < n.behind {
				e.From = append(e.From, Source{Slot: s, Text: first, Does: first,
					Same: sleepsOn(&g.now.Coroutines[s], n.object)})
			}
		}
	}
	if len(e.From) == 0 && e.Why == "" {
		e.Why = "it is free, and nobody tells"
	}
}

// sharer says where one who holds a lock of readers and writers gives it back.
func (g *graph) sharer(n need, slot int) Source {
	c := &g.now.Coroutines[slot]
	s, does := Source{Slot: slot, Same: sleepsOn(c, n.object), Lack: noUnlock}, "has "+noUnlock+" ahead"
	if at := g.returns(g.sharedOf(n), c); at >= 0 {
		s.Lack, s.Line, does = "", int(g.prog.Ops[at].Line), "gives it back"
	}
	g.stands(&s, does, c, n.object)
	return s
}

// sleepsOn reports whether a coroutine sleeps on an object.
func sleepsOn(c *engine.CoroutineView, object int) bool {
	return object >= 0 && c.Object == object && (c.Place == engine.Waiting || c.Place == engine.TimedWaiting)
}

// mutexOf returns the mutex of an object, nil for none.
func mutexOf(now *engine.Snapshot, object int) *engine.MutexView {
	for i := range now.Mutexes {
		if now.Mutexes[i].Object == object {
			return &now.Mutexes[i]
		}
	}
	for i := range now.Mailboxes {
		if now.Mailboxes[i].Object == object {
			return &now.Mailboxes[i]
		}
	}
	return nil
}
