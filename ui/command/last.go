package command

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui"
	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/ui/source"
)

// journalEnding ends the names of journals.
const journalEnding = ".journal"

// mostKept is how many journals of programs that died, and how many sessions that were left, are kept.
const mostKept = 20

// own is the beginning of a name that no other process gives: the moment and the process.
func own() string {
	return fmt.Sprintf("%s-%d", time.Now().UTC().Format("20060102T150405.000000000"), os.Getpid())
}

// journal is the file in which a screen keeps what is done, until it is left.
type journal struct{ path string } // "" where there is no folder for it

// newJournal names a journal of this process.
func (s state) newJournal() journal {
	if s.dir == "" {
		return journal{}
	}
	return journal{filepath.Join(s.journalDir(), own()+journalEnding)}
}

func (s state) journalDir() string { return filepath.Join(s.dir, "journal") }

// opener returns what opens the journal; nil where there is no place for one.
func (j journal) opener() func() (io.WriteCloser, error) {
	if j.path == "" {
		return nil
	}
	return j.open
}

// open begins the journal. As long as it is open others know that its program is alive.
func (j journal) open() (io.WriteCloser, error) {
	dir := filepath.Dir(j.path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(j.path, os.O_WRONLY|os.O_CREATE|os.O_EXCL|os.O_APPEND, disk.Private)
	if err != nil {
		return nil, err
	}
	if err := disk.Hold(f); err != nil {
		f.Close()
		return nil, err
	}
	disk.SyncFolder(dir)
	dead := slices.DeleteFunc(disk.Newest(dir, journalEnding), disk.Held)
	for i := mostKept; i < len(dead); i++ {
		_ = os.Remove(dead[i])
	}
	return f, nil
}

// remove takes away a journal that is not needed any more.
func (j journal) remove() { _ = os.Remove(j.path) }

// last returns the session that was worked on last: one that was left, or the journal of a program that died.
func (s state) last() (*input, error) {
	all := disk.Newest(s.dir, filepath.Base(s.lastFile()))
	if len(all) == 0 {
		all = disk.Newest(s.leftDir(), sessionEnding)
	}
	all = append(all, slices.DeleteFunc(disk.Newest(s.journalDir(), journalEnding), disk.Held)...)
	slices.SortStableFunc(all, func(a, b string) int { return written(b).Compare(written(a)) })
	var broken []string
	for _, path := range all {
		in, err := s.takeUp(path)
		if err == nil {
			in.said = strings.Join(append(broken, in.said), " · ")
			return in, nil
		}
		broken = append(broken, fmt.Sprintf("%s cannot be taken up: %v", path, err))
	}
	if len(broken) > 0 {
		return nil, fail(ExitIO, "%s", strings.Join(broken, "\n"))
	}
	return nil, fail(ExitIO, "there is no last session yet (%w); quartet list shows the scenes",
		&fs.PathError{Op: "open", Path: s.lastFile(), Err: fs.ErrNotExist})
}

// written is when a file was written last.
func written(path string) time.Time {
	info, err := os.Stat(path)
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// takeUp reads a session, or what a journal has of one.
func (s state) takeUp(path string) (*input, error) {
	text, err := source.Read(path)
	if err != nil {
		return nil, unread(err)
	}
	if !strings.HasSuffix(path, journalEnding) {
		return recognize(path, path, text), nil
	}
	r, err := session.Recover(text)
	if err != nil {
		return nil, err
	}
	in := &input{kind: sessionInput, name: path, path: path, ready: r.Session,
		said: fmt.Sprintf("the last session was cut off; its journal reaches %s", written(path).Format("15:04:05"))}
	if r.Missing != "" {
		in.said += ", and " + r.Missing
	}
	in.edited = r.Edited
	for _, d := range r.Drafts {
		in.drafts = append(in.drafts, ui.Draft{Base: d.Base, Text: d.Text})
		if d.Base == r.Session.Program().Source {
			in.said += " · {edit} goes on with its text"
		}
	}
	if kept := s.keepOthers(path, r.Others); len(kept) > 0 {
		in.said += " · unsaved as well: " + strings.Join(kept, ", ")
	}
	return in, nil
}

// keepOthers saves the sessions of a journal that were changed and not shown at its end; once, however often
// the journal is taken up.
func (s state) keepOthers(path string, others []*session.Session) []string {
	var kept []string
	for i, one := range others {
		name := fmt.Sprintf("%s-%d%s", strings.TrimSuffix(filepath.Base(path), journalEnding), i+1, sessionEnding)
		name = filepath.Join(s.crashDir(), name)
		err := os.MkdirAll(s.crashDir(), 0o700)
		if err == nil {
			err = disk.New(name, one.Marshal(), disk.Private)
		}
		if err == nil || errors.Is(err, fs.ErrExist) {
			kept = append(kept, disk.Argument(name))
		}
	}
	return kept
}
