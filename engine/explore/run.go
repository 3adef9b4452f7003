package explore

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/big"
	"runtime"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Run explores every schedule from the state of a machine, which it does not change. It goes on until all
// states were visited, something was found, a limit was reached or ctx is done; the verdict says which. The
// error is that of an expression to reach that cannot be read. Time and memory are proportional to the
// states visited.
func Run(ctx context.Context, start *engine.Engine, opt Options) (Verdict, error) {
	opt.fill()
	verdict := Verdict{Grain: opt.Grain, Exact: new(big.Int), Schedule: []Choice{}, memory: opt.MaxMemory,
		policy: start.Policy(), only: opt.Grain.UsersOnly(start.Rules(), start.Program().UsesPriority)}
	verdict.chance = opt.Spurious
	if verdict.policy == program.Prioritized && start.Quantum() > 0 {
		verdict.policy = program.Preemptive // as far as it is told where somebody is interrupted
	}
	stop, release := stopWith(ctx)
	defer release()
	if !opt.staff(start) {
		verdict.Text = fmt.Sprintf("No state was visited: a search from here takes %d bytes before its first state, "+
			"and no more than %d were allowed.", needs(start, 1), opt.MaxMemory)
		return verdict, nil
	}
	if stop.on() {
		return verdict.nothing(), nil
	}
	begin := start.Fork(nil)
	verdict.start = start.Fork(nil)
	if opt.Reach != "" {
		law, err := start.Program().WithGoal(opt.Reach)
		if err != nil {
			return verdict, err
		}
		begin.Probe().Obey(law)
		verdict.law = law
	}
	if opt.counting != nil {
		begin.Probe().Obey(opt.counting)
		verdict.law = opt.counting
		if begin.End().Kind != engine.NotEnded {
			verdict.countAlone(begin, opt.counted)
			return verdict, nil
		}
	} else if verdict.atOnce(begin) {
		verdict.test(begin.Program(), nil)
		return verdict, nil
	}
	verdict.setUp(begin, &opt)
	if err := verdict.prepare(begin); err != nil {
		return verdict, err
	}
	codec := begin.Probe().Codec(opt.Grain == program.GrainOp, opt.Symmetry, opt.Unmerged)
	if verdict.law == nil && !begin.Probe().Kept() && hushed(codec, begin) {
		codec = begin.Probe().Codec(opt.Grain == program.GrainOp, opt.Symmetry, true)
		opt.forgoEdges()
	}
	verdict.Symmetric = codec.Nameless
	if codec.Slots > mostWho || opt.Never != nil && codec.Nameless {
		opt.forgoEdges()
	}
	s, why := verdict.explore(begin, codec, &opt, stop)
	if s == nil {
		return verdict.nothing(), nil
	}
	return verdict, verdict.conclude(s, why, begin)
}

// explore searches until it knows why it stops, each time with room for larger numbers. It gives no search where that
// was broken off before it began.
func (v *Verdict) explore(begin *engine.Engine, codec *engine.Codec, opt *Options, stop *stop) (*search, why) {
	records, rests := uint32(15), uint32(0)
	for {
		if stop.on() {
			return nil, cancelled
		}
		s := v.newSearch(opt, codec, begin, stop, records, rests)
		why := s.start(begin)
		if why == finished {
			why = s.run()
		}
		if why != widen {
			return s, why
		}
		knownRecords, knownRests := codec.Sizes()
		for knownRecords > int(records)*3/4 {
			records = records<<4 | 15
		}
		for knownRests > int(rests)*3/4+1 {
			rests = rests<<8 | 255
		}
	}
}

// hushed reports whether somebody's first op is one that nobody else can notice. Where a law is broken from the
// beginning, that op is nevertheless the one after which it is found to be.
func hushed(codec *engine.Codec, begin *engine.Engine) bool {
	for _, slot := range choosers(begin, begin.Snapshot(nil)) {
		if slot >= 0 && codec.Silent(begin, slot) {
			return true
		}
	}
	return false
}

// nothing says that the search was broken off before its first state.
func (v Verdict) nothing() Verdict {
	v.Text = "No state was visited: the search was broken off."
	return v
}

