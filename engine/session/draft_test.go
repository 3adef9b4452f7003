package session

import (
	"testing"

	"pgregory.net/rapid"
)

// TestAJournalKeepsTheDraft writes at random into a text begun from a scene; at any moment the journal has it.
func TestAJournalKeepsTheDraft(t *testing.T) {
	p := compileAll(t)[0]
	rapid.Check(t, func(r *rapid.T) {
		s, err := New(p)
		if err != nil {
			r.Fatal(err)
		}
		var scribe Scribe
		var draft Draft
		journal := scribe.Lines(nil, s)
		text, kept, edited := p.Source, false, false
		for range rapid.IntRange(1, 9).Draw(r, "changes") {
			at := rapid.IntRange(0, len(text)).Draw(r, "at")
			end := rapid.IntRange(at, min(at+9, len(text))).Draw(r, "end")
			put := rapid.SampledFrom([]string{"", "a", "\"", "\n", "b\t", "\xe9"}).Draw(r, "put")
			text = text[:at] + put + text[end:]
			kept, edited = rapid.Bool().Draw(r, "kept"), rapid.Bool().Draw(r, "edited")
			journal = draft.Lines(journal, s, text, kept, edited)
			s.Forward()
			journal = append(journal, s.Place().String()+"\n"...)
		}
		got, err := Recover(journal)
		if err != nil || got.Missing != "" || got.Edited != edited {
			r.Fatalf("%v, missing %q, edited %v", err, got.Missing, got.Edited)
		}
		switch wanted := text != p.Source && !kept; {
		case wanted != (len(got.Drafts) == 1):
			r.Fatalf("there are %d drafts", len(got.Drafts))
		case wanted && got.Drafts[0] != (DraftText{p.Source, text}):
			r.Fatalf("the draft is %q, not %q", got.Drafts[0].Text, text)
		}
		_, _ = Recover(journal[:rapid.IntRange(0, len(journal)).Draw(r, "torn")])
	})
}

// TestAFileThatLosesTheText: what a file had and has no more is a draft again, though nobody wrote meanwhile.
func TestAFileThatLosesTheText(t *testing.T) {
	s, err := New(compileAll(t)[0])
	if err != nil {
		t.Fatal(err)
	}
	var scribe Scribe
	var draft Draft
	journal, text := scribe.Lines(nil, s), s.Program().Source+"\n"
	for i, kept := range []bool{false, true, false, true} {
		journal = draft.Lines(journal, s, text, kept, false)
		got, err := Recover(journal)
		if err != nil || (len(got.Drafts) == 0) != kept {
			t.Errorf("after %d lines, kept %v: %d drafts, %v", i+1, kept, len(got.Drafts), err)
		}
	}
}

// TestABrokenDraft: a line that does not fit ends the text, and nothing else is lost.
func TestABrokenDraft(t *testing.T) {
	s, err := New(compileAll(t)[0])
	if err != nil {
		t.Fatal(err)
	}
	var scribe Scribe
	journal := string(scribe.Lines(nil, s)) + "draft at 0 cut 0 put \"x\"\n"
	for _, line := range []string{"draft at 999999 cut 0 put \"y\"\n", "draft at 0 cut 999999 put \"y\"\n"} {
		r, err := Recover([]byte(journal + line))
		if err != nil || len(r.Drafts) != 1 || r.Drafts[0].Text != "x"+s.Program().Source {
			t.Errorf("%q: %v, %+v", line, err, r)
		}
	}
	for _, line := range []string{"draft at -1 cut 0 put \"y\"\n", "draft at 0 cut 0 put y\n", "draft\n"} {
		r, err := Recover([]byte(journal + line))
		if err != nil || len(r.Drafts) != 1 || r.Missing == "" {
			t.Errorf("%q: %v, %+v", line, err, r)
		}
	}
}
