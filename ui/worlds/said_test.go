package worlds_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/worlds"
)

// TestWhatEveryScheduleComesToIsNotCut: on the smallest screens, too, it is said that every schedule was asked, which
// of two answers is about interrupts, and after how much each of them fails.
func TestWhatEveryScheduleComesToIsNotCut(t *testing.T) {
	two := edited(t)
	fails := program.ToFail(engine.EndViolation)
	two.Judge(two.Sides(), [2][]panel.WorldVerdict{
		worlds.Said([]ask.Finding{{Grain: program.GrainPass, Known: true, Expect: fails, Text: "in 4 passes"},
			{Grain: program.GrainOp, Known: true, Expect: fails, Text: "in 15 ops"}}),
		worlds.Said([]ask.Finding{{Grain: program.GrainPass, Known: true, Expect: program.ToHold(),
			Text: "all 11 states, in 7 classes, were visited", Short: "all 11 states"},
			{Grain: program.GrainOp, Known: true, Expect: program.ToHold(),
				Text: "all 218 states, in 114 classes, were visited", Short: "all 218 states"}}),
	})
	g := screen.New(0, 0)
	for _, size := range [][2]int{{60, 18}, {72, 20}, {80, 24}, {100, 30}, {120, 36}, {160, 50}} {
		shown(two, g, size[0], size[1])
		all := strings.ToLower(g.String())
		if !strings.Contains(all, "every schedule") && !strings.Contains(all, "all schedules") {
			t.Errorf("nothing says what was asked in\n%s", g)
		}
		for _, row := range strings.Split(all, "\n") {
			before, after, is := strings.Cut(row, "interrupted anywhere ")
			switch {
			case !is:
			case strings.Contains(before, "in 4 passes") && strings.Contains(after, "in 15 ops"):
			case size[0] >= 80 && strings.Contains(before, "✓") &&
				(!strings.Contains(before, "all 11 states") || !strings.Contains(after, "all 218 states")):
				t.Errorf("%q at %d columns does not say how many states", row, size[0])
			case strings.Contains(before, "✓ holds") && strings.Contains(after, "✓ holds"):
			default:
				t.Errorf("%q at %d columns", row, size[0])
			}
		}
		if n := strings.Count(all, "interrupted anywhere"); n != 2 {
			t.Errorf("%d answers are about interrupts in\n%s", n, g)
		}
	}
}

// TestAWorkQueueIsCalledSo: in two worlds, too, at every common size the panel is called what it is called elsewhere,
// and says how full it is.
func TestAWorkQueueIsCalledSo(t *testing.T) {
	two := edited(t)
	g := screen.New(0, 0)
	for _, size := range [][2]int{{80, 24}, {100, 30}, {120, 36}, {160, 50}, {200, 60}} {
		shown(two, g, size[0], size[1])
		all := g.String()
		if strings.Count(all, "WORK QUEUE") != 2 || strings.Count(all, " 0 of 1 ") != 2 {
			t.Errorf("at %dx%d\n%s", size[0], size[1], all)
		}
	}
}
