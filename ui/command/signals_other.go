//go:build !unix

package command

import (
	"os"
	"syscall"
)

// stopSignals are those that ask a process to stop and can be heard.
func stopSignals() []os.Signal { return []os.Signal{os.Interrupt, syscall.SIGTERM} }
