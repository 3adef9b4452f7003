//go:build unix

package ui

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/quartet-os/quartet/engine/session"
)

// TestTheJournalIsWhatWasDone takes up, after each key, what the journal has.
func TestTheJournalIsWhatWasDone(t *testing.T) {
	file := filepath.Join(t.TempDir(), "journal")
	u := sitDown(t, bounded, withShelf, func(o *Options) {
		o.Journal = func() (io.WriteCloser, error) {
			return os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		}
	})
	for _, key := range []string{"space", "enter", "p", "left", "left", "c", "n", "B", "u", ">", "end", "home", "u"} {
		u.press(key)
	}
	u.m.enter(newSession(t, short), "")
	u.press("space", "space", "u", "p") // u returns
	u.m.endJournal()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r, err := session.Recover(text)
	if err != nil || r.Missing != "" {
		t.Fatalf("%v, missing %q", err, r.Missing)
	}
	if got, want := r.Session.Engine().Hash(), u.m.session.Engine().Hash(); got != want || len(r.Others) != 0 ||
		r.Session.Place() != u.m.session.Place() || len(r.Session.Branches()) != len(u.m.session.Branches()) {
		t.Errorf("taken up is %v, not %v\n%s", r.Session.Place(), u.m.session.Place(), text)
	}
}

// TestAJournalThatCannotBeKept is told, and nothing waits for it.
func TestAJournalThatCannotBeKept(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) {
		o.Journal = func() (io.WriteCloser, error) { return nil, errors.New("no space left on device") }
	})
	<-u.m.written.journal.Failed()
	u.press("p", "space")
	u.deliver(u.m.watchJournal())
	u.sees("no journal is kept: no space left on device")
	u.press("space", "p")
	u.seesNot("no journal")
	if u.m.watchJournal() != nil {
		t.Error("it waits for another failure")
	}
}

// journals returns the texts of all journals.
func journals(t *testing.T, dir string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "state", "quartet", "journal", "*.journal"))
	if err != nil {
		t.Fatal(err)
	}
	all := ""
	for _, name := range found {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all += string(text)
	}
	return all
}

// hasWritten waits until the journals hold a text.
func hasWritten(t *testing.T, dir, text string) {
	t.Helper()
	end := time.Now().Add(10 * time.Second)
	for ; !strings.Contains(journals(t, dir), text); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("no journal has %q:\n%s", text, journals(t, dir))
		}
	}
}

// TestAProgramThatIsKilledLosesNothing: two at once, killed in the middle of their work, and a third that goes on.
func TestAProgramThatIsKilledLosesNothing(t *testing.T) {
	dir := t.TempDir()
	start := programIn(t, dir, 120, 36)
	kill := func(x *terminal) {
		t.Helper()
		if err := x.cmd.Process.Signal(syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		_, _ = x.ends()
	}
	other := start("one-condition")
	other.shows("one-condition")
	other.keys("   ")
	other.shows("step 3")
	hasWritten(t, dir, "at branch 1 step 3 of 3\n")
	x := start("bounded-buffer")
	x.shows("bounded-buffer")
	x.keys("  p c ")
	x.shows("step 4")
	x.keys("r")
	x.until("a run", func(s string) bool { return !strings.Contains(s, "step 4 ") })
	x.keys("r")
	x.keys("\x1b[H")
	x.shows("step 0")
	hasWritten(t, dir, "at branch 1 step 0 of ")
	kill(x)

	y := start("--last")
	y.shows("bounded-buffer")
	y.shows("the last session was cut off")
	y.shows("step 0")
	y.keys("\x1b[F")
	y.until("the end of the run", func(s string) bool { return !strings.Contains(s, "step 0 ") })
	y.keys("q")
	y.shows("not saved")
	y.keys("q")
	if code, _ := y.ends(); code != 0 {
		t.Errorf("it left with code %d", code)
	}
	last, err := os.ReadFile(filepath.Join(dir, "state", "quartet", "last.session"))
	if err != nil || !strings.Contains(string(last), "step 2: spawn producer\nstep 3: spawn consumer\n") {
		t.Errorf("the last session is %v\n%s", err, last)
	}

	kill(other) // it was worked on before; a key brings it to the front
	z := start("--last")
	z.shows("bounded-buffer")
	z.keys("qq")
	_, _ = z.ends()
}

// TestSeveralProgramsKeepEachTheirOwn: journals, sessions that were left and lines that were typed.
func TestSeveralProgramsKeepEachTheirOwn(t *testing.T) {
	dir := t.TempDir()
	start := programIn(t, dir, 120, 36)
	var all []*terminal
	for i, scene := range []string{"bounded-buffer", "one-condition", "timed-wait"} {
		x := start(scene)
		x.shows(scene)
		x.keys(" ")
		x.shows("step 1")
		x.keys(":theme " + []string{"dark", "contrast", "mono"}[i] + "\r")
		all = append(all, x)
	}
	hasWritten(t, dir, "package timed_wait")
	for i := range all {
		x := all[len(all)-1-i]
		x.keys("q")
		if code, _ := x.ends(); code != 0 {
			t.Errorf("it left with code %d", code)
		}
	}
	if left := journals(t, dir); left != "" {
		t.Errorf("journals of sessions that were left are kept:\n%s", left)
	}
	left, err := filepath.Glob(filepath.Join(dir, "state", "quartet", "left", "*.session"))
	if err != nil || len(left) != 3 {
		t.Errorf("left are %v, %v", left, err)
	}
	history, err := os.ReadFile(filepath.Join(dir, "state", "quartet", "history"))
	if err != nil || strings.Count(string(history), "theme ") != 3 {
		t.Errorf("the history is %v\n%s", err, history)
	}
	x := start("--last")
	x.shows("bounded-buffer") // the one that was left last
	x.keys("q")
	_, _ = x.ends()
}
