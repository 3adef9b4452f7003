//go:build !windows

package ui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/session"
)

// childEnv makes the test's own binary be the screen, in a folder that it names.
const childEnv = "QUARTET_TEST_SCREEN"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childEnv); dir != "" {
		os.Exit(beScreen(dir))
	}
	os.Exit(m.Run())
}

// beScreen runs the screen on the scene in a folder, as the command does.
func beScreen(dir string) int {
	file := filepath.Join(dir, "test.scene")
	text, err := os.ReadFile(file)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 4
	}
	s, err := parse(file, fileMsg{text: string(text)})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	err = Run(context.Background(), Options{
		Session: s, File: file, CrashDir: filepath.Join(dir, "crash"), HistoryFile: filepath.Join(dir, "history"),
		Save: func(name string, data []byte) (string, error) {
			path := filepath.Join(dir, name)
			return path, os.WriteFile(path, data, 0o600)
		},
		Ask: func(context.Context, *engine.Engine, func(string)) (Answer, error) { panic("a bug, on purpose") },
	})
	var stopped *Stopped
	if errors.As(err, &stopped) {
		fmt.Println(err)
		return 3
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Println("left")
	return 0
}

// terminal is a program in a pseudo-terminal and what it shows.
type terminal struct {
	t    *testing.T
	tty  *os.File
	cmd  *exec.Cmd
	mu   sync.Mutex
	emu  *vt.Emulator
	raw  bytes.Buffer
	done chan struct{} // closed when the program's output ended
}

// openTerminal starts the screen on a scene in a terminal of w by h cells.
func openTerminal(t *testing.T, dir, scene string, w, h int) *terminal {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, "test.scene"), []byte(scene), 0o600); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(bareEnv(), childEnv+"="+dir, "TERM=xterm-256color")
	return openCommand(t, cmd, w, h)
}

// openCommand starts a program in a terminal of w by h cells.
func openCommand(t *testing.T, cmd *exec.Cmd, w, h int) *terminal {
	t.Helper()
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: uint16(w), Rows: uint16(h)})
	if err != nil {
		t.Fatal(err)
	}
	x := &terminal{t: t, tty: tty, cmd: cmd, emu: vt.NewEmulator(w, h), done: make(chan struct{})}
	go x.show()
	go func() { _, _ = io.Copy(tty, x.emu) }() // the terminal's answers to queries
	t.Cleanup(x.close)
	return x
}

// bareEnv is the environment without what changes how a terminal is taken.
func bareEnv() []string {
	drop := []string{"TERM=", "TMUX=", "COLORTERM=", "NO_COLOR=", "CI=", "SSH_TTY=", "TERM_PROGRAM="}
	var env []string
	for _, e := range os.Environ() {
		keep := true
		for _, d := range drop {
			keep = keep && !strings.HasPrefix(e, d)
		}
		if keep {
			env = append(env, e)
		}
	}
	return env
}

// show feeds the program's output to the emulator.
func (x *terminal) show() {
	defer close(x.done)
	buf := make([]byte, 32<<10)
	for {
		n, err := x.tty.Read(buf)
		x.mu.Lock()
		x.raw.Write(buf[:n])
		_, _ = x.emu.Write(buf[:n])
		x.mu.Unlock()
		if err != nil {
			return
		}
	}
}

func (x *terminal) close() {
	_ = x.cmd.Process.Kill()
	_ = x.tty.Close()
	<-x.done
	if c, ok := x.emu.InputPipe().(io.Closer); ok {
		_ = c.Close()
	}
}

// text reads the screen.
func (x *terminal) text() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.emu.String()
}

// keys types bytes as a terminal sends them.
func (x *terminal) keys(s string) {
	x.t.Helper()
	if _, err := io.WriteString(x.tty, s); err != nil {
		x.t.Fatal(err)
	}
}

// until waits for a screen that passes, at most 5 s.
func (x *terminal) until(what string, pass func(screen string) bool) {
	x.t.Helper()
	for end := time.Now().Add(5 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if pass(x.text()) {
			return
		}
	}
	x.t.Fatalf("the terminal does not show %s:\n%s", what, x.text())
}

// shows waits for a text.
func (x *terminal) shows(text string) {
	x.t.Helper()
	x.until(fmt.Sprintf("%q", text), func(s string) bool { return strings.Contains(s, text) })
}

// ends waits for the end of the program and gives its exit code and all that it wrote.
func (x *terminal) ends() (int, string) {
	x.t.Helper()
	over := make(chan error, 1)
	go func() { over <- x.cmd.Wait() }()
	select {
	case <-over:
	case <-time.After(5 * time.Second):
		x.t.Fatalf("the program does not end:\n%s", x.text())
	}
	if runtime.GOOS == "linux" {
		<-x.done
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.cmd.ProcessState.ExitCode(), x.raw.String()
}

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
	x.keys("qs")
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
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT} {
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
	dir := t.TempDir()
	program := filepath.Join(dir, "quartet")
	if out, err := exec.Command("go", "build", "-o", program, "..").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	start := func(args ...string) *terminal {
		cmd := exec.Command(program, args...)
		cmd.Dir = dir
		cmd.Env = append(bareEnv(), "TERM=xterm-256color", "XDG_STATE_HOME="+filepath.Join(dir, "state"))
		return openCommand(t, cmd, 100, 30)
	}
	x := start("bounded-buffer")
	x.shows("bounded-buffer")
	x.keys("   ")
	x.shows("step 3")
	x.keys("o")
	x.shows("Open a scene")
	x.keys("/if-instead\r")
	x.shows("if-instead-of-a-loop")
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
