package command

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui"
	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/ui/lesson"
	"github.com/quartet-os/quartet/ui/puzzle"
	"github.com/quartet-os/quartet/ui/source"
)

// stdinName stands for standard input as a scene.
const stdinName = "-"

type inputKind uint8

const (
	sceneInput inputKind = iota
	sessionInput
)

// input is a scene or a session that was named on the command line.
type input struct {
	kind inputKind
	name string // for errors and listings
	path string // "" for the shelf and standard input
	text []byte

	ready  *session.Session // a session that was taken up from a journal
	drafts []ui.Draft       // texts that are in no file, of a journal
	edited bool             // the session's scene is one
	said   string           // what is to be said about the session; all is known when it was opened
}

// read finds what an argument names: a scene of the shelf, a file, or an unambiguous beginning of a scene's name.
func read(h *Host, arg string) (*input, error) {
	if arg == stdinName {
		text, err := source.ReadAll(h.In, "standard input")
		if err != nil {
			return nil, unread(err)
		}
		return recognize("standard input", "", text), nil
	}
	exact, err := presets.Find(arg)
	if err == nil && exact == arg {
		return shelved(exact)
	}
	if info, statErr := os.Stat(arg); statErr == nil && !info.IsDir() {
		if err := noScene(arg); err != nil {
			return nil, err
		}
		return readFile(arg)
	} else if looksLikePath(arg) {
		return nil, unreadable(arg, statErr)
	}
	if err != nil {
		if lesson.Is(arg) {
			return nil, fail(ExitUsage, "%s is a lesson, and no scene\nquartet lesson %s takes it", arg, arg)
		}
		if shelvedDemo(arg) {
			return nil, fail(ExitUsage, "%s is a demo script, and no scene\nquartet play %s plays it, "+
				"quartet present %s presents it", arg, arg, arg)
		}
		if puzzle.Is(arg) {
			return nil, fail(ExitUsage, "%s is a puzzle, and no scene\nquartet puzzle %s opens it", arg, arg)
		}
		return nil, fail(ExitUsage, "%w\nquartet list shows all scenes; a file is named by its path, such "+
			"as ./%s.scene",
			err, strings.TrimSuffix(filepath.Base(arg), ".scene"))
	}
	return shelved(exact)
}

// noScene says of a demo or a lesson what takes it, since an error about its first line as one of a scene would not;
// nil of all else.
func noScene(file string) error {
	switch filepath.Ext(file) {
	case presets.DemoEnding:
		return fail(ExitUsage, "%s is a demo script, and no scene\nquartet play %s plays it", file, disk.Argument(file))
	case presets.LessonEnding:
		return fail(ExitUsage, "%s is a lesson, and no scene\nquartet lesson %s takes it", file, disk.Argument(file))
	}
	return nil
}

// unreadable says why there is no file at a path; err is nil for a folder.
func unreadable(path string, err error) error {
	switch {
	case err == nil:
		return &ended{ExitIO, &source.KindError{Path: path, Mode: fs.ModeDir}}
	case errors.Is(err, fs.ErrNotExist) && filepath.Ext(path) == ".scene":
		return fail(ExitIO, "there is no file %s\nquartet new %s writes a scene to start from", path, path)
	case errors.Is(err, fs.ErrNotExist):
		return fail(ExitIO, "there is no file %s", path)
	}
	return &ended{ExitIO, err}
}