// setUp notes the commands that make a machine what is explored: at grain op any coroutine may do the next op.
func (v *Verdict) setUp(e *engine.Engine, opt *Options) {
	order := e.Rules()[program.RuleWakeOrder]
	switch opt.Wake {
	case WakeFIFO:
		order = program.WakeFIFO
	case WakeAny:
		order = program.WakeAny
	}
	if order != e.Rules()[program.RuleWakeOrder] {
		v.setup = append(v.setup, engine.Command{Verb: engine.RuleVerb, At: engine.Now,
			Name: program.RuleWakeOrder.String(), Token: program.RuleWakeOrder.TokenName(order)})
	}
	if opt.Grain == program.GrainOp {
		policy := program.Preemptive
		if e.Policy() == program.Prioritized {
			policy = program.Prioritized
		}
		v.setup = append(v.setup, engine.Command{Verb: engine.PolicyVerb, At: engine.Now, Name: policy.String(), N: 1})
	}
}

// prepare returns those commands.
func (v *Verdict) prepare(e *engine.Engine) error {
	for _, c := range v.setup {
		if _, err := e.Do(c); err != nil {
			return err
		}
	}
	return nil
}

func (opt *Options) fill() {
	if opt.MaxStates <= 0 {
		opt.MaxStates = DefaultStates
	}
	opt.MaxStates = min(opt.MaxStates, math.MaxUint32/2)
	if opt.MaxMemory <= 0 {
		opt.MaxMemory = DefaultMemory
	}
	if opt.Workers <= 0 {
		opt.Workers = runtime.GOMAXPROCS(0)
	}
}

// atOnce answers where there is nothing to explore: the run has ended, or what is looked for is so already.
func (v *Verdict) atOnce(begin *engine.Engine) bool {
	if v.law != nil && v.reached(begin) {
		v.fails(Reached, "It is so already.")
		v.States, v.Exact, v.Visited, v.Schedule = 1, big.NewInt(1), 1, []Choice{}
		return true
	}
	if begin.End().Kind == engine.NotEnded {
		if v.law != nil || begin.Probe().Deadlocked() == nil {
			return false
		}
		v.States, v.Exact, v.Visited, v.Schedule = 1, big.NewInt(1), 1, []Choice{}
		v.fails(engine.EndDeadlock, begin.Probe().Cycle())
		return true
	}
	v.States, v.Exact, v.Visited, v.Complete, v.Schedule = 1, big.NewInt(1), 1, true, []Choice{}
	v.Answer, v.Text = Holds, "Nothing can happen here any more."
	if kind := judge(begin, nil, v.law); kind != engine.NotEnded {
		v.fails(kind, reason(begin, kind, stepNumber))
		v.Broken = begin.End().Broken
	}
	switch begin.End().Kind {
	case engine.EndDone:
		v.Ends = 1
	case engine.EndDeadlock, engine.EndStuck:
		v.Deadlocks = 1
	}
	return true
}

// newSearch sets a search up.
func (v *Verdict) newSearch(opt *Options, codec *engine.Codec, begin *engine.Engine, stop *stop,
	records, rests uint32) *search {
	s := &search{opt: opt, codec: codec, law: v.law, stop: stop, fixed: needs(begin, opt.Workers)}
	s.layout = newLayout(codec.Limits(begin, records, rests))
	s.layout.most, s.layout.rests = records, rests
	for i := range s.shards {
		s.shards[i] = newShard(s.layout.words)
		s.shards[i].notes = opt.marks != nil
	}
	s.weigher = newWeigher(codec, begin)
	for range opt.Workers {
		s.workers = append(s.workers, newWorker(s, begin))
	}
	return s
}

