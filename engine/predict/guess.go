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
	q := &Question{Kind: Verdict, Topic: Verdicts, At: e.StepNumber(), Why: why(v),
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
			known, kept := notThat(e.Program(), kind, v.Answer)
			q.Answers = append(q.Answers, Answer{Text: text, Why: known, Kept: kept})
		}
	}
	return q
}

// why says what check found: where nothing fails once at which grain, and how many states that are.
func why(v *explore.Verdict) string {
	if claim, visited := v.Short(); visited != "" {
		return claim + " Looked at: " + v.CoveredBriefly() + "."
	}
	return found(v)
}

// notThat says what no schedule does, or the shortest that fails does not. Kept says neither whether one fails nor what
// that does: whoever hears it may think on.
func notThat(p *program.Program, kind engine.Ending, a explore.Answer) (known, kept string) {
	text := shuns[kind]
	if kind == program.EndViolation {
		text = "what the scene asserts holds all the way" + asserted(p)
	}
	kept = "In the shortest one that fails, if one does, " + text + "."
	if a == explore.Holds {
		return "In every schedule " + text + ".", kept
	}
	return "In the shortest one that fails " + text + ".", kept
}

// shuns are what a schedule does not do that comes to something else, by the kind of what goes wrong.
var shuns = map[engine.Ending]string{
	program.EndDeadlock: "no circle closes, whoever waits for whom",
	program.EndStuck:    "nobody waits for a wakeup that nobody is left to give, or for an owner who has ended",
	program.EndLostItem: "each item lies in a queue, or somebody has it",
	program.EndLeak:     "all memory that was taken can still be given back",
	program.Livelock:    "not all go round for ever",
}

// asserted lists the lines of laws and assertions, in brackets.
func asserted(p *program.Program) string {
	var lines []int
	for i := range p.Laws {
		lines = append(lines, p.Laws[i].Line)
	}
	for i := range p.Ops {
		if p.Ops[i].Kind == program.Assert {
			lines = append(lines, int(p.Ops[i].Line))
		}
	}
	return " (" + program.Lines(lines) + ")"
}

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
