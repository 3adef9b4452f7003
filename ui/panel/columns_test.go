package panel_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// TestTheGoalBeginsItsRow: a goal stands at the left of a row of the header, and what to try behind it or at the left
// of the next one, and the header has four rows at most.
func TestTheGoalBeginsItsRow(t *testing.T) {
	t.Parallel()
	for _, name := range effort.Some(t, presets.Names(), 12, len(presets.Names())) {
		p := scenetest.Shipped(t, name)
		if p.Goal == "" {
			continue
		}
		f := shows(scenetest.Open(t, p), 120, 36)
		g := screen.New(120, 36)
		panel.Draw(g, f)
		rows := strings.Split(g.String(), "\n")
		goal := -1
		for y, l := range rows[:6] {
			if strings.HasPrefix(l, " goal  ") {
				goal = y
			} else if y > 0 && strings.Contains(l, "   goal  ") {
				t.Errorf("%s: the goal stands behind the moral:\n%s", name, l)
			}
		}
		if goal < 0 {
			t.Errorf("%s: no row begins with its goal:\n%s", name, strings.Join(rows[:6], "\n"))
			continue
		}
		if goal == 3 && strings.HasPrefix(rows[4], " try  ") {
			t.Errorf("%s: the header has five rows:\n%s", name, strings.Join(rows[:6], "\n"))
		}
	}
}

// TestNamesHaveTheRoomBesideThem: where a line has room for all who stand at it nobody is left out, and what runs is
// told whole on a screen of 160 columns.
func TestNamesHaveTheRoomBesideThem(t *testing.T) {
	s := scenetest.Open(t, scenetest.Shipped(t, "deadlock-philosophers"))
	for range 100 { // it ends before that
		s.Forward()
	}
	g := screen.New(200, 60)
	panel.Draw(g, shows(s, 200, 60))
	if all := g.String(); !strings.Contains(all, "●hume ●plato ●kant │") || strings.Contains(all, "+1 │") {
		t.Errorf("somebody is left out:\n%s", all)
	}
	s = scenetest.Open(t, scenetest.Shipped(t, "bounded-buffer"))
	wrapped := false
	for range 60 {
		s.Forward()
		f := shows(s, 160, 50)
		lane := screen.New(33, 6)
		panel.DrawWide(lane, f, panel.RunningPanel, 3)
		if all := lane.String(); strings.Contains(all, "…") {
			t.Fatalf("step %d: what runs is cut:\n%s", f.Position, all)
		} else if strings.Contains(all, "for len(work) ==") && strings.Contains(all, "cap(work)") {
			wrapped = true
		}
	}
	if !wrapped {
		t.Error("no statement took two rows")
	}
}

// TestRunningLeavesTheEndToOthers: how a run ended is said in the header, by the verdict and over TIME.
func TestRunningLeavesTheEndToOthers(t *testing.T) {
	s := scenetest.Open(t, scenetest.Shipped(t, "deadlock-philosophers"))
	for range 100 {
		s.Forward()
	}
	f := shows(s, 160, 50)
	if f.Now.End.Kind != engine.EndDeadlock {
		t.Fatalf("it ended as %q", f.Now.End.Kind)
	}
	for _, tall := range []int{1, 3} {
		g := screen.New(45, 6)
		panel.DrawWide(g, f, panel.RunningPanel, tall)
		if all := g.String(); strings.Contains(all, "deadlock") || !strings.Contains(all, "nobody is next") {
			t.Errorf("RUNNING says:\n%s", all)
		}
	}
}

// TestTheCardLeavesTheStory of a large screen in sight, and has few empty rows.
func TestTheCardLeavesTheStory(t *testing.T) {
	for _, size := range [][2]int{{160, 50}, {200, 60}} {
		f := shows(scenetest.Open(t, scenetest.Shipped(t, "bounded-buffer")), size[0], size[1])
		f.Tour = &panel.Tour{Number: 1, Title: "Four queues", Titles: []string{"Four queues", "One pass"},
			Lines: []string{"A sentence of the card."}, Key: "space", After: "for one step."}
		g := screen.New(size[0], size[1])
		panel.Draw(g, f)
		if all := g.String(); !strings.Contains(all, "1 of 2  Four queues") || !strings.Contains(all, "─ STORY ─") {
			t.Errorf("%dx%d: the story is hidden:\n%s", size[0], size[1], all)
		}
	}
}

