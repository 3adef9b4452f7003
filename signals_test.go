//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/quartet-os/quartet/internal/effort"
)

// quartetCommand is the program itself, in a folder and with a state of its own.
func quartetCommand(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self, args...)
	c.Args[0] = "quartet" // TestMain makes it the program
	c.Dir = dir
	c.Env = append(os.Environ(), "XDG_STATE_HOME="+filepath.Join(dir, "state"), "TERM=dumb")
	return c
}

// endOf waits for a program's end, at most some seconds; it gives the exit code.
func endOf(t *testing.T, c *exec.Cmd) int {
	t.Helper()
	over := make(chan error, 1)
	go func() { over <- c.Wait() }()
	select {
	case err := <-over:
		var exit *exec.ExitError
		if err != nil && !errors.As(err, &exit) {
			t.Fatal(err)
		}
	case <-time.After(10 * time.Second):
		_ = c.Process.Kill()
		t.Fatalf("%v goes on", c.Args)
	}
	return c.ProcessState.ExitCode()
}

// waitFor waits until something is so.
func waitFor(t *testing.T, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !so(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s never comes", what)
		}
	}
}

// TestASignalEndsARecording in the middle of it: nothing is left of it, and the shell learns of the signal.
func TestASignalEndsARecording(t *testing.T) {
	long := "scene bounded-buffer\nsize 200x60\nspeed 64\nrun 600s\nrun 600s\n"
	for form, args := range map[string][]string{
		"gif": {"-o", "a.gif", "--scale", "8"}, "png": {"-o", "a.png", "--scale", "8"}, "cast": {"-o", "a.cast"},
		"frames": {"--frames", "a", "--scale", "8"}, "html": {"-o", "a.html"},
	} {
		for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT} {
			t.Run(form+" "+sig.String(), func(t *testing.T) {
				if effort.Quick() && sig != syscall.SIGHUP {
					t.Skip("one signal is enough for a quick look")
				}
				dir := t.TempDir()
				if err := os.WriteFile(filepath.Join(dir, "long.demo"), []byte(long), 0o600); err != nil {
					t.Fatal(err)
				}
				var errs bytes.Buffer
				c := quartetCommand(t, dir, append([]string{"record", "long.demo"}, args...)...)
				c.Stderr = &errs
				if err := c.Start(); err != nil {
					t.Fatal(err)
				}
				waitFor(t, "the recording", func() bool { return len(drafts(t, dir)) > 0 })
				if err := c.Process.Signal(sig); err != nil {
					t.Fatal(err)
				}
				if code := endOf(t, c); code != 128+int(sig) ||
					!strings.Contains(errs.String(), "stopped by a signal") {
					t.Errorf("it ends with %d: %s", code, errs.String())
				}
				if left := append(drafts(t, dir), drafts(t, filepath.Join(dir, "a"))...); len(left) > 0 {
					t.Errorf("left behind: %v", left)
				}
				if made, _ := filepath.Glob(filepath.Join(dir, "a*")); len(made) > 0 {
					t.Errorf("written: %v", made)
				}
			})
		}
	}
}

// drafts lists the hidden files in a folder.
func drafts(t *testing.T, dir string) []string {
	t.Helper()
	found, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	var names []string
	for _, f := range found {
		if strings.HasPrefix(f.Name(), ".") {
			names = append(names, f.Name())
		}
	}
	return names
}

// TestASignalEndsReading asks a program to stop that waits for its input, or replays a session of many commands.
func TestASignalEndsReading(t *testing.T) {
	var long bytes.Buffer
	long.WriteString("quartet session 1\nfile \"a.scene\"\nscene\n| // A variable.\n| package a\n|\n" +
		"| var n int\n|\n| func w() {\n| \tyield()\n| }\n|\n| func main() {\n| \tspawn(w)\n| }\n" +
		"end of scene\nrules textbook\npolicy cooperative 1\ngrain pass\nslots 0\nfuel 1000\nseed 1\n" +
		"clock 1/1\nbranch 1\n")
	for i := range 300_000 {
		fmt.Fprintf(&long, "step 0: set n %d\n", i)
	}
	long.WriteString("hash 0 0000000000000001\nat branch 1 step 0\nend of session\n")
	for name, args := range map[string][]string{
		"replay": {"replay", "-"}, "open": {"-"}, "record": {"record", "-", "-o", "a.gif"}, "run": {"run", "-"},
		"import": {"import", "-"}, "sweep": {"sweep", "-", "--vary", "consumers=1..2"}, "check": {"check", "-"},
	} {
		if effort.Quick() && name != "replay" {
			continue
		}
		for _, whole := range []bool{true, false} {
			if whole && name != "replay" && name != "open" && name != "record" {
				continue // a session is no scene
			}
			t.Run(fmt.Sprint(name, " ", whole), func(t *testing.T) {
				dir := t.TempDir()
				c := quartetCommand(t, dir, args...)
				in, err := c.StdinPipe()
				if err != nil {
					t.Fatal(err)
				}
				if err := c.Start(); err != nil {
					t.Fatal(err)
				}
				if _, err := io.Copy(in, bytes.NewReader(long.Bytes())); err != nil {
					t.Fatal(err)
				}
				if whole {
					in.Close()
				}
				if err := c.Process.Signal(syscall.SIGTERM); err != nil {
					t.Fatal(err)
				}
				if code := endOf(t, c); code != 128+int(syscall.SIGTERM) {
					t.Errorf("it ends with %d", code)
				}
				if left := drafts(t, dir); len(left) > 0 {
					t.Errorf("left behind: %v", left)
				}
			})
		}
	}
}

// TestASignalThatIsIgnoredStaysSo is what nohup is for.
func TestASignalThatIsIgnoredStaysSo(t *testing.T) {
	dir := t.TempDir()
	self := quartetCommand(t, dir, "record", "bounded-buffer", "-o", "a.gif", "--to", "40")
	c := exec.Command("sh", "-c", `trap "" HUP; exec -a quartet "$0" "$@"`, self.Path)
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("no bash here")
	}
	c.Path, _ = exec.LookPath("bash")
	c.Args = append(c.Args, self.Args[1:]...)
	c.Dir, c.Env = dir, self.Env
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "the recording", func() bool { return len(drafts(t, dir)) > 0 })
	if err := c.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	if code := endOf(t, c); code != 0 {
		t.Errorf("it ends with %d", code)
	}
	if _, err := os.Stat(filepath.Join(dir, "a.gif")); err != nil {
		t.Error(err)
	}
}
