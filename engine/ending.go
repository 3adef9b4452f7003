package engine

import "github.com/quartet-os/quartet/engine/program"

// Ending says how a run ended.
type Ending = program.Ending

// The endings.
const (
	NotEnded     = program.NotEnded
	EndDone      = program.EndDone
	EndDeadlock  = program.EndDeadlock
	EndStuck     = program.EndStuck
	EndViolation = program.EndViolation
	EndLostItem  = program.EndLostItem
	EndLeak      = program.EndLeak
	EndNoYield   = program.EndNoYield
)

// End is how a run ended, in words.
type End struct {
	Kind Ending
	Text string // one sentence
	// Broken says why a law or an assertion does not hold; nil for every other end.
	Broken *Broken
}
