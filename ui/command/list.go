package command

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/presets"
)

func newList(h *Host) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:               "list",
		Short:             "List the scenes of the shelf",
		Long:              "List the scenes of the shelf, group by group, with the moral of each.",
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			out := newOutput(h.Out)
			if asJSON {
				listJSON(out)
			} else {
				listText(out)
			}
			return out.close()
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "as a JSON array of objects")
	return c
}

func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fail(ExitUsage, "%w", flagError{fmt.Errorf("quartet %s takes no argument, and was given %q",
			cmd.Name(), strings.Join(args, " ")), cmd.CommandPath()})
	}
	return nil
}

func listText(out *output) {
	about := map[string]string{}
	for _, g := range presets.Groups() {
		about[g.Name] = g.About
	}
	entries := presets.List()
	width := 0
	for _, e := range entries {
		width = max(width, len(e.Name))
	}
	group := ""
	for _, e := range entries {
		if e.Group != group {
			if group != "" {
				out.line("")
			}
			group = e.Group
			out.entry(group+": ", about[group])
		}
		out.entry(fmt.Sprintf("  %-*s  ", width, e.Name), firstSentence(e.Moral))
	}
	demos := presets.DemoNames()
	for i := range demos {
		demos[i] = strings.TrimSuffix(demos[i], presets.DemoEnding)
	}
	out.line("")
	out.entry("", "quartet lesson lists the lessons, quartet puzzle the puzzles; quartet play NAME plays a demo: "+
		strings.Join(demos, ", "))
}

func listJSON(out *output) {
	j := out.json()
	j.beginArray()
	for _, e := range presets.List() {
		j.beginObject()
		j.field("name").text(e.Name)
		j.field("group").text(e.Group)
		j.field("moral").text(strings.Join(strings.Fields(e.Moral), " "))
		j.field("expect").text(e.Expect.String())
		j.end('}')
	}
	j.end(']')
	out.line("")
}
