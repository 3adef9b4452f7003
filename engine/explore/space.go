package explore

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/fair"
	"github.com/quartet-os/quartet/engine/program"
)

// space is a set of states that was gone through as a whole, with its edges.
type space struct {
	search *search
	begin  *engine.Engine // where its schedules begin, under the rules that were explored
	graph  fair.Graph
	base   [shards + 1]uint32 // the number of each shard's first state
	starts []start            // those of the graph, one behind the other

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
	sp.gather()
	sp.look(opt.marks)
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
	return engine.Notice{Counts: marks.Counts, Ops: grain == program.GrainOp, Everything: grain != program.GrainOp}
}

// number returns the number of a state.
func (sp *space) number(n node) uint32 { return sp.base[n.shard()] + uint32(n.index()) }

// nodeAt returns the state of a number.
func (sp *space) nodeAt(i uint32) node {
	k := 0
	for sp.base[k+1] <= i {
		k++
	}
	return nodeOf(k, int(i-sp.base[k]))
}

// gather numbers states and sorts edges by where they begin. The notes are given back on the way.
func (sp *space) gather() {
	s, g := sp.search, &sp.graph
	edges := 0
	for i := range s.shards {
		sh := &s.shards[i]
		sh.table = nil
		sp.base[i+1] = sp.base[i] + uint32(sh.n)
		for _, page := range sh.edges.pages {
			edges += len(page)
		}
	}
	g.From = make([]uint32, sp.base[shards]+1)
	for i := range s.shards {
		for _, page := range s.shards[i].edges.pages {
			for k := range page {
				if page[k].from != noNode {
					g.From[sp.number(page[k].from)+1]++
				} else {
					g.Start = append(g.Start, sp.base[i]+page[k].to)
					sp.starts = append(sp.starts, start{sp.base[i] + page[k].to, page[k].label})
					edges--
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
			for k := range page {
				if n := &page[k]; n.from != noNode {
					from := sp.number(n.from)
					g.To[at[from]], g.Label[at[from]] = sp.base[i]+n.to, n.label
					at[from]++
				}
			}
			s.shards[i].edges.pages[p] = nil
		}
		s.shards[i].edges.pages = nil
	}
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
		sp.circles, sp.known = sp.graph.Circles(&fair.Question{Of: fair.Nobody}, stop.on)
	}
	return sp.circles, sp.known
}

// look notes what is asked of each record, and of each state who is ready.
func (sp *space) look(marks *program.Marks) {
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
	n := int(sp.base[shards])
	sp.graph.Ready = make([]uint64, n)
	if sp.ready = sp.graph.Ready; s.codec.Levels {
		sp.ready = make([]uint64, n)
	}
	w := s.workers[0]
	turns := sp.begin.Policy() == program.RoundRobin
	for i := range s.shards {
		for k := range s.shards[i].n {
			s.layout.unpack(w.state, s.shards[i].key(k))
			ready := uint64(0)
			for at, record := range w.state[:codec.Slots] {
				ready |= uint64(traits[record]&isReady) << at
			}
			to := sp.base[i] + uint32(k)
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
}

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

// with returns the states in which the coroutine at a place has a trait.
func (sp *space) with(trait uint8, place int) fair.Set {
	set := fair.NewSet(sp.graph.States())
	for state := range uint32(sp.graph.States()) {
		if sp.who(trait, state)>>place&1 != 0 {
			set.Add(state)
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

// byKind makes of a space that leaves names out one in which all coroutines of a kind are one: it runs where one of
// them does, and it is ready where all of them are. Each fair circle of the states with their names is one of these
// too, though not the other way round. It is false where there are too many kinds.
func (sp *space) byKind() bool {
	s, codec, g := sp.search, sp.search.codec, &sp.graph
	if !codec.Nameless || 2*len(sp.begin.Program().Funcs) > mostWho {
		return false
	}
	w := s.workers[0]
	kinds := make([]int, codec.Slots)
	for i := range s.shards {
		for k := range s.shards[i].n {
			s.layout.unpack(w.state, s.shards[i].key(k))
			at := sp.base[i] + uint32(k)
			some, lacking := uint64(0), uint64(0)
			for place := range codec.Slots {
				kinds[place] = fair.Nobody
				if kind := codec.Kind(w.state[place]); kind >= 0 {
					kinds[place] = kind
					some |= 1 << kind
					lacking |= (1 &^ (g.Ready[at] >> place)) << kind
				}
			}
			g.Ready[at] = some &^ lacking
			for e := g.From[at]; e < g.From[at+1]; e++ {
				if who := g.Label[e].Who(); who != fair.Nobody {
					g.Label[e] = g.Label[e]&fair.Marked | fair.Label(kinds[who])
				}
			}
		}
	}
	return true
}

// sleeper is where in the text one of a kind sleeps.
type sleeper struct{ kind, pc int }

// sleepsOn reports whether somebody who is no daemon may sleep on in all states of a circle, in a space that leaves
// names out: one of a kind sleeps at the same place of the text in each of them, and nobody is woken there. Where
// waiters are woken in the order in which they came, or in any, whoever sleeps beside others that are woken is woken
// some time.
func (sp *space) sleepsOn(c *fair.Circle) bool {
	counts := make([]map[sleeper]int, len(c.States))
	var all []sleeper
	for i, state := range c.States {
		counts[i] = sp.asleep(state)
		if i == 0 {
			for x := range counts[0] {
				all = append(all, x)
			}
		}
		all = slices.DeleteFunc(all, func(x sleeper) bool { return counts[i][x] == 0 })
		if len(all) == 0 {
			return false
		}
	}
	rules := sp.begin.Rules()
	if rules[program.RuleWakeOrder] == program.WakeLIFO || rules[program.RuleWoken] != program.WokenAtWake {
		return true
	}
	places := make(map[uint32]int, len(c.States))
	for i, state := range c.States {
		places[state] = i
	}
	for i, state := range c.States {
		for e := sp.graph.From[state]; e < sp.graph.From[state+1]; e++ {
			if to, inside := places[sp.graph.To[e]]; inside {
				all = slices.DeleteFunc(all, func(x sleeper) bool { return counts[to][x] < counts[i][x] })
			}
		}
		if len(all) == 0 {
			return false
		}
	}
	return true
}

// asleep counts who sleeps in a state, and is no daemon.
func (sp *space) asleep(state uint32) map[sleeper]int {
	s, codec := sp.search, sp.search.codec
	v, n := s.workers[0].state, sp.nodeAt(state)
	s.layout.unpack(v, s.shards[n.shard()].key(n.index()))
	now := map[sleeper]int{}
	for _, r := range v[:codec.Slots] {
		if !codec.Ready(r) && !codec.Runs(r) && codec.Live(r) {
			now[sleeper{codec.Kind(r), codec.At(r)}]++
		}
	}
	return now
}
