// Package engine is the step machine: it runs a scene one op at a time and says everything it does as events.
//
// There is one way in, Step (one op of one coroutine) and Do (a user's command), and one way out, a stream of flat
// Event values. An Engine has no clock, no goroutine and no global state; the same scene, commands and choices give
// the same events. It forks by copying a few slices, which is what stepping back and exploring stand on.
// What only a search through all futures needs stands apart, in Probe.
//
// The machine follows two texts: lecture notes on a bounded producer/consumer queue and a post on the four scheduler
// queues of NanoOs. Where they leave something open, a rule decides (program.Rules).
package engine

import (
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/queues"
)

// mutex is a lock's state.
type mutex struct {
	owner    int32 // slot, -1 free
	depth    int32
	deadline int64 // under deadline = "object"; 0 none
	dead     bool  // the owner has ended
	fn, num  int32 // the dead owner's name
	name     int32
	spin     bool
}

// cond is a condition's state; its waiters are its signal queue.
type cond struct {
	signals  int32 // pending, under woken = "run"
	deadline int64
}

// letter is a message in an inbox.
type letter struct {
	to    int32
	value int64
}

// Engine is a machine running one scene. The zero value is not usable; see New and Fork.
type Engine struct {
	prog     *program.Program
	code     []program.Op // prog.Ops and prog.Exprs, one load nearer
	exprs    []program.Expr
	rules    program.Rules
	policy   program.Policy
	quantum  int32
	fuel     int32
	limit    int32 // ops after which a pass is looked at: the quantum or the fuel
	clockNum int64
	clockDen int64

	step, pass, now int64
	fraction        int64 // of a tick, in clockDen parts
	running         int32 // slot, -1
	idleResumes     int32 // round robin: resumes in a row that changed nothing
	commandedAt     int32 // round robin: how many of them came before the last command, now or put off
	spinners        int32 // coroutines that are marked as spinning
	retests         bool  // round robin: the running coroutine was resumed only to test and yield again
	ops             int32 // done in this pass
	next            int32 // round robin: the slot to resume next
	rng             uint64
	items           int64 // numbered so far
	wasted, idle    int64
	end             End
	checkLaws       bool
	watch           *Watch // an explorer's, or nil; no state
	tracksItems     bool   // the scene names items or takes memory
	quiet           bool
	ranking         *ranking    // of priorities; nil: all are 0
	irq             *interrupts // nil: the scene knows of no interrupts
	neverEnds       bool        // a round robin that nobody ends
	chooses         bool        // the scene has ops whose object an index chooses
	watched         bool        // there are items, laws or rounds to look after
	heats           bool        // runHot may be taken
	plain, slow     bool        // the fast ways through may be taken; slow: never (for the test that compares them)
	lockNames       []uint16    // per mutex, condition and work queue: its object; shared by forks
	condNames       []uint16
	ringNames       []uint16
	hot             []hotOp // per op; shared by forks

	cors     []coroutine
	lives    []life
	locals   []int64 // prog.Locals a slot
	places   queues.Partition
	waits    queues.Partition // lock queues, then signal queues, then those of described objects; loose queue 0: none
	lists    queues.Partition // wait lists; loose queue 0: none
	timers   queues.Timers
	mutexes  []mutex // declared, then one a mailbox, then the scheduler's
	conds    []cond
	rings    []queues.Ring
	bufs     []queues.Ring // of the channels, by their number among the described objects
	vars     []int64
	counters []int64
	state    []int64 // numbers of the described objects, one object behind the other
	unheard  []int64 // per condition, then per wait list: the step of the last wake, where it found nobody, else 0
	numbers  []int32 // per function: the running number of its letter
	letters  []letter
	pending  []request // for the end of the pass
	agenda   []Command // for a time, in order of it
	forced   []int32   // alternatives that the user chose for the next choices
	decided  decided
	picks    *Choices
	heap     heap
	keys     *keying // of AppendKey; shared by forks
	hearer   Hearer  // an explorer who wants to know what becomes of laws; not copied

	out []Event
	n   int
}

