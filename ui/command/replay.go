package command

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
)

func newReplay(h *Host) *cobra.Command {
	var narrate, asJSON bool
	c := &cobra.Command{
		Use:   "replay SESSION",
		Short: "Run a saved session again and prove it",
		Long: "Run a saved session again, every branch of it, and compare the states with the hashes that it holds.\n" +
			"A replay that differs names the span in which it does, and fails.",
		Example: "quartet replay bounded-buffer.session",
		Args:    oneArgument("a session: a file, or - for standard input"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveDefault
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if narrate && asJSON {
				return fail(ExitUsage, "--narrate and --json exclude each other")
			}
			in, err := readSession(h, args[0])
			if err != nil {
				return err
			}
			s, err := session.Unmarshal(in.text)
			if err != nil {
				return in.sessionError(err)
			}
			if word := doubts(in.path, s); word != "" && (asJSON || narrate) {
				fmt.Fprintln(h.Err, "quartet: "+word)
			}
			switch {
			case asJSON:
				return replayJSON(cmd.Context(), h, s)
			case narrate:
				return narrateSession(cmd.Context(), h, s)
			}
			return proved(h, s, changedSince(in.path, s))
		},
	}
	c.Flags().BoolVar(&narrate, "narrate", false, "print the narration of the branch that was in use")
	c.Flags().BoolVar(&asJSON, "json", false, "print that branch as quartet run --json prints a run")
	return c
}

// readSession reads a session from a file or standard input.
func readSession(h *Host, arg string) (*input, error) {
	if arg == stdinName {
		return read(h, arg)
	}
	return readFile(arg)
}

// proved says what was replayed, with a word about its scene.
func proved(h *Host, s *session.Session, word string) error {
	out := newOutput(h.Out)
	if why := s.Unproven(); why != "" {
		out.line("%s: replayed; %s.", s.Program().Name, why)
	} else {
		out.line("%s: the replay comes to the recorded states.", s.Program().Name)
	}
	for _, b := range s.Branches() {
		from := ""
		if b.Parent > 0 {
			from = fmt.Sprintf("leaves branch %d at step %d; ", b.Parent, b.From)
		}
		out.line("branch %d: %s%s, up to step %d", b.Number, from,
			program.Plural(int64(b.Commands), "command"), b.Length)
	}
	if from, to, ok := s.Circle(); ok {
		out.line("From step %d to step %d it goes round, and comes back to the same state: it can go on so for ever.",
			from, to)
	}
	if word != "" {
		out.line("%s.", word)
	}
	if end := s.Engine().End(); end.Kind != engine.NotEnded && s.Position() == s.Length() {
		out.line("It ends there: %s", end.Text)
	}
	return out.close()
}

// replayJSON prints the present branch as run --json does.
func replayJSON(ctx context.Context, h *Host, s *session.Session) error {
	s.GoTo(0)
	e := s.Engine()
	out := newOutput(h.Out)
	t := newJSONTeller(out, e)
	t.boot(e)
	for s.Position() < s.Length() && !out.failed() {
		if ctx.Err() != nil {
			return out.brokenOff(ctx)
		}
		t.tell(e, s.Forward())
		if e.RunningSlot() < 0 || s.Position() == s.Length() {
			t.pass(e)
		}
	}
	kind, text := "limit", "the session stops here; the run goes on"
	if end := e.End(); end.Kind != engine.NotEnded {
		kind, text = end.Kind.String(), end.Text
	}
	t.end(kind, e.PassNumber(), text)
	return out.close()
}
