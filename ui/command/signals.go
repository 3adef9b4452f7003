package command

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"sync/atomic"
	"syscall"
	"time"
)

// grace is how long a command may take to end by itself when the process was asked to stop. After it the program ends
// without the command: no loop can keep it from that.
const grace = 100 * time.Millisecond

// asked is the error of a command that was asked to stop by a signal.
type asked struct{ signal os.Signal }

// Error names the signal.
func (a *asked) Error() string { return fmt.Sprintf("stopped by a signal: %s", a.signal) }

// ExitCode is what a shell expects of a program that a signal stopped.
func (a *asked) ExitCode() int {
	if number, ok := a.signal.(syscall.Signal); ok {
		return 128 + int(number)
	}
	return ExitFails
}

// Is lets it count as a context's end.
func (a *asked) Is(err error) bool { return err == context.Canceled }

// because returns the signal in place of the error of a context that it ended.
func because(ctx context.Context, err error) error {
	var why *asked
	if errors.Is(err, context.Canceled) && errors.As(context.Cause(ctx), &why) {
		return why
	}
	return err
}

// signals hands the signals that ask the process to stop to whatever command runs.
type signals struct {
	all      chan os.Signal
	patience atomic.Int64 // the grace of the command that runs
	answered atomic.Int64 // behind the exit code of an answer that stands, 1; 0: none does
	cancel   context.CancelCauseFunc
	over     chan *asked // the grace is over
}

// heed begins to listen. A command finds the end of its context, and has the grace to end by itself.
func heed(ctx context.Context) (context.Context, *signals) {
	s := &signals{all: make(chan os.Signal, 4), over: make(chan *asked, 1)}
	s.allow(grace)
	ctx, s.cancel = context.WithCancelCause(ctx)
	s.listen()
	go s.wait(ctx)
	return ctx, s
}

// listen leaves those alone that the process was told to ignore, as by nohup.
func (s *signals) listen() {
	heard := slices.DeleteFunc(stopSignals(), signal.Ignored)
	if len(heard) > 0 {
		signal.Notify(s.all, heard...)
	}
}

// wait ends the command's context at the first signal; the second takes away its grace.
func (s *signals) wait(ctx context.Context) {
	select {
	case got := <-s.all:
		why := &asked{got}
		s.cancel(why)
		select {
		case <-time.After(time.Duration(s.patience.Load())):
		case <-s.all:
		}
		s.over <- why
	case <-ctx.Done():
	}
}

// allow returns the command that runs another grace.
func (s *signals) allow(grace time.Duration) {
	if s != nil {
		s.patience.Store(int64(grace))
	}
}

// stood says that an answer stands, whatever becomes of those that follow: its exit code is that of the process.
func (s *signals) stood(code int) {
	if s != nil {
		s.answered.Store(int64(code) + 1)
	}
}

// without lets a function have the signals to itself.
func (s *signals) without(do func() error) error {
	if s == nil {
		return do()
	}
	signal.Stop(s.all)
	defer s.listen()
	return do()
}

// stop ends the listening.
func (s *signals) stop() {
	signal.Stop(s.all)
	s.cancel(nil)
}
