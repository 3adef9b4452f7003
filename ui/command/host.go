package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/presets"
)

// Host is what the command line stands in.
type Host struct {
	In       io.Reader
	Out, Err io.Writer
	Version  string
	// Live tells that the screen can be opened: standard output is a terminal that understands more than plain text.
	Live bool
	// Screen opens the live screen and returns when it is left.
	Screen func(ctx context.Context, v View) error
	// StateDir is the folder for crash saves, the last session, the prompt's history and progress.
	StateDir string
}

// View is what the screen command hands to the screen.
type View struct {
	Session     *session.Session
	File        string // of the scene, to be watched for changes; "" for a scene of the shelf
	Theme       string
	Layout      string
	ASCII       bool
	Scenes      func() []presets.Entry
	Open        func(name string) (*session.Session, error)
	Save        func(name string, data []byte) (path string, err error) // never overwrites
	Keep        func(data []byte) error                                 // the session for --last
	CrashDir    string
	HistoryFile string
}

// Main runs a command line, without the program's name, and gives the exit code. Errors go to h.Err in plain words.
func Main(ctx context.Context, h Host, args []string) int {
	root := newRoot(&h)
	root.SetArgs(args)
	root.SetIn(h.In)
	root.SetOut(h.Out)
	root.SetErr(h.Err)
	err := fang.Execute(ctx, root,
		fang.WithVersion(h.Version),
		fang.WithErrorHandler(func(w io.Writer, _ fang.Styles, err error) { complain(w, err) }),
	)
	return exitCode(err)
}

// complain prints an error for people: what is wrong and what would work.
func complain(w io.Writer, err error) {
	if closedPipe(err) {
		return
	}
	text := strings.TrimSpace(err.Error())
	fmt.Fprintf(w, "quartet: %s\n", text)
	if isFlagError(err) {
		fmt.Fprintf(w, "quartet --help lists what there is.\n")
	}
}

// flagError is a command line that cobra could not read.
type flagError struct{ error }

func isFlagError(err error) bool {
	var flag flagError
	return errors.As(err, &flag)
}

// subcommands gives every command but the screen's, in the order of help.
func subcommands(h *Host) []*cobra.Command {
	return []*cobra.Command{newRun(h), newReplay(h), newList(h), newNew(h), newImport(h)}
}
