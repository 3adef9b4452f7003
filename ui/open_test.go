package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/cputime"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/keys"
)

// stuckFiles are files on a disk that does not answer until it is let go.
type stuckFiles struct{ free chan struct{} }

func (f *stuckFiles) options(o *Options) {
	o.Open = func(name string) (*session.Session, string, error) {
		<-f.free
		if name == "broken" {
			return nil, "", errors.New("no scene broken")
		}
		s, err := parse(name, short)
		return s, name, err
	}
	o.Save = func(name string, _ []byte) (string, error) {
		<-f.free
		if strings.HasPrefix(name, "full") {
			return "", errors.New("no space left on device")
		}
		return "here/" + name, nil
	}
	o.Scenes = func() []presets.Entry {
		<-f.free
		return []presets.Entry{{Group: "all", Name: "bounded-buffer"}, {Group: "all", Name: "short"},
			{Group: "all", Name: "broken"}}
	}
}

// atStuckFiles sits down, in front of an event loop, where no file can be read or written yet.
func atStuckFiles(t *testing.T) (*user, *stuckFiles) {
	f := &stuckFiles{free: make(chan struct{})}
	u := sitDown(t, bounded, f.options)
	u.m.desk.alone = false
	return u, f
}

// TestNoFileHoldsTheKeysUp: while a file is opened, saved, listed or read again every key is answered, and what comes
// of it comes later. A key that waited would hold this test up for ever.
func TestNoFileHoldsTheKeysUp(t *testing.T) {
	for what, one := range map[string]struct {
		do   func(*user) tea.Cmd
		then string // the screen shows in the end
	}{
		"open at the prompt": {func(u *user) tea.Cmd { return u.line("open other.scene") }, "short is open"},
		"open in the list": {func(u *user) tea.Cmd {
			u.m.scenes.shelf = shelf{known: true, scenes: []presets.Entry{{Name: "short"}}}
			u.press("o")
			return u.send(keyOf("enter"))
		}, "short is open"},
		"the list":          {func(u *user) tea.Cmd { return u.send(keyOf("o")) }, "bounded-buffer"},
		"save":              {func(u *user) tea.Cmd { return u.send(keyOf("S")) }, "here/bounded-buffer.session"},
		"save under a name": {func(u *user) tea.Cmd { return u.line("save mine") }, "here/mine"},
		"a picture":         {func(u *user) tea.Cmd { return u.send(keyOf("P")) }, "here/bounded-buffer-step-1.svg"},
		"a script":          {func(u *user) tea.Cmd { return u.line("record mine") }, "here/mine.demo"},
		"read again": {func(u *user) tea.Cmd {
			u.m.scenes.file = "my.scene"
			return u.send(keyOf("R"))
		}, "read my.scene again"},
	} {
		u, files := atStuckFiles(t)
		u.press("space")
		cmd := one.do(u)
		if cmd == nil {
			t.Errorf("%s: nothing is left to the event loop", what)
			continue
		}
		u.m.View()
		for _, k := range []string{"x", "tab", "?"} {
			u.send(keyOf(k))
		}
		if u.m.stack.Mode == keys.Reading {
			u.press("esc")
		}
		u.screen()
		close(files.free)
		u.deliver(cmd)
		u.sees(one.then)
	}
}

// line types a line at the prompt and gives what it leaves to the event loop.
func (u *user) line(text string) tea.Cmd {
	u.press(":")
	u.m.prompt.Set(text)
	return u.send(keyOf("enter"))
}

// TestOpeningIsGivenUp: esc stops it, and what is opened later stays away. So it does when another scene came
// meanwhile.
func TestOpeningIsGivenUp(t *testing.T) {
	for name, leave := range map[string]func(*user){
		"esc":           func(u *user) { u.press("esc"); u.sees("stopped opening other.scene") },
		"another scene": func(u *user) { u.m.enter(newSession(t, crossed), "") },
		"another file":  func(u *user) { u.press("esc"); u.line("open third.scene") },
	} {
		u, files := atStuckFiles(t)
		cmd := u.line("open other.scene")
		u.sees("opening other.scene", "esc stop")
		leave(u)
		shown := u.m.session
		close(files.free)
		u.deliver(cmd)
		if u.m.session != shown {
			t.Errorf("%s: the scene came all the same", name)
		}
	}
}

// TestALineThatCouldNotBeDoneComesBack: with the reason, when the disk has answered.
func TestALineThatCouldNotBeDoneComesBack(t *testing.T) {
	for line, says := range map[string]string{"open broken": "no scene broken",
		"save full": "no space left on device"} {
		u, files := atStuckFiles(t)
		cmd := u.line(line)
		close(files.free)
		u.deliver(cmd)
		u.sees(says)
		if u.m.stack.Mode != keys.Prompting || u.m.prompt.Line.Value() != line {
			t.Errorf("%s: mode %d, the line is %q", line, u.m.stack.Mode, u.m.prompt.Line.Value())
		}
	}
}

