package golang

import (
	"fmt"
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
func Outcomes(said string, seed, n int) (all []Outcome) {
	var text strings.Builder
	for line := range strings.Lines(said) {
		var of, code int
		if k, _ := fmt.Sscanf(line, "seed %d ended with %d\n", &of, &code); k < 2 || of < seed {
			text.WriteString(line)
			continue
		}
		for ; seed < of; seed, n = seed+1, n-1 {
			all = append(all, Outcome{Seed: seed})
		}
		o := Outcome{of, code, strings.TrimSpace(text.String())}
		seed, n, all = seed+1, n-1, append(all, o)
		if text.Reset(); o.Overtime() {
			return all
		}
	}
	for ; n > 0; seed, n = seed+1, n-1 {
		all = append(all, Outcome{Seed: seed})
	}
	return all
}

// InARow reads what a program that Go schedules said of n runs from a seed on, which followed each other with -runs,
// and what it ended with. They are fewer where one did not end well, or left others behind: it was the last.
func InARow(said string, code, seed, n int) (all []Outcome, err error) {
	last, text := Outcome{Code: -1}, ""
	for line := range strings.Lines(said) {
		if k, _ := fmt.Sscanf(line, "seed %d ended with %d;", &last.Seed, &last.Code); k == 2 {
			break
		}
		text += line
	}
	switch {
	case last.Code == code && last.Seed >= seed && last.Seed < seed+n:
		n = last.Seed - seed
	case last.Code >= 0 || code != 0:
		return nil, fmt.Errorf("the runs from %d on ended with %d\n%s", seed, code, strings.TrimSpace(said))
	}
	for i := range n {
		all = append(all, Outcome{Seed: seed + i})
	}
	if last.Code >= 0 {
		if last.Code > 0 {
			last.Said = strings.TrimSpace(text)
		}
		all = append(all, last)
	}
	return all, nil
}
