package predict

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// Guess returns the question what check says of a scene, whose machine stands at its boot and has come to a verdict;
// nil where that is not known. What answers say is true of the shortest schedule that fails, of which there is one.
func Guess(e *engine.Engine, v *explore.Verdict) *Question {
	if v.Answer == explore.Unknown {
		return nil
	}
	q := &Question{Kind: Verdict, Topic: Verdicts, At: e.StepNumber(), Why: found(v),
		Text: everySchedule(e, v.Grain) + " What does the shortest one that fails come to?"}
	q.Answers = []Answer{{Text: "To nothing: none fails."}}
	if v.Answer == explore.Fails {
		q.Answers[0].Why = "Some schedule fails."
	}
	room := mostAnswers - 1
	if v.Answer == explore.Fails {
		room--
	}
	for kind := program.EndDeadlock; kind <= program.Starvation; kind++ {
		switch text := guesses[kind]; {
		case kind == v.Kind:
			q.Right = len(q.Answers)
			q.Answers = append(q.Answers, Answer{Text: text})
		case room > 0 && text != "" && offered(e.Program(), kind):
			room--
			q.Answers = append(q.Answers, Answer{Text: text, Why: notThat})
		}
	}
	return q
}

// notThat says why any other answer is wrong, and not which one is right: whoever hears it may think on.
const notThat = "If one fails, the shortest that does comes to something else."

// guesses are the answers, by the kind of what goes wrong.
var guesses = map[engine.Ending]string{
	program.EndDeadlock:  "To a deadlock: some wait in a circle, each for what another has.",
	program.EndStuck:     "To somebody who is stuck: who waits, and nobody can come.",
	program.EndViolation: "To a violation: a law or an assertion does not hold.",
	program.EndLostItem:  "To an item that is lost.",
	program.EndLeak:      "To memory that is lost.",
	program.EndNoYield:   "To somebody who never leaves the CPU.",
	program.Livelock:     "To a livelock: all run for ever, and nobody gets on.",
	program.LeftAsleep:   "To somebody who is left asleep for ever, while others run.",
	program.Starvation:   "To somebody who is ready, and passed over for ever.",
}

// offered reports whether a wrong answer is worth giving: by the text of the scene it could be so.
func offered(p *program.Program, kind engine.Ending) bool {
	switch kind {
	case program.EndDeadlock, program.EndStuck:
		return true
	case program.EndViolation:
		return len(p.Laws) > 0 || p.Does(program.Assert)
	case program.EndLostItem:
		return len(p.Queues) > 0
	case program.EndLeak:
		return p.UsesMemory
	case program.Livelock:
		return p.Does(program.Yield) && len(p.Queues) == 0
	}
	return false
}
