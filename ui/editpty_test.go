//go:build unix

package ui

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestTheCentralExerciseInATerminal cures a scene of the shelf on the real program: edit, look, run, take back, keep.
// Killed before, it comes back with the text.
func TestTheCentralExerciseInATerminal(t *testing.T) {
	dir := t.TempDir()
	start := programIn(t, dir, 120, 36)
	x := start("if-instead-of-a-loop")
	x.shows("if-instead-of-a-loop")
	x.keys("E")
	x.shows("✗ fails")
	x.keys("\x1b[1;5H")
	for range 32 {
		x.keys("\x1b[B")
	}
	x.shows("line 33, column 1")
	x.keys("\x1b[H\x1b[3~\x1b[3~for")
	x.shows("✓ holds")
	x.shows("c1 waits for notEmpty and leaves m")
	hasWritten(t, dir, `put "for"`)
	if err := x.cmd.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	_, _ = x.ends()

	y := start("--last")
	y.shows("E goes on with its text")
	y.shows("a draft is kept: E")
	y.keys("E")
	y.shows("for len(work) == 0 {")
	y.shows("✓ holds")
	y.keys("\x1b[15~")
	y.shows("the edited scene, from its boot")
	y.keys("u")
	y.shows("back in if-instead-of-a-loop")
	y.keys("E\x13")
	y.shows("wrote if-instead-of-a-loop.scene")
	y.keys("\x1b")
	y.until("the machine", func(s string) bool { return !strings.Contains(s, "EDIT") })
	y.keys("q")
	if code, _ := y.ends(); code != 0 {
		t.Errorf("it left with code %d", code)
	}
	got, err := os.ReadFile(filepath.Join(dir, "if-instead-of-a-loop.scene"))
	want := strings.Replace(scene(t, "if-instead-of-a-loop"), "if len(work)", "for len(work)", 1)
	if err != nil || string(got) != want {
		t.Errorf("kept is %v, %.60q", err, got)
	}
}

// TestTheUsersEditorInATerminal: ctrl+e on a scene of the shelf makes a copy, the editor has the terminal, and what it
// leaves is on the screen.
func TestTheUsersEditorInATerminal(t *testing.T) {
	dir := t.TempDir()
	script := "#!/bin/sh\necho EDITOR HERE $1\nread answer\nsed -i 's/if len(work)/for len(work)/' \"$1\"\n"
	if err := os.WriteFile(filepath.Join(dir, "ed.sh"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("VISUAL", filepath.Join(dir, "ed.sh"))
	start := programIn(t, dir, 120, 36)
	x := start("if-instead-of-a-loop")
	x.shows("if-instead-of-a-loop")
	x.keys("\x05")
	x.shows("EDITOR HERE if-instead-of-a-loop.scene")
	x.keys("\x03") // for the editor alone
	x.shows("interrupt")
	x.shows("READY")
	x.keys("\x05")
	x.shows("EDITOR HERE")
	x.keys("\n")
	x.shows("read if-instead-of-a-loop.scene again")
	x.shows("READY")
	x.keys("q")
	if code, _ := x.ends(); code != 0 {
		t.Errorf("it left with code %d", code)
	}
}

// TestASignalKeepsTheDraft: a program that is asked to stop while a scene is edited says where the text is, and --last
// has it too.
func TestASignalKeepsTheDraft(t *testing.T) {
	dir := t.TempDir()
	start := programIn(t, dir, 120, 36)
	x := start("if-instead-of-a-loop")
	x.shows("if-instead-of-a-loop")
	x.keys("E\x1b[1;5H// mine")
	hasWritten(t, dir, "mine")
	if err := x.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if _, said := x.ends(); !strings.Contains(said, "if-instead-of-a-loop-1.scene") {
		t.Errorf("it says %q", said)
	}
	found, _ := filepath.Glob(filepath.Join(dir, "state", "quartet", "crash", "*.scene"))
	if len(found) != 1 {
		t.Errorf("in the crash folder are %v", found)
	}
	y := start("--last")
	y.shows("E goes on with its text")
	y.keys("E")
	y.shows("// mine")
}
