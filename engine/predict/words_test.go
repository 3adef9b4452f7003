package predict

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/mend"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestAChangeNamesItsLines: each line that it takes away, and of what it puts in the one that follows.
func TestAChangeNamesItsLines(t *testing.T) {
	for _, c := range []struct {
		change mend.Change
		want   string
	}{
		{mend.Change{Line: 17, Was: []string{"if flag == 0 {", "\tyield()"}},
			"In lines 17 and 18 leave out `if flag == 0 {`, `yield()`"},
		{mend.Change{Line: 20, Was: []string{"for a {", "", "}"}, Now: []string{"x()"}},
			"In lines 20 and 22 instead of `for a {`, `}` write `x()`"},
		{mend.Change{Line: 9, Was: []string{"x()"}}, "In line 9 leave out `x()`"},
		{mend.Change{Line: 9, Now: []string{"x()"}}, "Before line 9 insert `x()`"},
	} {
		if got := change(&mend.Edit{Changes: []mend.Change{c.change}}); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// TestAChangeOfAVariableIsTwoSteps: a table says which of them reads, and which stores; so does the state.
func TestAChangeOfAVariableIsTwoSteps(t *testing.T) {
	e := scenetest.Boot(t, scenetest.Shipped(t, "condition-covering"))
	a, before, heads := NewAsker(e.Program()), "", ""
	for e.End().Kind == engine.NotEnded {
		m := a.newMoment(t.Context(), e)
		if m == nil {
			break
		}
		heads += m.does()
		rows := m.follow(2)
		if one, two := rows[1].does, rows[2].does; strings.HasPrefix(one, "units += 50") && one != before {
			if want := "units += 50 (reads)"; before == "" && (one != want || two != "units += 50 (stores)") {
				t.Errorf("%q, and then %q", one, two)
			}
			before = one
		}
		e.Step()
	}
	if before == "" || !strings.Contains(heads, "units += 50 (reads).") ||
		!strings.Contains(heads, "units += 50 (stores).") {
		t.Errorf("it is not said in %q", heads)
	}
}

// TestAnotherOrderSaysInWhichStep: somebody else would run behind the step at which it is asked, not behind that
// at which the answer is seen.
func TestAnotherOrderSaysInWhichStep(t *testing.T) {
	e := scenetest.Boot(t, scenetest.Shipped(t, "one-condition"))
	a, d, found := NewAsker(e.Program()), draw(1), 0
	for range 40 {
		if c := a.traced(t.Context(), e, &d); c != nil {
			for _, answer := range c.q.Answers {
				w := answer.World
				if w == nil || len(w.Given) != 1 || w.Given[0].Command.Verb != engine.RunVerb {
					continue
				}
				found++
				if want := fmt.Sprintf(" ran in step %d, in place of ", c.q.At+1); !strings.Contains(w.Says, want) {
					t.Errorf("%q does not say%s", w.Says, want)
				}
			}
		}
		e.Step()
	}
	if found == 0 {
		t.Error("no answer is right in another order")
	}
}

// TestWhoWakesFirstIsNotAskedWhereThatIsDrawn: where nobody is ready, and two sleep for times that were drawn.
func TestWhoWakesFirstIsNotAskedWhereThatIsDrawn(t *testing.T) {
	asked := map[string]int{}
	for _, pause := range []string{"7, 12", "7"} {
		e := scenetest.Machine(t, strings.ReplaceAll(`package x

var (
	m mutex
	c cond
	n int
)

func one() {
	for i := 0; i < 5; i++ {
		sleep(PAUSE)
		lock(m)
		n++
		signal(c)
		unlock(m)
	}
}

func all() {
	lock(m)
	for n < 100 {
		wait(c, m)
	}
	unlock(m)
}

func main() {
	spawn(one, 3)
	spawn(all)
}
`, "PAUSE", pause))
		a := NewAsker(e.Program())
		for range 90 {
			for _, q := range a.At(t.Context(), e, 1, 0) {
				then := e.Fork(nil)
				for range q.Steps {
					then.Step()
				}
				now := then.Snapshot(nil)
				if q.Topic == Runs && now.Running < 0 && len(now.Ready) == 0 && len(now.Timed) > 1 {
					asked[pause]++
				}
			}
			e.Step()
		}
	}
	if asked["7, 12"] > 0 || asked["7"] == 0 {
		t.Errorf("asked so often, by the pause: %v", asked)
	}
}
