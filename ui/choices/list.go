package choices

import (
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/ui/keys"
)

// The limits of the list: coroutines on READY that are looked at, and ways that the pass of one can go.
const (
	mostRunners = 40
	mostWays    = 12
	// passOps is how many ops of a pass are looked at, allOps those of all passes together: some hundredths of a
	// second.
	passOps = 20_000
	allOps  = 500_000
)

// List is the open list of choices. The zero value marks the first one, and knows none before Look.
type List struct {
	All  []explore.Enabled // what can happen next
	More int               // how many are left out
	At   int               // the marked one
}

// Intent is what a key asks of whoever shows the list.
type Intent uint8

// The intents.
const (
	Stay Intent = iota // nothing
	Take               // a choice is to happen
	Pass               // the key is not the list's
)

// Look lists what can happen next in a machine, as far as a screen looks, and keeps the mark within it.
func (l *List) Look(e *engine.Engine) {
	l.All, l.More = explore.Next(e, explore.Bounds{Runners: mostRunners, Ways: mostWays, PassOps: passOps, Ops: allOps})
	l.mark(l.At)
}

// Lacks says that there is no choice of a number, counted from 0, and how many there are.
func (l *List) Lacks(at int) string {
	if len(l.All) == 1 {
		return fmt.Sprintf("there is no choice %d: there is one choice", at+1)
	}
	return fmt.Sprintf("there is no choice %d: there are %d", at+1, len(l.All))
}

// Open begins with the first choice marked.
func (l *List) Open() { l.At = 0 }

// Update takes a key and what it asks for, and returns the number of the choice to take, from 0: it may be more than
// there are.
func (l *List) Update(a keys.Action, k keys.Press) (what Intent, at int) {
	switch a {
	case keys.CursorUp:
		l.mark(l.At - 1)
	case keys.CursorDown:
		l.mark(l.At + 1)
	case keys.Accept:
		return Take, l.At
	case keys.TakeNumbered:
		return Take, (int(k.Name[0]-'0') + 9) % 10
	default:
		return Pass, 0
	}
	return Stay, 0
}

// mark marks a choice, the nearest where there is none.
func (l *List) mark(at int) { l.At = max(min(at, len(l.All)-1), 0) }

// KeysTo returns the keys that take a choice, as a click on its row does; none where there is none.
func (l *List) KeysTo(row int) []string {
	switch {
	case row < 0 || row >= len(l.All):
		return nil
	case row < 10:
		return []string{string(rune('0' + (row+1)%10))}
	}
	var all []string
	for at := l.At; at < row; at++ {
		all = append(all, "down")
	}
	for at := l.At; at > row; at-- {
		all = append(all, "up")
	}
	return append(all, "enter")
}
