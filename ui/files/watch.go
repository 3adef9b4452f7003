package files

import (
	"errors"
	"fmt"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/source"
)

// Open reads a scene's file as a session; the path is that under which it is watched.
type Open func(file string) (s *session.Session, path string, err error)

// Watch is what is known of a scene's file. The zero value has not seen it.
type Watch struct {
	Wrong error // why what it holds now is not on the screen; nil if it is

	seen source.Stamp
}

// Where says in a word or two where the file has an error; "" for none.
func (w *Watch) Where() string {
	var wrong program.Errors
	switch {
	case w.Wrong == nil:
		return ""
	case errors.As(w.Wrong, &wrong):
		return fmt.Sprintf("line %d", wrong[0].Line)
	}
	return "its file"
}

// Found is what was found in the file: its scene, or why there is none.
type Found struct {
	Seen    source.Stamp
	Changed bool
	Asked   bool // by the user, not by the watch
	Session *session.Session
	Err     error
}

// Intent is what is to be done about what was found in the file.
type Intent uint8

// The intents.
const (
	Nothing  Intent = iota // the file has not changed
	Same                   // it holds what is shown; a page about an error in it may close
	Restored               // the same, after an error
	Enter                  // its scene takes the place of the one that is shown
	Complain               // it has an error
)

// Peek returns what looks at the file and reads it if it has changed. It may run beside everything else.
func (w *Watch) Peek(file string, open Open) func() Found {
	seen := w.seen
	return func() Found {
		f := Found{Seen: source.Look(file)}
		if f.Seen == seen || f.Seen == (source.Stamp{}) {
			return f
		}
		f.Changed = true
		f.Session, _, f.Err = open(file)
		return f
	}
}

// Read reads the file now, as the user has asked.
func Read(file string, open Open) Found {
	f := Found{Seen: source.Look(file), Changed: true, Asked: true}
	f.Session, _, f.Err = open(file)
	return f
}

// PutOff leaves what was found for later: the watch tells of it no more, until the file changes again.
func (w *Watch) PutOff(f Found) { w.seen = f.Seen }

// Update takes what was found while a session is shown, and returns what is to be done about it.
func (w *Watch) Update(f Found, shown *session.Session) Intent {
	if f.Seen != (source.Stamp{}) {
		w.seen = f.Seen
	}
	if !f.Changed {
		return Nothing
	}
	before := w.Wrong
	w.Wrong = f.Err
	switch {
	case f.Err != nil:
		return Complain
	case f.Session.Program().Source != shown.Program().Source:
		return Enter
	case before != nil:
		return Restored
	}
	return Same
}
