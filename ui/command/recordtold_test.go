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

// TestWhatAFilmSaysStandsInItsOrder: what a script says in one moment, behind the step that it waited for, is told in
// the order of its lines, and so it stands in a page and in a table.
func TestWhatAFilmSaysStandsInItsOrder(t *testing.T) {
	h, dir := recorder(t)
	from := filepath.Join(dir, "talk.demo")
	text := "version 2\nscene one-condition\ndo run c1\nkey enter\ndo run c2\nrun until waiters(changed) == 2\n" +
		"caption Two sleep.\npause\n" +
		"ask Who? | *the producer | a consumer\npause\nreveal\ncaption The producer, of course.\npause\nkey space\n"
	if err := os.WriteFile(from, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	told, errs, code := run(t, h, "play", from)
	if code != 0 {
		t.Fatal(errs)
	}
	all := map[string]string{"told": told}
	for _, form := range []string{"md", "html"} {
		to := filepath.Join(dir, "talk."+form)
		if _, errs, code := run(t, h, "record", from, "-o", to); code != 0 {
			t.Fatalf("%s: %s", form, errs)
		}
		got, err := os.ReadFile(to)
		if err != nil {
			t.Fatal(err)
		}
		_, all[form], _ = strings.Cut(string(got), "The story")
		if form == "md" {
			all[form] = string(got)
		}
	}
	for form, got := range all {
		at := 0
		for _, part := range []string{"c2 waits for changed, behind c1", "Two sleep.", "Who? 1: the producer",
			"The answer is 1", "The producer, of course."} {
			i := strings.Index(got[at:], part)
			if i < 0 {
				t.Errorf("%s: no %q where it should be in\n%s", form, part, got)
				break
			}
			at += i
		}
	}
}

// TestWhatAFilmSaysHasRowsOfItsOwn in a table, in the script's order: a chapter before what is asked in it, and before
// what the first command in it does.
func TestWhatAFilmSaysHasRowsOfItsOwn(t *testing.T) {
	h, dir := recorder(t)
	from := filepath.Join(dir, "talk.demo")
	text := "version 2\nscene one-condition\nchapter Two sleep\ndo run c1\nchapter The signal\n" +
		"ask Who hears it? | *the producer | a consumer\npause\nreveal\ncaption So it is.\npause\nkey n*3\n"
	if err := os.WriteFile(from, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, form := range []string{"md", "tex"} {
		to := filepath.Join(dir, "talk."+form)
		if _, errs, code := run(t, h, "record", from, "-o", to); code != 0 {
			t.Fatalf("%s: %s", form, errs)
		}
		got, err := os.ReadFile(to)
		if err != nil {
			t.Fatal(err)
		}
		rows, at := strings.Split(string(got), "\n"), 0
		for _, part := range []string{"Chapter: Two sleep.", "c1 runs next", "Chapter: The signal.",
			"Who hears it? 1: the producer. 2: a consumer.", "The answer is 1: the producer.", "So it is.",
			"c1 takes m"} {
			for at < len(rows) && !strings.Contains(rows[at], part) {
				at++
			}
			if at == len(rows) {
				t.Fatalf("%s: no %q where it should be in\n%s", form, part, got)
			}
			cells := strings.FieldsFunc(rows[at], func(r rune) bool { return r == '|' || r == '&' })
			if part == "c1 takes m" {
				break
			}
			if first := strings.TrimSpace(cells[0]); first != "" {
				t.Errorf("%s: %q stands in the row of step %s", form, part, first)
			}
			last := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(cells[len(cells)-1]), `\\`))
			if last != part && part != "c1 runs next" {
				t.Errorf("%s: in the row of %q stands %q", form, part, last)
			}
			at++
		}
	}
}
