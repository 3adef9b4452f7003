package command

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/visible"
)

// altEnding is what the name of the words for a picture ends with, behind the picture's own.
const altEnding = ".alt.txt"

// target is the file or folder that a recording is written to. It is written beside its place and put
// there in one go, when it is whole.
type target struct {
	path     string
	folder   bool
	ledger   ledger
	pictures pictureList // of a folder
	identity string      // of the command
	free     bool        // nothing was in its place
	draft    *disk.Draft
	w        *bufio.Writer // into the draft of a file
	size     int64
	words    bool // a text stands beside it
	force    bool
}

// newTarget checks that the place may be written to, and begins to write beside it.
func newTarget(h *Host, f *recordFlags, made form, identity string) (*target, error) {
	st := stateIn(h.StateDir)
	t := &target{path: f.out, folder: made.folder, words: made.words, identity: identity,
		ledger: st.ledger(), force: f.force}
	var err error
	if t.folder {
		t.path = filepath.Clean(f.frames)
		t.pictures = st.pictures(t.path)
		err = t.mayFill()
	} else {
		t.free, err = t.mayWrite(t.path)
	}
	if err == nil && t.words {
		_, err = t.mayWrite(t.path + altEnding)
	}
	if err != nil {
		return nil, err
	}
	if t.folder {
		t.draft, err = disk.BeginFolder(t.path)
		return t, unwritable(t.path, err)
	}
	if t.draft, err = disk.Begin(t.path, disk.Shared); err != nil {
		return nil, unwritable(t.path, err)
	}
	t.w = bufio.NewWriterSize(t.draft, 64<<10)
	return t, nil
}

// mayWrite refuses a place where something stands that this command did not write, and tells whether it is free. What
// is no file is refused in any case: a pipe may wait for ever, a device is not ours to replace.
func (t *target) mayWrite(path string) (free bool, err error) {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	var irregular *disk.Irregular
	switch err := disk.Regular(path); {
	case errors.As(err, &irregular) && irregular.What == "a folder":
		return false, fail(ExitIO, "%s is a folder; -o needs a file's name", path)
	case errors.As(err, &irregular) && irregular.What == disk.What(fs.ModeSymlink):
		if !t.force {
			return false, fail(ExitIO, "%s is %s; --force puts the recording in its place", path, irregular.What)
		}
		return false, nil
	case errors.As(err, &irregular):
		return false, fail(ExitIO, "%s is %s, which no recording replaces; -o needs a file's name", path,
			irregular.What)
	case err != nil:
		return false, unwritable(path, err)
	}
	if t.force {
		return false, nil
	}
	sum, err := sumOf(path)
	if err != nil {
		return false, unwritable(path, err)
	}
	if !t.ledger.wrote(path, t.identity, sum) {
		return false, fail(ExitIO, "%s is there already, and not from this command; --force replaces it", path)
	}
	return false, nil
}

// sumOf returns the hash of a file.
func sumOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
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
		return err
	}
	if t.words {
		if err := disk.Replace(t.path+altEnding, []byte(words+"\n"), disk.Shared); err != nil {
			return unwritable(t.path+altEnding, err)
		}
		t.note(t.path + altEnding)
	}
	if !t.folder {
		t.note(t.path)
	}
	return nil
}

// note remembers that this command wrote a file; that it cannot be remembered only means that --force
// is needed the next time.
func (t *target) note(path string) {
	if sum, err := sumOf(path); err == nil {
		t.ledger.note(path, t.identity, sum)
	}
}

// twice names a file that two forms would be written to, or one and the words for another; "" for none.
func (f *recordFlags) twice() string {
	taken := map[string]bool{}
	for _, out := range f.outs {
		files := []string{out}
		if made, err := formOf(f.writing(out)); err == nil && made.words {
			files = append(files, out+altEnding)
		}
		for _, file := range files {
			at := placeOf(file)
			if taken[at] {
				return file
			}
			taken[at] = true
		}
	}
	return ""
}

// placeOf is the same for every way to write a file's name. A link in the file's own place is replaced, and not
// followed.
func placeOf(file string) string {
	dir, base := filepath.Split(file)
	if real, err := filepath.EvalSymlinks(filepath.Join(dir, ".")); err == nil {
		dir = real
	}
	if whole, err := filepath.Abs(dir); err == nil {
		dir = whole
	}
	return filepath.Join(dir, base)
}

// finish writes what is still held back, so that a full disk shows before any form is in its place.
func (t *target) finish() error {
	if t.folder {
		return nil
	}
	err := t.w.Flush()
	t.size = t.draft.Size()
	return err
}

// keepFile puts a file in its place. Where nothing was when the recording began, something may be by now.
func (t *target) keepFile() error {
	put := t.draft.Replace
	if t.free && !t.force {
		put = t.draft.Place
	}
	err := put()
	if errors.Is(err, fs.ErrExist) {
		return fail(ExitIO, "%s has come to be there meanwhile, and not from this command; --force replaces it", t.path)
	}
	return unwritable(t.path, err)
}

// placed names the place in an error that is about what is written beside it.
func (t *target) placed(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) && t.folder && filepath.Dir(at.Path) == filepath.Clean(t.beside()) {
		return &fs.PathError{Op: at.Op, Path: filepath.Join(t.path, filepath.Base(at.Path)), Err: at.Err}
	}
	return err
}

// beside is where a folder is filled.
func (t *target) beside() string { return t.draft.Beside() }

// discard removes what was begun and not kept.
func (t *target) discard() {
	if t.draft != nil {
		t.draft.Drop()
	}
}

// told says what was written, how long and how large it is.
func (t *target) told(length time.Duration) string {
	path := visible.Line(t.path)
	text := path + ": "
	if length > 0 {
		text += fmt.Sprintf("%.1f s, ", length.Seconds())
	}
	text += sizeOf(t.size)
	if t.words {
		text += "; in words: " + path + altEnding
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
