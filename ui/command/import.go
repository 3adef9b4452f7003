package command

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/scenario"
	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/ui/source"
	"github.com/quartet-os/quartet/visible"
)

// importFlags are the flags of import.
type importFlags struct {
	to     string
	rules  string
	policy string
}

func newImport(h *Host) *cobra.Command {
	var flags importFlags
	c := &cobra.Command{
		Use:   "import NAME.scn",
		Short: "Turn a recorded NanoOs scenario into a scene",
		Long: "Turn a scenario, as the recorded runs of the NanoOs kernel use them, into a scene, and print " +
			"it or write it to a\nfile. A file that is there is never overwritten.",
		Example: "quartet import m3_kill_lockq_head.scn\n" +
			"quartet import mine.scn -o mine.scene --rules nanoos-2026",
		Args:              oneArgument("a scenario's file, or - for standard input"),
		ValidArgsFunction: completeScenarios,
		RunE: func(_ *cobra.Command, args []string) error {
			return importScenario(h, &flags, args[0])
		},
	}
	c.Flags().StringVarP(&flags.to, "output", "o", "", "write the scene to this file")
	c.Flags().StringVar(&flags.rules, "rules", "nanoos", "the kernel of December 2024, or nanoos-2026")
	c.Flags().StringVar(&flags.policy, "policy", "cooperative", "four queues, or roundrobin for the array before them")
	return c
}

func completeScenarios(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"scn"}, cobra.ShellCompDirectiveFilterFileExt
}

func importScenario(h *Host, flags *importFlags, name string) error {
	lib, sched := scenario.Post, scenario.FourQueue
	switch flags.rules {
	case "nanoos":
	case "nanoos-2026":
		lib = scenario.New
	default:
		return fail(ExitUsage, "--rules is nanoos or nanoos-2026, not %q", flags.rules)
	}
	switch flags.policy {
	case program.Cooperative.String():
	case program.RoundRobin.String():
		sched = scenario.RoundRobin
	default:
		return fail(ExitUsage, "--policy is cooperative or roundrobin, not %q", flags.policy)
	}
	text, err := scenarioText(h, name)
	if err != nil {
		return err
	}
	sc, err := scenario.Parse(name, string(text))
	if err != nil {
		return &ended{ExitUsage, err}
	}
	scene := sc.Scene(lib, sched)
	if _, err := program.Parse(sc.Name+".scene", scene); err != nil {
		return fail(ExitUsage, "%s makes no scene: %w", name, err)
	}
	out := newOutput(h.Out)
	if flags.to == "" {
		out.line("%s", strings.TrimSuffix(scene, "\n"))
		return out.close()
	}
	path, err := saveNew(flags.to, []byte(scene))
	if err != nil {
		return err
	}
	out.line("wrote %s; quartet %s opens it", visible.Line(path), disk.Argument(path))
	return out.close()
}

func scenarioText(h *Host, name string) ([]byte, error) {
	if name != stdinName {
		in, err := readFile(name)
		if err != nil {
			return nil, err
		}
		return in.text, nil
	}
	text, err := source.ReadAll(h.In, "standard input")
	if err != nil {
		return nil, unread(err)
	}
	return text, nil
}
