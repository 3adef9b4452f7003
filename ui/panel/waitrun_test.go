package panel_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// asleep is a scene in which five end up waiting: three on one condition, two on each of others or on none.
func asleep(others ...string) string {
	var s strings.Builder
	s.WriteString("package asleep\n\nconst slots = 9\n\nvar (\n\tm mutex\n\tchanged cond\n\twork = queue(1)\n")
	for _, o := range others {
		s.WriteString("\t" + o + " cond\n")
	}
	s.WriteString(")\n\nfunc producer() {\n\tlock(m)\n\twait(changed, m)\n\tunlock(m)\n\tput(work)\n}\n")
	for i, o := range others {
		fmt.Fprintf(&s, "\nfunc consumer%d() {\n\tlock(m)\n\twait(%s, m)\n\tunlock(m)\n}\n", i, o)
	}
	s.WriteString("\nfunc main() {\n\tspawn(producer, 3)\n")
	for i := range others {
		fmt.Fprintf(&s, "\tspawn(consumer%d, 2)\n", i)
	}
	return s.String() + "}\n"
}

// TestWhoWaitsIsSeen: in two worlds of 80 columns a lane of 20 shows three tokens behind a name, and never a number in
// the place of tokens that fit.
func TestWhoWaitsIsSeen(t *testing.T) {
	t.Parallel()
	s := scenetest.Open(t, scenetest.Parse(t, asleep()))
	for s.Forward() != nil {
	}
	for w := 76; w <= 130; w++ {
		one := shows(s, w, 24)
		f := shows(s, w, 24)
		f.Worlds = &panel.Worlds{A: one, B: shows(s, w, 24)}
		g := screen.New(w, 24)
		panel.Draw(g, f)
		tokens, _ := laneTokens(g, screen.R(0, 0, w, 24), theme.Waiting)
		if len(tokens) != 6 {
			t.Fatalf("%d columns: %d tokens of two times three on WAITING\n%s", w, len(tokens), g)
		}
	}
}

// TestHiddenOnesWaitForSomethingElse: in a lane of one row a number behind the tokens of one object says on what the
// others wait, and everybody is shown where that has room.
func TestHiddenOnesWaitForSomethingElse(t *testing.T) {
	t.Parallel()
	ofOne := regexp.MustCompile(`changed[^│]*more`)
	for _, others := range [][]string{{"notFull"}, {"notFull", "notEmpty"}} {
		s := scenetest.Open(t, scenetest.Parse(t, asleep(others...)))
		for s.Forward() != nil {
		}
		seen := map[string]bool{}
		for w := 60; w <= 110; w++ {
			f := shows(s, w, 24)
			g := screen.New(w, 24)
			panel.Draw(g, f)
			r := panel.Place(f, w, 24, panel.WaitingPanel)
			lane := strings.Join(strings.Split(g.String(), "\n")[r.Y:r.Bottom()], "\n")
			tokens, _ := laneTokens(g, r, theme.Waiting)
			if ofOne.MatchString(lane) {
				t.Fatalf("%d columns: those on something else seem to be on changed\n%s", w, g)
			}
			if r.H == 3 && len(tokens) < 3+2*len(others) && !strings.Contains(lane, " on ") {
				t.Fatalf("%d columns: nobody says on what the others wait\n%s", w, g)
			}
			for _, words := range []string{"… 2 on notFull", "… 4 on 2 others", "3 on changed, 2 on notFull"} {
				seen[words] = seen[words] || strings.Contains(lane, words)
			}
			seen["all"] = seen["all"] || r.H == 3 && len(tokens) == 3+2*len(others)
		}
		want := []string{"… 2 on notFull", "3 on changed, 2 on notFull", "all"}
		if len(others) > 1 {
			want = []string{"… 4 on 2 others"}
		}
		for _, words := range want {
			if !seen[words] {
				t.Errorf("%d objects: no width has %q: %v", 1+len(others), words, seen)
			}
		}
	}
}

// TestWhatTheOthersWaitForIsNamed where a lane of one row has room for the names of it.
func TestWhatTheOthersWaitForIsNamed(t *testing.T) {
	t.Parallel()
	s := scenetest.Open(t, scenetest.Shipped(t, "deadlock-philosophers"))
	for s.Forward() != nil {
	}
	g := screen.New(80, 24)
	panel.Draw(g, shows(s, 80, 24))
	if !regexp.MustCompile(`fork1 +●hume +… 2 on fork2, fork3`).MatchString(g.String()) {
		t.Errorf("for what the other two wait is not said\n%s", g)
	}
}

// TestTheWordForAnEndStandsAtTheEnd: in no size it stands over a pass before the last one, also while the position and
// what decides need room there.
func TestTheWordForAnEndStandsAtTheEnd(t *testing.T) {
	t.Parallel()
	s := scenetest.Open(t, scenetest.Parse(t, asleep("notFull", "notEmpty")))
	for s.Forward() != nil {
	}
	for last := s.Engine().PassNumber(); s.Position() > 0; s.Back() {
		for w := 60; w <= 200; w += 5 {
			f := shows(s, w, 24)
			g := screen.New(w, 24)
			panel.Draw(g, f)
			r := panel.Place(f, w, 24, panel.TimePanel)
			rows := strings.Join(strings.Split(g.String(), "\n")[r.Y:r.Bottom()], "\n")
			_, behind, said := strings.Cut(rows, "✗ stuck")
			behind, _, _ = strings.Cut(behind, "\n")
			if now := s.Engine().PassNumber(); said && now < last && strings.Contains(behind, "▾") {
				t.Fatalf("%d columns, pass %d of %d\n%s", w, now, last, g)
			}
		}
	}
}

// TestGroupsInARowAreNoChain: where several objects share a row of WAITING a bar stands between them; no arrow leads
// from those who wait for one to the next one, which they may have nothing to do with.
func TestGroupsInARowAreNoChain(t *testing.T) {
	t.Parallel()
	chain := regexp.MustCompile(`▸ +fork|●[a-z]+ +fork`)
	shared := 0
	for _, size := range [][2]int{{72, 20}, {80, 24}, {100, 30}, {120, 36}, {160, 50}} {
		f := at(t, "deadlock-philosophers", 60, panel.Explore, size[0], size[1])
		g := screen.New(size[0], size[1])
		panel.Draw(g, f)
		r := panel.Place(f, size[0], size[1], panel.WaitingPanel)
		for _, row := range g.Lines()[r.Y+1 : r.Bottom()-1] {
			row = string([]rune(row)[r.X+1 : r.Right()-1])
			if chain.MatchString(row) {
				t.Errorf("%v: a chain that is none: %q", size, row)
			}
			row, _, _ = strings.Cut(row, "…") // behind it are those who have no room
			if strings.Count(row, "fork") > 1 {
				shared++
				if strings.Count(row, "│") != strings.Count(row, "fork")-1 {
					t.Errorf("%v: no bar between two objects: %q", size, row)
				}
			}
		}
	}
	if shared == 0 {
		t.Error("no two objects ever share a row")
	}
}

// TestNoHoleInALowerEdge: who holds each mutex is written into the listing's edge, which goes on right behind it.
func TestNoHoleInALowerEdge(t *testing.T) {
	t.Parallel()
	hole := regexp.MustCompile(`fork1 [^│]*\S {3,}─`)
	for w := 76; w <= 130; w++ {
		f := at(t, "deadlock-philosophers", 60, panel.Explore, w, 30)
		g := screen.New(w, 30)
		panel.Draw(g, f)
		if found := hole.FindString(g.String()); found != "" {
			t.Fatalf("%d columns: %q\n%s", w, found, g)
		}
	}
}
