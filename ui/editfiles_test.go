package ui

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/files"
	"github.com/quartet-os/quartet/ui/keys"
)

// folder is a folder of scenes, as the options of a screen see it.
type folder struct {
	t   *testing.T
	dir string
}

// inFolder opens a screen whose files are in a folder of the test.
func inFolder(t *testing.T, text string, change ...func(*Options)) (*user, folder) {
	f := folder{t, t.TempDir()}
	return sitDown(t, text, append([]func(*Options){f.options}, change...)...), f
}

func (f folder) options(o *Options) {
	o.Save = func(name string, data []byte) (string, error) {
		file, err := os.OpenFile(f.path(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return "", err
		}
		defer file.Close()
		_, err = file.Write(data)
		return f.path(name), err
	}
	o.Replace = func(name string, old, data []byte) (string, error) {
		if now, err := os.ReadFile(f.path(name)); old != nil && (err != nil || string(now) != string(old)) {
			return "", fs.ErrExist
		}
		return f.path(name), os.WriteFile(f.path(name), data, 0o600)
	}
	o.Open = func(name string) (*session.Session, string, error) { return openFile(f.path(name)) }
	o.Names = func(string) []string { return []string{"mine.scene", "other.scene"} }
}

func (f folder) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(f.dir, name)
}

// holds compares a file.
func (f folder) holds(name, want string) {
	f.t.Helper()
	if got, err := os.ReadFile(f.path(name)); err != nil || string(got) != want {
		f.t.Errorf("%s holds %.60q, %v; want %.60q", name, got, err, want)
	}
}

// write overwrites a file.
func (f folder) write(name, text string) {
	f.t.Helper()
	if err := os.WriteFile(f.path(name), []byte(text), 0o600); err != nil {
		f.t.Fatal(err)
	}
}

// obeys types a command at the prompt.
func (u *user) obeys(line string) {
	u.press(":", "ctrl+u")
	u.types(line)
	u.press("enter")
}

// TestWrite keeps the scene at hand in a file, edited or not, never over another, unless asked to.
func TestWrite(t *testing.T) {
	u, f := inFolder(t, pair)
	u.obeys("write mine")
	u.sees("wrote", "mine.scene")
	f.holds("mine.scene", pair)
	if u.m.scenes.file != f.path("mine.scene") {
		t.Errorf("the scene's file is %q", u.m.scenes.file)
	}
	u.press("E", "ctrl+home")
	u.types("// mine")
	u.press("enter", "esc")
	u.obeys("write mine.scene")
	u.sees("write ! behind the command")
	f.holds("mine.scene", pair)
	u.press("esc")
	u.sees("a draft is kept: E")
	u.obeys("write! mine.scene")
	f.holds("mine.scene", "// mine\n"+pair)
	u.seesNot("not saved")
	u.press(":", "ctrl+u")
	u.types("write ot")
	u.sees("other.scene")
	u.press("tab")
	u.sees("write other.scene")
}

// TestCopiesAreOne: ctrl+s keeps a copy, and again in the same file, but not where somebody else has written meanwhile.
func TestCopiesAreOne(t *testing.T) {
	u, f := inFolder(t, pair)
	f.write("bounded-buffer.scene", "somebody's")
	u.press("E", "ctrl+home", "/", "/", "enter", "ctrl+s")
	f.holds("bounded-buffer.scene", "somebody's")
	f.holds("bounded-buffer-2.scene", "//\n"+pair)
	u.press("/", "/", "enter", "ctrl+s")
	f.holds("bounded-buffer-2.scene", "//\n//\n"+pair)
	f.write("bounded-buffer-2.scene", "changed")
	u.press("/", "/", "enter", "ctrl+s")
	f.holds("bounded-buffer-2.scene", "changed")
	f.holds("bounded-buffer-3.scene", "//\n//\n//\n"+pair)
	u.press("f5")
	if u.m.scenes.file != f.path("bounded-buffer-3.scene") {
		t.Errorf("what runs is watched as %q", u.m.scenes.file)
	}
}

// pen is a user's own editor that writes a text into the file.
type pen struct {
	path, text string
	err        error
}

func (p pen) Run() error {
	if p.err == nil && p.text != "" {
		return os.WriteFile(p.path, []byte(p.text), 0o600)
	}
	return p.err
}
func (pen) SetStdin(io.Reader)  {}
func (pen) SetStdout(io.Writer) {}
func (pen) SetStderr(io.Writer) {}

