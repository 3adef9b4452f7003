package reason_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestWhatNoLineGivesComesFirst: where no line signals what somebody waits for, that is told before all else, and no
// signal of another condition is blamed whose givers wait for it.
func TestWhatNoLineGivesComesFirst(t *testing.T) {
	p := scenetest.Shipped(t, "signal-forgotten")
	e := scenetest.Boot(t, p)
	h := &reason.History{}
	h.Boot(e, e.Boot())
	for events := e.Step(); len(events) > 0; events = e.Step() {
		h.Tell(events)
	}
	a := reason.NewReader(p).Verdict(e.Snapshot(nil), h)
	if len(a.Lines) < 2 || !strings.HasSuffix(a.Lines[1].Text, "need notFull: no line of this scene signals it.") {
		t.Errorf("it begins with\n%s", told(a))
	}
	for _, no := range []string{"came too early", "No signal of notFull"} {
		if strings.Contains(told(a), no) {
			t.Errorf("%s: in\n%s", no, told(a))
		}
	}
}

// TestADaemonMayWait: who waits beside somebody stuck, and may, is told so.
func TestADaemonMayWait(t *testing.T) {
	const scene = "package said\nvar m mutex\nvar c cond\nfunc w() { lock(m); wait(c, m); unlock(m) }\n" +
		"func main() { daemon(w, \"A\"); spawn(w, \"B\") }\n"
	r, now, h := run(t, scene, 80)
	if got := told(r.Verdict(now, h)); !strings.Contains(got, "A is a daemon: it may wait for ever.") {
		t.Error(got)
	}
	r, now, h = run(t, strings.Replace(scene, "daemon", "spawn", 1), 80)
	if got := told(r.Verdict(now, h)); strings.Contains(got, "daemon") {
		t.Error(got)
	}
}

// TestALineThatGivesIsALine: wherever an op gives what is waited for, also through an array, a parameter or a handler,
// it is not said that no line does; where none is, it is.
func TestALineThatGivesIsALine(t *testing.T) {
	const sleeps = "package said\nvar m mutex\nvar c cond\nvar cs [2]cond\n" +
		"func w() { lock(m); wait(c, m); unlock(m) }\nfunc v() { lock(m); wait(cs[1], m); unlock(m) }\n"
	for scene, want := range map[string]bool{
		sleeps + "func main() { spawn(w) }\n":                                                                   true,
		sleeps + "func main() { spawn(v) }\n":                                                                   true,
		sleeps + "func s() { signal(c) }\nfunc main() { spawn(s); spawn(w) }\n":                                 false,
		sleeps + "func s() { broadcast(c) }\nfunc main() { spawn(s); spawn(w) }\n":                              false,
		sleeps + "func tell(x *cond) { signal(x) }\nfunc s() { tell(c) }\nfunc main() { spawn(s); spawn(w) }\n": false,
		sleeps + "func s() { for i := range 2 { signal(cs[i]) } }\nfunc main() { spawn(s); spawn(v) }\n":        false,
		sleeps + "func s() { signal(c) }\nfunc main() { spawn(w) }\n":                                           false,
		sleeps + "func tick() { signal(c) }\nfunc main() { interrupt(tick); spawn(w) }\n":                       false,
	} {
		r, now, h := run(t, scene, 80)
		if got := told(r.Verdict(now, h)); strings.Contains(got, "no line of this scene") != want {
			t.Errorf("%s\n%s", scene, got)
		}
	}
}
