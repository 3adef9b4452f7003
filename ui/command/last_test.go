package command

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/disk"
)

// diary is a journal of a program that died after some steps and a command.
func diary(t *testing.T, scene string, steps int) string {
	t.Helper()
	s, err := open(&Host{}, scene)
	if err != nil {
		t.Fatal(err)
	}
	var scribe session.Scribe
	text := scribe.Lines(nil, s)
	for range steps {
		s.Forward()
	}
	if _, err := s.Do(engine.Command{Verb: engine.PolicyVerb, Name: "roundrobin", At: engine.Now}); err != nil {
		t.Fatal(err)
	}
	return string(scribe.Lines(text, s)) + s.Place().String() + "\n"
}

// TestTheNewestIsTakenUp of sessions that were left and journals of programs that died.
func TestTheNewestIsTakenUp(t *testing.T) {
	h := Host{StateDir: t.TempDir()}
	st := stateIn(h.StateDir)
	age := time.Now().Add(-time.Hour)
	put := func(path, text string) string {
		t.Helper()
		age = age.Add(time.Minute)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, age, age); err != nil {
			t.Fatal(err)
		}
		return path
	}
	sees := func(out, said string) {
		t.Helper()
		got, errs, code := run(t, h, "--last")
		if code != 0 || !strings.Contains(got, out) || !strings.Contains(errs, said) || (said == "") != (errs == "") {
			t.Errorf("code %d, said %q, want %q\n%s", code, errs, said, got)
		}
	}
	journal := func(name string) string { return filepath.Join(st.journalDir(), name+journalEnding) }
	put(journal("1"), diary(t, "one-condition", 5))
	sees("roundrobin", "the last session was cut off; its journal reaches ")
	s, err := open(&h, "timed-wait")
	if err != nil {
		t.Fatal(err)
	}
	s.Forward()
	put(st.lastFile(), string(s.Marshal()))
	sees("", "")
	put(journal("2"), strings.TrimSuffix(diary(t, "bounded-buffer", 9), "of 9\n"))
	sees("roundrobin", "the last line was torn")
	put(journal("3"), "quartet journal 1\n\x00\x00\x00")
	sees("roundrobin", "cannot be taken up: the journal holds no whole session")

	alive, err := os.OpenFile(put(journal("4"), diary(t, "deadlock-by-lock-order", 1)), os.O_WRONLY, 0)
	if err == nil {
		defer alive.Close()
		err = disk.Hold(alive)
	}
	if err != nil {
		t.Skip(err)
	}
	sees("roundrobin", "cannot be taken up") // what another program is writing is not its past
}

// TestOnlySoManyJournalsAreKept, and never one of a program that is alive is taken away.
func TestOnlySoManyJournalsAreKept(t *testing.T) {
	st := stateIn(t.TempDir())
	old := st.newJournal()
	held, err := old.open()
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	for range mostKept + 5 {
		f, err := st.newJournal().open()
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(disk.Newest(st.journalDir(), journalEnding)); n > mostKept+2 || n < mostKept {
		t.Errorf("%d are kept", n)
	}
	if _, err := os.Stat(old.path); err != nil {
		t.Error(err)
	}
	for range mostKept + 5 {
		if err := st.keep([]byte("x")); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(disk.Newest(st.leftDir(), sessionEnding)); n != mostKept {
		t.Errorf("%d sessions are kept", n)
	}
}
