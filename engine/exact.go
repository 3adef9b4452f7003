package engine

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/program"
)

// Exact tells whether a machine comes back to where it was: it tells states apart by every op, though not by what no
// future depends on (counters, numbers of items, the time that has passed, the order of READY).
type Exact struct {
	codec  *Codec
	cursor *Cursor
	news   News
}

// Exact returns what tells the machine's states apart from here on. With free any coroutine may do the next op; ops
// that nobody can notice then belong to the one before them. counts, nil for none, says which counters are noticed all
// the same.
func (p Probe) Exact(free bool, counts func(*program.Op) bool) *Exact {
	codec := p.CodecWith(free, false, Apart(free, counts))
	return &Exact{codec: codec, cursor: codec.Cursor(p.e)}
}

// Apart is the notice of a codec that tells every op apart, as Exact does.
func Apart(free bool, counts func(*program.Op) bool) Notice {
	return Notice{Counts: counts, Ops: free, Everything: !free}
}

// Key returns the state of a machine. The order of those who wait belongs to it also where anybody may be woken: the
// choices of a round then are the same in the next.
func (x *Exact) Key(e *Engine) string {
	v := make(Vector, x.codec.Len)
	x.cursor.Note(&x.news)
	x.cursor.Follow(e)
	if !x.cursor.Save(v, nil) {
		records, rests := x.codec.Adopt(&x.news)
		x.cursor.Resolve(v, records, rests)
	}
	x.cursor.Canonical(v)
	key := fmt.Sprint(v)
	now := e.Snapshot(nil)
	for i := range now.Conds {
		key += fmt.Sprint(now.Conds[i].SignalQueue)
	}
	for i := range now.Lists {
		key += fmt.Sprint(now.Lists[i].Queue)
	}
	return key
}
