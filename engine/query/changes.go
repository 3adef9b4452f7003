package query

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Changes looks at the steps of a run for those at which a value changes.
type Changes struct {
	asker *engine.Asker
	Value int64 // after the step before
	There bool  // it has one
}

// NewChanges makes a looker for the changes of a value. Begin comes first.
func NewChanges(q *program.Question) *Changes { return &Changes{asker: engine.NewAsker(q)} }

// Begin prepares for the step that comes next.
func (c *Changes) Begin(e *engine.Engine) { c.Value, c.There = c.asker.Value(e) }

// Look reports whether the value is another one after a step than before.
func (c *Changes) Look(e *engine.Engine, _ []engine.Event) bool {
	value, there := c.Value, c.There
	c.Begin(e)
	return there != c.There || there && value != c.Value
}
