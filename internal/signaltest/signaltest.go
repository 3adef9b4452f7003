// Package signaltest lets tests send signals to programs that they start, wherever the tests themselves run.
package signaltest

import (
	"os"
	"os/signal"
	"syscall"
)

// Heed makes the programs that this process starts hear signals which it was told to ignore: a run in the background,
// or one that outlives its terminal, ignores some, and its children would as well. A signal that is heard here is
// heard by them.
func Heed() {
	for _, s := range []os.Signal{syscall.SIGHUP, syscall.SIGINT, syscall.SIGQUIT} {
		if signal.Ignored(s) {
			signal.Notify(make(chan os.Signal, 1), s)
		}
	}
}
