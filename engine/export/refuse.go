package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Reason says why one construct of a scene has no twin in a target.
type Reason struct {
	Line int    // 0: it stands in no line of its own
	What string // as the scene has it
	Why  string // a clause
}

// Refused is the error of a scene that a target cannot say: with every reason, in the order of the lines.
type Refused struct {
	File    string
	Target  string // "real Go"
	Reasons []Reason
}

// Error names every construct, a line each.
func (r *Refused) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s cannot be %s:", r.File, r.Target)
	for _, x := range r.Reasons {
		fmt.Fprintf(&b, "\n  %s:%d: %s: %s", r.File, x.Line, x.What, x.Why)
	}
	return b.String()
}

// Refuse asks of every construct why it has no twin in a target; "" is one that has. The error is a *Refused, nil where
// all have. More reasons are those that no single construct tells of.
func (s *Scene) Refuse(target string, why func(Use) string, more ...Reason) error {
	r := &Refused{File: s.Program.File, Target: target, Reasons: more}
	for _, u := range s.Uses {
		if text := why(u); text != "" {
			r.Reasons = append(r.Reasons, Reason{u.Line, u.String(), text})
		}
	}
	if len(r.Reasons) == 0 {
		return nil
	}
	slices.SortStableFunc(r.Reasons, func(a, b Reason) int { return cmp.Compare(a.Line, b.Line) })
	r.Reasons = slices.Compact(r.Reasons)
	return r
}
