// Package signals hands the signals of the process to a screen: those that ask it to stop, and those that ask
// it to stand still. They are the process's own, so only the program that has the terminal to itself uses
// them.
package signals

import (
	"os"
	"os/signal"
	"slices"
	"sync/atomic"
	"time"
)

// stuckTime is how long a screen may take to end after a signal before it is given up.
const stuckTime = 2 * time.Second

// Screen is what is told of signals. Stop and Suspend may block where the screen is stuck; the others must not.
type Screen struct {
	Run  func() error    // shows the screen, until it ends
	Stop func(os.Signal) // asks it to end
	// asks it to call StandStill, or tells that the process did stand still without being asked
	Suspend func(stood bool)
	Kill    func() // ends it at once
	Release func() // gives the terminal back
}

// ears hear the signals of the process for a screen.
type ears struct {
	signals chan os.Signal
	over    chan struct{}
	stuck   chan os.Signal
}

// Run runs a screen and hands it the signals that ask the process to stop, or to stand still. The second
// signal no longer asks. Those that the process was told to ignore, as by nohup, are left alone. A screen
// that does not answer to a signal is given up: stuck is that signal, else nil.
func Run(s Screen) (stuck os.Signal, err error) {
	e := &ears{signals: make(chan os.Signal, 4), over: make(chan struct{}), stuck: make(chan os.Signal, 1)}
	heard := slices.DeleteFunc(slices.Concat(stopSignals(), suspendSignals(), continueSignals()), signal.Ignored)
	if len(heard) > 0 {
		signal.Notify(e.signals, heard...)
	}
	return e.run(s)
}

func (e *ears) run(s Screen) (stuck os.Signal, err error) {
	go e.listen(s)
	ended := make(chan error, 1)
	go func() { ended <- s.Run() }()
	select {
	case err = <-ended:
	case stuck = <-e.stuck:
	}
	signal.Stop(e.signals)
	close(e.over)
	return stuck, err
}

func (e *ears) listen(screen Screen) {
	var asked os.Signal
	var late <-chan time.Time
	for {
		select {
		case s := <-e.signals:
			switch {
			case away.Load() && s == os.Interrupt: // it is meant for who has the terminal
				continue
			case away.Load() && slices.Contains(suspendSignals(), s):
				StandStill() // with who has the terminal, which the screen does not have now
				continue
			case away.Load() && slices.Contains(continueSignals(), s):
				continue
			case slices.Contains(suspendSignals(), s):
				if pausing.CompareAndSwap(false, true) {
					go screen.Suspend(false)
				}
				continue
			case slices.Contains(continueSignals(), s):
				if !pausing.Load() {
					go screen.Suspend(true)
				}
				continue
			case asked != nil:
				screen.Kill()
			default:
				late = time.After(stuckTime)
			}
			asked = s
			go screen.Stop(s)
		case <-late:
			screen.Release()
			e.stuck <- asked
		case <-e.over:
			return
		}
	}
}

// pausing is true while the process is about to stand still, or does. There is one process, so it is one variable.
var pausing atomic.Bool

// away is true while another program has the terminal.
var away atomic.Bool

// lateTime is how much later than its end a signal is heard that was meant for who had the terminal.
const lateTime = 100 * time.Millisecond

// Away runs what has the terminal meanwhile, such as an editor: an interrupt from the keyboard is for it, and where it
// stands still the process does so too.
func Away(run func() error) error {
	away.Store(true)
	defer away.Store(false)
	err := run()
	time.Sleep(lateTime)
	return err
}

// CanStandStill reports whether a process can stand still here.
func CanStandStill() bool { return len(suspendSignals()) > 0 }

// StandStill lets the process stand still until it is continued.
func StandStill() {
	pausing.Store(true)
	defer pausing.Store(false)
	standStill()
}
