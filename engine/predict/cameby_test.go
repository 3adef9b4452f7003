package predict_test

import (
	"context"
	"testing"

	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestAWorldIsNotAHeadStart: the scene with a change may be some steps ahead of the run, in the same queues; what
// happens there next is no answer to what the op in hand does.
func TestAWorldIsNotAHeadStart(t *testing.T) {
	for _, c := range []struct {
		scene string
		step  int
	}{{"bounded-buffer", 53}, {"ostep-30-hoare", 17}} {
		e := scenetest.Boot(t, scenetest.Shipped(t, c.scene))
		for range c.step {
			e.Step()
		}
		for _, q := range predict.NewAsker(e.Program()).At(context.Background(), e, 1, 1) {
			for _, a := range q.Answers {
				if a.World != nil && a.World.Scene != "" {
					t.Errorf("%s, step %d: %q is said to be %s %s", c.scene, c.step, q.Text, a.Text, a.World.Says)
				}
			}
		}
	}
}
