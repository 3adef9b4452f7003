package edit

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// offset returns a place as bytes of the whole text.
func offset(lines []string, p [2]int) int {
	n := p[1]
	for _, l := range lines[:p[0]] {
		n += len(l) + 1
	}
	return n
}

// TestSelections: what is typed, pasted or deleted takes the place of exactly what is selected, undo brings it back,
// and no move and no key leaves a selection outside the text.
func TestSelections(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var x Text
		texts := []string{"", "one", "a\n\tb c\n\n界d\u0301e\n", "\tif x {\n\t\ty()\n\t}\n"}
		text := rapid.SampledFrom(texts).Draw(r, "text")
		x.Load(text)
		move := func(name string) { x.Go(Move(rapid.IntRange(0, int(TextEnd)).Draw(r, name)), 3) }
		for range rapid.IntRange(1, 8).Draw(r, "times") {
			move("move")
			for range rapid.IntRange(1, 4).Draw(r, "wide") {
				x.Select(Move(rapid.IntRange(0, int(TextEnd)).Draw(r, "select")), 3)
			}
			before := x.Source()
			from, to, ok := x.Selection()
			a, b := offset(x.Lines(), from), offset(x.Lines(), to)
			if ok != (a < b) || ok && x.Selected() != before[a:b] {
				r.Fatalf("%v: %d to %d of %q is %q", ok, a, b, before, x.Selected())
			}
			if !ok {
				continue
			}
			put := rapid.SampledFrom([]string{"", "z", "1\n2", "}"}).Draw(r, "put")
			switch {
			case put != "":
				x.Type(put)
			case rapid.Bool().Draw(r, "back"):
				x.Backspace()
			default:
				x.Delete()
			}
			if got := x.Source(); got != before[:a]+put+before[b:] {
				r.Fatalf("%q with %d to %d as %q is %q", before, a, b, put, got)
			}
			if _, _, still := x.Selection(); still {
				r.Fatal("it is selected still")
			}
			if before[a:b] != put {
				x.Undo()
			}
			if got := x.Source(); got != before {
				r.Fatalf("undone it is %q, not %q", got, before)
			}
		}
	})
}

// TestKeysOfSelections: left and right go to the ends, tabs move all lines and keep them selected, a line is cut with
// its end, and all of it is one change.
func TestKeysOfSelections(t *testing.T) {
	var x Text
	load := func(text string, line, column int) { x.Load(text); x.Point(line, column) }
	is := func(what, want string) {
		t.Helper()
		if got := x.Source(); got != want {
			t.Errorf("%s: %q, not %q", what, got, want)
		}
	}
	load("abc def", 0, 2)
	x.Select(Right, 1)
	x.Select(Right, 1)
	x.Go(Left, 1)
	if _, at := x.Cursor(); at != 2 {
		t.Errorf("to the left of a selection is byte %d", at)
	}
	x.Select(WordRight, 1)
	x.Go(Right, 1)
	if _, at := x.Cursor(); at != 3 {
		t.Errorf("to the right of a selection is byte %d", at)
	}
	load("f {\n\nx\n}\n", 0, 1)
	x.Select(Down, 1)
	x.Select(Down, 1)
	x.Select(Down, 1)
	x.Indent()
	is("indented", "\tf {\n\n\tx\n\t}\n")
	if x.Selected() != "\tf {\n\n\tx\n\t}\n" {
		t.Errorf("%q is selected", x.Selected())
	}
	x.Outdent()
	is("moved back", "f {\n\nx\n}\n")
	x.Undo()
	x.Undo()
	is("taken back", "f {\n\nx\n}\n")
	load("one\ntwo\nthree", 1, 2)
	if x.CutLine() != "two\n" {
		t.Error("another line was cut")
	}
	is("a line less", "one\nthree")
	x.CutLine()
	is("the last line less", "one")
	if x.CutLine() != "one\n" {
		t.Error("the only line has no end when it is cut")
	}
	is("nothing left", "")
	load("ab\ncd", 0, 1)
	x.SelectTo(1, 1)
	if x.CutSelected() != "b\nc" {
		t.Error("what was dragged over is not what was cut")
	}
	is("across lines", "ad")
	x.SelectAll()
	x.Break()
	is("a line break for all", "\n")
	if x.CutSelected() != "" {
		t.Error("nothing is selected, and something was cut")
	}
	load(strings.Repeat("a", TextLimit), 0, 0)
	x.Select(Right, 1)
	if x.Insert("bb") {
		t.Error("there was room for more than fits")
	}
}
