package panel

import (
	"github.com/quartet-os/quartet/engine/narrate"
	"github.com/quartet-os/quartet/engine/session"
)

// The parts of a frame that come from elsewhere.
type (
	// Sentence is one line of the story.
	Sentence = narrate.Sentence
	// Timeline is a part of the run around the position, past and future.
	Timeline = session.Timeline
	// Column is one pass, some of them or a step: which coroutine ran in it, and where each was.
	Column = session.Column
	// Overview is the whole run in small.
	Overview = session.Overview
)
