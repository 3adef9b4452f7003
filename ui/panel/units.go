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

// said says what a described object is: of a lock of readers and writers who holds it, as many as there is room for.
func (s *sheet) said(v *engine.SyncView) string {
	row := v.Class.Row()
	if len(v.Holders) == 0 {
		return row.Say(v.State)
	}
	text := "read by"
	if v.State[1] > 0 {
		text = "held by"
	}
	for _, slot := range v.Holders {
		text += " " + s.short(s.now.Coroutines[slot].Name)
	}
	if screen.Width(s.label(v.Name)+" "+row.Title+", "+text) > s.W {
		return row.Say(v.State)
	}
	return text
}
