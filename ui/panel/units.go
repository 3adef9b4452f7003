package panel

import (
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

// is writes in the columns x to end what a described object is, and returns the columns it takes: of a lock of readers
// and writers who holds it, where there is room for all of them.
func (p pen) is(x, y, end int, v *engine.SyncView, st theme.StyleID) int {
	if w := p.holdersWidth(v); w == 0 || x+w > end {
		return p.Text(x, y, cut(v.Class.Row().Say(v.State), end-x), st)
	}
	at := x + p.Text(x, y, heldHow(v), quiet)
	for _, slot := range v.Holders {
		at++
		at += p.name(at, y, slot)
	}
	return at - x
}

// isWidth is the columns of the shorter way to say what a described object is.
func (p pen) isWidth(v *engine.SyncView) int {
	w := screen.Width(v.Class.Row().Say(v.State))
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
