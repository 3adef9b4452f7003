package predict_test

import (
	"context"
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// beliefsMet returns which beliefs wrong answers come of, of all questions along a run, and of those about every
// schedule.
func beliefsMet(t *testing.T, scene string, steps int) map[program.Belief][]string {
	t.Helper()
	met := map[program.Belief][]string{}
	note := func(all []*predict.Question) {
		for _, q := range all {
			for _, a := range q.Answers {
				if a.Belief != 0 && !slices.Contains(met[a.Belief], q.Text) {
					met[a.Belief] = append(met[a.Belief], q.Text)
				}
			}
		}
	}
	p := scenetest.Shipped(t, scene)
	a, e := predict.NewAsker(p), scenetest.Boot(t, p)
	if q := a.EndOf(context.Background(), e, 1); q != nil {
		note([]*predict.Question{q})
	}
	for range steps {
		if e.End().Kind != engine.NotEnded {
			break
		}
		note(a.At(context.Background(), e, 1, 0))
		e.Step()
	}
	sheet, err := predict.Make(context.Background(), scene, scenetest.Text(t, scene),
		predict.Options{Count: 100, Kinds: []predict.Kind{predict.Verdict}})
	if err != nil {
		t.Fatal(err)
	}
	note(sheet.Questions)
	return met
}

// TestScenesBreakTheirBeliefs: of what a scene says to show to be wrong something is found out from what happens in it,
// and each of the first nine beliefs in a scene that names it. M10 takes a run in which the time of a wait is up, M11
// one who waits for a whole round of turns, M12 a scene of which ten random runs end well: these are met in some.
func TestScenesBreakTheirBeliefs(t *testing.T) {
	var scenes []string
	for _, s := range scenetest.Shelf() {
		if len(scenetest.Shipped(t, s.Name).Lesson.Breaks) > 0 {
			scenes = append(scenes, s.Name)
		}
	}
	some := effort.Some(t, scenes, 1, 4)
	met, named := map[program.Belief]int{}, map[program.Belief]int{}
	for _, scene := range some {
		here := beliefsMet(t, scene, 120)
		for b := range here {
			met[b]++
		}
		wants, has := 0, 0
		for _, b := range scenetest.Shipped(t, scene).Lesson.Breaks {
			if len(here[b]) > 0 {
				named[b]++
				has++
			} else if b < 10 {
				t.Log(scene, "does not meet", b)
			}
			if b < 10 {
				wants++
			}
		}
		if has == 0 && wants > 0 {
			t.Errorf("%s: no wrong answer comes of what it says to break", scene)
		}
	}
	if len(some) < len(scenes) {
		return
	}
	for _, b := range program.Beliefs() {
		if t.Log(b, met[b], named[b]); met[b] < 3 || b < 10 && named[b] == 0 {
			t.Errorf("%s is met in %d scenes, in %d that name it", b, met[b], named[b])
		}
	}
}
