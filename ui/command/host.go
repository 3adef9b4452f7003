package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/ui"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/visible"
)

// Host is what the command line stands in.
type Host struct {
	In       io.Reader
	Out, Err io.Writer
	Version  string
	Built    string // the day of the commit that was built, 2026-11-28, or ""
	// Live tells that the screen can be opened: standard output is a terminal that understands more than plain text.
	Live bool
	// Plain tells that standard output is a terminal that understands only plain text.
	Plain bool
	// Screen opens the live screen and returns when it is left.
	Screen func(ctx context.Context, o ui.Options) error
	// Stage makes the screen without a terminal, for recordings. The files of the options are not touched by it.
	Stage func(ctx context.Context, o ui.Options) (demo.Stage, error)
	// NoColor tells that colours are unwelcome on the screen.
	NoColor bool
	// ConfigFile is the user's settings; "" for none.
	ConfigFile string
	// StateDir is the folder for crash saves, the last session, the prompt's history and progress.
	StateDir string

	failure error     // of the command that ran
	status  io.Writer // Err as it is, for lines that write themselves anew
	signals *signals  // nil where nobody listens
}

// Main runs a command line, without the program's name, and returns the exit code. Errors go to h.Err in plain words. A
// signal that asks the process to stop ends it within the grace, whatever the command does, and no draft is left.
func Main(ctx context.Context, h Host, args []string) int {
	h.status, h.Err = h.Err, visible.Writer{To: h.Err}
	said := &heard{w: h.Out}
	if file, ok := h.Out.(*os.File); !ok || !isTerminal(file) {
		h.Out = said // a terminal stays what it is: its colours are asked of it
	}
	ctx, h.signals = heed(ctx)
	defer h.signals.stop()
	defer disk.DropAll()
	ended := make(chan error, 1)
	go func() { ended <- execute(ctx, &h, args) }()
	var err error
	select {
	case err = <-ended:
		if unwritten := said.failure(); unwritten != nil {
			err = unwritten
		}
	case why := <-h.signals.over:
		disk.DropAll()
		if file, ok := h.status.(*os.File); ok && isTerminal(file) {
			fmt.Fprint(file, "\r\x1b[K") // of a line that tells how far it is
		}
		if code := h.signals.answered.Load(); code > 0 {
			complain(h.Err, fmt.Errorf("%w; the first answer stands", why), args)
			return int(code - 1)
		}
		complain(h.Err, fmt.Errorf("%w; it broke off in the middle of its work", why), args)
		return why.ExitCode()
	}
	if err != nil {
		complain(h.Err, err, args)
	}
	return exitCode(err)
}

// execute runs a command line.
func execute(ctx context.Context, h *Host, args []string) error {
	root := newRoot(h)
	root.SetArgs(completable(args))
	root.SetIn(h.In)
	root.SetOut(h.Out)
	root.SetErr(h.Err)
	var err error
	if h.Plain && asksForHelp(args) {
		// The styled help asks the terminal for its background, which this one would print.
		err = root.ExecuteContext(ctx)
	} else {
		err = fang.Execute(ctx, root,
			fang.WithVersion(h.Version),
			fang.WithoutManpage(),
			fang.WithErrorHandler(func(io.Writer, fang.Styles, error) {}),
		)
	}
	if err == nil {
		err = h.failure
	}
	return err
}

// completable makes what a shell hands over for completion safe: what cobra has to say of it goes past the host.
func completable(args []string) []string {
	if len(args) == 0 || args[0] != cobra.ShellCompRequestCmd && args[0] != cobra.ShellCompNoDescRequestCmd {
		return args
	}
	safe := make([]string, len(args))
	for i, arg := range args {
		safe[i] = visible.Line(arg)
	}
	return safe
}

func asksForHelp(args []string) bool {
	return slices.ContainsFunc(args, func(arg string) bool { return arg == "help" || arg == "-h" || arg == "--help" })
}

// guard keeps a command's errors in the host, and from fang: before it hands on an error, fang asks the terminal for
// its background, which takes seconds where nobody answers.
func guard(h *Host, c *cobra.Command) {
	check, run := c.Args, c.RunE
	c.Args = cobra.ArbitraryArgs
	c.RunE = func(cmd *cobra.Command, args []string) error {
		h.failure = check(cmd, args)
		if h.failure == nil {
			h.failure = run(cmd, args)
		}
		return nil
	}
	c.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		h.failure = fail(ExitUsage, "%w", flagError{err, cmd.CommandPath()})
		return nil
	})
}

// complain prints an error for people: what is wrong and what would work. What the command line gave stays on one line,
// so that a name with a line break in it does not speak for the program.
func complain(w io.Writer, err error, args []string) {
	if closedPipe(err) {
		return
	}
	text := strings.TrimSpace(err.Error())
	if text == "" {
		return
	}
	for _, arg := range args {
		if line := visible.Line(arg); line != arg {
			text = strings.ReplaceAll(text, arg, line)
		}
	}
	fmt.Fprintf(w, "quartet: %s\n", text)
	var flag flagError
	if errors.As(err, &flag) {
		fmt.Fprintf(w, "%s --help lists what there is.\n", flag.of)
	}
}

// flagError is a command line that cobra could not read.
type flagError struct {
	error
	of string // the command, as it is called
}
