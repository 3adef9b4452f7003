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
	name = base + ending
	if err = try(name); !errors.Is(err, fs.ErrExist) {
		return name, err
	}
	return firstNumbered(base, ending, 2, try)
}

// FirstNumbered does the same from base-1+ending on.
func FirstNumbered(base, ending string, try func(name string) error) (name string, err error) {
	return firstNumbered(base, ending, 1, try)
}

func firstNumbered(base, ending string, from int, try func(name string) error) (name string, err error) {
	for i := range mostNames {
		name = fmt.Sprintf("%s-%d%s", base, from+i, ending)
		if err = try(name); !errors.Is(err, fs.ErrExist) {
			return name, err
		}
	}
	return name, fmt.Errorf("%s and %d names before it are taken: %w", name, mostNames, fs.ErrExist)
}
