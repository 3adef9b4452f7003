package predict_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// heard returns the question whom the next signal wakes in the run of a scene after so many steps.
func heard(t *testing.T, e *engine.Engine) *predict.Question {
	t.Helper()
	for _, q := range predict.NewAsker(e.Program()).At(context.Background(), e, 1, 0) {
		if q.Topic == predict.Heard {
			return q
		}
	}
	t.Fatal("it is not asked whom the signal wakes")
	return nil
}

// TestABroadcastStandsInPlaceOfTheSignal: in its line, where a scene with that has come to the same state. Where the
// run has commands it is given before the signal, and said to be.
func TestABroadcastStandsInPlaceOfTheSignal(t *testing.T) {
	for _, touched := range []bool{false, true} {
		e := scenetest.Boot(t, scenetest.Shipped(t, "bounded-buffer"))
		for range 16 {
			e.Step()
		}
		if touched {
			more := engine.Command{Verb: engine.CapacityVerb, At: engine.Now, Name: "work", N: 5}
			if _, err := e.Do(more); err != nil {
				t.Fatal(err)
			}
		}
		q := heard(t, e)
		proven(t, q, e)
		i := slices.IndexFunc(q.Answers, func(a predict.Answer) bool { return a.Text == "c1 and c2" })
		if i < 0 || q.Answers[i].World == nil {
			t.Fatalf("no world wakes both: %+v", q.Answers)
		}
		w := q.Answers[i].World
		says, given := "line 27 says `broadcast(notEmpty)` in place of `signal(notEmpty)`", 0
		if touched {
			says, given = "if a broadcast, which wakes all who wait, came just before it", 1
		}
		if !strings.HasSuffix(w.Says, says) || len(w.Given) != given || (w.Scene == "") != touched {
			t.Errorf("a run with commands: %v: %q, with %d commands", touched, w.Says, len(w.Given))
		}
	}
}

// TestAnotherOrderSaysWhereItBegins: who would have to run, in which step, and in whose place.
func TestAnotherOrderSaysWhereItBegins(t *testing.T) {
	e, found := scenetest.Boot(t, scenetest.Shipped(t, "one-condition")), 0
	for range 40 {
		for _, q := range predict.NewAsker(e.Program()).At(context.Background(), e, 1, 0) {
			_, who, _ := strings.Cut(q.Text, "The next pass is that of ")
			who, _, _ = strings.Cut(who, ",")
			for i, a := range q.Answers {
				if a.World == nil || len(a.World.Given) == 0 || a.World.Given[0].Command.Verb != engine.RunVerb {
					continue
				}
				found++
				other := a.World.Given[0].Command.Who
				want := fmt.Sprintf("So it would be if %s ran in step %d, in place of %s.", other, q.At+1, who)
				if got := q.Untrue(i); got != want {
					t.Errorf("%s\n%q, not %q", q.Text, got, want)
				}
			}
		}
		e.Step()
	}
	if found == 0 {
		t.Error("no answer is right in another order")
	}
}
