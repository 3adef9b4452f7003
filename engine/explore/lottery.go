package explore

import (
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/chance"
	"github.com/quartet-os/quartet/engine/program"
)

// lottery goes through the states of a scene as a search does, and notes with each edge how likely it is. It is a
// search of its own: it goes on where something fails, takes nobody for done whose twin was, and needs no order.
//
// States are those of the search where that keeps the chances. Coroutines that nothing tells apart lead to states that
// nothing tells apart, so that states with names and without have the same chances (the chain is lumpable). So have
// ops that no future can tell apart, at grain pass. At grain op an op that nobody notices is a step of its own.
type lottery struct {
	opt    *Options
	stop   *stop
	start  *engine.Engine // as it was asked about
	begin  *engine.Engine // as it is explored
	law    *program.Program
	codec  *engine.Codec
	cursor *engine.Cursor
	news   engine.News
	picks  engine.Choices

	set      shard  // the states, each a vector and what is known of laws about what comes
	first    uint32 // the number of the first of them: 1 where the first step is in mid-pass, else 0
	words    int
	state    engine.Vector
	next     engine.Vector
	key      []uint64
	done     uint64 // bit of each law about what comes: at the state at hand, see monitor
	slots    []int
	row      []lot
	from     []uint32
	to       []uint32
	weight   []float64
	free     []bool   // by edge: it is no pass
	comes    int      // the interrupt that has to come next, in mid-pass, counted from 1; 0: none
	course   course   // goes passes where interrupts may come
	seen     []uint16 // by edge: what happened on it, a bit for each question
	marks    *marker  // nil: livelock is not asked
	monitor  *monitor
	begins   uint32 // state 0, or how a run has ended that is over at once
	outgrown bool   // a limit was reached
	depth    int
	level    uint32 // the first state that is further away
}

// lot is what one way of a step comes to.
type lot struct {
	to     uint32
	seen   uint16
	free   bool
	weight float64
}

// newLottery stands at the beginning.
func newLottery(start *engine.Engine, opt *Options, stop *stop) (*lottery, error) {
	l := &lottery{opt: opt, stop: stop, start: start, begin: start.Fork(nil)}
	p := start.Program()
	if opt.Reach != "" {
		law, err := p.WithGoal(opt.Reach)
		if err != nil {
			return nil, err
		}
		l.begin.Probe().Obey(law)
		l.law = law
	}
	v := Verdict{Grain: opt.Grain, policy: start.Policy()}
	v.setUp(l.begin, opt)
	if err := v.prepare(l.begin); err != nil {
		return nil, err
	}
	// Where interrupts may come, they may come before each op: then each counts.
	notice := engine.Notice{Everything: opt.everything || opt.Grain == program.GrainOp || p.UsesIrqs ||
		!l.begin.Probe().Kept()}
	if l.law == nil && !opt.Safety && !opt.Spurious {
		marks := p.DefaultMarks()
		notice.Counts = marks.Counts
		l.marks = &marker{marks: marks, prog: p}
		l.monitor = newMonitor(p)
	}
	levels := l.begin.Policy() == program.Prioritized // who is passed over is asked by name
	l.codec = l.begin.Probe().CodecWith(opt.Grain == program.GrainOp, opt.Symmetry && !levels, notice)
	if l.codec.Slots > mostWho {
		l.marks = nil
	}
	l.cursor = l.codec.Cursor(l.begin)
	l.words = (l.codec.Len + 2) / 2
	l.set = newShard(l.words)
	l.state, l.next = make(engine.Vector, l.codec.Len), make(engine.Vector, l.codec.Len)
	l.key = make([]uint64, l.words)
	l.picks.Stop, l.picks.Terse = stop.on, true
	l.course = course{grain: opt.Grain, stop: l.interrupted}
	return l, nil
}

// walk goes through all states. It says why where it could not.
func (l *lottery) walk() (why string) {
	l.from = append(l.from, 0)
	l.cursor.Note(&l.news)
	if l.over() {
		return ""
	}
	l.cursor.Follow(l.begin)
	l.watch()
	if l.begin.Probe().Engaged() {
		l.first, l.level = 1, 1
		l.slots = l.begin.Probe().Raisable(append(l.slots, -1))
		for i := 0; i < len(l.slots) && why == ""; i++ {
			why = l.run(l.slots[i], len(l.slots), func() { l.cursor.Follow(l.begin); l.watch() }, nil)
		}
		l.close()
	} else {
		l.enter(nil, l.done)
	}
	for i := 0; i < l.set.n && why == ""; i++ {
		if why = l.limits(i); why == "" {
			if why = l.expand(i); why == "" {
				l.close()
			}
		}
	}
	return why
}

