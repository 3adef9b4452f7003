package query

import "github.com/quartet-os/quartet/engine/program"

// Condition is what is waited or looked for. Reading one is the language's business, since a scene may name one itself
// (its point).
type Condition = program.Condition

// The kinds of conditions.
const (
	Truth  = program.WhenTrue   // a question
	End    = program.WhenEnd    // the run is over
	Stuck  = program.WhenStuck  // it is over, and somebody can never go on
	Last   = program.WhenLast   // the newest step of a session, N
	Pass   = program.WhenPass   // pass N is over
	Tick   = program.WhenTick   // the clock is at N or later
	Step   = program.WhenStep   // step N or a later one
	Line   = program.WhenLine   // an op of line N was done
	Signal = program.WhenSignal // Name was signalled
	Wakes  = program.WhenWakes  // coroutine Name was woken
	Ends   = program.WhenEnds   // coroutine Name ended
	Joins  = program.WhenJoins  // somebody began to wait for the end of coroutine Name

	Decided = program.WhenDecided // something was decided, for which Name is the word
)

// Parse reads a condition about runs of a scene. O(length of the scene).
func Parse(p *program.Program, text string) (*Condition, error) { return p.Condition(text) }

// Number reads a condition that is known without a scene: a word with a number, a number, end, last, stuck, or a
// word for what is decided. It is false for every other text, and the error says what is wrong with a number.
func Number(text string) (c Condition, is bool, err error) { return program.NumberedCondition(text) }

// Words lists what a condition may begin with beside a question, each with what follows it and what it means.
func Words() [][3]string { return program.ConditionWords() }

// Explain returns what is wrong with a question, in one line: where in the text, what, and what would work.
func Explain(text string, err error) error { return program.ExplainQuestion(text, err) }
