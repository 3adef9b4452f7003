package program

// Kind says what an op does. One op is one step of the machine.
type Kind uint8

// The kinds of ops. A field of Op that a kind does not name is -1 (or 0 for Next and Else).
const (
	// Nop does nothing; the compiler leaves one only where a body would be empty (`for {}`).
	Nop Kind = iota
	// Test goes to Next when X is not zero, else to Else.
	Test
	// Assign sets local Dst to X. The hidden half of a change of a shared variable (its load) is an Assign too,
	// with Flags having FlagLoad.
	Assign
	// Store sets shared variable A to X.
	Store
	// Count adds X to counter A; the explorer never sees it.
	Count
	// Enter marks the call of function A (index in Program.Funcs); arguments were assigned before. Leave marks its end.
	Enter
	Leave
	// Lock takes mutex or spinlock A; blocks (a spinlock: ends the pass) until it is had.
	Lock
	// TryLock tries mutex A once; Dst gets ok, busy or error.
	TryLock
	// LockWithin takes mutex A, waiting at most X ticks (FlagAt: until tick X); Dst gets ok, timedout or error.
	LockWithin
	// Unlock releases mutex A; Dst gets ok or error.
	Unlock
	// Wait queues the caller on condition A, releases mutex B and blocks. The Relock op behind it takes B again.
	Wait
	// WaitWithin is Wait for at most X ticks (FlagAt: until tick X).
	WaitWithin
	// Relock is the second half of Wait and WaitWithin: it takes mutex B again, then Dst gets the wait's result.
	Relock
	// Signal wakes one waiter of condition A; Dst gets ok or error. Broadcast wakes all.
	Signal
	Broadcast
	// Put puts an item into queue A: X if there is one, else a new item.
	Put
	// Take takes an item out of queue A into Dst, or drops it where Dst is -1.
	Take
	// Compute holds the CPU for a duration X to Y passes, yielding between them.
	Compute
	// Sleep waits on the timed queue for a duration.
	Sleep
	// Yield gives up the CPU and stays ready.
	Yield
	// Exit ends the coroutine; so does running into the end of its function. With X it returns that value (FlagReturn).
	Exit
	// Spawn starts X coroutines (none: one) of function A; Dst gets the handle of the last. B is an index in
	// Program.Names (-1 none). FlagDaemon marks one that may wait for ever.
	Spawn
	// Kill ends coroutine X (a handle), or the one that was given the name B (an index in Program.Names) when X is -1;
	// Dst gets ok or error.
	Kill
	// Send posts value Y to the inbox of coroutine X, or of the one named B; Dst gets ok or error.
	Send
	// Receive takes the first message of the caller's inbox into Dst, blocking while there is none.
	Receive
	// ReceiveWithin waits at most X ticks (FlagAt: until tick X); Dst gets the message (or 0), Dst2 ok or timedout.
	ReceiveWithin
	// Enqueue queues the caller on wait list A; it runs on (addToWaitq; the first half of park). Its entry
	// carries item X.
	Enqueue
	// Schedule sleeps on WAITING unless the caller was woken since it was queued (the second half of park).
	Schedule
	// Wakeup wakes the front of wait list A; WakeupAll wakes everyone on it. Dst gets the number woken.
	Wakeup
	WakeupAll
	// Alloc takes a piece of memory that holds X (none: 0); Dst gets its handle. Free gives piece X back.
	Alloc
	Free
	// Item makes a new item in Dst (item()), with the value X (none: 0).
	Item
	// Answer answers item X with result Y (answer(it, r)).
	Answer
	// OnAnswer makes function A the caller's answer callback (FlagSignal: its handler of process signals); A
	// is called at Program.Handlers[Funcs[A].Handler].
	OnAnswer
	// Await blocks until item X is answered; Dst gets the result.
	Await
	// Poll asks whether item X is answered; Dst gets its result, or busy while there is none.
	Poll
	// Drop gives item X up; its work is done or refused.
	Drop
	// Resume ends the answer callback or signal handler of function A: control goes back to where X says it was called.
	Resume
	// Assert fails the run with text B (an index in Program.Names) when X is zero.
	Assert
	// Choose goes to Next when X is not zero, else to Else. It is no step: whoever comes to it is at once where it
	// leads, to the op of the element of an array that an index chose. X is made of the coroutine's own variables and
	// cannot fail.
	Choose
	// NoElement fails the run: X is no index of array A.
	NoElement
	// Acquire takes a permit of semaphore A, blocking while there is none. TryAcquire does not wait: Dst gets ok
	// or busy.
	Acquire
	TryAcquire
	// AcquireWithin is Acquire, waiting at most X ticks (FlagAt: until tick X); Dst gets ok or timedout.
	AcquireWithin
	// Release gives semaphore A a permit: to one who waits, if somebody does.
	Release
	// Join waits for the end of a coroutine, whose handle is expression B, and goes on at once where it has ended.
	Join
	// JoinWithin waits at most X ticks (FlagAt: until tick X) for that; Dst gets ok or timedout.
	JoinWithin
	// Cas looks at shared variable A and sets it to Y if it is X, in one step (compare-and-swap); Dst gets whether it
	// was.
	Cas
	// AtomicAdd adds X to shared variable A in one step; Dst gets what it is then.
	AtomicAdd
	// Priority gives a coroutine the priority Y: the one whose handle is X, or the one named B, or with neither the
	// caller; with A those that run function A, now and later. Dst gets ok, or error where there is nobody, or no such
	// priority.
	Priority
	// Arrive waits at barrier A until as many have come as it is for, and goes on with them; Dst gets whether it was
	// the last to come.
	Arrive
	// ChanSend sends X into channel A, blocking while there is neither room nor anybody who receives.
	ChanSend
	// ChanReceive takes the next value of channel A into Dst, blocking while there is none; Dst2 gets whether there was
	// one, or A is closed and empty.
	ChanReceive
	// Close closes channel A.
	Close
	// Select does the one of Program.Selects[B]'s cases that can be done, or one of several, and blocks while none can;
	// Dst gets which. SelectWithin waits at most X ticks (FlagAt: until tick X), and then does the last case.
	Select
	SelectWithin
	// RLock takes lock A of readers and writers for reading, beside others who read; WLock takes it for writing, alone.
	// TryRLock and TryWLock do not wait: Dst gets ok or busy. RLockWithin and WLockWithin wait at most X ticks (FlagAt:
	// until tick X); Dst gets ok or timedout.
	RLock
	TryRLock
	RLockWithin
	WLock
	TryWLock
	WLockWithin
	// RUnlock gives lock A back that its caller reads under, WUnlock one that it writes under; Dst gets ok or error.
	RUnlock
	WUnlock
	// Fill sets the locals from Dst to Dst2, an array, to X, Y and the expressions behind Y, all at once.
	Fill
	// OwnCas looks at local Dst2 and sets it to Y if it is X; Dst gets whether it was. OwnAdd adds X to local Dst2; Dst
	// gets what it is then. They are Cas and AtomicAdd of a variable to which a caller gave a reference.
	OwnCas
	OwnAdd
	// PutAt puts item Y into queue A before the X-th of those that lie in it; the 0th is the one that Take takes next.
	PutAt
	// Remove takes item X out of queue A, wherever it lies; Dst gets ok, or error where it is not in A.
	Remove
	// Peek looks at the X-th item of queue A and leaves it there; Dst gets it.
	Peek
	// Clear drops all items of queue A.
	Clear
	// Interrupt makes function A a handler of interrupts, whose coroutine is called Names[B] (-1: as those of its
	// function) and may come X times. Only the boot does it.
	Interrupt
	// Disable keeps interrupts, and with them everybody else, off the CPU until Enable; Dst gets whether they could
	// come before.
	Disable
	Enable
	kinds
)

// Flags say what a kind leaves open.
type Flags uint8

// The flags of ops.
const (
	FlagAt     Flags = 1 << iota // X is an instant, not a duration
	FlagExp                      // the duration is exponential with mean X
	FlagLoad                     // an Assign that is the load half of a change of a shared variable
	FlagDaemon                   // a Spawn whose coroutines may wait for ever
	FlagReturn                   // an Exit that returns a value
	FlagSignal                   // an OnAnswer that handles process signals
	FlagPark                     // an Enqueue or Schedule that came from park
	FlagEnd                      // an Exit at the end of a function's text
)

// Op is one instruction. Objects are named by their index within their class (Program.Mutexes and so on).
type Op struct {
	Kind  Kind
	Flags Flags
	Dst   int16 // local that gets the result, or -1
	Dst2  int16 // local that gets a second result, or -1
	Line  uint16
	A, B  int32 // objects, functions or names, see Kind
	X, Y  int32 // operands, indices in Program.Exprs, or -1
	Next  int32 // the op that follows (Test: when true)
	Else  int32 // Test: the op when false
}
