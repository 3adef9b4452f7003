//go:build unix

package ui

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// TestStandingStill stops the program from outside and by ctrl+z, as a job of a shell: the terminal is given back, and
// taken again when the job goes on. Where no shell could continue it, it goes on by itself.
func TestStandingStill(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no shell with jobs here")
	}
	dir := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "test.scene"), []byte(bounded), 0o600); err != nil {
		t.Fatal(err)
	}
	const again = `echo "stopped $? $(stty -a | grep -o ' icanon')"; read x; fg >/dev/null; `
	cmd := exec.Command(bash, "-c", `set -m; sh -c 'echo $$ >"$1/pid"; exec "$0"' "$0" "$1"; `+again+again+
		again+`echo "over $?"`, self, dir)
	cmd.Env = append(bareEnv(), childEnv+"="+dir, "TERM=xterm-256color")
	x := openCommand(t, cmd, 100, 30)
	x.shows("bounded-buffer")
	x.keys("  ")
	x.shows("step 2")
	text, err := os.ReadFile(filepath.Join(dir, "pid"))
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	for i, stop := range []func(){
		func() { _ = syscall.Kill(pid, syscall.SIGTSTP) }, func() { x.keys("\x1a") },
	} {
		stop()
		x.shows("stopped 149  icanon")
		x.mu.Lock()
		raw := x.raw.String()
		x.mu.Unlock()
		restored(t, raw)
		x.keys("\n")
		x.shows("step " + strconv.Itoa(2+i))
		x.keys(" ")
		x.shows("step " + strconv.Itoa(3+i))
	}
	_ = syscall.Kill(pid, syscall.SIGSTOP) // this cannot be heard
	x.shows("stopped 147")
	x.keys("\n")
	x.until("the screen again", func(s string) bool {
		return strings.Contains(s, "step 4") && strings.Contains(s, "READY")
	})
	x.keys("q")
	if _, raw := x.ends(); !strings.Contains(raw, "over 0") {
		t.Errorf("it did not leave:\n%s", x.text())
	}
}

// TestNobodyToContinueIt: a session leader is not stopped, and goes on.
func TestNobodyToContinueIt(t *testing.T) {
	x := openTerminal(t, t.TempDir(), bounded, 100, 30)
	x.shows("bounded-buffer")
	for i, stop := range []func(){
		func() { _ = x.cmd.Process.Signal(syscall.SIGTSTP) }, func() { x.keys("\x1a") },
	} {
		stop()
		x.until("the terminal given back", func(string) bool {
			x.mu.Lock()
			defer x.mu.Unlock()
			return strings.Count(x.raw.String(), "\x1b[?1049l") > i
		})
		x.until("the screen again", func(string) bool {
			x.mu.Lock()
			defer x.mu.Unlock()
			return strings.Count(x.raw.String(), "\x1b[?1049h") > i+1
		})
		x.keys(" ")
		x.shows("step " + strconv.Itoa(i+1))
	}
	x.keys("q")
	if code, _ := x.ends(); code != 0 {
		t.Errorf("it left with code %d", code)
	}
}
