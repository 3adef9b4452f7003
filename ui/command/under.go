package command

import (
	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine/compare"
	"github.com/quartet-os/quartet/engine/program"
)

// underFlags let a scene run under other rules, or another policy, than its own.
type underFlags struct{ rules, policy string }

// add adds the flags to a command.
func (f *underFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.rules, "rules", "", "under these rules instead: a set, or rule=token, several with commas")
	c.Flags().StringVar(&f.policy, "policy", "", "with this policy: "+program.List(program.PolicyNames(), "or"))
	_ = c.RegisterFlagCompletionFunc("rules", completeSets)
	_ = c.RegisterFlagCompletionFunc("policy", cobra.FixedCompletions(program.PolicyNames(),
		cobra.ShellCompDirectiveNoFileComp))
}

// completeSets completes the name of a set of rules.
func completeSets(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var all []string
	for _, name := range program.RulesetNames() {
		all = append(all, cobra.CompletionWithDesc(name, program.RulesetMeaning(name)))
	}
	return all, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}

// under returns the scene with the settings that the flags name.
func (f *underFlags) under(p *program.Program) (*program.Program, error) {
	scene := *p
	if f.rules != "" {
		rules, err := compare.ParseRules(f.rules, scene.Settings.Rules)
		if err != nil {
			return nil, fail(ExitUsage, "--rules: %w", err)
		}
		scene.Settings.Rules = rules
	}
	if f.policy != "" {
		policy, err := compare.ParsePolicy(f.policy)
		if err != nil {
			return nil, fail(ExitUsage, "--policy: %w", err)
		}
		scene.Settings.Switch(policy)
	}
	return &scene, nil
}
