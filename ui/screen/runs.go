package screen

import (
	"iter"

	"github.com/quartet-os/quartet/ui/theme"
)

// Run is a piece of a row in one style: what an exporter writes as one element.
type Run struct {
	X, W  int // first column, width in columns
	Text  string
	Style theme.StyleID
}

// Runs goes through a row from left to right, a run for each change of style; together they cover
// the row. There are none if there is no row y.
func (g *Grid) Runs(y int) iter.Seq[Run] {
	return func(yield func(Run) bool) {
		if y < 0 || y >= g.H {
			return
		}
		row := g.row(y)
		var text []byte
		for x := 0; x < len(row); {
			run := Run{X: x, Style: row[x].Style}
			text = text[:0]
			for x < len(row) && row[x].Style == run.Style {
				text = appendRune(text, row[x].Rune)
				x++
			}
			run.W, run.Text = x-run.X, string(text)
			if !yield(run) {
				return
			}
		}
	}
}
