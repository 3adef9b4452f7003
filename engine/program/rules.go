package program

// Token is the value of a rule: an index into its tokens.
type Token uint8

// RuleID names a rule: a question that the two source texts leave open.
type RuleID uint8

// The rules. The comment names the token constants in order; design: the rule table.
const (
	RuleUnlock         RuleID = iota // who may take a mutex that was just released
	RuleWakeOrder                    // whom a signal or wakeup picks
	RuleMonitor                      // who goes on after a signal
	RuleSignal                       // what becomes of a surplus signal
	RuleUnheard                      // result of a signal that nobody waits for
	RuleWoken                        // when it is decided whether a waiter was signalled or timed out
	RuleRewake                       // whether a further signal moves a waiter on READY to its back
	RuleDeadline                     // whose the deadline is
	RuleZero                         // what a deadline of 0 on an object means (an object's timed exit writes 0)
	RuleExpiry                       // whether a lock gives up when its deadline is reached or only when it has passed
	RuleRemoval                      // how a coroutine is taken out of the middle of a queue
	RuleKill                         // what a killed coroutine leaves behind
	RuleKilledSignal                 // what becomes of a pending signal when a waiter is killed
	RuleMisuse                       // unlock or wait by a non-owner, timed lock of an untimed mutex
	RuleBlocked                      // whether a yielded value tells wait from timed wait
	RuleReturned                     // whether a finished coroutine is told by its state or by the value it returned
	RuleUnlockCallback               // what the scheduler's unlock callback does
	RuleSignalCallback               // what the scheduler's signal callback does
	RuleCommands                     // when spawn, kill and users' commands are carried out
	RuleIdle                         // what the clock does when nothing is ready
	RuleTick                         // what makes time pass
	RuleRelock                       // whether the owner of a recursive mutex passes those who wait for it
	RuleHoareSignal                  // a signal under Hoare's rule that cannot hand the monitor over
	RuleListEntry                    // what becomes of a wait list's entry when its coroutine goes on without a wakeup
	RuleInherit                      // whether who holds a mutex runs at the level of those who wait for it
	RulePrefer                       // who of readers and writers gets a lock that both want
	RulePreempt                      // whom the end of a quantum interrupts
	RuleLevels                       // how long a level of READY is served before the next one
	RuleKilled                       // where a killed coroutine goes
	ruleCount
)

// firstRules is how many rules the first released version had; see Later.
const firstRules = RuleHoareSignal

// Rules holds one token for each rule.
type Rules [ruleCount]Token

// Tokens of each rule, in the order of their values.
const (
	UnlockReserve Token = iota // the head is made ready and is the only one that may take it
	UnlockHandoff              // the head owns it at once
	UnlockBarging              // the head is made ready, anyone may take it first
)

// Tokens of wake_order.
const (
	WakeFIFO Token = iota
	WakeLIFO
	WakeRandom
	WakeAny // a choice: the explorer tries each
)

// Tokens of monitor.
const (
	MonitorMesa Token = iota
	MonitorHoare
)

// Tokens of signal.
const (
	SignalLost Token = iota
	SignalStored
)

// Tokens of unheard.
const (
	UnheardOK Token = iota
	UnheardError
)

// Tokens of woken.
const (
	WokenAtWake  Token = iota // the wake decides, and the waiter leaves its signal queue there
	WokenWhenRun              // the waiter looks for itself when it next runs, and leaves the queue there
)

// Tokens of rewake.
const (
	RewakeStay Token = iota
	RewakeRequeue
)

// Tokens of deadline.
const (
	DeadlineWaiter Token = iota
	DeadlineObject       // one per mutex or condition; the last writer wins
	DeadlineNone         // nothing to evaluate a timeout by
)

// Tokens of zero.
const (
	ZeroNever Token = iota
	ZeroDue
)

// Tokens of expiry.
const (
	ExpiryReached Token = iota // now >= deadline
	ExpiryPassed               // now > deadline
)

// Tokens of removal.
const (
	RemovalInPlace Token = iota
	RemovalRotate        // pop from the front, push at the back, until it is found
)

