// Quartet lets people watch four queues run a kernel.
package main

import (
	"context"
	_ "embed" // the changelog
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"syscall"

	"github.com/adrg/xdg"
	"github.com/charmbracelet/x/term"

	"github.com/quartet-os/quartet/ui"
	"github.com/quartet-os/quartet/ui/command"
	"github.com/quartet-os/quartet/ui/demo"
)

// The pictures of the README and the gallery are recordings of the scripts beside them.
//
//go:generate go run . record docs/quartet.demo -o docs/quartet.gif --keys --force
//go:generate go run . record docs/quartet.demo -o docs/quartet.svg --keys --force
//go:generate go run . record tour.demo -o docs/gallery/tour.svg --animate --force
//go:generate go run . record mutex.demo -o docs/gallery/mutex.svg --animate --force
//go:generate go run . record condition.demo -o docs/gallery/condition.svg --animate --force
//go:generate go run . record timeouts.demo -o docs/gallery/timeouts.svg --animate --force
//go:generate go run . record messages.demo -o docs/gallery/messages.svg --animate --force
//go:generate go run . record nanoos.demo -o docs/gallery/nanoos.svg --animate --force
//go:generate go run . record lecture.demo -o docs/gallery/lecture.svg --animate --force
//go:generate go run . record ostep.demo -o docs/gallery/ostep.svg --animate --force
//go:generate go run . record field.demo -o docs/gallery/field.svg --animate --force
//go:generate go run . record docs/gallery/layout-explore.demo -o docs/gallery/layout-explore.svg --force
//go:generate go run . record docs/gallery/layout-projector.demo -o docs/gallery/layout-projector.svg --force
//go:generate go run . record docs/gallery/layout-teach.demo -o docs/gallery/layout-teach.svg --force
//go:generate go run . record docs/gallery/layout-queues.demo -o docs/gallery/layout-queues.svg --force
//go:generate go run . record docs/gallery/layout-source.demo -o docs/gallery/layout-source.svg --force
//go:generate go run . record docs/gallery/two-worlds.demo -o docs/gallery/two-worlds.svg --force

// changelog says, by its newest heading, which version this is.
//
//go:embed CHANGELOG.md
var changelog string

func main() {
	// A reader that goes away is no reason to die of a signal: the write fails, and the program ends quietly.
	signal.Ignore(syscall.SIGPIPE)
	build, _ := debug.ReadBuildInfo()
	terminal, dumb := term.IsTerminal(os.Stdout.Fd()), os.Getenv("TERM") == "dumb"
	os.Exit(command.Main(context.Background(), command.Host{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Version: command.Version(changelog, build), Built: command.Built(build),
		Live: terminal && !dumb, Plain: terminal && dumb,
		NoColor:  os.Getenv("NO_COLOR") != "",
		Screen:   ui.Run,
		Stage:    stage,
		StateDir: filepath.Join(xdg.StateHome, "quartet"), ConfigFile: configFile(),
	}, os.Args[1:]))
}

// configFile is where the user's settings are: in the config folder, or where QUARTET_CONFIG says.
func configFile() string {
	if named := os.Getenv("QUARTET_CONFIG"); named != "" {
		return named
	}
	return filepath.Join(xdg.ConfigHome, "quartet", "config.toml")
}

// stage makes the same screen without a terminal: what it shows does not depend on the environment.
func stage(ctx context.Context, o ui.Options) (demo.Stage, error) { return ui.NewStage(ctx, o) }
