package reason

import (
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// kept reports whether the answer that somebody awaits can come only from those in whose variables its item is: none of
// them has a line ahead by which another gets hold of it.
func (g *graph) kept(c *engine.CoroutineView) bool {
	return c.Kept && !slices.ContainsFunc(c.Keepers, func(s int) bool {
		return g.ahead(give{parts, -1}, &g.now.Coroutines[s]) >= 0
	})
}

// parts reports whether an op puts an item where others find it. Which item it is the text alone does not say.
func (r *Reader) parts(op *program.Op) bool {
	if sel := r.prog.Selected(op); sel != nil {
		return slices.ContainsFunc(sel.Cases, func(k program.Case) bool {
			return k.Chan >= 0 && k.Send && r.prog.Syncs[k.Chan].Elem == program.ItemOf
		})
	}
	switch op.Kind {
	case program.Store:
		return r.prog.Vars[op.A].Type == program.ItemOf
	case program.Put, program.PutAt, program.Enqueue:
		return op.X >= 0
	case program.ChanSend:
		return r.prog.Syncs[op.A].Elem == program.ItemOf
	case program.Spawn:
		f := &r.prog.Funcs[op.A]
		return slices.ContainsFunc(f.Args, func(l int16) bool { return f.Locals[l].Type == program.ItemOf })
	}
	return false
}

// answered says from whom an answer can come: from those who have the item, where nobody else can come by it.
func (g *graph) answered(n need, e *Edge) {
	if n.item == 0 {
		g.givers(give{answers, -1}, n, "answer", e)
		return
	}
	keepers := g.now.Coroutines[n.by].Keepers
	g.givers(give{answers, -1}, n, "answer", e)
	e.From = slices.DeleteFunc(e.From, func(s Source) bool { return !slices.Contains(keepers, s.Slot) })
	if len(e.From) > 0 {
		return
	}
	e.Item, e.Why = n.item, fmt.Sprintf("nobody who could answer it has item %d", n.item)
	switch {
	case len(keepers) == 1:
		e.Why = fmt.Sprintf("%s has item %d, and no line ahead to answer it", nameOf(g.now, keepers[0]), n.item)
	case len(keepers) > 1:
		var names []string
		for _, s := range keepers {
			names = append(names, nameOf(g.now, s))
		}
		e.Why = fmt.Sprintf("%s have item %d, and no line ahead to answer it", list(names), n.item)
	case finished(g.now, n.item):
		e.Why = fmt.Sprintf("item %d is gone without one: nobody can answer it any more", n.item)
	}
	e.Gone = len(keepers) == 0
}

// finished reports whether an item was dropped, or taken and not kept.
func finished(now *engine.Snapshot, item int64) bool {
	return slices.ContainsFunc(now.Items, func(v engine.ItemView) bool { return v.Label == item && v.Finished })
}
