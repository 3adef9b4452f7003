package reason

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// give is what an op has to do to move a waiter on.
type give struct {
	on     kindOfGive
	object int // index in Program.Objects; -1 where it is no declared object
}

// kindOfGive says of which kind a give is.
type kindOfGive uint8

const (
	wakes   kindOfGive = iota // an op that wakes who waits for the object
	unlocks                   // an op that gives a mutex back
	sends                     // an op that sends a message
	answers                   // an op that answers an item
	kills                     // an op that ends another coroutine
	feeds                     // an op that sends into a channel, or closes it
	drains                    // an op that receives from a channel
	parts                     // an op that puts an item where others find it
)

// way leads from each op of a program to the nearest op ahead that gives something.
type way struct {
	near []int32 // per op: that op, or -1
	late []int32 // per function: an op that an answer callback or a handler of it does, or -1
	none bool    // no op of the program gives it

	able []able // those whose way it is in the state that was looked at last
	look int64  // at which time that was
}

// able is a coroutine with an op ahead that gives something.
type able struct {
	index int   // in Snapshot.Coroutines
	at    int32 // that op
}

// Reader answers about the machines of one program. It keeps what it found out about the text, which depends on nothing
// else; it is not for several goroutines.
type Reader struct {
	prog   *program.Program
	before [][]int32 // per op: the ops that lead to it
	ways   map[give]*way
	picks  picks
	holds  map[hold]int32
	looks  int64 // counts the states that graphs were made of
}

// NewReader makes a reader of a program.
func NewReader(p *program.Program) *Reader {
	r := &Reader{prog: p, before: make([][]int32, len(p.Ops)), ways: map[give]*way{}}
	for i := range p.Ops {
		next, other := p.Successors(int32(i))
		r.lead(int32(i), next)
		r.lead(int32(i), other)
	}
	r.picks.find(p)
	return r
}

// Program returns the program that a reader is of.
func (r *Reader) Program() *program.Program { return r.prog }

func (r *Reader) lead(from, to int32) {
	if to >= 0 && int(to) < len(r.before) {
		r.before[to] = append(r.before[to], from)
	}
}

// gives reports whether an op gives what is asked for, by itself.
func (r *Reader) gives(g give, op *program.Op) bool {
	switch g.on {
	case wakes:
		return op.Kind.Row().Wakes && r.prog.Object(op) == g.object
	case unlocks:
		switch op.Kind {
		case program.Unlock:
			return r.mutex(op.A) == g.object
		case program.Wait, program.WaitWithin:
			return r.mutex(op.B) == g.object
		}
	case sends:
		return op.Kind == program.Send
	case answers:
		return op.Kind == program.Answer
	case kills:
		return op.Kind == program.Kill
	case feeds, drains:
		return r.atChannel(g, op)
	case parts:
		return r.parts(op)
	}
	return false
}

// atChannel reports whether an op moves on who waits at the other end of a channel.
func (r *Reader) atChannel(g give, op *program.Op) bool {
	switch sel := r.prog.Selected(op); {
	case sel != nil:
		for i := range sel.Cases {
			if k := &sel.Cases[i]; k.Chan >= 0 && r.prog.Syncs[k.Chan].Object == g.object && k.Send == (g.on == feeds) {
				return true
			}
		}
		return false
	case op.Kind == program.ChanReceive:
		return g.on == drains && r.prog.Syncs[op.A].Object == g.object
	case op.Kind == program.ChanSend, op.Kind == program.Close:
		return g.on == feeds && r.prog.Syncs[op.A].Object == g.object
	}
	return false
}

func (r *Reader) mutex(m int32) int {
	if m < 0 || int(m) >= len(r.prog.Mutexes) {
		return -1
	}
	return r.prog.Mutexes[m].Object
}

