package panel_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// TestEverySizeIsExact draws every frame at sizes from 1x1 to 200x60: none may panic, tear a wide sign apart or give
// a grid of another size. One frame meets all of them, the others share them out.
func TestEverySizeIsExact(t *testing.T) {
	t.Parallel()
	frames := everyFrame()
	names := slices.Sorted(maps.Keys(frames))
	g := screen.New(0, 0)
	for i, size := range effort.Sizes(t, 200, 60, 120, 800) {
		for _, name := range []string{"look", names[i%len(names)]} {
			w, h := size[0], size[1]
			g.Resize(w, h)
			panel.Draw(g, frames[name])
			if g.W != w || g.H != h {
				t.Fatalf("%s at %dx%d: the grid is %dx%d", name, w, h, g.W, g.H)
			}
			for _, l := range g.Lines() {
				if n := screen.Width(l); n != w {
					t.Fatalf("%s at %dx%d: a line of %d columns: %q", name, w, h, n, l)
				}
			}
		}
	}
}

// TestTooSmallSaysSo reads what a screen below the smallest size says, wherever there is room to say it.
func TestTooSmallSaysSo(t *testing.T) {
	for _, size := range [][2]int{{59, 40}, {200, 17}, {30, 10}, {12, 3}, {5, 1}} {
		g := screen.New(size[0], size[1])
		panel.Draw(g, lookMoment())
		if s := g.String(); !strings.Contains(s, "60x18") {
			t.Errorf("%dx%d does not say what is needed: %q", size[0], size[1], s)
		}
	}
}

// tokensIn finds the solid tokens of places in a grid: their texts by row, from left to right.
func tokensIn(g *screen.Grid, role theme.Role) []string {
	var all []string
	for y := range g.H {
		for run := range g.Runs(y) {
			if run.Style == role.Token() {
				all = append(all, strings.Fields(strings.Trim(run.Text, " ▸◂"))...)
			}
		}
	}
	return all
}

// TestATokenAppearsOnceAtItsPlace scans the styles of whole screens: each live coroutine has exactly one solid token,
// in the colour of its place; free slots have none.
func TestATokenAppearsOnceAtItsPlace(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"look", "stopped", "playing", "objects", "projected"} {
		f := everyFrame()[name]
		for _, size := range sizes() {
			g := screen.New(size[0], size[1])
			panel.Draw(g, f)
			shown := map[theme.Role][]string{}
			for _, role := range places() {
				shown[role] = tokensIn(g, role)
			}
			for i, c := range f.Now.Coroutines {
				count := map[theme.Role]int{}
				for role, tokens := range shown {
					for _, token := range tokens {
						if strings.TrimLeft(token, "▲▼●") == c.Name {
							count[role]++
						}
					}
				}
				want := map[theme.Role]int{roleAt(c.Place): 1}
				if !c.Live {
					want = map[theme.Role]int{}
				}
				if !maps.Equal(count, want) {
					t.Errorf("%s at %dx%d: coroutine %d, %s, on %s, has tokens %v, want %v", name, size[0], size[1],
						i, c.Name, c.Place, count, want)
				}
			}
		}
	}
}

// TestNoTokenAppearsTwice does the same where not all fit: no name twice, and those left out are counted.
func TestNoTokenAppearsTwice(t *testing.T) {
	t.Parallel()
	for name, f := range everyFrame() {
		for _, size := range sizes() {
			g := screen.New(size[0], size[1])
			panel.Draw(g, f)
			seen := map[string]bool{}
			for _, role := range places() {
				for _, token := range tokensIn(g, role) {
					if seen[token] && name != "names" {
						t.Errorf("%s at %dx%d: the token %s appears twice", name, size[0], size[1], token)
					}
					seen[token] = true
				}
			}
		}
	}
}

// places lists the roles of the places.
func places() []theme.Role {
	return []theme.Role{theme.Free, theme.Ready, theme.Running, theme.Waiting, theme.Timed}
}

func roleAt(p engine.Place) theme.Role {
	return map[engine.Place]theme.Role{engine.Free: theme.Free, engine.Ready: theme.Ready,
		engine.Running: theme.Running, engine.Waiting: theme.Waiting, engine.TimedWaiting: theme.Timed}[p]
}

// TestOneRunsInEachColumn looks at the timeline of whole screens: in each column of a pass exactly one cell is drawn as
// running.
func TestOneRunsInEachColumn(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"look", "crowd", "objects", "stopped"} {
		f := everyFrame()[name]
		for _, size := range sizes() {
			g := screen.New(size[0], size[1])
			panel.Draw(g, f)
			shown, _ := panel.TimeColumns(f, size[0], size[1])
			want := min(shown, len(f.Track.Columns)) * cellOf(f, size[0], size[1])
			if got := runningCells(t, g); got != want {
				t.Errorf("%s at %dx%d: %d cells run, want %d\n%s", name, size[0], size[1], got, want, g.String())
			}
		}
	}
}

// TestAlwaysInSight checks what no size may lose: the lanes, the owner of each mutex, the newest sentence, the keys.
func TestAlwaysInSight(t *testing.T) {
	t.Parallel()
	f := lookMoment()
	for w := panel.MinWidth; w <= 200; w += 7 {
		for h := panel.MinHeight; h <= 60; h += 3 {
			g := screen.New(w, h)
			panel.Draw(g, f)
			s := g.String()
			for _, want := range []string{"FREE", "READY", "RUNNING", "WAITING", "TIMED-WAITING", "held by ▼c1",
				"signals notFull.", "space step", "? all", "WORK QUEUE"} {
				if !strings.Contains(s, want) {
					t.Fatalf("%dx%d: %q is not in sight\n%s", w, h, want, s)
				}
			}
		}
	}
}

// TestNothingMovesWhenACountGainsADigit compares where titles stand before and after.
func TestNothingMovesWhenACountGainsADigit(t *testing.T) {
	for _, size := range sizes() {
		before, after := screen.New(size[0], size[1]), screen.New(size[0], size[1])
		f := lookMoment()
		f.Now.Pass, f.Now.Time, f.Position, f.Length = 9, 9, 99, 99
		panel.Draw(before, f)
		f.Now.Pass, f.Now.Time, f.Position, f.Length = 10, 10, 100, 100
		panel.Draw(after, f)
		for _, word := range []string{"pass ", "time ", "step ", "READY", "STORY", "signals"} {
			if a, b := find(before, word), find(after, word); a != b {
				t.Errorf("%dx%d: %q moved from %v to %v", size[0], size[1], word, a, b)
			}
		}
	}
}

// find returns where a word stands first.
func find(g *screen.Grid, word string) [2]int {
	for y, l := range g.Lines() {
		if before, _, ok := strings.Cut(l, word); ok {
			return [2]int{screen.Width(before), y}
		}
	}
	return [2]int{-1, -1}
}

// TestASCIIKeepsEverySign draws with signs that every font has: nothing may turn into a question mark.
func TestASCIIKeepsEverySign(t *testing.T) {
	for _, name := range []string{"look", "crowd", "objects", "prompting", "projected", "playing"} {
		g := screen.New(120, 36)
		panel.Draw(g, everyFrame()[name])
		questions := strings.Count(g.String(), "?")
		g.ASCII()
		if s := g.String(); strings.Count(s, "?") != questions {
			t.Errorf("%s: a sign has no likeness in ASCII\n%s", name, s)
		}
	}
}
