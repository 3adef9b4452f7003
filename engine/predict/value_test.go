package predict_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestANumberIsOneThatItCouldBe: where the memory is given back by fifties, no wrong answer is 49 or 51, and none that
// no other world leads to is below zero.
func TestANumberIsOneThatItCouldBe(t *testing.T) {
	asked := 0
	for seed := uint64(1); seed <= uint64(effort.Times(20, 8, 6)); seed++ {
		s := sheetOf(t, "condition-covering",
			predict.Options{Count: 8, Seed: seed, Kinds: []predict.Kind{predict.Next}})
		for _, q := range s.Questions {
			if !strings.Contains(q.Text, "What is units") {
				continue
			}
			asked++
			for _, a := range q.Answers {
				if !slices.Contains([]string{"0", "10", "50", "100"}, a.Text) && a.World == nil {
					t.Errorf("seed %d: %s\n%s is no answer", seed, q.Text, a.Text)
				}
			}
		}
	}
	if asked == 0 {
		t.Error("units is never asked for")
	}
}

// TestAnAnswerNamesWhatTheSceneHas: no answer waits in the queue of something that only a changed text declares.
func TestAnAnswerNamesWhatTheSceneHas(t *testing.T) {
	queue := regexp.MustCompile(`(?:lock|signal) queue of (\S+)`)
	for _, scene := range []string{"condition-covering", "one-condition"} {
		p := scenetest.Shipped(t, scene)
		for seed := uint64(1); seed <= uint64(effort.Times(20, 8, 6)); seed++ {
			s := sheetOf(t, scene, predict.Options{Count: 8, Seed: seed, Kinds: []predict.Kind{predict.Next}})
			for _, q := range s.Questions {
				for _, a := range q.Answers {
					for _, named := range queue.FindAllStringSubmatch(a.Text, -1) {
						if !slices.ContainsFunc(p.Objects, func(o program.Object) bool { return o.Name == named[1] }) {
							t.Errorf("%s, seed %d: %s\n%s: there is no %s", scene, seed, q.Text, a.Text, named[1])
						}
					}
				}
			}
		}
	}
}
