package worlds_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/compare"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
	"github.com/quartet-os/quartet/ui/worlds"
)

var update = flag.Bool("update", false, "write the golden views anew")

// pair shows two runs, at the boot of both.
func pair(t *testing.T, a, b compare.Side, names ...string) *worlds.Worlds {
	t.Helper()
	here := scenetest.Open(t, a.Program)
	twin, err := worlds.Make(context.Background(), a, b, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	names = append(names, "before the edit", "after the edit")
	twin.Name = names[1]
	w := new(worlds.Worlds)
	w.Enter(here, a, names[0], twin)
	return w
}

// edited is the scene that breaks beside the same with a loop in place of the if.
func edited(t *testing.T) *worlds.Worlds {
	t.Helper()
	text := scenetest.Text(t, "if-instead-of-a-loop")
	cured := strings.Replace(text, "if len(work) == 0", "for len(work) == 0", 1)
	w := pair(t, compare.Side{Program: scenetest.Parse(t, text)}, compare.Side{Program: scenetest.Parse(t, cured)})
	w.Judge(w.Sides(), [2][]panel.WorldVerdict{
		{{Mood: panel.Bad, Word: "fails", Text: "violation in 4 passes"}},
		{{Mood: panel.Good, Word: "holds", Text: "all 11 states were visited"}},
	})
	return w
}

// shown draws two worlds on a screen of w by h cells.
func shown(two *worlds.Worlds, g *screen.Grid, w, h int) *panel.Frame {
	two.Follow(0)
	side := two.Sides()[0]
	f := &panel.Frame{Program: side.Program, Selected: -1, Listing: -1, Completion: -1,
		Keys: []panel.KeyHint{{Key: "space", Does: "step both"}, {Key: "esc", Does: "one world"}}}
	f.Worlds = two.Draw(f, w, h, 0)
	g.Resize(w, h)
	panel.Draw(g, f)
	return f
}

// views are pairs at a moment, by name.
func views(t *testing.T) map[string]*worlds.Worlds {
	t.Helper()
	parted := edited(t)
	parted.GoTo(17)
	boot := edited(t)
	alone := edited(t)
	alone.GoTo(20)
	alone.Update(keys.TakeNumbered, keys.PressOf("2"))
	buffer := compare.Side{Program: scenetest.Shipped(t, "bounded-buffer")}
	policies := pair(t, buffer, buffer.Under(func(s *program.Settings) { s.Policy = program.RoundRobin }))
	policies.GoTo(30)
	scenes := pair(t, buffer, compare.Side{Program: scenetest.Shipped(t, "deadlock-philosophers")})
	scenes.GoTo(40)
	return map[string]*worlds.Worlds{"parted": parted, "boot": boot, "alone": alone, "policies": policies,
		"scenes": scenes}
}

// TestViews compares what two worlds look like with files, at the sizes where the plan changes.
func TestViews(t *testing.T) {
	all := views(t)
	g := screen.New(0, 0)
	for name, sizes := range map[string][][2]int{
		"parted": {{60, 18}, {80, 24}, {100, 30}, {100, 50}, {120, 36}, {160, 50}, {200, 60}},
		"boot":   {{160, 50}}, "alone": {{60, 18}, {120, 36}},
		"policies": {{100, 30}, {160, 50}}, "scenes": {{160, 50}},
	} {
		for _, size := range sizes {
			shown(all[name], g, size[0], size[1])
			golden(t, fmt.Sprintf("%s-%dx%d", name, size[0], size[1]), g.String())
		}
	}
}

// golden compares a view with the file of its name.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	got += "\n"
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; got:\n%swant:\n%s", name, got, want)
	}
}

