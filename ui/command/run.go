package command

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	aims "github.com/quartet-os/quartet/ui/goal"
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

	fate      bool
	grain     string
	maxStates int64
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
			if !flags.fate && (cmd.Flags().Changed("grain") || cmd.Flags().Changed("max-states")) {
				return fail(ExitUsage, "--grain and --max-states go with --fate")
			}
			if flags.maxStates < 1 {
				return fail(ExitUsage, "--max-states counts from 1")
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
	c.Flags().BoolVar(&flags.fate, "fate", false,
		"say of each pass what is still possible: that it ends well, that it fails, or either")
	c.Flags().StringVar(&flags.grain, "grain", "",
		"with --fate: what is interleaved, pass or op (default: as the scene says, else pass)")
	c.Flags().Int64Var(&flags.maxStates, "max-states", explore.FateStates, "with --fate: give up after so many states")
	flags.under.add(c)
	c.MarkFlagsMutuallyExclusive("fate", "stats")
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

// headlessRun is a run without a screen, from its beginning to its end or its limit.
type headlessRun struct {
	e      *engine.Engine
	goal   *goal
	passes int64
	aim    *aims.Run // told of each step where its answer is wanted; nil: it is not, or there is none
}

// newHeadlessRun boots a scene and gives the commands. t, which may be nil, is told of them.
func newHeadlessRun(p *program.Program, flags *runFlags, commands []engine.Command, t func(*engine.Engine) teller) (
	r *headlessRun, err error) {
	r = &headlessRun{passes: flags.passes}
	if r.e, err = engine.New(p); err != nil {
		return nil, &ended{ExitUsage, err}
	}
	if r.goal, err = readGoal(p, flags.until); err != nil {
		return nil, err
	}
	var told teller
	if flags.json {
		r.aim = aims.OfRun(r.e)
	}
	if t != nil {
		told = t(r.e)
		told.boot(r.e)
	}
	for _, c := range commands {
		events, err := r.e.Do(c)
		if err != nil {
			return nil, fail(ExitUsage, "--do: %w", err)
		}
		r.aim.Tell(events)
		if told != nil {
			told.tell(r.e, events)
		}
	}
	r.goal.begin(r.e)
	return r, nil
}

// drive goes on with the run to its end; visit hears of the events, and says whether to go on.
func (r *headlessRun) drive(ctx context.Context, visit func(events []engine.Event) bool) error {
	e := r.e
	for e.End().Kind == engine.NotEnded {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if r.goal.reached || e.RunningSlot() < 0 && (e.PassNumber() >= r.passes || r.goal.due(e)) {
			break
		}
		most := int64(leg)
		if r.aim.Steps() {
			most = 1
		}
		events := r.goal.leg(e, most)
		if r.aim.Tell(events); !visit(events) {
			break
		}
	}
	return nil
}

// headless runs a scene to its end or its limit and prints it.
func headless(ctx context.Context, h *Host, p *program.Program, flags *runFlags, commands []engine.Command) (
	err error) {
	var f *fates
	if flags.fate {
		if f, err = foresee(ctx, p, flags, commands); err != nil {
			return err
		}
	}
	out := newOutput(h.Out)
	var t teller
	r, err := newHeadlessRun(p, flags, commands, func(e *engine.Engine) teller {
		switch {
		case flags.json:
			one := newJSONTeller(out, e)
			one.fates, t = f, one
		case flags.stats:
			t = newStats(out, e)
		default:
			one := newNarration(out, e)
			one.fates, t = f, one
		}
		return t
	})
	if err != nil {
		return err
	}
	err = r.drive(ctx, func(events []engine.Event) bool {
		t.tell(r.e, events)
		if r.e.RunningSlot() < 0 || r.goal.reached || r.e.End().Kind != engine.NotEnded {
			t.pass(r.e)
		}
		return !out.failed()
	})
	if err != nil {
		return out.brokenOff(ctx)
	}
	if one, is := t.(*jsonTeller); is {
		one.aim = r.aim
	}
	t.end(ending(r.e, r.goal))
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