// outside presses ctrl+e and lets the user's editor come and go, as the event loop does.
func (u *user) outside(text string, err error) {
	u.t.Helper()
	cmd := u.send(keyOf("ctrl+e"))
	if cmd == nil {
		return
	}
	msg, ok := cmd().(outsideMsg)
	if !ok || msg.outside == nil {
		u.deliver(u.send(msg))
		return
	}
	path := msg.path
	u.send(msg)
	msg.outside = nil
	if msg.err = (pen{path, text, err}).Run(); msg.err == nil {
		msg.found = readAgain(u.m, path)
	}
	u.deliver(u.send(msg))
}

// TestTheUsersEditor gets the file, or a copy of what is in none, and what it leaves is on the screen.
func TestTheUsersEditor(t *testing.T) {
	set := true
	u, f := inFolder(t, bounded, func(o *Options) {
		o.Editor = func(path string) (Outside, error) {
			if !set {
				return nil, errors.New("no editor is set: begin Quartet with EDITOR=vi")
			}
			return pen{path: path}, nil
		}
	})
	set = false
	u.outside("", nil)
	u.sees("no editor is set")
	if found, _ := os.ReadDir(f.dir); len(found) > 0 {
		t.Error("a copy was made though nothing can edit it")
	}
	set = true
	u.outside(short, nil)
	f.holds("bounded-buffer.scene", short)
	if u.m.session.Program().Source != short || u.m.scenes.file != f.path("bounded-buffer.scene") {
		t.Errorf("shown is %.40q of %q", u.m.session.Program().Source, u.m.scenes.file)
	}
	u.outside("package broken\n\nfunc main() {\n\tif true\n}\n", nil)
	u.sees("line ends without its {", "4 | if true", "^", "✗ line 4")
	u.press("esc")
	u.sees("✗ line 4", "its file has an error: R shows it")
	if u.m.session.Program().Source != short {
		t.Error("the scene before is gone")
	}
	u.outside(short, nil)
	u.seesNot("✗ line 4")
	u.outside("", errors.New("exit status 1"))
	u.sees("exit status 1")
	u.press("E", "ctrl+home", "/", "/", "enter")
	u.outside("", nil)
	f.holds("short.scene", "//\n"+short)
	if u.m.session.Program().Source != "//\n"+short || u.m.stack.Mode != keys.Browsing {
		t.Errorf("the draft is not what runs: %.30q", u.m.session.Program().Source)
	}
}

// TestAChangedFileWaitsForTheEditor: what is typed is not torn away when the file changes on the disk.
func TestAChangedFileWaitsForTheEditor(t *testing.T) {
	u, f := inFolder(t, pair)
	u.obeys("write mine")
	u.press("E", "ctrl+home", "/", "/", "enter")
	f.write("mine.scene", short)
	u.send(fileMsg{u.m.ticket(watchWork), u.m.scenes.watch.Peek(u.m.scenes.file, u.m.opts.Open)()})
	if u.m.stack.Mode != keys.Editing || u.m.session.Program().Source != pair {
		t.Error("the file takes the editor's place")
	}
	f.write("mine.scene", "package broken")
	u.send(fileMsg{u.m.ticket(watchWork), u.m.scenes.watch.Peek(u.m.scenes.file, u.m.opts.Open)()})
	if u.m.stack.Mode != keys.Editing {
		t.Error("an error in the file lies over what is typed")
	}
	u.sees("✗ line ")
	f.write("mine.scene", short)
	u.press("esc")
	u.deliver(u.send(keyOf("R")))
	if u.m.session.Program().Source != short {
		t.Error("R does not read it")
	}
}

// TestScriptsEditAndKeepNothing: a demo types, runs and takes back; it writes no file and begins no editor.
func TestScriptsEditAndKeepNothing(t *testing.T) {
	write := func(string, []byte) (string, error) {
		t.Error("a script writes a file")
		return "", nil
	}
	s, err := NewStage(t.Context(), Options{Session: newSession(t, pair), Save: write})
	if err != nil {
		t.Fatal(err)
	}
	before := s.Session()
	for _, key := range []string{"E", "ctrl+home", "/", "/", "#", "space", "*", "enter", "f5"} {
		if err := s.Press(key); err != nil {
			t.Fatalf("%s: %v", key, err)
		}
	}
	if !strings.HasPrefix(s.Session().Program().Source, "//# *\n") {
		t.Errorf("what runs is %.30q", s.Session().Program().Source)
	}
	if err := s.Press("u"); err != nil || s.Session() != before {
		t.Errorf("u: %v", err)
	}
	if err := s.Press("ctrl+e"); err == nil {
		t.Error("a script begins an editor")
	}
	if err := s.Press("E"); err != nil {
		t.Fatal(err)
	}
	if err := s.Press("ctrl+s"); err == nil {
		t.Error("a script keeps a copy")
	}
	if err := s.Command("write x"); err == nil {
		t.Error("a script writes a scene")
	}
}

