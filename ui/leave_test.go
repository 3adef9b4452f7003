package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/source"
)

// quits reports whether a command ends the program.
func quits(cmd tea.Cmd) bool {
	return cmd != nil && reflect.ValueOf(cmd).Pointer() == reflect.ValueOf(tea.Quit).Pointer()
}

func TestQuitAsksOnlyWhenSomethingWouldBeLost(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("enter", "enter")
	if !quits(u.send(keyOf("q"))) {
		t.Error("q asks although nothing would be lost")
	}
	u.press("p")
	if quits(u.send(keyOf("q"))) {
		t.Fatal("q leaves with an unsaved change")
	}
	u.sees("not saved", "stay")
	u.press("esc")
	u.seesNot("not saved")
	u.press("q")
	if quits(u.send(keyOf("y"))) || u.m.stack.Mode != keys.Confirming {
		t.Error("y, which changes the machine elsewhere, is an answer")
	}
	if !quits(u.send(keyOf("q"))) {
		t.Error("q does not leave")
	}
}

func TestEnterGivesTheMarkedAnswer(t *testing.T) {
	saved := 0
	u := sitDown(t, bounded, func(o *Options) {
		o.Save = func(name string, _ []byte) (string, error) { saved++; return name, nil }
	})
	u.press("p", "q", "right", "right")
	if quits(u.send(keyOf("enter"))) || u.m.stack.Mode != keys.Browsing {
		t.Error("stay is marked, and enter does not stay")
	}
	u.press("q")
	if !quits(u.send(keyOf("enter"))) || saved != 1 {
		t.Error("enter does not save and leave")
	}
	u = sitDown(t, bounded) // where nothing can be saved, to stay is what enter does
	u.press("p", "q")
	u.seesNot("save and leave")
	if quits(u.send(keyOf("enter"))) {
		t.Error("enter leaves and loses the changes")
	}
}

func TestCtrlCTwiceLeaves(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("p")
	if quits(u.send(keyOf("ctrl+c"))) {
		t.Fatal("one ctrl+c leaves with an unsaved change")
	}
	if !quits(u.send(keyOf("ctrl+c"))) {
		t.Error("two do not leave")
	}
	for _, open := range []string{":", "?", "o"} {
		u = sitDown(t, bounded, withShelf)
		u.press("p", open)
		if quits(u.send(keyOf("ctrl+c"))) {
			t.Errorf("ctrl+c leaves from %s", open)
		}
		if u.m.stack.Mode != keys.Browsing {
			t.Errorf("ctrl+c does not close %s", open)
		}
		if quits(u.send(keyOf("ctrl+c"))) {
			t.Errorf("the second ctrl+c leaves from %s, and loses a change without a word", open)
		}
		u.sees("not saved")
		if !quits(u.send(keyOf("ctrl+c"))) {
			t.Errorf("the third ctrl+c does not leave from %s", open)
		}
	}
}

func TestSaving(t *testing.T) {
	var wrote []byte
	u := sitDown(t, bounded, func(o *Options) {
		o.Save = func(name string, data []byte) (string, error) {
			wrote = data
			return "here/" + name, nil
		}
	})
	u.press("enter", "p", "enter", "S")
	u.sees("saved in here/bounded-buffer.session")
	if !quits(u.send(keyOf("q"))) {
		t.Error("q asks although all is saved")
	}
	s, err := session.Unmarshal(wrote)
	if err != nil || len(s.Commands()) != 1 {
		t.Errorf("what was saved is not the session: %v", err)
	}
	u.press(":")
	u.m.prompt.Set("save my-run")
	u.press("enter")
	u.sees("here/my-run")
}

func TestAFailedSaveKeepsOneHere(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) {
		o.Save = func(string, []byte) (string, error) { return "", errors.New("no space left on device") }
	})
	u.press("p", "q")
	if quits(u.send(keyOf("S"))) {
		t.Error("it leaves though nothing was saved")
	}
	u.sees("no space left on device")
}

// withShelf gives the screen two scenes to open.
func withShelf(o *Options) {
	o.Scenes = func() []presets.Entry {
		return []presets.Entry{
			{Group: "first", Name: "bounded-buffer", Moral: "One mutex, two conditions.", Expect: program.ToHold()},
			{Group: "then", Name: "short", Moral: "Two coroutines that end.", Expect: program.ToHold()},
			{Group: "then", Name: "broken", Moral: "Does not open."},
		}
	}
	o.Open = func(name string) (*session.Session, string, error) {
		switch name {
		case "short":
			s, err := parse(name, short)
			return s, "", err
		case "bounded-buffer":
			s, err := parse(name, bounded)
			return s, "", err
		}
		return nil, "", errors.New("no scene " + name)
	}
}

