package engine

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/program"
)

// What stands for whoever is no coroutine, where an event says who asked for something.
const (
	ByTheUser   = -1 // or the scheduler
	ByTheScript = -2 // the scene's func script
	ByTheAnswer = -3 // a schedule that the explorer found and that was laid out
)

// EventKind says what an event tells.
type EventKind uint8

// The kinds of events. Slot numbers count from 0; -1 stands for the scheduler or the user, -2 and
// -3 for the scene's script and an answer's schedule.
const (
	// NoEvent is the zero kind; the engine never emits it.
	NoEvent EventKind = iota
	// Did tells one op of coroutine Who: PC is the op, From its program.Kind, To an Outcome, Result what it
	// gave back, Arg its value (item number, value read or stored, number woken, passes left, this one
	// included; of a wait 1 when it took a signal; of a sleep that is over its length, of computing that is
	// over 1; 0 where there was none), Object what it was done to: of a signal that has its monitor back, the
	// mutex.
	Did
	// Moved tells the one and only change of place: Who goes from place From to the back of place To, for
	// Cause(Result), by coroutine Arg, through Object.
	Moved
	// Joined tells that Who joined the lock queue, signal queue or wait list of Object; at its back, or with
	// Arg 1 at its front. With Arg 2 a kill brought it back to the queue that had forgotten it.
	Joined
	// Left tells that Who left the queue of Object; with Arg 1 the queue has forgotten it, with Arg 2 it was
	// a stale entry on a wait list, on which a wakeup was spent.
	Left
	// Called tells that Who's op on Object called a scheduler callback: From is the program.Kind of the op;
	// Arg is the depth of nested calls (1 in all but the message exhibit).
	Called
	// Searched tells that a callback or a kill looked at Who on place From and moved on to the next (rotating removal);
	// with Arg 1 it put it to the back of that place, with 0 it found there nobody to take out.
	Searched
	// Reordered tells that Who, already on READY, was moved to its back by a further wake through Object, or
	// to its front by a command (Arg 1), the Verb From; To says who gave it, as for Commanded.
	Reordered
	// Ticked tells that the clock went on by Arg ticks with nothing ready.
	Ticked
	// Wasted tells that the round robin scheduler resumed slot Who for nothing: a free one (From is Free).
	Wasted
	// Spawned tells that a coroutine was started in slot Who: Object is the index of its function, PC the
	// index of its given name plus 1 (or 0), Arg its running number, From 1 for a daemon. A Moved from FREE
	// to READY follows.
	Spawned
	// Refused tells that something asked for was not done and changed nothing: Result is a Reason, Who who
	// asked, From the Verb of what was put off.
	Refused
	// Owned tells that mutex Object now belongs to Who at depth Arg without an op of Who (handoff, Hoare);
	// with Who -1 it was released by force (kill).
	Owned
	// Posted tells that command From of Who waits for the end of the pass (commands per pass).
	Posted
	// Commanded tells that the user's command From (a Verb) on Who, Object, Arg was carried out; with To 1 it was one
	// of the scene's script, with To 2 of a schedule that was laid out.
	Commanded
	// Switched tells that rule Object now has token Arg.
	Switched
	// Cycled tells that Who closed a cycle of coroutines and locks: Object is the mutex it waits for, or the
	// spinlock it spins on, Arg that lock's owner; or Object stands for the end of coroutine Arg. With From 1 Arg waits
	// for the lock Object as well, and comes first.
	Cycled
	// Orphaned tells that Who ended while it owned mutex Object.
	Orphaned
	// Broke tells that law Arg does not hold.
	Broke
	// Came tells the end of the run: From is an Ending.
	Came
	// Answered tells that item Arg was answered with Result: Who made it (-1: not alive), From is the Way
	// that the answer goes, and Object the function that is called with it, if one is.
	Answered
	// Handled tells that Who begins to handle the process signal of item Arg's answer Result, in function Object.
	Handled
	// Lost tells that item Arg (From 1: memory Arg) is out of everyone's reach; Who made it, PC is the op
	// after which (memory: by which) it happened, where that is known.
	Lost
	// Large tells the Arg of the event that follows, of the same Who, where it has more than 32 bits; see
	// Event.Large and ArgOf. That event's own Arg is then the nearest number that fits.
	Large
	// Became tells that number From of the described Object, by its place in the class's State, is Arg now. It
	// comes before the Did of the op that changed it.
	Became
	// Passed tells, behind Spawned, the value Arg of argument PC of Who, an index in the Args of its function.
	Passed
	// Ranked tells that Who has priority Arg now; with To 1 the event before it says so.
	Ranked
	// Lent tells that Who runs at another level: at Level, which Arg lends it, who waits for mutex Object; with Object
	// NoObject at its own priority, Level, again.
	Lent
	// Holding tells, before the Did of the op that makes it, the value Arg of an item or a piece of memory.
	Holding
	// Placed tells, before the Did of an op of Who on work queue Object, which position in it the op is about: Arg,
	// counted from the item that is taken next.
	Placed
	// Chose tells, before the Did of Who's op PC, how a choice was made that a command or an explorer decides: From is
	// a Chosen, Arg what was chosen; To says who gave the command, as for Commanded.
	Chose
)

