package command

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/mend"
)

func newBreak(h *Host) *cobra.Command {
	var flags mendFlags
	c := &cobra.Command{
		Use:   "break SCENE",
		Short: "Look for the single changes that break a scene that holds",
		Long: "Try on a scene that holds every single change of the catalogue of mend, and those that take " +
			"something away: a loop\nthat becomes an if, a broadcast that becomes a signal, an unlock that is " +
			"forgotten. Each is asked of every schedule, at\nthe grain of the scene and then at op; what breaks it " +
			"is told with its shortest length. Trivial ones fail within three\nsteps, or by a lock that nobody " +
			"holds; they come last.\n\n" +
			"The exit code is 0 where a change breaks the scene, 1 where none does, and 3 where that is not known.",
		Example:           "quartet break bounded-buffer\nquartet break mine.scene --json",
		Args:              oneArgument("a scene: a name of the shelf, a file, or - for standard input"),
		ValidArgsFunction: completeScenes,
		RunE: func(cmd *cobra.Command, args []string) error {
			return flags.breakIt(cmd.Context(), h, args[0])
		},
	}
	flags.add(c)
	return c
}

// breakIt looks for what breaks a scene, and prints it.
func (f *mendFlags) breakIt(ctx context.Context, h *Host, arg string) error {
	b, err := tryChanges(ctx, h, f, arg, mend.Break)
	if b == nil {
		return err
	}
	if b.Missing && err == nil {
		if b.Base.Answer == explore.Fails {
			return fail(ExitUsage, "%s fails as it is, %s %s; quartet mend %s looks for what cures it", arg,
				b.Base.Kind, b.Base.Far, arg)
		}
		return fail(ExitUnknown, "it is not known whether %s holds: it has more than %d states; --max-states allows "+
			"more", arg, f.maxStates)
	}
	out := newOutput(h.Out)
	if f.json {
		breakJSON(out, arg, b)
	} else {
		f.breakWords(out, arg, b, err != nil)
	}
	if err != nil {
		return out.brokenOff(ctx)
	}
	if err := out.close(); err != nil && !closedPipe(err) {
		return err
	}
	switch {
	case len(b.Broken) > 0:
		return nil
	case b.Beyond > 0, b.Left > 0:
		return &ended{ExitUnknown, errSaid}
	}
	return &ended{ExitFails, errSaid}
}
