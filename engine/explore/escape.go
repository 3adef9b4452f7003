package explore

import (
	"context"
	"unsafe"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/fair"
	"github.com/quartet-os/quartet/engine/program"
)

// escape knows from which states a failure can still be avoided: by a run that comes to a good end, or by one
// that goes on for ever and leaves nobody out who is always ready (weak fairness). A run that avoids the
// failure only because it never lets a certain coroutine run is no way out.
type escape struct {
	ctx    context.Context
	v      *Verdict
	before []*engine.Engine // each choice of the schedule; nil where it is too far back
	limit  int
	room   int64 // bytes that it may take
	used   int64
	states map[string]int
	nodes  []vertex
	gaveUp bool
}

// mostEscape is how many bytes an escape takes at most.
const mostEscape = 256 << 20

// decisive returns the choice behind which every schedule fails, -1 where that cannot be avoided; and whether that is
// proven: else it is the latest that it can be.
func (f *escape) decisive() (i int, proven bool) {
	for i = len(f.v.Schedule) - 1; i >= 0; i-- {
		if f.before[i] == nil || f.gaveUp {
			return i, false
		}
		at, ok := f.grow(f.before[i])
		if !ok || f.gaveUp || f.nodes[at].good {
			return i, !f.gaveUp
		}
	}
	return -1, !f.gaveUp
}

// tooMuch reports whether to give up: there are too many states, they take too much, or it was broken off.
func (f *escape) tooMuch() bool {
	f.gaveUp = f.gaveUp || len(f.nodes) > f.limit || f.used > f.room || f.ctx.Err() != nil
	return f.gaveUp
}

// under returns a machine under the law to be reached, if there is one.
func (f *escape) under(e *engine.Engine) *engine.Engine {
	e = e.Fork(nil)
	if f.v.law != nil {
		e.Probe().Obey(f.v.law)
	}
	return e
}

// vertex is a state that has not failed, and what can come next.
type vertex struct {
	ready []int // slots
	next  []edge
	ended bool // a good end
	good  bool // the failure can be avoided from here
}

type edge struct {
	slot int // who ran, -1: time passed
	to   int
}

// grow adds all states that can be reached from a machine, and works out from which the failure can be
// avoided. It is false when they are too many; nothing is known then. It gives the vertex of the machine's
// state.
func (f *escape) grow(e *engine.Engine) (at int, ok bool) {
	e = f.under(e)
	at, isNew := f.enter(e)
	if !isNew {
		return at, true
	}
	queue := []*engine.Engine{e}
	for from := at; len(queue) > 0; from++ {
		e := queue[0]
		queue[0] = nil
		queue = append(queue[1:], f.expand(from, e)...)
		f.used -= int64(e.Probe().Bytes())
		if f.tooMuch() {
			return at, false
		}
	}
	f.settle()
	return at, true
}

// enter returns the vertex of a machine's state.
func (f *escape) enter(e *engine.Engine) (at int, isNew bool) {
	key := string(e.Probe().AppendKey(nil))
	if at, known := f.states[key]; known {
		return at, false
	}
	at = len(f.nodes)
	f.states[key] = at
	f.used += int64(len(key)) + int64(unsafe.Sizeof(vertex{})) + int64(e.Probe().Bytes())
	now := e.Snapshot(nil)
	ready := now.Ready
	if e.Policy() == program.Prioritized && !now.InRounds {
		// whoever has to wait for a higher level is not left out by the schedule
		ready = e.Probe().Contenders(nil)
	}
	f.nodes = append(f.nodes, vertex{ended: e.End().Kind != engine.NotEnded, ready: ready})
	return at, true
}

// expand does every next step of the state at a vertex, and gives the machines of the states that are new,
// in order.
func (f *escape) expand(at int, e *engine.Engine) (fresh []*engine.Engine) {
	if f.nodes[at].ended {
		return nil
	}
	f.each(e, func(slot int, try *engine.Engine) {
		to, isNew := f.enter(try)
		f.nodes[at].next = append(f.nodes[at].next, edge{slot, to})
		f.used += int64(unsafe.Sizeof(edge{}))
		if isNew {
			fresh = append(fresh, try.Fork(nil))
		}
	})
	return fresh
}