// parse makes a session of a scene's text.
func parse(name, text string) (*session.Session, error) {
	p, err := program.Parse(name, text)
	if err != nil {
		return nil, err
	}
	return session.New(p)
}

// openFile opens a scene's file as the command does.
func openFile(file string) (*session.Session, string, error) {
	text, err := source.Read(file)
	if err != nil {
		return nil, "", err
	}
	s, err := parse(file, string(text))
	return s, file, err
}

func TestTheShelf(t *testing.T) {
	u := sitDown(t, bounded, withShelf)
	u.press("enter", "p", "o")
	u.sees("bounded-buffer", "short", "One mutex, two conditions.", "holds")
	u.press("/")
	u.types("sht")
	u.sees("short")
	u.seesNot("broken")
	u.press("enter")
	u.sees("Two coroutines", "u returns")
	if u.m.sceneName() != "short" {
		t.Fatalf("%s is open", u.m.sceneName())
	}
	if quits(u.send(keyOf("q"))) {
		t.Error("q forgets the unsaved change of the scene before")
	}
	u.sees("bounded-buffer")
	u.press("esc", "u")
	if u.m.sceneName() != "bounded-buffer" || u.named("p3").Slot < 0 {
		t.Error("u did not return to the scene as it was")
	}
	u.press("o", "G", "enter")
	u.sees("no scene broken")
	u.press("esc")
	if u.m.sceneName() != "bounded-buffer" {
		t.Error("a scene that does not open took the old one away")
	}
}

func TestTheFilterIsDroppedBeforeTheList(t *testing.T) {
	u := sitDown(t, bounded, withShelf)
	u.press("o", "/")
	u.types("zzz")
	u.press("enter", "down", "up")
	u.press("esc")
	if u.m.stack.Mode != keys.Picking || len(u.m.over.list.Shown) != 3 {
		t.Error("esc did not bring all lines back")
	}
	u.press("/")
	u.types("coroutines that")
	u.screen()
	if len(u.m.over.list.Shown) != 1 || u.m.over.list.Shown[0].Name != "short" {
		t.Error("the words of the moral are not found")
	}
	u.press("esc", "esc")
	if u.m.stack.Mode != keys.Browsing {
		t.Error("the list is still open")
	}
}

func TestReloadKeepsTheOldSceneWhenTheNewOneIsWrong(t *testing.T) {
	file := filepath.Join(t.TempDir(), "mine.scene")
	put := func(text string) {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	u := sitDown(t, bounded, func(o *Options) { o.File, o.Open = file, openFile })
	put(strings.Replace(bounded, "take(work)", "takes(work)", 1))
	reload := func() { u.send(u.send(keyOf("R"))()) }
	u.press("enter", "enter")
	at := u.m.session.Position()
	reload()
	u.sees("does not parse", "mine.scene:35:3", "takes")
	u.position(at)
	u.press("esc", "space")
	u.position(at + 1)
	put(strings.Replace(bounded, "queue(2)", "queue(5)", 1))
	reload()
	u.sees("read", "u returns", "of 5")
	u.position(0)
	u.press("u")
	u.position(at + 1)
	put(bounded)
	reload()
	u.sees("as it was")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	reload()
	u.sees("cannot be read")
}

func TestWithoutAFileThereIsNothingToReload(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("R")
	u.sees("no file to read again")
	u.press("o")
	u.sees("not available here")
}

func TestAllSchedules(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("a")
	u.sees("not available here")
	var heard []string
	u = sitDown(t, bounded, func(o *Options) {
		o.Ask = func(ctx context.Context, _ *engineMachine, progress func(string)) (ask.Answer, error) {
			progress("159 states")
			heard = append(heard, "asked")
			return ask.Answer{Text: "no: all 159 states visited"}, ctx.Err()
		}
	})
	u.m.desk.alone = false
	batch := u.send(keyOf("a"))().(tea.BatchMsg)
	u.sees("every schedule")
	answer := batch[0]()
	u.send(batch[1]())
	u.sees("159 states")
	u.send(answer)
	u.sees("no: all 159 states visited")
	u.press("esc")
	batch = u.send(keyOf("a"))().(tea.BatchMsg)
	u.press("esc")
	u.send(batch[0]())
	u.seesNot("all 159 states")
	if len(heard) != 2 {
		t.Errorf("asked %d times", len(heard))
	}
}
