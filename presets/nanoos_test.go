package presets_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// TestNanoOsScenes runs each scene of the kernel as it stands: what it is about is seen in the plain order too, not
// only in some schedule. Every event is told in words.
func TestNanoOsScenes(t *testing.T) {
	seen := 0
	for _, name := range presets.Names() {
		if !strings.HasPrefix(name, "nanoos-") {
			continue
		}
		seen++
		p := scenetest.Shipped(t, name)
		end, last := plainRun(t, p)
		if len(p.Irqs) > 0 && p.Expect.Fails() {
			continue // a run owes nobody an interrupt: see TestTheTimerInTheSwitch
		}
		want := p.Expect.String()
		if want == "holds" {
			want = map[engine.Ending]string{engine.NotEnded: "", engine.EndDone: "done"}[end.Kind]
		}
		if end.Kind.String() != want {
			t.Errorf("%s: ends in %q, expected %s: %s\n%s", name, end.Kind, p.Expect, end.Text, last)
		}
	}
	if seen < 36 {
		t.Errorf("only %d scenes", seen)
	}
}

func plainRun(t *testing.T, p *program.Program) (engine.End, string) {
	t.Helper()
	e := scenetest.Boot(t, p)
	n := narrate.New(e.Program(), e.Snapshot(nil))
	n.Tell(e.Boot(), e.End())
	var told []string
	for range 400 {
		if e.End().Kind != engine.NotEnded {
			break
		}
		for _, s := range n.Tell(e.Pass(), e.End()) {
			if s.Text == "" || strings.Contains(s.Text, "?") {
				t.Errorf("%s: a sentence is %+v", p.Name, s)
			}
			told = append(told, s.Name+" "+s.Text)
		}
		if err := e.Check(); err != nil {
			t.Fatalf("%s: %v", p.Name, err)
		}
	}
	return e.End(), strings.Join(told[max(0, len(told)-12):], "\n")
}

// TestOneRuleAtATime flips a single rule of a scene before its first pass: that alone makes the difference.
func TestOneRuleAtATime(t *testing.T) {
	for _, c := range []struct{ scene, rule, end string }{
		{"nanoos-04", "blocked split", "done"},
		{"nanoos-05", "blocked one", "stuck"},
		{"nanoos-05", "deadline none", "stuck"},
		{"nanoos-06", "unlock_callback direct", "done"},
		{"nanoos-07", "signal_callback direct", "done"},
		{"nanoos-09", "deadline object", "done"},
		{"nanoos-09", "deadline waiter", "done"},
		{"nanoos-12", "unlock_callback none", "stuck"},
		{"nanoos-13", "signal_callback none", ""},
		{"nanoos-16", "unlock_callback direct", "done"},
		{"nanoos-16", "unlock_callback recursive", "violation"},
		{"nanoos-17", "unlock_callback message", "deadlock"},
		{"nanoos-q01", "kill releases", "done"},
		{"nanoos-q03", "kill releases", "done"},
		{"nanoos-q04", "kill releases", "done"},
		{"nanoos-q05", "killed_signal dropped", "stuck"},
		{"nanoos-q06", "killed_signal kept", "done"},
		{"nanoos-q07", "relock owner", "done"},
		{"nanoos-q08", "deadline waiter", "done"},
		{"nanoos-q09-", "zero due", "done"},
		{"nanoos-q09-", "deadline waiter", "done"},
		{"nanoos-q09b", "deadline waiter", "done"},
		{"nanoos-q10b", "signal lost", "done"},
		{"nanoos-q11", "rewake requeue", "done"},
		{"nanoos-q14", "removal inplace", "done"},
		{"nanoos-q15", "unlock barging", "done"},
		{"nanoos-q17", "misuse violation", "violation"},
		{"nanoos-q18", "returned state", "done"},
	} {
		p := scenetest.Shipped(t, c.scene)
		e := scenetest.Boot(t, p)
		scenetest.Do(t, e, "rule "+c.rule)
		for range 400 {
			e.Pass()
		}
		if got := e.End().Kind.String(); got != c.end {
			t.Errorf("%s with %s: %q, expected %q: %s", c.scene, c.rule, got, c.end, e.End().Text)
		}
	}
}

// The guest already waits on WAITING when the value is split: it is filed anew, and leaves at its deadline.
func TestSplitFilesAnew(t *testing.T) {
	p := scenetest.Shipped(t, "nanoos-04")
	e := scenetest.Boot(t, p)
	e.Pass()
	e.Pass()
	if now := e.Snapshot(nil); len(now.Waiting) != 1 || len(now.Timed) != 0 {
		t.Fatalf("WAITING %v, TIMED-WAITING %v", now.Waiting, now.Timed)
	}
	if _, err := e.Do(engine.Command{Verb: engine.RuleVerb, At: engine.Now, Name: "blocked",
		Token: "split"}); err != nil {
		t.Fatal(err)
	}
	if now := e.Snapshot(nil); len(now.Waiting) != 0 || len(now.Timed) != 1 {
		t.Fatalf("WAITING %v, TIMED-WAITING %v", now.Waiting, now.Timed)
	}
	for range 100 {
		e.Pass()
	}
	if e.End().Kind != engine.EndDone {
		t.Error(e.End().Text)
	}
}
