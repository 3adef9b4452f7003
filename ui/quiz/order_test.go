package quiz_test

import (
	"context"
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/quiz"
)

// TestQuestionsChange: whoever answers one question after another is asked of something else, or of what a belief is
// about: no topic that was asked of late comes again without one, while something else is to be had nearby.
func TestQuestionsChange(t *testing.T) {
	for _, scene := range []string{"one-condition", "if-instead-of-a-loop", "bounded-buffer"} {
		s, err := session.New(scenetest.Shipped(t, scene))
		if err != nil {
			t.Fatal(err)
		}
		var q quiz.Quiz
		var topics []predict.Topic
		again := 0
		for range 6 {
			found := q.About(s)(context.Background())
			if len(found.All) == 0 {
				break
			}
			goOn(s, found.Ahead)
			q.Begin(s, found.All)
			asked := q.Asked()
			believed := slices.ContainsFunc(asked.Answers, func(a predict.Answer) bool { return a.Belief != 0 })
			if slices.Contains(topics[max(len(topics)-2, 0):], asked.Topic) && !believed {
				again++
			}
			topics = append(topics, asked.Topic)
			q.Update(keys.TakeNumbered, keys.Press{Name: "1"})
			goOn(s, asked.Steps)
		}
		if again > 0 || len(topics) < 4 {
			t.Errorf("%s: of %d questions %d are like those before", scene, len(topics), again)
		}
	}
}

// goOn lets the run go on by so many steps, or to its end.
func goOn(s *session.Session, steps int64) {
	for to := s.Position() + steps; s.Position() < to && s.Forward() != nil; {
		continue
	}
}
