package ui

import (
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/disk"
)

// Options is what the screen needs from outside. Only Session must be there; the zero value of the rest leaves a
// feature out.
type Options struct {
	Session *session.Session
	File    string // the scene's file: opened again when it changes on disk; "" for a scene of the shelf

	Theme   string // a name of theme.Names; "" takes dark or light, as the terminal's background says
	Layout  string // "" by size, or "projector"
	NoColor bool   // attributes only, whatever Theme says
	ASCII   bool   // no signs outside ASCII

	Scenes func() []presets.Entry // for the list of scenes; asked once, beside the screen

	// Open opens a scene of the list, or a file, and gives the path under which a scene's file is watched and read
	// again. It is called beside the screen, and may take its time.
	Open func(name string) (s *session.Session, file string, err error)

	// Doubts says what is to be known of a session that was opened from a file before it is believed: that its scene is
	// another text by now, or that its states are not proved; "" for nothing. It is called beside the screen.
	Doubts func(path string, s *session.Session) string

	Save        func(name string, data []byte) (path string, err error) // never overwrites; gives the path it wrote
	Keep        func(data []byte) error                                 // the session at leaving, however one leaves
	CrashDir    string                                                  // where a session goes at a panic or a signal
	HistoryFile string                                                  // lines typed at the prompt
	Journal     func() (io.WriteCloser, error)                          // a new file for what is done, opened beside the screen
	Notice      string                                                  // what is said at first

	Ask ask.Asker // all schedules

	Demo   *demo.Script                                                 // played from the beginning; nil for none
	ByHand bool                                                         // its pauses last until PageDown
	Notes  io.Writer                                                    // for its notes; nil leaves them out
	Again  func() (*session.Session, error)                             // the demo's scene afresh, for PageUp
	Create func(name string) (w io.WriteCloser, path string, err error) // a new file, for a live recording

	In      io.Reader // nil: the terminal
	Out     io.Writer // nil: standard output
	Environ []string  // nil: the process's own

	// suspend lets the process stand still, or takes the terminal again if it did. A screen of New leaves the process alone.
	suspend func(did bool) tea.Cmd
}

// Stopped is the error of Run when the screen did not end by the user's wish: a signal, a lost terminal or a bug. The
// terminal is restored by then.
type Stopped struct {
	Signal os.Signal // nil if it was no signal
	Cause  error     // nil if it was a signal
	Path   string    // where the session was saved, "" if it could not be
	Also   []string  // where other sessions with unsaved changes were saved
	Unsafe error     // why it could not be saved
	Lost   error     // what was lost beside it, nil for nothing
}

// Error says what happened, where the session is and how to open it again.
func (s *Stopped) Error() string {
	text := fmt.Sprintf("the screen ended: %v", s.Cause)
	if s.Signal != nil {
		text = fmt.Sprintf("stopped by a signal: %s", s.Signal)
	}
	switch {
	case s.Path != "":
		text += fmt.Sprintf("\nThe session is saved; this opens it again:\n  quartet %s", disk.Argument(s.Path))
	case s.Unsafe != nil:
		text += fmt.Sprintf("\nThe session could not be saved: %v", s.Unsafe)
	}
	for _, path := range s.Also {
		text += "\n  quartet " + disk.Argument(path)
	}
	if s.Lost != nil {
		text += fmt.Sprintf("\n%v", s.Lost)
	}
	return text
}

// Unwrap gives the cause.
func (s *Stopped) Unwrap() error { return s.Cause }

// ExitCode is what a shell expects of a program that a signal stopped, 70 for a bug, 4 for a terminal that went away.
func (s *Stopped) ExitCode() int {
	if number, ok := s.Signal.(syscall.Signal); ok {
		return 128 + int(number)
	}
	if errors.Is(s.Cause, tea.ErrProgramPanic) {
		return 70
	}
	return 4
}
