package command

import (
	"bytes"
	"cmp"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/export"
	"github.com/quartet-os/quartet/engine/export/golang"
)

// tryFlags are the flags of try.
type tryFlags struct {
	runs  int
	ops   int
	noise bool
	json  bool
	limit time.Duration

	controlled, pct bool
}

// The bounds of try. A scene whose runs take longer than the limit is run no more than mostEndless times.
const (
	mostTries   = 1_000_000
	mostEndless = 20
)

func newTry(h *Host) *cobra.Command {
	var f tryFlags
	c := &cobra.Command{
		Use:   "try SCENE",
		Short: "Run a scene as a real program many times, and count how often it goes wrong",
		Long: "Write a scene as a program in Go (as quartet export SCENE --go does), build it with the Go toolchain " +
			"that is\ninstalled, run it many times, each time with another seed, and count the runs that got " +
			"stuck or broke a law.\nBeside it stands what check finds, which asks every schedule and needs no " +
			"luck.\n\n" +
			"With --controlled the program stands on a scheduler of its own, which draws from the seed who does the " +
			"next operation:\nwhat goes wrong seldom is found soon, and the first run that went wrong can be made " +
			"again.\n\n" +
			"A count is no probability: on another machine, or under another load, it is another one. The exit " +
			"code is 1 where\na run went wrong.",
		Example: "quartet try one-condition\n" +
			"quartet try one-condition --noise --runs 500\n" +
			"quartet try one-condition --controlled --runs 100\n" +
			"quartet try mine.scene --json",
		Args:              oneArgument("a scene: a name of the shelf, a file, or - for standard input"),
		ValidArgsFunction: completeScenes,
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.try(cmd.Context(), h, args[0])
		},
	}
	c.Flags().IntVar(&f.runs, "runs", 10_000, "how many runs")
	c.Flags().IntVar(&f.ops, "ops", 2000, "end a run after so many operations")
	c.Flags().BoolVar(&f.noise, "noise", false, "let each run yield or pause at about one operation in three")
	c.Flags().BoolVar(&f.controlled, "controlled", false, "let a seed say who does the next operation")
	c.Flags().BoolVar(&f.pct, "pct", false, "with --controlled: whoever runs goes on until it waits, but for about "+
		"one operation in six")
	c.Flags().DurationVar(&f.limit, "limit", time.Second, "end a run that goes on for longer")
	c.Flags().BoolVar(&f.json, "json", false, "one JSON object")
	return c
}

// trials is what came of many runs.
type trials struct {
	runs, well, stuck, broken, endless, slow int
	said                                     map[string]int // what was said of runs that went wrong, and how often
	cut                                      bool           // there were no more since none of them ends by itself
	first                                    outcome        // of the runs that went wrong the one with the lowest seed
}

// try runs a scene many times.
func (f *tryFlags) try(ctx context.Context, h *Host, arg string) error {
	switch {
	case f.runs < 1 || f.runs > mostTries:
		return fail(ExitUsage, "--runs goes from 1 to %d", mostTries)
	case f.ops < 1:
		return fail(ExitUsage, "--ops counts from 1")
	case f.noise && f.controlled:
		return fail(ExitUsage, "--noise goes with a program that Go schedules, and not with --controlled")
	case f.pct && !f.controlled:
		return fail(ExitUsage, "--pct goes with --controlled")
	case f.limit < time.Millisecond:
		return fail(ExitUsage, "--limit is at least 1ms")
	}
	s, err := opened(h, arg)
	if err != nil {
		return err
	}
	p, err := golang.Export(s, f.controlled)
	if err != nil {
		return &ended{ExitUsage, err}
	}
	dir, err := os.MkdirTemp("", "quartet-try-")
	if err != nil {
		return &ended{ExitIO, err}
	}
	defer os.RemoveAll(dir)
	tell := newTicker(h)
	if tell != nil && !f.json {
		tell.last = time.Time{}
		tell.tell("building the program")
	}
	program, err := build(ctx, dir, p.Text)
	if err != nil {
		tell.clear()
		return because(ctx, err)
	}
	h.signals.allow(answerTime)
	run := f.runAll
	if f.controlled {
		run = f.runControlled
	}
	all, runErr := run(ctx, program, tell)
	tell.clear()
	if runErr != nil && ctx.Err() == nil {
		return runErr
	}
	return cmp.Or(f.answer(ctx, h, s, arg, all), remark(h, s.Late()))
}

// build builds a program in a folder, without the network, and returns its path.
func build(ctx context.Context, dir string, text []byte) (string, error) {
	tool, err := exec.LookPath("go")
	if err != nil {
		return "", fail(ExitIO, "there is no Go toolchain here (no program go in PATH), which try builds the scene "+
			"with;\nquartet export SCENE --go -o scene.go writes it for another machine")
	}
	for name, data := range map[string][]byte{"go.mod": []byte("module scene\n\ngo 1.24\n"), "main.go": text} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			return "", &ended{ExitIO, err}
		}
	}
	path := filepath.Join(dir, "scene.exe")
	c := exec.CommandContext(ctx, tool, "build", "-o", path, ".")
	c.Dir = dir
	c.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off", "GOPROXY=off", "GOTOOLCHAIN=local")
	if said, err := c.CombinedOutput(); err != nil {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		return "", fail(ExitIO, "go build: %w\n%s", err, bytes.TrimSpace(said))
	}
	return path, nil
}

// outcome is what came of one run.
type outcome struct {
	seed int
	code int
	said string
}

// arguments are the flags of a run.
func (f *tryFlags) arguments(seed int) []string {
	args := []string{"-seed", strconv.Itoa(seed), "-limit", f.limit.String(), "-ops", strconv.Itoa(f.ops)}
	if f.noise {
		args = append(args, "-noise")
	}
	if f.pct {
		args = append(args, "-pct")
	}
	return args
}

// add counts a run.
func (t *trials) add(o outcome) {
	t.runs++
	switch o.code {
	case 0:
		t.well++
		return
	case 1:
		t.broken++
	case 2:
		t.stuck++
	case 3:
		if t.endless++; !strings.HasSuffix(o.said, "operations") {
			t.slow++
		}
		return
	}
	if t.said[o.said]++; t.first.seed == 0 || o.seed < t.first.seed {
		t.first = o
	}
}

// ways lists what was said of runs that went wrong, the most frequent first.
func (t *trials) ways() (all []string) {
	for text := range t.said {
		all = append(all, text)
	}
	slices.SortFunc(all, func(a, b string) int {
		if d := t.said[b] - t.said[a]; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return all
}

// answer prints what came of it beside what check finds.
func (f *tryFlags) answer(ctx context.Context, h *Host, s *export.Scene, arg string, t *trials) error {
	var v *explore.Verdict
	if ctx.Err() == nil {
		var err error
		if v, err = f.schedules(ctx, s); err != nil && ctx.Err() == nil {
			return err
		}
	}
	out := newOutput(h.Out)
	if f.json {
		f.tryJSON(out, s, t, v)
	} else {
		f.tryWords(out, s, arg, t, v)
	}
	if ctx.Err() != nil {
		return out.brokenOff(ctx)
	}
	if err := out.close(); err != nil {
		return err
	}
	if t.stuck+t.broken > 0 {
		return &ended{ExitFails, errSaid}
	}
	return nil
}
