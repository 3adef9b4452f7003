package kernel

import "github.com/quartet-os/quartet/engine/program"

// Word is a machine model: how many bytes the things that a coroutine object is made of take on it. Sizes are
// those of the members; a compiler's padding is not counted.
type Word struct {
	Name    string
	Pointer int
	Int     int // and enumerations
	Context int // a jmp_buf
}

// Words returns the two models: the microcontroller that NanoOs was written on (AVR: a context is 23 bytes in its C
// library), and a 32-bit one (ARM: 23 words).
func Words() [2]Word {
	return [2]Word{{"16-bit", 2, 2, 23}, {"32-bit", 4, 4, 92}}
}

// Stack sizes of a NanoOs process in bytes, at least: before the four queues, and since the days in which the coroutine
// object grew (December 2024).
const (
	StackBefore = 512
	StackNow    = 320
)

// Part is a part of what a coroutine costs.
type Part struct {
	Name  string
	Added bool // it came with the four queues; the rest the round robin scheduler had as well
	Once  bool // it is there once for all coroutines

	pointers, ints, contexts, bytes int
}

// Size returns a part's bytes on a machine.
func (p *Part) Size(w Word) int {
	return p.pointers*w.Pointer + p.ints*w.Int + p.contexts*w.Context + p.bytes
}

// The parts that a screen shows beside a field; see Parts.
const (
	PartPlace     = "state"
	PartMutex     = "blocking mutex"
	PartCond      = "blocking condition"
	PartLock      = "lock links"
	PartSignal    = "signal links"
	PartDeadline  = "deadline"
	PartMessages  = "messages"
	PartMailLock  = "their lock"
	PartContexts  = "contexts"
	PartGuards    = "guards"
	PartRest      = "id, list, argument"
	PartCallbacks = "callbacks"
	PartState     = "state pointer"
)

// timeBytes is a deadline: a count of nanoseconds.
const timeBytes = 8

// Parts lists what a coroutine object is made of under the given rules, in the manner of NanoOs's (its structure of 29
// December 2024): each coroutine carries a condition and a lock of its own for its messages, which grow as well when
// mutexes and conditions do. The rule deadline says where deadlines are kept: in the waiter, in what it waits for, or
// nowhere.
func Parts(r program.Rules) []Part {
	own, objects := 0, 0
	switch r[program.RuleDeadline] {
	case program.DeadlineWaiter:
		own = timeBytes
	case program.DeadlineObject:
		objects = 2 * timeBytes // in the message condition and in the message lock
	}
	return []Part{
		{Name: PartPlace, ints: 1},
		{Name: PartMutex, Added: true, pointers: 1},
		{Name: PartCond, Added: true, pointers: 1},
		{Name: PartLock, Added: true, pointers: 2},
		{Name: PartSignal, pointers: 2},
		{Name: PartDeadline, Added: true, bytes: own},
		// Its list (2 pointers), its condition (3 pointers, 2 counts), its lock (2 pointers, 2 numbers).
		{Name: PartMessages, pointers: 7, ints: 4},
		{Name: PartMailLock, Added: true, pointers: 1, bytes: objects}, // what lock and condition grew by
		{Name: PartContexts, contexts: 2},
		{Name: PartGuards, Added: true, bytes: 8},
		{Name: PartRest, pointers: 2, bytes: 1},
		{Name: PartCallbacks, Added: true, Once: true, pointers: 2},
		{Name: PartState, Added: true, Once: true, pointers: 1},
	}
}

// Cost adds up what one coroutine object takes: all of it, and what of it came with the four queues.
func Cost(parts []Part, w Word) (all, added int) {
	for i := range parts {
		if parts[i].Once {
			continue
		}
		n := parts[i].Size(w)
		all += n
		if parts[i].Added {
			added += n
		}
	}
	return all, added
}
