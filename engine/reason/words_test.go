package reason_test

import (
	"regexp"
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
