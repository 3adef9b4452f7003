package explore

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/fair"
	"github.com/quartet-os/quartet/engine/program"
)

// Fate says what is still possible from a state, of all runs that begin there and leave nobody out who is ready. A run
// fails by what a verdict calls failing: something goes wrong on the way, or it stays where nobody gets on any more, or
// a law about what comes is broken. All others are well, whether they end or not.
type Fate uint8

// The fates.
const (
	FateUnknown Fate = iota // not everything that can come was looked at
	FateSafe                // no run fails
	FateOpen                // some run fails, and some is well
	FateDoomed              // every run fails
)

// String returns the fate as it is written in JSON.
func (f Fate) String() string { return [...]string{"unknown", "safe", "open", "doomed"}[f%4] }

// chances are what is known of a state: runs that fail and runs that are well were found, and whether more could be;
// and how many passes it is at least until something goes wrong in one, 0: in none that was found.
type chances struct {
	fails, well, whole bool
	near               uint32
}

func (c chances) fate() Fate {
	switch {
	case c.fails && c.well:
		return FateOpen
	case !c.whole:
		return FateUnknown
	case c.well:
		return FateSafe
	}
	return FateDoomed
}

// with adds what is known of a state that follows: whatever is possible there was possible before.
func (c chances) with(next chances) chances {
	return chances{c.fails || next.fails, c.well || next.well, c.whole, c.near}
}

// outlook knows the fates of all states that can be reached from one, as far as there was room.
type outlook struct {
	sp    *space
	w     *worker // it looks states up
	news  engine.News
	of    *engine.Engine // the machine that it begins at
	whole bool
	why   why // where it is not whole

	graph *fair.Graph // of the space, or, where there are laws about what comes, of these beside it
	at    memories
	fails fair.Set // by state of the graph: a run that fails begins there
	well  fair.Set // and one that is well
	dark  fair.Set // and one that leads out of what was looked at
	near  []uint32 // how many passes it is until something can go wrong in the next one

	first   chances // of where it begins
	visited int64
}

// outlookFrom goes through what can be reached from a machine, which is one that runs under the options' rules, and
// works the fates out. memory is what the laws about what comes know there. It is nil where it was broken off.
func (v *Verdict) outlookFrom(begin *engine.Engine, memory uint32, opt Options, stop *stop) (*outlook, error) {
	begin = begin.Fork(nil)
	begin.Probe().Watch(nil)
	if v.law != nil {
		begin.Probe().Obey(v.law)
	}
	opt.fates, opt.Symmetry, opt.Progress, opt.Spurious = true, false, nil, false
	p := begin.Program()
	if opt.marks = p.DefaultMarks(); v.law == nil {
		opt.laws = p.Futures
	}
	opt.forgetful = len(opt.laws) > 0
	notice := engine.Notice{Counts: opt.marks.Counts}
	codec := begin.Probe().CodecWith(opt.Grain == program.GrainOp, false, notice)
	if v.law == nil && !begin.Probe().Kept() && hushed(codec, begin) {
		codec = begin.Probe().CodecWith(opt.Grain == program.GrainOp, false, apart(opt.Grain, opt.marks))
	}
	o := &outlook{why: crowded}
	if codec.Slots > mostWho || len(opt.laws) > mostLaws {
		return o, nil
	}
	plain := Verdict{Grain: opt.Grain, law: v.law}
	s, w := plain.explore(begin, codec, &opt, stop)
	if s == nil || w == cancelled {
		return nil, errBrokenOff
	}
	o.sp = &space{search: s, begin: begin}
	o.whole, o.why = w == finished && len(s.cuts) == 0, w
	o.visited, _ = s.count()
	if !o.sp.gather(stop) || !o.sp.look(opt.marks, stop) {
		return nil, errBrokenOff
	}
	o.w = newWorker(s, begin)
	if !o.settle(v, memory, stop) {
		return nil, errBrokenOff
	}
	return o, nil
}

// settle works the fates out, backwards from where they are decided. It is false where it was broken off.
func (o *outlook) settle(v *Verdict, memory uint32, stop *stop) bool {
	if !o.remember(memory) {
		o.whole, o.why = false, tooMany
		return true
	}
	states := o.graph.States()
	o.fails, o.well, o.dark = fair.NewSet(states), fair.NewSet(states), fair.NewSet(states)
	o.darken()
	back := o.graph.Back()
	back.Spread(o.dark)
	o.near = back.Far(o.ends())
	if !o.rounds(v, stop) {
		return false
	}
	back.Spread(o.fails)
	back.Spread(o.well)
	o.first = o.beginning()
	return true
}

// ends notes what becomes of runs with an end: of those that have ended, and of those whose next pass can go wrong. It
// returns the states of the latter.
func (o *outlook) ends() (wrong fair.Set) {
	goesWrong := fair.NewSet(o.sp.graph.States())
	for _, n := range o.sp.search.fails {
		if n != noNode {
			goesWrong.Add(o.sp.number(n))
		}
	}
	wrong = fair.NewSet(o.graph.States())
	for i := range uint32(o.graph.States()) {
		over := o.graph.From[i] == o.graph.From[i+1] && !o.dark.Has(i)
		switch {
		case goesWrong.Has(o.at.state(i)):
			o.fails.Add(i)
			wrong.Add(i)
		case over && o.at.endsWell(i):
			o.well.Add(i)
		case over:
			o.fails.Add(i)
		}
	}
	return wrong
}

