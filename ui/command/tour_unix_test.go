//go:build unix

package command

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/quartet-os/quartet/ui/source"
)

// TestTourFileOfAnyKind: whatever stands where it is remembered that the tour was seen, the program begins.
func TestTourFileOfAnyKind(t *testing.T) {
	dir := t.TempDir()
	st, file := stateIn(dir), filepath.Join(dir, "tour")
	for name, c := range map[string]struct {
		put  func() error
		card int
	}{
		"nothing":   {func() error { return nil }, 0},
		"a card":    {func() error { return os.WriteFile(file, []byte("3\n"), 0o600) }, 3},
		"garbage":   {func() error { return os.WriteFile(file, []byte("\x00\xff"), 0o600) }, 1},
		"a folder":  {func() error { return os.Mkdir(file, 0o700) }, 0},
		"a pipe":    {func() error { return syscall.Mkfifo(file, 0o600) }, 0},
		"too large": {func() error { _ = os.WriteFile(file, nil, 0o600); return os.Truncate(file, source.Limit+1) }, 0},
	} {
		if err := c.put(); err != nil {
			t.Fatal(name, err)
		}
		if got := st.tour().Card; got != c.card {
			t.Errorf("with %s it is card %d", name, got)
		}
		_ = os.Remove(file)
	}
}
