package command

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// defaultPasses is how far a run goes that is not told how far; patientPasses bounds one that is only told until when.
const (
	defaultPasses = 1000
	patientPasses = 1_000_000
)

// runFlags are the flags of run.
type runFlags struct {
	passes int64
	until  string
	seed   seedFlag
	do     []string
	json   bool
	stats  bool
	under  underFlags
}

func newRun(h *Host) *cobra.Command {
	var flags runFlags
	c := &cobra.Command{
		Use:   "run SCENE",
		Short: "Run a scene without a screen",
		Long: "Print the narration, a sentence a line; with --json an object a pass and one for the end, as " +
			"docs/recording.md describes them.\n\n" +
			"A run that ends has succeeded, however it ends: quartet check is what judges.",
		Example: "quartet run bounded-buffer --passes 50\n" +
			"quartet run one-condition --until 'place(c2) == WAITING' --json\n" +
			"quartet run nanoos-q01-kill-the-head --rules nanoos-2026-03\n" +
			"quartet run mine.scene --do 'at 12 spawn producer; at 20 timeout c1' --json",
		Args:              oneArgument("a scene: a name of the shelf, a file, or - for standard input"),
		ValidArgsFunction: completeScenes,
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("until") && strings.TrimSpace(flags.until) == "" {
				return fail(ExitUsage, "--until what? For example --until 40, --until 'len(work) == 2'")
			}
			if cmd.Flags().Changed("until") && !cmd.Flags().Changed("passes") {
				flags.passes = patientPasses
			}
			return runScene(cmd.Context(), h, &flags, args[0])
		},
	}
	c.Flags().Int64Var(&flags.passes, "passes", defaultPasses, "stop after so many passes")
	c.Flags().StringVar(&flags.until, "until", "",
		"stop at a tick, or where something comes true: \"step 40\", \"line 23\", "+
			"\"wakes c1\", \"len(work) == 2\"")
	c.Flags().Var(&flags.seed, "seed", "draw durations from this seed instead of the scene's")
	c.Flags().StringArrayVar(&flags.do, "do", nil, "commands, separated by semicolons")
	c.Flags().BoolVar(&flags.json, "json", false, "one JSON object a pass, then one for the end")
	c.Flags().BoolVar(&flags.stats, "stats", false,
		"measures instead: one JSON object, with the unit of each number in its name")
	flags.under.add(c)
	c.MarkFlagsMutuallyExclusive("json", "stats")
	return c
}

func runScene(ctx context.Context, h *Host, flags *runFlags, arg string) error {
	if flags.passes < 0 {
		return fail(ExitUsage, "--passes is counted from 0")
	}
	in, err := read(h, arg)
	if err != nil {
		return err
	}
	p, err := in.scene(flags.seed)
	if err != nil {
		return err
	}
	if p, err = flags.under.under(p); err != nil {
		return err
	}
	commands, err := readCommands(flags.do)
	if err != nil {
		return err
	}
	return headless(ctx, h, p, flags, commands)
}

// readCommands reads what --do was given.
func readCommands(given []string) ([]engine.Command, error) {
	var all []engine.Command
	for _, text := range given {
		for one := range strings.SplitSeq(text, ";") {
			if strings.TrimSpace(one) == "" {
				continue
			}
			c, err := engine.ParseCommand(one)
			if err != nil {
				return nil, fail(ExitUsage, "--do: %w", err)
			}
			all = append(all, c)
		}
	}
	return all, nil
}

// teller prints a run.
type teller interface {
	boot(e *engine.Engine)
	tell(e *engine.Engine, events []engine.Event) // of a command or a pass
	pass(e *engine.Engine)                        // a pass is over, or as far as the run goes
	end(kind string, passes int64, text string)
}

// leg is how many steps of a run are told at once.
const leg = 1 << 12

// headless runs a scene to its end or its limit and prints it.
func headless(ctx context.Context, h *Host, p *program.Program, flags *runFlags, commands []engine.Command) error {
	e, err := engine.New(p)
	if err != nil {
		return &ended{ExitUsage, err}
	}
	out := newOutput(h.Out)
	var t teller
	if flags.json {
		t = newJSONTeller(out, e)
	} else if flags.stats {
		t = newStats(out, e)
	} else {
		t = newNarration(out, e)
	}
	goal, err := readGoal(p, flags.until)
	if err != nil {
		return err
	}
	t.boot(e)
	for _, c := range commands {
		events, err := e.Do(c)
		if err != nil {
			return fail(ExitUsage, "--do: %w", err)
		}
		t.tell(e, events)
	}
	goal.begin(e)
	for e.End().Kind == engine.NotEnded && !out.failed() {
		if ctx.Err() != nil {
			return out.brokenOff(ctx)
		}
		if goal.reached || e.RunningSlot() < 0 && (e.PassNumber() >= flags.passes || goal.due(e)) {
			break
		}
		events := goal.leg(e)
		t.tell(e, events)
		if e.RunningSlot() < 0 || goal.reached || e.End().Kind != engine.NotEnded {
			t.pass(e)
		}
	}
	t.end(ending(e, goal))
	return out.close()
}

// ending returns how a run stopped: its own end, what it was to stop at, or the limit.
func ending(e *engine.Engine, goal *goal) (kind string, passes int64, text string) {
	if end := e.End(); end.Kind != engine.NotEnded {
		return end.Kind.String(), e.PassNumber(), end.Text
	}
	if text, stopped := goal.text(e); stopped {
		return "limit", e.PassNumber(), text
	}
	return "limit", e.PassNumber(), fmt.Sprintf("stopped after %s; the run goes on, and --passes takes it further",
		program.Amount(e.PassNumber(), "pass", "passes"))
}
