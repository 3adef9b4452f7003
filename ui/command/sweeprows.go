package command

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/measure"
)

// sweepColumns are the measures that a row of a sweep holds, by their names and as heads of the table for people;
// they are only read.
var sweepColumns = [][2]string{
	{"throughput_items_per_tick", "items/tick"}, {"item_wait_ticks", "wait in queue"}, {"length_items", "length"},
	{"utilisation_share", "consumers busy"}, {"blocked_producers", "producers blocked"},
	{"full_share", "full"}, {"empty_share", "empty"},
}

// sweepValues returns a point's measures under their names. What is not known is NaN, and nothing is known of a
// run that broke.
func sweepValues(p *measure.Point) map[string]measure.Number {
	all := map[string]measure.Number{}
	for _, c := range sweepColumnsOf([]measure.Point{*p}) {
		all[c[0]] = measure.Number{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}
	}
	if p.Broken() {
		return all
	}
	for _, n := range rowNumbers(p) {
		all[n.Name] = n
	}
	return all
}

// sweepColumnsOf returns the columns of a sweep: those of the work queue, and where the scene has semaphores or their
// like those of the first, each under its class's name.
func sweepColumnsOf(points []measure.Point) [][2]string {
	all, one := slices.Clone(sweepColumns), &points[0].Measures
	first := one.First()
	if first == nil {
		return all
	}
	carried := len(one.Queues) == 0 && one.Carrier >= 0 // its throughput is that of the row
	if carried {
		all = all[:1]
	}
	short := strings.NewReplacer("_per_tick", "/tick", "_ticks", "", "_coroutines", "", "_rate_values", " rate",
		"_values", "", "_", " ")
	for i, n := range first.Numbers() {
		plain := func(p measure.Point) bool { return p.Measures.First().Plain(n.Name) }
		if n.Integer || !slices.ContainsFunc(points, func(p measure.Point) bool { return !plain(p) }) ||
			carried && n.Name == "throughput_values_per_tick" {
			continue
		}
		all = append(all, [2]string{syncNumbers(first)[i].Name, first.Name + " " + short.Replace(n.Name)})
	}
	return all
}

// syncNumbers returns the measures of an object that its row describes, each under its class's name.
func syncNumbers(s *measure.SyncMeasures) []measure.Number {
	all := s.Numbers()
	for i := range all {
		all[i].Name = strings.ReplaceAll(s.Class.Row().Title, " ", "_") + "_" + all[i].Name
	}
	return all
}

// sweepJSON writes an object a point, one a line, with all its measures; of a run that broke, with its end alone.
func sweepJSON(out *output, points []measure.Point) {
	j := out.json()
	for i := range points {
		p := &points[i]
		j.comma = false
		j.beginObject()
		for _, s := range p.Settings {
			j.field(s.Name).number(s.N)
		}
		j.field("knee").truth(p.Knee)
		j.field("broken").truth(p.Broken())
		if !p.Broken() {
			if len(p.Measures.Queues) > 0 {
				j.field("eventual_state").text(p.Measures.Queues[0].State.String())
			}
			writeNumbers(j, rowNumbers(p))
		}
		if p.Known {
			j.field("theory").beginObject()
			j.field("model").text(p.Theory.Model)
			writeNumbers(j, p.Theory.Numbers())
			j.end('}')
		}
		j.field("end").text(p.End.Kind.String())
		if p.End.Kind != engine.NotEnded {
			j.field("end_pass").number(p.Measures.Passes)
			j.field("end_text").text(p.End.Text)
		}
		j.end('}')
		j.raw("\n")
	}
}

// rowNumbers returns a point's measures: those of the machine, of its first semaphore or the like, and of its first
// work queue.
func rowNumbers(p *measure.Point) []measure.Number {
	all := p.Measures.Numbers()
	if first := p.Measures.First(); first != nil {
		all = append(all, syncNumbers(first)...)
	}
	if len(p.Measures.Queues) == 0 {
		return all
	}
	for _, n := range p.Measures.Queues[0].Numbers() {
		if n.Name != "throughput_items_per_tick" {
			all = append(all, n)
		}
	}
	return all
}

