package panel_test

import (
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/panel"
)

// boundedBuffer is the text of the scene that the frames of these tests show.
const boundedBuffer = `// One mutex, two conditions, a loop around every wait. Nobody is ever lost.
package bounded_buffer

const (
	slots  = 9
	seed   = 7
	expect = "holds"
	goal   = "Fill the queue and let a producer wait."
)

var (
	m        mutex
	notEmpty cond
	notFull  cond
	work     = queue(4)
)

// producer makes an item now and then and waits while the queue is full.
func producer() {
	for {
		compute(2, 4)
		lock(m)
		for len(work) >= cap(work) {
			wait(notFull, m)
		}
		put(work)
		signal(notEmpty)
		unlock(m)
	}
}

// consumer takes an item and sleeps on it. It waits while
// the queue is empty.
func consumer() {
	for {
		lock(m)
		for len(work) == 0 {
			wait(notEmpty, m)
		}
		take(work)
		signal(notFull)
		unlock(m)
		sleep(7, 12)
	}
}

func main() {
	spawn(producer, 3)
	spawn(consumer, 2)
}
`

// Objects of the scene, in the order of its text.
const (
	objM = iota
	objNotEmpty
	objNotFull
	objWork
)

// Ops of the scene: one for each line that does something, for these tests.
const (
	opCompute = iota
	opLockP
	opTestP
	opWaitP
	opPut
	opSignalP
	opUnlockP
	opLockC
	opTestC
	opWaitC
	opTake
	opSignalC
	opUnlockC
	opSleep
)

func boundedProgram() *program.Program {
	p := &program.Program{Name: "bounded_buffer", Source: boundedBuffer, Expect: program.ToHold(),
		Moral:    "One mutex, two conditions, a loop around every wait. Nobody is ever lost.",
		Settings: program.Defaults()}
	p.Settings.Slots = 9
	p.Objects = []program.Object{
		{Name: "m", Class: program.MutexClass}, {Name: "notEmpty", Class: program.CondClass},
		{Name: "notFull", Class: program.CondClass, Index: 1}, {Name: "work", Class: program.QueueClass},
	}
	p.Mutexes = []program.Mutex{{Object: objM}}
	p.Conds = []int{objNotEmpty, objNotFull}
	p.Queues = []program.Queue{{Object: objWork, Capacity: 4}}
	line := func(text string, nth int) int {
		for i, l := range strings.Split(boundedBuffer, "\n") {
			if strings.TrimSpace(l) == text {
				if nth--; nth == 0 {
					return i + 1
				}
			}
		}
		panic(text)
	}
	p.Funcs = []program.Func{
		{Name: "producer", Letter: "p", Spawnable: true, First: line("func producer() {", 1), Role: program.Producer},
		{Name: "consumer", Letter: "c", Spawnable: true, First: line("func consumer() {", 1), Role: program.Consumer},
		{Name: "main", Letter: "m", First: line("func main() {", 1), Last: line("spawn(consumer, 2)", 1) + 1},
	}
	p.Funcs[0].Last = p.Funcs[1].First - 4
	p.Funcs[1].Last = p.Funcs[2].First - 2
	for i, s := range []string{"compute(2, 4)", "lock(m)", "for len(work) >= cap(work) {", "wait(notFull, m)",
		"put(work)", "signal(notEmpty)", "unlock(m)", "lock(m)", "for len(work) == 0 {", "wait(notEmpty, m)",
		"take(work)", "signal(notFull)", "unlock(m)", "sleep(7, 12)"} {
		nth, fn := 1, int32(0)
		if i >= opLockC {
			fn = 1
			if s == "lock(m)" || s == "unlock(m)" {
				nth = 2
			}
		}
		p.Ops = append(p.Ops, program.Op{Line: uint16(line(s, nth)), Dst: -1, Dst2: -1, A: -1, B: -1, X: -1, Y: -1})
		p.OwnerFn = append(p.OwnerFn, fn)
	}
	return p
}

// Slots of the moment.
const (
	p1 = iota
	p2
	p3
	c1
	c2
)

