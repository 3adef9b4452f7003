package explore

import (
	"fmt"
	"unsafe"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/chance"
	"github.com/quartet-os/quartet/engine/program"
)

// lottery goes through the states of a scene as a search does, and notes with each edge how likely it is. It is a
// search of its own: it goes on where something fails, takes nobody for done whose twin was, and needs no order.
//
// States are those of the search where that keeps the chances. Coroutines that nothing tells apart lead to states that
// nothing tells apart, so that states with names and without have the same chances (the chain is lumpable). So have
// ops that no future can tell apart. At grain op an op that nobody notices is a step of its own, so that those are told
// apart which have another number of such ops ahead.
type lottery struct {
	opt    *Options
	stop   *stop
	begin  *engine.Engine // as it is explored, not as it was asked about
	law    *program.Program
	codec  *engine.Codec
	cursor *engine.Cursor
	news   engine.News
	picks  engine.Choices
	course course // goes passes where interrupts may come

	set   shard  // the states: each a vector, what is known of laws about what comes, and the next interrupt
	first uint32 // the number of the first of them: 1 where the first step is in mid-pass, else 0
	depth int
	level uint32 // the first state that is further away

	state engine.Vector // at hand: read by load
	done  uint64        // its bit of each law about what comes, see monitor
	comes int           // the interrupt that has to come next, in mid-pass, counted from 1; 0: none
	next  engine.Vector // where a step leads
	key   []uint64
	slots []int

	graph   chance.Chain // Free is empty where every edge is a pass
	seen    []uint16     // by edge: what happened on it, a bit for each question
	row     []lot        // of the state at hand
	marks   *marker      // nil: livelock is not asked
	monitor *monitor

	outgrown bool // a limit was reached
}

// newLottery stands at the beginning. each says that an op that nobody notices is a step of its own.
func newLottery(start *engine.Engine, opt *Options, each bool, stop *stop) (*lottery, error) {
	l := &lottery{opt: opt, stop: stop, begin: start.Fork(nil)}
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
	if l.begin.End().Kind == engine.NotEnded { // else nobody asks under which policy
		if err := v.prepare(l.begin); err != nil {
			return nil, err
		}
	}
	notice := engine.Notice{Everything: opt.everything || !l.begin.Probe().Kept(), Each: each}
	if l.law == nil && !opt.Safety {
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
	words := (l.codec.Len + 2) / 2
	l.set = newShard(words)
	l.state, l.next = make(engine.Vector, l.codec.Len), make(engine.Vector, l.codec.Len)
	l.key = make([]uint64, words)
	l.picks.Stop, l.picks.Terse = stop.on, true
	l.course = course{grain: opt.Grain, stop: l.interrupted}
	return l, nil
}

// walk goes through all states. It says why where it could not.
func (l *lottery) walk() (why string) {
	l.graph.From = append(l.graph.From, 0)
	l.cursor.Note(&l.news)
	if l.over() {
		return ""
	}
	l.cursor.Follow(l.begin)
	l.watch()
	if l.begin.Probe().Engaged() {
		why = l.midway()
	} else {
		l.enter(nil, l.done)
	}
	for i := 0; i < l.set.n && why == ""; i++ {
		if why = l.limits(i); why == "" {
			why = l.expand(i)
		}
	}
	return why
}

// midway goes the rest of the pass that the machine is in the middle of. What stands before it is state 0.
func (l *lottery) midway() (why string) {
	l.first, l.level = 1, 1
	l.slots = l.begin.Probe().Raisable(append(l.slots, -1))
	for i := 0; i < len(l.slots) && why == ""; i++ {
		why = l.run(l.slots[i], len(l.slots), func() { l.cursor.Follow(l.begin); l.watch() }, nil)
	}
	l.close()
	return why
}

// over notes a run that is over before anybody runs.
func (l *lottery) over() bool {
	v := Verdict{law: l.law}
	if !v.atOnce(l.begin) {
		return false
	}
	l.graph.Start = chance.Ends
	if v.Answer == Fails || l.law == nil && l.monitor.begin(l.begin.Fork(nil).Probe()).broken() {
		l.graph.Start = chance.Fails
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
		l.opt.Progress(Progress{States: int64(l.set.n), Transitions: int64(len(l.graph.To)), Depth: l.depth})
	}
	return l.exceeds()
}

// exceeds says which limit was reached.
func (l *lottery) exceeds() string {
	bytes := l.set.bytes() + int64(cap(l.graph.To))*edgeBytes + int64(cap(l.row))*int64(unsafe.Sizeof(lot{})) +
		l.codec.Bytes() + needs(l.begin, 1)
	switch {
	case l.stop.on():
		return brokenOff
	case int64(l.set.n) > l.opt.MaxStates:
		l.outgrown = true
		return "there are more than " + states(l.opt.MaxStates)
	case bytes+solving(l.set.n, len(l.graph.To)) > l.opt.MaxMemory:
		l.outgrown = true
		return fmt.Sprintf("the states, and what leads from one to another, take more than %d bytes", l.opt.MaxMemory)
	}
	return ""
}

// edgeBytes is what an edge takes: where it leads, how likely it is, what happened on it, and whether it is a pass.
const edgeBytes = 4 + 8 + 2 + 1

// solving is about the bytes that it takes to solve a graph.
func solving(states, edges int) int64 { return int64(states)*120 + int64(edges)*16 }

// load reads a state.
func (l *lottery) load(i int) {
	key := l.set.key(i)
	for k := range l.state {
		l.state[k] = uint32(key[k/2] >> (k % 2 * 32))
	}
	known := uint32(key[l.codec.Len/2] >> (l.codec.Len % 2 * 32))
	l.done, l.comes = uint64(known&(1<<mostFutures-1)), int(known>>mostFutures)
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

// watch makes the cursor's machine look at what the laws about what comes are about.
func (l *lottery) watch() {
	if l.monitor != nil {
		l.monitor.attach(l.cursor.Probe())
		l.done = l.monitor.begin(l.cursor.Engine().Fork(nil).Probe()).now
	}
}
