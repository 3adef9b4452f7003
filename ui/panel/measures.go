package panel

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/measure"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// Measures shows the numbers of a run up to now: each with its interval, what theory says beside it where there is one,
// and how it went over time. NewMeasures makes it.
type Measures struct {
	Scroll int // rows

	title  string
	future string // the eventual state, if the scene has a work queue
	rows   []measured
	exact  bool     // a theory stands beside the measures
	words  []string // below the table
}

// measured is one row of the table; a row without a unit is a heading.
type measured struct {
	name, unit string
	found      measure.Estimate
	share      bool // shown in percent
	exact      float64
	series     []float64
}

// NewMeasures works out what a meter found, for one of the scene's work queues. theory is nil where there is none.
func NewMeasures(m *measure.Meter, queue int, theory *measure.Exact) *Measures {
	all := m.Measures()
	o := &Measures{title: "MEASURES"}
	if queue >= 0 && queue < len(all.Queues) {
		o.queue(m, &all.Queues[queue], queue, theory)
	}
	o.machine(m, &all)
	o.waste(&all)
	switch {
	case all.Batches > 1:
		o.words = append(o.words, fmt.Sprintf("± 95 %%: %d batches of %s after a warm-up of %s.",
			all.Batches, program.Plural(all.Batch, "tick"), program.Plural(all.Warmup, "tick")))
	default:
		o.words = append(o.words, "Too few ticks have gone by for an interval: let it run on.")
	}
	if theory != nil {
		o.exact = true
		o.words = append(o.words, "exact: "+theory.Model+".")
	}
	return o
}

// queue adds the rows of a work queue and what becomes of it in the long run.
func (o *Measures) queue(m *measure.Meter, q *measure.QueueMeasures, i int, theory *measure.Exact) {
	o.title = "MEASURES of " + label(q.Name)
	x := measure.Exact{Throughput: math.NaN(), Length: math.NaN(), Busy: math.NaN(), Utilisation: math.NaN(),
		Blocked: math.NaN(), Wait: math.NaN(), Lost: math.NaN()}
	if theory != nil && i == 0 {
		x = *theory
	}
	none := math.NaN()
	o.rows = append(o.rows,
		measured{"arrivals", "items/tick", q.Arrival, false, none, nil},
		measured{"throughput", "items/tick", q.Throughput, false, x.Throughput, m.Series(measure.Rates, i)},
		measured{"length", "of " + strconv.FormatInt(q.Capacity, 10) + " items", q.Length, false, x.Length,
			m.Series(measure.Lengths, i)},
		measured{"wait when taken", "ticks", q.ItemWait, false, x.Wait, m.Series(measure.Waits, i)},
		measured{"longest wait", "ticks", counted(q.ItemLongest), false, none, nil},
		measured{"oldest item", "ticks", counted(q.OldestItem), false, none, nil},
		measured{"blocked puts", "coroutines", q.Blocked, false, x.Blocked, m.Series(measure.BlockedOverTime, i)},
		measured{"a blocked put", "ticks", q.PutWait, false, none, nil},
		measured{"consumers busy", "coroutines", q.Busy, false, x.Busy, m.Series(measure.BusyOverTime, i)},
		measured{"utilisation", "%", q.Utilisation, true, x.Utilisation, nil},
	)
	name := label(q.Name)
	o.future = map[measure.State]string{
		measure.TooEarly: "In the long run: too early to say.",
		measure.Empties:  "In the long run " + name + " empties: under a third full.",
		measure.Balanced: "In the long run " + name + " is balanced, neither full nor empty.",
		measure.Fills:    "In the long run " + name + " fills: over two thirds full.",
	}[q.State]
	if !math.IsNaN(q.Little.RateByWait) && !math.IsNaN(q.Little.Length) {
		o.words = append(o.words, "Little: length "+number(q.Little.Length, 3)+", throughput by wait "+
			number(q.Little.RateByWait, 3)+".")
	}
	if taken := q.ItemWait.Value; q.OldestItem > 0 && float64(q.OldestItem) > muchLonger*taken {
		o.words = append(o.words, "The mean wait counts items that were taken. Those still in the queue have waited "+
			number(q.Unfinished, 3)+" ticks on average, so Little's law does not hold for it.")
	}
}