// over notes a run that is over before anybody runs.
func (l *lottery) over() bool {
	v := Verdict{law: l.law}
	if !v.atOnce(l.begin) {
		return false
	}
	l.begins = chance.Ends
	if v.Answer == Fails || l.law == nil && l.monitor.begin(l.begin.Fork(nil).Probe()).broken() {
		l.begins = chance.Fails
	}
	return true
}

// limits says why the walk may not go on.
func (l *lottery) limits(i int) string {
	if uint32(i)+l.first >= l.level {
		l.level, l.depth = uint32(l.set.n)+l.first, l.depth+1
	}
	if i%256 != 0 && int64(l.set.n) <= l.opt.MaxStates {
		return ""
	}
	if i%4096 == 0 && l.opt.Progress != nil {
		l.opt.Progress(Progress{States: int64(l.set.n), Transitions: int64(len(l.to)), Depth: l.depth})
	}
	return l.exceeds()
}

// exceeds says which limit was reached.
func (l *lottery) exceeds() string {
	bytes := l.set.bytes() + int64(cap(l.to))*15 + int64(cap(l.row))*24 + l.codec.Bytes() + needs(l.begin, 1)
	switch {
	case l.stop.on():
		return brokenOff
	case int64(l.set.n) > l.opt.MaxStates:
		l.outgrown = true
		return "there are more than " + states(l.opt.MaxStates)
	case bytes+solving(l.set.n, len(l.to)) > l.opt.MaxMemory:
		l.outgrown = true
		return fmt.Sprintf("the states, and what leads from one to another, take more than %d bytes", l.opt.MaxMemory)
	}
	return ""
}

// solving is about the bytes that it takes to solve a graph.
func solving(states, edges int) int64 { return int64(states)*120 + int64(edges)*16 }

// expand does every step that is possible in a state.
func (l *lottery) expand(i int) string {
	l.load(i)
	l.choosers()
	of := len(l.slots)
	if l.opt.Spurious && l.comes == 0 && !l.midpass() {
		for _, record := range l.state[:l.codec.Slots] {
			if l.codec.Sleeps(record) {
				of++
			}
		}
		l.wakes(of)
	}
	for _, slot := range l.slots {
		if why := l.run(slot, of, func() { l.cursor.Load(l.state) }, l.state); why != "" {
			return why
		}
	}
	return ""
}

// choosers finds out who may do the next step of the state at hand, or what stands in place of a slot: -1 for whoever
// is on the CPU, or that only time passes, and then the interrupts that may come.
func (l *lottery) choosers() {
	l.slots = l.slots[:0]
	if l.comes > 0 {
		l.slots = append(l.slots, engine.Interrupting(l.comes-1))
		return
	}
	if l.begin.Policy() != program.RoundRobin && !l.midpass() {
		for place, record := range l.state[:l.codec.Slots] {
			if l.codec.Ready(record) {
				l.slots = append(l.slots, l.codec.Slot(place))
			}
		}
	}
	if l.codec.Levels && len(l.slots) > 0 {
		l.cursor.Load(l.state)
		l.slots = l.cursor.Probe().Contenders(l.slots[:0])
	}
	if len(l.slots) == 0 {
		l.slots = append(l.slots, -1)
	}
	if l.codec.Irqs {
		l.cursor.Load(l.state)
		l.slots = l.cursor.Probe().Raisable(l.slots)
	}
}

// midpass reports whether somebody is on the CPU in the state at hand.
func (l *lottery) midpass() bool {
	return l.codec.Irqs && slices.ContainsFunc(l.state[:l.codec.Slots], l.codec.Runs)
}

// wakes wakes everyone who may come back for no reason, each as one of so many choices. That is no pass.
func (l *lottery) wakes(of int) {
	for place, record := range l.state[:l.codec.Slots] {
		if !l.codec.Sleeps(record) {
			continue
		}
		l.cursor.Load(l.state)
		l.cursor.Probe().WakeSpurious(l.codec.Slot(place))
		l.row = append(l.row, lot{to: l.enter(l.state, l.done), weight: 1 / float64(of), free: true})
	}
}

// interrupted is asked in mid-pass: that no interrupt comes is as likely as each of them.
func (l *lottery) interrupted(int) bool {
	all := l.cursor.Probe().Raisable(nil)
	k := int32(0)
	if n := len(l.picks.Seen); n < len(l.picks.Take) {
		k = l.picks.Take[n]
	}
	l.picks.Seen = append(l.picks.Seen, int32(len(all)+1))
	if k > 0 {
		l.comes = engine.Interrupted(all[k-1]) + 1
	}
	return k > 0
}

