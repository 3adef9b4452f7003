package reason

import (
	"math/bits"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// looking is what is needed to know what a test asks about.
type looking struct {
	asks   [][]int  // by op: the objects whose state it looks at; shared by copies
	locals []*[]int // by slot and local: the objects that it was set from, nil for none
}

func startLooking(p *program.Program, slots int) looking {
	l := looking{asks: make([][]int, len(p.Ops)), locals: make([]*[]int, slots*p.Locals)}
	for pc := range l.asks {
		all := p.Reads(int32(pc))
		slices.Sort(all)
		l.asks[pc] = slices.Compact(all)
	}
	return l
}

// mostGlances is how many tests of a coroutine are remembered: the newest.
const mostGlances = 4

// glances are the tests that somebody asked of what others can change, the oldest first.
type glances struct {
	all [mostGlances]glance
	n   int
}

// glance is such a test.
type glance struct {
	pc    uint16
	again bool // what it asked was asked again since, or proved to be so
	step  int64
	about *[]int // the objects whose state it looked at, also through locals; never changed
}

// add remembers a test, each once.
func (g *glances) add(pc uint16, step int64, about *[]int) {
	kept := 0
	for _, one := range g.all[:g.n] {
		if one.pc != pc {
			g.all[kept] = one
			kept++
		}
	}
	if kept == mostGlances {
		copy(g.all[:], g.all[1:])
		kept--
	}
	g.all[kept] = glance{pc: pc, step: step, about: about}
	g.n = kept + 1
}

// wakened is the newest wait of a coroutine, and what it had asked before.
type wakened struct {
	wait  int32 // 1 plus its op, 0 none
	back  bool  // it is behind it
	left  bool  // and has given a lock back since
	from  Mark  // what moved it on; without a step: nothing did yet
	asked glances
}

// pause reports whether ops of a kind wait for what others do. Locks are not meant, since who takes one means to go on,
// and neither is what waits for a time.
func pause(k program.Kind) bool {
	switch k {
	case program.Wait, program.WaitWithin, program.Schedule, program.Await, program.Receive, program.ReceiveWithin:
		return true
	}
	return k.Row().Joins || k.Row().Waits || k.Describes() && k.Row().Blocks != ""
}

// looks follows what a coroutine asks before it waits, and whether it asks again when it goes on.
func (h *History) looks(ev *engine.Event, s *slotPast) {
	if int(ev.PC) >= len(h.asks) {
		return
	}
	kind, done, w := ev.Op(), ev.Outcome() == engine.Done, &s.wait
	if w.wait != 0 && !w.back && (w.wait != int32(ev.PC)+1 || done) {
		if w.back = true; w.from.Step == 0 {
			w.from = Mark{Step: ev.Step}
		}
	} else if pause(kind) {
		if w.wait != int32(ev.PC)+1 || w.back {
			*w = wakened{wait: int32(ev.PC) + 1, asked: s.asked}
		}
		if w.back = done; done {
			w.from = Mark{Step: ev.Step}
		}
	}
	if !done {
		return
	}
	w.left = w.left || w.back && (kind == program.Unlock || kind == program.RUnlock || kind == program.WUnlock)
	asks, about := h.asks[ev.PC], h.carry(ev)
	switch op := &h.prog.Ops[ev.PC]; {
	case kind == program.Put, kind == program.PutAt, kind == program.Take, kind == program.Remove:
		asks = []int{int(ev.Object)} // it was done: there was something, or room
	case kind == program.Assign && op.Flags&program.FlagLoad != 0, // on the way to change it
		kind != program.Test && kind != program.Assign && kind != program.Assert:
		return
	}
	for i := range w.asked.n {
		g := &w.asked.all[i]
		g.again = g.again || g.pc == ev.PC || shares(asks, *g.about)
	}
	if kind == program.Test && len(*about) > 0 {
		s.asked.add(ev.PC, ev.Step, about)
	}
}

// carry returns the objects whose state an op looks at, now or through locals that were set from them, and notes which
// locals are set from them by it.
func (h *History) carry(ev *engine.Event) *[]int {
	about := &h.asks[ev.PC]
	looks, sets := h.prog.LocalsOf(int32(ev.PC))
	locals := h.locals[int(ev.Who)*h.prog.Locals:]
	for ; looks != 0; looks &= looks - 1 {
		about = joined(about, locals[bits.TrailingZeros64(looks)])
	}
	for ; sets != 0; sets &= sets - 1 {
		local := &locals[bits.TrailingZeros64(sets)]
		if *local = nil; ev.Op() == program.Assign {
			*local = about
		}
	}
	return about
}

// joined returns what is in one of two sets, nil for the empty one; neither is changed.
func joined(a, b *[]int) *[]int {
	if b == nil || a == b {
		return a
	}
	if len(*a) == 0 {
		return b
	}
	all := *a
	for _, x := range *b {
		if !slices.Contains(all, x) {
			all = append(slices.Clip(all), x)
		}
	}
	if len(all) == len(*a) {
		return a
	}
	return &all
}

// shares reports whether something is in both.
func shares(a, b []int) bool {
	return slices.ContainsFunc(a, func(x int) bool { return slices.Contains(b, x) })
}
