package command

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui"
)

// TestDoubts opens a session of an earlier version whose hashes differ: whoever opens it, in whatever way, is
// told that its states are not proved.
func TestDoubts(t *testing.T) {
	old := filepath.Join("..", "..", "testdata", "releases", "0.1.0", "sessions", "played.session")
	text, err := os.ReadFile(old)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "other.session")
	text = regexp.MustCompile(`(?m)^(hash \d+) ([0-9a-f]{16})$`).ReplaceAll(text, []byte("$1 0123456789abcdef"))
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	const want = "not proved: it was saved by an earlier version of Quartet"

	var v ui.Options
	h := Host{Live: true, Screen: func(_ context.Context, got ui.Options) error { v = got; return nil }}
	h.In, h.Out, h.Err = strings.NewReader(""), new(bytes.Buffer), new(bytes.Buffer)
	if code := Main(context.Background(), h, []string{file}); code != 0 || !strings.Contains(v.Notice, want) {
		t.Errorf("on the screen: code %d, %q", code, v.Notice)
	}
	s, _, err := v.Open(file)
	if err != nil || !strings.Contains(v.Doubts(file, s), want) {
		t.Errorf("opened at the prompt: %v, %q", err, v.Doubts(file, s))
	}
	if s, _, err = v.Open(old); err != nil || v.Doubts(old, s) != "" {
		t.Errorf("one that is proved: %v, %q", err, v.Doubts(old, s))
	}
	for _, args := range [][]string{{file}, {"replay", "--json", file}, {"replay", "--narrate", file}} {
		var errs bytes.Buffer
		Main(context.Background(), Host{In: strings.NewReader(""), Out: new(bytes.Buffer), Err: &errs}, args)
		if !strings.Contains(errs.String(), want) {
			t.Errorf("%v: %q", args, errs.String())
		}
	}
}
