package panel_test

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
	"github.com/quartet-os/quartet/ui/track"
)

// at returns the frame of a shipped scene after some steps, in a layout, on a screen of w by h cells.
func at(t *testing.T, name string, steps int, l panel.Layout, w, h int) *panel.Frame {
	t.Helper()
	return standing(scenetest.Open(t, scenetest.Shipped(t, name)), steps, l, w, h)
}

// standing is a frame of a session after some steps, with everything that a large screen shows.
func standing(s *session.Session, steps int, l panel.Layout, w, h int) *panel.Frame {
	for range steps {
		s.Forward()
	}
	f := shows(s, w, h)
	f.Layout = l
	columns, parts := panel.TimeColumns(f, w, h)
	f.Track, f.Run = new(track.Track).At(s, columns, parts, 0)
	waits := reason.NewReader(f.Program).Waits(f.Now)
	f.Waits = &waits
	return f
}

// TestLayouts compares each layout at four sizes with its golden view, and its colours in two themes with their sums.
func TestLayouts(t *testing.T) {
	for _, l := range panel.Layouts() {
		for _, size := range [][2]int{{80, 24}, {120, 36}, {160, 50}, {200, 60}} {
			path := fmt.Sprintf("layout/%s-%dx%d", l, size[0], size[1])
			t.Run(path, func(t *testing.T) {
				t.Parallel()
				g := screen.New(size[0], size[1])
				panel.Draw(g, at(t, "bounded-buffer", 91, l, size[0], size[1]))
				view := g.String()
				for _, name := range []string{"dark", "light"} {
					scheme, err := theme.ByName(name)
					if err != nil {
						t.Fatal(err)
					}
					sum := sha256.Sum256(g.AppendANSI(nil, screen.NewPalette(scheme)))
					view += fmt.Sprintf("\n%s %x", name, sum[:6])
				}
				golden(t, path, view)
			})
		}
	}
}

// TestEveryPlaceIsOnEveryLayout: at any size in use each of the five places is named, with how many are there.
func TestEveryPlaceIsOnEveryLayout(t *testing.T) {
	for _, l := range panel.Layouts() {
		for _, size := range [][2]int{{80, 24}, {100, 30}, {120, 36}, {160, 50}} {
			for _, policy := range []string{"cooperative", "roundrobin"} {
				s := scenetest.Open(t, scenetest.Shipped(t, "bounded-buffer"), "policy "+policy)
				g := screen.New(size[0], size[1])
				panel.Draw(g, standing(s, 20, l, size[0], size[1]))
				view := g.String()
				for _, place := range []string{
					`FREE\W+4`, `READY`, `RUNNING`, `\bWAITING`, `TIMED(-WAITING)?\W+(\d|nobody)`,
				} {
					if !regexp.MustCompile(place).MatchString(view) {
						t.Errorf("%v at %v, %s: no %s:\n%s", l, size, policy, place, view)
					}
				}
			}
		}
	}
}

// modes are the ways in which a screen is used, each as a change of a frame.
func modes() map[string]func(f *panel.Frame) {
	all := map[string]func(f *panel.Frame){
		"browsing": func(*panel.Frame) {},
		"focused":  func(f *panel.Frame) { f.Focus, f.Selected = panel.ListingPanel, p2 },
		"typing": func(f *panel.Frame) {
			f.Prompting, f.Prompt, f.PromptCursor = true, "spawn pro", 9
			f.Completions = []panel.Completion{{Text: "producer", About: "puts"}, {Text: "program"}}
		},
		"scheduler": func(f *panel.Frame) { f.Scheduler = true },
		"notice":    func(f *panel.Frame) { f.Notice = strings.Repeat("a long word on what has changed ", 5) },
	}
	for name, o := range placed() {
		all[name] = func(f *panel.Frame) { f.Overlay = o }
	}
	all["verdict"] = func(f *panel.Frame) {
		f.Verdict = &panel.Reasons{Answer: reasonsWhy(), At: -1, Bad: true, Foot: "The goal is reached.", Hint: "w"}
	}
	return all
}

// TestEveryLayoutIsExact draws every mode in every layout. One pair meets every size from 1x1 to 200x60, the others
// meet drawn ones.
func TestEveryLayoutIsExact(t *testing.T) {
	t.Parallel()
	all := modes()
	names := slices.Sorted(maps.Keys(all))
	many := func() *panel.Frame { return crowd(60) }
	frames := []func() *panel.Frame{lookMoment, many, manyObjects, longNames, stopped}
	g := screen.New(0, 0)
	for _, l := range panel.Layouts() {
		for i, name := range names {
			quick, usual := 2, 10
			if l == panel.Explore && name == "browsing" {
				quick, usual = 40, 300
			}
			f := frames[(i+int(l))%len(frames)]()
			waits := reason.NewReader(f.Program).Waits(f.Now)
			f.Layout, f.Waits = l, &waits
			all[name](f)
			t.Run(fmt.Sprintf("%s/%s", l, name), func(t *testing.T) {
				for _, size := range effort.Sizes(t, 200, 60, quick, usual) {
					g.Resize(size[0], size[1])
					panel.Draw(g, f)
					for _, row := range g.Lines() {
						if n := screen.Width(row); n != size[0] || g.H != size[1] {
							t.Fatalf("at %dx%d: a line of %d columns: %q", size[0], size[1], n, row)
						}
					}
				}
			})
		}
	}
}

