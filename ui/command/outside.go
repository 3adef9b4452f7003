package command

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/ui"
	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/ui/source"
	"github.com/quartet-os/quartet/visible"
)

// outside is a program that has the terminal for a while.
type outside struct{ *exec.Cmd }

// SetStdin gives it the keyboard.
func (o outside) SetStdin(r io.Reader) { o.Stdin = r }

// SetStdout gives it the screen.
func (o outside) SetStdout(w io.Writer) { o.Stdout = w }

// SetStderr gives it the screen for what goes wrong.
func (o outside) SetStderr(w io.Writer) { o.Stderr = w }

// usersEditor makes what edits a file: $VISUAL or $EDITOR, which may have arguments.
func usersEditor(path string) (ui.Outside, error) {
	line := os.Getenv("VISUAL")
	if strings.TrimSpace(line) == "" {
		line = os.Getenv("EDITOR")
	}
	words := strings.Fields(line)
	if len(words) == 0 {
		return nil, errors.New("no editor is set: begin Quartet with EDITOR=vi, or any other, before it · " +
			"{edit} edits here")
	}
	line = strings.TrimSpace(line)
	program, err := exec.LookPath(line) // its name may have blanks in it
	if err == nil {
		words = words[:1]
	} else if program, err = exec.LookPath(words[0]); err != nil {
		return nil, fmt.Errorf("the editor %s of $VISUAL or $EDITOR is not to be found · {edit} edits here",
			visible.Line(words[0]))
	}
	if strings.HasPrefix(path, "-") {
		path = "." + string(filepath.Separator) + path // else it would be taken for an option
	}
	return outside{exec.Command(program, append(words[1:], path)...)}, nil
}

// replaceFile writes a file in the place of one that may be there, whole or not at all. Where old is given, the file
// must hold that; the error is fs.ErrExist otherwise.
func replaceFile(path string, old, data []byte) (string, error) {
	if old != nil {
		now, err := source.Read(path)
		if err != nil || !bytes.Equal(now, old) {
			return "", exists(path)
		}
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return "", &ended{ExitIO, &source.KindError{Path: path, Mode: info.Mode()}}
	}
	if link, err := filepath.EvalSymlinks(path); err == nil && link != path { // the file that it leads to is meant
		_, err := replaceFile(link, nil, data)
		return path, err
	}
	if err := disk.Replace(path, data, disk.Shared); err != nil {
		return "", unwritable(path, err)
	}
	return path, nil
}

// mostNames is how many names of a folder complete a path.
const mostNames = 500

// namesIn lists the scenes and folders in a folder, as they are typed behind it; "" is the working folder. What begins
// with a dot is left out.
func namesIn(folder string) (all []string) {
	dir := folder
	if dir == "" {
		dir = "."
	}
	f, err := os.Open(dir)
	if err != nil {
		return nil
	}
	defer f.Close()
	found, err := f.ReadDir(10 * mostNames)
	if err != nil {
		return nil
	}
	for _, e := range found {
		name := e.Name()
		switch {
		case strings.HasPrefix(name, ".") || strings.ContainsAny(name, " \t\n") || name != visible.Line(name):
			continue // it could not be typed, or not be read
		case e.IsDir():
			name += "/"
		case filepath.Ext(name) != ".scene" || e.Type()&fs.ModeType != 0:
			continue
		}
		if all = append(all, folder+name); len(all) == mostNames {
			break
		}
	}
	slices.Sort(all)
	return all
}