// start keeps the first states: the one that the machine is in, or, in the middle of a pass, those that the
// pass can lead to, since only its coroutine can run.
func (s *search) start(begin *engine.Engine) why {
	s.chunks = append(s.chunks, chunk{})
	w, c := s.workers[0], &s.chunks[0]
	s.allot(s.opt.MaxStates, s.opt.MaxMemory-s.fixed)
	w.picks.Take = w.picks.Take[:0]
	slots := begin.Probe().Raisable([]int{-1}) // interrupts that may come at once are begun with as well
	if !begin.Probe().Engaged() {
		slots = slots[:1]
	}
	for whole := false; !whole; {
		c.clear()
		w.cursor.Note(&c.news)
		w.cursor.Follow(begin)
		if !begin.Probe().Engaged() {
			w.emit(c, noNode, w.cursor.Save(w.next, nil))
			whole = true
		} else {
			whole = w.each(c, noNode, slots[0], nil, func() { w.cursor.Follow(begin) })
		}
		if s.stop.on() {
			return cancelled
		}
		s.gather(c)
		if s.outgrown() {
			return widen
		}
		for i := range s.shards {
			s.shards[i].insertAll(c.out[i].data, s.stop)
		}
		if w := s.limits(); w != finished {
			return w
		}
		if whole && len(slots) > 1 {
			slots, whole, w.picks.Take = slots[1:], false, w.picks.Take[:0]
		}
	}
	if s.looks {
		return enough
	}
	if begin.Probe().Engaged() {
		s.level = 1
	}
	return finished
}

// conclude turns what a search came to into a verdict.
func (v *Verdict) conclude(s *search, w why, begin *engine.Engine) (err error) {
	v.Visited, v.Bytes = s.count()
	v.Transitions, v.Deadlocks, v.Ends = s.tally.transitions, s.tally.deadlocks, s.tally.ends
	v.Complete = w == finished && !s.tally.cut && !s.tally.many
	if v.noRoom = s.dropped; s.keeps() && v.Complete && s.found == nil {
		v.kept = s
	}
	v.count(s)
	v.countReached(s)
	if s.opt.examples > 0 {
		v.shows = s.waysToEnds(begin, v.Complete)
		return nil
	}
	v.Depth = s.level - 1
	v.Schedule = []Choice{}
	switch {
	case s.found != nil:
		err = v.tellFinding(s, begin)
	case v.Complete:
		v.Answer, v.Text = Holds, v.holds()
	default:
		v.told = v.uncovered(s, w, " ")
		v.Text = v.uncovered(s, w, ", "+v.Scope()+", ")
	}
	v.test(begin.Program(), s)
	return err
}

// tellFinding returns the finding's schedule. Where that cannot be worked out for want of time or memory, the
// answer is not known: it fails, but nothing is there to show it.
func (v *Verdict) tellFinding(s *search, begin *engine.Engine) (err error) {
	v.Length = s.found.level + 1
	because := ""
	if need := int64(v.Length)*bytesOfChoice + needs(begin, 1); need > s.opt.MaxMemory {
		err = errTooLong
	} else {
		v.Schedule, because, v.Broken, err = s.schedule(begin)
	}
	if !errors.Is(err, errBrokenOff) && !errors.Is(err, errTooLong) {
		v.fails(s.found.kind, because)
		v.unplaced = s.found.unplaced
		return err
	}
	v.Text = fmt.Sprintf("It goes wrong after %s (%s), but %v.", v.Steps(v.Length), s.found.kind, err)
	v.Length, v.Schedule, v.Broken = 0, []Choice{}, nil
	return nil
}

// fails says that something was found, of what kind it is, and why.
func (v *Verdict) fails(kind engine.Ending, reason string) {
	v.Answer, v.Kind, v.Reason, v.Text = Fails, kind, reason, kind.Because(reason)
}

// bytesOfChoice is about what a choice of a schedule takes until it is told.
const bytesOfChoice = 2 << 10

var (
	errBrokenOff = errors.New("the search was broken off before its schedule was known")
	errTooLong   = errors.New("its schedule takes more memory than was allowed")
)

// uncovered says what an unknown verdict covers, behind words that name the scope or none, and why not more.
func (v *Verdict) uncovered(s *search, w why, scope string) string {
	covered := fmt.Sprintf("Nothing was found%sin %s up to %s deep", scope, states(v.Visited), v.Steps(s.level))
	switch w {
	case cancelled:
		return covered + "; the search was broken off."
	case tooMany:
		return covered + fmt.Sprintf("; the search was not to go on beyond %s.", states(s.opt.MaxStates))
	case tooMuch:
		return covered + fmt.Sprintf("; the states took the %d bytes that they may take.", s.opt.MaxMemory)
	}
	if s.tally.many {
		return covered + fmt.Sprintf("; of a pause only the first %d values were tried.", math.MaxInt32)
	}
	return covered + "; schedules in which an exponential duration is drawn were left out: it can be of any length."
}
