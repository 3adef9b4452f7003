package command

import (
	"strings"

	"github.com/spf13/cobra"
)

// newHelp is cobra's help command, but for a topic that there is not: cobra prints its name as it is, and calls
// that fine.
func newHelp(h *Host) *cobra.Command {
	return &cobra.Command{
		Use:   "help [command]",
		Short: "Help about any command",
		Long:  "Help about any command: quartet help check says the same as quartet check --help.",
		ValidArgsFunction: func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return topics(cmd.Root(), typed), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				h.failure = fail(ExitUsage, "there is no help about %q; there is about %s", strings.Join(args, " "),
					strings.Join(topics(cmd.Root(), ""), ", "))
				return nil
			}
			about.InitDefaultHelpFlag()
			about.InitDefaultVersionFlag()
			return about.Help()
		},
	}
}

// topics returns the names of the commands that begin with what was typed.
func topics(root *cobra.Command, typed string) []string {
	var names []string
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() && strings.HasPrefix(c.Name(), typed) {
			names = append(names, c.Name())
		}
	}
	return names
}
