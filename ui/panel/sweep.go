package panel

import (
	"math"
	"slices"
	"strconv"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// SweepRow is what one run of a sweep came to. What is not known is NaN.
type SweepRow struct {
	Settings    []int64 // the numbers that were given, in the order of the names
	Throughput  float64 // items per tick
	Theory      float64 // the exact throughput
	Wait        float64 // mean ticks of an item in the queue
	Length      float64 // mean items in the queue
	Utilisation float64 // share of time that a consumer is busy
	Knee        bool    // from here on, more adds next to nothing
	End         string  // how the run ended before its time, or ""
	Broken      bool    // in a failure
}

// Sweep compares runs of a scene, a row a run.
type Sweep struct {
	Names  []string // what was varied
	Note   string   // what the rows come to
	Rows   []SweepRow
	Scroll int // rows
}

// The cells of a bar: the fewest that tell anything, and the most that are of use.
const (
	leastBar = 8
	mostBar  = 40
)

// sweepColumn is a column of numbers, right-aligned below its head.
type sweepColumn struct {
	head  string
	cells []string
	w     int
	bar   bool // it holds the bars, and takes the room that is left
	words bool // it begins at its left
}

func (s *Sweep) modal() bool { return true }

func (s *Sweep) size(w, _ int, _ *Frame) (int, int) {
	most := 2 * roomyWidth // for all columns
	width := min(s.width(s.columns(most), 2)+mostBar, max(w, roomyWidth))
	note := screen.Wrap(s.Note, max(width-4, 1), 0)
	return max(width, 1), len(note) + len(s.Rows) + 3
}

// column makes a column of one value of each row, all with the same digits behind the point.
func (s *Sweep) column(head string, value func(*SweepRow) float64, scale float64, unit string) sweepColumn {
	c := sweepColumn{head: head, w: screen.Width(head)}
	places := 4
	if scale > 0 {
		places = max(min(3-int(math.Floor(math.Log10(scale))), 9), 0)
	}
	for i := range s.Rows {
		text := "-"
		if v := value(&s.Rows[i]); !math.IsNaN(v) {
			text = strconv.FormatFloat(v, 'f', places, 64) + unit
		}
		c.cells = append(c.cells, text)
		c.w = max(c.w, screen.Width(text))
	}
	return c
}

// largest returns the largest of a value of the rows, 0 if it is known nowhere.
func (s *Sweep) largest(value func(*SweepRow) float64) float64 {
	most := 0.0
	for i := range s.Rows {
		if v := value(&s.Rows[i]); v > most {
			most = v
		}
	}
	return most
}

func measuredOf(r *SweepRow) float64 { return r.Throughput }
func theoryOf(r *SweepRow) float64   { return r.Theory }

// hasTheory reports whether exact values are known.
func (s *Sweep) hasTheory() bool {
	return slices.ContainsFunc(s.Rows, func(r SweepRow) bool { return !math.IsNaN(r.Theory) })
}

// scale is the throughput of a bar over the whole column.
func (s *Sweep) scale() float64 { return max(s.largest(measuredOf), s.largest(theoryOf)) }

// columns returns those that fit into w cells: what was varied, the throughput and the words always; then, as there is
// room, the bar, theory, waits, utilisation and length.
func (s *Sweep) columns(w int) []sweepColumn {
	var all []sweepColumn
	for i, name := range s.Names {
		c := sweepColumn{head: cut(screen.Clean(name), maxName)}
		c.w = screen.Width(c.head)
		for k := range s.Rows {
			c.cells = append(c.cells, strconv.FormatInt(s.Rows[k].Settings[i], 10))
			c.w = max(c.w, len(c.cells[k]))
		}
		all = append(all, c)
	}
	wait := func(r *SweepRow) float64 { return r.Wait }
	length := func(r *SweepRow) float64 { return r.Length }
	at := len(all)
	all = append(all, s.column("items/tick", measuredOf, s.scale(), ""), s.column("theory", theoryOf, s.scale(), ""),
		sweepColumn{bar: true, w: leastBar}, s.column("wait", wait, s.largest(wait), ""),
		s.column("length", length, s.largest(length), ""),
		s.column("busy", func(r *SweepRow) float64 { return 100 * r.Utilisation }, 1000, " %"), s.marks())
	shown := make([]int, len(all))
	for i := range all {
		shown[i], all[i].w = all[i].w, 0
	}
	for i := range at + 1 {
		all[i].w = shown[i]
	}
	all[at+6].w = shown[at+6]
	for _, i := range [...]int{at + 2, at + 1, at + 3, at + 5, at + 4} {
		if all[i].w = shown[i]; s.width(all, 1) > w || i == at+1 && !s.hasTheory() {
			all[i].w = 0
		}
	}
	return slices.DeleteFunc(all, func(c sweepColumn) bool { return c.w == 0 })
}

// marks is the column of words at the end of the rows.
func (s *Sweep) marks() sweepColumn {
	c := sweepColumn{words: true}
	for i := range s.Rows {
		r := &s.Rows[i]
		word := r.End
		if r.Knee && word != "" {
			word = "knee, " + word
		} else if r.Knee {
			word = "knee"
		}
		c.cells = append(c.cells, word)
		c.w = max(c.w, screen.Width(word))
	}
	return c
}

// width is the cells that columns take with their gaps; those of no cells are left out.
func (s *Sweep) width(all []sweepColumn, gap int) int {
	w := -gap
	for i := range all {
		if all[i].w > 0 {
			w += all[i].w + gap
		}
	}
	return max(w, 0)
}

func (s *Sweep) draw(p pen) {
	in := p.dialog("What the sweep found", p.words("{page.close} closes"), theme.Text.Bold())
	note := screen.Wrap(s.Note, max(in.W, 1), 0)
	note = note[:max(min(len(note), in.H-3), 0)]
	for y, l := range note {
		in.Text(0, y, l, text)
	}
	all := s.columns(in.W)
	gap := 1
	if s.width(all, 2) <= in.W {
		gap = 2
	}
	room := max(in.W-s.width(all, gap), 0)
	table := in.in(screen.R(0, len(note), in.W, max(in.H-len(note), 0)))
	rows := max(table.H-1, 1)
	first := scrolled(s.Scroll, max(len(s.Rows)-rows, 0))
	x := 0
	for i := range all {
		c := &all[i]
		if c.bar {
			c.w += min(room, mostBar-c.w)
		}
		s.drawColumn(table.in(screen.R(x, 0, c.w, table.H)), c, first)
		x += c.w + gap
	}
	p.more(first, rows, len(s.Rows))
}

// drawColumn draws a column, its rows from first on.
func (s *Sweep) drawColumn(p pen, c *sweepColumn, first int) {
	g := theme.Unicode()
	p.TextRight(p.W, 0, c.head, quiet)
	legend := string(g.Full) + " measured  " + string(g.Border.Vertical) + " theory"
	if c.bar && s.hasTheory() && screen.Width(legend) <= p.W {
		p.Text(0, 0, legend, quiet)
	}
	for y := 1; y < p.H && first+y-1 < len(s.Rows); y++ {
		r := &s.Rows[first+y-1]
		st := text
		switch {
		case r.Broken:
			st = theme.Trouble.Plain()
		case r.Knee:
			st = theme.Bright.Plain()
		}
		switch {
		case c.bar:
			p.sweepBar(y, r, s.scale(), st)
		case c.words:
			p.Text(0, y, screen.Truncate(c.cells[first+y-1], p.W), st)
		default:
			p.TextRight(p.W, y, c.cells[first+y-1], st)
		}
	}
}

// sweepBar draws a throughput as a bar, and a mark where theory would have it end.
func (p pen) sweepBar(y int, r *SweepRow, scale float64, st theme.StyleID) {
	if !(scale > 0) {
		return
	}
	g := theme.Unicode()
	cells := func(v float64) int { return int(math.Round(v / scale * float64(p.W))) }
	if r.Throughput > 0 {
		p.Fill(screen.R(0, y, cells(r.Throughput), 1), g.Full, st)
	}
	if r.Theory > 0 {
		p.Set(max(cells(r.Theory)-1, 0), y, g.Border.Vertical, theme.Bright.Plain())
	}
}
