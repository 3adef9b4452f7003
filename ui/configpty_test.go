//go:build !windows

package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAConfigFile: the program starts with the user's settings, tells once which line is bad, and a flag comes first.
func TestAConfigFile(t *testing.T) {
	dir := t.TempDir()
	start := programIn(t, dir, 120, 36)
	file := filepath.Join(dir, "config", "quartet", "config.toml")
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	text := "theme = \"light\"\nlayout = \"queues\"\nspeed = 5\n[keys]\nstep = [\"space\", \"ctrl+n\"]\nquit " +
		"= \"X\"\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	x := start("bounded-buffer")
	x.shows("config line 3: there is no speed 5")
	x.keys("\x0e")
	x.shows("step 1")
	if s := x.text(); strings.Contains(s, "config line") || strings.Contains(s, "OBJECTS") {
		t.Errorf("the word on the file stays, or the layout is another:\n%s", s)
	}
	x.keys("q")
	x.keys("\x0e")
	x.shows("step 2")
	x.keys("X")
	code, raw := x.ends()
	if code != 0 || strings.LastIndex(raw, tellNoColours) < strings.LastIndex(raw, tellColours) {
		t.Errorf("it left with code %d, and the terminal tells of its colours still", code)
	}
	if !strings.Contains(raw, "\x1b[?2031h") {
		t.Error("the terminal was not asked to tell of its colours")
	}

	x = start("bounded-buffer", "--layout", "explore")
	x.shows("OBJECTS")
	x.keys("X")
	_, _ = x.ends()
}
