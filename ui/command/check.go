package command

import (
	"context"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// checkFlags are the flags of check.
type checkFlags struct {
	grain, wake, save      string
	reach                  []string
	starves, livelock      string
	spurious, json, safety bool
	wholeNames, columns    bool
	verbose, odds          bool
	limited                bool // a number of states was named
	examples               int
	maxStates              int64
	maxMemory              string
	workers                int
	under                  underFlags
	sample                 sampleFlags
	shards                 shardFlags
}

// answerTime is how long a search that was asked to stop may take to say what it has found so far.
const answerTime = 2 * time.Second

// searchGC is by how many percent the heap may grow during a search before it is collected.
const searchGC = 200

// collectLess makes the collector come half as often, until what it returns is called: a search only grows, so that
// this costs little memory and leaves the second core to the search.
func collectLess() (undo func()) {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	was := debug.SetGCPercent(searchGC)
	return func() { debug.SetGCPercent(was) }
}

func newCheck(h *Host) *cobra.Command {
	var flags checkFlags
	c := &cobra.Command{
		Use:   "check SCENE",
		Short: "Ask every schedule whether something can go wrong",
		Long: "Explore every schedule of a scene: any ready coroutine may run the next pass, or, at grain " +
			"op, the next op. What\n" +
			"goes wrong is shown by a shortest schedule. Where neither --grain nor the scene names a grain, " +
			"pass is asked and\n" +
			"then op as well; the exit code is that of the first: 0 when the scene holds, 1 when it fails " +
			"and 3 when that is\n" +
			"not known: a limit was reached, or a duration has no finite number of values.",
		Example: "quartet check one-condition\n" +
			"quartet check mine.scene --grain op --wake any --save found.session\n" +
			"quartet check lecture-28 --reach 'len(itemlist) == cap(itemlist) && waiters(consumers_wq) > 0'",
		Args:              flags.shards.arguments("a scene: a name of the shelf, a file, or - for standard input"),
		ValidArgsFunction: completeScenes,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case flags.shards.merge:
				return mergeCheck(cmd, h, &flags, args)
			case cmd.Flags().Changed("shard"):
				return checkShard(cmd, h, &flags, args[0])
			}
			if err := flags.sample.check(cmd, flags.reach); err != nil {
				return err
			}
			flags.limited = cmd.Flags().Changed("max-states")
			return checkScene(cmd.Context(), h, &flags, args[0])
		},
	}
	c.Flags().StringVar(&flags.grain, "grain", "",
		"what is interleaved: pass or op (default: as the scene says, else both)")
	c.Flags().StringVar(&flags.wake, "wake", "",
		"whom a signal wakes: fifo, or any waiter (default: as the scene's rule says)")
	c.Flags().BoolVar(&flags.spurious, "spurious", false, "Waits may end for no reason (spurious wakeups)")
	c.Flags().StringArrayVar(&flags.reach, "reach", nil,
		"ask instead whether this expression can ever be true; of several each is counted")
	flags.neverFlags(c)
	flags.sample.add(c)
	flags.shards.add(c, "with --sample: ")
	flags.oddsFlag(c)
	c.Flags().Int64Var(&flags.maxStates, "max-states", explore.DefaultStates, "give up after so many states")
	c.Flags().StringVar(&flags.maxMemory, "max-memory", "2G",
		"give up when the states take so many bytes; K, M and G are understood")
	c.Flags().StringVar(&flags.save, "save", "", "write the schedule that was found as a session")
	c.Flags().IntVar(&flags.examples, "examples", 0,
		"show so many different ways in which it ends well; --save then writes the first")
	c.Flags().BoolVarP(&flags.verbose, "verbose", "v", false,
		"print every row, and rows as long as they are (else at most 24 rows of 100 columns)")
	c.Flags().BoolVar(&flags.json, "json", false, "one JSON object")
	c.Flags().BoolVar(&flags.columns, "columns", false,
		"print the schedule with a column for each coroutine, and why the CPU changed")
	c.Flags().IntVar(&flags.workers, "workers", 0, "cores to use (default: all); the answer does not depend on it")
	flags.under.add(c)
	c.Flags().BoolVar(&flags.wholeNames, "no-symmetry", false,
		"tell coroutines of one function apart: more states, the same answer")
	return c
}

