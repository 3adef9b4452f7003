package command

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/quartet-os/quartet/ui/disk"
)

// saveNew writes a file that must not exist yet, whole or not at all, and returns its path. The error of one that is
// there is fs.ErrExist and says what would work.
func saveNew(path string, data []byte) (string, error) {
	err := disk.New(path, data, disk.Shared)
	switch {
	case errors.Is(err, fs.ErrExist):
		return "", exists(path)
	case err != nil:
		return "", unwritable(path, err)
	}
	return path, nil
}

// createNew opens a file that must not exist yet.
func createNew(path string) (io.WriteCloser, string, error) {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, disk.Shared)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil, "", exists(path)
	case err != nil:
		return nil, "", unwritable(path, err)
	}
	return file, path, nil
}

// taken is the error of a place where something is that is not overwritten.
type taken struct{ text string }

func (t *taken) Error() string { return t.text }

// Is lets it count as what it is, for those who look for another name.
func (t *taken) Is(err error) bool { return err == fs.ErrExist }

func exists(path string) error {
	return &ended{ExitIO, &taken{fmt.Sprintf("%s is there already and is not overwritten; choose another name", path)}}
}

// unwritable names the place in the error of what stands beside it.
func unwritable(path string, err error) error {
	if err == nil {
		return nil
	}
	var inside *fs.PathError
	if errors.As(err, &inside) {
		err = inside.Err
	}
	return fail(ExitIO, "%s cannot be written: %w", path, err)
}
