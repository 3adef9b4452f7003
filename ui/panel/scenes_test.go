package panel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
	"github.com/quartet-os/quartet/ui/track"
)

// shows returns the frame of a session at its present step.
func shows(s *session.Session, w, h int) *panel.Frame {
	f := &panel.Frame{Program: s.Program(), Now: s.Engine().Snapshot(nil), Events: s.Events(), Story: s.Story(60),
		Position: s.Position(), Length: s.Length(), Selected: -1, Listing: -1, Completion: -1, Keys: lookKeys()}
	columns, parts := panel.TimeColumns(f, w, h)
	f.Track, f.Run = new(track.Track).At(s, columns, parts, 0)
	return f
}

// TestScenes runs every shipped scene under both rule sets and checks at each step, on a large screen, what must hold
// for any scene: one solid token for each live coroutine, in the colour of its place; a ghost wherever one left; one
// running in each column of the timeline.
func TestScenes(t *testing.T) {
	t.Parallel()
	type shown struct{ name, rules string }
	var all []shown
	for _, name := range presets.Names() {
		all = append(all, shown{name, "textbook"}, shown{name, "nanoos"})
	}
	for _, one := range effort.Some(t, all, 3, 14) {
		t.Run(one.name+"/"+one.rules, func(t *testing.T) {
			s := scenetest.Open(t, scenetest.Shipped(t, one.name), "rule all "+one.rules)
			g := screen.New(0, 0)
			for range effort.Times(50, 90, 120) {
				if s.Forward() == nil {
					break
				}
				f := shows(s, 160, 50)
				g.Resize(160, 50)
				panel.Draw(g, f)
				tokensHold(t, g, f)
				ghostsHold(t, g, f)
				columnsHold(t, g, f)
				g.Resize(60, 18)
				panel.Draw(g, f)
				if t.Failed() {
					t.Logf("at step %d", f.Position)
					return
				}
			}
		})
	}
}

// tokensHold checks that each live coroutine has one token, at its place.
func tokensHold(t *testing.T, g *screen.Grid, f *panel.Frame) {
	t.Helper()
	seen := map[string]int{}
	for _, role := range places() {
		for _, token := range tokensIn(g, role) {
			seen[role.String()+" "+strings.TrimLeft(token, "▲▼●")]++
		}
	}
	for _, c := range f.Now.Coroutines {
		if !c.Live {
			continue
		}
		if key := roleAt(c.Place).String() + " " + c.Name; seen[key] != 1 {
			t.Errorf("%d tokens %q\n%s", seen[key], key, g.String())
		}
		delete(seen, roleAt(c.Place).String()+" "+c.Name)
	}
	if len(seen) > 0 {
		t.Errorf("tokens of nobody: %v\n%s", seen, g.String())
	}
}

// ghostsHold checks that who left a place in this step left one ghost: on RUNNING, if it had the CPU, or else where it
// stood before.
func ghostsHold(t *testing.T, g *screen.Grid, f *panel.Frame) {
	t.Helper()
	want := map[int32]engine.Place{}
	for _, ev := range f.Events {
		if ev.Kind != engine.Moved {
			continue
		}
		if _, moved := want[ev.Who]; !moved || ev.FromPlace() == engine.Running {
			want[ev.Who] = ev.FromPlace()
		}
	}
	for who, place := range want {
		if f.Now.Coroutines[who].Place == place {
			delete(want, who)
		}
	}
	if n := strings.Count(g.String(), "┄")/2 - strings.Count(g.String(), "┄#"); n != len(want) {
		t.Errorf("%d ghosts for %d moves %v\n%s", n, len(want), f.Events, g.String())
	}
}

// columnsHold checks that exactly one runs in each column in which anyone does.
func columnsHold(t *testing.T, g *screen.Grid, f *panel.Frame) {
	t.Helper()
	ran := 0
	for _, c := range f.Track.Columns {
		if c.Running >= 0 {
			ran++
		}
	}
	if got, want := runningCells(t, g), ran*cellOf(f, g.W, g.H); got != want {
		t.Errorf("%d cells run, want %d\n%s", got, want, g.String())
	}
}

// runningCells counts the cells that are drawn as running in a timeline, of which a column of the screen has one at
// most.
func runningCells(t *testing.T, g *screen.Grid) int {
	t.Helper()
	all := 0
	for x := range g.W {
		n := 0
		for y := range g.H {
			if c := g.At(x, y); c.Rune == theme.Unicode().TimeRunning && c.Style == theme.Running.Plain() {
				n++
			}
		}
		if n > 1 {
			t.Fatalf("%d run in column %d\n%s", n, x, g.String())
		}
		all += n
	}
	return all
}

// cellOf is how many cells a pass takes in the timeline of a screen of w by h cells: on a narrow one 1, else 2, and
// twice as many, up to 16, on a long strip up to 32, as long as the whole run has room.
func cellOf(f *panel.Frame, w, h int) int {
	cell := 1
	if w >= 100 {
		cell = 2
	}
	shown, _ := panel.TimeColumns(f, w, h)
	widest := 16
	if shown*cell >= 130 {
		widest = 32
	}
	for n := len(f.Track.Columns); n > 0 && len(f.Run.Moments) == 0 && 2*n <= shown && cell < widest; shown /= 2 {
		cell *= 2
	}
	return cell
}
