package panel

import (
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// mostUnits is how many units are drawn as slots, so that they can be counted at a glance.
const mostUnits = 8

// units draws what a described object counts as slots, behind a blank: those that are there, then those that are taken,
// or are still to come;
// "" where there are none or too many.
func (s *sheet) units(i int) string {
	v := &s.now.Syncs[i]
	for n, number := range v.Class.Row().State {
		there, all := v.State[n], max(v.State[n], s.prog.Syncs[i].State[n])
		if number.Fills {
			there = min(int64(len(v.Queue)), all)
		}
		if (number.Units || number.Fills) && all > 0 && all <= mostUnits {
			g := theme.Unicode()
			return " " + strings.Repeat(string(g.Full), int(there)) +
				strings.Repeat(string(g.Empty), int(all-there))
		}
	}
	return ""
}

// stateOf says, in w columns if it can be so short, what a described object is: of what fills up, how many have come,
// once one has.
func stateOf(v *engine.SyncView, w int) string {
	row := v.Class.Row()
	n := len(v.Queue)
	if n == 0 || len(row.State) == 0 || !row.State[0].Fills {
		return row.Say(v.State)
	}
	short := strconv.Itoa(n) + " of " + strconv.FormatInt(v.State[0], 10)
	long := short + " have come"
	if n == 1 {
		long = short + " has come"
	}
	if screen.Width(long) <= w {
		return long
	}
	return short
}

// is writes in the columns x to end what a described object is, and returns the columns it takes: of a lock of readers
// and writers who holds it, where there is room for all of them.
func (p pen) is(x, y, end int, v *engine.SyncView, st theme.StyleID) int {
	if w := p.holdersWidth(v); w == 0 || x+w > end {
		return p.Text(x, y, cut(stateOf(v, end-x), end-x), st)
	}
	at := x + p.Text(x, y, heldHow(v), quiet)
	for _, slot := range v.Holders {
		at++
		at += p.name(at, y, slot)
	}
	return at - x
}

// isWidth is the columns of the shorter way to say what a described object is, where there are at most so many.
func (p pen) isWidth(v *engine.SyncView, most int) int {
	w := screen.Width(stateOf(v, most))
	if held := p.holdersWidth(v); held > 0 {
		w = min(w, held)
	}
	return w
}

// holdersWidth is the columns of who holds a lock of readers and writers, 0 where nobody does.
func (p pen) holdersWidth(v *engine.SyncView) int {
	if len(v.Holders) == 0 {
		return 0
	}
	return len(heldHow(v)) + 1 + p.namesWidth(v.Holders, p.W)
}

// heldHow says how a lock of readers and writers is held.
func heldHow(v *engine.SyncView) string {
	if v.State[1] > 0 {
		return "held by"
	}
	return "read by"
}
