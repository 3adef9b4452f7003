package narrate

import (
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// itemSentence tells a put or a take.
func (n *Narrator) itemSentence(ev *engine.Event) string {
	q := n.object(ev.Object)
	i := n.prog.Objects[ev.Object].Index
	if ev.Op() == program.Put {
		if ev.Outcome() == engine.Failed && n.fill[i] < n.max[i] {
			return "puts into " + q + " what cannot be put."
		} else if ev.Outcome() == engine.Failed {
			return "puts into " + q + ", which is full."
		}
		return fmt.Sprintf("puts item %d: %s holds %d of %d.", n.number, q, n.fill[i]+1, n.max[i])
	}
	if ev.Outcome() == engine.Failed {
		return "takes from " + q + ", which is empty."
	}
	return fmt.Sprintf("takes item %d: %s holds %d of %d.", n.number, q, n.fill[i]-1, n.max[i])
}

// placeSentence tells an op on a queue that goes by the positions of its items.
func (n *Narrator) placeSentence(ev *engine.Event) string {
	q, i := n.object(ev.Object), n.prog.Objects[ev.Object].Index
	if ev.Outcome() == engine.Failed {
		return n.misplaced(ev, q, i)
	}
	holds := fmt.Sprintf("%s holds %d of %d.", q, n.fill[i]+int(ev.Queued()), n.max[i])
	switch ev.Op() {
	case program.PutAt:
		return fmt.Sprintf("puts item %d at position %d: %s", n.number, n.place, holds)
	case program.Remove:
		if ev.Result != uint8(program.OK) {
			return fmt.Sprintf("removes nothing: item %d is not in %s.", n.number, q)
		}
		return fmt.Sprintf("removes item %d from position %d: %s", n.number, n.place, holds)
	case program.Peek:
		return fmt.Sprintf("looks at position %d of %s: item %d.", n.place, q, n.number)
	}
	return "clears " + n.cleared(q, ev.Arg)
}

// cleared tells, behind the verb, that all items of a queue are dropped.
func (n *Narrator) cleared(q string, items int32) string {
	switch items {
	case 0:
		return q + ", which is empty already."
	case 1:
		return q + ": its item is dropped."
	}
	return fmt.Sprintf("%s: its %d items are dropped.", q, items)
}

// misplaced tells an op on queue number i, by its name q, that cannot be done.
func (n *Narrator) misplaced(ev *engine.Event, q string, i int) string {
	holds := ", which holds " + program.Plural(int64(n.fill[i]), "item") + "."
	outside := n.placeTellsEnd(ev)
	switch {
	case ev.Op() == program.Peek:
		return fmt.Sprintf("looks at position %d of %s%s", n.place, q, holds)
	case ev.Op() == program.Remove:
		return "removes from " + q + " what is no item."
	case outside && n.place > n.fill[i] || n.place < 0:
		return fmt.Sprintf("puts at position %d of %s%s", n.place, q, holds)
	case outside:
		return "puts into " + q + ", which is full."
	}
	return "puts into " + q + " what cannot be put."
}

// placeTellsEnd reports whether the sentence of an op that goes by a position and fails says why.
func (n *Narrator) placeTellsEnd(ev *engine.Event) bool {
	i := n.prog.Objects[ev.Object].Index
	return ev.Op() == program.Peek || n.place < 0 || n.place > n.fill[i] || n.fill[i] >= n.max[i]
}

// worth says which value something that is made gets, "" where it gets none.
func (n *Narrator) worth(ev *engine.Event, text string) string {
	if n.op(ev).X < 0 {
		return ""
	}
	return fmt.Sprintf(text, n.holding)
}
