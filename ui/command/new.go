package command

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/disk"
)

func newNew(h *Host) *cobra.Command {
	return &cobra.Command{
		Use:     "new FILE",
		Short:   "Write a commented scene to start from",
		Long:    "Write a commented scene to start from. A file that is there is never overwritten.",
		Example: "quartet new mine.scene",
		Args:    oneArgument("the name of the file to write, such as mine.scene"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"scene"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(_ *cobra.Command, args []string) error {
			path, err := saveNew(args[0], []byte(program.Template()))
			if err != nil {
				return err
			}
			out := newOutput(h.Out)
			out.line("wrote %s; quartet %s opens it", path, disk.Argument(path))
			return out.close()
		},
	}
}

// oneArgument insists on exactly one argument, and says what it is.
func oneArgument(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 1 {
			return fail(ExitUsage, "%w", flagError{fmt.Errorf("quartet %s takes one argument, %s; it was given %d",
				cmd.Name(), what, len(args))})
		}
		return nil
	}
}
