package screen

import (
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/quartet-os/quartet/ui/theme"
)

var (
	plain = theme.Text.Plain()
	ready = theme.Ready.Plain()
)

// checkGrid fails unless the grid is what a terminal can show: each line exactly W columns by both
// ways terminals count, each continuation behind a wide rune, nothing that could be an escape.
func checkGrid(t *testing.T, g *Grid) {
	t.Helper()
	lines := g.Lines()
	if len(lines) != g.H {
		t.Fatalf("%d lines, want %d", len(lines), g.H)
	}
	for y, l := range lines {
		if w := ansi.StringWidth(l); w != g.W {
			t.Fatalf("line %d is %d columns by graphemes, want %d: %q", y, w, g.W, l)
		}
		if w := ansi.StringWidthWc(l); w != g.W {
			t.Fatalf("line %d is %d columns by runes, want %d: %q", y, w, g.W, l)
		}
		for x := range g.W {
			r := g.At(x, y).Rune
			if r == Continuation {
				if _, w := safe(g.At(x-1, y).Rune); w != 2 {
					t.Fatalf("a continuation at %d,%d stands behind %q", x, y, g.At(x-1, y).Rune)
				}
				continue
			}
			clean, w := safe(r)
			if clean != r || w == 0 || w == 2 && g.At(x+1, y).Rune != Continuation {
				t.Fatalf("the cell at %d,%d holds %q", x, y, r)
			}
		}
	}
}

func TestNewIsExactAndBlank(t *testing.T) {
	for _, size := range [][2]int{{0, 0}, {1, 1}, {3, 1}, {1, 3}, {200, 60}, {-1, 5}, {5, -1}} {
		g := New(size[0], size[1])
		if g.W != max(size[0], 0) || g.H != max(size[1], 0) {
			t.Errorf("New(%v) is %d by %d", size, g.W, g.H)
		}
		checkGrid(t, g)
		if s := strings.Trim(g.String(), "\n"); s != "" {
			t.Errorf("New(%v) holds %q", size, s)
		}
	}
}

func TestResizeClears(t *testing.T) {
	g := New(4, 2)
	g.Canvas().Fill(g.Bounds(), 'x', ready)
	for _, size := range [][2]int{{2, 2}, {4, 2}, {9, 9}} {
		g.Resize(size[0], size[1])
		if !g.Equal(New(size[0], size[1])) {
			t.Errorf("after Resize%v the grid holds %q", size, g.String())
		}
	}
}

func TestTextClipsAndTellsItsWidth(t *testing.T) {
	for _, c := range []struct {
		x    int
		text string
		want string
		took int
	}{
		{0, "ready", "ready", 5},
		{3, "ready", "   re", 5},
		{-2, "ready", "ady", 5},
		{9, "ready", "", 5},
		{-9, "ready", "", 5},
		{1, "▲p1", " ▲p1", 3},
		{0, "界界界", "界界", 6},
		{-1, "界界", " 界", 4},
		{1, "a\x1b[31mb", " a?[3", 7},
		{0, "e\u0301te\u202e", "ete", 3},
		{0, "a\tb\nc", "a b?c", 5},
		{0, "\xff\xc3(", "??(", 3},
	} {
		g := New(5, 1)
		if took := g.Canvas().Text(c.x, 0, c.text, plain); took != c.took || took != Width(c.text) {
			t.Errorf("Text(%d, %q) takes %d, Width %d, want %d", c.x, c.text, took, Width(c.text), c.took)
		}
		if got := g.String(); got != c.want {
			t.Errorf("Text(%d, %q) draws %q, want %q", c.x, c.text, got, c.want)
		}
		checkGrid(t, g)
	}
}

func TestOverwritingHalfAWideRune(t *testing.T) {
	for _, c := range []struct {
		x    int
		text string
		want string
	}{{0, "a", "a 界界"}, {1, "a", " a界界"}, {1, "世", " 世 界"}, {3, "abc", "界 abc"}, {2, "世", "界世界"}} {
		g := New(6, 1)
		g.Canvas().Text(0, 0, "界界界", plain)
		g.Canvas().Text(c.x, 0, c.text, ready)
		if got := g.String(); got != c.want {
			t.Errorf("%q at %d over wide runes gives %q, want %q", c.text, c.x, got, c.want)
		}
		checkGrid(t, g)
	}
}

