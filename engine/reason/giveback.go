package reason

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// hold is a lock of readers and writers in the hands of who stands at an op.
type hold struct {
	object int
	pc     int32
	deep   int8 // how often it is read under; 0: it is written under
}

// mostDeep is how often somebody reads under a lock, at most, so that its way is followed.
const mostDeep = 16

// returns finds the op with which a coroutine gives a lock of readers and writers back: of one that reads under it
// more than once, or will, the one after which it reads no more. It returns -1 where the text has none ahead.
func (r *Reader) returns(v *engine.SyncView, c *engine.CoroutineView) int32 {
	i := slices.Index(v.Holders, c.Slot)
	if i < 0 || c.PC < 0 || int(c.PC) >= len(r.prog.Ops) || r.prog.HandlerAt(c.PC) >= 0 {
		return r.ahead(give{wakes, v.Object}, c)
	}
	from := hold{object: v.Object, pc: c.PC}
	if v.Holds[i] != program.Writing {
		from.deep = int8(min(v.Holds[i], mostDeep))
	}
	if c.On == engine.OnSync && c.Object == v.Object && !slices.Contains(v.Queue, c.Slot) { // it was given the lock
		from.pc, _ = r.prog.Successors(c.PC)
	}
	found, ok := r.holds[from]
	if !ok {
		found = r.giveBack(from)
		if r.holds == nil || len(r.holds) >= mostPicked {
			r.holds = map[hold]int32{}
		}
		r.holds[from] = found
	}
	return found
}

// giveBack goes forwards from where a lock is held, the nearest ops first.
func (r *Reader) giveBack(from hold) int32 {
	seen := map[hold]bool{}
	for todo := []hold{from}; len(todo) > 0; todo = todo[1:] {
		h := todo[0]
		if h.pc < 0 || seen[h] {
			continue
		}
		seen[h] = true
		op := &r.prog.Ops[h.pc]
		row := op.Kind.Row()
		if row.Shares && row.Writes == (from.deep == 0) && r.prog.Object(op) == from.object {
			switch {
			case row.Wakes && h.deep <= 1:
				return h.pc
			case row.Wakes:
				h.deep--
			case from.deep > 0 && h.deep < mostDeep:
				h.deep++
			}
		}
		next, other := r.prog.Successors(h.pc)
		todo = append(todo, hold{h.object, next, h.deep}, hold{h.object, other, h.deep})
	}
	return -1
}
