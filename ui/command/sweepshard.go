package command

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine/measure"
	"github.com/quartet-os/quartet/ui/shards"
)

// sweepAsked are the flags that say what is asked of a sweep.
var sweepAsked = []string{"vary", "passes", "until", "seed"}

// sweepRow is a point of a shard, with its number among all, from 0.
type sweepRow struct {
	Point int             `json:"point"`
	Found json.RawMessage `json:"found"`
}

// sweepShard runs one part of the points and prints it.
func sweepShard(c *cobra.Command, h *Host, f *sweepFlags, arg string) error {
	s, err := f.shards.parse(c, "csv")
	if err != nil {
		return err
	}
	in, err := read(h, arg)
	if err != nil {
		return err
	}
	plan, err := f.plan(in)
	if err != nil {
		return err
	}
	plan.Part, plan.Parts = int(s.K-1), int(s.Of)
	points, err := sweepPlan(c.Context(), h, plan, f.workers, "the shard")
	if err != nil {
		return err
	}
	var rows []any
	for i := range points {
		rows = append(rows, sweepRow{plan.Part + i*plan.Parts, points[i].Line()})
	}
	return printShard(h, c, in, s, sweepAsked, rows)
}

// mergeSweep puts parts of a sweep together and prints it as one process would have.
func mergeSweep(c *cobra.Command, h *Host, f *sweepFlags, args []string) error {
	whole, in, err := wholeOf(h, c, args, sweepAsked)
	if err != nil {
		return err
	}
	plan, err := f.plan(in)
	if err != nil {
		return err
	}
	settings, err := plan.Points()
	if err != nil {
		return &ended{ExitUsage, err}
	}
	points := make([]measure.Point, len(settings))
	for i := range whole {
		if err := placePoints(points, settings, &whole[i]); err != nil {
			return err
		}
	}
	measure.MarkKnees(points)
	return f.print(h, points)
}

// placePoints puts the points of a shard where they belong among all.
func placePoints(points []measure.Point, settings [][]measure.Setting, p *shards.Part) error {
	n := int(p.Shard - 1)
	for k, line := range p.Rows {
		var row sweepRow
		err := json.Unmarshal(line, &row)
		if err == nil && (row.Point != n || n >= len(points)) {
			err = fmt.Errorf("it is point %d, and not one of shard %d/%d in their order", row.Point, p.Shard, p.Of)
		}
		if err == nil {
			points[n], err = measure.ReadPoint(row.Found)
		}
		if err == nil && fmt.Sprint(points[n].Settings) != fmt.Sprint(settings[n]) {
			err = fmt.Errorf("point %d is at %v, and not at %v", n, points[n].Settings, settings[n])
		}
		if err != nil {
			return misfit(p, k+1, err)
		}
		n += int(p.Of)
	}
	if n < len(points) {
		return fail(ExitUsage, "%s: point %d of the sweep is missing in it", p.At, n)
	}
	return nil
}