// Outcome says how an op ended.
type Outcome uint8

// The outcomes.
const (
	Done    Outcome = iota // the op is finished
	Blocked                // the coroutine left the CPU and the op goes on later
	Yielded                // the coroutine left the CPU and stays ready
	// the op broke a rule and ended the run; with result busy: it would have slept with a spinlock held
	Failed
)

// Cause says why a coroutine changed its place.
type Cause uint8

// The causes.
const (
	NoCause           Cause = iota
	ByDispatch              // READY to RUNNING: the scheduler took the front
	ByYield                 // gave up the CPU
	ByCompute               // yields between passes of computing
	BySpin                  // found a spinlock taken
	ByQuantum               // its quantum expired
	ByLock                  // blocks on mutex Object
	ByWait                  // blocks on condition Object
	BySleep                 // sleeps
	ByPark                  // sleeps on a wait list
	ByReceive               // waits for a message
	ByAwait                 // waits for an answer
	ByEnd                   // ended
	ByKill                  // was killed by Arg (-1: the user, -2: the script, -3: an answer)
	BySpawn                 // was spawned by Arg
	ByBoot                  // was spawned before pass 1
	ByUnlock                // the unlock callback, called by Arg's unlock (or wait) of Object
	BySignal                // the signal callback, called by Arg's signal of Object
	ByBroadcast             // the same for a broadcast
	ByTimeout               // its deadline was reached
	ByWakeup                // Arg's wakeup of wait list Object
	ByMessage               // Arg sent it a message
	ByAnswer                // Arg answered its item
	ByInjectedTimeout       // the user let its deadline be reached
	ByInjectedWake          // the user woke it for no reason (a spurious wakeup)
	ByNewDeadline           // the user gave it a deadline: WAITING to TIMED-WAITING
	ByRetest                // round robin resumed it to test and yield again
	ByReturnValue           // ended, but the value it returned was taken for a yield value
	ByBlock                 // waits for described object Object
	ByRelease               // Arg's op on Object let it go on
	ByJoin                  // waits for the end of the coroutine that Object stands for
	ByJoined                // Arg has ended, as it waited for
	ByInterrupt             // its interrupt comes, on top of coroutine Arg (-1: between two passes)
	ByReturn                // a handler that is done: Arg goes on where it was (-1: nobody does)
	ByDeclare               // a handler that main declares waits for its interrupt
	causes
)

// CauseRow is what there is to know of a cause. What is empty needs no word in the table.
type CauseRow struct {
	Name   string // in traces
	Stop   string // as the end of a pass, for programs
	Brief  string // where there is little room
	Leaves string // why somebody left the CPU, with %s for the object
	Plain  string // a sentence
	Turn   bool   // nothing but the CPU went on to another, or will
	Wakes  bool   // another coroutine lets it go on
	Calls  bool   // by the verb of that name, called on the object
}

