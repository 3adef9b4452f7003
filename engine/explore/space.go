package explore

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/fair"
	"github.com/quartet-os/quartet/engine/program"
)

// space is a set of states that was gone through as a whole, with its edges.
type space struct {
	search *search
	begin  *engine.Engine // where its schedules begin, under the rules that were explored
	graph  fair.Graph
	even   uint32         // how many states of each shard are numbered in turns
	base   [shards]uint32 // what the indices of the others are counted from
	starts []start        // those of the graph, one behind the other

	traits []uint8       // by record: what is asked of it
	vector engine.Vector // for looking into a state
	ready  []uint64      // by state: who is ready, whether or not his level may run

	circles []fair.Circle // in which one can go round for ever; see rounds
	known   bool
}

// start is a state that runs begin in. Where the question is asked in the middle of a pass, label says what came of the
// rest of it; else it is 0.
type start struct {
	state uint32
	label fair.Label
}

// mostWho is how many coroutines questions about what never happens know; each is a bit.
const mostWho = 64

// spaceOf goes through a space and keeps its edges. why says why it is not whole; then there is none.
func (v *Verdict) spaceOf(start *engine.Engine, opt Options, stop *stop) (sp *space, w why, err error) {
	begin := start.Fork(nil)
	for _, c := range v.setup {
		if _, err := begin.Do(c); err != nil {
			return nil, cancelled, err
		}
	}
	notice := engine.Notice{Counts: opt.marks.Counts}
	if opt.Unmerged {
		notice = apart(opt.Grain, opt.marks)
	}
	notice.Everything = notice.Everything || opt.everything
	codec := begin.Probe().CodecWith(opt.Grain == program.GrainOp, opt.Symmetry, notice)
	if codec.Slots > mostWho {
		return nil, crowded, nil
	}
	s, w := v.again(begin, codec, &opt, stop)
	switch {
	case s == nil || w == cancelled:
		return nil, cancelled, nil
	case w != finished:
		return nil, w, nil
	case s.found != nil || s.tally.cut || s.tally.many:
		return nil, enough, nil
	}
	s.free()
	sp = &space{search: s, begin: begin}
	if !sp.gather(stop) || !sp.look(opt.marks, stop) {
		return nil, cancelled, nil
	}
	return sp, finished, nil
}

// again is the search that has answered what goes wrong, where that has kept the edges of the same states; else it
// searches.
func (v *Verdict) again(begin *engine.Engine, codec *engine.Codec, opt *Options, stop *stop) (*search, why) {
	kept := v.kept
	v.kept = nil // it is worked up
	if !opt.Unmerged && opt.future == nil && v.Symmetric == codec.Nameless {
		switch {
		case v.noRoom:
			return new(search), tooMuch
		case kept != nil:
			kept.stop = stop
			return kept, finished
		}
	}
	plain := Verdict{Grain: opt.Grain}
	return plain.explore(begin, codec, opt, stop)
}

// apart is what is noticed where a way is gone in a machine: every op; at grain op those that nobody can notice belong
// to the next, as everywhere.
func apart(grain program.Grain, marks *program.Marks) engine.Notice {
	return engine.Apart(grain == program.GrainOp, marks.Counts)
}

// A block is so many states of a shard that have numbers one behind the other.
const (
	blockBits  = 8
	blockNodes = 1 << blockBits
)

// number returns the number of a state. As long as all shards have blocks they take turns, so that states that were
// found at about the same time, and lead to each other more than to others, lie near each other.
func (sp *space) number(n node) uint32 {
	at := uint32(n.index())
	if at < sp.even {
		return (at>>blockBits<<shardBits|uint32(n.shard()))<<blockBits | at&(blockNodes-1)
	}
	return sp.base[n.shard()] + at
}

// nodeAt returns the state of a number.
func (sp *space) nodeAt(i uint32) node {
	if i < sp.even<<shardBits {
		block := i >> blockBits
		return nodeOf(int(block&(shards-1)), int(block>>shardBits<<blockBits|i&(blockNodes-1)))
	}
	k := 0
	for i >= sp.base[k]+uint32(sp.search.shards[k].n) {
		k++
	}
	return nodeOf(k, int(i-sp.base[k]))
}

// count numbers the states.
func (sp *space) count() (states int) {
	all := &sp.search.shards
	least := all[0].n
	for i := range all {
		least = min(least, all[i].n)
		states += all[i].n
	}
	sp.even = uint32(least) &^ (blockNodes - 1)
	at := sp.even << shardBits
	for i := range all {
		sp.base[i] = at - sp.even
		at += uint32(all[i].n) - sp.even
	}
	return states
}

