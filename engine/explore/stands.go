package explore

import (
	"math/bits"
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

// stands says at which ops the coroutines of the states of a space may stand, where states take several ops for one.
type stands struct {
	prog    *program.Program
	silent  []bool // by op: it is done ahead; nil where none is
	things  bool   // whether more is done ahead may depend on what others do
	slots   int
	records []uint32  // by state and place in a vector
	lists   []uint16  // by record: the list of ops at one of which its coroutine stands
	ops     [][]int32 // the lists, -1 in them for nobody
	open    []uint64  // by state: the places whose lists have more than one op
	width   uint      // of an index in a list, in bits

	goes [][]uint8 // by who moved, op and list: indices of the ops at which one may stand then; nil: not asked yet
	same [1]uint8  // for an index alone
}

// Who may have moved in a step.
const (
	others = iota
	itself
	moves
)

// list reads the states of a space. It is false where they tell all ops apart, or where there are too many to be told
// apart in a word.
func (st *stands) list(sp *space) bool {
	s, codec := sp.search, sp.search.codec
	st.slots, st.prog, st.silent = codec.Slots, sp.begin.Program(), codec.Unnoticed()
	st.things = st.prog.UsesItems || st.prog.UsesMemory
	records, _ := codec.Sizes()
	type kind struct {
		op    int
		ready bool
	}
	known, longest := map[kind]uint16{}, 1
	st.lists = make([]uint16, records)
	for r := range st.lists {
		k := kind{codec.At(uint32(r)), codec.Ready(uint32(r))}
		list, is := known[k]
		if !is {
			list = uint16(len(st.ops))
			known[k] = list
			st.ops = append(st.ops, st.alike(codec.Reps(), int32(k.op), k.ready))
			longest = max(longest, len(st.ops[list]))
		}
		st.lists[r] = list
	}
	states := sp.graph.States()
	st.width = uint(bits.Len(uint(longest - 1)))
	if longest == 1 || st.width > 8 || int(st.width)*st.slots+bits.Len(uint(states)) > 64 {
		return false
	}
	st.records, st.open = make([]uint32, states*st.slots), make([]uint64, states)
	for i := range s.shards {
		for k := range s.shards[i].n {
			s.layout.unpack(sp.vector, s.shards[i].key(k))
			state := int(sp.number(nodeOf(i, k)))
			copy(st.records[state*st.slots:], sp.vector[:st.slots])
			for at, record := range sp.vector[:st.slots] {
				if len(st.ops[st.lists[record]]) > 1 {
					st.open[state] |= 1 << at
				}
			}
		}
	}
	st.goes = make([][]uint8, moves*len(st.prog.Ops)*len(st.ops))
	return true
}

// alike returns the ops that one stands for. Whoever is ready has done ahead what nobody can notice, unless the op that
// stands for the others is of that kind itself.
func (st *stands) alike(reps []int32, op int32, ready bool) (all []int32) {
	if op < 0 {
		return []int32{op}
	}
	for pc, rep := range reps {
		if rep == op && !(ready && st.ahead(int32(pc)) && !st.ahead(op)) {
			all = append(all, int32(pc))
		}
	}
	return all
}

// record returns the record of a place in a state.
func (st *stands) record(state uint32, place int) uint32 {
	return st.records[int(state)*st.slots+place]
}

// begun returns the indices of the ops at which one may stand in a state, at a place, who begins at an op.
func (st *stands) begun(op int32, state uint32, place int) []uint8 {
	if op < 0 {
		return nil
	}
	return st.among(st.settled(nil, op), st.lists[st.record(state, place)])
}

// follow returns the indices of the ops at which the coroutine at a place may stand behind a step, in a state that it
// leads to from another one, where it stood at an op that an index tells from others. who is the place of who ran.
func (st *stands) follow(from, to uint32, place int, index uint64, who int) []uint8 {
	was, is := st.record(from, place), st.record(to, place)
	op, list := st.ops[st.lists[was]][index], st.lists[is]
	ran := others
	switch {
	case op < 0:
		return nil
	case who == place:
		ran = itself
	case was == is && !st.things:
		st.same[0] = uint8(index)
		return st.same[:]
	}
	all := &st.goes[(ran*len(st.prog.Ops)+int(op))*len(st.ops)+int(list)]
	if *all == nil {
		*all = st.among(st.behind(op, ran == itself), list)
	}
	return *all
}

// among returns the indices in a list of those ops that are in it.
func (st *stands) among(ops []int32, list uint16) (all []uint8) {
	for i, op := range st.ops[list] {
		if slices.Contains(ops, op) {
			all = append(all, uint8(i))
		}
	}
	return all
}

// behind returns the ops at which a coroutine may stand behind a step, which it made itself or others did. Others may
// have woken it, or answered it.
func (st *stands) behind(op int32, itself bool) (all []int32) {
	if !itself || !st.passes(op) {
		all = append(all, op)
	}
	if !itself {
		all = st.settled(all, op)
	}
	next, other := st.prog.Successors(op)
	for _, to := range []int32{next, other} {
		if to >= 0 {
			all = st.settled(all, to)
		}
	}
	return all
}

// passes reports whether an op is over as soon as it is done: nobody waits at it.
func (st *stands) passes(op int32) bool {
	switch st.prog.Ops[op].Kind {
	case program.Yield, program.Test, program.Assign, program.Unlock, program.Signal, program.Broadcast:
		return true
	}
	return st.ahead(op)
}

// ahead reports whether an op may be done ahead.
func (st *stands) ahead(op int32) bool {
	if st.silent == nil {
		return false
	}
	return st.silent[op] || st.prog.Ops[op].Kind == program.Yield
}

// settled adds the ops at which a coroutine may stand that comes to one: that one, if it is not done ahead or begins
// more than are, and those up to which they are done; where that may let go of something, each on the way.
func (st *stands) settled(all []int32, op int32) []int32 {
	way := []int32{op}
	for i := 0; i < len(way); i++ {
		stays := !st.ahead(way[i])
		if (stays || i == 0 || st.things) && !slices.Contains(all, way[i]) {
			all = append(all, way[i])
		}
		switch st.prog.Ops[way[i]].Kind {
		case program.Compute, program.Schedule, program.Await, program.Choose:
			stays = false // not always
		}
		if stays {
			continue
		}
		next, other := st.prog.Successors(way[i])
		for _, to := range []int32{next, other} {
			if to >= 0 && !slices.Contains(way, to) {
				way = append(way, to)
			}
		}
	}
	return all
}
