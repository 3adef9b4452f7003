package command

import (
	"cmp"

	"github.com/quartet-os/quartet/engine"
)

// stopWord names why a pass ended, as run --json gives it.
func stopWord(why engine.Cause) string { return cmp.Or(why.Row().Stop, "yield") }

// plainWhy returns a reason for moves that the narration tells within an op's sentence.
func plainWhy(why engine.Cause) string { return cmp.Or(why.Row().Plain, "It changes its place.") }
