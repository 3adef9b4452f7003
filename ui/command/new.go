package command

import (
	"fmt"
	"go/token"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/visible"
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
			path, err := saveNew(args[0], []byte(named(program.Template(), args[0])))
			if err != nil {
				return err
			}
			out := newOutput(h.Out)
			out.line("wrote %s; quartet %s opens it", visible.Line(path), disk.Argument(path))
			return out.close()
		},
	}
}

// named puts the name of a scene's file, as far as a scene may be called so, into the template's package clause.
func named(template, path string) string {
	base := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	name := strings.Map(func(r rune) rune {
		switch {
		case r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
			return r
		case r == '-' || r == '.' || r == ' ':
			return '_'
		}
		return -1
	}, base)
	if !token.IsIdentifier(name) || name == "_" {
		return template
	}
	return strings.Replace(template, "package my_scene", "package "+name, 1)
}

// oneArgument insists on exactly one argument, and says what it is.
func oneArgument(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 1 {
			return fail(ExitUsage, "%w", flagError{fmt.Errorf("quartet %s takes one argument, %s; it was given %d",
				cmd.Name(), what, len(args)), cmd.CommandPath()})
		}
		return nil
	}
}
