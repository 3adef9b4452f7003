package reason

import (
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// matters reports of each edge whether the run is stuck over it: daemons that wait for work keep no run from its end,
// unless somebody who does needs something of theirs.
func (a *asked) matters() []bool {
	edges := a.graph.Edges
	all := make([]bool, len(edges))
	var todo []int
	need := func(i int) {
		if !all[i] {
			all[i], todo = true, append(todo, i)
		}
	}
	for i := range edges {
		e := &edges[i]
		if e.Circle || slices.ContainsFunc(e.Who, func(s int) bool { return !a.now.Coroutines[s].Daemon }) {
			need(i)
		}
	}
	if len(todo) == 0 { // nobody but daemons
		for i := range all {
			all[i] = true
		}
	}
	of := map[int]int{}
	for i := range edges {
		for _, s := range edges[i].Who {
			of[s] = i
		}
	}
	for len(todo) > 0 {
		e := &edges[todo[0]]
		todo = todo[1:]
		for _, s := range e.From {
			if i, waits := of[s.Slot]; waits {
				need(i)
			}
		}
	}
	return all
}

// unanswered tells who did away with an item whose answer somebody waits for, and that nobody can answer it any more,
// or who has it and never will.
func (a *asked) unanswered(part Part, e *Edge) {
	var how string
	n := a.undoing(e.Item)
	if n == nil || !e.Gone {
		a.say(part, "%s %s %s: %s.", a.names(e.Who), waitWord(len(e.Who)), a.needs(e), e.Why)
		return
	}
	name := n.Name
	if n.Slot < 0 {
		name = program.Capital(name)
	}
	switch before := a.takenBefore(e.Item, n); {
	case n.Kind == ClearIt:
		how = fmt.Sprintf("%s cleared %s, with item %d in it", name, a.object(n.Object), e.Item)
	case n.Kind == TakeOut && !finished(a.now, e.Item):
		how = fmt.Sprintf("%s %s item %d and did not answer it", name, took(n), e.Item)
	case n.Kind == TakeOut:
		how = fmt.Sprintf("%s %s item %d and did not keep it", name, took(n), e.Item)
	case before != nil:
		how = fmt.Sprintf("%s %s item %d in step %d and dropped it in step %d", name, took(before), e.Item,
			before.Step, n.Step)
	default:
		how = fmt.Sprintf("%s dropped item %d", name, e.Item)
	}
	a.tell(part, n.Step, "%s: nobody can answer it any more.", how)
	if a.out.At == 0 {
		a.out.At = n.Line
	}
}

// answerers says who can answer one that waits for it, or why nobody can.
func (a *asked) answerers(c *engine.CoroutineView) {
	if e := a.edgeOf(c.Slot); e != nil && e.Item > 0 {
		a.unanswered(Moves, e)
		return
	}
	a.movers(c, "answer")
}

// undoing returns the note of what made an item nobody's: that it was dropped, cleared away, or taken and not kept.
// Nil where that is not known.
func (a *asked) undoing(item int64) *Note {
	if a.h == nil {
		return nil
	}
	notes, _ := a.h.Life(item, 2*trailPart)
	for i := range notes {
		switch notes[i].Kind {
		case DropIt, ClearIt, TakeOut:
			return &notes[i]
		}
	}
	return nil
}

// takenBefore returns how the one who dropped an item had come to it, nil where another took it or nobody did.
func (a *asked) takenBefore(item int64, drop *Note) *Note {
	notes, _ := a.h.Life(item, 2*trailPart)
	for i := range notes {
		if n := &notes[i]; n.Kind == TakeOut && n.Step <= drop.Step {
			if n.Name == drop.Name && n.Slot == drop.Slot {
				return n
			}
			return nil
		}
	}
	return nil
}

// took is the verb for how an item left a queue.
func took(n *Note) string {
	if n.Op == program.Remove {
		return "removed"
	}
	return "took"
}
