// Package source reads the files of scenes, sessions and demo scripts: regular files of a bounded size, and no others,
// so that nobody waits for a pipe that says nothing or a device that never ends.
package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// Limit is how many bytes of a file, or of standard input, are read.
const Limit = 64 << 20

// KindError tells that what stands at a path is no regular file.
type KindError struct {
	Path string
	Mode fs.FileMode
}

// kind says what it is.
func (e *KindError) kind() string {
	switch {
	case e.Mode.IsDir():
		return "a folder"
	case e.Mode&fs.ModeNamedPipe != 0:
		return "a pipe"
	case e.Mode&fs.ModeSocket != 0:
		return "a socket"
	case e.Mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "no regular file"
}

// Error says what it is, and what would work.
func (e *KindError) Error() string {
	if e.Mode.IsDir() {
		return e.Path + " is a folder; a scene or session is a file"
	}
	return fmt.Sprintf("%s is %s; a scene or session is a file, or comes through standard input: … "+
		"| quartet -", e.Path, e.kind())
}

// LargeError tells that a text is longer than Limit.
type LargeError struct{ Name string }

// Error says how much there may be.
func (e *LargeError) Error() string {
	return fmt.Sprintf("%s is too large: a scene or session has at most %d MB", e.Name, Limit>>20)
}

// Read reads a regular file. It never waits for another program. The error is a *KindError, a *LargeError, or the
// system's, with the path.
func Read(path string) ([]byte, error) { return read(path, Limit) }

// ReadSmall reads a regular file of at most limit bytes, which is called what: the error says so.
func ReadSmall(path, what string, limit int64) ([]byte, error) {
	text, err := read(path, limit)
	var kind *KindError
	var large *LargeError
	switch {
	case errors.As(err, &kind):
		return nil, fmt.Errorf("%s is %s; %s is a file", path, kind.kind(), what)
	case errors.As(err, &large):
		return nil, fmt.Errorf("%s is too large: %s has at most %d KB", path, what, limit>>10)
	}
	return text, err
}

// read reads a regular file of at most limit bytes.
func read(path string, limit int64) ([]byte, error) {
	// What is no file is refused before it is opened: opening a device may do something.
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &KindError{path, info.Mode()}
	}
	// It may have changed since. Opened this way a pipe does not wait for somebody who writes.
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err = f.Stat(); err != nil {
		return nil, err
	}
	switch {
	case !info.Mode().IsRegular():
		return nil, &KindError{path, info.Mode()}
	case info.Size() > limit:
		return nil, &LargeError{path}
	}
	return readAll(f, path, limit)
}

// ReadAll reads a stream to its end. Errors speak of it by its name.
func ReadAll(from io.Reader, name string) ([]byte, error) { return readAll(from, name, Limit) }

func readAll(from io.Reader, name string, limit int64) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(from, limit+1))
	var at *fs.PathError
	switch {
	case errors.As(err, &at):
		return nil, err
	case err != nil:
		return nil, fmt.Errorf("reading %s: %w", name, err)
	case int64(len(text)) > limit:
		return nil, &LargeError{name}
	}
	return text, nil
}

// Stamp tells versions of a file apart. The zero stamp is that of no file.
type Stamp struct{ size, at int64 }

// Look returns the stamp of what stands at a path; the zero stamp where there is nothing, as while an editor
// replaces it.
func Look(path string) Stamp {
	info, err := os.Stat(path)
	if err != nil {
		return Stamp{}
	}
	return Stamp{info.Size(), info.ModTime().UnixNano()}
}
