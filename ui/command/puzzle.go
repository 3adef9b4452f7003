package command

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine/session"
	goals "github.com/quartet-os/quartet/ui/goal"
	keytable "github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/puzzle"
)

func newPuzzle(h *Host) *cobra.Command {
	var asJSON bool
	flags := screenFlags{}
	c := &cobra.Command{
		Use:   "puzzle [NAME | NUMBER]",
		Short: "Solve a puzzle: break a scene, mend one, or say what every schedule comes to",
		Long: "Solve a puzzle on the screen. There are three kinds. break: you are the scheduler, and look for a\n" +
			"schedule on which the scene fails. mend: you edit the text until no schedule fails, and nothing\n" +
			"that it is there for is given up. guess: you say what every schedule comes to. Par is worked out:\n" +
			"the shortest schedule that fails, the smallest change that is known to mend it, one answer. H gives\n" +
			"a hint, three in all.\n\n" +
			"Without a name the puzzles are listed, those ticked that were solved. Where there is no terminal the\n" +
			"puzzle is printed.",
		Example: "quartet puzzle\n" +
			"quartet puzzle one-bell\n" +
			"quartet puzzle 12\n" +
			"quartet puzzle --json",
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: completePuzzles,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case asJSON && len(args) > 0:
				return fail(ExitUsage, "--json lists all puzzles, and takes no name")
			case len(args) == 0:
				return listPuzzles(cmd.Context(), h, asJSON)
			}
			return takePuzzle(cmd.Context(), h, &flags, args[0])
		},
	}
	flags.add(c)
	c.Flags().BoolVar(&asJSON, "json", false, "list the puzzles as a JSON array of objects")
	return c
}

// puzzles are those that were solved before. Without a folder none is remembered.
func (s state) puzzles() goals.Kept {
	if s.dir == "" {
		return goals.Kept{Done: map[string]bool{}}
	}
	return goals.Load(filepath.Join(s.dir, "puzzles"))
}

// listPuzzles lists the puzzles of the shelf, group by group, those ticked that were solved.
func listPuzzles(ctx context.Context, h *Host, asJSON bool) error {
	out, done := newOutput(h.Out), stateIn(h.StateDir).puzzles().Done
	if asJSON {
		return puzzlesJSON(ctx, out, done)
	}
	all, width, wide, solved, group := puzzle.Shelf(), 0, 0, 0, ""
	for _, l := range all {
		width, wide = max(width, len(l.Name)), max(wide, len(l.Title))
		if done[l.Name] {
			solved++
		}
	}
	out.line("%d of %d solved", solved, len(all))
	for i := range all {
		l := &all[i]
		p, err := l.Open(ctx)
		if err != nil {
			return because(ctx, err)
		}
		if l.Group != group {
			group = l.Group
			out.line("")
			out.entry(l.Group+": ", l.About)
		}
		tick := " "
		if done[l.Name] {
			tick = "✓"
		}
		out.entry(fmt.Sprintf("%s %2d  %-*s  %-5s  ", tick, l.Number, width, l.Name, l.Kind),
			fmt.Sprintf("%-*s  par %s", wide, l.Title, p.ParInList()))
	}
	out.line("")
	out.entry("", "quartet puzzle NAME opens one. Words of a change are its words and signs.")
	return out.close()
}

// puzzlesJSON lists them for programs.
func puzzlesJSON(ctx context.Context, out *output, done map[string]bool) error {
	j := out.json()
	j.beginArray()
	for _, l := range puzzle.Shelf() {
		p, err := l.Open(ctx)
		if err != nil {
			return because(ctx, err)
		}
		j.beginObject()
		j.field("name").text(l.Name)
		j.field("group").text(l.Group)
		j.field("kind").text(l.Kind.String())
		j.field("title").text(l.Title)
		j.field("scene").text(l.Of)
		j.field("par").number(int64(p.Count()))
		j.field("solved").truth(done[l.Name])
		j.end('}')
	}
	j.end(']')
	out.line("")
	return out.close()
}

// takePuzzle opens a puzzle on the screen, or prints it where there is none.
func takePuzzle(ctx context.Context, h *Host, flags *screenFlags, arg string) error {
	if err := flags.check(); err != nil {
		return err
	}
	l, err := puzzle.Find(arg)
	if err != nil {
		return fail(ExitUsage, "%w\nquartet puzzle lists them all", err)
	}
	p, err := l.Open(ctx)
	if err != nil {
		return because(ctx, err)
	}
	if !h.Live || h.Screen == nil {
		out := newOutput(h.Out)
		table, _ := keytable.Rebind(nil)
		out.line("%s", table.Words(p.Asks()))
		out.line("")
		out.line("%s", strings.TrimRight(p.Scene.Source, "\n"))
		return out.close()
	}
	s, err := session.New(p.Scene)
	if err != nil {
		return err
	}
	o := h.options(s)
	o.Open = func(name string) (*session.Session, string, error) { return openBeside(h, "", name, seedFlag{}) }
	flags.apply(h, &o)
	o.Learn.Puzzle = p
	return h.show(ctx, o)
}

// completePuzzles offers the puzzles of the shelf.
func completePuzzles(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var found []string
	for _, l := range puzzle.Shelf() {
		if strings.HasPrefix(l.Name, typed) {
			found = append(found, fmt.Sprintf("%s\t%s: %s", l.Name, l.Kind, l.Title))
		}
	}
	return found, cobra.ShellCompDirectiveNoFileComp
}
