package command

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/ui/record"
	"github.com/quartet-os/quartet/ui/source"
)

// pictureName is the name of a picture as a recording into a folder writes it; every name of such a recording.
var pictureName = regexp.MustCompile(`^(frame-[0-9]{6,}\.png|` + regexp.QuoteMeta(record.FolderList) + `)$`)

// pictureList remembers, outside the folder, what a recording wrote into one: only that may a later one take away. It
// is a text: the command's hash, then a line a file with its hash and its name.
type pictureList struct{ file string }

// pictures returns the list of a folder.
func (s state) pictures(dir string) pictureList {
	if s.dir == "" {
		return pictureList{}
	}
	return pictureList{filepath.Join(s.dir, "frames", hashOf(entry(dir)))}
}

// mostLists is how many folders are remembered.
const mostLists = 100

// read returns the command's hash and the lines of the files; a list that cannot be read knows nothing.
func (l pictureList) read() (command string, known []string) {
	if l.file == "" {
		return "", nil
	}
	text, err := source.Read(l.file)
	if err != nil {
		return "", nil
	}
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	return lines[0], lines[1:]
}

// line is what a list says of a file.
func (l pictureList) line(path string) (string, error) {
	sum, err := sumOf(path)
	return sum + " " + filepath.Base(path), err
}

// write remembers a folder. That it cannot be remembered means that its pictures stay when the next recording comes.
func (l pictureList) write(command string, known []string) {
	if l.file == "" || os.MkdirAll(filepath.Dir(l.file), 0o700) != nil {
		return
	}
	text := hashOf(command) + "\n" + strings.Join(known, "\n") + "\n"
	if disk.Replace(l.file, []byte(text), disk.Private) == nil {
		disk.Prune(filepath.Dir(l.file), "", mostLists)
	}
}

// picturesIn lists the names in a folder that a recording writes; none for a folder that is not there.
func picturesIn(dir string) ([]string, error) {
	found, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var names []string
	for _, f := range found {
		if pictureName.MatchString(f.Name()) {
			names = append(names, f.Name())
		}
	}
	return names, nil
}

// mayFill refuses a folder in which something stands that is not a recording's, or another command's without force.
func (t *target) mayFill() error {
	info, err := os.Stat(t.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(t.path); err == nil {
			return fail(ExitIO, "%s is a link to nothing; --frames needs a folder, which may be new", t.path)
		}
		return nil
	case err != nil:
		return unwritable(t.path, err)
	case info.Mode().IsRegular():
		return fail(ExitIO, "%s is a file; --frames needs a folder, which may be new", t.path)
	case !info.IsDir():
		return fail(ExitIO, "%s is %s; --frames needs a folder, which may be new", t.path, disk.What(info.Mode()))
	}
	all, err := os.ReadDir(t.path)
	if err != nil {
		return unwritable(t.path, err)
	}
	command, _ := t.pictures.read()
	if len(all) > 0 && !t.force && command != hashOf(t.identity) {
		return fail(ExitIO, "%s is there already, and not from this command; --force writes into it", t.path)
	}
	_, err = t.ours()
	return err
}

// ours lists the pictures in the folder. Each must be as a recording wrote it: what is somebody's own, or was changed,
// is in the way, and force does not take it away.
func (t *target) ours() ([]string, error) {
	names, err := picturesIn(t.path)
	if err != nil {
		return nil, unwritable(t.path, err)
	}
	_, known := t.pictures.read()
	written := map[string]bool{}
	for _, line := range known {
		written[line] = true
	}
	for _, name := range names {
		path := filepath.Join(t.path, name)
		if line, err := t.pictures.line(path); err != nil || !written[line] {
			return nil, fail(ExitIO, "%s was not written by a recording, or was changed since, and is not replaced; "+
				"move it away, or name another folder", path)
		}
	}
	return names, nil
}

// keepFolder moves the pictures into the folder, in the place of those of an earlier recording. Nothing else in it is
// touched.
func (t *target) keepFolder() error {
	made, err := picturesIn(t.draft.Beside())
	if err != nil {
		return unwritable(t.path, err)
	}
	old, err := t.ours()
	if err != nil {
		return err
	}
	old = slices.DeleteFunc(old, func(name string) bool { return slices.Contains(made, name) })
	if len(old) > 0 && !t.force {
		return fail(ExitIO, "%s holds more pictures, of an earlier recording; --force takes them away", t.path)
	}
	_, known := t.pictures.read()
	var lines []string
	for _, name := range made {
		path := filepath.Join(t.draft.Beside(), name)
		line, err := t.pictures.line(path)
		if err != nil {
			return unwritable(t.path, err)
		}
		lines = append(lines, line)
		if info, err := os.Stat(path); err == nil {
			t.size += info.Size()
		}
	}
	return unwritable(t.path, t.draft.Keep(func(beside string) error {
		if err := os.MkdirAll(t.path, 0o777); err != nil {
			return err
		}
		t.pictures.write(t.identity, append(known, lines...)) // should not all of them be moved
		for _, name := range made {
			if err := os.Rename(filepath.Join(beside, name), filepath.Join(t.path, name)); err != nil {
				return err
			}
		}
		for _, name := range old {
			if err := os.Remove(filepath.Join(t.path, name)); err != nil {
				return err
			}
		}
		t.pictures.write(t.identity, lines)
		return os.Remove(beside)
	}))
}
