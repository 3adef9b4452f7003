package panel

import (
	"strings"

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
