package command

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/compare"
	"github.com/quartet-os/quartet/engine/program"
)

// compareFlags are the flags of compare.
type compareFlags struct {
	rules, policy [2]string // of A and of B
	seed          seedFlag
	seedB         seedFlag
	passes        int64
	json          bool
	names         [2]string // as they were given
}

func newCompare(h *Host) *cobra.Command {
	var flags compareFlags
	c := &cobra.Command{
		Use:   "compare A [B]",
		Short: "Follow two runs in lock step, and say where they part",
		Long: "Run two scenes or saved sessions step by step, and print the first step in which not the same " +
			"happens, or after\nwhich the state is not the same, with what happens in each; then how each ends, and " +
			"its counts. Without B, A is\ncompared with itself under other rules, another policy or another seed.\n\n" +
			"Coroutines, objects and functions are the same where their names are; lines count for nothing. The exit " +
			"code is 0\nwhen the runs are alike, 1 when they part and 3 when that is not known: --passes was reached " +
			"before both ended.",
		Example: "quartet compare mine.scene edited.scene\n" +
			"quartet compare bounded-buffer --rules-b nanoos\n" +
			"quartet compare nanoos-02-four-queues --policy-b roundrobin --json",
		Args:              compareArguments,
		ValidArgsFunction: completePair,
		RunE: func(cmd *cobra.Command, args []string) error {
			return comparePair(cmd.Context(), h, &flags, args)
		},
	}
	for i, side := range [...]string{"a", "b"} {
		c.Flags().StringVar(&flags.rules[i], "rules-"+side, "",
			"run "+strings.ToUpper(side)+" under these rules: a set, or rule=token, several with commas")
		c.Flags().StringVar(&flags.policy[i], "policy-"+side, "",
			"run "+strings.ToUpper(side)+" with this policy: "+program.List(program.PolicyNames(), "or"))
		name := "rules-" + side
		_ = c.RegisterFlagCompletionFunc(name, completeSets)
		_ = c.RegisterFlagCompletionFunc("policy-"+side, cobra.FixedCompletions(program.PolicyNames(),
			cobra.ShellCompDirectiveNoFileComp))
	}
	c.Flags().Var(&flags.seed, "seed", "draw the durations of both from this seed instead of the scene's")
	c.Flags().Var(&flags.seedB, "seed-b", "draw those of B from this seed")
	c.Flags().Int64Var(&flags.passes, "passes", defaultPasses, "stop each run after so many passes")
	c.Flags().BoolVar(&flags.json, "json", false, "one JSON object")
	return c
}

// compareArguments insists on one scene or two.
func compareArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 1 || len(args) == 2 {
		return nil
	}
	return fail(ExitUsage, "%w", flagError{fmt.Errorf("quartet compare takes two scenes or sessions, or one and what "+
		"is different, such as --rules-b nanoos; it was given %d", len(args)), cmd.CommandPath()})
}

// completePair completes both arguments.
func completePair(cmd *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 1 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return completeScenes(cmd, nil, toComplete)
}

// comparePair compares what two arguments name.
func comparePair(ctx context.Context, h *Host, flags *compareFlags, args []string) error {
	if flags.passes < 0 {
		return fail(ExitUsage, "--passes is counted from 0")
	}
	if len(args) == 1 {
		if flags.rules[1] == "" && flags.policy[1] == "" && !flags.seedB.set {
			return fail(ExitUsage, "compare what %s with? Name a second scene or session, or what is different: "+
				"--rules-b, --policy-b or --seed-b", args[0])
		}
		args = []string{args[0], args[0]}
	} else if args[0] == stdinName && args[1] == stdinName {
		return fail(ExitUsage, "standard input can be read once; write the scene to a file to compare it with itself")
	}
	var sides [2]compare.Side
	flags.names = [2]string{args[0], args[1]}
	var in *input
	for i := range sides {
		if i == 0 || args[1] != args[0] { // what is compared with itself is read once: it may be standard input
			var err error
			if in, err = read(h, args[i]); err != nil {
				return err
			}
		}
		seed := flags.seed
		if i == 1 && flags.seedB.set {
			seed = flags.seedB
		}
		var err error
		if sides[i], err = flags.side(in, i, seed); err != nil {
			return err
		}
		if i == 0 || args[1] != args[0] {
			in.say(h)
		}
	}
	return flags.follow(ctx, h, sides)
}

// side is the run of a scene or a session, with the settings that the flags name.
func (f *compareFlags) side(in *input, i int, seed seedFlag) (compare.Side, error) {
	letter := [...]string{"a", "b"}[i]
	s, err := in.session(seed)
	if err != nil {
		return compare.Side{}, err
	}
	side := compare.Of(s, 0)
	settings := side.Program.Settings
	if f.rules[i] != "" {
		if settings.Rules, err = compare.ParseRules(f.rules[i], settings.Rules); err != nil {
			return compare.Side{}, fail(ExitUsage, "--rules-%s: %w", letter, err)
		}
	}
	if f.policy[i] != "" {
		policy, err := compare.ParsePolicy(f.policy[i])
		if err != nil {
			return compare.Side{}, fail(ExitUsage, "--policy-%s: %w", letter, err)
		}
		settings.Switch(policy)
	}
	return side.Under(func(to *program.Settings) { *to = settings }), nil
}

// stepsAtOnce is how many steps are compared between two looks at the context.
const stepsAtOnce = 1 << 10

// follow compares two runs to their ends or the limit, and prints what came of it.
func (f *compareFlags) follow(ctx context.Context, h *Host, sides [2]compare.Side) error {
	r, err := compare.New(sides[0], sides[1])
	if err != nil {
		return &ended{ExitUsage, err}
	}
	out := newOutput(h.Out)
	r.Limit(f.passes)
	for n := 1; r.Step(); n++ {
		if n%stepsAtOnce == 0 && ctx.Err() != nil {
			return out.brokenOff(ctx)
		}
	}
	same := sides[0].Same(sides[1])
	if f.json {
		f.asJSON(out, r)
	} else {
		f.asWords(out, r, same)
	}
	if err := out.close(); err != nil && !closedPipe(err) {
		return err
	}
	a, b := r.Engines()
	switch {
	case r.Parting() != nil:
		return judgedAs(ExitFails)
	case same, a.End().Kind != engine.NotEnded && b.End().Kind != engine.NotEnded:
		return nil
	}
	return judgedAs(ExitUnknown)
}

// judgedAs returns the exit code of an answer that has been printed already.
func judgedAs(code int) error { return &ended{code, errSaid} }

// title names a side: the scene, the file where both have the same name, and the settings that tell one from the other.
func (f *compareFlags) title(sides [2]compare.Side, i int) string {
	side, other := sides[i], sides[1-i]
	words := []string{side.Program.Title()}
	s, o := side.Program.Settings, other.Program.Settings
	if words[0] == other.Program.Title() && f.names[0] != f.names[1] && f.names[i] != words[0] {
		words[0] += " (" + f.names[i] + ")"
	}
	if s.Rules != o.Rules {
		words = append(words, compare.RulesText(s.Rules)+" rules")
	}
	if s.Policy != o.Policy {
		words = append(words, s.Policy.String())
	}
	if s.Seed != o.Seed {
		words = append(words, fmt.Sprintf("seed %d", s.Seed))
	}
	return strings.Join(words, ", ")
}
