package panel_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// rowsOf are the rows of the timeline on a screen.
func rowsOf(f *panel.Frame, w, h int) string {
	g := screen.New(w, h)
	panel.Draw(g, f)
	lines := g.Lines()
	return strings.Join(lines[h-5:h-1], "\n")
}

// TestNothingCoversTheTimeline: neither a long notice nor the completions of the prompt.
func TestNothingCoversTheTimeline(t *testing.T) {
	for _, size := range sizes() {
		plain, noticed, prompting := lookMoment(), lookMoment(), lookMoment()
		noticed.Notice = strings.Repeat("the run is over, and there is much to say about it; ", 5)
		prompting.Prompting, prompting.Prompt = true, "spawn "
		prompting.Completions = []panel.Completion{{Text: "producer", About: "puts"}, {Text: "consumer"}}
		want := rowsOf(plain, size[0], size[1])
		for name, f := range map[string]*panel.Frame{"a notice": noticed, "completions": prompting} {
			if got := rowsOf(f, size[0], size[1]); got != want {
				t.Errorf("%dx%d: %s covers the timeline\n%s\nwant\n%s", size[0], size[1], name, got, want)
			}
		}
	}
}

// TestTheTimelineOfALongRun compares it with golden views at four sizes, in the middle of a run: its text, and in each
// theme and in sixteen colours that what is to come is drawn otherwise than what is past.
func TestTheTimelineOfALongRun(t *testing.T) {
	s := scenetest.Open(t, scenetest.Shipped(t, "bounded-buffer"))
	for range 2000 {
		s.Forward()
	}
	s.GoTo(900)
	for _, size := range [][2]int{{80, 24}, {120, 36}, {160, 50}, {200, 60}} {
		f := shows(s, size[0], size[1])
		g := screen.New(size[0], size[1])
		panel.Draw(g, f)
		lines := strings.Split(g.String(), "\n")
		for i, l := range lines {
			if strings.Contains(l, "▾ now") || strings.Contains(l, "now ▾") {
				golden(t, "time/long-"+sizeName(size), strings.Join(lines[i-1:], "\n"))
				break
			}
		}
		for _, name := range theme.Names() {
			full, err := theme.ByName(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, th := range []theme.Theme{full, theme.Sixteen(full)} {
				for _, role := range []theme.Role{theme.Ready, theme.Running, theme.Waiting, theme.Timed} {
					if th.Style(role.Plain()) == th.Style(role.Later()) {
						t.Errorf("%s: %v looks the same, past and to come", name, role)
					}
				}
			}
		}
	}
}

func sizeName(size [2]int) string { return fmt.Sprintf("%dx%d", size[0], size[1]) }

// TestTheTimelineBeforeTheFirstPass: whoever is live has a row from the start, and the empty strip says what comes.
func TestTheTimelineBeforeTheFirstPass(t *testing.T) {
	f := &panel.Frame{Program: scenetest.Parse(t, "package f\nconst slots = 3\nfunc f() { yield() }\n"+
		"func main() { spawn(f, 2) }\n"), Selected: -1, Listing: -1}
	f.Track.Scale = session.APass
	f.Now = scenetest.Boot(t, f.Program).Snapshot(nil)
	g := screen.New(120, 36)
	panel.Draw(g, f)
	for _, want := range []string{"f1  ▎ each pass will add a column here", "f2  ▎"} {
		if !strings.Contains(g.String(), want) {
			t.Errorf("%q is missing in\n%s", want, g)
		}
	}
}

// TestRowsStayWhereTheyAre: who ran in one pass alone and ended in it keeps the row that it had at the boot.
func TestRowsStayWhereTheyAre(t *testing.T) {
	s := scenetest.Open(t, scenetest.Shipped(t, "array-ring-with-a-lock"))
	for len(s.Forward()) > 0 {
		f := shows(s, 120, 36)
		g := screen.New(120, 36)
		panel.Draw(g, f)
		_, rows, _ := strings.Cut(g.String(), "a column is a pass")
		if first, second := strings.Index(rows, "w1"), strings.Index(rows, "w2"); first < 0 || second < first {
			t.Fatalf("after step %d the rows are\n%s", s.Position(), rows)
		}
	}
}

// TestTheEndIsMarkedWhereItCame: how the run ended stands behind the last pass, or, where there is no room, before the
// marker behind it, in any case behind all numbers of passes.
func TestTheEndIsMarkedWhereItCame(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 36}, {160, 50}} {
		for _, scene := range []string{"deadlock-philosophers", "homework-reorder"} {
			f := at(t, scene, 60, panel.Explore, size[0], size[1])
			g := screen.New(size[0], size[1])
			panel.Draw(g, f)
			for _, l := range g.Lines() {
				sign := strings.LastIndexAny(l, "✗✓")
				if now := strings.Index(l, "▾"); now < 0 || sign < 0 {
					continue
				} else if between := strings.Fields(l[min(sign, now):max(sign, now)]); len(between) > 2 ||
					sign < now && strings.Count(l[sign:now], "  ") > 0 {
					t.Errorf("%s at %v: the end is not beside the marker: %q", scene, size, l)
				}
			}
		}
	}
}

// TestASignKeepsClearOfWords: what a command did right behind the marker does not run into its word.
func TestASignKeepsClearOfWords(t *testing.T) {
	s := scenetest.Open(t, scenetest.Shipped(t, "bounded-buffer"))
	for range 40 {
		s.Forward()
	}
	s.GoTo(0)
	f := shows(s, 120, 36)
	f.Track.Marks = append(f.Track.Marks, session.Mark{Kind: session.CommandMark, Column: 0, Step: 1, Text: "spawn"},
		session.Mark{Kind: session.BranchMark, Column: 0, Step: 1})
	g := screen.New(120, 36)
	panel.Draw(g, f)
	for _, mash := range []string{"▾◆", "◆now", "now◆", "now┬"} {
		if strings.Contains(g.String(), mash) {
			t.Errorf("%q is on the screen:\n%s", mash, g)
		}
	}
}

// TestTheLegendNamesTheLanes: what the heights mean is said by the names of the lanes wherever a row has room for them.
func TestTheLegendNamesTheLanes(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {100, 30}, {120, 36}, {160, 50}, {200, 60}} {
		f := at(t, "deadlock-philosophers", 2, panel.Explore, size[0], size[1])
		g := screen.New(size[0], size[1])
		panel.Draw(g, f)
		if all := g.String(); !strings.Contains(all, "▃ timed-waiting") || !strings.Contains(all, "TIMED-WAITING") {
			t.Errorf("at %dx%d the lane and the legend have two names for one thing:\n%s", size[0], size[1], all)
		}
	}
}
