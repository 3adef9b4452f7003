package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Irregular is the error of a path at which something other than a file stands.
type Irregular struct {
	Path string
	What string // "a folder", "a named pipe"
}

// Error says what stands there.
func (e *Irregular) Error() string { return fmt.Sprintf("%s is %s, not a file", e.Path, e.What) }

// What names what a mode is of; "" for a regular file.
func What(mode fs.FileMode) string {
	switch {
	case mode.IsRegular():
		return ""
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	case mode&fs.ModeSymlink != 0:
		return "a link to nothing"
	}
	return "something else"
}

// Regular refuses a path at which something other than a file stands, as *Irregular. Where nothing stands the error is
// fs.ErrNotExist; a link counts as what it leads to, and one that leads nowhere is refused.
func Regular(path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		if link, linkErr := os.Lstat(path); linkErr == nil {
			info, err = link, nil
		}
	}
	if err != nil {
		return err
	}
	if what := What(info.Mode()); what != "" {
		return &Irregular{path, what}
	}
	return nil
}
