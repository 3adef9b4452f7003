package session

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/quartet-os/quartet/engine"
)

// other is what a session's text says of the future that was left last, which a journal does not keep.
var other = regexp.MustCompile(` other \d+\n`)

func asText(s *Session) string { return other.ReplaceAllString(string(s.Marshal()), "\n") }

// TestAJournalGivesBackWhatWasDone does anything to several sessions, and at any moment takes up what the journal has.
func TestAJournalGivesBackWhatWasDone(t *testing.T) {
	programs := compileAll(t)
	rapid.Check(t, func(t *rapid.T) {
		var all []*Session
		for i := range 3 {
			s, err := New(programs[(i+rapid.IntRange(0, len(programs)-1).Draw(t, "scene"))%len(programs)])
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, s)
		}
		var scribe Scribe
		var journal []byte
		shown := all[0]
		for range rapid.IntRange(1, 25).Draw(t, "acts") {
			then := disturb(t, shown)
			journal = scribe.Lines(journal, shown, all...)
			then()
			journal = scribe.Lines(journal, shown, all...)
			if rapid.IntRange(0, 5).Draw(t, "other") == 0 {
				shown = all[rapid.IntRange(0, len(all)-1).Draw(t, "session")]
			}
			journal = scribe.Lines(journal, shown, all...)
		}
		journal = append(journal, shown.Place().String()+"\n"...)
		r, err := Recover(journal)
		if err != nil || r.Missing != "" {
			t.Fatalf("%v, missing %q\n%s", err, r.Missing, journal)
		}
		if got, want := asText(r.Session), asText(shown); got != want {
			t.Fatalf("taken up is\n%s\nwant\n%s\nby\n%s", got, want, journal)
		}
		if r.Session.Dirty() != shown.Dirty() {
			t.Errorf("unsaved: %v, want %v", r.Session.Dirty(), shown.Dirty())
		}
		cut := rapid.IntRange(0, len(journal)).Draw(t, "cut")
		if r, err := Recover(journal[:cut]); err == nil && cut < len(journal) && journal[cut-1] != '\n' &&
			r.Missing == "" {
			t.Errorf("cut at %d nothing is missing", cut)
		}
	})
}

// disturb does one thing to a session, and gives what comes of it then.
func disturb(t *rapid.T, s *Session) (then func()) {
	switch rapid.IntRange(0, 9).Draw(t, "act") {
	case 0, 1:
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			s.Forward()
		}
	case 2:
		s.GoTo(int64(rapid.IntRange(0, int(s.Length())).Draw(t, "step")))
	case 3, 4:
		for range rapid.IntRange(1, 3).Draw(t, "commands") {
			_, _ = s.Do(drawCommand(t, s.Program()))
		}
	case 5:
		_, _ = s.Undo()
	case 6:
		_ = s.Switch(rapid.IntRange(1, len(s.Branches())).Draw(t, "branch"))
	case 9:
		s.Afresh()
	case 7, 8:
		return answerAtRandom(t, s)
	}
	return func() {}
}

// TestATornJournal is taken up to its last whole line.
func TestATornJournal(t *testing.T) {
	s, err := New(compileAll(t)[0])
	if err != nil {
		t.Fatal(err)
	}
	var scribe Scribe
	journal := string(scribe.Lines(nil, s))
	for range 5 {
		s.Forward()
	}
	if _, err := s.Do(engine.Command{Verb: engine.PolicyVerb, Name: "roundrobin", At: engine.Now}); err != nil {
		t.Fatal(err)
	}
	journal = string(scribe.Lines([]byte(journal), s))
	for ending, missing := range map[string]string{
		"": "", "at branch 1 st": "the last line was torn",
		"at branch 1 step 9 of 2\n":                 "cannot be done: there is no step 9 of 2",
		"at branch 7 step 1 of 2\n":                 "there is no branch 7",
		"\x00\x00\x00\n\x00":                        "and what came after it cannot be read",
		"at branch 1 step 5 of 5: spwan producer\n": "cannot be read", "shown 4\n": "cannot be read",
		"quartet session 1\nfile":                "torn",
		"quartet session 1\nfile\n":              "the last session was torn",
		"at branch 1 step 5 of 5: kill nobody\n": "cannot be done",
		"quartet session 1\nend of session\n":    "is not understood here", "unsaved\n": "",
		"at branch 1 step 0 of 9999999999\n": "cannot be done",
	} {
		r, err := Recover([]byte(journal + ending))
		if err != nil || r.Session.Position() != 5 || len(r.Session.Commands()) != 1 || !r.Session.Dirty() {
			t.Errorf("%q: %v, %+v", ending, err, r)
			continue
		}
		if missing == "" != (r.Missing == "") || !strings.Contains(r.Missing, missing) {
			t.Errorf("%q: missing is %q, want %q", ending, r.Missing, missing)
		}
	}
	for _, text := range []string{"", "x", JournalHead, JournalHead + "\n", journal[:200], string(s.Marshal())} {
		if r, err := Recover([]byte(text)); err == nil {
			t.Errorf("%.30q is taken up as %v", text, r.Session)
		}
	}
}

// TestWhatWasLeftUnsavedIsFoundToo: a session that is not shown, but was changed, is among the others.
func TestWhatWasLeftUnsavedIsFoundToo(t *testing.T) {
	programs := compileAll(t)
	a, err := New(programs[0])
	if err != nil {
		t.Fatal(err)
	}
	b, err := New(programs[1])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Do(engine.Command{Verb: engine.PolicyVerb, Name: "roundrobin", At: engine.Now}); err != nil {
		t.Fatal(err)
	}
	var scribe Scribe
	journal := scribe.Lines(nil, a)
	journal = scribe.Lines(journal, b, a)
	r, err := Recover(journal)
	if err != nil || r.Session.Program().Name != b.Program().Name || len(r.Others) != 1 ||
		r.Others[0].Program().Name != a.Program().Name || r.Session.Dirty() {
		t.Errorf("%v, %+v", err, r)
	}
}