// New boots a machine: it runs the scene's main. The error names a line of func script that is no command.
func New(p *program.Program) (*Engine, error) {
	s := p.Settings
	slots := min(max(s.Slots, 0), maxSlots)
	e := &Engine{
		prog: p, code: p.Ops, exprs: p.Exprs, rules: s.Rules, policy: s.Policy,
		quantum: int32(s.Quantum), fuel: int32(max(s.Fuel, 1)),
		clockNum: max(s.ClockNum, 0), clockDen: max(s.ClockDen, 1), running: -1, rng: s.Seed,
		checkLaws: len(p.Laws) > 0, tracksItems: p.UsesItems || p.UsesMemory,
	}
	e.chooses = slices.ContainsFunc(p.Ops, func(op program.Op) bool { return op.Kind == program.Choose })
	if e.policy != program.Prioritized {
		e.quantum = max(e.quantum, 1)
	}
	e.irq = newInterrupts(p)
	e.setLimit()
	e.setPlain()
	e.cors = make([]coroutine, slots)
	for i := range e.cors {
		e.cors[i] = coroutine{fn: -1, name: -1, was: -1, deadline: NoDeadline}
	}
	e.lives = make([]life, slots)
	e.locals = make([]int64, (slots+1)*p.Locals) // the last frame is main's
	boxes := 0
	if p.UsesMail {
		boxes = slots
	}
	e.mutexes = make([]mutex, len(p.Mutexes)+boxes+1) // the last is the lock of the scheduler's own mailbox
	for i := range e.mutexes {
		e.mutexes[i].owner = -1
		e.mutexes[i].spin = i < len(p.Mutexes) && p.Mutexes[i].Spin
	}
	e.heap = newHeap(p, slots)
	e.conds = make([]cond, len(p.Conds)+boxes)
	e.nameObjects()
	e.heatUp()
	e.unheard = make([]int64, len(e.conds)+len(p.Waitqs))
	e.places = *queues.NewPartition(slots, int(places))
	e.waits = *queues.NewLoose(slots, e.waitQueues())
	e.lists = *queues.NewLoose(slots, 1+len(p.Waitqs))
	e.timers = *queues.NewTimers(slots)
	e.rings = make([]queues.Ring, len(p.Queues))
	for i, q := range p.Queues {
		e.rings[i] = *queues.NewRing(q.Capacity)
	}
	e.bufs = newBufs(p)
	e.vars = make([]int64, len(p.Vars))
	for i, v := range p.Vars {
		e.vars[i] = v.Value
	}
	e.counters = make([]int64, len(p.Counters))
	for i := range p.Syncs {
		e.state = append(e.state, p.Syncs[i].State...)
	}
	e.numbers = make([]int32, len(p.Funcs))
	e.out = make([]Event, 64)
	if err := e.readScript(); err != nil {
		return nil, err
	}
	e.boot()
	return e, nil
}

// Program returns the scene's program.
func (e *Engine) Program() *program.Program { return e.prog }

// StepNumber returns the number of steps done; the boot is step 0.
func (e *Engine) StepNumber() int64 { return e.step }

// PassNumber returns the number of passes begun.
func (e *Engine) PassNumber() int64 { return e.pass }

// Time returns the clock in ticks.
func (e *Engine) Time() int64 { return e.now }

// RunningSlot returns the slot on the CPU, or -1 between passes.
func (e *Engine) RunningSlot() int { return int(e.running) }

// End says how the run ended; its Kind is NotEnded while it goes on.
func (e *Engine) End() End { return e.end }

// Rules returns the rules now in force.
func (e *Engine) Rules() program.Rules { return e.rules }

// Policy returns the scheduling policy now in force.
func (e *Engine) Policy() program.Policy { return e.policy }

// Quantum returns how many ops a pass has under the preemptive policy.
func (e *Engine) Quantum() int { return int(e.quantum) }

// NeverEnds lets a round robin go on for ever (or no longer). The array scheduler never notices that nothing
// can happen any more; by default the machine does, after two rounds that changed nothing.
func (e *Engine) NeverEnds(on bool) { e.neverEnds = on }

// Quiet turns events off or on. Steps then return none; nothing else changes.
func (e *Engine) Quiet(off bool) { e.quiet = off }