// each does every next step of a machine that does not fail, until it is too much.
func (f *escape) each(e *engine.Engine, visit func(slot int, try *engine.Engine)) {
	try := e.Fork(nil)
	for _, slot := range choosers(e, e.Snapshot(nil)) {
		picks := engine.Choices{Stop: func() bool { return f.ctx.Err() != nil }}
		for more := true; more; more = advance(&picks) {
			if f.tooMuch() {
				return
			}
			e.Fork(try)
			picks.Seen, picks.Inexact = picks.Seen[:0], false
			events := f.run(try, slot, &picks, visit)
			try.Probe().Choose(nil)
			f.gaveUp = f.gaveUp || picks.Many
			if picks.Inexact {
				f.gaveUp = true
			} else if judge(try, events, f.v.law) == engine.NotEnded && lasts(try) {
				visit(slot, try)
			}
		}
	}
}

// settle works out which vertices are good: ends, circles that are fair, and all from which one of them can
// be reached.
func (f *escape) settle() {
	g := &fair.Graph{From: []uint32{0}, Ready: make([]uint64, len(f.nodes))}
	good := fair.NewSet(len(f.nodes))
	for i := range f.nodes {
		for _, e := range f.nodes[i].next {
			g.To, g.Label = append(g.To, uint32(e.to)), append(g.Label, fair.Nobody)
		}
		if g.From = append(g.From, uint32(len(g.To))); f.nodes[i].ended {
			good.Add(uint32(i))
		}
	}
	circles, _ := g.Circles(&fair.Question{Of: fair.NoMark}, nil)
	for _, c := range circles {
		if f.leavesNobodyOut(c.States) {
			for _, i := range c.States {
				good.Add(i)
			}
		}
	}
	g.Back().Spread(good)
	for i := range f.nodes {
		f.nodes[i].good = good.Has(uint32(i))
	}
}

// leavesNobodyOut reports whether one can go round in a circle for ever so that whoever is ready in all of it also runs
// in it. Package fair could say so itself, but for as many coroutines as a word has bits alone.
func (f *escape) leavesNobodyOut(circle []uint32) bool {
	inside := map[int]bool{}
	for _, i := range circle {
		inside[int(i)] = true
	}
	ready, runs := map[int]int{}, map[int]bool{}
	for _, i := range circle {
		for _, s := range f.nodes[i].ready {
			ready[s]++
		}
		for _, e := range f.nodes[i].next {
			if inside[e.to] {
				runs[e.slot] = true
			}
		}
	}
	for s, times := range ready {
		if times == len(circle) && !runs[s] {
			return false
		}
	}
	return true
}

// instead returns who else could have run in a choice so that it can go well, "" if nobody; or whose interrupt could
// have come. It is the one that ran where he had several choices and another of them helps: then that decides, and not
// that he ran; and where nothing else helps.
func (f *escape) instead(i int, ran string) (string, bool) {
	e := f.before[i]
	var ways alternatives
	f.each(f.under(e), func(slot int, try *engine.Engine) {
		name := ran
		switch {
		case slot >= 0:
			name = e.Name(slot)
		case slot < -1:
			name = interruptName(e, slot)
		case e.RunningSlot() >= 0:
			name = e.Name(e.RunningSlot())
		}
		at, known := f.states[string(try.Probe().AppendKey(nil))]
		ways.add(name, slot < -1, known && f.nodes[at].good, ran)
	})
	return ways.best(ran)
}

// alternatives are what else could have happened in a choice.
type alternatives struct {
	own   int    // ways of the one that ran
	helps bool   // one of these
	found string // who else could have run
	comes bool   // and it is an interrupt
}

// add notes one, and whether it can go well with it.
func (a *alternatives) add(name string, comes, well bool, ran string) {
	switch own := name == ran && !comes; {
	case own:
		a.own++
		a.helps = a.helps || well
	case well && (a.found == "" || a.found == ran):
		a.found, a.comes = name, comes
	}
}

// best is the one to be told.
func (a *alternatives) best(ran string) (found string, comes bool) {
	if a.helps && (a.own > 1 || a.found == "") {
		return ran, false
	}
	return a.found, a.comes
}

// run does the next step; where an interrupt may come in its middle, the state there is visited too.
func (f *escape) run(try *engine.Engine, slot int, picks *engine.Choices,
	visit func(slot int, try *engine.Engine)) []engine.Event {
	if !try.Program().UsesIrqs {
		return try.Probe().Resume(slot, picks)
	}
	c := course{grain: f.v.Grain}
	c.stop = func(int) bool {
		if judge(try, c.events, f.v.law) == engine.NotEnded {
			stopped := try.Fork(nil)
			visit(slot, stopped)
		}
		return false
	}
	return c.run(try, slot, picks)
}
