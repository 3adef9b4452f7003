package panel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// TestTheTextIsWholeWhereThereIsRoom: as long as all rows fit no line of a scene's text is cut; the declarations go
// before that; and what is cut takes no more rows than there are.
func TestTheTextIsWholeWhereThereIsRoom(t *testing.T) {
	text := panel.SceneText{First: 2, Body: 4, Lines: strings.Split(`package x
const goal = "a goal that is longer than any column is wide, on most screens"
var m mutex

func f() {
      assert(true, "a law that has a longer name than fits into a row of its own")
      unlock(m)
}`, "\n")}
	whole, _ := panel.SceneRows(&text, 40, 99)
	for room := 1; room <= whole; room++ {
		rows, cut := panel.SceneRows(&text, 40, room)
		if rows > max(room, len(text.Lines)-text.Body) || cut && room >= whole-3 {
			t.Errorf("in %d rows it takes %d, cut: %v", room, rows, cut)
		}
	}
	if rows, cut := panel.SceneRows(&text, 99, 99); rows != len(text.Lines) || cut {
		t.Errorf("on a wide screen it takes %d rows, cut: %v", rows, cut)
	}
}

// TestTheCureStandsBesideTheScene where there is room for three columns, with its lines that differ in bright.
func TestTheCureStandsBesideTheScene(t *testing.T) {
	s := sceneSheet()
	s.Other = panel.SceneText{Title: "CURE another", First: 1, Lines: []string{"package another", "// that differs"},
		Marks: map[int]bool{2: true}}
	for _, c := range []struct {
		w    int
		want bool
	}{{120, false}, {150, true}, {200, true}} {
		g := screen.New(c.w, 48)
		panel.DrawOverlay(g, lookMoment(), s)
		if got := strings.Contains(g.String(), "// that differs"); got != c.want {
			t.Errorf("at %d columns the cure is shown: %v", c.w, got)
		}
		if !strings.Contains(g.String(), "WHO IS IN IT") || !strings.Contains(g.String(), "func producer()") {
			t.Errorf("at %d columns something is missing:\n%s", c.w, g)
		}
	}
}

// TestTheMarkedLineIsInSight: where not even the functions of a text have room it begins at the one in which the first
// line is marked.
func TestTheMarkedLineIsInSight(t *testing.T) {
	s := sceneSheet()
	s.Source.Marks = map[int]bool{38: true}
	s.Source.Body, s.Source.Funcs = 18, []int{20, 35}
	g := screen.New(120, 24)
	panel.DrawOverlay(g, lookMoment(), s)
	if all := g.String(); strings.Contains(all, "func producer") || !strings.Contains(all, "35 func consumer") {
		t.Errorf("the text begins elsewhere:\n%s", all)
	}
}

// TestThePageHasItsColumns: whatever the keys are, what they do stands in one column, and so do the words on the scenes
// that it names.
func TestThePageHasItsColumns(t *testing.T) {
	s := &panel.ScenePage{Title: "x", Parts: []panel.PagePart{
		{Label: "try", Rows: []panel.PageRow{{Key: "n", Text: "A", Act: 1}, {Key: "D, enter, n", Text: "B", Act: 2},
			{Key: ":until waiters(notFull) == 1", Text: "C", Act: 3}}},
		{Label: "point", Rows: []panel.PageRow{{Key: ":until point", Text: "D", Act: 4}}},
		{Label: "next", Rows: []panel.PageRow{{Key: "1", Text: "short", Note: "E", Brief: true, Act: 5},
			{Key: "2", Text: "of-a-longer-name", Note: "F", Brief: true, Act: 6}}},
	}}
	g := screen.New(80, 24)
	panel.DrawOverlay(g, lookMoment(), s)
	at := map[string]int{}
	for l := range strings.Lines(g.String()) {
		for _, word := range []string{"A", "B", "C", "D", "E", "F"} {
			if before, _, ok := strings.Cut(l, " "+word+" "); ok {
				at[word] = len([]rune(before))
			}
		}
	}
	if a := at["A"]; a == 0 || a != at["B"] || a != at["C"] || a != at["D"] || at["E"] == 0 || at["E"] != at["F"] {
		t.Errorf("the columns are %v:\n%s", at, g)
	}
}