// load reads a state.
func (l *lottery) load(i int) {
	key := l.set.key(i)
	for k := range l.state {
		l.state[k] = uint32(key[k/2] >> (k % 2 * 32))
	}
	known := uint32(key[l.codec.Len/2] >> (l.codec.Len % 2 * 32))
	l.done, l.comes = uint64(known&(1<<mostFutures-1)), int(known>>mostFutures)
}

// run does the step of a slot, one of so many, in each of its ways; set goes to where it begins, before is that state.
func (l *lottery) run(slot, of int, set func(), before engine.Vector) string {
	l.picks.Take = l.picks.Take[:0]
	for n, more := 0, true; more; n, more = n+1, advance(&l.picks) {
		l.picks.Seen, l.picks.Inexact = l.picks.Seen[:0], false
		set()
		l.monitor.clear()
		l.comes = 0
		who := runs(l.cursor.Engine(), slot)
		events := l.pass(slot)
		switch {
		case l.stop.on():
			return brokenOff
		case l.picks.Inexact:
			return "an exponential duration can be of any length"
		case l.picks.Many:
			return "of a pause there are more values than can be counted"
		case n%1024 == 1023:
			if why := l.exceeds(); why != "" {
				return why
			}
		}
		ways := float64(of)
		for _, k := range l.picks.Seen {
			ways *= float64(k)
		}
		l.keep(lot{weight: 1 / ways, seen: l.sees(who, events)}, events, before)
	}
	return ""
}

// pass goes the pass of a slot, or what stands in its place, or its part up to an interrupt.
func (l *lottery) pass(slot int) []engine.Event {
	if l.codec.Irqs {
		return l.course.run(l.cursor.Engine(), slot, &l.picks)
	}
	return l.cursor.Probe().Resume(slot, &l.picks)
}

// sees returns what happened in a step: bit 0 for a mark, and one for each law about what comes that came true.
func (l *lottery) sees(who int, events []engine.Event) (bits uint16) {
	if l.marks == nil {
		return l.monitor.look(l.cursor.Probe()) << 1
	}
	if who < 0 || l.begin.Policy() == program.RoundRobin {
		who = ranIn(events)
	}
	if l.marks.made(who, events) {
		bits = 1
	}
	return bits | l.monitor.look(l.cursor.Probe())<<1
}

// keep notes what a step has led to.
func (l *lottery) keep(d lot, events []engine.Event, before engine.Vector) {
	e := l.cursor.Engine()
	now := l.monitor.after(l.done)
	switch {
	case judge(e, events, l.law) != engine.NotEnded:
		d.to = chance.Fails
	case e.End().Kind == engine.NotEnded:
		d.to = l.enter(before, now)
	case l.monitor.brokenAt(now):
		d.to = chance.Fails
	default:
		d.to = chance.Ends
	}
	l.row = append(l.row, d)
}

// enter returns the number of the state that the cursor is in.
func (l *lottery) enter(before engine.Vector, done uint64) uint32 {
	if !l.cursor.Save(l.next, before) {
		records, rests := l.codec.Adopt(&l.news)
		l.cursor.Resolve(l.next, records, rests)
		l.cursor.Note(&l.news)
	}
	l.cursor.Canonical(l.next)
	clear(l.key)
	for k, x := range l.next {
		l.key[k/2] |= uint64(x) << (k % 2 * 32)
	}
	known := done | uint64(l.comes)<<mostFutures
	l.key[l.codec.Len/2] |= known << (l.codec.Len % 2 * 32)
	return l.first + uint32(l.set.insert(l.key, uint32(hash(l.key)>>32), noNode, l.stop))
}

// close ends the row of a state: ways to the same state, on which the same happens, are one edge, as likely as all of
// them.
func (l *lottery) close() {
	slices.SortFunc(l.row, func(a, b lot) int {
		if a.to != b.to {
			return int(int64(a.to) - int64(b.to))
		}
		if a.free != b.free {
			return map[bool]int{true: 1, false: -1}[a.free]
		}
		return int(a.seen) - int(b.seen)
	})
	begin := len(l.to)
	for _, d := range l.row {
		if n := len(l.to); n > begin && l.to[n-1] == d.to && l.seen[n-1] == d.seen && l.free[n-1] == d.free {
			l.weight[n-1] += d.weight
			continue
		}
		l.to, l.weight = append(l.to, d.to), append(l.weight, d.weight)
		l.seen, l.free = append(l.seen, d.seen), append(l.free, d.free)
	}
	l.row = l.row[:0]
	l.from = append(l.from, uint32(len(l.to)))
}

// watch makes the cursor's machine look at what the laws about what comes are about.
func (l *lottery) watch() {
	if l.monitor != nil {
		l.monitor.attach(l.cursor.Probe())
		l.done = l.monitor.begin(l.cursor.Engine().Fork(nil).Probe()).now
	}
}
