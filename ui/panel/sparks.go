package panel

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/measure"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// lineOf returns a measure over time, without the stretch that is not over: where stretches are long, the moment that
// has gone by in it is no stretch like the others.
func lineOf(m *measure.Meter, of measure.Series, queue int) []float64 {
	values := m.Series(of, queue)
	if m.Width() > 1 && len(values) > 1 {
		values = values[:len(values)-1]
	}
	return values
}

// names is the columns of the longest name.
func (o *Measures) names() (w int) {
	for i := range o.rows {
		w = max(w, screen.Width(o.rows[i].name))
	}
	return w
}

// measured writes one row of the table, up to the line over time: its unit in column at (0: not at all), its mean up to
// column value, what is exact up to column spark.
func (p pen) measured(y, at, value, spark int, m *measured) {
	scale := m.scale()
	mean := number(scale*m.found.Value, 3)
	end := value - screen.Width(mean) - 1
	x := p.Text(0, y, cut(m.name, end), text)
	if x = max(x+1, at); at > 0 && x+screen.Width(m.unit) <= end {
		p.Text(x, y, m.unit, quiet)
	}
	p.TextRight(value, y, mean, theme.Text.Bold())
	if m.found.Known() {
		p.Text(value+1, y, "±"+number(scale*(m.found.High-m.found.Low)/2, 2), quiet)
	}
	if !math.IsNaN(m.exact) {
		p.TextRight(spark-2, y, number(scale*m.exact, 3), text)
	}
}

// scale is by what values of a row are multiplied to be shown.
func (m *measured) scale() float64 {
	if m.share {
		return 100
	}
	return 1
}

// overTime draws how a row went: a line of at most drawn columns, and behind it between which values it goes; or the
// waits that are not over.
func (p pen) overTime(x, y, drawn int, m *measured) {
	columns := columnsOf(m.series, drawn)
	if len(columns) == 0 {
		p.Text(x, y, cut(m.pending(p.W-x), p.W-x), quiet)
		return
	}
	p.spark(x, y, columns)
	if between := m.between(); drawn < p.W-x {
		p.Text(x+len(columns)+2, y, between, quiet)
	}
}

// leastSpark is the columns that a line over time keeps beside the words that say between which values it goes.
const leastSpark = 10

// sparks returns how many of w columns the lines over time have: all of them where there is no room for words behind
// them.
func (o *Measures) sparks(w int) int {
	words := 0
	for i := range o.rows {
		words = max(words, screen.Width(o.rows[i].between()))
	}
	if words == 0 || w-words-2 < leastSpark {
		return max(w, 0)
	}
	return w - words - 2
}

// between says between which values a row went over time; "" where it has no line.
func (m *measured) between() string {
	if len(m.series) < 2 {
		return ""
	}
	least, top := math.Inf(1), math.Inf(-1)
	for _, v := range m.series {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			least, top = min(least, v), max(top, v)
		}
	}
	from, to := rounded(m.scale()*least), rounded(m.scale()*top)
	switch {
	case least > top:
		return ""
	case from == to:
		return "always " + from
	}
	return from + " to " + to
}

// rounded writes a number with two digits that count, and no zeros behind them.
func rounded(v float64) string {
	s := number(v, 2)
	if strings.Contains(s, ".") && !strings.Contains(s, "e") {
		s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// number writes a number with so many digits that count.
func number(v float64, digits int) string {
	if math.IsNaN(v) {
		return "none"
	}
	if abs := math.Abs(v); abs >= 100 && abs < 1e6 {
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	return strings.TrimSuffix(fmt.Sprintf("%#.*g", digits, v), ".")
}

// flat is the part of its largest value by which a series must change to be drawn as one that does.
const flat = 0.01

// columnsOf averages values over time into at most w columns, the newest at the right; none of fewer than two values.
func columnsOf(values []float64, w int) []float64 {
	if w <= 0 || len(values) < 2 {
		return nil
	}
	each := (len(values) + w - 1) / w // as many values as a column stands for
	columns := make([]float64, 0, w)
	for i := 0; i < len(values); i += each {
		sum, n := 0.0, 0
		for _, v := range values[i:min(i+each, len(values))] {
			if !math.IsNaN(v) && !math.IsInf(v, 0) {
				sum, n = sum+v, n+1
			}
		}
		columns = append(columns, sum/float64(n)) // NaN where there is no value
	}
	return columns
}

// spark draws columns from the least up to the largest of them.
func (p pen) spark(x, y int, columns []float64) {
	g := theme.Unicode()
	marks := g.Spark[:len(g.Spark)-1] // a full block would run into the row above
	least, top := math.Inf(1), 0.0
	for _, v := range columns {
		if !math.IsNaN(v) {
			least, top = min(least, v), max(top, v)
		}
	}
	for i, v := range columns {
		if math.IsNaN(v) {
			continue
		}
		level := 0
		if span := top - least; span > flat*top {
			level = min(int((v-least)/span*float64(len(marks))), len(marks)-1)
		}
		p.Set(x+i, y, marks[max(level, 0)], quiet)
	}
}
