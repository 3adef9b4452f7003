package panel_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
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

// view is a layout at a size of the screen.
type view struct {
	layout panel.Layout
	w, h   int
}

// views are all layouts at all sizes in use.
func views() []view {
	var all []view
	for _, size := range [][2]int{{60, 18}, {80, 24}, {100, 30}, {120, 36}, {160, 50}, {200, 60}} {
		for _, l := range panel.Layouts() {
			all = append(all, view{l, size[0], size[1]})
		}
	}
	return all
}

// walkLanes draws the steps of scenes of the shelf, a step in one view after the other, and hands each to a check with
// what the first line of a report says. Where a scene can spawn more, some are spawned on the way.
func walkLanes(t *testing.T, quick, usual int, check func(where string, f *panel.Frame, g *screen.Grid)) {
	all, at := views(), 0
	for _, name := range effort.Some(t, presets.Names(), quick, usual) {
		s := scenetest.Open(t, scenetest.Shipped(t, name))
		for step := range effort.Times(20, 40, 120) {
			if step > 0 && s.Forward() == nil {
				break
			}
			for range effort.Times(1, 1, 5) {
				v := all[at%len(all)]
				at += 7
				f := shows(s, v.w, v.h)
				f.Layout = v.layout
				g := screen.New(v.w, v.h)
				panel.Draw(g, f)
				check(fmt.Sprintf("%s, step %d, %v at %dx%d", name, s.Position(), v.layout, v.w, v.h), f, g)
				if t.Failed() {
					return
				}
			}
		}
	}
}

// laneTokens returns the tokens of a place in a panel of a frame, from left to right, and the rows that they have.
func laneTokens(g *screen.Grid, r screen.Rect, place theme.Role) (tokens []string, rows int) {
	for y := r.Y; y < r.Bottom(); y++ {
		x, n := 0, len(tokens)
		for run := range g.Runs(y) {
			if run.Style == place.Token() && x >= r.X && x < r.Right() {
				if name := strings.Trim(run.Text, " ▸◂"); name != "" {
					tokens = append(tokens, strings.TrimLeft(name, "▲▼●"))
				}
			}
			x += screen.Width(run.Text)
		}
		if len(tokens) > n {
			rows++
		}
	}
	return tokens, rows
}

// TestWordsGiveWayToTokens: why somebody joined READY, and who has just left it, hides no token there and breaks no
// row.
func TestWordsGiveWayToTokens(t *testing.T) {
	t.Parallel()
	walkLanes(t, 8, 40, func(where string, f *panel.Frame, g *screen.Grid) {
		r := panel.Place(f, g.W, g.H, panel.ReadyPanel)
		with, rows := laneTokens(g, r, theme.Ready)
		bare := *f
		bare.Events = nil
		h := screen.New(g.W, g.H)
		panel.Draw(h, &bare)
		without, least := laneTokens(h, r, theme.Ready)
		if n := len(f.Now.Ready); len(without) == n && (len(with) < n || rows > least) {
			t.Errorf("%s: %d of %d tokens in %d rows, not %d\n%s", where, len(with), n, rows, least, g)
		}
	})
}