// muchLonger is how many times as long as the others an item waits that says more than they do.
const muchLonger = 10

// counted is a number that is no estimate.
func counted(n int64) measure.Estimate {
	none := math.NaN()
	return measure.Estimate{Value: float64(n), Error: none, Low: none, High: none}
}

// machine adds the rows of the machine as a whole.
func (o *Measures) machine(m *measure.Meter, all *measure.Measures) {
	none := math.NaN()
	busy := m.Series(measure.QuietOverTime, 0)
	for i := range busy {
		busy[i] = 1 - busy[i]
	}
	o.rows = append(o.rows,
		measured{"READY", "coroutines", all.Ready, false, none, m.Series(measure.ReadyOverTime, 0)},
		measured{"CPU wanted", "%", all.Running, true, none, busy},
		measured{"switches", "a tick", all.Switches, false, none, m.Series(measure.SwitchesOverTime, 0)},
		measured{"wait for locks", "ticks", all.LockWait, false, none, nil},
	)
	o.waits(all)
	if all.Answers > 0 {
		o.rows = append(o.rows, measured{"answers after", "ticks", all.AnswerLatency, false, none, nil})
	}
	if all.Refused > 0 {
		o.rows = append(o.rows, measured{"items refused", "%", all.RefusedShare, true, none, nil})
	}
}

// mostSyncs is how many objects have rows of their own; of an array only the first have.
const mostSyncs = 4

// waits adds the rows of semaphores and their like, and of who waits for the end of another.
func (o *Measures) waits(all *measure.Measures) {
	none := math.NaN()
	for i := range all.Syncs {
		if i == mostSyncs {
			o.words = append(o.words, "Not shown: "+program.Plural(int64(len(all.Syncs)-i), "more object")+
				" that others wait for; run --stats tells them.")
			break
		}
		s := &all.Syncs[i]
		o.rows = append(o.rows, measured{"wait for " + label(s.Name), "ticks", s.Wait, false, none, nil})
		for n, number := range s.Class.Row().State {
			if number.Fills {
				continue // it is what the scene says, whatever happens
			}
			o.rows = append(o.rows, measured{number.Name + " of " + label(s.Name), "", s.State[n], false, none, nil})
		}
		o.rows = append(o.rows, measured{"longest queue", "coroutines", counted(s.Longest), false, none, nil})
	}
	if all.Joins {
		o.rows = append(o.rows, measured{"wait for an end", "ticks", all.JoinWait, false, none, nil})
	}
}

// waste says what was done for nothing.
func (o *Measures) waste(all *measure.Measures) {
	var parts []string
	for _, w := range []struct {
		n    int64
		what string
	}{{all.EmptyPasses, "turn"}, {all.EmptyWakeups, "wakeup"}, {all.EmptyPolls, "poll"}, {all.EmptySpins, "spin"},
		{all.EmptyResumes, "resume"}} {
		if w.n > 0 {
			parts = append(parts, program.Plural(w.n, w.what))
		}
	}
	if len(parts) == 0 {
		parts = []string{"nothing"}
	}
	o.words = append(o.words, "Wasted: "+strings.Join(parts, ", ")+".")
}

func (o *Measures) modal() bool { return false }

// The columns of the table, and of the words where they stand beside it.
const (
	measuresWidth = 74
	besideWidth   = 34
)

func (o *Measures) size(w, h int, _ *Frame) (int, int) {
	width := between(w, 56, measuresWidth+4)
	rows := len(o.rows) + len(o.lines(width-4)) + o.head() + 2
	if rows > h { // the words stand beside the table
		return max(w, measuresWidth+besideWidth+7), len(o.rows) + o.head() + 2
	}
	return width, rows
}

