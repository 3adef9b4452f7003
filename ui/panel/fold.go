package panel

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Sentence is one line of the story.
type Sentence struct {
	Step    int64
	Who     int // slot, -1 for the scheduler
	Name    string
	Role    program.Role
	Text    string // starts with the verb: "takes m, which is free."
	Trouble bool
	Place   engine.Place // of Who after it
}

// Timeline is the last passes up to the position, a column a pass.
type Timeline struct {
	FirstPass int64
	Columns   []Column
	Slots     []int // those that were ever live in the window
}

// Column is one pass: where each coroutine was and which one ran.
type Column struct {
	Pass    int64
	Step    int64 // the last step of it
	Running int   // slot, -1 when nobody ran
	Places  []engine.Place
}
