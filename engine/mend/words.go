package mend

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// Claim says in one sentence what came of the changes of a scene that fails. off: it was broken off.
func (r *Report) Claim(name string, off bool) string {
	base, tried := r.Base[r.Target], program.Plural(int64(r.Tried), "change")
	if r.Paired {
		tried += ", two at once among them,"
	}
	fails := fmt.Sprintf("%s, which fails %s: %s %s.", name, r.Target, base.Kind, base.Far)
	cures, _ := r.Split()
	switch n := Count(cures); {
	case n == 0 && !off && r.Left == 0 && r.Beyond == 0:
		return fmt.Sprintf("None of %s cures %s", tried, fails)
	case n == 0:
		return "No change was found that cures " + fails
	case n == 1:
		return fmt.Sprintf("1 of %s cures %s", tried, fails)
	default:
		return fmt.Sprintf("%d of %s cure %s", n, tried, fails)
	}
}

// Count is how many changes some are, with those that are the same but for names.
func Count(all []*Trial) (n int) {
	for _, t := range all {
		n += 1 + len(t.Alike)
	}
	return n
}

// Title says what a change is, and that there are others like it, each of which does alone.
func (t *Trial) Title() string {
	if n := len(t.Alike); n > 0 {
		return fmt.Sprintf("%s, or one of %d like it", t.What, n)
	}
	return t.What
}

// Split tells cures from what only looks right, each in its order.
func (r *Report) Split() (cures, seem []*Trial) {
	for i := range r.Cures {
		if t := &r.Cures[i]; r.Proven(t) {
			cures = append(cures, t)
		} else {
			seem = append(seem, t)
		}
	}
	for i := range r.Seem {
		seem = append(seem, &r.Seem[i])
	}
	return cures, seem
}

// Says says in a few words what came of a change: in which worlds it holds, or why it is no cure.
func (r *Report) Says(t *Trial) string {
	var all []string
	for _, w := range t.Holds {
		all = append(all, w.Name(r.Grain))
	}
	holds := "holds: " + strings.Join(all, ", ")
	switch {
	case t.GaveUp != "":
		return t.GaveUp
	case r.Proven(t) && t.Dodges != "":
		return holds + " · " + t.Dodges
	case r.Proven(t):
		return holds
	case t.Kind != "":
		return fmt.Sprintf("%s: %s %s", t.Fails.Name(r.Grain), t.Kind, t.Far)
	}
	return holds + ", and no more is known"
}

// Lines writes the lines that a change takes away, and those that it puts there, as a difference is written.
func (e *Edit) Lines() (all []string) {
	for i, c := range e.Changes {
		if i > 0 {
			all = append(all, fmt.Sprintf("line %d", c.Line))
		}
		for _, l := range c.Was {
			all = append(all, "    - "+l)
		}
		for _, l := range c.Now {
			all = append(all, "    + "+l)
		}
	}
	return all
}
