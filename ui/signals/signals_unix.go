//go:build unix

package signals

import (
	"os"
	"syscall"
	"time"
)

// stopSignals are those that ask a process to stop and can be heard.
func stopSignals() []os.Signal {
	return []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGABRT}
}

// suspendSignals are those that ask a process to stand still and can be heard.
func suspendSignals() []os.Signal { return []os.Signal{syscall.SIGTSTP} }

// continueSignals tell a process that it goes on.
func continueSignals() []os.Signal { return []os.Signal{syscall.SIGCONT} }

// lookTime is how long it takes at most until a process that can be stopped has been.
const lookTime = 100 * time.Millisecond

// standStill stops the job and returns when it is continued; at once where nobody could continue it, since the system
// then does not stop it. The signal is another than the one that was caught: a Go program that has once caught one
// cannot have the system's way with it again.
func standStill() {
	_ = syscall.Kill(0, syscall.SIGTTIN)
	time.Sleep(lookTime)
}