// TestWhatHelpSaysStandsInOneColumn: whatever groups a column of the help has, their words begin below each other.
func TestWhatHelpSaysStandsInOneColumn(t *testing.T) {
	h := &panel.Help{Groups: []panel.KeyGroup{
		{Title: "One", Keys: []panel.KeyHint{{Key: "n, PageDown", Does: "AAA"}}},
		{Title: "Two", Keys: []panel.KeyHint{{Key: "p", Does: "BBB"}}}}}
	g := screen.New(80, 24)
	panel.DrawOverlay(g, lookMoment(), h)
	at := map[string]int{}
	for l := range strings.Lines(g.String()) {
		for _, word := range []string{"AAA", "BBB"} {
			if before, _, ok := strings.Cut(l, word); ok {
				at[word] = len([]rune(before))
			}
		}
	}
	if at["AAA"] == 0 || at["AAA"] != at["BBB"] {
		t.Errorf("the words begin in %v:\n%s", at, g)
	}
}

// TestTheKeysFillTheirColumns: in whatever size, no head stands at the foot of what is seen without a key of its own,
// and no column of the first page has room left for the group that the next one begins with.
func TestTheKeysFillTheirColumns(t *testing.T) {
	h := &panel.Help{First: []panel.KeyHint{{Key: "I", Does: "this scene"}}}
	for i, n := range []int{9, 15, 12, 15, 7, 11, 7, 8, 10, 6} {
		g := panel.KeyGroup{Title: "GROUP" + string(rune('A'+i))}
		for k := range n {
			g.Keys = append(g.Keys, panel.KeyHint{Key: string(rune('a' + k)), Does: "what it does, in some words"})
		}
		h.Groups = append(h.Groups, g)
	}
	for _, size := range [][2]int{
		{80, 24}, {100, 30}, {120, 36}, {160, 50}, {200, 60}, {90, 41}, {130, 20}, {240, 33},
	} {
		g := screen.New(size[0], size[1])
		panel.DrawOverlay(g, lookMoment(), h)
		rows := strings.Split(g.String(), "\n")
		type place struct{ x, y int }
		var at []place
		for i := range h.Groups {
			for y, row := range rows {
				if before, _, ok := strings.Cut(row, h.Groups[i].Title); ok {
					at = append(at, place{len([]rune(before)), y})
				}
			}
		}
		foot := slices.IndexFunc(rows, func(row string) bool { return strings.Contains(row, "╰") })
		for i, p := range at {
			if p.y+1 >= foot {
				t.Errorf("%dx%d: %s stands alone:\n%s", size[0], size[1], h.Groups[i].Title, g)
			}
			next, end := i+1, p.y+1+len(h.Groups[i].Keys)
			if next == len(at) || at[next].x == p.x || at[next].y > p.y {
				continue
			}
			if end+2+len(h.Groups[next].Keys) <= foot {
				t.Errorf("%dx%d: %s has room above it:\n%s", size[0], size[1], h.Groups[next].Title, g)
			}
		}
	}
}

// TestTokensHaveOneSize: where tokens have many rows, those of all lanes have as many. Those that stand below each
// other touch.
func TestTokensHaveOneSize(t *testing.T) {
	s := scenetest.Open(t, scenetest.Shipped(t, "bounded-buffer"))
	for range 60 {
		s.Forward()
		f := shows(s, 160, 50)
		f.Layout = panel.Queues
		g := screen.New(160, 50)
		panel.Draw(g, f)
		tall := map[int]bool{}
		for _, r := range []theme.Role{theme.Ready, theme.Running, theme.Waiting, theme.Timed} {
			for x := range g.W {
				rows := 0
				for y := range g.H {
					if at := g.At(x, y).Style; at == r.Blank() || at == r.Token() {
						rows++
					} else if rows > 0 {
						tall[rows] = true
						rows = 0
					}
				}
			}
		}
		least := 99
		for rows := range tall {
			least = min(least, rows)
		}
		if slices.ContainsFunc(slices.Collect(maps.Keys(tall)), func(n int) bool { return n%least != 0 }) {
			t.Fatalf("step %d: tokens have %v rows:\n%s", f.Position, tall, g)
		}
	}
}

// TestFreeSaysThatItIsEmpty, whoever moved elsewhere in the step.
func TestFreeSaysThatItIsEmpty(t *testing.T) {
	s := scenetest.Open(t, scenetest.Shipped(t, "priority-inversion")) // as many slots as coroutines
	for range 5 {
		g := screen.New(17, 4)
		panel.DrawPanel(g, shows(s, 160, 50), panel.FreePanel)
		if all := g.String(); !strings.Contains(all, "none") {
			t.Errorf("step %d:\n%s", s.Position(), all)
		}
		s.Forward()
	}
}
