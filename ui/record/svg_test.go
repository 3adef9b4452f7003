package record

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/ui/screen"
)

// drawing is what an SVG shows, read back into cells: the signs of its texts, and a star for a cell
// in which something is drawn.
type drawing struct {
	cells map[[2]int]rune
	ids   []string // of the groups, in order
	style string
	words string // title and description
}

// readSVG parses an SVG as XML. With each it calls seen at the end of every group.
func readSVG(t testing.TB, data []byte, seen func(d *drawing, id string)) *drawing {
	t.Helper()
	d := &drawing{cells: map[[2]int]rune{}}
	dec := xml.NewDecoder(bytes.NewReader(data))
	var path []xml.StartElement
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return d
		}
		if err != nil {
			t.Fatal(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			path = append(path, tok.Copy())
			d.start(t, tok)
		case xml.CharData:
			d.text(t, path, string(tok))
		case xml.EndElement:
			if top := path[len(path)-1]; top.Name.Local == "g" && seen != nil {
				seen(d, attr(top, "id"))
			}
			path = path[:len(path)-1]
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func number(t testing.TB, e xml.StartElement, name string) int {
	t.Helper()
	if attr(e, name) == "" {
		return 0
	}
	n, err := strconv.Atoi(attr(e, name))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (d *drawing) start(t testing.TB, e xml.StartElement) {
	t.Helper()
	switch e.Name.Local {
	case "g":
		d.ids = append(d.ids, attr(e, "id"))
	case "rect": // hides what was there
		for y := number(t, e, "y"); y < number(t, e, "y")+number(t, e, "height"); y += svgCellHeight {
			for x := number(t, e, "x"); x < number(t, e, "x")+number(t, e, "width"); x += svgCellWidth {
				delete(d.cells, [2]int{x / svgCellWidth, y / svgCellHeight})
			}
		}
	case "path":
		for _, move := range regexp.MustCompile(`M(\d+) (\d+)[^M]*`).FindAllStringSubmatch(attr(e, "d"), -1) {
			x, _ := strconv.Atoi(move[1])
			y, _ := strconv.Atoi(move[2])
			width := svgCellWidth
			if long := regexp.MustCompile(`h(\d+)`).FindStringSubmatch(move[0]); long != nil {
				n, _ := strconv.Atoi(long[1])
				width = max(width, n)
			}
			for i := 0; i < width; i += svgCellWidth {
				d.cells[[2]int{(x + i) / svgCellWidth, y / svgCellHeight}] = '*'
			}
		}
	}
}

func (d *drawing) text(t testing.TB, path []xml.StartElement, text string) {
	t.Helper()
	if len(path) == 0 {
		return
	}
	switch top := path[len(path)-1]; top.Name.Local {
	case "style":
		d.style += text
	case "title", "desc":
		d.words += text + "\n"
	case "text":
		x, y := number(t, top, "x")/svgCellWidth, number(t, top, "y")/svgCellHeight
		n := screen.Width(text)
		if long := number(t, top, "textLength"); n > 1 && long != n*svgCellWidth {
			t.Errorf("%q is said to be %d long", text, long)
		}
		for _, r := range text {
			if r == '\u00a0' {
				r = ' '
			}
			d.cells[[2]int{x, y}] = r
			x += screen.Width(string(r))
		}
	}
}

// String returns the cells as text.
func (d *drawing) lines(w, h int) string {
	var b strings.Builder
	for y := range h {
		for x := 0; x < w; x++ {
			r := d.cells[[2]int{x, y}]
			if r == 0 {
				r = ' '
			}
			b.WriteRune(r)
			x += screen.Width(string(r)) - 1
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// drawn returns a grid as a drawing would show it.
func drawn(g *screen.Grid) string {
	var b strings.Builder
	for y := range g.H {
		for x := range g.W {
			c := g.At(x, y)
			if _, ok := shapeOf(c.Rune); ok {
				c.Rune = '*'
				if c := g.At(x, y).Rune; c == 0x2800 {
					c = ' '
				}
			}
			if c.Rune != screen.Continuation {
				b.WriteRune(c.Rune)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestSVGHoldsEverySign(t *testing.T) {
	for _, m := range []*movie{newMovie(t, "bounded-buffer", 33, 100, 30), odd(t)} {
		for i := range m.frames {
			one := *m
			one.frames, one.end = m.frames[i:i+1], m.frames[i].At+time.Second
			var b bytes.Buffer
			one.play(t, NewSVG(&b, m.about))
			d := readSVG(t, b.Bytes(), nil)
			if got, want := d.lines(m.about.W, m.about.H), drawn(m.frames[i].Grid); got != want {
				t.Fatalf("frame %d is\n%s\nwant\n%s", i, got, want)
			}
			if want := m.about.Title + "\n"; !strings.HasPrefix(d.words, want) ||
				!strings.Contains(d.words, m.about.Text) {
				t.Errorf("its words are %q", d.words)
			}
		}
	}
}

// TestAnAnimatedSVGShowsTheFrames lays the groups over each other and compares each with the frame of
// its time.
func TestAnAnimatedSVGShowsTheFrames(t *testing.T) {
	t.Parallel()
	if effort.Quick() {
		t.Skip("many frames")
	}
	long := newMovie(t, "bounded-buffer", 2*segmentFrames+20, 80, 24)
	for _, m := range []*movie{long, odd(t)} {
		data := newAnimated(t, m)
		style := readSVG(t, data, nil).style
		total := float64(m.end.Milliseconds())
		pictures := 0
		readSVG(t, data, func(d *drawing, id string) {
			if !strings.HasPrefix(id, "f") {
				return
			}
			pictures++
			at := time.Duration(0)
			if id != "f0" {
				var percent float64
				rule := "@keyframes " + id + "{0%{visibility:hidden}"
				_, rest, found := strings.Cut(style, rule)
				if _, err := fmt.Sscanf(rest, "%f%%{visibility:visible}}", &percent); !found || err != nil {
					t.Fatalf("there is no time for %s", id)
				}
				at = time.Duration(percent*total/100+0.5) * time.Millisecond
			}
			if got, want := d.lines(m.about.W, m.about.H), drawn(m.at(at).Grid); got != want {
				t.Fatalf("%s at %v is\n%s\nwant\n%s", id, at, got, want)
			}
		})
		if pictures < len(m.frames)-2 {
			t.Errorf("%d pictures of %d frames", pictures, len(m.frames))
		}
	}
	if n := strings.Count(readSVG(t, newAnimated(t, long), nil).style, "opacity:0}"); n != 2 {
		t.Errorf("%d segments are hidden again, want 2", n)
	}
}

func newAnimated(t testing.TB, m *movie) []byte {
	t.Helper()
	var b bytes.Buffer
	s, err := NewAnimatedSVG(&b, m.about)
	if err != nil {
		t.Fatal(err)
	}
	m.play(t, s)
	return b.Bytes()
}

// TestRowsThatStayAreNotWrittenAgain changes one row of a full screen.
func TestRowsThatStayAreNotWrittenAgain(t *testing.T) {
	m := newMovie(t, "bounded-buffer", 1, 80, 24)
	alone := len(newAnimated(t, m))
	for i := range 10 {
		f := m.frames[0]
		f.At, f.Grid = time.Duration(i+1)*time.Second, screen.New(80, 24)
		f.Grid.CopyFrom(m.frames[0].Grid)
		f.Grid.Canvas().Text(3, 20, fmt.Sprintf("%09d", i), 0)
		m.frames = append(m.frames, f)
	}
	m.end = 20 * time.Second
	if more := len(newAnimated(t, m)) - alone; more > 10*400 {
		t.Errorf("a row of nine digits takes %d bytes a time", more/10)
	}
}
