package command

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/quartet-os/quartet/ui/record"
)

// altEnding is what the name of the words for a picture ends with, behind the picture's own.
const altEnding = ".alt.txt"

// target is the file or folder that a recording is written to. It is written beside its place and put
// there in one go, when it is whole.
type target struct {
	path     string
	folder   bool
	ledger   ledger
	identity string // of the command
	beside   string // what is being written
	file     *os.File
	w        *bufio.Writer
	sum      hash.Hash
	size     int64
	words    bool // a text stands beside it
	force    bool
}

// newTarget checks that the place may be written to, and begins to write beside it.
func newTarget(h *Host, f *recordFlags, made form, identity string) (*target, error) {
	t := &target{path: f.out, folder: made.folder, words: made.words, identity: identity,
		ledger: stateIn(h.StateDir).ledger(), force: f.force}
	if t.folder {
		t.path = filepath.Clean(f.frames)
	}
	err := t.mayWrite(t.path)
	if err == nil && t.words {
		err = t.mayWrite(t.path + altEnding)
	}
	if err != nil {
		return nil, err
	}
	if t.folder {
		t.beside, err = os.MkdirTemp(filepath.Dir(t.path), "."+filepath.Base(t.path)+".*")
		return t, unwritable(t.path, err)
	}
	t.file, err = os.CreateTemp(filepath.Dir(t.path), "."+filepath.Base(t.path)+".*")
	if err != nil {
		return nil, unwritable(t.path, err)
	}
	t.beside, t.sum = t.file.Name(), sha256.New()
	t.w = bufio.NewWriterSize(io.MultiWriter(t.file, t.sum), 64<<10)
	return t, nil
}

func unwritable(path string, err error) error {
	if err == nil {
		return nil
	}
	var inside *fs.PathError
	if errors.As(err, &inside) {
		err = inside.Err // about the place, not about what is written beside it
	}
	return fail(ExitIO, "%s cannot be written: %w", path, err)
}

// createNew opens a file that must not exist yet.
func createNew(path string) (io.WriteCloser, string, error) {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return nil, "", exists(path)
	}
	return file, path, err
}

// mayWrite refuses a place where something stands that this command did not write.
func (t *target) mayWrite(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return unwritable(path, err)
	case info.IsDir() != t.folder && path == t.path:
		if t.folder {
			return fail(ExitIO, "%s is a file; --frames needs a folder, which may be new", path)
		}
		return fail(ExitIO, "%s is a folder; -o needs a file's name", path)
	case t.force || t.folder && isEmpty(path):
		return nil
	}
	sum, err := sumOf(path)
	if err != nil {
		return unwritable(path, err)
	}
	if !t.ledger.wrote(path, t.identity, sum) {
		return fail(ExitIO, "%s is there already, and not from this command; --force replaces it", path)
	}
	return nil
}

func isEmpty(dir string) bool {
	found, err := os.ReadDir(dir)
	return err == nil && len(found) == 0
}

// sumOf gives the hash of a file, or of the pictures in a folder.
func sumOf(path string) (string, error) {
	sum := sha256.New()
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	names := []string{path}
	if info.IsDir() {
		if names, err = pictures(path); err != nil {
			return "", err
		}
	}
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			return "", err
		}
		if info.IsDir() {
			fmt.Fprintf(sum, "%s\n", filepath.Base(name))
		}
		_, err = io.Copy(sum, f)
		f.Close()
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// pictures lists the files in a folder that a recording writes, sorted.
func pictures(dir string) ([]string, error) {
	names, err := filepath.Glob(filepath.Join(dir, "frame-*.png"))
	if list := filepath.Join(dir, record.FolderList); err == nil {
		if _, statErr := os.Stat(list); statErr == nil {
			names = append(names, list)
		}
	}
	slices.Sort(names)
	return names, err
}

// keep puts the recording in its place, whole, and what it shows in words beside it.
func (t *target) keep(words string) error {
	var err error
	if t.folder {
		err = t.keepFolder()
	} else {
		err = t.keepFile()
	}
	if err != nil {
		return unwritable(t.path, err)
	}
	t.beside = ""
	if t.words {
		if err := replace(t.path+altEnding, []byte(words+"\n")); err != nil {
			return unwritable(t.path+altEnding, err)
		}
		_ = os.Chmod(t.path+altEnding, 0o644)
		t.note(t.path + altEnding)
	}
	t.note(t.path)
	return nil
}

// note remembers that this command wrote a file; that it cannot be remembered only means that --force
// is needed the next time.
func (t *target) note(path string) {
	if sum, err := sumOf(path); err == nil {
		t.ledger.note(path, t.identity, sum)
	}
}

func (t *target) keepFile() error {
	err := t.w.Flush()
	if err == nil {
		err = t.file.Sync()
	}
	if info, statErr := t.file.Stat(); statErr == nil {
		t.size = info.Size()
	}
	if closing := t.file.Close(); err == nil {
		err = closing
	}
	t.file = nil
	if err != nil {
		return err
	}
	_ = os.Chmod(t.beside, 0o644) // a temporary file is private; a recording is an ordinary file
	return os.Rename(t.beside, t.path)
}

// keepFolder moves the pictures into the folder, in the place of those of an earlier recording.
// Nothing else in it is touched.
func (t *target) keepFolder() error {
	made, err := pictures(t.beside)
	if err != nil {
		return err
	}
	for _, name := range made {
		if info, err := os.Stat(name); err == nil {
			t.size += info.Size()
		}
	}
	if err := os.MkdirAll(t.path, 0o755); err != nil {
		return err
	}
	old, err := pictures(t.path)
	if err != nil {
		return err
	}
	for _, name := range old {
		if err := os.Remove(name); err != nil {
			return err
		}
	}
	for _, name := range made {
		if err := os.Rename(name, filepath.Join(t.path, filepath.Base(name))); err != nil {
			return err
		}
	}
	return os.Remove(t.beside)
}

// discard removes what was begun and not kept.
func (t *target) discard() {
	if t.file != nil {
		t.file.Close()
	}
	if t.beside != "" {
		os.RemoveAll(t.beside)
	}
}

// told says what was written, how long and how large it is.
func (t *target) told(length time.Duration) string {
	text := t.path + ": "
	if length > 0 {
		text += fmt.Sprintf("%.1f s, ", length.Seconds())
	}
	text += sizeOf(t.size)
	if t.words {
		text += "; in words: " + t.path + altEnding
	}
	return text
}

func sizeOf(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d bytes", n)
	case n < 1_000_000:
		return fmt.Sprintf("%.0f kB", float64(n)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}
