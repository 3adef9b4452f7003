//go:build !windows

package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTheTourAtTheFirstStart: it begins once, not over a named scene, and by its command at the card where it was left.
func TestTheTourAtTheFirstStart(t *testing.T) {
	dir := t.TempDir()
	start := programIn(t, dir, 120, 36)
	named := start("one-condition")
	named.shows("one-condition")
	if s := named.text(); strings.Contains(s, "of 8") {
		t.Errorf("the tour begins over a named scene:\n%s", s)
	}
	named.keys("q")
	_, _ = named.ends()

	first := start()
	first.shows("1 of 8")
	first.keys(" ")
	first.shows("2 of 8")
	first.keys("\r")
	first.shows("3 of 8")
	first.keys("q")
	if code, _ := first.ends(); code != 0 {
		t.Errorf("it left with code %d", code)
	}
	kept, err := os.ReadFile(filepath.Join(dir, "state", "quartet", "tour"))
	if err != nil || string(kept) != "3\n" {
		t.Errorf("what is remembered is %q: %v", kept, err)
	}

	second := start()
	second.shows(":tour goes on with the tour, at card 3")
	if s := second.text(); strings.Contains(s, "of 8") {
		t.Errorf("the tour begins a second time:\n%s", s)
	}
	second.keys("q")
	_, _ = second.ends()
	again := start("tour")
	again.shows("3 of 8")
	again.keys("\x1b")
	again.shows(":tour comes back")
	again.keys("q")
	_, _ = again.ends()
}
