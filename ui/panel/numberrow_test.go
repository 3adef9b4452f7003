package panel_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// TestANumberIsNoWordOfAMark: above the columns of TIME the number of a pass keeps two blanks from words, so that no
// producer seems to be the tenth.
func TestANumberIsNoWordOfAMark(t *testing.T) {
	mash := regexp.MustCompile(`[a-z] \d|\d [a-z]`)
	words := 0
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 36}, {160, 50}} {
		for n := range 12 {
			s := scenetest.Open(t, scenetest.Shipped(t, "bounded-buffer"))
			for range n {
				s.Forward()
			}
			for range 4 {
				if _, err := s.Do(scenetest.Command(t, "spawn producer")); err != nil {
					t.Fatal(err)
				}
			}
			for range 57 {
				s.Forward()
			}
			f := shows(s, size[0], size[1])
			g := screen.New(size[0], size[1])
			panel.Draw(g, f)
			for _, l := range g.Lines() {
				if !strings.Contains(l, "▾ now") && !strings.Contains(l, "now ▾") {
					continue
				}
				if strings.Contains(l, "spawn producer") {
					words++
				}
				if mash.MatchString(l) {
					t.Errorf("%v, spawned at step %d: %q", size, n, l)
				}
			}
		}
	}
	if words == 0 {
		t.Error("no mark has words")
	}
}

// TestTheEndHasItsWord: how a run ended stands with its word in the header, and in TIME behind the position, whose word
// gives way to its left where that needs the room: on every screen the two come in one order.
func TestTheEndHasItsWord(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {100, 30}, {120, 36}, {160, 50}, {200, 60}} {
		s := scenetest.Open(t, scenetest.Shipped(t, "deadlock-philosophers"))
		for range 100 { // it ends before that
			s.Forward()
		}
		f := shows(s, size[0], size[1])
		g := screen.New(size[0], size[1])
		panel.Draw(g, f)
		words := "✗ " + f.Now.End.Kind.String()
		axis := lineOf(g, "now")
		if axis == "" {
			axis = lineOf(g, "✗")
		}
		if strings.Index(axis, "now") > strings.Index(axis, words) {
			t.Errorf("%v: the end stands before now in %q", size, axis)
		}
		for _, row := range []string{g.Lines()[0], axis} {
			if !strings.Contains(row, words) || strings.Count(row, "✗") != 1 {
				t.Errorf("%v: %q does not stand once in %q", size, words, row)
			}
		}
	}
}

// lineOf is the row of a screen that has a mark of TIME.
func lineOf(g *screen.Grid, mark string) string {
	down := string(theme.Unicode().Down) + " "
	for _, l := range g.Lines() {
		if strings.Contains(l, down+mark) {
			return l
		}
	}
	return ""
}
