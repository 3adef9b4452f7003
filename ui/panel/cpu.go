package panel

import (
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// runningRows writes what who has the CPU does, from column x behind its token, then where it is and what it holds. An
// op that has no room there changes places with where it is.
func (p pen) runningRows(x int, c *engine.CoroutineView, does string) {
	holds, st := p.holding(c), theme.Running.Plain()
	if len(c.Holds) == 0 {
		st = quiet
	}
	_, rest := p.inTwo(does, p.W-x)
	at, where := 0, p.whereIn(c, p.W-x)
	if rest != "" && where != "" && screen.Width(does+", "+holds) <= p.W {
		p.Text(x, 0, where, quiet)
		at = p.Text(0, 1, does, theme.Text.Bold())
		at += p.Text(at, 1, ", ", quiet)
	} else {
		p.op(x, does)
		if where = p.whereIn(c, p.W-screen.Width(holds)-len(", ")); where != "" { // as WHO WAITS FOR WHOM says it
			at = p.Text(0, 1, where+", ", quiet)
		}
	}
	p.Text(at, 1, cut(holds, p.W-at), st)
	if p.H > 2 {
		p.Text(0, 2, cut(p.after(c), p.W), quiet)
	}
}

// op writes an op from column x of the first row. Where it would be cut the blanks behind its commas give way, and the
// one before it.
func (p pen) op(x int, does string) {
	w := p.W - x
	if brief := briefly(does, w); strings.HasSuffix(brief, "…") && !strings.Contains(does, `"`) {
		tight := strings.ReplaceAll(does, ", ", ",")
		if over := screen.Width(tight) - w; over <= 1 {
			does, x = tight, x-max(over, 0)
		}
	}
	p.Text(x, 0, briefly(does, p.W-x), theme.Text.Bold())
}
