package panel

import (
	"github.com/quartet-os/quartet/engine/narrate"
	"github.com/quartet-os/quartet/engine/session"
)

// The parts of a frame that come from elsewhere.
type (
	// Sentence is one line of the story.
	Sentence = narrate.Sentence
	// Timeline is the passes up to the position, a column a pass.
	Timeline = session.Timeline
	// Column is one pass: which coroutine ran in it, and where each was after it.
	Column = session.Column
)
