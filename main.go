// Quartet lets people watch four queues run a kernel.
package main

import (
	"context"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/adrg/xdg"
	"github.com/charmbracelet/x/term"

	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui"
	"github.com/quartet-os/quartet/ui/command"
)

// version is set when a release is built.
var version = ""

func main() {
	// A reader that goes away is no reason to die of a signal: the write fails, and the program ends quietly.
	signal.Ignore(syscall.SIGPIPE)
	os.Exit(command.Main(context.Background(), command.Host{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Version: version,
		Live:     term.IsTerminal(os.Stdout.Fd()) && os.Getenv("TERM") != "dumb",
		StateDir: filepath.Join(xdg.StateHome, "quartet"),
		Screen:   screen,
	}, os.Args[1:]))
}

// screen opens the live screen for what the command line chose.
func screen(ctx context.Context, v command.View) error {
	return ui.Run(ctx, ui.Options{
		Session: v.Session, File: v.File,
		Theme: v.Theme, Layout: v.Layout, ASCII: v.ASCII, NoColor: os.Getenv("NO_COLOR") != "",
		Scenes: func() []presets.Entry { return v.Scenes }, Open: v.Open,
		Save: v.Save, Keep: v.Keep, CrashDir: v.CrashDir, HistoryFile: v.HistoryFile,
	})
}