// beginning returns what is known of where the outlook begins: where the machine is in the middle of a pass, of the
// states that its rest leads to.
func (o *outlook) beginning() chances {
	first, rest := chances{whole: true}, uint32(0)
	if o.sp.begin.Probe().Engaged() {
		rest = 1
	}
	if slices.Contains(o.sp.search.fails, noNode) { // it can go wrong in what comes first
		first.fails, first.near = true, 1
	}
	for _, s := range o.graph.Start {
		c := o.chancesAt(s)
		if c.near > 0 && (first.near == 0 || c.near+rest < first.near) {
			first.near = c.near + rest
		}
		first.fails, first.well, first.whole = first.fails || c.fails, first.well || c.well, first.whole && c.whole
	}
	return first
}

// darken notes the states of which not everything that follows was looked at.
func (o *outlook) darken() {
	s := o.sp.search
	dark := fair.NewSet(o.sp.graph.States())
	for _, n := range s.cuts {
		if n != noNode {
			dark.Add(o.sp.number(n))
		}
	}
	if o.why != finished {
		for i := range s.shards {
			for k := s.from[i]; k < s.shards[i].n; k++ {
				dark.Add(o.sp.number(nodeOf(i, k)))
			}
		}
	}
	for i := range uint32(o.graph.States()) {
		if dark.Has(o.at.state(i)) {
			o.dark.Add(i)
		}
	}
}

// rounds notes what becomes of runs without an end: of those that stay in a circle.
func (o *outlook) rounds(v *Verdict, stop *stop) bool {
	sp := o.sp
	trapped, unsure := fair.NewSet(sp.graph.States()), fair.NewSet(sp.graph.States())
	if v.law == nil {
		n := &never{v: v, opt: *sp.search.opt, stop: stop, start: sp.begin, ahead: &Ahead{}}
		n.marks = n.opt.marks
		r, whole := n.rings(sp, -1)
		if !whole {
			return false
		}
		for _, c := range r.traps {
			for _, s := range c.States {
				trapped.Add(s)
			}
		}
		if !o.whole && len(r.traps) > 0 {
			o.doubt(trapped, unsure)
		}
	}
	for i := range uint32(o.graph.States()) {
		if s := o.at.state(i); trapped.Has(s) && !unsure.Has(s) {
			o.fails.Add(i)
		}
	}
	all, whole := o.graph.Circles(&fair.Question{Of: fair.NoMark}, stop.on)
	if !whole {
		return false
	}
	for i := range all {
		if s := o.at.state(all[i].States[0]); !trapped.Has(s) && o.keeps(&all[i]) {
			for _, s := range all[i].States {
				o.well.Add(s)
			}
		}
	}
	return o.breaks(stop)
}

// doubt notes of the states of traps those from which not everything that follows was looked at: somebody may get on
// there.
func (o *outlook) doubt(trapped, unsure fair.Set) {
	for i := range uint32(o.graph.States()) {
		if s := o.at.state(i); trapped.Has(s) && o.dark.Has(i) {
			unsure.Add(s)
		}
	}
}

// chancesAt returns what is known of a state of the graph.
func (o *outlook) chancesAt(i uint32) chances {
	c := chances{fails: o.fails.Has(i), well: o.well.Has(i), whole: !o.dark.Has(i)}
	if far := o.near[i]; far != fair.Beyond {
		c.near = far + 1
	}
	return c
}

// find returns the state of the graph that a machine is in.
func (o *outlook) find(e *engine.Engine, memory uint32) (at uint32, ok bool) {
	if o.sp == nil || o.graph == nil {
		return 0, false
	}
	w, s := o.w, o.sp.search
	w.cursor.Note(&o.news)
	w.cursor.Follow(e)
	if !w.cursor.Save(w.next, nil) {
		return 0, false
	}
	w.cursor.Canonical(w.next)
	s.layout.pack(w.key, w.next)
	h := hash(w.key)
	i := int(h & (shards - 1))
	k, ok := s.shards[i].find(w.key, uint32(h>>32))
	if !ok {
		return 0, false
	}
	return o.at.node(o.sp.number(nodeOf(i, k)), memory)
}

// fatal notes, where fates are wanted, that something can go wrong at once: nothing behind it is looked at then.
func (w *worker) fatal(c *chunk, from node, kind engine.Ending) bool {
	if !w.search.opt.fates || kind == engine.NotEnded {
		return false
	}
	if n := len(c.fails); n == 0 || c.fails[n-1] != from {
		c.fails = append(c.fails, from)
	}
	return true
}

// Word is the fate in a word or two, the same wherever a reader meets it.
func (f Fate) Word() string { return [...]string{"not known", "safe", "either way", "fails"}[f%4] }

// Says is the fate as a clause about what comes.
func (f Fate) Says() string {
	return [...]string{"what is still possible is not known", "every schedule from here on ends well",
		"it can still go either way", "every schedule from here on fails"}[f%4]
}
