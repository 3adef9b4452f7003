package session_test

import (
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// twoCircles is a scene in which two pairs close a circle each.
const twoCircles = `package two
var a, b, c, d mutex
func ab() { lock(a); yield(); lock(b) }
func ba() { lock(b); yield(); lock(a) }
func cd() { yield(); lock(c); yield(); lock(d) }
func dc() { yield(); lock(d); yield(); lock(c) }
func main() { spawn(ab, "A"); spawn(ba, "B"); spawn(cd, "C"); spawn(dc, "D") }
`

// TestTwoCirclesAreToldApart: of two circles that close in a run each mark says who is in it, in columns of steps, of
// passes and of many passes, and a circle that is alone needs no names.
func TestTwoCirclesAreToldApart(t *testing.T) {
	t.Parallel()
	marks := func(text string, scale session.Scale) (all []string) {
		s := scenetest.Open(t, scenetest.Parse(t, text))
		for range 40 {
			s.Forward()
		}
		for _, m := range s.Timeline(session.Span{Scale: scale, Columns: 60}, 0).Marks {
			if m.Kind == session.FailMark {
				all = append(all, m.Text)
			}
		}
		return all
	}
	for _, scale := range []session.Scale{session.AStep, session.APass, 4} {
		want := []string{"deadlock B and A", "deadlock D and C"}
		if got := marks(twoCircles, scale); !slices.Equal(got, want) {
			t.Errorf("scale %v: %q, want %q", scale, got, want)
		}
	}
	one := scenetest.Text(t, "deadlock-by-lock-order")
	if got := marks(string(one), session.APass); !slices.Equal(got, []string{"deadlock"}) {
		t.Errorf("a circle alone: %q", got)
	}
}
