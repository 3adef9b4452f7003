package ask

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/measure"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/panel"
)

// sweepPasses is how far each run of a sweep goes, the same as on the command line.
const sweepPasses = 100_000

// SweepPlan reads what to vary. What the scene does not allow is found at both ends of the ranges before anything runs.
func SweepPlan(p *program.Program, ranges []string) (measure.Plan, error) {
	plan := measure.Plan{Scene: p, Passes: sweepPasses}
	names := measure.Names(p)
	switch {
	case len(names) == 0:
		return plan, errors.New("this scene has nothing that can be varied")
	case len(ranges) == 0:
		return plan, fmt.Errorf("sweep what? Write sweep %s=1..8; what can be varied is %s", names[0],
			strings.Join(names, ", "))
	}
	for _, text := range ranges {
		r, err := measure.ParseRange(text)
		if err != nil {
			return plan, fmt.Errorf("%s: write a name and its numbers, such as %s=1..8; what can be varied is %s",
				text, names[0], strings.Join(names, ", "))
		}
		if slices.ContainsFunc(plan.Ranges, func(o measure.Range) bool { return o.Name == r.Name }) {
			return plan, fmt.Errorf("%s: %s is varied already; one range of it is enough", text, r.Name)
		}
		plan.Ranges = append(plan.Ranges, r)
	}
	points, err := plan.Points()
	if err != nil {
		return plan, err
	}
	for _, settings := range [...][]measure.Setting{points[0], points[len(points)-1]} {
		if _, err := measure.Vary(p, settings...); err != nil {
			return plan, err
		}
	}
	return plan, nil
}

// SweepPage returns what a sweep found, as it is drawn.
func SweepPage(plan *measure.Plan, points []measure.Point) *panel.Sweep {
	page := &panel.Sweep{Note: sweepNote(plan, points)}
	for _, r := range plan.Ranges {
		page.Names = append(page.Names, r.Name)
	}
	for i := range points {
		p := &points[i]
		row := panel.SweepRow{
			Throughput: p.Measures.Throughput.Value, Theory: math.NaN(), Wait: math.NaN(), Length: math.NaN(),
			Utilisation: math.NaN(), Knee: p.Knee, Broken: p.Broken(), End: p.Ending(),
		}
		for _, s := range p.Settings {
			row.Settings = append(row.Settings, s.N)
		}
		if p.Broken() {
			row.Throughput = math.NaN()
		} else if len(p.Measures.Queues) > 0 {
			q := &p.Measures.Queues[0]
			row.Wait, row.Length, row.Utilisation = q.ItemWait.Value, q.Length.Value, q.Utilisation.Value
		}
		if p.Known {
			row.Theory = p.Theory.Throughput
		}
		page.Rows = append(page.Rows, row)
	}
	return page
}

// sweepNote says where the knee is, and what was run.
func sweepNote(plan *measure.Plan, points []measure.Point) string {
	first := plan.Ranges[0]
	knees := slices.DeleteFunc(slices.Clone(points), func(p measure.Point) bool { return !p.Knee })
	broken := 0
	for i := range points {
		if points[i].Broken() {
			broken++
		}
	}
	var text string
	switch {
	case broken == len(points):
		text = "Every run broke: there is nothing to compare."
	case broken > 0 && len(knees) == 0:
		text = fmt.Sprintf("%d of %d runs broke: what they measured by then is left out, and there "+
			"is no knee.", broken, len(points))
	case len(knees) == 0:
		text = "Nothing was taken from a work queue, so there is no knee."
	case len(plan.Ranges) > 1:
		text = fmt.Sprintf("The knee: the least %s with 95 %% of the best throughput, all else being equal.",
			first.Name)
	case first.From == first.To:
		text = fmt.Sprintf("One run, with %s=%d.", first.Name, first.From)
	case knees[0].Settings[0].N == first.To:
		text = fmt.Sprintf("No knee before %s=%d, the last: more may do better yet.", first.Name, first.To)
	default:
		text = fmt.Sprintf("The knee is at %s=%d: that reaches at least 95 %% of the best throughput; more "+
			"adds next to nothing.", first.Name, knees[0].Settings[0].N)
	}
	if broken > 0 && len(knees) > 0 {
		text += fmt.Sprintf(" %d of %d runs broke; where one to compare with did, there is no knee.", broken,
			len(points))
	}
	text += fmt.Sprintf("\nEach run begins with the scene and goes %d passes, if it can.", plan.Passes)
	if at := slices.IndexFunc(points, func(p measure.Point) bool { return p.Known }); at >= 0 {
		text += " Theory: " + points[at].Theory.Model + "."
	}
	return text
}
