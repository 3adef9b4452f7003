package predict

import (
	"context"
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Kind says what kind of question one is.
type Kind uint8

// The kinds.
const (
	Next    Kind = iota // what happens next, at one step of a run
	Trace               // a cell of the table of a run
	Verdict             // what check says
	Mend                // which change cures the scene
)

// kinds are their names.
var kinds = [...]string{"next", "trace", "verdict", "mend"}

// String returns the name of the kind.
func (k Kind) String() string { return kinds[k] }

// KindNames returns the names of all kinds.
func KindNames() []string { return slices.Clone(kinds[:]) }

// KindByName returns the kind of a name.
func KindByName(name string) (Kind, bool) {
	at := slices.Index(kinds[:], name)
	return Kind(max(at, 0)), at >= 0
}

// Topic says what a question is about.
type Topic uint8

// The topics.
const (
	Runs     Topic = iota // who runs next
	Where                 // at which place a coroutine is
	Amount                // how many items a work queue has
	Value                 // what a shared variable is
	Owner                 // who has a mutex
	Ending                // how the run ends
	Heard                 // whom a signal wakes
	Finds                 // whether the test around a wait is true when somebody is back from it
	Goes                  // what somebody does who is back from a wait
	Turns                 // how many turns somebody has who waits
	Verdicts              // what check says
	Cure                  // which change cures the scene
	topics
)

// Question has answers, of which exactly one is right.
type Question struct {
	Kind    Kind
	Topic   Topic
	Given   []string // what is known: the state in which it is asked, a line each
	Table   *Table   // of a Trace: the run, with one cell that is asked for
	Text    string
	Answers []Answer
	Right   int    // counted from 0
	Why     string // what happens, in sentences
	Steps   int64  // how far it is to where the answer is seen
	At      int64  // the step at which it is asked
	Line    int    // of the text, where whoever it is about stands; 0: nobody
	Of      *World // of one about a changed scene: that; else nil

	doer    string // who does its first step, which it takes as given; "" where it does not
	fact    fact
	horizon horizon
	pass    int64 // in which its first step is
	next    int64 // of Runs: the pass that is asked about
	from    int64 // of a sheet: from which step on the fact is as it is asked for
	till    int64 // and up to which; 0: that is not known
	side    side
	grains  grains // at which it asks or tells what comes of every schedule
}

// Answer is one of those to choose from.
type Answer struct {
	Text   string
	Belief program.Belief // of a wrong one: what whoever gives it may believe; 0 where none is known
	World  *World         // of a wrong one: where it is right; nil where nothing was found
	Scene  string         // of a change of the scene: the text with it
	Why    string         // of a wrong one: why it is not so in this run, where that is known; else ""
	Kept   string         // in place of Why as long as the right answer is kept back, where Why would tell it; else ""
}

// World is a machine in which a wrong answer is right: that of the question, with commands.
type World struct {
	Given []Given
	Scene string // not "": the text that is run in place of the scene's, from the boot
	Name  string // in few words: monitor = "hoare"
	Says  string // a clause: under monitor = "hoare": the waiter runs at once
	Steps int64  // how far it is there from the question to where its answer is seen; 0 where every schedule is asked
}

// Given is a command, and how many steps behind the question it is given.
type Given struct {
	After   int64
	Command engine.Command
}

// Key tells questions apart that are asked at different steps: those with the same key are about the same moment, and
// who has answered one has answered the other.
func (q *Question) Key() string {
	switch {
	case q.Kind == Verdict:
		return q.Text
	case q.Topic == Turns: // it is the same for everybody who waits
		return "turns"
	}
	return fmt.Sprint(q.Topic, q.fact, q.horizon.end, q.horizon.back, q.horizon.turn, q.At+q.Steps)
}

// Comes returns the answer to the question in a machine that stands where it is asked, in a world; nil is the
// world as it is. It is "" where a command of the world cannot be given there.
func (q *Question) Comes(ctx context.Context, at *engine.Engine, w *World) string {
	var given []Given
	if w != nil {
		given = w.Given
		if w.Scene != "" {
			if at = w.boot(ctx, q.At); at == nil {
				return ""
			}
		}
	}
	o, ok := q.horizon.play(ctx, at, given)
	if !ok {
		return ""
	}
	return q.fact.read(o)
}

// Believed returns the name of what whoever gives the answer may believe, "" where that is not known.
func (a *Answer) Believed() string {
	if a.Belief == 0 {
		return ""
	}
	return a.Belief.String()
}
