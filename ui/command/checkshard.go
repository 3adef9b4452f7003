package command

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/shards"
)

// sampleAsked are the flags that say what is asked of random schedules.
var sampleAsked = []string{"sample", "seed", "passes", "grain", "wake", "spurious", "reach", "safety", "rules",
	"policy"}

// sampleRow is what came of the random schedules of a shard at one grain.
type sampleRow struct {
	Grain  string           `json:"grain"`
	Runs   int64            `json:"schedules"`
	Ended  int64            `json:"ended"`
	Cut    int64            `json:"cut_off"`
	Passes int64            `json:"passes"` // of all together
	Many   bool             `json:"many"`   // of some pause only the first values were drawn
	Kinds  map[string]int64 `json:"kinds"`
	Best   *bestRow         `json:"shortest"`
}

// bestRow is the shortest schedule that failed.
type bestRow struct {
	Run    int64  `json:"number"`
	Length int64  `json:"length"`
	Kind   string `json:"kind"`
}

// checkShard draws one part of the random schedules and prints it.
func checkShard(c *cobra.Command, h *Host, f *checkFlags, arg string) error {
	if err := f.sample.check(c, f.reach); err != nil {
		return err
	}
	s, err := f.shards.parse(c, "save", "columns", "verbose")
	if err != nil {
		return err
	}
	in, err := read(h, arg)
	if err != nil {
		return err
	}
	q, err := f.question(h, in)
	if err != nil {
		return err
	}
	of := f.sample.sampling()
	of.Part, of.Parts = s.K-1, s.Of
	ctx := c.Context()
	all, err := explore.DrawSamples(ctx, q.e, f.sample.options(q, f), of, q.named)
	if err != nil {
		return &ended{ExitUsage, err}
	}
	if ctx.Err() != nil {
		return unfinished(ctx, "the shard")
	}
	var rows []any
	grain := q.opt.Grain
	for i := range all {
		rows = append(rows, rowOfSample(&all[i], grain))
		grain = program.GrainOp
	}
	return printShard(h, c, in, s, sampleAsked, rows)
}

func rowOfSample(s *explore.Sample, g program.Grain) sampleRow {
	row := sampleRow{Grain: g.String(), Runs: s.Runs, Ended: s.Ended, Cut: s.Cut, Passes: s.Passes, Many: s.Many,
		Kinds: map[string]int64{}}
	for kind, n := range s.Kinds {
		if n > 0 {
			row.Kinds[engine.Ending(kind).String()] = n
		}
	}
	if b := s.Best; b.Kind != engine.NotEnded {
		row.Best = &bestRow{b.Run, b.Length, b.Kind.String()}
	}
	return row
}

// mergeCheck puts parts together and answers as one process would have.
func mergeCheck(c *cobra.Command, h *Host, f *checkFlags, args []string) error {
	whole, in, err := wholeOf(h, c, args, sampleAsked)
	if err != nil {
		return err
	}
	if err := f.sample.check(c, f.reach); err != nil {
		return err
	}
	q, err := f.question(h, in)
	if err != nil {
		return err
	}
	grains := []program.Grain{q.opt.Grain}
	if !q.named && q.opt.Grain != program.GrainOp {
		grains = append(grains, program.GrainOp)
	}
	sums := make([]explore.Sample, len(grains))
	for g := range sums {
		sums[g].Asked = f.sample.sampling()
	}
	for i := range whole {
		if err := addShard(sums, grains, &whole[i]); err != nil {
			return err
		}
	}
	ctx := c.Context()
	asked, err := explore.TellSamples(ctx, q.e, f.sample.options(q, f), sums)
	if err != nil {
		return &ended{ExitUsage, err}
	}
	return f.answer(ctx, h, q, &asked)
}

// addShard adds the rows of a shard, one for each grain.
func addShard(sums []explore.Sample, grains []program.Grain, p *shards.Part) error {
	if len(p.Rows) != len(grains) {
		return fail(ExitUsage, "%s: it has %s, and there should be %d", p.At,
			program.Plural(int64(len(p.Rows)), "row"), len(grains))
	}
	for i, line := range p.Rows {
		of := sums[i].Asked
		of.Part, of.Parts = p.Shard-1, p.Of
		s, err := readSample(line, grains[i], of)
		if err != nil {
			return misfit(p, i+1, err)
		}
		sums[i].Add(&s)
	}
	return nil
}

// readSample reads a row; of says what it is of.
func readSample(line []byte, g program.Grain, of explore.Sampling) (s explore.Sample, err error) {
	var row sampleRow
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(&row); err != nil {
		return s, err
	}
	if of, known := program.GrainByName(row.Grain); !known || of != g {
		return s, fmt.Errorf("it is of grain %s, not %s", row.Grain, g)
	}
	s = explore.Sample{Runs: row.Runs, Ended: row.Ended, Cut: row.Cut, Passes: row.Passes, Many: row.Many}
	for kind := range s.Kinds {
		name := engine.Ending(kind).String()
		if s.Kinds[kind] = row.Kinds[name]; s.Kinds[kind] < 0 {
			return s, errors.New("a number is negative")
		}
		if row.Best != nil && row.Best.Kind == name {
			s.Best = explore.Drawn{Run: row.Best.Run, Length: row.Best.Length, Kind: engine.Ending(kind)}
		}
	}
	switch {
	case s.Ended < 0 || s.Cut < 0 || s.Runs != of.Todo() || s.Failed()+s.Ended+s.Cut != s.Runs:
		return s, fmt.Errorf("its numbers do not add up to %d schedules", of.Todo())
	case (s.Failed() > 0) != (row.Best != nil && s.Best.Kind != engine.NotEnded),
		row.Best != nil && (s.Best.Run < 0 || s.Best.Run >= of.Runs || s.Best.Length < 0 || s.Best.Length > of.Passes):
		return s, errors.New("its shortest schedule is none of them")
	}
	return s, nil
}