// Fork copies the machine into another, which may be nil or a used one whose memory is taken over. O(state).
func (e *Engine) Fork(into *Engine) *Engine {
	if into == nil {
		into = &Engine{}
	}
	old := *into
	*into = *e
	into.cors = append(old.cors[:0], e.cors...)
	into.lives = append(old.lives[:0], e.lives...)
	into.locals = append(old.locals[:0], e.locals...)
	into.places, into.waits, into.lists, into.timers = old.places, old.waits, old.lists, old.timers
	into.places.CopyFrom(&e.places)
	into.waits.CopyFrom(&e.waits)
	into.lists.CopyFrom(&e.lists)
	into.timers.CopyFrom(&e.timers)
	into.mutexes = append(old.mutexes[:0], e.mutexes...)
	into.conds = append(old.conds[:0], e.conds...)
	into.rings = resizeRings(old.rings, len(e.rings))
	for i := range e.rings {
		into.rings[i].CopyFrom(&e.rings[i])
	}
	into.bufs = resizeRings(old.bufs, len(e.bufs))
	for i := range e.bufs {
		into.bufs[i].CopyFrom(&e.bufs[i])
	}
	into.vars = append(old.vars[:0], e.vars...)
	into.counters = append(old.counters[:0], e.counters...)
	into.state = refill(old.state, e.state)
	into.unheard = append(old.unheard[:0], e.unheard...)
	into.numbers = append(old.numbers[:0], e.numbers...)
	into.letters = refill(old.letters, e.letters)
	into.pending = refill(old.pending, e.pending)
	into.forced = refill(old.forced, e.forced)
	into.agenda = refill(old.agenda, e.agenda)
	into.heap.copyFrom(&old.heap, &e.heap)
	if e.ranking != nil {
		into.ranking = e.ranking.copied(old.ranking)
	}
	if e.irq != nil {
		into.irq = e.irq.copied(old.irq)
	}
	into.out, into.n, into.picks, into.hearer = old.out, 0, nil, nil
	return into
}

// refill is append(into[:0], from...), quicker where there is nothing to copy, as mostly.
func refill[T any](into, from []T) []T {
	if len(from) == 0 {
		return into[:0]
	}
	return append(into[:0], from...)
}

func resizeRings(r []queues.Ring, n int) []queues.Ring {
	for len(r) < n {
		r = append(r, queues.Ring{})
	}
	return r[:n]
}

// Slots returns how many process slots the machine has.
func (e *Engine) Slots() int { return len(e.cors) }

// Check verifies every invariant of the machine and says which one is broken. It is for tests. O(state).
func (e *Engine) Check() error {
	for _, err := range []error{e.places.Check(), e.waits.Check(), e.lists.Check(), e.timers.Check()} {
		if err != nil {
			return err
		}
	}
	if err := e.checkCPU(); err != nil {
		return err
	}
	for s := range e.cors {
		if err := e.checkCoroutine(s); err != nil {
			return fmt.Errorf("slot %d (%s): %w", s, e.Name(s), err)
		}
	}
	spinning := int32(0)
	for s := range e.cors {
		if e.cors[s].has(spins) {
			spinning++
		}
	}
	if spinning != e.spinners {
		return fmt.Errorf("%d spin, and %d are counted", spinning, e.spinners)
	}
	for m := range e.mutexes {
		mu := &e.mutexes[m]
		// its callback never came back
		inUnlock := mu.owner >= 0 && (mu.dead || e.posting(mu.owner) || e.end.Kind == EndViolation)
		if (mu.owner < 0) != (mu.depth == 0) && !inUnlock {
			return fmt.Errorf("mutex %d has owner %d at depth %d", m, mu.owner, mu.depth)
		}
	}
	for _, err := range []error{e.checkHeap(), e.checkChans()} {
		if err != nil {
			return err
		}
	}
	if err := e.checkLoans(); err != nil {
		return err
	}
	for i := range e.rings {
		if err := e.rings[i].Check(); err != nil {
			return err
		}
	}
	return nil
}

func (e *Engine) checkCoroutine(s int) error {
	c := &e.cors[s]
	place := Place(e.places.Queue(s))
	_, timed := e.timers.At(s)
	switch {
	case (c.fn < 0) != (place == Free):
		return fmt.Errorf("function %d on %s", c.fn, place)
	case c.fn >= 0 && (c.pc < 0 || int(c.pc) >= len(e.prog.Ops)):
		return fmt.Errorf("pc %d", c.pc)
	case timed && place != TimedWaiting:
		return fmt.Errorf("a timer on %s", place)
	case c.has(stale) && e.lists.Queue(s) == 0:
		return fmt.Errorf("a stale entry on no wait list")
	case place == Free && (e.waits.Queue(s) != 0 || e.lists.Queue(s) != 0 && !c.has(stale)):
		return fmt.Errorf("free, yet on a wait queue")
	case place == Waiting && c.wait == OnNothing && !c.has(orphan):
		return fmt.Errorf("waits for nothing")
	case c.has(spins) && (place != Ready && place != Running || e.prog.Ops[c.pc].Kind != program.Lock ||
		!e.mutexes[e.spunOn(int32(s))].spin):
		return fmt.Errorf("marked as spinning on %s", place)
	case place == Free && s == int(e.running):
		return fmt.Errorf("free, yet on the CPU")
	}
	return nil
}
