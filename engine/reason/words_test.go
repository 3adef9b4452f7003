package reason_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// unwritten is what no answer says: a verb that nobody has put in words, or a place in a text that was left open.
var unwritten = regexp.MustCompile(`%!|%s|\bdoes [a-z]+[A-Z]|\bdoes (close|acquire|release|arrive|select)\b`)

// TestAnswersAreInWords: what is said of every object, along the run of each scene, names no op by its inner name.
func TestAnswersAreInWords(t *testing.T) {
	for _, name := range effort.Some(t, presets.Names(), 60, 300) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := scenetest.Shipped(t, name)
			e := scenetest.Boot(t, p)
			h, r := &reason.History{}, reason.NewReader(p)
			h.Boot(e, e.Boot())
			for n := range 60 {
				events := e.Step()
				if len(events) == 0 {
					break
				}
				if h.Tell(events); n%5 > 0 {
					continue
				}
				now := e.Snapshot(nil)
				for o := range p.Objects {
					for _, l := range r.Object(now, h, o).Lines {
						if unwritten.MatchString(l.Text) {
							t.Fatalf("step %d, %s: %s", now.Step, p.Objects[o].Name, l.Text)
						}
					}
				}
			}
		})
	}
}

// TestWhoStandAlikeAreToldOnce: three producers asleep in one place for one thing are one sentence.
func TestWhoStandAlikeAreToldOnce(t *testing.T) {
	p := scenetest.Shipped(t, "signal-forgotten")
	e := scenetest.Boot(t, p)
	h := &reason.History{}
	h.Boot(e, e.Boot())
	for events := e.Step(); len(events) > 0; events = e.Step() {
		h.Tell(events)
	}
	got := told(reason.NewReader(p).Verdict(e.Snapshot(nil), h))
	for _, want := range []string{
		"p1, p2 and p3 need notFull: no line of this scene signals it.",
		"p1, p2 and p3 could give notEmpty in line 27, but each is asleep on notFull.",
	} {
		if strings.Count(got, want) != 1 {
			t.Errorf("%q is not there once:\n%s", want, got)
		}
	}
	if strings.Count(got, "could give") != 1 {
		t.Error(got)
	}
}

// TestACircleOfPermitsIsNoDeadlock: where a circle goes through semaphores it is said why it is called stuck.
func TestACircleOfPermitsIsNoDeadlock(t *testing.T) {
	for name, want := range map[string]bool{"ostep-31-buffer-mutex-outside": true, "one-condition": false,
		"deadlock-philosophers": false} {
		p := scenetest.Shipped(t, name)
		e, h := scenetest.Boot(t, p), &reason.History{}
		h.Boot(e, e.Boot())
		for range 200 {
			h.Tell(e.Step())
		}
		got := told(reason.NewReader(p).Verdict(e.Snapshot(nil), h))
		if strings.Contains(got, reason.NoOwner) != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestSourcesSayWhatTheyDo: whoever gives something does it in a line, or "B line 32" would read as a statement.
func TestSourcesSayWhatTheyDo(t *testing.T) {
	for _, name := range effort.Some(t, presets.Names(), 60, 300) {
		p := scenetest.Shipped(t, name)
		e, r := scenetest.Boot(t, p), reason.NewReader(p)
		for n := 0; n < 60 && len(e.Step()) > 0; n++ {
			for _, edge := range r.Waits(e.Snapshot(nil)).Edges {
				for _, s := range edge.From {
					if s.Line > 0 && !strings.HasSuffix(s.Does, fmt.Sprintf("s in line %d", s.Line)) &&
						!regexp.MustCompile(`^[a-z]+s [a-zA-Z ]+ in line \d+$`).MatchString(s.Does) {
						t.Fatalf("%s, step %d: %q", name, n, s.Text)
					}
				}
			}
		}
	}
}

// TestACircleIsMoreThanOneThing: who all wait at a barrier that nobody else comes to are stuck, and in no circle; who
// wait for each other's forks are in one, and so is whoever waits for a mutex that it has.
func TestACircleIsMoreThanOneThing(t *testing.T) {
	for scene, want := range map[string]bool{"barrier-left-early": false, "one-condition": false,
		"ostep-31-philosophers": true, "deadlock-by-lock-order": true, "nanoos-q07-waiting-for-itself": true} {
		p := scenetest.Shipped(t, scene)
		e := scenetest.Boot(t, p)
		for n := 0; n < 2000 && len(e.Step()) > 0; n++ {
			continue
		}
		g := reason.NewReader(p).Waits(e.Snapshot(nil))
		if got := g.Round(); got != want {
			t.Errorf("%s: a circle is %v", scene, got)
		}
	}
}
