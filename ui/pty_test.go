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
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/signaltest"
	"github.com/quartet-os/quartet/ui/ask"
)

// childEnv makes the test's own binary be the screen, in a folder that it names.
const childEnv = "QUARTET_TEST_SCREEN"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childEnv); dir != "" {
		os.Exit(beScreen(dir))
	}
	signaltest.Heed()
	code := effort.Run(m)
	if built != "" {
		_ = os.RemoveAll(filepath.Dir(built))
	}
	os.Exit(code)
}

// built is where the program is once a test has asked for it, and building says what went wrong.
var (
	built    string
	building = sync.OnceValue(func() error {
		dir, err := os.MkdirTemp("", "quartet")
		if err != nil {
			return err
		}
		built = filepath.Join(dir, "quartet")
		if out, err := exec.Command("go", "build", "-o", built, "..").CombinedOutput(); err != nil {
			return fmt.Errorf("%w\n%s", err, out)
		}
		return nil
	})
)

// programIn returns what starts the program itself in a folder, with its state there, in a terminal of w by h cells.
func programIn(t *testing.T, dir string, w, h int, env ...string) func(args ...string) *terminal {
	t.Helper()
	if effort.Quick() {
		t.Skip("it builds the program")
	}
	if err := building(); err != nil {
		t.Fatal(err)
	}
	return func(args ...string) *terminal {
		cmd := exec.Command(built, args...)
		cmd.Dir = dir
		cmd.Env = append(bareEnv(), "TERM=xterm-256color", "XDG_STATE_HOME="+filepath.Join(dir, "state"),
			"XDG_CONFIG_HOME="+filepath.Join(dir, "config"))
		cmd.Env = append(cmd.Env, env...)
		return openCommand(t, cmd, w, h)
	}
}

// beScreen runs the screen on the scene in a folder, as the command does.
func beScreen(dir string) int {
	file := filepath.Join(dir, "test.scene")
	s, _, err := openFile(file)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	err = Run(context.Background(), Options{
		Session: s, File: file, Open: openFile, CrashDir: filepath.Join(dir, "crash"),
		HistoryFile: filepath.Join(dir, "history"),
		Save: func(name string, data []byte) (string, error) {
			path := filepath.Join(dir, name)
			return path, os.WriteFile(path, data, 0o600)
		},
		Ask: func(context.Context, *engine.Engine, func(string)) (ask.Answer, error) { panic("a bug, on purpose") },
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
	t     *testing.T
	tty   *os.File
	cmd   *exec.Cmd
	mu    sync.Mutex
	emu   *vt.Emulator
	raw   bytes.Buffer
	words int           // how many words were typed that no screen had yet
	done  chan struct{} // closed when the program's output ended
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
	drop := []string{"TERM=", "TMUX=", "COLORTERM=", "NO_COLOR=", "CI=", "SSH_TTY=", "TERM_PROGRAM=",
		"QUARTET_CONFIG="}
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
		x.feed(buf[:n])
		x.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// feed gives output to the emulator, a sequence at a time. It panics where its window shrank between two parts of what
// was drawn for a larger one; a terminal goes on, and so does another emulator, whose screen is empty until all is
// drawn anew. That may be in the same output, so no more of it is lost than one sequence and its text.
func (x *terminal) feed(output []byte) {
	for len(output) > 0 {
		n := len(output)
		if i := bytes.IndexByte(output[1:], '\x1b'); i >= 0 {
			n = i + 1
		}
		if !fed(x.emu, output[:n]) {
			x.another()
		}
		output = output[n:]
	}
}

// fed reports whether an emulator took what it was given.
func fed(emu *vt.Emulator, output []byte) (took bool) {
	defer func() { took = recover() == nil }()
	_, _ = emu.Write(output)
	return true
}

// another sets an emulator of the same size in the place of one that can no longer be used.
func (x *terminal) another() {
	old := x.emu
	x.emu = vt.NewEmulator(old.Width(), old.Height())
	go func(emu io.Reader) { _, _ = io.Copy(x.tty, emu) }(x.emu)
	if c, ok := old.InputPipe().(io.Closer); ok {
		_ = c.Close()
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

// until waits for a screen that passes, at most 20 s: a busy machine takes its time.
func (x *terminal) until(what string, pass func(screen string) bool) {
	x.t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
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

// ends waits for the end of the program and returns its exit code and all that it wrote.
func (x *terminal) ends() (int, string) {
	x.t.Helper()
	over := make(chan error, 1)
	go func() { over <- x.cmd.Wait() }()
	select {
	case <-over:
	case <-time.After(20 * time.Second):
		x.t.Fatalf("the program does not end:\n%s", x.text())
	}
	if runtime.GOOS == "linux" {
		<-x.done
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.cmd.ProcessState.ExitCode(), x.raw.String()
}
