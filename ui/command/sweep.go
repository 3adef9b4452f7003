package command

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine/measure"
)

// sweepPasses is how far each point of a sweep runs that is not told how far.
const sweepPasses = 100_000

// sweepFlags are the flags of sweep.
type sweepFlags struct {
	vary      []string
	passes    int64
	until     int64
	seed      seedFlag
	json, csv bool
	workers   int
	shards    shardFlags
}

func newSweep(h *Host) *cobra.Command {
	var flags sweepFlags
	c := &cobra.Command{
		Use:   "sweep SCENE --vary NAME=FROM..TO",
		Short: "Run a scene once for each of several numbers, and compare",
		Long: "Run a scene once for each number that something takes, or for each combination of several, " +
			"and print a\nrow a point: throughput, waits, utilisation. The knee is marked: the smallest " +
			"number of what is varied\nfirst whose throughput is at least 95 % of the best.\n\n" +
			"What can be varied is consumers or producers (how many main starts), a function's name, " +
			"capacity, a work\nqueue's name, and each number that the scene declares with const, seed and " +
			"slots among them; a truth is\n0 or 1. What follows from a const in the scene's text (an array " +
			"[N]int, another const 2*N) goes with it.\nAll cores are used; the rows do not depend on how many " +
			"there are.",
		Example: "quartet sweep lecture-21 --vary consumers=1..8\n" +
			"quartet sweep mine.scene --vary consumers=1..8 --vary capacity=1..16 --csv\n" +
			"quartet sweep mine.scene --vary N=1..8 --json",
		Args:              flags.shards.arguments("a scene: a name of the shelf, a file, or - for standard input"),
		ValidArgsFunction: completeScenes,
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("until") && !cmd.Flags().Changed("passes") {
				flags.passes = 100 * patientPasses
			}
			switch {
			case flags.shards.merge:
				return mergeSweep(cmd, h, &flags, args)
			case cmd.Flags().Changed("shard"):
				return sweepShard(cmd, h, &flags, args[0])
			}
			return sweepScene(cmd.Context(), h, &flags, args[0])
		},
	}
	c.Flags().StringArrayVar(&flags.vary, "vary", nil, "what takes which numbers: consumers=1..8; again for more")
	c.Flags().Int64Var(&flags.passes, "passes", sweepPasses, "stop each run after so many passes")
	c.Flags().Int64Var(&flags.until, "until", 0, "stop each run when the clock reaches this tick")
	c.Flags().Lookup("until").DefValue = ""
	c.Flags().Var(&flags.seed, "seed", "draw durations from this seed instead of the scene's")
	c.Flags().BoolVar(&flags.json, "json", false, "a JSON object a point, one a line")
	c.Flags().BoolVar(&flags.csv, "csv", false, "comma-separated values, with a head")
	c.Flags().IntVar(&flags.workers, "cores", runtime.NumCPU(), "use so many cores")
	c.MarkFlagsMutuallyExclusive("json", "csv")
	flags.shards.add(c, "")
	return c
}

// plan reads what is to be run of which scene.
func (f *sweepFlags) plan(in *input) (plan measure.Plan, err error) {
	switch {
	case len(f.vary) == 0:
		return plan, fail(ExitUsage, "sweep needs something to vary: --vary consumers=1..8")
	case f.passes < 1 || f.until < 0 || f.workers < 1:
		return plan, fail(ExitUsage, "--passes, --until and --cores are counted from 1")
	}
	plan = measure.Plan{Passes: f.passes, Until: f.until}
	for _, text := range f.vary {
		r, err := readRange(text)
		if err != nil {
			return plan, err
		}
		plan.Ranges = append(plan.Ranges, r)
	}
	plan.Scene, err = in.scene(f.seed)
	return plan, err
}

func sweepScene(ctx context.Context, h *Host, flags *sweepFlags, arg string) error {
	in, err := read(h, arg)
	if err != nil {
		return err
	}
	plan, err := flags.plan(in)
	if err != nil {
		return err
	}
	points, err := sweepPlan(ctx, h, plan, flags.workers, "the sweep")
	if err != nil {
		return err
	}
	return flags.print(h, points)
}

// sweepPlan runs the points of a plan; what says what is given up where it is stopped.
func sweepPlan(ctx context.Context, h *Host, plan measure.Plan, workers int, what string) ([]measure.Point, error) {
	points, err := measure.Sweep(ctx, plan, workers, sweepProgress(h))
	switch {
	case errors.Is(err, context.Canceled):
		return nil, unfinished(ctx, what)
	case err != nil:
		return nil, fail(ExitUsage, "%w", err)
	}
	return points, nil
}

// print prints the points of a whole sweep.
func (f *sweepFlags) print(h *Host, points []measure.Point) error {
	out := newOutput(h.Out)
	switch {
	case f.json:
		sweepJSON(out, points)
	case f.csv:
		sweepTable(out, points, ",", plain)
	default:
		sweepText(out, points)
	}
	return out.close()
}

// readRange reads consumers=1..8 or consumers=4.
func readRange(text string) (measure.Range, error) {
	r, err := measure.ParseRange(text)
	if err != nil {
		return r, fail(ExitUsage, "--vary %w", err)
	}
	return r, nil
}

// sweepProgress tells on the terminal how many points are finished; where errors go elsewhere it is silent.
func sweepProgress(h *Host) func(int, int) {
	file, ok := h.status.(*os.File)
	if !ok || !isTerminal(file) {
		return nil
	}
	return func(finished, total int) {
		fmt.Fprintf(file, "\r%d of %d points\x1b[K", finished, total)
		if finished == total {
			fmt.Fprint(file, "\r\x1b[K")
		}
	}
}
