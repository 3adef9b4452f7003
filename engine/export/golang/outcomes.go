package golang

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Outcome is how one of several runs ended that followed each other in one process.
type Outcome struct {
	Seed, Code int
	Said       string
}

// Overtime reports whether a run was ended because it took too long, whatever it did.
func (o *Outcome) Overtime() bool { return o.Code == 3 && !strings.HasSuffix(o.Said, "operations") }

// Outcomes reads what a controlled program said of n runs from a seed on, which followed each other with -runs. They
// are fewer where one took too long: it was the last.
func Outcomes(said string, seed, n int) []Outcome {
	all, _ := told(said, seed, n)
	if i := slices.IndexFunc(all, func(o Outcome) bool { return o.Overtime() }); i >= 0 {
		return all[:i+1]
	}
	return filled(all, seed, seed+n)
}

// InARow reads what a program that Go schedules said of n runs from a seed on, which followed each other with -runs,
// and what it ended with. They are fewer where one went wrong or took too long, or too many were left behind: it was
// the last.
func InARow(said string, code, seed, n int) ([]Outcome, error) {
	all, last := told(said, seed, n)
	ends := 0
	for i := range all {
		ends = cmp.Or(all[i].Code, ends)
	}
	if ends != code {
		return nil, fmt.Errorf("the runs from %d on ended with %d\n%s", seed, code, strings.TrimSpace(said))
	}
	if !last {
		all = filled(all, seed, seed+n)
	}
	return all, nil
}

// told lists n runs from a seed on up to the last one whose end is told, and reports whether no other run followed that
// in its process. What stands above such a line was said of that run.
func told(said string, seed, n int) (all []Outcome, last bool) {
	var text strings.Builder
	for line := range strings.Lines(said) {
		var o Outcome
		k, _ := fmt.Sscanf(line, "seed %d ended with %d", &o.Seed, &o.Code)
		if k < 2 || o.Seed < seed+len(all) || o.Seed >= seed+n {
			text.WriteString(line)
			continue
		}
		if o.Code > 0 {
			o.Said = strings.TrimSpace(text.String())
		}
		text.Reset()
		all = append(filled(all, seed, o.Seed), o)
		if strings.Contains(line, ";") {
			return all, true
		}
	}
	return all, false
}

// filled adds those that ended well, of which nothing is told, up to the one before a seed.
func filled(all []Outcome, from, to int) []Outcome {
	for seed := from + len(all); seed < to; seed++ {
		all = append(all, Outcome{Seed: seed})
	}
	return all
}
