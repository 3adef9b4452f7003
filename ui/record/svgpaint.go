package record

import (
	"strconv"
	"unicode/utf8"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// The letters of an SVG: a size at which DejaVu Sans Mono is as wide as a cell, and where they stand
// in it. Other fonts are fitted by the length that each text gives.
const (
	svgFont     = "13.29px 'DejaVu Sans Mono',Menlo,Consolas,'Liberation Mono',monospace"
	svgBaseline = 13
)

// svgGap is the most blanks that a text keeps rather than becoming two.
const svgGap = 12

// svgBlank stands for a blank: browsers draw a row of plain ones as one.
const svgBlank = "\u00a0"

// ink is how letters look; each has a class of its own.
type ink struct {
	colour          theme.RGB
	bold, underline bool
}

// svgPaint paints cells as SVG elements and keeps the classes that they use, in the order of their
// first use.
type svgPaint struct {
	inks    []ink
	class   map[ink]string // only looked up
	texts   []byte
	buckets []bucket
}

// bucket collects the shapes of one look.
type bucket struct {
	class  string
	stroke bool
	shade  int
	d      []byte
}

func newSVGPaint() *svgPaint { return &svgPaint{class: map[ink]string{}} }

// classOf returns the class of a look: a, b, … z, a1, ….
func (p *svgPaint) classOf(i ink) string {
	name, ok := p.class[i]
	if !ok {
		n := len(p.inks)
		name = string(rune('a' + n%26))
		if n >= 26 {
			name += strconv.Itoa(n / 26)
		}
		p.class[i], p.inks = name, append(p.inks, i)
	}
	return name
}

// style returns the rules of all classes that were used so far.
func (p *svgPaint) style() []byte {
	b := []byte("svg{font:" + svgFont + "}text{white-space:pre}text,path,rect{fill:currentColor}" +
		"rect{shape-rendering:crispEdges}.line{fill:none;stroke:currentColor}")
	for _, i := range p.inks {
		b = append(b, "\n."+p.class[i]+"{color:"+i.colour.String()...)
		if i.bold {
			b = append(b, ";font-weight:700"...)
		}
		if i.underline {
			b = append(b, ";text-decoration:underline"...)
		}
		b = append(b, '}')
	}
	return b
}

// cells appends the cells of some stretches. With cover they hide what lies below; else the ground
// of the theme is left out.
func (p *svgPaint) cells(b []byte, g *screen.Grid, t *theme.Theme, all func(func(span) bool), cover bool) []byte {
	p.texts, p.buckets = p.texts[:0], p.buckets[:0]
	for s := range all {
		b = p.grounds(b, g, t, s, cover)
		p.row(g, t, s)
	}
	b = append(b, p.texts...)
	for _, k := range p.buckets {
		class, shade := k.class, ""
		if k.stroke {
			class += " line"
		}
		if k.shade > 0 {
			shade = `" fill-opacity=".` + strconv.Itoa(k.shade)
		}
		b = appendf(b, `<path class="`, class, shade, `" d="`, string(k.d), "\"/>\n")
	}
	return b
}

// grounds appends a rectangle for each stretch of one ground.
func (p *svgPaint) grounds(b []byte, g *screen.Grid, t *theme.Theme, s span, cover bool) []byte {
	for x := s.from; x < s.to; {
		_, ground := t.Style(g.At(x, s.y).Style).Drawn()
		from := x
		for x++; x < s.to; x++ {
			if _, other := t.Style(g.At(x, s.y).Style).Drawn(); other != ground {
				break
			}
		}
		if cover || ground != t.Ground {
			b = appendf(b, `<rect class="`, p.classOf(ink{colour: ground}), `" x="`, from*svgCellWidth,
				`" y="`, s.y*svgCellHeight, `" width="`, (x-from)*svgCellWidth, `" height="`, svgCellHeight, "\"/>\n")
		}
	}
	return b
}

// svgText is a text that grows cell by cell.
type svgText struct {
	look   ink
	x, end int // in cells; end is behind the last sign that is no blank
	text   []byte
	blanks int // behind end
}

// row takes the signs of a stretch: texts, and shapes into their buckets.
func (p *svgPaint) row(g *screen.Grid, t *theme.Theme, s span) {
	var now svgText
	for x := s.from; x < s.to; x++ {
		c := g.At(x, s.y)
		st := t.Style(c.Style)
		colour, _ := st.Drawn()
		look := ink{colour, st.Bold, st.Underline}
		sh, drawn := shapeOf(c.Rune)
		switch {
		case c.Rune == screen.Continuation:
			now.end = x + 1
		case drawn:
			n := 1
			for x+n < s.to && g.At(x+n, s.y) == c {
				n++
			}
			k := p.bucket(p.classOf(ink{colour: colour}), sh)
			k.d = sh.appendTo(k.d, x*svgCellWidth, s.y*svgCellHeight, n)
			x += n - 1
		case c.Rune == ' ' && !st.Underline:
			now.blanks++
		default:
			if now.text == nil || now.look != look || now.end+now.blanks != x || now.blanks > svgGap {
				p.text(now, s.y)
				now = svgText{look: look, x: x, text: now.text[:0]}
			}
			for ; now.blanks > 0; now.blanks-- {
				now.text = append(now.text, svgBlank...)
			}
			now.text = appendSign(now.text, c.Rune)
			now.end = x + 1
		}
	}
	p.text(now, s.y)
}

// appendSign appends a sign as XML; a blank is one that stays.
func appendSign(b []byte, r rune) []byte {
	switch r {
	case ' ':
		return append(b, svgBlank...)
	case '&', '<', '>', '"', '\'':
		return append(b, escaped(string(r))...)
	}
	return utf8.AppendRune(b, r)
}

// text writes a text that is complete.
func (p *svgPaint) text(t svgText, y int) {
	if len(t.text) == 0 {
		return
	}
	p.texts = appendf(p.texts, `<text class="`, p.classOf(t.look), `" x="`, t.x*svgCellWidth,
		`" y="`, y*svgCellHeight+svgBaseline)
	if n := t.end - t.x; n > 1 {
		p.texts = appendf(p.texts, `" textLength="`, n*svgCellWidth)
	}
	p.texts = append(append(append(p.texts, `">`...), t.text...), "</text>\n"...)
}

// bucket returns the bucket for a shape of a class.
func (p *svgPaint) bucket(class string, s shape) *bucket {
	stroke := s.path != ""
	for i := range p.buckets {
		if k := &p.buckets[i]; k.class == class && k.stroke == stroke && k.shade == s.shade {
			return k
		}
	}
	p.buckets = append(p.buckets, bucket{class: class, stroke: stroke, shade: s.shade})
	return &p.buckets[len(p.buckets)-1]
}
