//go:build unix

package source_test

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/quartet-os/quartet/ui/source"
)

// TestOnlyRegularFilesAreRead: all others are refused at once, with a word on what they are.
func TestOnlyRegularFilesAreRead(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	if err := os.WriteFile(at("plain"), []byte("package p"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(at("pipe"), 0o600); err != nil {
		t.Skip("no pipes here:", err)
	}
	for name, target := range map[string]string{"link": "plain", "to-pipe": "pipe", "dangling": "nothing"} {
		if err := os.Symlink(at(target), at(name)); err != nil {
			t.Fatal(err)
		}
	}
	l, err := net.Listen("unix", at("socket"))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for name, says := range map[string]string{
		at("plain"): "", at("link"): "", at("pipe"): "is a pipe; a scene or session is a file",
		at("to-pipe"): "is a pipe",
		at("socket"):  "is a socket", dir: "is a folder", "/dev/null": "is a device", "/dev/zero": "is a device",
		at("nothing"): "no such file", at("dangling"): "no such file",
	} {
		text, err := source.Read(name)
		if says == "" && (err != nil || string(text) != "package p") {
			t.Errorf("%s: %q, %v", name, text, err)
		}
		if says != "" && (err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), name)) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if source.Look(at("nothing")) != (source.Stamp{}) || source.Look(at("plain")) == (source.Stamp{}) {
		t.Error("the stamps do not tell whether there is a file")
	}
}

// TestAFileOfAnySizeIsBounded: a sparse file of many gigabytes is refused before it is read, a stream at the limit.
func TestAFileOfAnySizeIsBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "large.scene")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Truncate(1 << 36); err != nil {
		t.Skip("no sparse files here:", err)
	}
	var large *source.LargeError
	if _, err := source.Read(path); !errors.As(err, &large) || !strings.Contains(err.Error(), "at most 64 MB") {
		t.Errorf("a file of 64 GB: %v", err)
	}
	if _, err := source.ReadAll(f, "standard input"); !errors.As(err, &large) ||
		!strings.HasPrefix(err.Error(), "standard input is too large") {
		t.Errorf("a stream of 64 GB: %v", err)
	}
}