// TestEverySizeIsExact draws pairs at sizes from 1x1 to 200x60, with a dialog over them at some.
func TestEverySizeIsExact(t *testing.T) {
	t.Parallel()
	all := views(t)
	names := []string{"parted", "boot", "alone", "policies", "scenes"}
	g := screen.New(0, 0)
	for i, size := range effort.Sizes(t, 200, 60, 60, 400) {
		w, h := size[0], size[1]
		f := shown(all[names[i%len(names)]], g, w, h)
		if i%3 == 0 {
			f.Overlay = &panel.Message{Title: "a page", Text: strings.Repeat("words ", 40)}
			panel.Draw(g, f)
		}
		if g.W != w || g.H != h {
			t.Fatalf("%dx%d: the grid is %dx%d", w, h, g.W, g.H)
		}
		for _, l := range g.Lines() {
			if n := screen.Width(l); n != w {
				t.Fatalf("%s at %dx%d: a line of %d columns: %q", names[i%len(names)], w, h, n, l)
			}
		}
	}
}

// TestReadyAndRunningOfBothAreAlwaysInSight: from the smallest screen on, whatever lies over the panels.
func TestReadyAndRunningOfBothAreAlwaysInSight(t *testing.T) {
	two := views(t)["parted"]
	g := screen.New(0, 0)
	for _, size := range [][2]int{{60, 18}, {76, 20}, {80, 24}, {99, 29}, {100, 30}, {109, 40}, {110, 18}, {120, 36},
		{160, 50}, {200, 60}} {
		f := shown(two, g, size[0], size[1])
		for range 2 {
			for _, word := range []string{"READY", "RUNNING"} {
				if n := strings.Count(g.String(), " "+word+" "); n != 2 {
					t.Errorf("%dx%d: %s stands there %d times:\n%s", size[0], size[1], word, n, g.String())
				}
			}
			f.Overlay = &panel.Message{Title: "a page", Text: strings.Repeat("words ", 40)}
			panel.Draw(g, f)
		}
	}
}

// TestWhatDiffersIsBright: in both listings and both heads, and no other word of the text is.
func TestWhatDiffersIsBright(t *testing.T) {
	two := views(t)["parted"]
	g := screen.New(0, 0)
	shown(two, g, 160, 50)
	words := map[string]int{}
	for y := range g.H {
		word := ""
		for x := range g.W {
			c := g.At(x, y)
			if st := c.Style; st == theme.Match.Bold() || st == theme.Match.RowBold() {
				word += string(c.Rune)
				continue
			}
			if word != "" {
				words[word]++
			}
			word = ""
		}
	}
	if words["if"] != 2 || words["for"] != 2 || len(words) != 2 {
		t.Errorf("bright are %v", words)
	}
}

// TestBothKeepTheSameRows: what is the same in both stands in the same rows of both listings.
func TestBothKeepTheSameRows(t *testing.T) {
	two := views(t)["parted"]
	g := screen.New(0, 0)
	for _, size := range [][2]int{{120, 36}, {160, 50}} {
		shown(two, g, size[0], size[1])
		for _, l := range g.Lines() {
			half := []rune(l)
			if at := strings.Index(l, "signal(notFull)"); at >= 0 && strings.Count(l, "signal(notFull)") != 2 &&
				!strings.Contains(l, "next") {
				t.Errorf("%dx%d: %q", size[0], size[1], string(half))
			}
		}
	}
}

// BenchmarkFrame draws two worlds that have parted.
func BenchmarkFrame(b *testing.B) {
	text := scenetest.Text(scenetest.Must{}, "if-instead-of-a-loop")
	one := compare.Side{Program: scenetest.Parse(scenetest.Must{}, text)}
	other := one.Under(func(s *program.Settings) { s.Policy = program.RoundRobin })
	twin, err := worlds.Make(context.Background(), one, other, 0, 0)
	if err != nil {
		b.Fatal(err)
	}
	two, g := new(worlds.Worlds), screen.New(0, 0)
	two.Enter(scenetest.Open(scenetest.Must{}, one.Program), one, "four queues", twin)
	for i := 0; b.Loop(); i++ {
		two.GoTo(int64(10 + i%8))
		shown(two, g, 160, 50)
	}
}