// head is the rows above the table: the eventual state, which is always in sight, and the columns' names.
func (o *Measures) head() int {
	if o.future == "" {
		return 1
	}
	return 2
}

// lines wraps the words below the table.
func (o *Measures) lines(w int) []string {
	var all []string
	for _, s := range o.words {
		all = append(all, screen.Wrap(s, max(w, 1), 2)...)
	}
	return all
}

func (o *Measures) draw(p pen) {
	in := p.dialog(o.title, p.words("{measures} closes"), theme.Text.Bold())
	lines := o.lines(in.W)
	if in.W >= measuresWidth+besideWidth+3 {
		beside := in.in(screen.R(measuresWidth+3, 0, in.W-measuresWidth-3, in.H))
		for y, l := range o.lines(beside.W) {
			beside.Text(0, y, l, quiet)
		}
		in.W, lines = measuresWidth, nil
	}
	units := in.W >= 60
	value := 24
	if units {
		value = 36
	}
	head := o.head()
	in.Text(0, 0, cut(o.future, in.W), theme.Bright.Plain())
	in.TextRight(value, head-1, "mean", quiet)
	spark := value + 11
	if o.exact {
		spark += 10
		in.TextRight(spark-2, head-1, "exact", quiet)
	}
	in.Text(spark, head-1, cut("over time", in.W-spark), quiet)
	total := len(o.rows) + len(lines)
	rows := max(in.H-head, 0)
	scroll := scrolled(o.Scroll, max(total-rows, 0))
	table := in.in(screen.R(0, head, in.W, rows))
	for y := 0; y < rows && scroll+y < total; y++ {
		if i := scroll + y; i < len(o.rows) {
			table.measured(y, value, spark, &o.rows[i], units)
		} else {
			table.Text(0, y, lines[i-len(o.rows)], quiet)
		}
	}
	p.more(scroll, rows, total)
}

// measured writes one row of the table.
func (p pen) measured(y, value, spark int, m *measured, units bool) {
	x := p.Text(0, y, m.name, text)
	if units {
		p.Text(max(x+1, 16), y, m.unit, quiet)
	}
	scale := 1.0
	if m.share {
		scale = 100
	}
	p.TextRight(value, y, number(scale*m.found.Value, 3), theme.Text.Bold())
	if m.found.Known() {
		p.Text(value+1, y, "±"+number(scale*(m.found.High-m.found.Low)/2, 2), quiet)
	}
	if !math.IsNaN(m.exact) {
		p.TextRight(spark-2, y, number(scale*m.exact, 3), text)
	}
	p.spark(spark, y, p.W-spark, m.series)
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

// spark draws values over time in w columns, the newest at the right, from the least up to the largest of them.
func (p pen) spark(x, y, w int, values []float64) {
	if w <= 0 || len(values) < 2 {
		return
	}
	g := theme.Unicode()
	marks := g.Spark[:len(g.Spark)-1] // a full block would run into the row above
	each := (len(values) + w - 1) / w // as many values as a column stands for
	columns := make([]float64, 0, w)
	least, top := math.Inf(1), 0.0
	for i := 0; i < len(values); i += each {
		sum, n := 0.0, 0
		for _, v := range values[i:min(i+each, len(values))] {
			if !math.IsNaN(v) && !math.IsInf(v, 0) {
				sum, n = sum+v, n+1
			}
		}
		if n > 0 {
			sum /= float64(n)
		}
		columns = append(columns, sum)
		least, top = min(least, sum), max(top, sum)
	}
	for i, v := range columns {
		level := 0
		if span := top - least; span > flat*top {
			level = min(int((v-least)/span*float64(len(marks))), len(marks)-1)
		}
		p.Set(x+i, y, marks[max(level, 0)], quiet)
	}
}
