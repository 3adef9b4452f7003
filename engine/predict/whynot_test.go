package predict_test

import (
	"context"
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestAWrongAnswerHasItsReason: at steps of scenes of the whole shelf, whoever gives a wrong answer about somebody
// hears more than that no rule makes it true: where that one is, which the run knows.
func TestAWrongAnswerHasItsReason(t *testing.T) {
	shelf := scenetest.Shelf()
	asked := 0
	for seed := range uint64(effort.Times(30, 100, 300)) {
		scene := shelf[seed*37%uint64(len(shelf))].Name
		e := scenetest.Boot(t, scenetest.Shipped(t, scene))
		for range seed * 13 % 41 {
			e.Step()
		}
		for _, q := range predict.NewAsker(e.Program()).At(context.Background(), e, seed, 0) {
			then := e.Fork(nil)
			for range q.Steps {
				then.Step()
			}
			for i, a := range q.Answers {
				about := q.Topic == predict.Where || slices.Contains(namesOf(e), a.Text) ||
					slices.Contains(namesOf(then), a.Text)
				if i == q.Right || a.World != nil || !about {
					continue
				}
				asked++
				if a.Why == "" {
					t.Errorf("%s, seed %d, %s\n%s: no reason", scene, seed, q.Text, a.Text)
				}
			}
		}
	}
	if asked == 0 {
		t.Error("no answer is without a world")
	}
}

// namesOf are the names of those who live.
func namesOf(e *engine.Engine) (all []string) {
	for _, c := range e.Snapshot(nil).Coroutines {
		if c.Live {
			all = append(all, c.Name)
		}
	}
	return all
}

// TestTheReasonIsOfTheRun: it says where the one who is named is at the end of what is asked about.
func TestTheReasonIsOfTheRun(t *testing.T) {
	found := map[string]bool{"m1 sleeps until 6.": false, "h1 sleeps until 4.": false,
		"m1 comes before l1 on READY.": false}
	s := sheetOf(t, "priority-inversion", predict.Options{Count: 8, Seed: 1, Kinds: []predict.Kind{predict.Next}})
	for _, q := range s.Questions {
		for i, a := range q.Answers {
			said := slices.Contains(q.Solution(), predict.Letter(i)+") "+a.Why) && q.Untrue(i) == a.Why
			if _, is := found[a.Why]; is && i != q.Right && said {
				found[a.Why] = true
			}
		}
	}
	for why, is := range found {
		if !is {
			t.Errorf("no answer says: %s", why)
		}
	}
}
