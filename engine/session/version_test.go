package session

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestEarlierVersions reads the sessions of an earlier version: each comes to the states that it was saved
// with, by the hashes of then, and is saved with those of now. Where a hash is another, it opens all the
// same, and says so.
func TestEarlierVersions(t *testing.T) {
	files, err := filepath.Glob("../../testdata/releases/0.1.0/sessions/*.session")
	if err != nil || len(files) == 0 {
		t.Fatal("there is no session", err)
	}
	otherwise, err := os.ReadFile("../../testdata/releases/0.1.0/otherwise.txt")
	if err != nil {
		t.Fatal(err)
	}
	hash := regexp.MustCompile(`(?m)^(hash \d+) ([0-9a-f]{16})$`)
	for _, file := range files {
		name := filepath.Base(file)
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		s, err := Unmarshal(text)
		if err != nil {
			continue // that, and why, is held by the corpus itself
		}
		if why := s.Unproven(); why != "" && !strings.Contains(string(otherwise), name+": ") {
			t.Errorf("%s: %s", name, why)
		}
		now := s.Marshal()
		if again, err := Unmarshal(now); err != nil || again.Unproven() != "" ||
			!strings.HasPrefix(string(now), "quartet session 2\n") {
			t.Errorf("%s: saved again: %v", name, err)
		}
		other := hash.ReplaceAll(text, []byte("$1 0123456789abcdef"))
		s, err = Unmarshal(other)
		if err != nil || !strings.Contains(s.Unproven(),
			"saved by an earlier version of Quartet, and its hashes are not comparable") {
			t.Errorf("%s, with other hashes: %v", name, err)
			continue
		}
		if string(s.Marshal()) != string(now) {
			t.Errorf("%s, with other hashes, is saved as another session", name)
		}
		if _, err := Unmarshal(hash.ReplaceAll(now, []byte("$1 0123456789abcdef"))); err == nil {
			t.Errorf("%s, saved again: other hashes, and nobody notices", name)
		}
	}
}
