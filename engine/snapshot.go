package engine

import (
	"iter"
	"slices"
	"strconv"

	"github.com/quartet-os/quartet/engine/program"
)

// Blocker says what a coroutine waits for.
type Blocker uint8

// The blockers.
const (
	OnNothing Blocker = iota
	OnMutex
	OnCond
	OnSleep
	OnCompute // computes in parallel (tick = "idle")
	OnList    // a wait list
	OnMail    // a message
	OnAnswer  // an answer
	OnSync    // an object that the table of program describes
	OnEnd     // the end of a coroutine
	OnChan    // one of the channels that its op is at
	OnIrq     // a handler: its interrupt
)

// NoDeadline is the deadline of a coroutine or object that has none.
const NoDeadline = int64(-1)

// CoroutineView is one process slot as a screen shows it.
type CoroutineView struct {
	Slot     int
	Live     bool   // false: the slot is on FREE
	Name     string // p1, c2, A; "s4" for a free slot
	Func     int    // index in Program.Funcs, -1 when free
	Role     program.Role
	Daemon   bool
	Place    Place
	PC       int32 // the op it does next (or goes on with)
	Last     int32 // the op that it did last, -1 for none
	Line     int
	On       Blocker // what it waits for; kept until it has it, so a woken lock waiter on READY still shows OnMutex
	Object   int     // index in Program.Objects of what it waits for, -1
	Answered bool    // what it waits for has come: an answer, a permit, an end, a mutex; it takes it when it runs next
	Awaits   int64   // the number of the item whose answer it waits for, 0 for none
	Kept     bool    // that item has no answer, and lies nowhere but in variables of coroutines
	Keepers  []int   // theirs: slots of the others who can get hold of it
	Deadline int64   // tick, NoDeadline
	Since    int64   // tick at which its wait began
	Left     int     // passes of computing left
	Holds    []int   // objects that it owns, in declaration order: mutexes, then locks of readers and writers
	Listed   int     // object of the wait list it is on, -1
	Locals   []int64 // by Program.Funcs[Func].Locals
	Spins    int64   // failed spins so far
	Runs     int64   // passes so far
	Inbox    []int64 // messages, front first
	Signals  int     // process signals that wait to be handled
	Zombie   bool    // it was killed, and has its slot until its turn (killed = "ready")
	Uses     int64   // how often the slot was given to a coroutine, this one included
	Handle   int64   // by which the scene's variables name it, 0 for a free slot
	Priority int     // that it was given
	Level    int     // at which it runs under policy = "priority": its priority, or what another lends it
	Lender   int     // slot of who lends it that, -1
	Lent     int     // the mutex that the lender waits for, -1
}

// Leveled reports whether the coroutines on READY are on several levels, or on one other than 0, and that counts.
func (s *Snapshot) Leveled() bool {
	return s.Policy == program.Prioritized &&
		slices.ContainsFunc(s.Ready, func(slot int) bool { return s.Coroutines[slot].Level != 0 })
}

// Turns lists those on READY in the order in which they come next: under policy = "priority" level by level, from the
// highest, or, where levels take turns, from the one whose turn it is. The slice may be Ready itself.
func (s *Snapshot) Turns() []int {
	if !s.Leveled() {
		return s.Ready
	}
	turns := slices.Clone(s.Ready)
	slices.SortStableFunc(turns, func(a, b int) int { return s.behind(b) - s.behind(a) })
	return turns
}

// behind says how far from its turn the level of a slot is: the more, the earlier it comes.
func (s *Snapshot) behind(slot int) int {
	level := s.Coroutines[slot].Level
	if s.InRounds && level > s.Turn {
		level -= 4 * program.MaxPriority // in the next round
	}
	return level
}

// Next returns who comes next of those on READY, -1 for nobody. O(ready).
func (s *Snapshot) Next() int {
	next := -1
	if s.GoesOn {
		return s.Interrupted
	}
	for _, slot := range s.Ready {
		if next < 0 || s.Policy == program.Prioritized && s.behind(slot) > s.behind(next) {
			next = slot
		}
	}
	return next
}

// Waits reports whether a slot that is ready has to wait for another level under policy = "priority".
func (s *Snapshot) Waits(slot int) bool {
	next := s.Next()
	return s.Policy == program.Prioritized && next >= 0 && s.Coroutines[slot].Level != s.Coroutines[next].Level &&
		slot != s.Interrupted
}

