package predict

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// noneFails is the answer of whoever sees nothing wrong.
const noneFails = "No schedule fails."

// comes says what every schedule comes to.
func comes(v *explore.Verdict) string {
	if v.Answer == explore.Holds {
		return noneFails
	}
	return failing(v.Kind)
}

// failing says how some schedule fails.
func failing(k engine.Ending) string {
	switch k {
	case engine.EndDeadlock:
		return "Some schedule ends in a deadlock."
	case engine.EndStuck:
		return "Some schedule gets stuck."
	case engine.EndViolation:
		return "Some schedule breaks a law or an assertion."
	}
	return "Some schedule fails: " + k.String() + "."
}

// crowdStates is how many states are looked at of a scene with more coroutines.
const crowdStates = 4_000

// mostOfBelief is how many changes are asked about that one belief is about.
const mostOfBelief = 2

// whatIfs asks what would come of every schedule with a change that a belief is about: of the scene as it is that is
// told.
func (w *inquest) whatIfs(own *explore.Verdict) (all []*Question) {
	if own.Answer == explore.Unknown {
		return nil
	}
	scenes := w.asker.scenes()
	at := make([]int, len(scenes))
	for i := range at {
		at[i] = i
	}
	mix(w.d, at)
	count := map[program.Belief]int{}
	for _, i := range at {
		c := &scenes[i]
		if count[c.Belief] == mostOfBelief || w.ctx.Err() != nil {
			continue
		}
		e, err := engine.New(c.prog)
		if err != nil {
			continue
		}
		of := *w
		if c.Crowd {
			of.states = min(w.states, crowdStates)
		}
		v, err := of.check(e, own.Grain, false)
		if err != nil || v.Answer == explore.Unknown {
			continue
		}
		if q := w.whatIf(own, &v, c); q != nil {
			all = append(all, q)
			count[c.Belief]++
		}
	}
	return all
}

// whatIf is the question about one change.
func (w *inquest) whatIf(own, v *explore.Verdict, c *changedScene) *Question {
	was, right := comes(own), comes(v)
	if c.Crowd && v.Kind == engine.EndViolation {
		return nil
	}
	if was == right && right != noneFails && c.Belief != program.BeliefLargerQueue {
		return nil // what fails goes on to fail: that tells nothing
	}
	var wrong []Answer
	for _, text := range []string{was, noneFails, failing(engine.EndStuck), failing(engine.EndViolation)} {
		if text != right && !has(wrong, text) {
			wrong = append(wrong, Answer{Text: text, Belief: doubted(c, v.Kind, was, right, text)})
		}
	}
	text := fmt.Sprintf("As the scene is, %s, %s. Suppose that %s. What is true then?",
		strings.TrimSuffix(strings.ToLower(was[:1])+was[1:], "."), own.Grain.Scope(w.e.Policy()), c.Clause)
	q := w.question(text, foundAt("with the change, ", v))
	if q.Of, q.side = c.world(), tellsAll; own.Answer == explore.Holds {
		q.side = tellsNone
	}
	q.put(w.d, right, wrong)
	return q
}

// doubted returns what whoever gives a wrong answer about a change may believe: that it makes no difference, that it is
// a cure, or, of a broadcast, that it is harmless or wrong whatever it is for.
func doubted(c *changedScene, end engine.Ending, was, right, wrong string) program.Belief {
	b := c.told
	switch b {
	case program.BeliefLargerQueue:
		return belief(wrong == noneFails && jam(end), b)
	case program.BeliefWakingAll:
		return belief((wrong == noneFails) != (right == noneFails), b)
	}
	return belief(wrong == was, b)
}

// world is that of the changed scene.
func (c *changedScene) world() *World {
	return &World{Scene: c.Text, Name: "with the change", Says: changedBy(c.Clause)}
}

// costPasses is over how many passes it is counted how often somebody waits for a lock.
const costPasses = 60

// costs asks how often somebody waits for a lock where what wakes others stands elsewhere.
func (w *inquest) costs() (all []*Question) {
	was, ok := w.locked(w.e)
	scenes := w.asker.scenes()
	for i := range scenes {
		c := &scenes[i]
		if c.Belief != program.BeliefAnyPlace || !ok {
			continue
		}
		e, err := engine.New(c.prog)
		if err != nil {
			continue
		}
		now, ok := w.locked(e)
		if !ok || now == was && was == 0 {
			continue
		}
		answers := []string{"Just as often.", "Less often.", "More often."}
		right := 0
		switch {
		case now < was:
			right = 1
		case now > was:
			right = 2
		}
		text := fmt.Sprintf("The scene runs by itself, %d passes at most, and somebody has to wait for a lock %s. "+
			"Suppose that %s. How often is it then?", costPasses, program.Plural(was, "time"), c.Clause)
		q := w.question(text, "It is "+program.Plural(now, "time")+" then.")
		q.Of = c.world()
		var wrong []Answer
		for k, a := range answers {
			if k != right {
				wrong = append(wrong, Answer{Text: a, Belief: belief(k == 0, program.BeliefAnyPlace)})
			}
		}
		q.put(w.d, answers[right], wrong)
		all = append(all, q)
	}
	return all
}

// locked counts how often somebody has to wait for a mutex in the first passes of a run, or to its end; false where
// something is drawn.
func (w *inquest) locked(at *engine.Engine) (n int64, ok bool) {
	e, passes := at.Fork(nil), 0
	e.Quiet(false)
	picks := &engine.Choices{}
	for passes < costPasses {
		if e.End().Kind != engine.NotEnded {
			return n, true
		}
		if draws(e, picks) {
			return 0, false
		}
		before := e.StepNumber()
		events := e.Step()
		for i := range events {
			if events[i].Kind == engine.Moved && events[i].Cause() == engine.ByLock {
				n++
			}
		}
		if e.StepNumber() == before || w.ctx.Err() != nil {
			return 0, false
		}
		if e.RunningSlot() < 0 {
			passes++
		}
	}
	return n, true
}