// causeTable is only read.
var causeTable = [causes]CauseRow{
	ByDispatch: {Name: "dispatch", Plain: "The scheduler takes the front of READY.", Turn: true},
	ByYield: {
		Name: "yield", Stop: "yield", Brief: "yields", Leaves: "yields",
		Plain: "It gives up the CPU.", Turn: true,
	},
	ByCompute: {
		Name: "compute", Stop: "compute", Brief: "computes", Leaves: "yields while computing",
		Plain: "It goes on computing in a later pass.", Turn: true,
	},
	BySpin: {
		Name: "spin", Stop: "spin", Brief: "spins", Leaves: "spins on a lock that is taken",
		Plain: "The spinlock is taken.", Turn: true,
	},
	ByQuantum: {
		Name: "quantum", Stop: "quantum", Brief: "quantum over", Leaves: "its quantum is over",
		Plain: "Its quantum is over.", Turn: true,
	},
	ByLock: {
		Name: "lock", Stop: "lock", Brief: "lock", Leaves: "blocks on %s",
		Plain: "It waits for a mutex.",
	},
	ByWait: {
		Name: "wait", Stop: "wait", Brief: "wait", Leaves: "waits for %s",
		Plain: "It waits for a condition.",
	},
	BySleep: {Name: "sleep", Stop: "sleep", Brief: "sleeps", Leaves: "sleeps", Plain: "It sleeps."},
	ByPark: {
		Name: "park", Stop: "park", Brief: "parks", Leaves: "sleeps on %s",
		Plain: "It sleeps on a wait list.",
	},
	ByReceive: {
		Name: "receive", Stop: "receive", Brief: "receives", Leaves: "waits for a message",
		Plain: "It waits for a message.",
	},
	ByAwait: {
		Name: "await", Stop: "await", Brief: "awaits", Leaves: "waits for an answer",
		Plain: "It waits for an answer.",
	},
	ByEnd:             {Name: "end", Stop: "end", Brief: "ended", Leaves: "has ended", Plain: "It has ended."},
	ByKill:            {Name: "kill", Stop: "kill", Brief: "killed", Leaves: "is killed"},
	BySpawn:           {Name: "spawn", Brief: "spawned"},
	ByBoot:            {Name: "boot", Brief: "boot"},
	ByUnlock:          {Name: "unlock", Wakes: true, Calls: true},
	BySignal:          {Name: "signal", Stop: "signal", Wakes: true, Calls: true},
	ByBroadcast:       {Name: "broadcast", Stop: "signal", Wakes: true, Calls: true},
	ByTimeout:         {Name: "timeout", Brief: "timeout"},
	ByWakeup:          {Name: "wakeup", Wakes: true, Calls: true},
	ByMessage:         {Name: "message", Brief: "message", Wakes: true},
	ByAnswer:          {Name: "answer", Brief: "answer", Wakes: true},
	ByInjectedTimeout: {Name: "injected timeout", Brief: "timeout"},
	ByInjectedWake:    {Name: "injected wake", Brief: "spurious"},
	ByNewDeadline:     {Name: "new deadline", Brief: "new deadline"},
	ByRetest: {
		Name: "retest", Stop: "yield", Brief: "tests again", Leaves: "yields, to test again",
		Plain: "The scheduler resumes it to look again.", Turn: true,
	},
	ByReturnValue: {Name: "returned value", Stop: "return", Brief: "its value"},
	ByBlock: {
		Name: "block", Stop: "block", Brief: "waits", Leaves: "waits for %s",
		Plain: "It waits until somebody lets it go on.",
	},
	ByRelease: {Name: "release", Wakes: true},
	ByJoin: {
		Name: "join", Stop: "join", Brief: "joins", Leaves: "waits for the end of %s",
		Plain: "It waits for the end of another.",
	},
	ByJoined:    {Name: "joined", Brief: "joined", Wakes: true},
	ByInterrupt: {Name: "interrupt", Brief: "interrupt"},
	ByReturn: {
		Name: "return", Stop: "return", Brief: "returns", Leaves: "returns from the interrupt",
		Plain: "Its work for this interrupt is done.",
	},
	ByDeclare: {Name: "declare", Brief: "declared"},
}

// Row returns what there is to know of the cause.
func (c Cause) Row() CauseRow {
	if c < causes {
		return causeTable[c]
	}
	return CauseRow{Name: fmt.Sprintf("cause %d", uint8(c))}
}

// Reason says why something was refused.
type Reason uint8

// The reasons.
const (
	NoReason   Reason = iota
	NoFreeSlot        // FREE is empty
	NoSuch            // no live coroutine of that name or handle
	InboxFull         // too many messages
	NotTimed          // a deadline on a mutex that is not timed
	NotOwner          // unlock or wait by a coroutine that does not own the mutex
	MakerGone         // an answer to item Arg, whose maker has ended
	NotNow            // a command whose time has come; From is its Verb
	Unhandled         // Who ends before it has handled the process signal of item Arg's answer
	IsNil             // no coroutine is meant: the handle is nil
)

