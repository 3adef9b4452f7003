package reason

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// cleared notes of the items that lie in a queue that they are dropped with it.
func (h *History) cleared(n Note, object int) {
	for i := range h.items {
		l := &h.items[i]
		if l.head != nil && l.head.note.Kind == PutIn && l.head.note.Object == object {
			n.Kind, n.Object, n.Value = ClearIt, object, l.item
			l.add(n)
		}
	}
}

// item follows the lives of items.
func (h *History) item(ev *engine.Event, arg int64) {
	if ev.Outcome() != engine.Done {
		return
	}
	n := Note{Step: ev.Step, Name: h.name(ev.Who), Slot: int(ev.Who), Line: h.lineOf(ev), Object: int(ev.Object)}
	switch ev.Op() {
	case program.Item:
		n.Kind = Make
	case program.Put, program.PutAt:
		n.Kind = PutIn
	case program.Take, program.Remove:
		if n.Kind, n.Op = TakeOut, ev.Op(); ev.Queued() == 0 {
			return
		}
	case program.ChanSend, program.ChanReceive, program.Select, program.SelectWithin:
		var carries bool
		if n.Kind, carries = h.carried(ev); !carries {
			return
		}
	case program.Drop:
		n.Kind, n.Value = DropIt, int64(ev.Result)
	default:
		return
	}
	h.life(arg, n)
}