// Tokens of kill.
const (
	KillReleases Token = iota
	KillLeaves         // with NanoOs's defect: the lock queue is dropped, and the next in the slot is the owner
	KillKeeps          // POSIX's: a dead owner stays the owner, and nothing else changes
)

// Tokens of killed_signal.
const (
	KilledSignalKept Token = iota
	KilledSignalDropped
	KilledSignalPassed // to the next waiter, as POSIX asks for
)

// Tokens of misuse.
const (
	MisuseViolation Token = iota
	MisuseError
)

// Tokens of blocked.
const (
	BlockedSplit Token = iota
	BlockedOne
)

// Tokens of returned.
const (
	ReturnedState Token = iota
	ReturnedValue
)

// Tokens of unlock_callback and signal_callback.
const (
	CallbackDirect Token = iota
	CallbackNone
	CallbackMessage
	CallbackRecursive // message, with a recursive lock on the scheduler's mailbox
)

// Tokens of commands.
const (
	CommandsAtOnce Token = iota
	CommandsPerPass
)

// Tokens of idle.
const (
	IdleJump Token = iota
	IdleStep
)

// Tokens of tick.
const (
	TickPass Token = iota
	TickIdle
)

// Policy says when a coroutine leaves the CPU.
type Policy uint8

// The policies.
const (
	Cooperative Policy = iota
	Preemptive         // after Quantum ops as well
	RoundRobin         // the array scheduler before the four queues
	Prioritized        // only the ready of the highest level run; after Quantum ops it also leaves, where that is not 0
)

// Grain says what check interleaves.
type Grain uint8

// The grains.
const (
	GrainPass Grain = iota
	GrainOp
)

// Later reports whether a rule came after the first released version: at its first token a machine does what it
// did before.
func (r RuleID) Later() bool { return r >= firstRules }

// Settings are the consts of a scene.
type Settings struct {
	Rules      Rules
	Policy     Policy
	Quantum    int // ops; of Preemptive at least 1, of Prioritized 0 where the scene gives none
	Grain      Grain
	GrainNamed bool // the scene says its grain; else a check asks both
	Slots      int
	Fuel       int // ops of one pass before it is cut
	Seed       uint64
	ClockNum   int64 // time = pass * ClockNum / ClockDen, rounded down
	ClockDen   int64
}

// Defaults are the settings of a scene that sets none: textbook rules, cooperative, 16 slots, seed 1.
func Defaults() Settings {
	return Settings{Quantum: 1, Slots: 16, Fuel: 10_000, Seed: 1, ClockNum: 1, ClockDen: 1}
}

// Switch changes the policy as the command does that names no quantum: a coroutine under Prioritized then has none.
func (s *Settings) Switch(p Policy) {
	if p != s.Policy && p == Prioritized {
		s.Quantum = 0
	}
	if s.Policy = p; p != Prioritized {
		s.Quantum = max(s.Quantum, 1)
	}
}

// Tokens of hoare_signal.
const (
	HoareStrict Token = iota // a violation
	HoareMesa                // an ordinary signal
)

// Tokens of list_entry.
const (
	ListEntryLeaves Token = iota // it goes with its coroutine
	ListEntryStays               // until a wakeup takes it off
)

// Tokens of prefer.
const (
	PreferReaders Token = iota // a reader joins those who read, whoever waits
	PreferWriters              // a reader waits while a writer waits
	PreferFIFO                 // first come, first served; readers who stand together read together
)

// Tokens of preempt.
const (
	PreemptAll   Token = iota
	PreemptUsers       // those without a priority above 0; the others keep the CPU until they leave it
)

// Tokens of levels.
const (
	LevelsStrict Token = iota // while a level has somebody, those below wait
	LevelsRounds              // as many runs as it had coroutines when its turn came, then the next level
)

// Tokens of killed.
const (
	KilledFree  Token = iota
	KilledReady       // to READY once more, where its turn finds it dead and frees its slot
)

// Tokens of inherit.
const (
	InheritNone  Token = iota
	InheritOwner       // POSIX's PTHREAD_PRIO_INHERIT, for every mutex
)

// Tokens of relock.
const (
	RelockOwner Token = iota // an owner always gets it again
	RelockQueue              // it queues behind the waiters like everyone else, and so waits for itself
)