// plain writes a number with all its digits.
func plain(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}

// short writes a number as people read it.
func short(v float64) string {
	if math.IsNaN(v) {
		return "-"
	}
	return strconv.FormatFloat(v, 'g', 4, 64)
}

// sweepTable writes a head and a row a point.
func sweepTable(out *output, points []measure.Point, comma string, write func(float64) string) {
	theory := hasTheory(points)
	var head []string
	for _, s := range points[0].Settings {
		head = append(head, s.Name)
	}
	for _, c := range sweepColumnsOf(points) {
		head = append(head, c[0])
		if c[0] == "throughput_items_per_tick" {
			head = append(head, "throughput_low_items_per_tick", "throughput_high_items_per_tick")
		}
	}
	if theory {
		head = append(head, "theory_throughput_items_per_tick")
	}
	out.line("%s", strings.Join(append(head, "knee", "end", "end_pass"), comma))
	for i := range points {
		p := &points[i]
		values := sweepValues(p)
		var row []string
		for _, s := range p.Settings {
			row = append(row, strconv.FormatInt(s.N, 10))
		}
		for _, c := range sweepColumnsOf(points) {
			n := values[c[0]]
			row = append(row, write(n.Value))
			if c[0] == "throughput_items_per_tick" {
				row = append(row, write(n.Low), write(n.High))
			}
		}
		if theory && p.Known {
			row = append(row, write(p.Theory.Throughput))
		} else if theory {
			row = append(row, "")
		}
		end, pass := "", ""
		if p.End.Kind != engine.NotEnded {
			end, pass = p.End.Kind.String(), strconv.FormatInt(p.Measures.Passes, 10)
		}
		out.line("%s", strings.Join(append(row, strconv.FormatBool(p.Knee), end, pass), comma))
	}
}

func hasTheory(points []measure.Point) bool {
	return slices.ContainsFunc(points, func(p measure.Point) bool { return p.Known })
}

// sweepText writes the table for people: a row a point, the throughput as a bar too, the knee marked.
func sweepText(out *output, points []measure.Point) {
	best := 0.0
	for i := range points {
		if !points[i].Broken() {
			best = max(best, points[i].Measures.Throughput.Value)
		}
	}
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, s := range points[0].Settings {
		fmt.Fprintf(w, "%s\t", s.Name)
	}
	theory := hasTheory(points)
	for i, c := range sweepColumnsOf(points) {
		fmt.Fprintf(w, "%s\t", c[1])
		if i == 0 && theory {
			fmt.Fprint(w, "theory\t")
		}
	}
	fmt.Fprintln(w)
	for i := range points {
		p := &points[i]
		values := sweepValues(p)
		for _, s := range p.Settings {
			fmt.Fprintf(w, "%d\t", s.N)
		}
		for i, c := range sweepColumnsOf(points) {
			fmt.Fprintf(w, "%s\t", short(values[c[0]].Value))
			if i == 0 && theory && p.Known {
				fmt.Fprintf(w, "%s\t", short(p.Theory.Throughput))
			} else if i == 0 && theory {
				fmt.Fprint(w, "-\t")
			}
		}
		fmt.Fprintln(w)
	}
	w.Flush()
	for i, line := range strings.Split(strings.TrimRight(b.String(), "\n"), "\n") {
		if i == 0 {
			out.line("%s", line)
			continue
		}
		p := &points[i-1]
		bar, mark := "", ""
		if best > 0 && !p.Broken() {
			bar = strings.Repeat("#", int(math.Round(20*p.Measures.Throughput.Value/best)))
		}
		if p.Knee {
			mark = "  the knee"
		}
		if end := p.Ending(); end != "" {
			mark += "  " + end
		}
		out.line("%s", strings.TrimRight(fmt.Sprintf("%s  %-20s%s", line, bar, mark), " "))
	}
}