// gather numbers states and sorts edges by where they begin. The notes are given back on the way. It is false where it
// was stopped.
func (sp *space) gather(stop *stop) bool {
	s, g := sp.search, &sp.graph
	g.From = make([]uint32, sp.count()+1)
	edges := 0
	for i := range s.shards {
		for _, page := range s.shards[i].edges.pages {
			if stop.on() {
				return false
			}
			for k := range page {
				if page[k].from != noNode {
					g.From[sp.number(page[k].from)+1]++
					edges++
				} else {
					at := sp.number(nodeOf(i, int(page[k].to)))
					g.Start = append(g.Start, at)
					sp.starts = append(sp.starts, start{at, page[k].label})
				}
			}
		}
	}
	for i := 1; i < len(g.From); i++ {
		g.From[i] += g.From[i-1]
	}
	g.To, g.Label = make([]uint32, edges), make([]fair.Label, edges)
	at := append([]uint32(nil), g.From...)
	for i := range s.shards {
		for p, page := range s.shards[i].edges.pages {
			if stop.on() {
				return false
			}
			for k := range page {
				if n := &page[k]; n.from != noNode {
					from := sp.number(n.from)
					g.To[at[from]], g.Label[at[from]] = sp.number(nodeOf(i, int(n.to))), n.label
					at[from]++
				}
			}
			s.shards[i].edges.pages[p] = nil
		}
		s.shards[i].edges.pages = nil
	}
	return true
}

// What is asked of each record of each state.
const (
	isReady = 1 << iota
	isThere // he is alive
	isLive  // and no daemon
	isMaker // and by the text can still make a mark
)

// rounds returns the circles in which one can go round for ever, with marks and without. They are looked for once.
func (sp *space) rounds(stop *stop) (all []fair.Circle, whole bool) {
	if !sp.known {
		sp.circles, sp.known = sp.graph.Circles(&fair.Question{Of: fair.NoMark}, stop.on)
	}
	return sp.circles, sp.known
}

// look notes what is asked of each record, and of each state who is ready. It is false where it was stopped.
func (sp *space) look(marks *program.Marks, stop *stop) bool {
	s, codec := sp.search, sp.search.codec
	makes := s.workers[0].cursor.Engine().Program().Makers(marks)
	records, _ := codec.Sizes()
	sp.traits, sp.vector = make([]uint8, records), make(engine.Vector, codec.Len)
	traits := sp.traits
	for r := range uint32(records) {
		if codec.Ready(r) || codec.Runs(r) { // whoever is on the CPU has to go on
			traits[r] |= isReady
		}
		if pc := codec.At(r); pc >= 0 {
			traits[r] |= isThere
			if codec.Live(r) {
				traits[r] |= isLive
				if makes[pc] {
					traits[r] |= isMaker
				}
			}
		}
	}
	n := sp.graph.States()
	sp.graph.Ready = make([]uint64, n)
	if sp.ready = sp.graph.Ready; s.codec.Levels {
		sp.ready = make([]uint64, n)
	}
	w := s.workers[0]
	turns := sp.begin.Policy() == program.RoundRobin
	for i := range s.shards {
		for k := range s.shards[i].n {
			if k%stopEvery == 0 && stop.on() {
				return false
			}
			s.layout.unpack(w.state, s.shards[i].key(k))
			ready := uint64(0)
			for at, record := range w.state[:codec.Slots] {
				ready |= uint64(traits[record]&isReady) << at
			}
			to := sp.number(nodeOf(i, k))
			sp.ready[to] = ready
			switch {
			case turns:
				ready = 0 // whose turn it is is no choice
			case w.levels && ready != 0 && !codec.Rounds:
				ready = w.contenders()
			}
			sp.graph.Ready[to] = ready
		}
	}
	return true
}

// stopEvery is how many states are looked into between two looks at whether to stop.
const stopEvery = 1 << 12

// who returns who has a trait in a state.
func (sp *space) who(trait uint8, state uint32) (set uint64) {
	s, n := sp.search, sp.nodeAt(state)
	s.layout.unpack(sp.vector, s.shards[n.shard()].key(n.index()))
	for at, record := range sp.vector[:s.codec.Slots] {
		if sp.traits[record]&trait != 0 {
			set |= 1 << at
		}
	}
	return set
}

// live returns by state who is alive there, and no daemon.
func (sp *space) live() []uint64 {
	who := make([]uint64, sp.graph.States())
	for state := range uint32(len(who)) {
		who[state] = sp.who(isLive, state)
	}
	return who
}

// with returns the states in which the coroutine at a place has a trait.
func (sp *space) with(trait uint8, place int) fair.Set {
	s, set := sp.search, fair.NewSet(sp.graph.States())
	for i := range s.shards {
		for k := range s.shards[i].n {
			if sp.traits[s.layout.get(s.shards[i].key(k), place)]&trait != 0 {
				set.Add(sp.number(nodeOf(i, k)))
			}
		}
	}
	return set
}

// contenders returns who may run in the state at hand where levels decide.
func (w *worker) contenders() (set uint64) {
	w.findContenders()
	for at, may := range w.may {
		if may {
			set |= 1 << at
		}
	}
	return set
}

// name returns the name of the coroutine at a place, as it is at the beginning.
func (sp *space) name(place int) string { return sp.begin.Name(sp.search.codec.Slot(place)) }
