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
		Args:              oneArgument("a scene: a name of the shelf, a file, or - for standard input"),
		ValidArgsFunction: completeScenes,
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("until") && !cmd.Flags().Changed("passes") {
				flags.passes = 100 * patientPasses
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
	return c
}

func sweepScene(ctx context.Context, h *Host, flags *sweepFlags, arg string) error {
	switch {
	case len(flags.vary) == 0:
		return fail(ExitUsage, "sweep needs something to vary: --vary consumers=1..8")
	case flags.passes < 1 || flags.until < 0 || flags.workers < 1:
		return fail(ExitUsage, "--passes, --until and --cores are counted from 1")
	}
	plan := measure.Plan{Passes: flags.passes, Until: flags.until}
	for _, text := range flags.vary {
		r, err := readRange(text)
		if err != nil {
			return err
		}
		plan.Ranges = append(plan.Ranges, r)
	}
	in, err := read(h, arg)
	if err != nil {
		return err
	}
	if plan.Scene, err = in.scene(flags.seed); err != nil {
		return err
	}
	points, err := measure.Sweep(ctx, plan, flags.workers, sweepProgress(h))
	err = because(ctx, err)
	var why *asked
	switch {
	case errors.As(err, &why):
		return &ended{why.ExitCode(), fmt.Errorf("%w; nothing is printed", why)}
	case errors.Is(err, context.Canceled):
		return fail(ExitUnknown, "the sweep was cancelled; nothing is printed")
	case err != nil:
		return fail(ExitUsage, "%w", err)
	}
	out := newOutput(h.Out)
	switch {
	case flags.json:
		sweepJSON(out, points)
	case flags.csv:
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
