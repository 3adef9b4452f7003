package command

import (
	"fmt"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/visible"
)

func newNew(h *Host) *cobra.Command {
	var from string
	c := &cobra.Command{
		Use:   "new FILE",
		Short: "Write a commented scene to start from",
		Long: "Write a commented scene to start from, or, with --from, a copy of a scene of the shelf or of a file.\n" +
			"A file that is there is never overwritten.",
		Example: "quartet new mine.scene\nquartet new mine.scene --from if-instead-of-a-loop",
		Args:    oneArgument("the name of the file to write, such as mine.scene"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"scene"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			text := program.Template()
			if cmd.Flags().Changed("from") {
				var err error
				if text, err = copied(h, from); err != nil {
					return err
				}
			}
			path, err := saveNew(args[0], []byte(named(text, args[0])))
			if err != nil {
				return err
			}
			out := newOutput(h.Out)
			out.line("wrote %s; quartet %s opens it", visible.Line(path), disk.Argument(path))
			return out.close()
		},
	}
	c.Flags().StringVar(&from, "from", "",
		"begin with a copy of this scene: of the shelf, a file, or - for standard input")
	// The error is about a flag that is not there, which a test of any command would show.
	_ = c.RegisterFlagCompletionFunc("from", func(c *cobra.Command, _ []string, typed string) ([]string,
		cobra.ShellCompDirective) {
		return completeScenes(c, nil, typed)
	})
	return c
}

// copied returns the text of a scene as it is, comments and mistakes included; of a session that of its scene.
func copied(h *Host, from string) (string, error) {
	in, err := read(h, from)
	if err != nil {
		return "", err
	}
	if in.kind == sceneInput {
		return string(in.text), nil
	}
	s, err := session.Unmarshal(in.text)
	if err != nil {
		return "", in.sessionError(err)
	}
	return s.Program().Source, nil
}

// named puts the name of a scene's file, as far as a scene may be called so, into the package clause of a text. What
// has no such clause stays as it is.
func named(text, path string) string {
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
		return text
	}
	files := token.NewFileSet()
	tree, err := parser.ParseFile(files, "", text, parser.PackageClauseOnly)
	if err != nil {
		return text
	}
	from, to := files.PositionFor(tree.Name.Pos(), false).Offset, files.PositionFor(tree.Name.End(), false).Offset
	return text[:from] + name + text[to:]
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
