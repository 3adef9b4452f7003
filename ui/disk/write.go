package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Replace writes a file whole or not at all, in the place of one that may be there.
func Replace(path string, data []byte, mode fs.FileMode) error {
	return write(path, data, mode, (*Draft).Replace)
}

// New writes a file whole or not at all where nothing is; else the error is fs.ErrExist.
func New(path string, data []byte, mode fs.FileMode) error {
	if _, err := os.Lstat(path); err == nil {
		return &fs.PathError{Op: "write", Path: path, Err: fs.ErrExist}
	}
	return write(path, data, mode, (*Draft).Place)
}

func write(path string, data []byte, mode fs.FileMode, keep func(*Draft) error) error {
	d, err := Begin(path, mode)
	if err != nil {
		return err
	}
	defer d.Drop()
	if _, err := d.Write(data); err != nil {
		return err
	}
	return keep(d)
}

// mostNames bounds the search for a free name.
const mostNames = 10_000

// FirstFree tries base+ending, base-2+ending and so on, until one is not taken; try says so with fs.ErrExist. Any other
// error ends the search.
func FirstFree(base, ending string, try func(name string) error) (name string, err error) {
	for i := 1; i <= mostNames; i++ {
		name = base + ending
		if i > 1 {
			name = fmt.Sprintf("%s-%d%s", base, i, ending)
		}
		if err = try(name); !errors.Is(err, fs.ErrExist) {
			return name, err
		}
	}
	return name, fmt.Errorf("%s and %d more names like it are taken: %w", base+ending, mostNames-1, fs.ErrExist)
}