// What stands for no object and no op in an event.
const NoObject, NoPC = program.NoObject, 0xffff

// Event is one thing that happened: flat, comparable, 32 bytes.
type Event struct {
	Step int64 // the step in which it happened; 0 is the boot
	Time int64 // ticks
	Who  int32 // slot, or -1
	Arg  int32
	Told
}

// Told is the part of an event that mostly follows from the text: eight bytes, written at once.
type Told struct {
	PC     uint16 // op, or NoPC
	Object uint16 // index in Program.Objects; mailboxes follow the declared objects, one a slot
	Kind   EventKind
	From   uint8
	To     uint8
	Result uint8
}

// Cause returns the reason of a Moved event.
func (ev Event) Cause() Cause { return Cause(ev.Result) }

// Op returns the kind of op of a Did or Called event.
func (ev Event) Op() program.Kind { return program.Kind(ev.From) }

// FromPlace returns the place that a Moved, Searched or Wasted event begins at.
func (ev Event) FromPlace() Place { return Place(ev.From) }

// ToPlace returns the place that a Moved event leads to.
func (ev Event) ToPlace() Place { return Place(ev.To) }

// Outcome returns how the op of a Did event ended.
func (ev Event) Outcome() Outcome { return Outcome(ev.To) }

// By says who gave what an event tells of, where that is no coroutine: ByTheUser, ByTheScript or ByTheAnswer.
func (ev Event) By() int32 {
	by := int32(ByTheUser)
	switch ev.Kind {
	case Commanded, Reordered, Chose:
		by = ByTheUser - int32(ev.To)
	case Moved:
		by = ev.Arg
	case Posted, Refused:
		by = ev.Who
	}
	return min(by, ByTheUser)
}

// Giver names who gave what an event tells of, where that is no coroutine.
func (ev Event) Giver() string {
	switch ev.By() {
	case ByTheScript:
		return "the scene's script"
	case ByTheAnswer:
		return "the schedule found"
	}
	return "you"
}

// LetOn reports whether a Moved event tells of a wait without a deadline that was ended as if it had one. Rules that
// keep both kinds of waiting in one queue do not tell them apart.
func (ev *Event) LetOn(rules program.Rules) bool {
	return ev.Cause() == ByInjectedTimeout && ev.FromPlace() == Waiting &&
		rules[program.RuleBlocked] != program.BlockedOne
}

// Verb returns the command of a Commanded, Posted or Refused event.
func (ev Event) Verb() Verb { return Verb(ev.From) }

// Reason returns why what a Refused event tells of was not done.
func (ev Event) Reason() Reason { return Reason(ev.Result) }

// Queued returns by how many items a work queue, Object, is fuller behind what the event tells: 1 for a put, -1 for a
// take, less for one that is cleared, 0 for everything else.
func (ev *Event) Queued() int64 {
	switch {
	case ev.Kind == Commanded && ev.Verb() == ClearVerb:
		return -int64(ev.Arg)
	case ev.Kind != Did || ev.Outcome() != Done:
		return 0
	}
	switch ev.Op() {
	case program.Put, program.PutAt:
		return 1
	case program.Take:
		return -1
	case program.Remove:
		if ev.Result == uint8(program.OK) {
			return -1
		}
	case program.Clear:
		return -int64(ev.Arg)
	}
	return 0
}

// Way returns how the answer of an Answered event reaches its maker.
func (ev Event) Way() Way { return Way(ev.From) }

// Ending returns how the run ends that a Came event ends.
func (ev Event) Ending() Ending { return Ending(ev.From) }

// Level returns the level that a Lent event tells.
func (ev Event) Level() int { return int(int16(ev.PC)) }

// Large returns the number that a Large event tells.
func (ev Event) Large() int64 {
	return int64(uint32(ev.Arg)) | int64(ev.PC)<<32 | int64(ev.From)<<48 | int64(ev.To)<<56
}

// ArgOf returns the Arg of event i in full.
func ArgOf(events []Event, i int) int64 {
	if i > 0 && events[i-1].Kind == Large {
		return events[i-1].Large()
	}
	return int64(events[i].Arg)
}
