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
	open       measure.Open // waits that are not over, which no mean counts
}

// pending is said of waits that are not over, in place of a line over time; "" where there are none. w is the room.
func (m *measured) pending(w int) string {
	if m.open.Waits == 0 {
		return ""
	}
	verb := " wait"
	if m.open.Waits == 1 {
		verb = " waits"
	}
	text := strconv.FormatInt(m.open.Waits, 10) + verb
	if longer := text + ", " + strconv.FormatInt(m.open.Longest, 10) + " by now"; screen.Width(longer) <= w {
		return longer
	}
	return text
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
	case all.Switches.Known(): // there are batches enough for an interval
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
		measured{name: "arrivals", unit: "items/tick", found: q.Arrival, exact: none},
		measured{name: "throughput", unit: "items/tick", found: q.Throughput, exact: x.Throughput,
			series: lineOf(m, measure.Rates, i)},
		measured{name: "length", unit: "of " + program.Plural(q.Capacity, "item"), found: q.Length,
			exact: x.Length, series: lineOf(m, measure.Lengths, i)},
		measured{name: "wait when taken", unit: "ticks", found: q.ItemWait, exact: x.Wait,
			series: lineOf(m, measure.Waits, i)},
		measured{name: "longest wait", unit: "ticks", found: counted(q.ItemLongest), exact: none},
		measured{name: "oldest item", unit: "ticks", found: counted(q.OldestItem), exact: none},
		measured{name: "blocked puts", unit: "coroutines", found: q.Blocked, exact: x.Blocked,
			series: lineOf(m, measure.BlockedOverTime, i)},
		measured{name: "a blocked put", unit: "ticks", found: q.PutWait, exact: none, open: q.PutsOpen},
		measured{name: "consumers busy", unit: "coroutines", found: q.Busy, exact: x.Busy,
			series: lineOf(m, measure.BusyOverTime, i)},
		measured{name: "utilisation", unit: "%", found: q.Utilisation, share: true, exact: x.Utilisation},
	)
	name := label(q.Name)
	o.future = map[measure.State]string{
		measure.TooEarly: "In the long run: too early to say.",
		measure.Empties:  "In the long run " + name + " empties: under a third full.",
		measure.Balanced: "In the long run " + name + " is balanced, neither full nor empty.",
		measure.Fills:    "In the long run " + name + " fills: over two thirds full.",
	}[q.State]
	o.little(q.Little)
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
	busy := lineOf(m, measure.QuietOverTime, 0)
	for i := range busy {
		busy[i] = 1 - busy[i]
	}
	o.rows = append(o.rows,
		measured{name: "READY", unit: "coroutines", found: all.Ready, exact: none,
			series: lineOf(m, measure.ReadyOverTime, 0)},
		measured{name: "CPU wanted", unit: "%", found: all.Running, share: true, exact: none, series: busy},
		measured{name: "switches", unit: "a tick", found: all.Switches, exact: none,
			series: lineOf(m, measure.SwitchesOverTime, 0)},
	)
	if all.Locks {
		o.rows = append(o.rows, measured{name: "wait for locks", unit: "ticks", found: all.LockWait, exact: none,
			open: all.LocksOpen})
	}
	o.waits(all)
	if all.Answers > 0 {
		o.rows = append(o.rows, measured{name: "answers after", unit: "ticks", found: all.AnswerLatency,
			exact: none})
	}
	if all.Refused > 0 {
		o.rows = append(o.rows, measured{name: "items refused", unit: "%", found: all.RefusedShare, share: true,
			exact: none})
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
		name := label(s.Name)
		o.rows = append(o.rows, measured{name: "wait for " + name, unit: "ticks", found: s.Wait, exact: none,
			open: s.Open})
		for n, number := range s.Class.Row().State {
			if s.Says[n] {
				o.rows = append(o.rows, measured{name: number.Name + " of " + name, unit: number.Unit,
					found: s.State[n], exact: none})
			}
		}
		o.rows = append(o.rows, measured{name: "most at " + name, unit: "coroutines", found: counted(s.Longest),
			exact: none})
		o.flow(name, s)
	}
	if c := all.Carrier; c >= 0 && len(all.Queues) == 0 {
		o.little(all.Syncs[c].Flow.Little)
	}
	if all.Joins {
		o.rows = append(o.rows, measured{name: "wait for an end", unit: "ticks", found: all.JoinWait, exact: none,
			open: all.JoinsOpen})
	}
}

// flow adds the rows of what goes through a channel.
func (o *Measures) flow(name string, s *measure.SyncMeasures) {
	if s.Flow == nil {
		return
	}
	none := math.NaN()
	o.rows = append(o.rows, measured{name: "through " + name, unit: "values/tick", found: s.Flow.Throughput,
		exact: none})
	if s.State[program.ChanCap].Value > 0 {
		o.rows = append(o.rows, measured{name: "wait in " + name, unit: "ticks", found: s.Flow.ValueWait, exact: none})
	}
}

// little says what Little's law comes to, where both sides are known.
func (o *Measures) little(l measure.Little) {
	if !math.IsNaN(l.RateByWait) && !math.IsNaN(l.Length) {
		o.words = append(o.words, "Little: length "+number(l.Length, 3)+", throughput by wait "+
			number(l.RateByWait, 3)+".")
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
	withUnits     = 60 // of a table that has units
	unitsAt       = 16
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
	at, value := 0, 24
	if in.W >= withUnits {
		at = unitsAt + between(o.names()+1-unitsAt, 0, in.W-withUnits) // long names move the rest aside
		value = at + 20
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
	drawn := o.sparks(in.W - spark)
	total := len(o.rows) + len(lines)
	rows := max(in.H-head, 0)
	scroll := scrolled(o.Scroll, max(total-rows, 0))
	table := in.in(screen.R(0, head, in.W, rows))
	for y := 0; y < rows && scroll+y < total; y++ {
		if i := scroll + y; i < len(o.rows) {
			table.measured(y, at, value, spark, &o.rows[i])
			table.overTime(spark, y, drawn, &o.rows[i])
		} else {
			table.Text(0, y, lines[i-len(o.rows)], quiet)
		}
	}
	p.more(scroll, rows, total)
}
