package panel_test

import (
	"context"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// TestTheProjectorSaysWhereItIs looks for the scene, the pass, the step and the verdict in the first row.
func TestTheProjectorSaysWhereItIs(t *testing.T) {
	for _, size := range sizes() {
		f := at(t, "deadlock-philosophers", 60, panel.Projector, size[0], size[1])
		g := screen.New(size[0], size[1])
		panel.Draw(g, f)
		head := g.Lines()[0]
		for _, want := range []string{"deadlock-philosophers", "pass 6", "✗ deadlock"} {
			if !strings.Contains(head, want) {
				t.Errorf("at %v the head lacks %q: %q", size, want, head)
			}
		}
	}
}

// TestTheProjectorHasLinesOfCode counts those around the line that runs.
func TestTheProjectorHasLinesOfCode(t *testing.T) {
	for _, c := range []struct{ w, h, least int }{
		{60, 18, 5}, {72, 20, 5}, {80, 24, 5}, {100, 30, 5}, {120, 36, 5}, {160, 50, 10}, {200, 60, 10},
	} {
		f := at(t, "bounded-buffer", 91, panel.Projector, c.w, c.h)
		if r := panel.Place(f, c.w, c.h, panel.ListingPanel); r.H < c.least {
			t.Errorf("at %dx%d there are %d lines of code, want %d", c.w, c.h, r.H, c.least)
		}
		g := screen.New(c.w, c.h)
		panel.Draw(g, f)
		if !strings.Contains(g.String(), "39") {
			t.Errorf("at %dx%d the line that runs is not seen\n%s", c.w, c.h, g)
		}
	}
}

// TestTheProjectorTellsTheNewestSentenceWhole, with its tokens in three rows, where it has little room; who sleeps
// stands beside the other lanes, with the time left.
func TestTheProjectorTellsTheNewestSentenceWhole(t *testing.T) {
	for _, size := range [][2]int{{72, 20}, {80, 24}} {
		f := at(t, "bounded-buffer", 91, panel.Projector, size[0], size[1])
		g := screen.New(size[0], size[1])
		panel.Draw(g, f)
		text := strings.Join(strings.Fields(g.String()), " ")
		for _, want := range []string{"The signal callback moves p2, first in its signal queue, from WAITING to READY.",
			"TIMED 1", "▼c2 1 left", "39"} {
			if !strings.Contains(text, want) {
				t.Errorf("at %v %q is not seen\n%s", size, want, g)
			}
		}
		if rows := tokenRows(g, theme.Running); rows < 3 {
			t.Errorf("at %v the token that runs has %d rows", size, rows)
		}
	}
}

// TestTheProjectorShowsEveryQueue: all work queues and the wait lists, not only the first.
func TestTheProjectorShowsEveryQueue(t *testing.T) {
	for _, size := range [][2]int{{72, 20}, {80, 24}, {120, 36}} {
		f := at(t, "lecture-02-item-lost", 20, panel.Projector, size[0], size[1])
		g := screen.New(size[0], size[1])
		panel.Draw(g, f)
		if size[0] > 72 && !strings.Contains(g.String(), "producers_wq queue ▲p1") {
			t.Errorf("at %v who stands on the wait list is not seen\n%s", size, g)
		}
		for _, n := range []int{2, 5, 9} {
			f.Now.Queues = nil
			for i := range n {
				f.Now.Queues = append(f.Now.Queues, engine.QueueView{Name: "pipe" + string(rune('a'+i)), Max: 3})
			}
			panel.Draw(g, f)
			for _, q := range f.Now.Queues {
				if !strings.Contains(g.String(), q.Name+" 0 of 3") {
					t.Errorf("at %v %s of %d queues is not seen\n%s", size, q.Name, n, g)
				}
			}
		}
	}
}

// TestProjectorTokensStayWhole: wherever the panels fit each token keeps two rows, and no rule runs through a count.
func TestProjectorTokensStayWhole(t *testing.T) {
	for h := panel.MinHeight; h <= 40; h++ {
		f := lookMoment()
		f.Layout = panel.Projector
		g := screen.New(72, h)
		panel.Draw(g, f)
		if rows := tokenRows(g, theme.Running); rows < 2 {
			t.Errorf("at a height of %d the token that runs has %d rows\n%s", h, rows, g)
		}
		for y, l := range g.Lines() {
			if strings.Contains(l, "1───") || strings.Contains(l, "2───") {
				t.Errorf("at a height of %d a rule runs through row %d: %q", h, y, l)
			}
		}
	}
}

// tokenRows counts the rows in which a token of a place has cells.
func tokenRows(g *screen.Grid, place theme.Role) int {
	n := 0
	for y := range g.H {
		for run := range g.Runs(y) {
			if run.Style == place.Token() {
				n++
				break
			}
		}
	}
	return n
}

// TestTheProjectorSaysWhatItIsFor: the goal stands in the head, with a tick once it is reached, and RUNNING says who is
// next while nobody has the CPU.
func TestTheProjectorSaysWhatItIsFor(t *testing.T) {
	f := at(t, "one-condition", 0, panel.Projector, 120, 36)
	g := screen.New(120, 36)
	panel.Draw(g, f)
	const goal = "Get all three to sleep on changed for ever."
	if head := g.Lines()[0]; !strings.Contains(head, goal) {
		t.Errorf("the head lacks the goal: %q", head)
	}
	if all := g.String(); !strings.Contains(all, "p1 is next") {
		t.Errorf("RUNNING says nothing:\n%s", all)
	}
	f.Reached = "reached"
	panel.Draw(g, f)
	if head := g.Lines()[0]; !strings.Contains(head, goal+"  ✓ reached") {
		t.Errorf("the head does not say that the goal is reached: %q", head)
	}
	g = screen.New(80, 24) // the first row has no room for it
	panel.Draw(g, f)
	if head := g.Lines()[1]; !strings.Contains(head, goal+"  ✓ reached") {
		t.Errorf("the head does not have the goal in a row of its own: %q", head)
	}
}

// TestNobodyOnTimedTakesNoLane: up to 36 rows TIMED-WAITING stands beside the other lanes, and what happened has room
// for more than a sentence.
func TestNobodyOnTimedTakesNoLane(t *testing.T) {
	f := at(t, "one-condition", 0, panel.Projector, 120, 36)
	if r := panel.Place(f, 120, 36, panel.TimedPanel); r.H > 3 {
		t.Errorf("TIMED-WAITING has %d rows", r.H)
	}
	if r := panel.Place(f, 120, 36, panel.StoryPanel); r.H < 10 {
		t.Errorf("the story has %d rows", r.H)
	}
}

// TestTheReasonOfAnEndComesFirst: on a screen for the back row the first sentence says why a run has ended, and that it
// has stands below.
func TestTheReasonOfAnEndComesFirst(t *testing.T) {
	s := scenetest.Open(t, scenetest.Shipped(t, "if-instead-of-a-loop"))
	for range 100 { // it ends before that
		s.Forward()
	}
	f := shows(s, 72, 20)
	f.Layout = panel.Projector
	g := screen.New(72, 20)
	panel.Draw(g, f)
	why, that := strings.Index(g.String(), "which is empty"), strings.Index(g.String(), "That is a violation")
	if why < 0 || that < why {
		t.Errorf("the reason does not come first:\n%s", g)
	}
}

// TestWhoHoldsWhatHasTheEmptyRow: a screen for the back row that is too low for a row of owners has them where the
// sentences leave a row, also while these are hidden; a long sentence keeps both rows.
func TestWhoHoldsWhatHasTheEmptyRow(t *testing.T) {
	s := scenetest.Open(t, scenetest.Shipped(t, "deadlock-philosophers"))
	for s.Position() < 11 {
		s.Forward()
	}
	drawn := func(change func(f *panel.Frame)) string {
		f := shows(s, 72, 20)
		f.Layout = panel.Projector
		change(f)
		g := screen.New(72, 20)
		panel.Draw(g, f)
		return g.String()
	}
	const holds = "fork1 held by ●plato"
	for what, change := range map[string]func(f *panel.Frame){
		"told":   func(*panel.Frame) {},
		"hidden": func(f *panel.Frame) { f.Hush(panel.Later{Moral: "later", Story: "What happened is told later."}) },
	} {
		if got := drawn(change); !strings.Contains(got, holds) || !strings.Contains(got, "20     lock(second)") {
			t.Errorf("%s: nobody sees who holds what:\n%s", what, got)
		}
	}
	hidden := drawn(func(f *panel.Frame) { f.Hush(panel.Later{Moral: "later", Story: "It is told later."}) })
	_, below, _ := strings.Cut(hidden, "It is told later.")
	if below, _, _ = strings.Cut(below, holds); strings.Count(below, "\n") != 1 {
		t.Errorf("it does not stand below what is told later:\n%s", hidden)
	}
	got := drawn(func(f *panel.Frame) {
		f.Story = []panel.Sentence{{Who: -1, Text: strings.Repeat("It waits for a fork. ", 6)}}
	})
	if strings.Contains(got, holds) {
		t.Errorf("it stands over a sentence:\n%s", got)
	}
}

// TestTheEndOfARunHasItsLines: on a screen for the back row the few lines of the scene have the one that the end turns
// on and the one at work, or that of those who sleep.
func TestTheEndOfARunHasItsLines(t *testing.T) {
	for scene, want := range map[string][]string{
		"if-instead-of-a-loop":     {"33         if len(work) == 0 {  ◂ it turns on this", "36         take(work)"},
		"signal-is-not-remembered": {"it turns on this", "21  "},
		"one-condition":            {"33             wait(changed, m)", "it turns on this"},
	} {
		for _, size := range [][2]int{{72, 20}, {80, 24}} {
			f := ended(t, scene, size[0], size[1])
			f.Layout = panel.Projector
			g := screen.New(size[0], size[1])
			panel.Draw(g, f)
			for _, w := range want {
				if !strings.Contains(g.String(), w) {
					t.Errorf("%s at %v lacks %q:\n%s", scene, size, w, g)
				}
			}
		}
	}
}

// ended is a frame of a shipped scene at the end of a shortest way to go wrong, with why it has ended.
func ended(t *testing.T, scene string, w, h int) *panel.Frame {
	t.Helper()
	p := scenetest.Shipped(t, scene)
	v, err := explore.Run(context.Background(), scenetest.Boot(t, p), explore.Options{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	s := scenetest.Open(t, p)
	if err := v.Play(s.Player()); err != nil {
		t.Fatal(err)
	}
	var follows session.Follower
	var history reason.History
	s.Follow(&follows, &history, 0)
	f := shows(s, w, h)
	answer := reason.NewReader(p).Verdict(f.Now, &history)
	f.Verdict = &panel.Reasons{Answer: &answer, At: -1, Bad: true}
	return f
}
