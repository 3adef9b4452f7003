package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// The modes of what is written, before the umask takes from them: what a user asked for, and the state that is nobody
// else's business.
const (
	Shared  fs.FileMode = 0o666
	Private fs.FileMode = 0o600
)

// Draft is a file that is being written beside its place, or a folder of files.
type Draft struct {
	path   string
	beside string // "" when it is kept or dropped
	file   *os.File
	mode   fs.FileMode
	placed bool // it is being put in its place
}

// drafts are all that stand on the disk and are neither kept nor dropped.
var drafts = struct {
	sync.Mutex
	all map[*Draft]bool
}{all: map[*Draft]bool{}}

// placeTime is how long DropAll waits for drafts that are being put in their places.
const placeTime = 2 * time.Second

// DropAll drops every draft: for a program that is about to end in the middle of its work. One that is being put in its
// place just now gets there first.
func DropAll() {
	for end := time.Now().Add(placeTime); !dropIdle() && time.Now().Before(end); {
		time.Sleep(time.Millisecond)
	}
}

// dropIdle drops the drafts that are not being put in their places; it reports whether that was all.
func dropIdle() bool {
	drafts.Lock()
	defer drafts.Unlock()
	for d := range drafts.all {
		if !d.placed {
			d.remove()
		}
	}
	return len(drafts.all) == 0
}

// Begin begins to write a file beside its place.
func Begin(path string, mode fs.FileMode) (*Draft, error) {
	d := &Draft{path: path, mode: mode}
	return d, d.begin(func(name string) (err error) {
		// A link under this name is not followed: O_EXCL refuses it.
		d.file, err = os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		return err
	})
}

// BeginFolder begins to fill a folder beside its place.
func BeginFolder(path string) (*Draft, error) {
	d := &Draft{path: path}
	return d, d.begin(func(name string) error { return os.Mkdir(name, 0o777) })
}

// begin finds a name beside the place that is free.
func (d *Draft) begin(make func(name string) error) error {
	drafts.Lock()
	defer drafts.Unlock()
	base := filepath.Base(d.path)
	base = base[:min(len(base), 100)] // the whole name must not get longer than a file system allows
	for range 1000 {
		name := filepath.Join(filepath.Dir(d.path), fmt.Sprintf(".%s.%08x", base, rand.Uint32()))
		err := make(name)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return d.failed(err)
		}
		d.beside = name
		drafts.all[d] = true
		return nil
	}
	return d.failed(fs.ErrExist)
}

// Beside is where the draft stands.
func (d *Draft) Beside() string { return d.beside }

// Write appends to the file.
func (d *Draft) Write(data []byte) (int, error) {
	n, err := d.file.Write(data)
	return n, d.failed(err)
}

// Size is how many bytes the file has.
func (d *Draft) Size() int64 {
	if info, err := os.Stat(d.beside); err == nil {
		return info.Size()
	}
	return 0
}

// Replace puts the file in its place, and what may be there away. It keeps the mode of a file that it replaces.
func (d *Draft) Replace() error {
	return d.keep(func() error {
		if info, err := os.Lstat(d.path); err == nil && info.Mode().IsRegular() && d.mode != Private {
			_ = os.Chmod(d.beside, info.Mode().Perm()) // some file systems know no modes; the file is good without
		}
		return os.Rename(d.beside, d.path)
	})
}

// Place puts the file in its place if nothing is there; else the error is fs.ErrExist.
func (d *Draft) Place() error {
	return d.keep(func() error {
		// A link fails where something is; a rename would replace it. Some file systems know no links.
		err := os.Link(d.beside, d.path)
		if err == nil {
			return os.Remove(d.beside)
		}
		if _, there := os.Lstat(d.path); there == nil {
			return fs.ErrExist
		}
		return os.Rename(d.beside, d.path)
	})
}

// Keep ends a draft with what puts it in its place; until that is done nothing drops it.
func (d *Draft) Keep(put func(beside string) error) error {
	return d.keep(func() error { return put(d.beside) })
}

func (d *Draft) keep(put func() error) error {
	var err error
	if d.file != nil {
		err = d.file.Sync()
		if closing := d.file.Close(); err == nil {
			err = closing
		}
		d.file = nil
	}
	if !d.place() {
		return d.failed(fs.ErrClosed)
	}
	if err == nil {
		err = put()
	}
	drafts.Lock()
	defer drafts.Unlock()
	if err != nil {
		d.remove()
		return d.failed(err)
	}
	SyncFolder(filepath.Dir(d.path))
	delete(drafts.all, d)
	d.beside = ""
	return nil
}

// place begins to put a draft in its place, unless it was dropped.
func (d *Draft) place() bool {
	drafts.Lock()
	defer drafts.Unlock()
	d.placed = d.beside != ""
	return d.placed
}

// Drop removes a draft that was not kept; of one that was it does nothing.
func (d *Draft) Drop() {
	drafts.Lock()
	defer drafts.Unlock()
	if d.file != nil {
		d.file.Close()
		d.file = nil
	}
	d.remove()
}

// remove takes the draft off the disk.
func (d *Draft) remove() {
	if d.beside == "" {
		return
	}
	for range 10 { // somebody may still be filling the folder
		if os.RemoveAll(d.beside) == nil {
			break
		}
	}
	delete(drafts.all, d)
	d.beside = ""
}

// failed names the place in an error, not what stands beside it: nobody knows that.
func (d *Draft) failed(err error) error {
	if err == nil {
		return nil
	}
	return &fs.PathError{Op: "write", Path: d.path, Err: reason(err)}
}

// reason takes operation and path out of an error.
func reason(err error) error {
	var at *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &at):
		return at.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

// SyncFolder makes a new name last over a power cut, where that can be done.
func SyncFolder(dir string) {
	if f, err := os.Open(dir); err == nil {
		_ = f.Sync()
		f.Close()
	}
}
