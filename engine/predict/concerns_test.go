package predict_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// takes are the verbs of which a scene has one where it has what a belief is about.
var takes = map[program.Belief][]string{
	program.BeliefRunsAtOnce:  {"wait(", "waitWithin(", "schedule(", "park(", "lock("},
	program.BeliefIfWillDo:    {"wait(", "waitWithin(", "schedule(", "park("},
	program.BeliefOneForBoth:  {"signal(", "broadcast(", "wakeup(", "wakeupAll("},
	program.BeliefRemembered:  {"signal(", "broadcast(", "wakeup(", "wakeupAll("},
	program.BeliefKeepsLock:   {"wait(", "waitWithin(", "schedule(", "park("},
	program.BeliefUnlocked:    {"wait(", "waitWithin(", "schedule(", "park(", "addToWaitq("},
	program.BeliefWakingAll:   {"signal(", "broadcast(", "wakeup(", "wakeupAll("},
	program.BeliefLargerQueue: {"queue(", "stack("},
	program.BeliefAnyPlace:    {"signal(", "broadcast(", "wakeup(", "wakeupAll("},
	program.BeliefTimedOut:    {"waitWithin(", "waitUntil("},
}

// TestABeliefIsAboutWhatTheSceneHas: no wrong answer is said to come of a belief about what the scene does not have, as
// of one about a test and a wait where philosophers take forks.
func TestABeliefIsAboutWhatTheSceneHas(t *testing.T) {
	some := []string{"deadlock-philosophers", "array-philosophers", "ostep-28-flag", "ostep-29-counter",
		"signal-forgotten", "spinlock-burns-turns", "ostep-32-order", "ostep-31-philosophers"}
	for _, scene := range effort.Some(t, some, 2, 4) {
		var code []string
		for _, l := range predict.Listing(scenetest.Shipped(t, scene)) {
			code = append(code, l.Text)
		}
		text := strings.Join(code, "\n")
		for b, asked := range beliefsMet(t, scene, 60) {
			verbs, bound := takes[b]
			if bound && !slices.ContainsFunc(verbs, func(v string) bool { return strings.Contains(text, v) }) {
				t.Errorf("%s has nothing that %s is about, which is met in %q", scene, b, asked[0])
			}
		}
	}
}

// TestWhatFailsAlwaysRanNoThousandTimes: where every schedule fails nobody has seen a thousand runs go well.
func TestWhatFailsAlwaysRanNoThousandTimes(t *testing.T) {
	for _, scene := range []string{"signal-forgotten", "deadlock-philosophers"} {
		s := sheetOf(t, scene, predict.Options{Count: 100, Kinds: []predict.Kind{predict.Verdict}})
		for _, q := range s.Questions {
			for _, a := range q.Answers {
				if a.Belief == program.BeliefRanOften {
					t.Errorf("%s: %s %q", scene, q.Text, a.Text)
				}
			}
		}
	}
}
