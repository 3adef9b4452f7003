package goal_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/goal"
)

const crossed = `// Two ask for two locks.
package crossed
const goal = "Let both wait for each other."
const expect = "deadlock"
var a mutex
var b mutex
func one() { lock(a); yield(); lock(b) }
func two() { lock(b); yield(); lock(a) }
func main() { spawn(one); spawn(two) }
`

// TestAGoalIsReachedOnce: it is reached when the end comes, not again while that stands, and again after a way back.
func TestAGoalIsReachedOnce(t *testing.T) {
	s := scenetest.Open(t, scenetest.Parse(t, crossed))
	var g goal.Goal
	reached := 0
	judge := func() {
		if fresh, _ := g.Judge(s, 0); fresh {
			reached++
		}
	}
	for judge(); s.Forward() != nil; {
		judge()
	}
	judge()
	if reached != 1 || !g.There || !strings.HasPrefix(g.Text(s), "deadlock, as this scene expects, after ") {
		t.Fatalf("reached %d times; %s", reached, g.Text(s))
	}
	g.Par = goal.Par{Known: true, Length: 3}
	end := s.Position()
	if line := g.Line(s, "", 0); !strings.Contains(line, "Goal: Let both wait") || !strings.Contains(line,
		fmt.Sprintf("\nReached in step %d. The shortest way to a deadlock is", end)) {
		t.Error(line)
	}
	s.GoTo(0)
	judge()
	if line := g.Line(s, "", 0); strings.Contains(line, "Reached") || !strings.Contains(line, "\nThe shortest way to") {
		t.Error(line)
	}
	s.GoTo(end)
	judge()
	if reached != 2 {
		t.Errorf("reached %d times after a way back", reached)
	}
	other := scenetest.Open(t, scenetest.Parse(t, crossed))
	if g.Judge(other, 0); g.Par.Known {
		t.Error("what is known of one session is said of another")
	}
}

// TestAGoalThatHeals is not reached by the failure that the scene expects, and by an end that is none.
func TestAGoalThatHeals(t *testing.T) {
	text := strings.Replace(crossed, `const expect`, `const aim = "cure"`+"\nconst expect", 1)
	for _, c := range []struct {
		command string
		reached bool
	}{{"rule kill keeps", false}, {"kill t1", true}} {
		s := scenetest.Open(t, scenetest.Parse(t, text), c.command)
		var g goal.Goal
		for g.Judge(s, 0); s.Forward() != nil; {
			if g.Judge(s, 0); g.Reached(s) && s.Engine().End().Kind == engine.NotEnded {
				t.Fatalf("%s: it is reached in step %d", c.command, s.Position())
			}
		}
		if got := g.Reached(s); got != c.reached {
			t.Errorf("%s: reached is %v at %v", c.command, got, s.Engine().End().Kind)
		}
		if line := g.Line(s, "", 0); strings.Contains(line, "shortest") {
			t.Errorf("the shortest way to a failure is no way to heal it: %s", line)
		}
	}
}

// TestAHighlightIsOfItsBranch: it explains once each time the position comes to what decides, on its session alone.
func TestAHighlightIsOfItsBranch(t *testing.T) {
	late := strings.NewReplacer("lock(b) }", "lock(b); unlock(b); unlock(a) }",
		"lock(a) }", "lock(a); unlock(a); unlock(b) }").Replace(crossed)
	p := scenetest.Parse(t, late)
	s := scenetest.Open(t, p)
	v, err := explore.Run(context.Background(), s.Engine(), explore.Options{})
	if err != nil || v.Play(s.Player()) != nil {
		t.Fatal(err, v.Text)
	}
	why, err := explore.Explain(context.Background(), &v, 0)
	if err != nil {
		t.Fatal(err)
	}
	s.GoTo(0)
	h := goal.NewHighlight(s, 0, &why)
	if h.On(s) == nil || h.On(scenetest.Open(t, p)) != nil || h.Explain(s) != "" {
		t.Error("it is about its own session, and says nothing at the start")
	}
	s.GoTo(s.Length())
	if h.Explain(s) != why.InRun || h.Explain(s) != "" {
		t.Errorf("it is to explain once: %q, %+v, %d", why.Text, h.On(s), s.Length())
	}
	if none := goal.NewHighlight(s, 0, nil); none.On(s) != nil {
		t.Error("nothing explains nothing")
	}
}
