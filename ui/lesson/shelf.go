package lesson

import (
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/goal"
	"github.com/quartet-os/quartet/ui/puzzle"
)

// Shelf is what the screen needs for lessons and puzzles from outside.
type Shelf struct {
	// Open reads a lesson, by its name or file, and returns what opens its scene afresh. It is called beside the
	// screen.
	Open func(name string) (*demo.Script, func() (*session.Session, error), error)
	List func() []*demo.Script   // those of the shelf
	Done map[string]bool         // those that were taken to their end, by name
	Keep func(name string) error // remembers one more; called beside the screen

	Left Mark // where a lesson was left last

	Puzzles goal.Kept      // those of the shelf that were solved before
	Puzzle  *puzzle.Puzzle // whose run is shown at first; nil for none
}
