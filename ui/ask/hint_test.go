package ask

import (
	"context"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/goal"
	"github.com/quartet-os/quartet/ui/keys"
)

// TestTheLastHintIsTheWay: of each scene with a goal to which there is a way the last hint lays one out, and whoever
// goes through it is there; no hint before it lays anything out.
func TestTheLastHintIsTheWay(t *testing.T) {
	laid := 0
	for _, name := range effort.Some(t, presets.Names(), 4, 10) {
		p := scenetest.Shipped(t, name)
		if p.Goal == "" {
			continue
		}
		s := scenetest.Open(t, p)
		for n := 1; n <= Hints; n++ {
			h := hinted(t, s, n)
			before := len(s.Commands())
			if err := h.LayOut(s); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if n < Hints && len(s.Commands()) > before {
				t.Errorf("%s: hint %d lays a way out", name, n)
			}
			if strings.Contains(h.Text, "can no longer be reached") != strings.Contains(hinted(t, s, 1).Text,
				"can no longer be reached") {
				t.Errorf("%s: the hints do not agree", name)
			}
		}
		if !strings.Contains(hinted(t, s, Hints).Text, "is on the timeline") {
			continue
		}
		laid++
		s.GoTo(s.Length())
		g := goal.Goal{Of: s}
		if g.Judge(s, 0); !g.Reached(s) {
			t.Errorf("%s: the way does not come to %q", name, p.Goal)
		}
	}
	if laid == 0 {
		t.Error("no way was laid out")
	}
}

// hinted asks for a hint, and sees that a screen can say it.
func hinted(t *testing.T, s *session.Session, n int) Hinted {
	t.Helper()
	h, err := Hint(context.Background(), s.Engine().Fork(nil), n, func(string) {})
	if err != nil {
		t.Fatalf("%s: %v", s.Program().Title(), err)
	}
	if said := keys.NewMap().Words(h.Text); strings.ContainsAny(said, "{}") {
		t.Errorf("%s: hint %d is %q", s.Program().Title(), n, said)
	}
	return h
}

// TestHints tells some, from the vague to the plain.
func TestHints(t *testing.T) {
	for scene, want := range map[string][Hints]string{
		"one-condition": {"It depends on when c1", "let c1 run", "on the timeline"},
		"if-instead-of-a-loop": {"From here it takes 4 passes, and nothing is to be chosen: run on.", "run on.",
			"run on."},
	} {
		s := scenetest.Open(t, scenetest.Shipped(t, scene))
		for n, part := range want {
			if h := hinted(t, s, n+1); !strings.Contains(h.Text, part) {
				t.Errorf("%s: hint %d is %q", scene, n+1, h.Text)
			}
		}
	}
}

// TestHintsAtACure: of a goal that the scene ends well a schedule on which it does is the way, and without one the
// change that cures it is where to look.
func TestHintsAtACure(t *testing.T) {
	for scene, want := range map[string][Hints]string{
		"signal-is-not-remembered":    {"It depends on when l1 runs.", "Now let l1 run", "on the timeline"},
		"nanoos-04-one-blocked-value": {"One change is enough", "Look at line 9", "Line 9: rule blocked = split."},
	} {
		s := scenetest.Open(t, scenetest.Shipped(t, scene))
		for n, part := range want {
			if h := hinted(t, s, n+1); !strings.Contains(h.Text, part) {
				t.Errorf("%s: hint %d is %q", scene, n+1, h.Text)
			}
		}
	}
}