func TestACanvasStaysInside(t *testing.T) {
	g := New(8, 4)
	outer := g.Sub(R(1, 1, 5, 2))
	inner := outer.Sub(R(2, -1, 9, 9))
	if inner.W != 9 || inner.H != 9 {
		t.Errorf("a part that hangs over is %d by %d, want the size asked for", inner.W, inner.H)
	}
	inner.Fill(R(-5, -5, 50, 50), '#', ready)
	inner.Text(0, 1, "abcdefgh", ready)
	inner.Set(0, 0, 'X', ready)
	want := "\n   abc\n   ###\n"
	if got := g.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	Canvas{}.Text(0, 0, "nowhere", plain)
	Canvas{}.Fill(R(0, 0, 9, 9), 'x', plain)
	Canvas{}.Frame(R(0, 0, 9, 9), Frame{Title: "nowhere"})
}

func TestSpansAndRight(t *testing.T) {
	g := New(12, 2)
	took := g.Canvas().Spans(1, 0, Span{"▲p1", ready}, Span{" waits", plain})
	if took != 9 || g.At(1, 0).Style != ready || g.At(5, 0).Style != plain {
		t.Errorf("Spans takes %d, styles %v %v", took, g.At(1, 0).Style, g.At(5, 0).Style)
	}
	g.Canvas().TextRight(12, 1, "3 of 4", plain)
	if want := " ▲p1 waits\n      3 of 4"; g.String() != want {
		t.Errorf("got\n%s\nwant\n%s", g, want)
	}
}

func TestMarkAndDim(t *testing.T) {
	g := New(6, 1)
	c := g.Canvas()
	c.Text(0, 0, "abc", theme.Ready.Bold())
	c.Text(3, 0, "def", theme.Running.Token())
	c.Mark(R(0, 0, 9, 1))
	if a, d := g.At(0, 0).Style, g.At(3, 0).Style; a != theme.Ready.RowBold() || d != theme.Running.Token() {
		t.Errorf("marked, a is %v and d is %v", a, d)
	}
	c.Dim(c.Bounds())
	if got := g.At(3, 0).Style; got != theme.Quiet.Plain() || g.String() != "abcdef" {
		t.Errorf("dimmed, d is %v in %q", got, g.String())
	}
}

func TestDiffAndSameRow(t *testing.T) {
	a, b := New(9, 5), New(9, 5)
	if d := a.Diff(b); !d.Empty() || !a.Equal(b) {
		t.Errorf("equal grids differ in %v", d)
	}
	b.Canvas().Set(2, 1, 'x', plain)
	b.Canvas().Set(6, 3, ' ', ready)
	if d := a.Diff(b); d != R(2, 1, 5, 3) || a.Equal(b) {
		t.Errorf("the grids differ in %v, want 2,1 5x3", d)
	}
	if !a.SameRow(b, 2) || a.SameRow(b, 1) || a.SameRow(b, 5) || a.SameRow(b, -1) {
		t.Error("SameRow is wrong")
	}
	a.CopyFrom(b)
	if !a.Equal(b) {
		t.Error("a copy is not equal")
	}
	if d := a.Diff(New(3, 3)); d != a.Bounds() {
		t.Errorf("grids of two sizes differ in %v", d)
	}
}

func TestASCII(t *testing.T) {
	g := New(12, 3)
	g.Canvas().Frame(g.Bounds(), Frame{Title: "READY", Right: "2"}).Text(0, 0, "▲p1 ▸ 界é", plain)
	g.ASCII()
	want := "+- READY --+\n|^p1 > ??? |\n+----------+"
	if got := g.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	checkGrid(t, g)
}

