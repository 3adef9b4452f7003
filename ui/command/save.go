package command

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// The modes of what is written: scenes and sessions that a user saves, and the state that is nobody else's business.
const (
	shared  fs.FileMode = 0o644
	private fs.FileMode = 0o600
)

// saveNew writes a file that must not exist yet, whole or not at all, and gives its path. The error of one that is
// there says so.
func saveNew(path string, data []byte) (string, error) {
	if _, err := os.Lstat(path); err == nil {
		return "", exists(path)
	}
	beside, err := writeBeside(path, data, shared)
	if err != nil {
		return "", err
	}
	defer os.Remove(beside)
	// A link fails where the file has come to exist since; a rename would replace it. Some file systems know no links.
	err = os.Link(beside, path)
	if errors.Is(err, fs.ErrExist) {
		return "", exists(path)
	} else if err != nil {
		err = os.Rename(beside, path)
	}
	if err != nil {
		return "", err
	}
	return path, nil
}

func exists(path string) error {
	return fail(ExitIO, "%s is there already and is not overwritten; choose another name", path)
}

// replace writes a file of the user's own, whole or not at all, in the place of one that may be there.
func replace(path string, data []byte) error {
	beside, err := writeBeside(path, data, private)
	if err != nil {
		return err
	}
	if err := os.Rename(beside, path); err != nil {
		os.Remove(beside)
		return err
	}
	return nil
}

// reason takes the name of the file beside out of an error: nobody knows it.
func reason(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// writeBeside writes data to a new file in the folder of path, all the way to the disk.
func writeBeside(path string, data []byte, mode fs.FileMode) (beside string, err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return "", fmt.Errorf("%s cannot be written: %w", path, reason(err))
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		os.Remove(f.Name())
		return "", fmt.Errorf("%s cannot be written: %w", path, reason(err))
	}
	// Some file systems know no modes; the file is good without.
	_ = os.Chmod(f.Name(), mode)
	return f.Name(), nil
}
