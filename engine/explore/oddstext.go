package explore

import (
	"fmt"
	"math"
	"strconv"
)

// Sentences tell odds: how likely it is, how soon, and what a thousand random runs would have shown of it. reached says
// that they are about an expression to reach.
func (o *Odds) Sentences(reached bool) []string {
	if !o.Known {
		return []string{"How likely that is when all is left to chance is not known: " + o.Why + "."}
	}
	does, do := "fails", "fail"
	if reached {
		does, do = "comes to it", "come to it"
	}
	all := []string{o.likely(does, do) + o.soon() + o.endless() + "."}
	if math.IsNaN(o.Mean) {
		all = append(all, "How long runs go on is not known: "+o.Why+".")
	}
	if o.Fails < 1 && o.Mean > 0 && !math.IsInf(o.Mean, 1) {
		until := "it ends"
		if o.Fails > 0 {
			until += " or " + does
		}
		all = append(all, fmt.Sprintf("A run goes on for %s on average until %s.", o.mean(), until))
	}
	if o.Fails > 0 && o.Mean > 0 {
		all = append(all, o.shown(do))
	}
	return all
}

// certain is the share of a chance from which on the rest is not worth a word, to the digits that there are.
const certain = 1 - 1e-11

// likely says how many runs fail.
func (o *Odds) likely(does, do string) string {
	const left = "Left to chance, "
	p, q := fraction(o.Fails)
	switch {
	case o.Mean == 0 && o.Fails > 0:
		return left + "every run " + does + " at once"
	case o.Fails == 1 && math.IsNaN(o.Mean):
		return left + "every run " + does
	case o.Fails == 1:
		return left + "every run " + does + ", after " + o.mean() + " on average"
	case o.Fails == 0:
		return left + "no run " + does
	case q > 0:
		return fmt.Sprintf("%s%d of %d runs %s", left, p, q, verb(p, does, do))
	case o.Fails < 1e-300:
		return left + "less than one run in 10^300 " + does
	case o.Fails < 1e-15:
		return fmt.Sprintf("%sabout one run in 10^%.0f %s", left, -math.Log10(o.Fails), does)
	case 1-o.Fails < 1e-9:
		return left + "all runs but less than one in 1,000,000,000 " + do
	case o.Fails < 1e-3:
		return fmt.Sprintf("%sone run in %.0f %s", left, 1/o.Fails, does)
	}
	return fmt.Sprintf("%s%s of all runs %s", left, percent(o.Fails), do)
}

// endless says where a run may have no end.
func (o *Odds) endless() string {
	if math.IsInf(o.Mean, 1) {
		return ", and a run may go on for ever"
	}
	return ""
}

// soon says how many of all runs have failed soon.
func (o *Odds) soon() string {
	switch {
	case o.Fails < 1e-9 || o.Mean == 0:
		return ""
	case o.Within100 >= o.Fails*certain:
		return fmt.Sprintf(" (within %s)", o.Grain.Count(100))
	}
	return fmt.Sprintf(" (within %s: %s, within 1000: %s)", o.Grain.Count(100), percent(o.Within100),
		percent(o.Within1000))
}

// mean is how long a run goes on, on average.
func (o *Odds) mean() string {
	one, several := o.Grain.Unit()
	if o.Mean == 1 {
		return "1 " + one
	}
	return digits(o.Mean) + " " + several
}

// shown says what a thousand random runs would have shown.
func (o *Odds) shown(do string) string {
	runs := "A thousand random runs of up to " + o.Grain.Count(1000) + " would "
	switch fail, none := o.Thousand(); {
	case o.Within1000 >= certain:
		return runs + "all have shown it."
	case fail < 1e-6:
		return runs + "hardly have shown it."
	case none < 1e-6:
		return runs + fmt.Sprintf("have shown about %.0f that %s.", fail, do)
	default:
		return runs + fmt.Sprintf("have shown %s that %s on average, and with a chance of %s none.", digits(fail),
			do, percent(none))
	}
}

// fraction returns a simple fraction that x is, 0 of 0 where there is none.
func fraction(x float64) (p, q int) {
	for q = 2; q <= 20; q++ {
		if p := math.Round(x * float64(q)); p > 0 && p < float64(q) && math.Abs(x-p/float64(q)) < 1e-11 {
			return int(p), q
		}
	}
	return 0, 0
}

// digits writes a number with four digits that count, and all before the point.
func digits(x float64) string { return strconv.FormatFloat(round(x, 4), 'f', -1, 64) }
