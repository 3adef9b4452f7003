package engine_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// TestSchedulerListing: every line that a step marks stands in the listing of the rules that the step ran under.
func TestSchedulerListing(t *testing.T) {
	p, err := program.Parse("fuzz.scene", fuzzScene)
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range []string{"rule all textbook", "rule all nanoos", "rule unlock_callback none", "rule signal_callback message",
		"rule blocked one", "rule deadline none", "policy roundrobin",
		"rule unlock_callback message; policy roundrobin"} {
		t.Run(set, func(t *testing.T) {
			e, err := engine.New(p)
			if err != nil {
				t.Fatal(err)
			}
			for _, line := range strings.Split(set, "; ") {
				c, err := engine.ParseCommand(line)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := e.Do(c); err != nil {
					t.Fatal(err)
				}
			}
			listed := map[engine.SchedulerLine]bool{}
			for _, l := range engine.SchedulerListing(e.Rules(), e.Policy()) {
				listed[l.Line] = true
			}
			marks := 0
			for range 300 {
				for _, m := range engine.SchedulerMarks(e.Step(), e.Rules(), e.Policy()) {
					marks++
					if !listed[m.Line] {
						t.Fatalf("step %d marks line %d, which the listing does not have", e.StepNumber(), m.Line)
					}
				}
			}
			if marks == 0 {
				t.Error("the scheduler never did anything")
			}
		})
	}
}
