package ui

import (
	"errors"
	"io"
	"os"
	"os/signal"
	"slices"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
)

// stopMsg tells the model that the process was asked to stop.
type stopMsg struct{ signal os.Signal }

// suspendMsg tells the model that the process was asked to stand still until it is continued, or that it did so without
// being asked.
type suspendMsg struct{ did bool }

// stuckTime is how long a screen may take to end after a signal before it is given up.
const stuckTime = 2 * time.Second

// errStuck is why a session could not be saved at a signal.
var errStuck = errors.New("the screen does not answer; quartet --last takes up its journal")

// ears hear the signals of the process for a program.
type ears struct {
	signals chan os.Signal
	over    chan struct{}
	stuck   chan os.Signal
}

// forwardSignals hands the signals that ask the process to stop, or to stand still, to the program, until it is told to stop. The
// second signal no longer asks. Those that the process was told to ignore, as by nohup, are left alone.
func forwardSignals(p *tea.Program) *ears {
	e := &ears{signals: make(chan os.Signal, 4), over: make(chan struct{}), stuck: make(chan os.Signal, 1)}
	heard := slices.DeleteFunc(slices.Concat(stopSignals(), suspendSignals(), continueSignals()), signal.Ignored)
	if len(heard) > 0 {
		signal.Notify(e.signals, heard...)
	}
	go e.listen(p)
	return e
}

func (e *ears) listen(p *tea.Program) {
	var asked os.Signal
	var late <-chan time.Time
	for {
		select {
		case s := <-e.signals:
			switch {
			case slices.Contains(suspendSignals(), s):
				if pausing.CompareAndSwap(false, true) {
					go p.Send(suspendMsg{})
				}
				continue
			case slices.Contains(continueSignals(), s):
				if !pausing.Load() {
					go p.Send(suspendMsg{did: true})
				}
				continue
			case asked != nil:
				p.Kill()
			default:
				late = time.After(stuckTime)
			}
			asked = s
			go p.Send(stopMsg{s})
		case <-late:
			_ = p.ReleaseTerminal()
			e.stuck <- asked
		case <-e.over:
			return
		}
	}
}

// run runs the program; a screen that does not answer to a signal is given up.
func (e *ears) run(p *tea.Program) (stuck os.Signal, err error) {
	ended := make(chan error, 1)
	go func() {
		_, err := p.Run()
		ended <- err
	}()
	select {
	case err = <-ended:
	case stuck = <-e.stuck:
	}
	signal.Stop(e.signals)
	close(e.over)
	return stuck, err
}

// pausing is true while the process is about to stand still, or does.
var pausing atomic.Bool

// pausedCommand is what the terminal program runs in its place: nothing, until the process is continued.
type pausedCommand struct{ did bool }

// Run stands still, unless that is over already.
func (c pausedCommand) Run() error {
	if c.did {
		return nil
	}
	pausing.Store(true)
	defer pausing.Store(false)
	standStill()
	return nil
}

// SetStdin has nothing to set.
func (pausedCommand) SetStdin(io.Reader) {}

// SetStdout has nothing to set.
func (pausedCommand) SetStdout(io.Writer) {}

// SetStderr has nothing to set.
func (pausedCommand) SetStderr(io.Writer) {}

// letStand lets the process stand still: the terminal is given back, and taken again when it is continued. Bubble Tea's
// own way sends the signal that is caught here. If the process did stand still, the terminal is only taken again: a shell
// has had it meanwhile.
func letStand(did bool) tea.Cmd {
	if len(suspendSignals()) == 0 {
		return nil
	}
	return tea.Exec(pausedCommand{did}, func(error) tea.Msg { return tea.ResumeMsg{} })
}
