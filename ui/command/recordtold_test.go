package command

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestATableKeepsWhatTheFilmSays: its title is the heading above the scene's, and chapters and captions stand at their
// steps; a table of numbers has none of them, and where nothing is asked the moral stays first.
func TestATableKeepsWhatTheFilmSays(t *testing.T) {
	h, dir := recorder(t)
	from := filepath.Join(dir, "talk.demo")
	text := "version 2\ntitle A talk\nscene one-condition\nchapter Who is woken\ncaption All wait for one thing.\n" +
		"key n*3\ncaption Now look at c1\nkey n\n"
	if err := os.WriteFile(from, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, form := range []string{"md", "tex", "csv"} {
		to := filepath.Join(dir, "talk."+form)
		if _, errs, code := run(t, h, "record", from, "-o", to); code != 0 {
			t.Fatalf("%s: %s", form, errs)
		}
		got, err := os.ReadFile(to)
		if err != nil {
			t.Fatal(err)
		}
		at := 0
		for _, part := range []string{"A talk", "one-condition", "One condition for both roles",
			"Chapter: Who is woken.", "All wait for one thing.", "Now look at c1."} {
			i := strings.Index(string(got)[at:], part)
			if form == "csv" {
				if strings.Contains(string(got), part) && part != "one-condition" {
					t.Errorf("csv has %q", part)
				}
				continue
			}
			if at += i; i < 0 {
				t.Errorf("%s: no %q where it should be in\n%s", form, part, got)
				break
			}
		}
	}
}
