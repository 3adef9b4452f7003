//go:build unix

package signals

import (
	"os"
	"syscall"
	"testing"

	"github.com/quartet-os/quartet/internal/effort"
)

// TestAScreenThatHangsIsGivenUp at a signal, once it had its time; the terminal is given back before.
func TestAScreenThatHangsIsGivenUp(t *testing.T) {
	if effort.Quick() {
		t.Skip("it takes two seconds")
	}
	e := &ears{signals: make(chan os.Signal, 4), over: make(chan struct{}), stuck: make(chan os.Signal, 1)}
	end := make(chan struct{})
	defer close(end)
	released := false
	stuck, err := e.run(Screen{
		Run:     func() error { e.signals <- syscall.SIGTERM; <-end; return nil },
		Stop:    func(os.Signal) { <-end },
		Release: func() { released = true },
	})
	if stuck != syscall.SIGTERM || err != nil || !released {
		t.Errorf("it ends with %v, %v; the terminal is given back: %v", stuck, err, released)
	}
}

// TestTheSecondSignalNoLongerAsks: it ends the screen at once.
func TestTheSecondSignalNoLongerAsks(t *testing.T) {
	e := &ears{signals: make(chan os.Signal, 4), over: make(chan struct{}), stuck: make(chan os.Signal, 1)}
	killed := make(chan struct{})
	asked := make(chan os.Signal, 4)
	stuck, err := e.run(Screen{
		Run:  func() error { e.signals <- syscall.SIGTERM; e.signals <- syscall.SIGHUP; <-killed; return nil },
		Stop: func(s os.Signal) { asked <- s },
		Kill: func() { close(killed) },
	})
	if stuck != nil || err != nil {
		t.Errorf("it ends with %v, %v", stuck, err)
	}
}
