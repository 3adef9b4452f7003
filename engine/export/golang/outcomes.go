package golang

import (
	"fmt"
	"strings"
)

// Outcome is how one of several controlled runs ended.
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
