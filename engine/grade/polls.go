package grade

import (
	"fmt"
	"go/ast"

	"github.com/quartet-os/quartet/engine/stops"
)

const (
	// sleepsName is the const of a laws file by which nobody may poll.
	sleepsName = "sleeps"
	// pollsKind is the kind of a failure to sleep, beside those of runs.
	pollsKind = "polls"
)

// mustSleep reports whether the laws file says sleeps = true.
func (l *Laws) mustSleep() bool {
	word, ok := l.nums[sleepsName].(*ast.Ident)
	return ok && word.Name == "true"
}

// polls tells which functions of the student's poll, a clause each.
func (m *Merged) polls() (all []string) {
	for _, p := range stops.Polls(m.Program) {
		f := &m.Program.Funcs[p.Func]
		if _, laws := m.text.place(f.First); !laws {
			all = append(all, m.text.own(fmt.Sprintf(
				"its func %s polls: in line %d it asks again and again, and does not sleep until somebody wakes it",
				f.Name, p.Line)))
		}
	}
	return all
}

// judgePolls notes who polls, first of all. Where the laws file says that one sleeps, a scene fails by that in which no
// run goes wrong.
func (m *Merged) judgePolls(g *Grade) {
	all := sentences(m.polls())
	if len(all) > 0 && m.laws.mustSleep() && g.Verdict != Fails {
		g.Verdict, g.Passed, g.Kind, g.Text = Fails, false, pollsKind, all[0]
		all = all[1:]
	}
	g.Notes = append(all, g.Notes...)
}
