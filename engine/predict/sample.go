package predict

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// Bounds of the random schedules behind a question.
const (
	samplePasses = 200
	sampleSeed   = 1
	fewRuns      = 10
)

// sampled tells that random schedules all ended well, and asks what follows.
func (w *inquest) sampled(own *explore.Verdict) *Question {
	if own.Answer == explore.Unknown || own.AtOnce() || w.e.Program().Settings.Slots > few {
		return nil
	}
	for _, runs := range []int64{1000, 100, fewRuns} {
		if !w.allWell(own.Grain, runs) {
			continue
		}
		right := 0
		if own.Answer == explore.Fails {
			right = 1
		}
		text := fmt.Sprintf("%d random schedules were run, %s, each for %d passes at most. None of them failed. "+
			"What is true of all schedules?", runs, own.Grain.Scope(w.e.Policy()), samplePasses)
		answers := []string{noneFails, "Some schedule fails; it was not among these."}
		q := w.question(text, found(own))
		q.side, q.grains = asksAll, grainsOf(own.Grain)
		q.put(w.d, answers[right], []Answer{{Text: answers[1-right],
			Belief: belief(right == 1, program.BeliefRanOften)}})
		return q
	}
	return nil
}

// ranWell reports whether whoever tries a few schedules at random sees none that fails.
func (w *inquest) ranWell(g program.Grain) bool { return w.allWell(g, fewRuns) }

// allWell reports whether so many schedules, drawn at random, all end well.
func (w *inquest) allWell(g program.Grain, runs int64) bool {
	opt := explore.Options{Grain: g, MaxMemory: mostMemory, Workers: 1}
	of := explore.Sampling{Runs: runs, Seed: sampleSeed, Passes: samplePasses}
	s, err := explore.DrawSample(w.ctx, w.e, opt, of)
	return err == nil && w.ctx.Err() == nil && s.Failed() == 0
}
