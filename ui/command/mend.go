package command

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/mend"
	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/visible"
)

// mendFlags are the flags of mend and break.
type mendFlags struct {
	json, verbose, pairs bool
	maxStates            int64
	write                string
	cure                 int
	chosen               bool // --cure was given: that change is meant, whatever came of it
}

func newMend(h *Host) *cobra.Command {
	var flags mendFlags
	c := &cobra.Command{
		Use:   "mend SCENE",
		Short: "Look for the single changes that cure a scene, and prove them",
		Long: "Try on a scene that fails every single change of a catalogue of those that people make: an if " +
			"that becomes a loop,\na signal that becomes a broadcast, a lock that moves. Each is asked of every " +
			"schedule in four worlds: at the grain\nof the scene, interrupted anywhere (op), with any wake order " +
			"(wake), and with spurious wakeups (spurious). A change\nthat gives something up is no cure. Those " +
			"that hold in the most worlds come first, then those that a person would\nmake first.\n\n" +
			"What holds does so for the laws of the scene, not for what you meant. The exit code is 0 where a " +
			"change cures the\nscene at its grain and at op, or where it holds already; 1 where none does, and 3 " +
			"where that is not known.",
		Example: "quartet mend if-instead-of-a-loop\n" +
			"quartet mend mine.scene --write cured.scene\n" +
			"quartet mend mine.scene --pairs --json",
		Args:              oneArgument("a scene: a name of the shelf, a file, or - for standard input"),
		ValidArgsFunction: completeScenes,
		RunE: func(cmd *cobra.Command, args []string) error {
			if flags.cure < 1 || flags.cure > 1 && flags.write == "" {
				return fail(ExitUsage, "--cure counts from 1 and says which cure --write writes, so give both")
			}
			flags.chosen = cmd.Flags().Changed("cure")
			return flags.mend(cmd.Context(), h, args[0])
		},
	}
	flags.add(c)
	c.Flags().BoolVar(&flags.pairs, "pairs", false, "where no single change cures it, try two at once")
	c.Flags().StringVar(&flags.write, "write", "",
		"write the scene with the first cure to this file, which must be new")
	c.Flags().IntVar(&flags.cure, "cure", 1, "with --write: the change of this number, a cure or not")
	return c
}

// add adds the flags of both commands.
func (f *mendFlags) add(c *cobra.Command) {
	c.Flags().BoolVar(&f.json, "json", false, "one JSON object")
	c.Flags().BoolVarP(&f.verbose, "verbose", "v", false, "print every change that came to something, with its lines")
	c.Flags().Int64Var(&f.maxStates, "max-states", mend.DefaultStates,
		"look at so many states of a changed scene at most")
}

// options are those of both commands; what is long tells how far it is.
func (f *mendFlags) options(h *Host) (mend.Options, *ticker, error) {
	if f.maxStates < 1 {
		return mend.Options{}, nil, fail(ExitUsage, "--max-states counts from 1")
	}
	opt := mend.Options{MaxStates: f.maxStates, Pairs: f.pairs}
	if f.verbose || f.chosen {
		opt.Failed = mostFailed
	}
	t := newTicker(h)
	if t != nil && !f.json {
		opt.Progress = func(done, todo int) { t.tell("%d of %d changes tried", done, todo) }
	}
	h.signals.allow(answerTime)
	return opt, t, nil
}

// text reads the text of a scene, or says in which lines it is none.
func (f *mendFlags) text(h *Host, arg string) (*input, string, error) {
	in, err := read(h, arg)
	if err != nil {
		return nil, "", err
	}
	p, err := in.scene(seedFlag{})
	if err != nil {
		return nil, "", err
	}
	return in, p.Source, nil
}

// tryChanges asks mend or break of a scene. The answer is nil where there is none; an error beside one says that it was
// broken off.
func tryChanges[Of any](ctx context.Context, h *Host, f *mendFlags, arg string,
	ask func(context.Context, string, string, mend.Options) (*Of, error)) (*Of, error) {
	in, text, err := f.text(h, arg)
	if err != nil {
		return nil, err
	}
	opt, t, err := f.options(h)
	if err != nil {
		return nil, err
	}
	defer collectLess()()
	r, err := ask(ctx, in.name, text, opt)
	t.clear()
	if err != nil && ctx.Err() == nil {
		return nil, err
	}
	return r, err
}

// mend looks for cures, prints them, and writes one.
func (f *mendFlags) mend(ctx context.Context, h *Host, arg string) error {
	r, err := tryChanges(ctx, h, f, arg, mend.Mend)
	if r == nil {
		return err
	}
	out := newOutput(h.Out)
	if f.json {
		mendJSON(out, arg, r)
	} else {
		f.mendWords(out, arg, r, err != nil)
	}
	if err != nil {
		return out.brokenOff(ctx)
	}
	wrote, unwritten := f.keep(r)
	switch {
	case f.json || f.write == "" || unwritten != nil:
	case wrote == "" && r.Holds:
		out.line("Nothing was written.")
	case wrote == "":
		out.line("Nothing was written: there is no cure. With --cure another change is written.")
	case r.Proven(numbered(r)[f.cure-1]):
		out.line("wrote %s; quartet check %s proves it once more", visible.Line(wrote), disk.Argument(wrote))
	default:
		out.line("wrote %s; quartet check %s shows what comes of it", visible.Line(wrote), disk.Argument(wrote))
	}
	if err := out.close(); err != nil && !closedPipe(err) {
		return err
	}
	return errors.Join(unwritten, mended(r))
}

// keep writes the cure that was asked for; it returns the file's name, "" where there was nothing to write.
func (f *mendFlags) keep(r *mend.Report) (string, error) {
	if f.write == "" {
		return "", nil
	}
	all := numbered(r)
	switch {
	case !f.chosen && !r.Cured():
		return "", nil
	case f.cure <= len(all):
		return saveNew(f.write, []byte(named(r.Kept(all[f.cure-1]), f.write)))
	}
	return "", fail(ExitUsage, "there are %d changes, so --cure %d names none", len(all), f.cure)
}

// mended is the exit code of an answer.
func mended(r *mend.Report) error {
	switch {
	case r.Cured():
		return nil
	case r.Holds && r.Base[mend.Own].Answer == explore.Holds:
		return nil
	case r.Holds, r.Beyond > 0, r.Left > 0:
		return &ended{ExitUnknown, errSaid}
	}
	return &ended{ExitFails, errSaid}
}