// countOn is up to how many states a check goes on after it has found something, so that a small space is
// counted whole.
const countOn = 200_000

// options reads the flags; p says what the scene wants where they are silent.
func (f *checkFlags) options(p *program.Program) (explore.Options, error) {
	opt := explore.Options{
		Grain: p.Settings.Grain, Spurious: f.spurious, MaxStates: f.maxStates, Workers: f.workers,
		Symmetry: !f.wholeNames, Beyond: countOn,
	}
	var ok bool
	if f.grain != "" {
		if opt.Grain, ok = program.GrainByName(f.grain); !ok {
			return opt, fail(ExitUsage, "--grain is pass or op, not %q", f.grain)
		}
	}
	switch f.wake {
	case "":
	case "fifo":
		opt.Wake = explore.WakeFIFO
	case "any":
		opt.Wake = explore.WakeAny
	default:
		return opt, fail(ExitUsage, "--wake is fifo or any, not %q", f.wake)
	}
	if len(f.reach) > explore.MostReach {
		return opt, fail(ExitUsage, "--reach can be given %d times, not %d times", explore.MostReach, len(f.reach))
	}
	if f.examples < 0 || f.examples > explore.MostExamples {
		return opt, fail(ExitUsage, "--examples is a number from 1 to %d, not %d", explore.MostExamples, f.examples)
	}
	if f.columns && f.json {
		return opt, fail(ExitUsage, "--columns is for people and --json for programs; leave one out")
	}
	if err := f.readOdds(); err != nil {
		return opt, err
	}
	if err := f.never(&opt); err != nil {
		return opt, err
	}
	if f.maxStates < 1 || f.workers < 0 {
		return opt, fail(ExitUsage, "--max-states counts from 1 and --workers from 0")
	}
	if opt.MaxMemory, ok = readBytes(f.maxMemory); !ok {
		return opt, fail(ExitUsage, "--max-memory is a number of bytes such as 500M or 2G, not %q", f.maxMemory)
	}
	return opt, nil
}

