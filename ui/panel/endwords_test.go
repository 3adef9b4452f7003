package panel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// TestAnEndIsToldWhole: who waits for what, what they hold and how it came out keep their verbs, also in few columns.
func TestAnEndIsToldWhole(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		scene  string
		w, h   int
		layout panel.Layout
		at     int // line that it turns on
		want   []string
	}{
		{"nanoos-16-the-callback-sends-a-message", 160, 50, panel.Explore, 0, []string{
			"▸ the mailbox ──▸ ●A has no unlock ahead", "line 22, holds m and the mailbox"}},
		{"nanoos-16-the-callback-sends-a-message", 80, 24, panel.Explore, 0, []string{"▸ ●A no unlock"}},
		{"deadlock-philosophers", 80, 24, panel.Explore, 0, []string{"✗ Deadlock: plato, kant and hume wait"}},
		{"wakeup-in-the-gap", 72, 20, panel.Projector, 28, []string{"signal(ready)  ◂ it turns on this"}},
	} {
		s := scenetest.Open(t, scenetest.Shipped(t, c.scene))
		for s.Forward() != nil {
		}
		f := shows(s, c.w, c.h)
		f.Layout = c.layout
		reader := reason.NewReader(f.Program)
		answer := reader.Verdict(f.Now, nil)
		if c.at > 0 {
			answer.At = c.at
		}
		f.Verdict, f.Waits = &panel.Reasons{Answer: &answer, At: -1, Bad: true}, &answer.Graph
		g := screen.New(c.w, c.h)
		panel.Draw(g, f)
		for _, want := range c.want {
			if !strings.Contains(g.String(), want) {
				t.Errorf("%s at %dx%d does not say %q\n%s", c.scene, c.w, c.h, want, g)
			}
		}
	}
}

// TestALineKeepsItsIndent where a row below has room for the rest, and where the number of those who stand there can
// be nearer to a name.
func TestALineKeepsItsIndent(t *testing.T) {
	t.Parallel()
	if n := panel.WrapIndent("\t\tfinally(\"both had the mutex\", n == 2)", 40, 2); n != 4 {
		t.Errorf("the line has %d blank columns before it", n)
	}
	s := scenetest.Open(t, scenetest.Shipped(t, "bounded-buffer"))
	found := 0
	for range 120 {
		s.Forward()
		f := shows(s, 80, 24)
		g := screen.New(80, 24)
		panel.Draw(g, f)
		r := panel.Place(f, 80, 24, panel.ListingPanel)
		indent := func(code string) int {
			for y := r.Y; y < r.Bottom(); y++ {
				if before, _, ok := strings.Cut(cellsIn(g, r, y), code); ok {
					return len([]rune(before))
				}
			}
			return -1
		}
		wait, loop := indent("wait(notEmpty, m)"), indent("for len(work) == 0")
		if wait >= 0 && loop >= 0 {
			if found++; wait < loop+2 {
				t.Errorf("step %d: the line stands %d in, its loop %d\n%s", f.Position, wait, loop, g)
			}
		}
	}
	if found == 0 {
		t.Error("no step shows the line")
	}
}

// TestNothingIsTornBesideBlanks: a notice ends with a clause, the op that comes next is whole where the edge has room
// for it, and the slots of a column that are free are seen.
func TestNothingIsTornBesideBlanks(t *testing.T) {
	t.Parallel()
	f := at(t, "bounded-buffer", 0, panel.Projector, 72, 20)
	f.Notice, f.NoticeTold = "stuck, as this scene expects, after 3 passes: no way is shorter", true
	g := screen.New(72, 20)
	panel.Draw(g, f)
	lines := g.Lines()
	if foot := lines[19]; !strings.Contains(foot, "after 3 passes ") || strings.Contains(foot, "…") {
		t.Errorf("the notice is torn: %q", foot)
	}
	if n := strings.Count(g.String(), "[          ]"); n != 4 {
		t.Errorf("an empty queue of 4 has %d slots\n%s", n, g)
	}
	s := scenetest.Open(t, scenetest.Shipped(t, "bounded-buffer"))
	whole := 0
	for range 60 {
		s.Forward()
		f := shows(s, 160, 50)
		g := screen.New(160, 50)
		panel.Draw(g, f)
		if r := panel.Place(f, 160, 50, panel.ListingPanel); !r.Empty() {
			foot := cellsIn(g, r, r.Bottom()-1)
			if strings.Contains(foot, "next wait(not") && strings.Contains(foot, ", m), then") {
				whole++
			}
			if strings.Contains(foot, "…") {
				t.Errorf("step %d: %q", f.Position, foot)
			}
		}
	}
	if whole == 0 {
		t.Error("nobody waits next")
	}
}

// TestWhoDecidesHasARow where not all have one.
func TestWhoDecidesHasARow(t *testing.T) {
	t.Parallel()
	f := passes(8, 7, 2)
	for i := range f.Track.Columns {
		f.Track.Columns[i].Running, f.Track.Columns[i].Places = p1, make([]engine.Place, 5)
		f.Track.Slots = []int{p1, p2, p3, c1, c2}
	}
	f.Track.Columns[2].Running = c2
	few := 0
	for h := 18; h <= 30; h++ {
		g := screen.New(80, h)
		panel.Draw(g, f)
		r := panel.Place(f, 80, h, panel.TimePanel)
		rows := ""
		for y := r.Y; y < r.Bottom(); y++ {
			rows += cellsIn(g, r, y) + "\n"
		}
		if strings.Contains(rows, "+") {
			if few++; !strings.Contains(rows, "c2") {
				t.Errorf("80x%d: who decides has no row\n%s", h, g)
			}
		}
	}
	if few == 0 {
		t.Error("all have rows at each size")
	}
}

// TestHowItEndedHasItsWords: at 80x24 the header says in a word how a run ended, before the branch and beside a scene's
// name that leaves just the room.
func TestHowItEndedHasItsWords(t *testing.T) {
	t.Parallel()
	s := scenetest.Open(t, scenetest.Parse(t, "package p\n\nvar n int\n\nfunc a() {\n\tyield()\n\tn++\n"+
		"\tassert(n < 2, \"one at most\")\n}\n\nfunc main() {\n\tspawn(a, 2)\n}\n"))
	for s.Forward() != nil {
	}
	for _, branch := range []string{"", "branch 2 of 2"} {
		f := shows(s, 80, 24)
		f.Scene, f.Branch = "homework-cancel-unchecked", branch
		g := screen.New(80, 24)
		panel.Draw(g, f)
		if head := g.Lines()[0]; !strings.Contains(head, "homework-cancel-unchecked ✗ violation  ") {
			t.Errorf("on %q the header says %q", branch, head)
		}
	}
}
