package stops

import "github.com/quartet-os/quartet/engine/program"

// Reason says why a step is a stop.
type Reason uint8

// The reasons, those that tell most last: of several in one step the last is told.
const (
	NoReason   Reason = iota // the step is no stop
	Commands                 // the user or the script gave a command
	Refuses                  // something was asked for and not done
	Quantum                  // somebody's quantum ended
	Queues                   // somebody joined a queue and did not sleep
	Tests                    // a test decided a wait
	Calls                    // a scheduler callback was called
	Answers                  // an item was answered, or that answer begins to be handled
	WaitEnds                 // a waiter that looks for itself learnt how its wait ended
	Spins                    // somebody began to spin
	Blocks                   // somebody left the CPU to wait
	Interrupts               // an interrupt came, or its handler returned
	Wakes                    // somebody was woken
	Spawns                   // somebody was spawned
	Ends                     // somebody ended
	Idle                     // a signal or wakeup for which somebody waited let nobody go on
	Unheard                  // a signal or wakeup that nobody waited for
	Kills                    // somebody was killed
	Orphans                  // a mutex lost its owner
	Cycles                   // a circle of coroutines and locks closed
	Loses                    // an item or memory was lost, or given up unused
	Breaks                   // a law broke
	RunEnds                  // the run ended
	Reasons                  // how many there are
)

// words are those by which one asks for a reason (see program.ConditionWords); the end of a run is a word of its own.
var words = [Reasons]string{
	Commands: "command", Refuses: "refusal", Quantum: "quantum", Queues: "queue", Tests: "test", Calls: "callback",
	Answers: "answer", WaitEnds: "outcome", Spins: "spin", Blocks: "block", Interrupts: "interrupt", Wakes: "wake",
	Spawns: "spawn", Ends: "exit", Idle: "idle", Unheard: "unheard", Kills: "kill", Orphans: "orphan",
	Cycles: "circle", Loses: "loss", Breaks: "law", RunEnds: "end",
}

// Word returns the word by which one asks for the reason.
func (r Reason) Word() string { return words[min(r, Reasons-1)] }

// Asked returns the reasons that a word asks for, none where it asks for none.
func Asked(word string) Set {
	if word == program.Decision {
		return 1<<Reasons - 2 // any
	}
	for r := Commands; r < Reasons; r++ {
		if words[r] == word {
			return 1 << r
		}
	}
	return 0
}

// Set is several reasons.
type Set uint32

// Has reports whether a reason is among them.
func (s Set) Has(r Reason) bool { return s>>r&1 != 0 }

// Stop is what is worth a stop in a step.
type Stop struct {
	Why    Reason // the most telling one
	All    Set    // every one
	Who    int32  // slot of the one it is about, -1 for nobody
	Object uint16 // of the event, engine.NoObject for none
	// Moved tells that a place changed by more than the CPU's going round: somebody blocked, woke, was spawned or
	// ended, an interrupt came or its handler returned, or the run ended.
	Moved bool
	// Doubt tells that all there is to the stop is a spin that may have begun before the judge did.
	Doubt bool
	// Spin tells that such a spin is among the reasons, whatever else there is.
	Spin bool
	who  int32  // who spins
	pc   uint16 // of the op asked in vain
}
