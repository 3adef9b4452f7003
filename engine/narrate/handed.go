package narrate

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// A lock of readers and writers that nobody holds any more goes to those who wait for it in the same step: who gives it
// back is told together with whom it goes to.

// handsOn reports whether an op gives back a lock of readers and writers that somebody waits for, so that it goes on to
// him at once. It is asked of the state before the event, of which the lock's numbers are told already.
func (n *Narrator) handsOn(ev *engine.Event) bool {
	row := ev.Op().Row()
	if ev.Kind != engine.Did || !row.Shares || !row.Wakes || ev.Outcome() != engine.Done ||
		ev.Result != uint8(program.OK) || n.rules[program.RuleUnlock] == program.UnlockBarging {
		return false
	}
	for _, number := range n.state[ev.Object] {
		if number > 0 {
			return false
		}
	}
	return len(n.queues[ev.Object]) > 0
}

// takesOver reports whether an event tells that somebody gets the lock that the op of this step has given back, or that
// he moves because of it.
func (n *Narrator) takesOver(ev *engine.Event) bool {
	if ev.Step != n.acted || n.handed < 0 || int32(ev.Object) != n.handed {
		return false
	}
	return ev.Kind == engine.Left || ev.Kind == engine.Moved && ev.Cause() == engine.ByRelease
}

// part is those who got a lock and moved from one place because of it, or did not move.
type part struct {
	from  engine.Place
	moved bool
	slots []int32
}

// heirs is all who got a lock in one step, in order, and where the sentence about the op ends that gave it back.
type heirs struct {
	parts []part
	at    int
}

// takeOver tells behind an op who got the lock that it gave back, all of them in one sentence.
func (n *Narrator) takeOver(said string, ev *engine.Event, h *heirs) string {
	if len(h.parts) == 0 {
		h.at = len(strings.TrimSuffix(said, "."))
	}
	if ev.Kind == engine.Left {
		h.add(part{slots: []int32{ev.Who}})
	} else if last := &h.parts[len(h.parts)-1]; last.slots[len(last.slots)-1] == ev.Who {
		if last.slots = last.slots[:len(last.slots)-1]; len(last.slots) == 0 {
			h.parts = h.parts[:len(h.parts)-1]
		}
		h.add(part{ev.FromPlace(), true, []int32{ev.Who}})
	}
	var all []string
	for i := range h.parts {
		p := &h.parts[i]
		words := "to " + n.all(p.slots)
		switch {
		case p.moved && len(p.slots) > 1:
			words += fmt.Sprintf(", which move from %s to %s", p.from, engine.Ready)
		case p.moved:
			words += fmt.Sprintf(", which moves from %s to %s", p.from, engine.Ready)
		}
		all = append(all, words)
	}
	return said[:h.at] + ": " + n.object(ev.Object) + " goes " + strings.Join(all, ", and ") + "."
}

// add adds those of a part behind the others, to the last one where they went the same way.
func (h *heirs) add(p part) {
	if i := len(h.parts) - 1; i >= 0 && h.parts[i].moved == p.moved && h.parts[i].from == p.from {
		h.parts[i].slots = append(h.parts[i].slots, p.slots...)
		return
	}
	h.parts = append(h.parts, p)
}
