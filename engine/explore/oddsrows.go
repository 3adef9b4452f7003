package explore

import (
	"fmt"
	"math"
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

// Numbers are the odds one by one: how many runs fail ever, within 100 passes and within 1,000, and how many passes a
// run has on average.
func (o *Odds) Numbers() (all [4]string) {
	if !o.Known {
		for i := range all {
			all[i] = "not known"
		}
		return all
	}
	mean := digits(o.Mean)
	switch {
	case math.IsNaN(o.Mean):
		mean = "not known"
	case math.IsInf(o.Mean, 1):
		mean = "may never end"
	}
	return [4]string{share(o.Fails), share(o.Within100), share(o.Within1000), mean}
}

// Unknown says why a number is not known, and what the odds leave out, a sentence each.
func (o *Odds) Unknown() (all []string) {
	if !o.Known || math.IsNaN(o.Mean) {
		all = append(all, "Not known: "+o.Why+".")
	}
	return all
}

// share writes a chance: as a fraction where it is a simple one, as a percentage, or, where it is next to nothing, as
// one in how many.
func share(x float64) string {
	p, q := fraction(x)
	switch {
	case x == 0:
		return "none"
	case x == 1:
		return "all"
	case q > 0:
		return fmt.Sprintf("%d of %d", p, q)
	case x < 1e-300:
		return "< 1 in 10^300"
	case x < 1e-6:
		return fmt.Sprintf("1 in 10^%.0f", -math.Log10(x))
	case 1-x < 1e-9:
		return "nearly all"
	}
	return percent(x)
}

// Brief says in few words who is interrupted.
func (v *Verdict) Brief() string {
	if v.Grain == program.GrainPass {
		return "nobody interrupted"
	}
	return v.Asked()
}

// Numbers are the same of schedules that were drawn: how many of them failed within 100 passes, and within 1,000; that
// is how many fail ever where none was cut off. soon are the same schedules, cut off after 100.
func (s *Sample) Numbers(soon *Sample) [4]string {
	all := [4]string{"–", fmt.Sprint(soon.Failed()), fmt.Sprint(s.Failed()), "–"}
	if mean, known := s.Mean(); known {
		all[0], all[3] = all[2], digits(mean)
	}
	return all
}

// NotDrawn says what the numbers of drawn schedules leave out, a sentence each.
func (v *Verdict) NotDrawn(s *Sample) (all []string) {
	if i := slices.IndexFunc(v.Laws, func(l Tested) bool { return l.Kind.AboutWhatComes() }); i >= 0 && v.law == nil {
		all = append(all, fmt.Sprintf("Drawn runs are not asked for laws about what comes, such as %q.",
			v.Laws[i].Text))
	}
	if s.Cut > 0 {
		all = append(all, fmt.Sprintf("%d of the drawn runs %s cut off at %s.", s.Cut,
			map[bool]string{true: "was", false: "were"}[s.Cut == 1], v.Steps(int(s.Asked.passes()))))
	}
	return all
}
