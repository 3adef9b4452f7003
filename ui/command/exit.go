package command

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"syscall"
)

// The exit codes.
const (
	ExitFine    = 0
	ExitFails   = 1 // a check that fails, a replay that differs
	ExitUsage   = 2 // wrong use, or a scene that does not parse
	ExitUnknown = 3
	ExitIO      = 4 // cannot read or write
)

// ended is an error with the exit code that it asks for.
type ended struct {
	code int
	err  error
}

func (e *ended) Error() string { return e.err.Error() }
func (e *ended) Unwrap() error { return e.err }

// errSaid is the error of a command whose output has said it all; only the exit code is left to give.
var errSaid = errors.New("")

// fail returns an error that ends the program with a code.
func fail(code int, format string, args ...any) error {
	return &ended{code, fmt.Errorf(format, args...)}
}

// Coded is an error that asks for an exit code of its own.
type Coded interface {
	error
	ExitCode() int
}

// exitCode returns the code for an error of any command. What is not marked came from reading the command line.
func exitCode(err error) int {
	var marked *ended
	var own Coded
	switch {
	case err == nil, closedPipe(err):
		return ExitFine
	case errors.As(err, &marked):
		return marked.code
	case errors.As(err, &own):
		return own.ExitCode()
	case isIO(err):
		return ExitIO
	}
	return ExitUsage
}

// closedPipe tells that whoever read our output has gone; nobody is left to tell anything to.
func closedPipe(err error) bool {
	return errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe)
}

func isIO(err error) bool {
	var path *fs.PathError
	var system syscall.Errno
	return errors.As(err, &path) || errors.As(err, &system)
}