func TestRunsCoverTheRow(t *testing.T) {
	g := New(10, 1)
	g.Canvas().Text(0, 0, "ab", ready)
	g.Canvas().Text(4, 0, "界", ready)
	var text string
	at := 0
	for r := range g.Runs(0) {
		if r.X != at || Width(r.Text) != r.W {
			t.Errorf("a run at %d of %d columns: %q, want it at %d", r.X, r.W, r.Text, at)
		}
		at += r.W
		text += r.Text
	}
	if at != 10 || text != g.Lines()[0] {
		t.Errorf("the runs cover %d columns: %q", at, text)
	}
	for range g.Runs(1) {
		t.Error("there are runs in no row")
	}
}

// FuzzText draws arbitrary text at arbitrary places of arbitrary canvases.
func FuzzText(f *testing.F) {
	for _, s := range []string{
		"", "plain", "▲p1 ▸ ┄▲p2┄", "界世", "e\u0301", "\x1b]0;t\x07", "\U0001f469\u200d\U0001f467",
		"\U0001f1e9\U0001f1ea", "\U0001f44d\U0001f3fd", "\u1112\u1161\u11ab", "\u0e19\u0e35\u0e49", "\u0928\u094d",
		"\u202eabc", "a\u200db", "\u0600\u06dd1", "\uff76\uff9e", "\u2028", "\u2764\ufe0f", "\xff\xfe",
	} {
		f.Add(s, 3, 1, 5, 3)
		f.Add(s, math.MaxInt, math.MinInt, math.MaxInt, math.MaxInt)
	}
	f.Fuzz(func(t *testing.T, s string, x, y, w, h int) {
		g := New(12, 5)
		g.Canvas().Fill(g.Bounds(), '.', plain)
		clip := R(2, 1, 7, 3)
		c := g.Sub(clip).Sub(R(0, 0, w%20, h%20))
		g.Sub(clip).Sub(R(x, y, w, h)).Frame(R(h, w, y, x), Frame{Title: s})
		took := c.Text(x, y, s, ready)
		if took != Width(s) || took != Width(Clean(s)) {
			t.Fatalf("%q takes %d columns, Width %d, cleaned %d", s, took, Width(s), Width(Clean(s)))
		}
		if clean := Clean(s); Clean(clean) != clean {
			t.Fatalf("cleaning %q twice changes it", clean)
		}
		c.Frame(R(x%5, y%5, w%12, h%12), Frame{Title: s, Right: s, Foot: s, KeepRight: w%2 == 0})
		checkGrid(t, g)
		for gy := range g.H {
			for gx := range g.W {
				if !clip.Contains(gx, gy) && g.At(gx, gy) != (Cell{'.', plain}) {
					t.Fatalf("%q was drawn outside its canvas at %d,%d", s, gx, gy)
				}
			}
		}
	})
}

func TestPasteIsTheGridItself(t *testing.T) {
	part := sample(30, 6)
	g := New(40, 10)
	g.Canvas().Paste(part, 5, 2)
	for y := range part.H {
		for x := range part.W {
			if got, want := g.At(x+5, y+2), part.At(x, y); got != want {
				t.Fatalf("cell %d,%d is %v, want %v", x, y, got, want)
			}
		}
	}
	clip := New(40, 10)
	clip.Sub(R(5, 2, 30, 6)).Paste(sample(50, 20), 0, 0)
	for y := range clip.H {
		for x := range clip.W {
			if !R(5, 2, 30, 6).Contains(x, y) && clip.At(x, y) != New(1, 1).At(0, 0) {
				t.Fatalf("cell %d,%d outside the canvas is %v", x, y, clip.At(x, y))
			}
		}
	}
}

// TestInsetLeavesAMargin: what is drawn at -1 and behind the width stands in the margin, and nothing beyond it.
func TestInsetLeavesAMargin(t *testing.T) {
	g := New(8, 1)
	c := g.Canvas().Sub(R(1, 0, 6, 1)).Inset(1)
	c.Text(-2, 0, "<<", 0)
	c.Text(0, 0, "abcd", 0)
	c.Text(4, 0, ">>", 0)
	if s := g.String(); c.W != 4 || s != " <abcd>" {
		t.Errorf("%d columns, %q", c.W, s)
	}
}