// looksLikePath tells a path from a name of the shelf.
func looksLikePath(arg string) bool {
	return strings.ContainsAny(arg, `/\`) || filepath.Ext(arg) != ""
}

func shelved(name string) (*input, error) {
	file, text, err := presets.Source(name)
	if err != nil {
		return nil, fail(ExitUsage, "%w", err)
	}
	return &input{kind: sceneInput, name: file, text: []byte(text)}, nil
}

func readFile(path string) (*input, error) {
	text, err := source.Read(path)
	if err != nil {
		return nil, unread(err)
	}
	return recognize(path, path, text), nil
}

// unread returns an error of reading its exit code: a text that is too large is the user's, all else the system's.
func unread(err error) error {
	var large *source.LargeError
	if errors.As(err, &large) {
		return &ended{ExitUsage, err}
	}
	var at *fs.PathError
	if errors.Is(err, fs.ErrNotExist) && errors.As(err, &at) {
		return unreadable(at.Path, err)
	}
	return &ended{ExitIO, err}
}

// watched returns the path under which a screen watches a scene's file for changes; "" for all else.
func (in *input) watched() string {
	if in.kind != sceneInput || in.path == "" {
		return ""
	}
	if path, err := filepath.Abs(in.path); err == nil {
		return path
	}
	return in.path
}

// openBeside opens what a screen or a script asks for, as it is named from beside a file ("": from the working folder),
// and returns the path of a scene's file.
func openBeside(h *Host, beside, name string, seed seedFlag) (*session.Session, string, error) {
	if name == stdinName {
		return nil, "", fail(ExitUsage, "- is standard input, which cannot be read from here; open a file "+
			"or a scene of the shelf")
	}
	in, err := readBeside(h, beside, name)
	if err != nil {
		return nil, "", err
	}
	s, err := in.session(seed)
	return s, in.watched(), err
}

func recognize(name, path string, text []byte) *input {
	if session.Recognize(text) {
		return &input{kind: sessionInput, name: name, path: path, text: text}
	}
	return &input{kind: sceneInput, name: name, path: path, text: bytes.TrimPrefix(text, []byte("\ufeff"))}
}

// program compiles a scene, with another seed if one was given.
func (in *input) program(seed seedFlag) (*program.Program, error) {
	p, err := program.Parse(in.name, string(in.text))
	if err != nil {
		return nil, &ended{ExitUsage, err}
	}
	if seed.set {
		seeded := *p
		seeded.Settings.Seed = seed.value
		p = &seeded
	}
	return p, nil
}

// session begins a session of a scene, or takes one up.
func (in *input) session(seed seedFlag) (*session.Session, error) {
	if in.kind == sceneInput {
		p, err := in.program(seed)
		if err != nil {
			return nil, err
		}
		s, err := session.New(p)
		if err != nil {
			return nil, &ended{ExitUsage, err}
		}
		return s, nil
	}
	if seed.set {
		return nil, fail(ExitUsage, "%s is a session, which has its own seed; --seed goes with a scene", in.name)
	}
	s := in.ready
	if s == nil {
		var err error
		if s, err = session.Unmarshal(in.text); err != nil {
			return nil, in.sessionError(err)
		}
	}
	if word := doubts(in.path, s); word != "" {
		in.said = strings.TrimPrefix(in.said+" · "+word, " · ")
	}
	return s, nil
}

// sessionError says which file an error of a session is about.
func (in *input) sessionError(err error) error {
	var differs *session.DiffersError
	if errors.As(err, &differs) {
		return fail(ExitFails, "%s: %w", in.name, err)
	}
	return fail(ExitUsage, "%s: %w", in.name, err)
}

// say says what there is to say about a session that was opened.
func (in *input) say(h *Host) {
	if in.said != "" {
		fmt.Fprintf(h.Err, "quartet: %s\n", in.said)
	}
}

// scene insists on a scene.
func (in *input) scene(seed seedFlag) (*program.Program, error) {
	if in.kind == sessionInput {
		return nil, fail(ExitUsage, "%s is a session, not a scene; "+
			"quartet replay --narrate %s runs it again and tells it", in.name, disk.Argument(in.name))
	}
	return in.program(seed)
}

// seedFlag is --seed: a number from 0, which may be left out.
type seedFlag struct {
	value uint64
	set   bool
}

// String returns the flag's value for help; empty while it was not given.
func (s *seedFlag) String() string {
	if !s.set {
		return ""
	}
	return strconv.FormatUint(s.value, 10)
}

// Set reads the flag.
func (s *seedFlag) Set(text string) error {
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return fmt.Errorf("a seed is a whole number from 0")
	}
	s.value, s.set = n, true
	return nil
}

// Type names the flag's values in help.
func (s *seedFlag) Type() string { return "number" }
