//go:build unix

package command

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/quartet-os/quartet/ui"
)

// odd makes a folder with a scene, a pipe and a file that is too large; it gives their paths.
func odd(t *testing.T) (scene, pipe, large, dir string) {
	t.Helper()
	dir = t.TempDir()
	scene, pipe, large = filepath.Join(dir, "mine.scene"), filepath.Join(dir, "pipe.scene"),
		filepath.Join(dir, "large.scene")
	if err := os.WriteFile(scene, []byte("package mine\n\nfunc main() {\n}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("no pipes here:", err)
	}
	f, err := os.Create(large)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Truncate(1 << 36); err != nil {
		t.Skip("no sparse files here:", err)
	}
	return scene, pipe, large, dir
}

// TestWhatIsNoFileIsRefused: by every command, at once, and with what would work. One that waited for the pipe would
// hold this test up for ever.
func TestWhatIsNoFileIsRefused(t *testing.T) {
	_, pipe, large, dir := odd(t)
	for _, args := range [][]string{
		{}, {"run"}, {"check"}, {"replay"}, {"record", "-o", filepath.Join(dir, "out.txt")}, {"play"}, {"import"},
		{"sweep", "--vary", "consumers=1..2"},
	} {
		for path, says := range map[string]string{
			pipe: "is a pipe; a scene or session is a file, or comes through standard input", large: "at most 64 MB",
			"/dev/zero": "is a device", dir: "is a folder", filepath.Join(dir, "none.scene"): "none.scene",
		} {
			h, _ := recorder(t)
			_, errs, code := run(t, h, append(args[:len(args):len(args)], path)...)
			if code == 0 || !strings.Contains(errs, says) {
				t.Errorf("quartet %s %s: %d %s", strings.Join(args, " "), path, code, errs)
			}
		}
	}
}

// TestTheScreenOpensFiles: and returns the path under which a scene is watched; what is no file, and standard input, it
// refuses.
func TestTheScreenOpensFiles(t *testing.T) {
	scene, pipe, large, dir := odd(t)
	var v ui.Options
	h := Host{Live: true, Screen: func(_ context.Context, got ui.Options) error { v = got; return nil }}
	if _, errs, code := run(t, h, "messages"); code != 0 {
		t.Fatal(errs)
	}
	if s, file, err := v.Open(scene); err != nil || file != scene || s.Program().Name != "mine" {
		t.Errorf("%s: %q %v", scene, file, err)
	}
	for name, says := range map[string]string{
		"-": "standard input, which cannot be read from here", pipe: "is a pipe", large: "is too large",
		dir:         "is a folder",
		"/dev/zero": "is a device", "messagse": "did you mean messages",
		filepath.Join(dir, "none.scene"): "there is no file",
	} {
		if _, _, err := v.Open(name); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("open %s: %v", name, err)
		}
	}
}
