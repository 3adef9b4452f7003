package predict_test

import (
	"context"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestWhoIsNextIsGiven: where no world is found for an answer, it is not said that no order makes it true: who does the
// step that is asked about was fixed.
func TestWhoIsNextIsGiven(t *testing.T) {
	q := heard(t, scenetest.Boot(t, scenetest.Shipped(t, "signal-is-not-remembered")))
	const want = "with e1 next no rule that was tried makes that true; another order might"
	if got := q.Nowhere(); got != want {
		t.Errorf("%s\n%q", q.Text, got)
	}
}

// TestWhereNothingFailsThatIsSaid: of a wrong guess, once the right answer is known; before, it is not told whether a
// schedule fails.
func TestWhereNothingFailsThatIsSaid(t *testing.T) {
	for scene, begins := range map[string]string{
		"loop-instead-of-an-if": "In every schedule ", "if-instead-of-a-loop": "In the shortest one that fails ",
	} {
		e := scenetest.Boot(t, scenetest.Shipped(t, scene))
		v, err := explore.Check(context.Background(), e, explore.Options{})
		if err != nil {
			t.Fatal(err)
		}
		q := predict.Guess(e, &v)
		for i, a := range q.Answers {
			if i == q.Right || i == 0 {
				continue
			}
			if !strings.HasPrefix(q.Untrue(i), begins) || strings.Contains(a.Why, "if one does") ||
				!strings.HasPrefix(a.Kept, "In the shortest one that fails, if one does, ") {
				t.Errorf("%s, %s: %q, and before %q", scene, a.Text, q.Untrue(i), a.Kept)
			}
		}
	}
}