// Sliced reports whether the end of a quantum takes the CPU from a slot.
func (s *Snapshot) Sliced(slot int) bool {
	return (s.Policy == program.Preemptive || s.Policy == program.Prioritized) && s.Quantum > 0 &&
		(s.Rules[program.RulePreempt] != program.PreemptUsers || s.Coroutines[slot].Priority <= 0)
}

// Links is how the queues hold the coroutine of a slot, as a kernel's structure has it.
type Links struct {
	Place        Place
	On           Blocker // what it waits for, and its index in Program.Objects, -1 for none
	Object       int
	Lock, Signal bool  // it stands in a lock queue, in a signal queue
	Next, Prev   int   // the slots behind and before it there, -1 for nobody
	Deadline     int64 // its own, or that of what it blocks on, where the rules keep it there; NoDeadline
	Uses         int64 // how often the slot was given to a coroutine
}

// MutexView is a mutex or spinlock.
type MutexView struct {
	Object    int
	Name      string
	Spin      bool
	Recursive bool
	Timed     bool
	Owner     int    // slot, -1
	OwnerName string // "" when free; an ended owner keeps its name
	OwnerLive bool
	Depth     int
	LockQueue []int // slots, front first
	Deadline  int64 // under deadline = "object": the one deadline of this mutex, 0 for none
}

// CondView is a condition.
type CondView struct {
	Object      int
	Name        string
	Signals     int // pending signals that no waiter has taken yet
	SignalQueue []int
	Deadline    int64
}

// ListView is a wait list (a waitq's).
type ListView struct {
	Object  int
	Name    string
	Queue   []int
	Carried []int64 // labels of the items that the entries carry, 0 for none; empty where the scene names no items
}

// QueueView is a bounded work queue. Items are listed front first (a stack's top is its front).
type QueueView struct {
	Object     int
	Name       string
	Stack      bool
	Items      []int64
	Values     []int64 // what is kept in the items, where the scene looks at values; else nil
	Max        int
	WaitToPut  []int // slots asleep on a condition or wait list whose next queue op is a put here
	WaitToTake []int
}

// Text names an item of the queue by its number, and by what is kept in it: #3, or #3=7.
func (q *QueueView) Text(i int) string {
	name := "#" + strconv.FormatInt(q.Items[i], 10)
	if i < len(q.Values) {
		name += "=" + strconv.FormatInt(q.Values[i], 10)
	}
	return name
}

// VarView is a shared variable or a counter.
type VarView struct {
	Object int
	Name   string
	Type   program.Type
	Value  int64
}

// ItemView is an item as a screen shows it. Items that only a forgotten variable holds are left out as soon as the
// machine notices.
type ItemView struct {
	Label    int64  // its number for the eye
	Maker    string // "" for the boot; an ended maker keeps its name
	Slot     int    // of the maker while it lives, -1
	Holder   int    // slot of who made or took it last, -1 while it is in a queue
	Queued   bool
	Finished bool // dropped, answered, or processed
	Way      Way  // how its maker is told; WayLater: by await or poll
	Answered bool
	Result   program.Result
	Value    int64 // what is kept in it, where the scene looks at values
	Freed    bool  // dropped, or taken without a name: nobody may look into it, where the scene looks at values
}

// MemoryView is a piece of memory that was taken and not given back.
type MemoryView struct {
	Label int64
	Taker string
	Line  int   // of the alloc
	Value int64 // what is kept in it, where the scene looks at values
}

// Snapshot is the whole state as a reader may see it. It shares nothing with the engine.
type Snapshot struct {
	Step, Pass, Time int64
	Running          int       // slot, -1
	Under            int       // slot of whom the handler that runs has interrupted, -1
	Masked           bool      // interrupts are disabled
	Irqs             []IrqView // handlers of interrupts, as declared
	Free             []int
	Ready            []int
	Waiting          []int
	Timed            []int // in queue order; a screen sorts by deadline
	Coroutines       []CoroutineView
	Mutexes          []MutexView
	Conds            []CondView
	Lists            []ListView
	Syncs            []SyncView
	Ends             []EndView // of coroutines whose end somebody waits for
	Queues           []QueueView
	Vars             []VarView
	Counters         []VarView
	Mailboxes        []MutexView // lock of each slot's mailbox, where the scene uses messages
	MailConds        []CondView
	Items            []ItemView   // where the scene names items
	Memory           []MemoryView // taken and not given back
	Pending          []string     // commands that wait for the end of a pass
	Wasted           int64        // resumes that found nothing to do (round robin)
	IdlePasses       int64
	Rules            program.Rules
	Policy           program.Policy
	Quantum          int
	InRounds         bool // the levels of READY take turns (levels = "rounds")
	Turn, TurnLeft   int  // the level whose turn it is, and the runs that it has still; 0 where nobody is ready
	Interrupted      int  // slot of who was interrupted in the pass before and may go on with its run; -1
	GoesOn           bool // and does: it was said to run next
	End              End
}

