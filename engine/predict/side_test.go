package predict_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/internal/effort"
)

// TestASheetDoesNotAnswerItself: what comes of every schedule is not asked on a sheet that tells it in a question.
func TestASheetDoesNotAnswerItself(t *testing.T) {
	has := func(s *predict.Sheet, parts ...string) bool {
		return slices.ContainsFunc(s.Questions, func(q *predict.Question) bool {
			return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(q.Text, p) })
		})
	}
	asked, told := 0, 0
	for _, scene := range effort.Some(t, []string{"one-condition", "loop-instead-of-an-if", "if-instead-of-a-loop",
		"signal-is-not-remembered", "wakeup-in-the-gap", "condition-covering"}, 2, 4) {
		for seed := uint64(1); seed <= 3; seed++ {
			s := sheetOf(t, scene, predict.Options{Count: 8, Seed: seed})
			asks := has(s, "What comes of them?", "Which of these is true?", "What is true of all schedules?")
			tells := has(s, "This scene fails", "As the scene is,", "How long is the shortest", "None fails. Does one")
			if asks && tells {
				t.Errorf("%s, seed %d: it asks what it tells:", scene, seed)
				for _, q := range s.Questions {
					t.Log(q.Text)
				}
			}
			if asks {
				asked++
			}
			if tells {
				told++
			}
		}
	}
	if asked+told == 0 {
		t.Error("no sheet asks or tells a verdict")
	}
}

// TestHowLongIsAskedOnce: how long the shortest schedule is that fails stands on a sheet once at most, behind all other
// questions; and it does not say that only some fail, for all may.
func TestHowLongIsAskedOnce(t *testing.T) {
	seen := 0
	for _, scene := range []string{"signal-forgotten", "one-condition", "signal-is-not-remembered"} {
		s := sheetOf(t, scene, predict.Options{Count: 100, Seed: 3, Kinds: []predict.Kind{predict.Verdict}})
		for i, q := range s.Questions {
			if !strings.Contains(q.Text, "How long is the shortest") {
				continue
			}
			seen++
			if i != len(s.Questions)-1 || strings.Contains(q.Text, "Some fail") {
				t.Errorf("%s, question %d of %d: %s", scene, i+1, len(s.Questions), q.Text)
			}
		}
	}
	if seen == 0 {
		t.Error("it is asked nowhere")
	}
}
