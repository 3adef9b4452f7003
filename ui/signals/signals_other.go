//go:build !unix

package signals

import (
	"os"
	"syscall"
)

// stopSignals are those that ask a process to stop and can be heard.
func stopSignals() []os.Signal { return []os.Signal{os.Interrupt, syscall.SIGTERM} }

// suspendSignals are none: no process stands still here.
func suspendSignals() []os.Signal { return nil }

// continueSignals tell a process that it goes on.
func continueSignals() []os.Signal { return nil }

func standStill() {}