// TestTheMouseInTheEditor: a click places the cursor, the wheel scrolls, and nothing reaches the machine.
func TestTheMouseInTheEditor(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("enter", "enter", "E")
	x, y := u.find("lock(m)")
	u.send(tea.MouseClickMsg{X: x + 4, Y: y, Button: tea.MouseLeft})
	line, at := u.m.edits.At().Text.Cursor()
	if got := u.m.edits.At().Text.Lines()[line]; !strings.Contains(got, "lock(m)") || got[at:] != "(m)" {
		t.Errorf("the cursor is at %q", got[at:])
	}
	u.send(tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelDown})
	if now, _ := u.m.edits.At().Text.Cursor(); now != line+wheelLines {
		t.Errorf("the wheel leads from line %d to %d", line, now)
	}
	u.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	u.send(tea.MouseMotionMsg{X: x + 4, Y: y, Button: tea.MouseLeft})
	if got := u.m.edits.At().Text.Selected(); got != "lock" {
		t.Errorf("dragging over lock selects %q", got)
	}
	u.send(tea.MouseReleaseMsg{X: x + 4, Y: y, Button: tea.MouseLeft})
	u.send(tea.MouseMotionMsg{X: x + 6, Y: y, Button: tea.MouseLeft})
	if got := u.m.edits.At().Text.Selected(); got != "lock" {
		t.Errorf("after the button was let go %q is selected", got)
	}
	step := u.m.session.Position()
	for y := range 36 {
		for x := 0; x < 120; x += 7 {
			if _, footer := 0, y == 35; !footer {
				u.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
			}
		}
	}
	if u.m.session.Position() != step || u.m.stack.Mode != keys.Editing {
		t.Error("a click goes through to the machine")
	}
	u.send(tea.PasteMsg{Content: "a\r\nb"})
	if !strings.Contains(u.m.edits.At().Text.Source(), "a\nb") {
		t.Error("what was pasted is not in the text")
	}
}

// TestAChangedFileIsPutOff: a text that is in no file stays the one that is meant, though somebody writes the file of
// its scene; the watch says so once, and R reads it.
func TestAChangedFileIsPutOff(t *testing.T) {
	u, f := inFolder(t, pair)
	u.obeys("write mine")
	u.press("E", "ctrl+home", "/", "/", "enter", "esc")
	f.write("mine.scene", short)
	peek := func() files.Found { return u.m.scenes.watch.Peek(u.m.scenes.file, u.m.opts.Open)() }
	u.send(fileMsg{u.m.ticket(watchWork), peek()})
	u.sees("mine.scene was changed", "a draft is kept: E")
	if found := peek(); found.Changed {
		t.Error("it is told again and again")
	}
	u.obeys("write! yours")
	f.holds("yours.scene", "//\n"+pair)
	f.holds("mine.scene", short)
	u.press("E", "/", "esc")
	u.deliver(u.send(keyOf("R")))
	if u.m.session.Program().Source != short {
		t.Error("R does not read it")
	}
}

// readAgain reads a file as the screen does when the user's editor has ended.
func readAgain(m *Model, path string) files.Found { return files.Read(path, m.opts.Open) }

// TestAFileHoldsOneText: what a file held before another text came into it is in no file any more.
func TestAFileHoldsOneText(t *testing.T) {
	u, f := inFolder(t, pair)
	u.press("E", "ctrl+home", "/", "/", "ctrl+s")
	u.press("enter", "ctrl+s", "ctrl+z")
	f.holds("bounded-buffer.scene", "//\n"+pair)
	u.press("esc")
	u.sees("a draft is kept: E")
	u.press("E", "f5")
	if u.m.scenes.file == f.path("bounded-buffer.scene") {
		t.Error("a file with another text is watched")
	}
	u.press("q")
	u.sees("S")
}