// TestWhatChangesWhileItIsSavedIsNotSaved: and to leave then asks again.
func TestWhatChangesWhileItIsSavedIsNotSaved(t *testing.T) {
	u, files := atStuckFiles(t)
	u.press("p", "q")
	cmd := u.send(keyOf("S"))
	if quits(cmd) || cmd == nil {
		t.Fatal("it leaves before all is saved")
	}
	u.sees("saving")
	u.press("p")
	close(files.free)
	u.deliver(cmd)
	u.sees("not saved", "Leave?")
	u.press("esc")
	if saved := u.send(keyOf("S")); saved == nil {
		t.Fatal("it is not saved again")
	} else {
		u.deliver(saved)
	}
	if !quits(u.send(keyOf("q"))) {
		t.Error("it asks although all is saved")
	}
}

// TestASaveIsToldWhateverIsShown: the session that was saved counts as saved, and no other.
func TestASaveIsToldWhateverIsShown(t *testing.T) {
	u, files := atStuckFiles(t)
	u.press("p")
	saved := u.m.session
	cmd := u.send(keyOf("S"))
	u.m.enter(newSession(t, bounded), "")
	u.press("p")
	close(files.free)
	u.deliver(cmd)
	u.sees("saved in here/bounded-buffer.session")
	if saved.Dirty() || !u.m.session.Dirty() {
		t.Errorf("unsaved changes: of the saved one %v, of the shown one %v", saved.Dirty(), u.m.session.Dirty())
	}
}

// TestAnOpenedFileIsWatched: it is read again by R, and when it changes; the scene before keeps its own file.
func TestAnOpenedFileIsWatched(t *testing.T) {
	first, second := filepath.Join(t.TempDir(), "first.scene"), filepath.Join(t.TempDir(), "second.scene")
	for file, text := range map[string]string{first: bounded, second: short} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	u := sitDown(t, bounded, func(o *Options) { o.File, o.Open = first, openFile })
	u.line("open " + second)
	u.sees("short is open")
	u.press("space")
	if err := os.WriteFile(second, []byte(strings.ReplaceAll(short, "n++", "n--")), 0o600); err != nil {
		t.Fatal(err)
	}
	u.deliver(u.send(keyOf("R")))
	u.sees("read second.scene again")
	u.position(0)
	u.press("u", "u")
	if u.m.scenes.file != first {
		t.Errorf("the file is %s", u.m.scenes.file)
	}
	u.deliver(u.send(keyOf("R")))
	u.sees("as it was")
}

// BenchmarkOpenPrompt types a letter of a scene's name behind open.
func BenchmarkOpenPrompt(b *testing.B) {
	m, err := New(context.Background(), Options{
		Session: newSession(b, bounded), Theme: "dark", Scenes: scenetest.Shelf, Open: openFile,
	})
	if err != nil {
		b.Fatal(err)
	}
	m.desk.alone = true
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 36})
	m.Update(keyOf(":"))
	m.prompt.Set("open ")
	b.ReportAllocs()
	defer cputime.Report(b)()
	for b.Loop() {
		m.Update(keyOf("l"))
		m.Update(keyOf("backspace"))
	}
}

// TestTheShelfIsReadOnce: by the first list or the first letters behind open, and at no other key.
func TestTheShelfIsReadOnce(t *testing.T) {
	read := 0
	u := sitDown(t, bounded, withShelf, func(o *Options) {
		o.Scenes = func() []presets.Entry { read++; return []presets.Entry{{Name: "bounded-buffer"}, {Name: "short"}} }
	})
	u.press(":")
	u.types("kill p")
	if read != 0 {
		t.Error("it is read though nobody opens a scene")
	}
	u.m.prompt.Set("")
	u.types("open sho")
	u.sees("short")
	u.press("tab")
	if got := u.m.prompt.Line.Value(); got != "open short " {
		t.Errorf("tab made %q", got)
	}
	u.press("esc", "o", "esc", "o")
	u.sees("bounded-buffer")
	if read != 1 {
		t.Errorf("it was read %d times", read)
	}
}

// TestTypedAhead: a scene is chosen before the shelf was read.
func TestTypedAhead(t *testing.T) {
	u, files := atStuckFiles(t)
	list := u.send(keyOf("o"))
	u.sees("reading …")
	u.seesNot("no line matches")
	u.press("/")
	u.types("sho")
	u.press("enter")
	u.sees("reading the shelf")
	close(files.free)
	u.deliver(list)
	u.sees("short is open")
}
