package command

import (
	"context"
	"errors"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/grade"
	"github.com/quartet-os/quartet/engine/program"
)

// gradeFlags are the flags of grade.
type gradeFlags struct {
	laws, grain, junit, kit string
	json, verbose, force    bool
	maxStates               int64
	maxMemory               string
	maxTime                 time.Duration
	workers                 int
}

func newGrade(h *Host) *cobra.Command {
	var flags gradeFlags
	c := &cobra.Command{
		Use:   "grade DIR --laws FILE",
		Short: "Ask every schedule of a folder of scenes, under one file of laws",
		Long: "Put each scene of a folder, in the order of their names, under the laws of one file, and ask every " +
			"schedule of it:\nwhat holds, what fails and how, who polls, what was never tested. The main, the " +
			"settings and the laws of the\nlaws file count; its variables, and its functions without a body, say " +
			"what each scene has to declare. What does not\nparse, lacks a name or takes too long is a result like " +
			"the others.\n\n" +
			"The exit code is 1 where a scene fails or is refused, 3 where none does and one is not known, and 0 " +
			"where all come to\nwhat the laws file expects.",
		Example: "quartet grade --kit homework\n" +
			"quartet grade homework/solutions --laws homework/laws.scene\n" +
			"quartet grade handed-in --laws laws.scene --grain op --junit results.xml",
		Args: func(cmd *cobra.Command, args []string) error {
			if flags.kit != "" {
				return noArguments(cmd, args)
			}
			return oneArgument("a folder with the scenes to grade")(cmd, args)
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if flags.kit != "" {
				return writeKit(h, flags.kit)
			}
			return flags.folder(cmd.Context(), h, args[0])
		},
	}
	c.Flags().StringVar(&flags.laws, "laws", "", "the scene whose main, settings and laws count")
	c.Flags().StringVar(&flags.grain, "grain", "",
		"what is interleaved: pass or op (default: as the laws file says, else the scene)")
	c.Flags().BoolVar(&flags.json, "json", false, "one JSON object")
	c.Flags().StringVar(&flags.junit, "junit", "", "write the results as JUnit XML, too")
	c.Flags().BoolVar(&flags.force, "force", false, "with --junit: replace a file that is there")
	c.Flags().BoolVarP(&flags.verbose, "verbose", "v", false,
		"tell the last steps of each schedule, and all sentences whole")
	c.Flags().Int64Var(&flags.maxStates, "max-states", grade.DefaultStates, "look at so many states of a scene at most")
	c.Flags().StringVar(&flags.maxMemory, "max-memory", "2G", "give up a scene when all together take so many bytes")
	c.Flags().DurationVar(&flags.maxTime, "max-time", time.Minute, "give up a scene after this time")
	c.Flags().IntVar(&flags.workers, "workers", 0, "cores to use (default: all)")
	c.Flags().StringVar(&flags.kit, "kit", "", "write a folder with a homework: a text to start from, laws, solutions")
	_ = c.RegisterFlagCompletionFunc("laws", func(*cobra.Command, []string, string) ([]string,
		cobra.ShellCompDirective) {
		return []string{"scene"}, cobra.ShellCompDirectiveFilterFileExt
	})
	return c
}

// options reads the flags; files is how many scenes there are.
func (f *gradeFlags) options(files int) (opt grade.Options, workers int, err error) {
	if f.grain != "" {
		if opt.Grain, opt.Named = program.GrainByName(f.grain); !opt.Named {
			return opt, 0, fail(ExitUsage, "--grain is pass or op, not %q", f.grain)
		}
	}
	if f.maxStates < 1 || f.workers < 0 || f.maxTime <= 0 {
		return opt, 0, fail(ExitUsage,
			"--max-states counts from 1, --workers from 0, and --max-time is a time such as 30s")
	}
	memory, ok := readBytes(f.maxMemory)
	if !ok {
		return opt, 0, fail(ExitUsage, "--max-memory is a number of bytes such as 500M or 2G, not %q", f.maxMemory)
	}
	cores := f.workers
	if cores == 0 {
		cores = runtime.GOMAXPROCS(0)
	}
	workers = max(min(cores, files), 1)
	opt.MaxStates, opt.MaxMemory, opt.Workers = f.maxStates, max(memory/int64(workers), 1), max(cores/workers, 1)
	return opt, workers, nil
}

// folder grades the scenes of a folder.
func (f *gradeFlags) folder(ctx context.Context, h *Host, dir string) error {
	laws, err := f.readLaws(h)
	if err != nil {
		return err
	}
	found, err := scenesIn(dir, f.laws)
	if err != nil {
		return err
	}
	opt, workers, err := f.options(len(found.names))
	if err != nil {
		return err
	}
	report, err := f.report()
	if err != nil {
		return err
	}
	defer report.drop()
	h.signals.allow(answerTime)
	defer explore.Hold(opt.MaxMemory * int64(workers))()
	defer collectLess()()
	t := newTicker(h)
	page := &gradePage{out: newOutput(h.Out), found: found, verbose: f.verbose, silent: f.json, ticker: t}
	all := f.gradeAll(ctx, found, laws, opt, workers, page.add)
	t.clear()
	off := ctx.Err() != nil
	if f.json {
		gradesJSON(page.out, all, found, off)
	} else {
		page.summary(all, off)
	}
	if off {
		return page.out.brokenOff(ctx)
	}
	unwritten := report.keep(dir, all)
	if err := page.out.close(); err != nil && !closedPipe(err) {
		return err
	}
	return errors.Join(unwritten, graded(all))
}

// readLaws reads the laws file.
func (f *gradeFlags) readLaws(h *Host) (*grade.Laws, error) {
	if f.laws == "" {
		return nil, fail(ExitUsage, "--laws names the file whose laws count, as in quartet grade handed-in --laws "+
			"laws.scene\nquartet grade --kit homework writes one, with solutions to grade")
	}
	in, err := read(h, f.laws)
	if err != nil {
		return nil, err
	}
	if _, err := in.scene(seedFlag{}); err != nil {
		return nil, err
	}
	laws, err := grade.Read(in.name, string(in.text))
	if err != nil {
		return nil, &ended{ExitUsage, err}
	}
	return laws, nil
}

// graded is the exit code of what was printed.
func graded(all []grade.Grade) error {
	unknown := false
	for i := range all {
		switch {
		case all[i].Passed:
		case all[i].Verdict == grade.Unknown:
			unknown = true
		default:
			return &ended{ExitFails, errSaid}
		}
	}
	if unknown {
		return &ended{ExitUnknown, errSaid}
	}
	return nil
}
