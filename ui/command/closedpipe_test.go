package command

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// read1 is a standard output that is read once, as by head -1; after that nobody reads.
type read1 struct {
	bytes.Buffer
	read bool
}

// Write takes the first bytes alone.
func (w *read1) Write(p []byte) (int, error) {
	if w.read {
		return 0, &os.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.EPIPE}
	}
	w.read = true
	return w.Buffer.Write(p)
}

// TestNobodyReadsOn: whoever reads the first line alone gets the exit code of the answer, and the file that was asked
// for.
func TestNobodyReadsOn(t *testing.T) {
	saved := filepath.Join(t.TempDir(), "a.session")
	ended := filepath.Join(t.TempDir(), "b.session")
	bad := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(bad, []byte("nothing = 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		code int
		args []string
	}{
		{ExitFails, []string{"check", "one-condition", "--save", saved}},
		{ExitFine, []string{"check", "array-philosophers-left-handed", "--examples", "1", "--save", ended}},
		{ExitFails, []string{"check", "one-condition", "--sample", "10"}},
		{ExitUnknown, []string{"check", "bounded-buffer", "--max-states", "2"}},
		{ExitFails, []string{"check", "one-condition", "--json"}},
		{ExitFails, []string{"compare", "bounded-buffer", "one-condition"}},
		{ExitFails, []string{"config", "--check", bad}},
		{ExitFine, []string{"run", "one-condition"}},
	} {
		for _, read := range []bool{false, true} {
			var said bytes.Buffer
			out := &read1{read: read}
			code := Main(context.Background(), Host{In: strings.NewReader(""), Out: out, Err: &said}, c.args)
			if code != c.code {
				t.Errorf("%v, of which a line was read: %v, ends with %d and %q", c.args, !read, code, &said)
			}
			if read { // it is there already from the first time
				continue
			}
			for _, path := range []string{saved, ended} {
				if _, err := os.Stat(path); c.args[len(c.args)-1] == path && err != nil {
					t.Errorf("%v: %v", c.args, err)
				}
			}
			os.Remove(saved)
			os.Remove(ended)
		}
	}
}
