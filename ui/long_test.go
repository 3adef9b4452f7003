package ui

import (
	"strings"
	"testing"
)

// long is a scene whose passes have no end for a thousand million ops.
const long = `// A pass that takes longer than anybody waits.
package long

const (
	fuel   = 1000000000
	policy = "POLICY"
)

var n int

func f() {
	for {
		n++
	}
}

func main() {
	spawn(f, 3)
}
`

// TestALongPassHoldsNothingUp: each key does a part of it at most, and the list of choices looks at a part.
func TestALongPassHoldsNothingUp(t *testing.T) {
	for _, policy := range []string{"cooperative", "preemptive", "roundrobin"} {
		u := sitDown(t, strings.Replace(long, "POLICY", policy, 1))
		for range 3 {
			u.press("enter")
			u.screen()
		}
		if policy == "preemptive" {
			continue // there a pass is a quantum
		}
		u.sees("this pass takes more than 100000 steps")
		u.position(300_000)
		u.press("e")
		u.sees("takes esc closes", "running")
		u.press("esc", "n")
		u.sees("nobody changes place in the next 100000 steps")
		u.press("[")
		if pos := u.m.session.Position(); pos != 0 {
			t.Errorf("%s: back to the pass before is step %d", policy, pos)
		}
	}
}

// TestBackToThePassBefore: wherever one stands in a pass, it is the last step at which nobody runs, or the boot.
func TestBackToThePassBefore(t *testing.T) {
	u := sitDown(t, bounded)
	var ends []int64
	for range 40 {
		u.press("enter")
		ends = append(ends, u.m.session.Position())
	}
	last := u.m.session.Position()
	for at := int64(1); at <= last; at++ {
		u.m.session.GoTo(at)
		want := int64(0)
		for _, end := range ends {
			if end < at {
				want = end
			}
		}
		u.press("[")
		u.position(want)
	}
}
