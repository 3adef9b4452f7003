package panel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// cures are changes of a scene: two that hold, one of them not in all worlds, and two that only look right.
func cures() *panel.Cures {
	const good, bad, none = panel.Good, panel.Bad, panel.Plain
	kept := func(from, to int) (all []panel.CureLine) {
		lines := strings.Split(strings.ReplaceAll(boundedBuffer, "\t", "    "), "\n")
		for i := from; i <= to; i++ {
			all = append(all, panel.CureLine{Number: i, Text: lines[i]})
		}
		return all
	}
	lines := append(kept(2, 18), panel.CureLine{Number: 19, Mark: panel.Removed, Text: "        if len(work) == 0 {"},
		panel.CureLine{Mark: panel.Added, Text: "        for len(work) == 0 {"})
	lines = append(lines, kept(20, 30)...)
	return &panel.Cures{Title: "if-instead-of-a-loop", Count: "2 of 106 changes hold", Proven: 2, Seem: 2, At: 1,
		Worlds: []panel.CureWorld{{Name: "pass", What: "at its own grain"}, {Name: "op", What: "interrupted anywhere"},
			{Name: "wake", What: "with any wake order"}, {Name: "spurious", What: "with spurious wakeups"}},
		AsItIs: panel.Cure{What: "as it is", Worlds: []panel.Mood{bad, bad, none, none}, Why: "violation in 4 passes"},
		More:   "Two changes at once are tried by quartet mend SCENE --pairs.",
		Rows: []panel.Cure{
			{Line: 19, What: "if to for", Worlds: []panel.Mood{good, good, good, good}, Lines: lines},
			{Line: 34, What: "wait in a loop, for len(work) == 0 || closed", Lines: lines,
				Worlds: []panel.Mood{good, good, good, bad}, Why: "spurious: violation in 2 passes"},
			{Line: 24, What: "signal to broadcast", Worlds: []panel.Mood{good, bad, none, none},
				Why: "op: stuck in 12 ops"},
			{Line: 36, What: "move take(work) up 2", Worlds: []panel.Mood{good, panel.Unsure, none, none},
				Why: "take(work) in consumer is no longer under m"},
		}}
}

// TestCuresAreWhole: on every screen with room for it no change and no reason is cut, a world has its name or, where
// there is little room, a letter, and that a proof is of the laws alone is said.
func TestCuresAreWhole(t *testing.T) {
	for _, size := range [][2]int{{60, 28}, {80, 24}, {100, 30}, {120, 36}, {160, 50}, {200, 60}} {
		f := lookMoment()
		f.Overlay = cures()
		g := screen.New(size[0], size[1])
		panel.Draw(g, f)
		s := g.String()
		words := strings.Join(strings.Fields(strings.NewReplacer("│", " ", "─", " ").Replace(s)), " ")
		for _, want := range []string{"if to for", "|| closed", "signal to broadcast", "op: stuck in 12 ops",
			"spurious: violation in 2 passes", "longer under m", "you meant", "these only look right",
			"− if len(work) == 0 {", "+ for len(work) == 0 {", "violation in 4 passes"} {
			if !strings.Contains(words, want) {
				t.Errorf("at %v it does not say %q:\n%s", size, want, s)
			}
		}
		if wide := size[0] >= 80; strings.Contains(words, "pass op wake spurious") != wide ||
			strings.Contains(words, "p o w s") == wide {
			t.Errorf("at %v the worlds are not named:\n%s", size, s)
		}
	}
}

// TestTheMarkedCureIsInSight, however many there are.
func TestTheMarkedCureIsInSight(t *testing.T) {
	c := cures()
	for len(c.Rows) < 90 {
		c.Rows = append(c.Rows, c.Rows[2])
	}
	for c.At = range c.Rows {
		c.Rows[c.At].What = "the marked one"
		for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 36}} {
			f := lookMoment()
			f.Overlay = c
			g := screen.New(size[0], size[1])
			panel.Draw(g, f)
			if n := strings.Count(g.String(), "the marked one"); n != 2 { // in the list, and above what it changes
				t.Fatalf("%d at %v: it is shown %d times:\n%s", c.At, size, n, g)
			}
		}
		c.Rows[c.At].What = "another"
	}
}
