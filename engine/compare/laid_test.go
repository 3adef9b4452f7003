package compare_test

import (
	"context"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/compare"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestWhoChoseIsTheSameInBothWorlds: what a schedule that was found decided is told as its own in the other world too.
func TestWhoChoseIsTheSameInBothWorlds(t *testing.T) {
	p := scenetest.Shipped(t, "one-condition")
	c, err := engine.ParseCommand("run c1")
	if err != nil {
		t.Fatal(err)
	}
	for laid, want := range map[bool]string{true: "in the schedule found", false: "as you chose"} {
		side := compare.Side{Program: p, Commands: []session.Given{{Step: 0, Laid: laid, Command: c}}}
		s, skipped, err := side.Session(context.Background(), 3, 3)
		if err != nil || len(skipped) > 0 || s.Commands()[0].Laid != laid {
			t.Fatalf("%v, left out %v: %+v", err, skipped, s.Commands())
		}
		var said strings.Builder
		for _, one := range s.Story(20) {
			said.WriteString(one.String() + "\n")
		}
		if !strings.Contains(said.String(), want) {
			t.Errorf("laid out %v: without %q\n%s", laid, want, said.String())
		}
	}
}