// way finds, once for a program, the nearest op ahead of each op that gives something: one that does, or one that
// starts a coroutine that will. O(ops) for each function that is found to lead there.
func (r *Reader) way(g give) *way {
	if w := r.ways[g]; w != nil {
		return w
	}
	w := &way{near: make([]int32, len(r.prog.Ops)), late: make([]int32, len(r.prog.Funcs))}
	var ends []int32
	for i := range r.prog.Ops {
		if r.gives(g, &r.prog.Ops[i]) {
			ends = append(ends, int32(i))
		}
	}
	w.none = len(ends) == 0
	for found := true; found; {
		r.spread(w, ends)
		found = false
		for i := range r.prog.Ops {
			op := &r.prog.Ops[i]
			if op.Kind == program.Spawn && w.near[i] != int32(i) && r.begins(w, op.A) >= 0 {
				ends = append(ends, int32(i))
				found = true
			}
		}
	}
	r.handlers(w)
	r.ways[g] = w
	return w
}

// begins returns the op that gives something ahead of the first op of a function, or -1.
func (r *Reader) begins(w *way, fn int32) int32 {
	if fn < 0 || int(fn) >= len(r.prog.Funcs) || r.prog.Funcs[fn].Entry < 0 {
		return -1
	}
	return w.near[r.prog.Funcs[fn].Entry]
}

// spread goes backwards from the ops that give something.
func (r *Reader) spread(w *way, ends []int32) {
	for i := range w.near {
		w.near[i] = -1
	}
	todo := append([]int32(nil), ends...)
	for _, i := range ends {
		w.near[i] = i
	}
	for len(todo) > 0 {
		at := todo[0]
		todo = todo[1:]
		for _, from := range r.before[at] {
			if w.near[from] < 0 {
				w.near[from] = w.near[at]
				todo = append(todo, from)
			}
		}
	}
}

// handlers notes for each function what a callback of it gives, which may be called wherever the function stands.
func (r *Reader) handlers(w *way) {
	reach := make([]bool, len(r.prog.Ops))
	for f := range w.late {
		w.late[f] = -1
		if len(r.prog.Handlers) == 0 || r.prog.Funcs[f].Entry < 0 {
			continue
		}
		clear(reach)
		for todo := []int32{r.prog.Funcs[f].Entry}; len(todo) > 0; {
			pc := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			if pc < 0 || int(pc) >= len(reach) || reach[pc] {
				continue
			}
			reach[pc] = true
			op := &r.prog.Ops[pc]
			next, other := r.prog.Successors(pc)
			todo = append(todo, next, other)
			if op.Kind != program.OnAnswer || op.A < 0 || int(op.A) >= len(r.prog.Funcs) {
				continue
			}
			if h := r.prog.Funcs[op.A].Handler; h >= 0 && w.near[r.prog.Handlers[h].Entry] >= 0 {
				w.late[f] = w.near[r.prog.Handlers[h].Entry]
			}
		}
	}
}

// ahead returns the nearest op ahead of a coroutine that gives something, or -1.
func (r *Reader) ahead(g give, c *engine.CoroutineView) int32 { return r.along(r.way(g), c) }

// along is ahead for those who ask about many coroutines.
func (r *Reader) along(w *way, c *engine.CoroutineView) int32 {
	fn, pc := c.Func, c.PC
	if pc >= 0 && int(pc) < len(w.near) && w.near[pc] >= 0 {
		if at := r.narrow(w, c); at >= 0 {
			return at
		}
	}
	if fn < 0 || fn >= len(w.late) {
		return -1
	}
	if w.late[fn] < 0 && pc >= 0 && r.prog.HandlerAt(pc) >= 0 { // what was interrupted goes on
		return r.begins(w, int32(fn))
	}
	return w.late[fn]
}

// able lists those alive with an op of a way ahead, in the state that a graph is made of: once for all who need what it
// leads to.
func (r *Reader) able(w *way, now *engine.Snapshot) []able {
	if w.look == r.looks {
		return w.able
	}
	w.able, w.look = w.able[:0], r.looks
	for i := range now.Coroutines {
		c := &now.Coroutines[i]
		if !c.Live || comesNoMore(now, c) {
			continue
		}
		if at := r.along(w, c); at >= 0 {
			w.able = append(w.able, able{i, at})
		}
	}
	return w.able
}