// TestWhoCameLastIsNotFolded: where a lane has no room for all and shows two or more, whoever joined it last in this
// step is one of them.
func TestWhoCameLastIsNotFolded(t *testing.T) {
	t.Parallel()
	more := []string{"spawn producer", "spawn consumer", "spawn producer", "spawn consumer", "spawn producer"}
	text := strings.Replace(scenetest.Text(t, "bounded-buffer"), "slots  = 9", "slots  = 30", 1)
	folds := 0
	for _, v := range effort.Some(t, views(), 4, 20) {
		s := scenetest.Open(t, scenetest.Parse(t, text))
		for i := range 60 {
			if i%4 == 0 {
				if _, err := s.Do(scenetest.Command(t, more[i/4%len(more)])); err != nil {
					t.Fatal(err)
				}
			}
			s.Forward()
			f := shows(s, v.w, v.h)
			f.Layout = v.layout
			g := screen.New(v.w, v.h)
			panel.Draw(g, f)
			for id, place := range map[panel.ID]engine.Place{panel.ReadyPanel: engine.Ready,
				panel.WaitingPanel: engine.Waiting, panel.TimedPanel: engine.TimedWaiting} {
				shown, _ := laneTokens(g, panel.Place(f, v.w, v.h, id), roleAt(place))
				last := ""
				for _, ev := range f.Events {
					if ev.Kind == engine.Moved && ev.ToPlace() == place && f.Now.Coroutines[ev.Who].Place == place {
						last = f.Now.Coroutines[ev.Who].Name
					}
				}
				if last == "" || len(shown) < 2 {
					continue
				}
				folds++
				if !slices.Contains(shown, last) {
					t.Fatalf("%v, step %d: %s is not in sight\n%s", v, s.Position(), last, g)
				}
			}
		}
	}
	if folds == 0 {
		t.Error("nobody came to a lane")
	}
}

// TestFreeHasOneRow: the slots that are free stand in one row, the next one to be used at the right, with how many
// there are beside those that are named, and then where they leave to.
func TestFreeHasOneRow(t *testing.T) {
	t.Parallel()
	name, more := regexp.MustCompile(`\bs\d+`), regexp.MustCompile(`\+(\d+)`)
	ghost := regexp.MustCompile(`┄[^┄]*┄|\S+ ended ▸`)
	walkLanes(t, 8, 40, func(where string, f *panel.Frame, g *screen.Grid) {
		r := panel.Place(f, g.W, g.H, panel.FreePanel)
		var rows []string
		for y := r.Y + 1; y < r.Bottom()-1; y++ {
			if row := strings.Trim(cellsIn(g, r, y), "│ "); row != "" {
				rows = append(rows, ghost.ReplaceAllString(row, ""))
			}
		}
		if r.H == 0 || len(f.Now.Free) == 0 {
			return
		}
		if len(rows) != 1 {
			t.Errorf("%s: FREE has %d rows\n%s", where, len(rows), g)
			return
		}
		names, hidden := name.FindAllString(rows[0], -1), 0
		if m := more.FindStringSubmatch(rows[0]); m != nil {
			hidden, _ = strconv.Atoi(m[1])
		}
		if len(names)+hidden != len(f.Now.Free) || hidden > 0 && !strings.HasSuffix(rows[0], "▸") ||
			len(names) > 0 && names[len(names)-1] != fmt.Sprintf("s%d", f.Now.Free[0]+1) {
			t.Errorf("%s: %v are free, and FREE says %q\n%s", where, f.Now.Free, rows[0], g)
		}
	})
}

// cellsIn is the text of a row within a rectangle.
func cellsIn(g *screen.Grid, r screen.Rect, y int) string {
	var b strings.Builder
	for x := r.X; x < r.Right(); x++ {
		b.WriteRune(g.At(x, y).Rune)
	}
	return b.String()
}

// TestACauseStandsBesideItsToken in the layout of the projector, where a lane is as wide as the screen.
func TestACauseStandsBesideItsToken(t *testing.T) {
	t.Parallel()
	said := 0
	walkLanes(t, 8, 40, func(where string, f *panel.Frame, g *screen.Grid) {
		if f.Layout != panel.Projector {
			return
		}
		r := panel.Place(f, g.W, g.H, panel.ReadyPanel)
		for y := r.Y; y < r.Bottom(); y++ {
			for x := r.X + 13; x < r.Right()-4; x++ {
				if g.At(x, y).Rune != theme.Unicode().Right || g.At(x, y).Style != theme.Ready.Plain() {
					continue
				}
				if said++; g.At(x+2, y).Style != theme.Ready.Token() {
					t.Errorf("%s: a cause stands away from its token\n%s", where, g)
				}
			}
		}
	})
	if said == 0 {
		t.Error("no cause was said")
	}
}

