package quiz

import (
	"cmp"
	"slices"

	"github.com/quartet-os/quartet/engine/predict"
)

const (
	mostLately  = 3  // answers, of which a topic counts as asked lately
	mostSkipped = 30 // steps, in which something else than that is looked for
)

// inOrder puts those first that are of a topic that was not asked lately, and of these those that a belief is about.
// How the run ends comes last, since the answer is seen there.
func inOrder(all []*predict.Question, lately []predict.Topic) {
	slices.SortStableFunc(all, func(a, b *predict.Question) int {
		return cmp.Or(ends(a)-ends(b), known(a, lately)-known(b, lately), believed(b)-believed(a))
	})
}

// dull reports whether a question is no more than what was asked lately: of such a topic, and no belief is about it.
func dull(q *predict.Question, lately []predict.Topic) bool {
	return known(q, lately) > 0 && believed(q) == 0
}

// ends is 1 where a question asks how the run ends.
func ends(q *predict.Question) int {
	if q.Topic == predict.Ending {
		return 1
	}
	return 0
}

// known is 1 where a question is of a topic that was asked lately.
func known(q *predict.Question, lately []predict.Topic) int {
	if slices.Contains(lately, q.Topic) {
		return 1
	}
	return 0
}

// believed is 1 where a wrong answer may come of a belief.
func believed(q *predict.Question) int {
	if slices.ContainsFunc(q.Answers, func(a predict.Answer) bool { return a.Belief != 0 }) {
		return 1
	}
	return 0
}

// note notes that a question was answered.
func (q *Quiz) note(asked *predict.Question) {
	q.done[asked.Key()] = true
	q.lately = append(q.lately, asked.Topic)
	q.lately = q.lately[max(len(q.lately)-mostLately, 0):]
}
