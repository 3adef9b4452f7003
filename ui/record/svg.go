package record

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/quartet-os/quartet/visible"
)

// SVG writes the poster, or the last frame, as a picture of text: sharp at any size, searchable, readable aloud. It
// needs no font of its own: boxes, bars and dots are drawn, letters take the reader's fixed font.
type SVG struct {
	still
	w io.Writer
}

// NewSVG begins a picture.
func NewSVG(w io.Writer, about *About) *SVG { return &SVG{newStill(about), w} }

// Close writes the picture.
func (s *SVG) Close(time.Duration) error {
	if err := s.last(); err != nil {
		return err
	}
	paint := newSVGPaint()
	ground := paint.classOf(ink{colour: s.theme.Ground})
	body := paint.cells(nil, s.grid, &s.theme, everything(s.grid), false)
	b := append(svgHead(s.about), svgWords(s.about)...)
	b = append(append(append(b, "<style>"...), paint.style()...), "</style>\n"...)
	b = svgGround(b, s.about, ground)
	b = append(append(b, body...), "</svg>\n"...)
	_, err := s.w.Write(b)
	return err
}

// svgHead returns the beginning of a file: its size and its title.
func svgHead(a *About) []byte {
	w, h := a.W*svgCellWidth, a.H*svgCellHeight
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" `+
		`role="img" aria-labelledby="title text">`+"\n<title id=\"title\">%s</title>\n", w, h, w, h, escaped(a.Title))
}

// svgWords returns the words for those who cannot see the picture.
func svgWords(a *About) []byte {
	return fmt.Appendf(nil, "<desc id=\"text\">%s</desc>\n", escaped(a.Text))
}

// escaped returns a text of others as XML.
func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(visible.Text(s)))
	return b.String()
}

// svgGround appends the ground of the whole picture.
func svgGround(b []byte, a *About, class string) []byte {
	return appendf(b, `<rect class="`, class, `" width="`, a.W*svgCellWidth, `" height="`, a.H*svgCellHeight, "\"/>\n")
}
