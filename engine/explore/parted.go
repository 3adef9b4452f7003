package explore

import (
	"math/bits"

	"github.com/quartet-os/quartet/engine/fair"
	"github.com/quartet-os/quartet/engine/program"
)

// parted is a space in which ops that no future can tell apart are told apart again, as they are where a circle has to
// close in a machine. Where coroutines stand is worked out from the text alone: after a step each of them stands where
// it stood, or where the text may go on from there, and among these at an op that the state that is come to takes for
// the same. That allows every way that a machine can go, and perhaps others: so no circle that closes in a machine is
// shorter than the shortest here, and a shortest here that does close there is one.
type parted struct {
	space  *space
	graph  fair.Graph
	of     []uint32 // by state: the one of the space that it is a part of
	edges  []uint32 // by edge: that of the space
	stands stands

	q       *fair.Question // of the space
	circles []fair.Circle  // of it, and by state of it which of them it is in, plus 1
	in      []uint32

	keys   []uint64 // by state: that of the space, and for each place which op of its list
	table  []uint32 // states plus 1, by their keys
	next   []uint64 // what an edge may lead to
	failed bool     // the text does not say where somebody stands
}

// part tells the ops of a space apart again, as far as lassos of at most some length lead that go round in some of its
// circles, where no way round is shorter than least. It is false where that cannot be done, or where there are more
// states than most.
func (p *parted) part(length, least int, most int64, stop *stop) bool {
	p.clear()
	p.begin()
	for i, depth, level := 0, 0, len(p.of); i < len(p.of); i++ {
		if i == level {
			depth, level = depth+1, len(p.of)
		}
		if depth < length {
			p.expand(uint32(i), depth >= length-least)
		}
		p.graph.From = append(p.graph.From, uint32(len(p.graph.To)))
		if p.failed || int64(len(p.of)) > most || i%stopEvery == 0 && stop.on() {
			return false
		}
	}
	return true
}

// clear makes it empty, with room for what there is in many spaces.
func (p *parted) clear() {
	states, edges := 2*p.space.graph.States(), 2*len(p.space.graph.To)
	p.graph = fair.Graph{From: make([]uint32, 1, states), To: make([]uint32, 0, edges),
		Label: make([]fair.Label, 0, edges), Ready: make([]uint64, 0, states)}
	p.of, p.keys, p.edges = make([]uint32, 0, states), make([]uint64, 0, states), make([]uint32, 0, edges)
	p.table = make([]uint32, 1<<bits.Len(uint(states)))
}

// fewOps is of how many ops a scene may be, so that nobody has to stop doing ahead what nobody can notice.
const fewOps = 1_000

// partable reports whether a step of a space is an op, and those before it that nobody can notice, of a coroutine that
// was there from the beginning: else the text alone does not say where each of them stands behind it.
func (sp *space) partable() bool {
	p, codec := sp.begin.Program(), sp.search.codec
	plain := len(p.Ops) <= fewOps && len(p.Handlers)+len(p.Script) == 0 && !p.Does(program.Spawn, program.Kill)
	return plain && sp.search.opt.Grain == program.GrainOp && sp.begin.Policy() == program.Preemptive &&
		!codec.Levels && !codec.Irqs && !sp.search.opt.Spurious && !sp.begin.Probe().Engaged() &&
		len(sp.begin.Snapshot(nil).Pending) == 0
}

// begin enters where ways begin.
func (p *parted) begin() {
	at, st := p.space.graph.Start[0], &p.stands
	p.next = append(p.next[:0], p.key(at))
	for left := st.open[at]; left != 0; left &= left - 1 {
		place := bits.TrailingZeros64(left)
		pc := p.space.begin.Probe().PC(p.space.search.codec.Slot(place))
		p.choose(place, st.begun(int32(pc), at, place))
	}
	for _, key := range p.next {
		p.graph.Start = append(p.graph.Start, p.enter(key, at))
	}
}

// expand goes on from a state, as the space does; where a way has to go round by now, only inside its circle.
func (p *parted) expand(i uint32, round bool) {
	g, st := &p.space.graph, &p.stands
	of, key := p.of[i], p.keys[i]
	for e := g.From[of]; e < g.From[of+1]; e++ {
		to := g.To[e]
		if round && (p.in[of] == 0 || p.in[of] != p.in[to] || !p.q.Stays(g.Label[e])) {
			continue
		}
		p.next = append(p.next[:0], p.key(to))
		for left := st.open[to]; left != 0; left &= left - 1 {
			place := bits.TrailingZeros64(left)
			index := key >> (st.width * uint(place)) & (1<<st.width - 1)
			p.choose(place, st.follow(of, to, place, index, g.Label[e].Who()))
		}
		for _, next := range p.next {
			p.graph.To = append(p.graph.To, p.enter(next, to))
			p.graph.Label = append(p.graph.Label, g.Label[e])
			p.edges = append(p.edges, e)
		}
	}
}

// key returns the key of a state of the space in which all stand at the first op of their lists.
func (p *parted) key(state uint32) uint64 {
	return uint64(state) << (p.stands.width * uint(p.stands.slots))
}

// choose lets the coroutine at a place stand at each of some ops in what comes next.
func (p *parted) choose(place int, indices []uint8) {
	if len(indices) == 0 {
		p.failed = true
		return
	}
	shift := p.stands.width * uint(place)
	if len(indices) == 1 {
		for k := range p.next {
			p.next[k] |= uint64(indices[0]) << shift
		}
		return
	}
	for _, key := range p.next { // those that are added on the way are not seen
		for _, index := range indices[1:] {
			p.next = append(p.next, key|uint64(index)<<shift)
		}
	}
	for k := range len(p.next) / len(indices) {
		p.next[k] |= uint64(indices[0]) << shift
	}
}

// enter returns the number of the state of a key, which is a part of one of the space.
func (p *parted) enter(key uint64, of uint32) uint32 {
	mask := uint64(len(p.table) - 1)
	at := spread(key) & mask
	for ; p.table[at] != 0; at = (at + 1) & mask {
		if i := p.table[at] - 1; p.keys[i] == key {
			return i
		}
	}
	p.keys, p.of = append(p.keys, key), append(p.of, of)
	p.graph.Ready = append(p.graph.Ready, p.space.graph.Ready[of])
	p.table[at] = uint32(len(p.of))
	if 2*len(p.of) > len(p.table) {
		p.grow()
	}
	return uint32(len(p.of) - 1)
}

// grow makes the table twice as large.
func (p *parted) grow() {
	p.table = make([]uint32, 2*len(p.table))
	mask := uint64(len(p.table) - 1)
	for i, key := range p.keys {
		at := spread(key) & mask
		for p.table[at] != 0 {
			at = (at + 1) & mask
		}
		p.table[at] = uint32(i) + 1
	}
}

// spread mixes a key.
func spread(key uint64) uint64 { return key * 0x9e3779b97f4a7c15 >> 32 }
