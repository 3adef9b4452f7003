package command

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/ui/command/licences"
)

func newLicences(h *Host) *cobra.Command {
	return &cobra.Command{
		Use:     "licences",
		Aliases: []string{"licenses"},
		Short:   "Print the licences of Quartet and of all that is in it",
		Long: "Print the licences of Quartet, of the modules that are built into it, of the fonts of " +
			"pictures and of the\nplayer of recorded pages.",
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			out := newOutput(h.Out)
			out.line("%s", strings.TrimSpace(licences.Text))
			return out.close()
		},
	}
}
