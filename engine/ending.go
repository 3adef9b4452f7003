package engine

// Ending says how a run ended.
type Ending uint8

// The endings.
const (
	NotEnded Ending = iota
	EndDone
	EndDeadlock
	EndStuck
	EndViolation
	EndLostItem
	EndLeak
	EndNoYield
)

// String gives the ending's name in JSON and in a scene's expect.
func (k Ending) String() string {
	return [...]string{"", "done", "deadlock", "stuck", "violation", "lost-item", "leak", "no-yield"}[k&7]
}

// End is how a run ended, in words.
type End struct {
	Kind Ending
	Text string // one sentence
	// Broken says why a law or an assertion does not hold; nil for every other end.
	Broken *Broken
}
