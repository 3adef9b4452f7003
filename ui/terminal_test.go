//go:build !windows

package ui

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"

	"github.com/quartet-os/quartet/engine/session"
)

// restored checks that the terminal was given back: the alternate screen, the mouse and the cursor.
func restored(t *testing.T, raw string) {
	t.Helper()
	for _, pair := range [][2]string{
		{"\x1b[?1049h", "\x1b[?1049l"}, {"\x1b[?1002h", "\x1b[?1002l"}, {"\x1b[?25l", "\x1b[?25h"},
	} {
		if strings.LastIndex(raw, pair[1]) < strings.LastIndex(raw, pair[0]) {
			t.Errorf("%q was not taken back", pair[0])
		}
	}
}

func TestTheScreenInATerminal(t *testing.T) {
	dir := t.TempDir()
	x := openTerminal(t, dir, bounded, 120, 36)
	x.shows("bounded-buffer")
	x.keys(" ")
	x.shows("step 1")
	x.keys("\x1b[<0;3;36M\x1b[<0;3;36m") // a click on space, in the footer
	x.shows("step 2")
	x.keys("\r")
	x.until("the end of pass 1", func(s string) bool { return strings.Contains(s, "pass 1") })
	x.keys("r")
	x.shows("steps/s")
	x.keys("r")
	x.until("a pause", func(s string) bool { return !strings.Contains(s, "steps/s") })
	x.keys("p")
	x.shows("u undoes")
	x.keys("q")
	x.shows("not saved")
	x.keys("\x1b")
	x.until("the machine again", func(s string) bool { return !strings.Contains(s, "not saved") })
	x.keys("qS")
	code, raw := x.ends()
	if code != 0 || !strings.Contains(raw, "left") {
		t.Errorf("it left with code %d:\n%s", code, x.text())
	}
	restored(t, raw)
	saved, err := os.ReadFile(filepath.Join(dir, "bounded-buffer.session"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := session.Unmarshal(saved); err != nil {
		t.Errorf("what was saved does not replay: %v", err)
	}
}

func TestAResizeKeepsTheMoment(t *testing.T) {
	x := openTerminal(t, t.TempDir(), bounded, 120, 36)
	x.shows("bounded-buffer")
	x.keys("nnn")
	x.until("a step", func(s string) bool { return strings.Contains(s, "step") && !strings.Contains(s, "step 0") })
	for _, size := range [][2]int{{80, 24}, {60, 18}, {200, 60}, {30, 8}, {1, 1}, {120, 36}} {
		x.mu.Lock()
		x.emu.Resize(size[0], size[1])
		x.mu.Unlock()
		if err := pty.Setsize(x.tty, &pty.Winsize{Cols: uint16(size[0]), Rows: uint16(size[1])}); err != nil {
			t.Fatal(err)
		}
		if size[0] >= 60 {
			x.until("the scene, the lanes and the keys", func(s string) bool {
				return strings.Contains(s, "READY") && strings.Contains(s, "space") && strings.Contains(s, "Quartet")
			})
		}
	}
	x.keys("q")
	if code, _ := x.ends(); code != 0 {
		t.Errorf("it left with code %d", code)
	}
}

func TestASignalSavesTheSession(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT, syscall.SIGQUIT,
		syscall.SIGABRT} {
		t.Run(sig.String(), func(t *testing.T) {
			dir := t.TempDir()
			x := openTerminal(t, dir, bounded, 80, 24)
			x.shows("bounded-buffer")
			x.keys("  p")
			x.shows("u undoes")
			if err := x.cmd.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			savedAfter(t, x, dir)
		})
	}
}

func TestABugSavesTheSession(t *testing.T) {
	dir := t.TempDir()
	x := openTerminal(t, dir, bounded, 80, 24)
	x.shows("bounded-buffer")
	x.keys("  p")
	x.shows("u undoes")
	x.keys("a")
	savedAfter(t, x, dir)
}

// savedAfter checks the end of a program that was stopped: terminal restored, session saved, its path printed.
func savedAfter(t *testing.T, x *terminal, dir string) {
	t.Helper()
	code, raw := x.ends()
	if code != 3 {
		t.Errorf("it ended with code %d", code)
	}
	restored(t, raw)
	path := filepath.Join(dir, "crash", "bounded-buffer-1.session")
	if !strings.Contains(raw, path) {
		t.Errorf("it does not say where the session is:\n%s", raw)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := session.Unmarshal(text)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "spawn producer") || len(s.Commands()) != 1 {
		t.Errorf("the saved session lacks the command:\n%s", text)
	}
}

func TestAChangedFileIsReadAgain(t *testing.T) {
	dir := t.TempDir()
	x := openTerminal(t, dir, bounded, 120, 36)
	x.shows("bounded-buffer")
	file := filepath.Join(dir, "test.scene")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file+".new", []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(file+".new", file); err != nil {
			t.Fatal(err)
		}
	}
	write(strings.Replace(bounded, "take(work)", "takes(work)", 1))
	x.shows("does not parse")
	write(strings.Replace(bounded, "queue(2)", "queue(3)", 1))
	x.shows("of 3")
	x.keys("u")
	x.shows("of 2")
}

func TestATerminalThatGoesAwaySavesTheSession(t *testing.T) {
	dir := t.TempDir()
	x := openTerminal(t, dir, bounded, 80, 24)
	x.shows("bounded-buffer")
	x.keys("  p")
	x.shows("u undoes")
	x.keys("r") // so that it writes: the reader lets go of the terminal only then
	_ = x.tty.Close()
	over := make(chan error, 1)
	go func() { over <- x.cmd.Wait() }()
	select {
	case <-over:
	case <-time.After(5 * time.Second):
		t.Fatal("the program goes on without a terminal")
	}
	if _, err := os.Stat(filepath.Join(dir, "crash", "bounded-buffer-1.session")); err != nil {
		t.Error(err)
	}
}

func TestTheProgramItself(t *testing.T) {
	start := programIn(t, t.TempDir(), 100, 30)
	x := start("bounded-buffer")
	x.shows("bounded-buffer")
	x.keys("   ")
	x.shows("step 3")
	x.keys("o")
	x.shows("Open a scene")
	x.keys("/if-instead\r")
	x.shows("if-instead-of-a-loop is open") // its name alone stands in the list, too
	x.keys(" ")
	x.shows("step 1")
	x.keys("q")
	if code, _ := x.ends(); code != 0 {
		t.Errorf("it left with code %d", code)
	}
	x = start("--last")
	x.shows("if-instead-of-a-loop")
	x.keys("q")
	if code, _ := x.ends(); code != 0 {
		t.Errorf("it left with code %d", code)
	}
}

// TestTheProgramWaitsForNoPipe opens a pipe that nobody writes to, and standard input: both are refused, and
// the keys go on.
func TestTheProgramWaitsForNoPipe(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.scene"), 0o600); err != nil {
		t.Skip("no pipes here:", err)
	}
	x := programIn(t, dir, 160, 30)("bounded-buffer")
	x.shows("bounded-buffer")
	x.keys(":open pipe.scene\r")
	x.shows("is a pipe; a scene or session is a file")
	x.keys("\x15open -\r")
	x.shows("standard input, which cannot be read from here")
	x.keys("\x03")
	x.keys(" ")
	x.shows("step 1")
	x.keys("q")
	if code, _ := x.ends(); code != 0 {
		t.Errorf("it left with code %d", code)
	}
}
