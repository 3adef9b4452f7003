//go:build unix

package command

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestTheEditorsName: $EDITOR may have arguments, and its path may have blanks.
func TestTheEditorsName(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "my tools")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"ed", "plain"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("VISUAL", " ")
	t.Setenv("PATH", dir)
	for line, want := range map[string][]string{
		filepath.Join(dir, "ed"): {filepath.Join(dir, "ed"), "a.scene"},
		" plain -u NONE ":        {filepath.Join(dir, "plain"), "-u", "NONE", "a.scene"},
	} {
		t.Setenv("EDITOR", line)
		got, err := usersEditor("a.scene")
		if err != nil {
			t.Errorf("%q: %v", line, err)
			continue
		}
		if o := got.(outside); o.Path != want[0] || !slices.Equal(o.Args[1:], want[1:]) {
			t.Errorf("%q begins %q %q", line, o.Path, o.Args)
		}
	}
	t.Setenv("EDITOR", filepath.Join(dir, "nothing here"))
	if _, err := usersEditor("a.scene"); err == nil {
		t.Error("an editor that is not there is begun")
	}
}