// TestLockQueuesAreToldTogether: below the lanes of the projector stand all lock queues in which somebody waits, or
// none.
func TestLockQueuesAreToldTogether(t *testing.T) {
	t.Parallel()
	s := scenetest.Open(t, scenetest.Shipped(t, "deadlock-philosophers"))
	for s.Forward() != nil {
	}
	for _, c := range []struct{ w, h, queues int }{{80, 24, 0}, {120, 36, 3}, {200, 60, 3}} {
		f := shows(s, c.w, c.h)
		f.Layout = panel.Projector
		g := screen.New(c.w, c.h)
		panel.Draw(g, f)
		if row := g.Lines()[c.h-2]; strings.Count(row, " queue ") != c.queues {
			t.Errorf("at %dx%d it says %q, want %d queues", c.w, c.h, row, c.queues)
		}
	}
}

// TestNobodyHasTwoGhosts: who went through several places in a step is told at one of them.
func TestNobodyHasTwoGhosts(t *testing.T) {
	t.Parallel()
	ghost := regexp.MustCompile(`┄[^┄# ]+┄`)
	walkLanes(t, 8, 40, func(where string, f *panel.Frame, g *screen.Grid) {
		seen := map[string]bool{}
		for _, one := range ghost.FindAllString(g.String(), -1) {
			if one = strings.TrimLeft(one, "┄▲▼●"); seen[one] {
				t.Errorf("%s: %s has two ghosts\n%s", where, one, g)
			}
			seen[one] = true
		}
	})
}

// TestTokensStandInOneColumn: in WAITING and TIMED-WAITING, where each thing that is waited for has a row, whatever is
// said of who came.
func TestTokensStandInOneColumn(t *testing.T) {
	t.Parallel()
	rows := 0
	walkLanes(t, 12, 60, func(where string, f *panel.Frame, g *screen.Grid) {
		for id, place := range map[panel.ID]engine.Place{panel.WaitingPanel: engine.Waiting,
			panel.TimedPanel: engine.TimedWaiting} {
			r, role := panel.Place(f, g.W, g.H, id), roleAt(place)
			things := map[[2]int]bool{}
			for _, c := range f.Now.Coroutines {
				if c.Live && c.Place == place {
					things[[2]int{int(c.On), c.Object}] = true
				}
			}
			var at []int
			for y := r.Y + 1; y < r.Bottom()-1; y++ {
				for x := r.X; x < r.Right(); x++ {
					if g.At(x, y).Style == role.Token() && strings.TrimSpace(cellsIn(g, r, y)) != "" {
						for x > r.X && (g.At(x-1, y).Style == role.Blank() || g.At(x-1, y).Style == role.Token()) {
							x--
						}
						at = append(at, x)
						break
					}
				}
			}
			if len(at) < 2 || len(at) != len(things) || f.Layout == panel.Projector {
				continue
			}
			rows += len(at)
			if slices.Max(at) != slices.Min(at) {
				t.Errorf("%s: tokens begin in columns %v of %v\n%s", where, at, place, g)
			}
		}
	})
	if rows == 0 {
		t.Error("no lane had two rows")
	}
}

// TestWhoHasLeftIsSaidWithWhatItWaitedFor: a row of a lane in which only ghosts stand says what they had waited for.
func TestWhoHasLeftIsSaidWithWhatItWaitedFor(t *testing.T) {
	t.Parallel()
	said := 0
	walkLanes(t, 12, 60, func(where string, f *panel.Frame, g *screen.Grid) {
		for _, id := range []panel.ID{panel.WaitingPanel, panel.TimedPanel} {
			r := panel.Place(f, g.W, g.H, id)
			for y := r.Y + 1; y < r.Bottom()-1 && f.Layout != panel.Projector; y++ {
				row := strings.Trim(cellsIn(g, r, y), "│ ")
				if strings.Contains(row, "┄") {
					said++
				}
				if strings.HasPrefix(row, "┄") {
					t.Errorf("%s: %q does not say what it waited for\n%s", where, row, g)
				}
			}
		}
	})
	if said == 0 {
		t.Error("nobody has left")
	}
}