// lookMoment is the moment of the pictures: c1 has just signalled notFull.
func lookMoment() *panel.Frame {
	p := boundedProgram()
	s := &engine.Snapshot{Step: 163, Pass: 37, Time: 37, Running: c1, Quantum: 1}
	add := func(slot int, name string, fn int, place engine.Place, pc int32) *engine.CoroutineView {
		s.Coroutines = append(s.Coroutines, engine.CoroutineView{Slot: slot, Live: true, Name: name, Func: fn,
			Role: p.Funcs[fn].Role, Place: place, PC: pc, Line: int(p.Ops[pc].Line), Object: -1,
			Deadline: engine.NoDeadline, Listed: -1, Runs: 7})
		return &s.Coroutines[slot]
	}
	add(p1, "p1", 0, engine.Ready, opWaitP)
	s.Coroutines[p1].On, s.Coroutines[p1].Object = engine.OnMutex, objM
	add(p2, "p2", 0, engine.Waiting, opWaitP)
	s.Coroutines[p2].On, s.Coroutines[p2].Object, s.Coroutines[p2].Since = engine.OnCond, objNotFull, 34
	add(p3, "p3", 0, engine.Ready, opLockP)
	add(c1, "c1", 1, engine.Running, opUnlockC).Holds = []int{objM}
	c := add(c2, "c2", 1, engine.TimedWaiting, opSleep)
	c.On, c.Deadline, c.Since = engine.OnSleep, 40, 31
	for slot := 5; slot < 9; slot++ {
		s.Coroutines = append(s.Coroutines, engine.CoroutineView{Slot: slot,
			Name: "s" + string(rune('1'+slot)), Func: -1, Object: -1, Deadline: engine.NoDeadline, Listed: -1})
		s.Free = append(s.Free, slot)
	}
	s.Ready, s.Waiting, s.Timed = []int{p3, p1}, []int{p2}, []int{c2}
	s.Mutexes = []engine.MutexView{{Object: objM, Name: "m", Owner: c1, OwnerName: "c1", OwnerLive: true, Depth: 1}}
	s.Conds = []engine.CondView{
		{Object: objNotEmpty, Name: "notEmpty"},
		{Object: objNotFull, Name: "notFull", SignalQueue: []int{p2}},
	}
	s.Queues = []engine.QueueView{{Object: objWork, Name: "work", Items: []int64{7, 8, 9}, Max: 4,
		WaitToPut: []int{p2}}}
	return &panel.Frame{
		Scene: "bounded-buffer", Program: p, Now: s, Track: lookTrack(), Story: lookStory(),
		Events: []engine.Event{
			{Step: 163, Time: 37, Who: c1, Arg: 1, Told: engine.Told{PC: opSignalC, Kind: engine.Did,
				From: uint8(program.Signal), Object: objNotFull}},
			{Step: 163, Time: 37, Who: p1, Arg: c1, Told: engine.Told{PC: engine.NoPC, Kind: engine.Moved,
				From: uint8(engine.Waiting), To: uint8(engine.Ready), Result: uint8(engine.BySignal),
				Object: objNotFull}},
		},
		Position: 163, Length: 163, Selected: -1, Listing: -1, Completion: -1, Keys: lookKeys(),
	}
}

func lookKeys() []panel.KeyHint {
	return []panel.KeyHint{{"space", "step"}, {"enter", "pass"}, {"n", "next"}, {"r", "run"}, {"◂ ▸", "time"},
		{"p", "producer"}, {"c", "consumer"}, {"t", "timeout"}, {"w", "why"}, {"a", "all schedules"}, {"?", "all"}}
}

func lookStory() []panel.Sentence {
	tell := func(step int64, who int, name string, place engine.Place, text string) panel.Sentence {
		role := program.Producer
		if name[0] == 'c' {
			role = program.Consumer
		}
		return panel.Sentence{Step: step, Who: who, Name: name, Role: role, Place: place, Text: text}
	}
	return []panel.Sentence{
		tell(153, p1, "p1", engine.Running, "sees the queue full: 4 of 4."),
		tell(154, p1, "p1", engine.Waiting, "waits for notFull and leaves m."),
		tell(155, p2, "p2", engine.Waiting, "takes m, which is free."),
		tell(156, p2, "p2", engine.Waiting, "sees the queue full: 4 of 4."),
		tell(157, p2, "p2", engine.Waiting, "waits for notFull, behind p1, and leaves m."),
		tell(158, c1, "c1", engine.TimedWaiting, "wakes: its 9 ticks of sleep are over."),
		tell(159, p3, "p3", engine.Ready, "yields after computing."),
		tell(160, c1, "c1", engine.Running, "takes m, which is free."),
		tell(161, c1, "c1", engine.Running, "sees 4 items and leaves the loop."),
		tell(162, c1, "c1", engine.Running, "takes item 6: work holds 3 of 4."),
		tell(163, c1, "c1", engine.Running, "signals notFull. The callback moves p1, first in its queue, "+
			"WAITING to READY."),
	}
}

func lookTrack() panel.Timeline {
	rows := [5]string{
		"RrrrrRrrRrrrrRrrRrrRrrrRrrrRrrRrrRwwr",
		"rRrrrrRrrrRrrrRrrRrrRrrrRrrrRwwrrrRww",
		"rrRrrrrRrrrRrrrRrrRrrRrrrrRrrRrrRrrRr",
		"rrrRwwrrrRtttttttttttrrrrRtttttttttrR",
		"rrrrRwwwrrrrRttttttrrrRttttttrrRttttt",
	}
	t := panel.Timeline{Scale: session.APass, Now: len(rows[0]) - 1, Slots: []int{p1, p2, p3, c1, c2}}
	for i := range rows[0] {
		col := panel.Column{Pass: int64(i + 1), Step: int64(163 - (36-i)*4), Running: -1}
		for slot, r := range rows {
			place := map[byte]engine.Place{'R': engine.Running, 'r': engine.Ready, 't': engine.TimedWaiting,
				'w': engine.Waiting}[r[i]]
			if place == engine.Running {
				col.Running = slot
			}
			col.Places = append(col.Places, place)
		}
		t.Columns = append(t.Columns, col)
	}
	return t
}
