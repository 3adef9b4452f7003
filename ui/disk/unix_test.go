//go:build unix

package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestTheUmaskIsRespected and a file that is replaced keeps its mode.
func TestTheUmaskIsRespected(t *testing.T) {
	old := syscall.Umask(0o077)
	defer syscall.Umask(old)
	dir := t.TempDir()
	mode := func(name string) fs.FileMode {
		t.Helper()
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return info.Mode().Perm()
	}
	for mask, want := range map[int]fs.FileMode{0o077: 0o600, 0o027: 0o640, 0o022: 0o644} {
		syscall.Umask(mask)
		if err := Replace(filepath.Join(dir, "a"), nil, Shared); err != nil || mode("a") != want {
			t.Errorf("under %o a file is %o, %v", mask, mode("a"), err)
		}
		os.Remove(filepath.Join(dir, "a"))
		if err := New(filepath.Join(dir, "a"), nil, Shared); err != nil || mode("a") != want {
			t.Errorf("under %o a new file is %o, %v", mask, mode("a"), err)
		}
		os.Remove(filepath.Join(dir, "a"))
		if err := Replace(filepath.Join(dir, "s"), nil, Private); err != nil || mode("s") != 0o600 {
			t.Errorf("under %o a file of the state is %o, %v", mask, mode("s"), err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "b"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Replace(filepath.Join(dir, "b"), []byte("new"), Shared); err != nil || mode("b") != 0o600 {
		t.Errorf("a private file that is replaced becomes %o, %v", mode("b"), err)
	}
}

// TestWhatIsNoFileIsRefused says what stands there instead.
func TestWhatIsNoFileIsRefused(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	if err := syscall.Mkfifo(at("fifo"), 0o600); err != nil {
		t.Skip(err)
	}
	if err := errors.Join(os.Symlink("nothing", at("dangling")), os.Symlink("fifo", at("linked")),
		os.Symlink("/dev/null", at("device"))); err != nil {
		t.Fatal(err)
	}
	for path, what := range map[string]string{
		at("fifo"): "a named pipe", at("dangling"): "a link to nothing", at("linked"): "a named pipe", dir: "a folder",
		at("device"): "a device",
	} {
		var irregular *Irregular
		if err := Regular(path); !errors.As(err, &irregular) || irregular.What != what {
			t.Errorf("%s: %v", path, err)
		}
	}
	if err := Regular(at("none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("nothing there: %v", err)
	}
}

// TestALinkIsNotWrittenThrough replaces a link, not what it leads to.
func TestALinkIsNotWrittenThrough(t *testing.T) {
	dir := t.TempDir()
	other, link := filepath.Join(dir, "other"), filepath.Join(dir, "link")
	if err := errors.Join(os.WriteFile(other, []byte("mine"), 0o600), os.Symlink("other", link)); err != nil {
		t.Fatal(err)
	}
	if err := New(link, []byte("new"), Shared); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a link is no free place: %v", err)
	}
	if err := Replace(link, []byte("new"), Shared); err != nil {
		t.Fatal(err)
	}
	holds(t, other, "mine")
	holds(t, link, "new")
}

// TestAPipeIsNotWaitedFor: where a file of the state should be stands a pipe that nobody reads or writes.
func TestAPipeIsNotWaitedFor(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "history")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	var what *Irregular
	if err := AppendLines(pipe, []string{"go 5"}, 10); !errors.As(err, &what) {
		t.Errorf("a line appended to a pipe: %v", err)
	}
	if Held(pipe) {
		t.Error("a pipe is a journal that somebody writes")
	}
}