// readBytes reads a number of bytes with K, M or G behind it.
func readBytes(text string) (int64, bool) {
	digits := strings.TrimSuffix(strings.ToUpper(strings.TrimSpace(text)), "B")
	unit := int64(1)
	if n := len(digits); n > 0 {
		if i := strings.IndexByte("KMG", digits[n-1]); i >= 0 {
			unit = 1 << (10 * (i + 1))
			digits = digits[:n-1]
		}
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n < 1 || n > 1<<50/unit {
		return 0, false
	}
	return n * unit, true
}

// checkScene asks about what an argument names.
func checkScene(ctx context.Context, h *Host, flags *checkFlags, arg string) error {
	if most, ok := readBytes(flags.maxMemory); ok {
		defer explore.Hold(most)() // from here on: a long scene takes memory before the search does
	}
	in, err := read(h, arg)
	if err != nil {
		return err
	}
	q, err := flags.question(h, in)
	if err != nil {
		return err
	}
	defer collectLess()()
	asked, err := flags.ask(ctx, q)
	if err != nil {
		return &ended{ExitUsage, err}
	}
	return flags.answer(ctx, h, q, &asked)
}

// question is what is asked of which machine.
type question struct {
	p     *program.Program
	e     *engine.Engine
	opt   explore.Options
	named bool // somebody has named the grain

	page   *answerPage // where the answer is printed in words; nil: it is not
	ticker *ticker     // tells how far it is; nil: nobody is told
}

// question reads what is asked of a scene.
func (f *checkFlags) question(h *Host, in *input) (q *question, err error) {
	q = &question{}
	if q.p, err = in.scene(seedFlag{}); err != nil {
		return nil, err
	}
	if q.p, err = f.under.under(q.p); err != nil {
		return nil, err
	}
	if q.opt, err = f.options(q.p); err != nil {
		return nil, err
	}
	if q.e, err = engine.New(q.p); err != nil {
		return nil, &ended{ExitUsage, err}
	}
	q.named = f.grain != "" || q.p.Settings.GrainNamed
	h.signals.allow(answerTime)
	if f.json {
		return q, nil
	}
	q.ticker = newTicker(h)
	q.page = newPage(h, q.ticker, f.verbose || f.columns)
	q.opt.Progress = progressLine(q.ticker)
	q.opt.Stands = func(first *explore.Verdict) {
		printFirst(q.page.words, first)
		q.page.flush()
		h.signals.stood(exitCode(judged(first.Answer)))
	}
	return q, nil
}

// answer prints what came of a question, as far as it is not printed yet, saves the schedule that it shows, and ends
// with the code of the answer.
func (f *checkFlags) answer(ctx context.Context, h *Host, q *question, asked *explore.Answers) (err error) {
	shown := asked.Shown()
	if !f.json {
		printOther(q.page.words, asked)
		q.page.flush()
	}
	if err := f.askOdds(ctx, asked, q.e, q.opt); err != nil {
		return err
	}
	if ctx.Err() != nil { // what stands is told all the same
		var done context.CancelFunc
		ctx, done = context.WithTimeout(context.WithoutCancel(ctx), answerTime/2)
		defer done()
	}
	if !f.json {
		if err := f.tell(ctx, q, asked, shown); err != nil {
			return err
		}
	}
	shows, err := f.lookForExamples(ctx, q.e, q.opt)
	if err != nil {
		return err
	}
	if f.json {
		err = printJSON(ctx, h, asked, shows)
	} else if err = printExamples(ctx, q.page.words, &asked.First, shows, f); err == nil {
		err = q.page.close()
	}
	if unsaved := f.keep(h, q, shown, shows); unsaved != nil {
		return unsaved
	}
	if err != nil && !closedPipe(err) {
		return err
	}
	return judged(asked.First.Answer)
}

// keep saves the schedule that an answer shows, where that is asked for: also where nobody reads the answer any more.
func (f *checkFlags) keep(h *Host, q *question, shown *explore.Verdict, shows []explore.Example) error {
	switch {
	case f.save == "":
	case f.examples > 0 && len(shows) > 0:
		return saveSchedule(h, q.p, &shows[0], f)
	case f.examples == 0 && shown.Answer == explore.Fails:
		return saveSchedule(h, seeded(q.p, shown), shown, f)
	}
	return nil
}

// tell prints, behind the answers, the odds, and the schedule of the one that fails.
func (f *checkFlags) tell(ctx context.Context, q *question, asked *explore.Answers, shown *explore.Verdict) error {
	printOdds(q.page.words, asked)
	q.page.flush()
	if shown.Answer != explore.Fails {
		return nil
	}
	why, err := explore.Explain(ctx, shown, 0)
	if err != nil && ctx.Err() == nil {
		return err
	}
	printSchedule(q.page.words, asked, shown, &why, f.columns)
	return nil
}

// judged returns the exit code of an answer that has been printed already.
func judged(a explore.Answer) error {
	switch a {
	case explore.Fails:
		return &ended{ExitFails, errSaid}
	case explore.Unknown:
		return &ended{ExitUnknown, errSaid}
	}
	return nil
}

// progressLine tells how far a long search has come.
func progressLine(t *ticker) func(explore.Progress) {
	if t == nil {
		return nil
	}
	begin := time.Now()
	return func(at explore.Progress) {
		rate := float64(at.States) / time.Since(begin).Seconds()
		t.tell("%d states, depth %d, %.0f states a second", at.States, at.Depth, rate)
	}
}
