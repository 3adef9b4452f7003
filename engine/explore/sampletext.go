package explore

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// normal95 is how many standard deviations to both sides of its mean a normal distribution has 95 % of its weight.
const normal95 = 1.959963984540054

// Chance estimates how likely a random schedule fails before it is cut off: the share of those that did, and the 95 %
// interval of Wilson (1927), which is right for none and for all as well. 0 to 1 where nothing was gone.
func (s *Sample) Chance() (share, low, high float64) {
	n, k := float64(s.Runs), float64(s.Failed())
	if s.Runs == 0 {
		return 0, 0, 1
	}
	share = k / n
	z2 := float64(normal95 * normal95)
	middle := float64(share + z2/(2*n))
	half := float64(normal95 * math.Sqrt(float64(share*(1-share)/n)+float64(z2/(4*n*n))))
	scale := 1 + z2/n
	low, high = (middle-half)/scale, (middle+half)/scale
	if k == 0 {
		low = 0
	}
	if k == n {
		high = 1
	}
	return share, max(low, 0), min(high, 1)
}

// Mean is the mean number of passes until a schedule ends or fails; it is not known where some were cut off.
func (s *Sample) Mean() (passes float64, known bool) {
	if s.Cut > 0 || s.Runs == 0 {
		return 0, false
	}
	return float64(s.Passes) / float64(s.Runs), true
}

// schedules counts them: "1000 random schedules", "312 of 1000 random schedules" where they were broken off.
func (s *Sample) schedules() string {
	n := program.Plural(s.Runs, "random schedule")
	if s.Runs < s.Asked.Runs {
		n = fmt.Sprintf("%d of %s", s.Runs, program.Plural(s.Asked.Runs, "random schedule"))
	}
	return n
}

// nothing is the answer where no schedule failed.
func (s *Sample) nothing() string {
	if s.Runs == 0 {
		return "No random schedule was gone."
	}
	return "Nothing failed in " + s.schedules() + "; that is no proof."
}

// looked says what the shortest schedule that failed is worth.
func (s *Sample) looked() string {
	return "It is the shortest of those that were drawn; others may be shorter"
}

// SampleLines tells what came of random schedules, in sentences; the grain is named before.
func (v *Verdict) SampleLines() (all []string) {
	s := v.Sample
	if s.Runs == 0 {
		return []string{fmt.Sprintf("None of %s was drawn: they were broken off.",
			program.Plural(s.Asked.Runs, "random schedule"))}
	}
	failed, verb := s.Failed(), "failed"
	if v.law != nil {
		verb = "came to it"
	}
	var kinds []string
	for kind, n := range s.Kinds {
		if n > 0 && engine.Ending(kind) != Reached {
			kinds = append(kinds, fmt.Sprintf("%s %d", engine.Ending(kind), n))
		}
	}
	how := ""
	if len(kinds) > 0 {
		how = " (" + strings.Join(kinds, ", ") + ")"
	}
	cut := program.Amount(s.Cut, "was", "were") + " cut off"
	within := v.Steps(int(s.Asked.passes()))
	all = append(all, fmt.Sprintf("Of %s (seed %d) %d %s%s, %d ended, %s at %s.", s.schedules(), s.Asked.Seed,
		failed, verb, how, s.Ended, cut, within))
	all = append(all, v.chanceLine(within))
	if s.Runs < s.Asked.Todo() {
		all = append(all, "The others were broken off.")
	}
	if s.Many {
		all = append(all, fmt.Sprintf("Of a pause only the first %d values were drawn.", math.MaxInt32))
	}
	return all
}

// chanceLine says how likely it is to fail.
func (v *Verdict) chanceLine(within string) string {
	share, low, high := v.Sample.Chance()
	does := "fails"
	if v.law != nil {
		does = "comes to it"
	}
	chance := fmt.Sprintf("%s, between %s and %s", percent(share), percent(low), percent(high))
	switch {
	case low == 0:
		chance = "at most " + percent(high)
	case high == 1:
		chance = "at least " + percent(low)
	}
	return fmt.Sprintf("The chance that one %s within %s: %s (95 %%, Wilson).", does, within, chance)
}

// percent writes a share with three digits that count.
func percent(share float64) string {
	digits := 3
	for share < 1 && round(100*share, digits) >= 100 {
		digits++ // nearly all are not all
	}
	return strconv.FormatFloat(round(100*share, digits), 'f', -1, 64) + " %"
}

// round keeps so many digits that count, and all before the point.
func round(x float64, digits int) float64 {
	if x == 0 {
		return 0
	}
	places := max(digits-1-int(math.Floor(math.Log10(math.Abs(x)))), 0)
	unit := math.Pow10(places)
	return math.Round(x*unit) / unit
}

// unsampled says what random schedules were not asked.
func (v *Verdict) unsampled() (all []warning) {
	if n := len(v.Laws); n > 0 {
		text := fmt.Sprintf("The law %q (%s) is about what comes, and was not asked.", v.Laws[0].Text, v.Laws[0].Kind)
		if n > 1 {
			text = fmt.Sprintf("%d laws are about what comes, such as %q (%s), and were not asked.", n, v.Laws[0].Text,
				v.Laws[0].Kind)
		}
		all = append(all, warning{"laws", text})
	}
	if v.Sample.Cut > 0 && v.law == nil {
		all = append(all, warning{"cut off",
			"What was cut off may go on for ever and come to nothing: that is not asked."})
	}
	return all
}
