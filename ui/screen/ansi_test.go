package screen

import (
	"fmt"
	"image/color"
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"

	"github.com/quartet-os/quartet/ui/theme"
)

// sample is a frame with every style, wide runes and frames.
func sample(w, h int) *Grid {
	g := New(w, h)
	c := g.Canvas()
	for i, part := range g.Bounds().Columns(1, Flex(1), Flex(2), Flex(1)) {
		in := c.Frame(part, Frame{Title: "READY", Right: "2", Style: theme.Line.Plain(),
			TitleStyle: theme.Ready.Bold(), RightStyle: theme.Ready.Plain()})
		for y := range in.H {
			x := in.Text(1, y, fmt.Sprintf("%3d ", y), theme.Quiet.Plain())
			x += in.Text(x, y, " ▲p1 ", theme.StyleID((y*3+i)%theme.NumStyles))
			x += in.Text(x, y, " 界 signals notFull ", theme.Text.Plain())
			in.Text(x, y, "▁▃▅█▸", theme.StyleID((y*5+i)%theme.NumStyles))
		}
	}
	return g
}

func TestRenderHasExactlyTheCells(t *testing.T) {
	p := NewPalette(theme.Default())
	for w := range 40 {
		for h := range 5 {
			g := sample(w, h)
			lines := strings.Split(g.Render(p), "\n")
			if len(lines) != max(h, 1) {
				t.Fatalf("%d by %d has %d lines", w, h, len(lines))
			}
			for y, l := range lines {
				if n := ansi.StringWidth(l); h > 0 && n != w {
					t.Fatalf("line %d of %d by %d is %d columns", y, w, h, n)
				}
				if h > 0 && ansi.Strip(l) != g.Lines()[y] {
					t.Fatalf("line %d is %q, want %q", y, ansi.Strip(l), g.Lines()[y])
				}
			}
			if got, want := g.Render(nil), strings.Join(g.Lines(), "\n"); got != want {
				t.Fatalf("without a palette got %q, want %q", got, want)
			}
		}
	}
}

// TestATerminalShowsTheStyles feeds a terminal emulator and compares every cell with the theme.
func TestATerminalShowsTheStyles(t *testing.T) {
	for _, name := range theme.Names() {
		th, err := theme.ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		g := sample(90, 40)
		term := vt.NewEmulator(g.W, g.H)
		if _, err := term.WriteString(strings.ReplaceAll(g.Render(NewPalette(th)), "\n", "\r\n")); err != nil {
			t.Fatal(err)
		}
		for y := range g.H {
			for x := range g.W {
				cell := g.At(x, y)
				if cell.Rune == Continuation {
					continue
				}
				got, want := describe(term, x, y), wanted(th, cell)
				if got != want {
					t.Fatalf("%s: %d,%d shows %s, want %s", name, x, y, got, want)
				}
			}
		}
	}
}

// describe tells what the emulator shows in a cell; of a blank only what can be seen.
func describe(term *vt.Emulator, x, y int) string {
	c := term.CellAt(x, y)
	return tell(c.Content, colour(c.Style.Fg), colour(c.Style.Bg), theme.Style{
		Bold: c.Style.Attrs&uv.AttrBold != 0, Faint: c.Style.Attrs&uv.AttrFaint != 0,
		Reverse: c.Style.Attrs&uv.AttrReverse != 0, Underline: c.Style.Underline != ansi.UnderlineNone,
	})
}

// wanted tells what the theme wants to be seen in a cell.
func wanted(th theme.Theme, c Cell) string {
	s := th.Style(c.Style)
	if th.Mono {
		return tell(string(c.Rune), "none", "none", s)
	}
	return tell(string(c.Rune), s.FG.String(), s.BG.String(), s)
}

func tell(text, ink, ground string, s theme.Style) string {
	if text == " " && !s.Underline && !s.Reverse {
		return "blank on " + ground
	}
	return fmt.Sprintf("%q %s on %s, bold %v faint %v underline %v reverse %v",
		text, ink, ground, s.Bold, s.Faint, s.Underline, s.Reverse)
}

// colour names a colour of the emulator.
func colour(c color.Color) string {
	if c == nil {
		return "none"
	}
	r, g, b, _ := c.RGBA()
	return theme.RGB{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8)}.String()
}

func TestRenderAllocatesNothing(t *testing.T) {
	g, p := sample(160, 50), NewPalette(theme.Default())
	buf := g.AppendANSI(nil, p)
	if n := testing.AllocsPerRun(10, func() { buf = g.AppendANSI(buf[:0], p) }); n != 0 {
		t.Errorf("%v allocations a frame", n)
	}
}

func TestAppendRowOutside(t *testing.T) {
	g, p := sample(9, 3), NewPalette(theme.Default())
	for _, y := range []int{-1, 3} {
		if got := g.AppendRow(nil, y, p); len(got) != 0 {
			t.Errorf("row %d is %q", y, got)
		}
	}
	g.Canvas().Set(0, 0, 'x', theme.StyleID(255))
	if got, want := g.AppendRow(nil, 0, p), p.full[0]; !strings.HasPrefix(string(got), want) {
		t.Errorf("a style that does not exist is drawn as %q", got)
	}
}

func BenchmarkAppendANSI160x50(b *testing.B) {
	g, p := sample(160, 50), NewPalette(theme.Default())
	buf := g.AppendANSI(nil, p)
	b.ReportMetric(float64(len(buf)), "bytes/frame")
	for b.Loop() {
		buf = g.AppendANSI(buf[:0], p)
	}
}

func BenchmarkDrawAndAppend160x50(b *testing.B) {
	g, p := New(160, 50), NewPalette(theme.Default())
	var buf []byte
	line := strings.Repeat("p1 unlocks m; ▲p2 ▸ ", 8)
	for b.Loop() {
		g.Clear()
		c := g.Canvas()
		for y := range g.H {
			c.Text(0, y, line, theme.StyleID(y%theme.NumStyles))
		}
		buf = g.AppendANSI(buf[:0], p)
	}
}

func TestAPartIsWhatTheRowShowsThere(t *testing.T) {
	g, p := sample(40, 5), NewPalette(theme.Default())
	term := vt.NewEmulator(g.W, g.H)
	for y := range g.H {
		for from := 0; from < g.W; from += 7 {
			part := g.AppendPart(nil, y, from, from+7, p)
			fmt.Fprintf(term, "\x1b[%d;%dH%s", y+1, from+1, part)
			if got, want := ansi.Strip(string(part)), string(g.AppendPart(nil, y, from, from+7, nil)); got != want {
				t.Errorf("row %d from %d is %q, want %q", y, from, got, want)
			}
		}
	}
	for y := range g.H {
		for x := range g.W {
			if cell := g.At(x, y); cell.Rune != Continuation && g.At(x+1, y).Rune != Continuation {
				if got, want := describe(term, x, y), wanted(theme.Default(), cell); got != want {
					t.Errorf("%d,%d shows %s, want %s", x, y, got, want)
				}
			}
		}
	}
	for _, part := range [][3]int{{-1, 0, 9}, {5, 0, 9}, {0, 9, 9}, {0, 40, 50}, {0, -9, 0}} {
		if got := g.AppendPart(nil, part[0], part[1], part[2], p); len(got) != 0 {
			t.Errorf("part %v is %q", part, got)
		}
	}
}
