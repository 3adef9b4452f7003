package record

import (
	"io"
	"strings"
	"time"

	"github.com/quartet-os/quartet/ui/record/raster"
)

// PNG writes the poster, or the last frame, as a picture.
type PNG struct {
	still
	w     io.Writer
	paint *raster.Raster
}

// NewPNG begins a picture whose cells are 8 by 17 pixels times scale; it fails on a scale that
// raster.New refuses.
func NewPNG(w io.Writer, about *About, scale int) (*PNG, error) {
	paint, err := raster.New(scale)
	return &PNG{still: newStill(about), w: w, paint: paint}, err
}

// Lacking returns the signs that no font has; they are empty boxes in the picture.
func (p *PNG) Lacking() []rune { return p.paint.Lacking() }

// Close writes the picture.
func (p *PNG) Close(time.Duration) error {
	if err := p.last(); err != nil {
		return err
	}
	return p.paint.WritePNG(p.w, p.grid, p.theme)
}

// Text writes the poster, or the last frame, as plain text, a line a row without blanks at its end.
type Text struct {
	still
	w io.Writer
}

// NewText begins a text.
func NewText(w io.Writer, about *About) *Text { return &Text{newStill(about), w} }

// Close writes the text.
func (t *Text) Close(time.Duration) error {
	if err := t.last(); err != nil {
		return err
	}
	_, err := io.WriteString(t.w, strings.TrimRight(t.grid.String(), "\n")+"\n")
	return err
}