// TestNoPanelIsHalfEmptyWhileAnotherIsFolded looks at the largest screen: where a panel of text has blank rows for more
// than half of its height, or a lane in which somebody is, then all sentences and lines of the others are in sight.
func TestNoPanelIsHalfEmptyWhileAnotherIsFolded(t *testing.T) {
	t.Parallel()
	const w, h = 200, 60
	for _, name := range effort.Some(t, []string{"bounded-buffer", "one-condition", "deadlock-philosophers",
		"lecture-02-item-lost", "nanoos-16", "timed-wait"}, 3, 6) {
		for _, l := range panel.Layouts() {
			f := at(t, name, 60, l, w, h)
			g := screen.New(w, h)
			panel.Draw(g, f)
			lanes := map[panel.ID]int{panel.ReadyPanel: len(f.Now.Ready), panel.WaitingPanel: len(f.Now.Waiting),
				panel.TimedPanel: len(f.Now.Timed), panel.RunningPanel: f.Now.Running + 1}
			for id := panel.ReadyPanel; id < panel.FooterPanel; id++ {
				r := panel.Place(f, w, h, id)
				if n, lane := lanes[id]; r.H < 5 || lane && n == 0 {
					continue
				}
				if blank := blankRows(g, r); 2*blank > r.H-2 && folded(g, f) {
					t.Errorf("%s in %v: %d of %d rows of %v are blank\n%s", name, l, blank, r.H-2, id, g)
				}
			}
		}
	}
}

// TestWhoWaitsLeavesNoHole looks where the whole source stands at the left: of the rows that who waits for whom leaves,
// no more than two in a run stay empty, however few wait.
func TestWhoWaitsLeavesNoHole(t *testing.T) {
	t.Parallel()
	for _, name := range effort.Some(t, []string{"bounded-buffer", "one-condition", "deadlock-philosophers",
		"lecture-02-item-lost", "timed-wait", "wakeup-in-the-gap"}, 3, 6) {
		for _, size := range [][2]int{{160, 50}, {200, 60}} {
			for _, steps := range []int{0, 6, 30, 91} {
				f := at(t, name, steps, panel.Explore, size[0], size[1])
				g := screen.New(size[0], size[1])
				panel.Draw(g, f)
				if f.Now.Running < 0 && len(f.Now.Ready)+len(f.Now.Waiting)+len(f.Now.Timed) == 0 {
					continue // nobody is left of whom anything could be said
				}
				r := panel.Place(f, size[0], size[1], panel.ObjectsPanel)
				for y := r.Y + 1; y+3 < r.Bottom()-1; y++ {
					if blankRows(g, screen.R(r.X, y-1, r.W, 5)) == 3 {
						t.Errorf("%s at %v, step %d: three empty rows from row %d on\n%s", name, size, steps, y, g)
						break
					}
				}
			}
		}
	}
}

// rest is how a panel says that there is more of something than it has room for; a sentence may have the word too.
var rest = regexp.MustCompile(`(… \d+|\+\d+|and) more`)

// folded reports whether a panel has more to show than it has room for: the story its first sentence, or any other.
func folded(g *screen.Grid, f *panel.Frame) bool {
	view := g.String()
	first := strings.Join(strings.Fields(f.Story[0].Text)[:3], " ")
	return !strings.Contains(view, first) || rest.MatchString(view) || strings.Contains(view, "▸ 1 to ") && !tall(f, g)
}

// tall reports whether the listing has all the rows that there are between the header and the timeline, so that no
// other panel could give it any.
func tall(f *panel.Frame, g *screen.Grid) bool {
	r := panel.Place(f, g.W, g.H, panel.ListingPanel)
	ready, time := panel.Place(f, g.W, g.H, panel.ReadyPanel), panel.Place(f, g.W, g.H, panel.TimePanel)
	return r.Y <= ready.Y && r.Bottom() == time.Y
}

// blankRows counts the rows inside a panel's frame that show nothing: no letter, and no colour of a token.
func blankRows(g *screen.Grid, r screen.Rect) int {
	n := 0
	for y := r.Y + 1; y < r.Bottom()-1; y++ {
		blank := true
		for x := r.X + 1; x < r.Right()-1; x++ {
			c := g.At(x, y)
			blank = blank && c.Rune == ' ' && c.Style == theme.Text.Plain()
		}
		if blank {
			n++
		}
	}
	return n
}
