package fair

import (
	"math/bits"
	"slices"
)

// rounds are the tables for looking through one circle: its edges by place in it, and the pairs of a place and a set of
// those who had their turn.
type rounds struct {
	circle uint32   // the number of the circle plus 1, 0 for none
	local  []uint32 // by state of the graph: its place in the circle
	turns  []int    // those whose turn is asked for
	many   bool     // there are too many pairs to look through

	first []uint32 // by place: the first of its links
	links []link
	begin []uint32 // by place: the pair in which a round begins
	out   []bool   // by place: no round leads through it any more
	seen  []uint32 // by pair: the number of the last round that has come to it
	tries uint32   // how many rounds were looked for
	ways  []leg    // to the pairs that the last one has come to, in order
}

// leg is a pair, by which link it was come to, and from which leg.
type leg struct{ pair, by, from uint32 }

// link is an edge inside the circle: where it leads to, as a pair, with who had his turn there, and which one it is.
type link struct{ to, edge uint32 }

// prepare makes the tables for the circle of a state. It is false where they would be too large.
func (f *finder) prepare(at uint32) bool {
	r := &f.rounds
	if f.in[at] == r.circle {
		return !r.many
	}
	r.circle = f.in[at]
	circle := &f.circles[r.circle-1]
	if r.local == nil {
		r.local = make([]uint32, f.g.States())
	}
	ready := uint64(0)
	for i, s := range circle.States {
		r.local[s] = uint32(i)
		ready |= f.g.Ready[s]
	}
	r.turns = r.turns[:0]
	for ; ready != 0; ready &= ready - 1 {
		r.turns = append(r.turns, bits.TrailingZeros64(ready))
	}
	r.many = len(r.turns) > 14 || len(circle.States)<<len(r.turns) > mostPairs
	if !r.many {
		f.lay(circle)
	}
	return !r.many
}

// lay writes the tables of a circle that can be looked through. States that are taken out of it stay out.
func (f *finder) lay(circle *Circle) {
	r, n := &f.rounds, len(circle.States)
	r.first, r.links, r.begin = r.first[:0], r.links[:0], r.begin[:0]
	r.out = append(r.out[:0], make([]bool, n)...)
	for i, s := range circle.States {
		r.out[i] = f.in[s] != r.circle
		r.begin = append(r.begin, r.pair(s, ^f.g.Ready[s]))
		r.first = append(r.first, uint32(len(r.links)))
		for e := f.g.From[s]; e < f.g.From[s+1]; e++ {
			if f.inside(e) {
				r.links = append(r.links, link{r.pair(f.g.To[e], f.met(e)), e})
			}
		}
	}
	r.first = append(r.first, uint32(len(r.links)))
	r.seen = make([]uint32, n<<len(r.turns))
}

// pair is a state with a set of those who had their turn.
func (r *rounds) pair(state uint32, met uint64) (pair uint32) {
	for k, who := range r.turns {
		pair |= uint32(met>>who&1) << k
	}
	return r.local[state]<<len(r.turns) | pair
}

// leave takes a state out of its circle: a shortest round through it is known, so that no other is looked for there.
func (f *finder) leave(state uint32) {
	f.rounds.out[f.rounds.local[state]] = true
	f.in[state] = 0
}

// round returns a shortest way round from a state back to it in which everyone has his turn, of fewer than most edges.
// short is false where only a short one was looked for.
func (f *finder) round(entry uint32, most int) (way []uint32, short, found bool) {
	if !f.prepare(entry) {
		way, found = f.greedy(entry)
		return way, false, found
	}
	r := &f.rounds
	n := len(r.turns)
	all := uint32(1)<<n - 1
	r.tries++
	begin, end := r.begin[r.local[entry]], r.local[entry]<<n|all
	r.seen[begin] = r.tries
	r.ways = append(r.ways[:0], leg{begin, none, none})
	for depth, k := 1, 0; depth < most && k < len(r.ways); depth++ {
		for level := len(r.ways); k < level; k++ {
			pair := r.ways[k].pair
			from, to := r.first[pair>>n], r.first[pair>>n+1]
			f.looks += int(to - from)
			for i := from; i < to; i++ {
				next := r.links[i].to | pair&all
				if next == end {
					return r.back(leg{end, i, uint32(k)}), true, true
				}
				if r.seen[next] != r.tries && !r.out[next>>n] {
					r.seen[next] = r.tries
					r.ways = append(r.ways, leg{next, i, uint32(k)})
				}
			}
		}
	}
	return nil, true, false
}

// back returns the edges from where a round begins up to the end of a leg.
func (r *rounds) back(last leg) (way []uint32) {
	for l := last; l.by != none; l = r.ways[l.from] {
		way = append(way, r.links[l.by].edge)
	}
	slices.Reverse(way)
	return way
}