// IrqView is a handler of interrupts.
type IrqView struct {
	Slot    int    // -1: it was killed
	Name    string // of its coroutine
	Left    int    // how often its interrupt may still come
	Pending bool   // the user has raised it: it comes with the next step
}

// Of returns the slot of a coroutine variable's value; -1 for none, and for a coroutine that has ended. O(1).
func (s *Snapshot) Of(handle int64) int {
	slot, _ := SlotOf(handle)
	if slot < 0 || slot >= len(s.Coroutines) || s.Coroutines[slot].Handle != handle {
		return -1
	}
	return slot
}

// SyncView is an object of a class that the table of program describes in full.
type SyncView struct {
	Object int
	Name   string
	Class  program.Class
	State  []int64 // its numbers, as ClassRow.State names them
	Queue  []int   // slots, front first

	// Of a channel: what lies in it, front first, items by their numbers; what it carries, and that this is nothing
	// but the empty struct; and who of its queue would send: the others would receive, a select that would do
	// either is among both.
	Values  []int64
	Elem    program.Type
	Unit    bool
	Senders []int

	// Holders are the slots of those who hold a lock of readers and writers: who read, or the one who writes. Holds
	// says how often each reads under it, or program.Writing.
	Holders []int
	Holds   []int64
}

// EndView is a coroutine whose end others wait for.
type EndView struct {
	Object int // behind the declared objects and the mailboxes, see Program.EndObject
	Slot   int
	Name   string
	Queue  []int // slots, front first
}

// Waitable is a declared object, or the end of a coroutine, that coroutines wait for, whatever it is otherwise.
type Waitable struct {
	Object   int
	Name     string
	Class    program.Class
	On       Blocker // of those who wait for it
	Queue    []int   // slots, front first; it belongs to the snapshot
	Deadline int64   // under deadline = "object": its one deadline, 0 for none
}

// Waitables goes through all declared objects that somebody can wait for: mutexes, conditions, wait lists, then the
// described ones, each as declared; behind them the ends that somebody does wait for.
func (s *Snapshot) Waitables() iter.Seq[Waitable] {
	return func(yield func(Waitable) bool) {
		for i := range s.Mutexes {
			v := &s.Mutexes[i]
			if !yield(Waitable{v.Object, v.Name, program.MutexClass, OnMutex, v.LockQueue, v.Deadline}) {
				return
			}
		}
		for i := range s.Conds {
			v := &s.Conds[i]
			if !yield(Waitable{v.Object, v.Name, program.CondClass, OnCond, v.SignalQueue, v.Deadline}) {
				return
			}
		}
		for i := range s.Lists {
			v := &s.Lists[i]
			if !yield(Waitable{v.Object, v.Name, program.WaitqClass, OnList, v.Queue, 0}) {
				return
			}
		}
		for i := range s.Syncs {
			v := &s.Syncs[i]
			on := OnSync
			if v.Class == program.ChanClass {
				on = OnChan
			}
			if !yield(Waitable{v.Object, v.Name, v.Class, on, v.Queue, 0}) {
				return
			}
		}
		for i := range s.Ends {
			v := &s.Ends[i]
			if !yield(Waitable{v.Object, v.Name, program.CoroutineClass, OnEnd, v.Queue, 0}) {
				return
			}
		}
	}
}

// Waitable gives the declared object, or the end, that a coroutine waits for, by its number; false for any other.
func (s *Snapshot) Waitable(object int) (Waitable, bool) {
	for w := range s.Waitables() {
		if w.Object == object {
			return w, true
		}
	}
	return Waitable{}, false
}
