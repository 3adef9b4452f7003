package reason

import (
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Graph says who waits for whom in one state.
type Graph struct {
	Edges []Edge
	// Closed has the slots of those who wait for each other alone, in ascending order: nobody outside can move any of
	// them on, whatever runs next.
	Closed []int
	// Circles has the slots of each circle among them: in the order of who waits for whom where each waits for one,
	// else in ascending order.
	Circles [][]int

	room room
}

// room is memory that the next graph takes over.
type room struct {
	by, queue, in []int
	inside        []bool
}

// Edge leads from those who need one and the same thing to those it comes from.
type Edge struct {
	Who     []int // slots, in the order in which they are served
	On      engine.Blocker
	Object  int      // index in Program.Objects, -1 where the thing is no object
	Needs   string   // its name: "notFull", "time", "a message"
	From    []Source // empty: from nobody
	Why     string   // where it comes from nobody: why
	Ready   bool     // they are ready, and will find the thing taken
	All     bool     // it comes only once all of them have given it
	Circle  bool     // they are on a circle, or wait for nobody but those on one
	Item    int64    // the item that nobody can answer any more, 0 for none
	Gone    bool     // and nobody has it
	Unsaid  bool     // no line of the scene gives it
	Outside bool     // nobody owes it: it need never come
}

// graph is a Graph that is being made.
type graph struct {
	*Reader
	now   *engine.Snapshot
	edges []Edge
	of    map[need]int // in edges
	by    []int        // per slot: its edge, or -1
	queue []int        // per slot: its place in the queue that it stands in

	last     int // the edge that was looked for last
	lastNeed need
}

// need is what makes those who wait one edge.
type need struct {
	on       engine.Blocker
	object   int
	deadline int64
	astray   bool
	ready    bool
	writes   bool  // at a lock of readers and writers
	item     int64 // of one that waits for an answer that few can give: to which item
	by       int   // and its slot: of two that wait for the same, each may have it
	behind   int   // and one that wants to read: how many writers come before it
	come     bool  // it is there already
	pc       int32 // of one that waits at channels: its op; else 0
}

// Waits returns who waits for whom in a state of the reader's program. O(slots), and O(ops) for an object that was not
// asked about before.
func (r *Reader) Waits(now *engine.Snapshot) Graph {
	var g Graph
	r.WaitsInto(&g, now)
	return g
}

// WaitsInto is Waits into a graph whose memory is taken over: a screen makes a graph a frame.
func (r *Reader) WaitsInto(out *Graph, now *engine.Snapshot) {
	n := len(now.Coroutines)
	r.looks++
	g := &graph{Reader: r, now: now, edges: out.Edges[:0], of: map[need]int{},
		by: filled(out.room.by, n, -1), queue: filled(out.room.queue, n, 0)}
	in := g.stand(out.room.in)
	inside := filled(out.room.inside, n, false)
	out.room = room{by: g.by, queue: g.queue, in: in, inside: inside}
	for i := range now.Coroutines {
		c := &now.Coroutines[i]
		if n, ok := g.need(c, in); ok {
			g.add(n, c)
		}
	}
	for i := range g.edges {
		e := &g.edges[i]
		if inOrder := func(a, b int) int { return g.queue[a] - g.queue[b] }; !slices.IsSortedFunc(e.Who, inOrder) {
			slices.SortStableFunc(e.Who, inOrder)
		}
	}
	out.Edges = g.edges
	out.Closed = g.closed(inside)
	out.Circles = g.circles(out.Closed)
	for i := range out.Edges {
		if len(out.Closed) == 0 {
			break // as nearly always
		}
		e := &out.Edges[i]
		e.Circle = len(e.From) > 0 && slices.ContainsFunc(e.Who, func(s int) bool {
			_, ok := slices.BinarySearch(out.Closed, s)
			return ok
		})
	}
}

// filled returns n times the same, in memory that is there already where it is enough.
func filled[T any](memory []T, n int, with T) []T {
	all := slices.Grow(memory[:0], n)[:n]
	for i := range all {
		all[i] = with
	}
	return all
}

// stand notes where each coroutine stands, and returns the object of whose queue it is one, -1 for none.
func (g *graph) stand(memory []int) []int {
	in := filled(memory, len(g.now.Coroutines), -1)
	mark := func(object int, queue []int) {
		for at, s := range queue {
			if s >= 0 && s < len(in) {
				in[s], g.queue[s] = object, at
			}
		}
	}
	for w := range g.now.Waitables() {
		mark(w.Object, w.Queue)
	}
	for i := range g.now.Mailboxes {
		mark(g.now.Mailboxes[i].Object, g.now.Mailboxes[i].LockQueue)
	}
	for i := range g.now.MailConds {
		mark(g.now.MailConds[i].Object, g.now.MailConds[i].SignalQueue)
	}
	return in
}

// need says what a coroutine needs to go on; false where it needs nothing but the CPU.
func (g *graph) need(c *engine.CoroutineView, in []int) (need, bool) {
	if !c.Live {
		return need{}, false
	}
	n := need{on: c.On, object: c.Object, deadline: engine.NoDeadline, come: c.Answered}
	switch c.Place {
	case engine.Waiting, engine.TimedWaiting:
		if c.Place == engine.TimedWaiting {
			n.deadline = c.Deadline
		}
		switch c.On {
		case engine.OnMutex, engine.OnCond, engine.OnList, engine.OnSync, engine.OnEnd:
			n.astray = in[c.Slot] != c.Object || c.Object < 0
			if g.shares(n) {
				n.writes = g.writer(c.Slot)
				n.behind = len(g.writersBefore(n, c.Slot))
			}
		case engine.OnChan:
			n.pc = c.PC
		case engine.OnAnswer:
			if g.kept(c) {
				n.item, n.by = c.Awaits, c.Slot
			}
		}
		return n, true
	case engine.Ready:
		m := g.lockAhead(c)
		if m == nil || m.OwnerName == "" || c.Answered || g.again(m, c.Slot) {
			return need{}, false
		}
		return need{on: engine.OnMutex, object: m.Object, deadline: engine.NoDeadline, ready: true}, true
	}
	return need{}, false
}

// again reports whether somebody takes a mutex that is its own once more.
func (g *graph) again(m *engine.MutexView, slot int) bool {
	return m.Owner == slot && m.Recursive && (len(m.LockQueue) == 0 || m.LockQueue[0] == slot ||
		g.now.Rules[program.RuleRelock] == program.RelockOwner)
}

// lockAhead returns the mutex that a ready coroutine takes first when it runs: the spinlock that it tries, the mutex
// that it was woken for, or the one of its wait. Nil for none.
func (g *graph) lockAhead(c *engine.CoroutineView) *engine.MutexView {
	if c.PC < 0 || int(c.PC) >= len(g.prog.Ops) {
		return nil
	}
	op := &g.prog.Ops[c.PC]
	object := -1
	switch {
	case op.Kind == program.Relock, c.On == engine.OnCond && (op.Kind == program.Wait || op.Kind == program.WaitWithin):
		object = g.mutex(op.B)
	case op.Kind == program.Lock && (c.On == engine.OnMutex || g.prog.Mutexes[op.A].Spin):
		object = g.mutex(op.A)
	case op.Kind == program.LockWithin && c.On == engine.OnMutex:
		object = g.mutex(op.A)
	}
	return mutexOf(g.now, object)
}

// add puts a coroutine to those who need the same.
func (g *graph) add(n need, c *engine.CoroutineView) {
	i, ok := g.last, len(g.edges) > 0 && n == g.lastNeed // many wait for the same
	if !ok {
		i, ok = g.of[n]
	}
	if !ok {
		i = len(g.edges)
		g.of[n] = i
		g.edges = slices.Grow(g.edges, 1)[:i+1]
		e := &g.edges[i]
		*e = Edge{On: n.on, Object: n.object, Ready: n.ready, Needs: g.needs(n), Who: e.Who[:0], From: e.From[:0]}
		g.sources(n, e)
	}
	g.last, g.lastNeed = i, n
	g.edges[i].Who = append(g.edges[i].Who, c.Slot)
	g.by[c.Slot] = i
}

// needs names a thing.
func (g *graph) needs(n need) string {
	switch n.on {
	case engine.OnSleep, engine.OnCompute:
		return "time"
	case engine.OnMail:
		return "a message"
	case engine.OnAnswer:
		return "an answer"
	case engine.OnNothing:
		return "nothing"
	case engine.OnIrq:
		return "its interrupt"
	}
	if n.on == engine.OnChan {
		return g.chanNeeds(n)
	}
	if n.on == engine.OnEnd && n.object < 0 {
		return "an end"
	}
	if n.on == engine.OnEnd {
		return objectName(g.prog, g.now, n.object) + "'s end"
	}
	if n.object < 0 {
		return "a wakeup"
	}
	if n.on == engine.OnCond && n.object >= len(g.prog.Objects) {
		return "a message"
	}
	return objectName(g.prog, g.now, n.object)
}

// objectName names an object, a mailbox by whose it is.
func objectName(p *program.Program, now *engine.Snapshot, o int) string {
	return p.ObjectName(o, len(now.Coroutines), func(s int) string { return nameOf(now, s) })
}

// nameOf names the coroutine of a slot.
func nameOf(now *engine.Snapshot, slot int) string {
	if slot < 0 || slot >= len(now.Coroutines) {
		return "nobody"
	}
	return now.Coroutines[slot].Name
}

// sources says from whom what an edge leads to can come, or why from nobody.
func (g *graph) sources(n need, e *Edge) {
	if n.come {
		e.From = append(e.From, Source{Slot: -1, Text: "it has come, and is taken in the next turn"})
		return
	}
	switch n.on {
	case engine.OnMutex:
		g.owner(n, e)
	case engine.OnSleep, engine.OnCompute, engine.OnNothing:
		if n.on == engine.OnNothing {
			e.Why = "nobody can wake it"
		}
	case engine.OnIrq:
		e.Outside = true
		e.From = append(e.From, Source{Slot: -1, Text: "it comes from outside, or never: nobody owes it"})
	case engine.OnMail:
		g.givers(give{sends, -1}, n, "send", e)
	case engine.OnEnd:
		g.ender(n, e)
	case engine.OnChan:
		g.otherEnds(n, e)
	case engine.OnAnswer:
		g.answered(n, e)
	default:
		switch {
		case n.on == engine.OnCond && n.object >= len(g.prog.Objects):
			g.givers(give{sends, -1}, n, "send", e)
		case n.astray && n.object >= 0:
			e.Why = "it is not in the queue of " + g.needs(n) + ": nothing finds it"
		case n.astray:
			e.Why = "it is on no wait list: no wakeup finds it"
		case g.shares(n):
			g.sharers(n, e)
		default:
			wake := g.prog.Objects[n.object].Class.Row().Wake
			what := give{wakes, n.object}
			if g.givers(what, n, wake, e); g.way(what).none {
				e.Unsaid, e.Why = true, "no line of this scene "+wake+"s it"
			}
		}
	}
	if n.deadline != engine.NoDeadline {
		left := program.Plural(max(n.deadline-g.now.Time, 0), "tick")
		e.From = append(e.From, Source{Slot: -1, Text: fmt.Sprintf("tick %d, %s away", n.deadline, left)})
		e.Why = ""
	}
}
