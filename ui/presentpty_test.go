//go:build !windows

package ui

import (
	"os"
	"path/filepath"
	"testing"
)

// TestPresentingInATerminal: the program itself, with the keys that a presenter's remote sends.
func TestPresentingInATerminal(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "talk.demo"), []byte(talk), 0o600); err != nil {
		t.Fatal(err)
	}
	const pageDown, pageUp = "\x1b[6~", "\x1b[5~"
	x := programIn(t, dir, 72, 20)("present", "talk.demo", "--layout", "projector")
	x.shows("cue 1 of 4  PageDown")
	x.keys(pageDown)
	x.shows("cue 2 of 4  PageDown")
	x.shows("Look at WAITING.")
	x.shows("step 5")
	x.keys(pageUp)
	x.shows("cue 1 of 4  PageDown")
	x.shows("step 2")
	x.keys("q")
	if code, _ := x.ends(); code != 0 {
		t.Errorf("it left with code %d", code)
	}
}
