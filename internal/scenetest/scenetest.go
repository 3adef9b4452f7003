// Package scenetest is what tests share: scenes, and machines and sessions of them. Where something cannot be made the
// test ends, so that a test is about what comes after. The tests inside packages engine and session cannot import it,
// since it imports these.
package scenetest

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/presets"
)

// T is a test, of package testing or of rapid.
type T interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// Parse reads the text of a scene.
func Parse(t T, text string) *program.Program {
	t.Helper()
	p, err := program.Parse("test.scene", text)
	if err != nil {
		t.Fatalf("%v\n%s", err, numbered(text))
	}
	return p
}

// numbered puts its number before each line.
func numbered(text string) string {
	var b strings.Builder
	n := 0
	for line := range strings.Lines(text) {
		n++
		fmt.Fprintf(&b, "%3d %s", n, line)
	}
	return b.String()
}

// Text returns the text of a scene of the shelf.
func Text(t T, name string) string {
	t.Helper()
	_, text, err := presets.Source(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// shipped are the scenes of the shelf that were read, by their names: tests walk over the shelf again and again.
var shipped sync.Map

// Shipped reads a scene of the shelf. Each call returns a program of its own, whose slices are those of the others.
func Shipped(t T, name string) *program.Program {
	t.Helper()
	known, ok := shipped.Load(name)
	if !ok {
		file, text, err := presets.Source(name)
		if err != nil {
			t.Fatal(err)
		}
		if known, err = program.Parse(file, text); err != nil {
			t.Fatal(err)
		}
		shipped.Store(name, known)
	}
	p := *known.(*program.Program)
	return &p
}

var shelf = sync.OnceValue(presets.List)

// Shelf returns presets.List, which reads every scene, but reads them once.
func Shelf() []presets.Entry { return slices.Clone(shelf()) }

// Boot boots a machine of a scene.
func Boot(t T, p *program.Program) *engine.Engine {
	t.Helper()
	e, err := engine.New(p)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// Machine boots a machine of a scene's text.
func Machine(t T, text string) *engine.Engine {
	t.Helper()
	return Boot(t, Parse(t, text))
}

// Open begins a session of a scene, and gives it commands.
func Open(t T, p *program.Program, commands ...string) *session.Session {
	t.Helper()
	s, err := session.New(p)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range commands {
		if _, err := s.Do(Command(t, line)); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
	}
	return s
}

// Command reads a command.
func Command(t T, line string) engine.Command {
	t.Helper()
	c, err := engine.ParseCommand(line)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Do gives commands to a machine.
func Do(t T, e *engine.Engine, commands ...string) {
	t.Helper()
	for _, line := range commands {
		if _, err := e.Do(Command(t, line)); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
	}
}

// Told runs a machine from its boot to its end, or for so many steps, checking every invariant after each, and returns
// the story.
func Told(t T, e *engine.Engine, steps int) string {
	t.Helper()
	n := narrate.New(e.Program(), e.Snapshot(nil))
	n.Restart()
	var b strings.Builder
	for i, events := 0, e.Boot(); i <= steps && events != nil; i, events = i+1, e.Step() {
		for _, s := range n.Tell(events, e.End()) {
			b.WriteString(s.String() + "\n")
		}
		if err := e.Check(); err != nil {
			t.Fatalf("step %d: %v\n%s", e.StepNumber(), err, b.String())
		}
	}
	return b.String()
}

// Data returns the text of a file in testdata at the root of the project.
func Data(t T, elem ...string) string {
	t.Helper()
	dir, err := os.Getwd()
	for err == nil && dir != filepath.Dir(dir) {
		if _, missing := os.Stat(filepath.Join(dir, "go.mod")); missing == nil {
			break
		}
		dir = filepath.Dir(dir)
	}
	text, err := os.ReadFile(filepath.Join(append([]string{dir, "testdata"}, elem...)...))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Fault returns the text of a scene that once was answered wrongly.
func Fault(t T, name string) string {
	t.Helper()
	return Data(t, "faults", name+".scene")
}

// Must is a T for what is made outside a test: it panics.
type Must struct{}

// Helper does nothing.
func (Must) Helper() {}

// Fatal panics.
func (Must) Fatal(args ...any) { panic(fmt.Sprint(args...)) }

// Fatalf panics.
func (Must) Fatalf(format string, args ...any) { panic(fmt.Sprintf(format, args...)) }
