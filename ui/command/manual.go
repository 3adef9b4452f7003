package command

import (
	"fmt"
	"strings"

	mango "github.com/muesli/mango-cobra"
	"github.com/muesli/roff"
	"github.com/spf13/cobra"
)

func newManual(h *Host) *cobra.Command {
	return &cobra.Command{
		Use:               "man",
		Short:             "Write the manual page",
		Long:              "Write the manual page to standard output, in the form that man reads.",
		Example:           "quartet man > quartet.1\nman ./quartet.1",
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return writeManual(h, cmd.Root())
		},
	}
}

// writeManual writes the manual page. Its heading is our own: mango's would be of the day on which it is printed, and
// the same program writes the same page on every day.
func writeManual(h *Host, root *cobra.Command) error {
	page, err := mango.NewManPage(1, root)
	if err != nil {
		return fmt.Errorf("making the manual page: %w", err)
	}
	page.WithLongDescription(unwrapped(root.Long)).WithSection("Exit status", exitCodes)
	_, body, _ := strings.Cut(page.Build(roff.NewDocument()), "\n")
	_, err = fmt.Fprintf(h.Out, ".TH QUARTET 1 %q %q %q\n%s\n", h.Built, "Quartet "+h.Version, root.Short, body)
	if err != nil {
		return fail(ExitIO, "writing the manual page: %w", err)
	}
	return nil
}

// unwrapped puts each paragraph of a text on one line, for roff to wrap.
func unwrapped(text string) string {
	var paragraphs []string
	for p := range strings.SplitSeq(text, "\n\n") {
		paragraphs = append(paragraphs, strings.Join(strings.Fields(p), " "))
	}
	return strings.Join(paragraphs, "\n")
}

// exitCodes is what the exit codes mean, as the manual page says it.
const exitCodes = `*0: all is well, and a check holds
*1: a check fails, or a replay differs
*2: wrong use, or a text that is not understood
*3: a check ended without an answer
*4: something cannot be read or written
*128 and a signal's number: the signal stopped it, 130 for Ctrl-C`
