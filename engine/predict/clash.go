package predict

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
)

// clash reports whether two questions cannot stand on one sheet: they ask the same, or one tells what the other asks.
func clash(q, o *Question) bool { return q.twice(o) || q.tells(o) || o.tells(q) }

// ofRun reports whether a question is about one run.
func (q *Question) ofRun() bool { return q.Kind == Next || q.Kind == Trace }

// end is the step at which the answer is seen.
func (q *Question) end() int64 { return q.At + q.Steps }

// passOf is the pass in which the next step of a machine is.
func passOf(e *engine.Engine) int64 {
	if e.RunningSlot() < 0 {
		return e.PassNumber() + 1
	}
	return e.PassNumber()
}

// asks are the steps behind which a question asks for its fact: its cells, or where its answer is seen.
func (q *Question) asks() (from, till int64) {
	if q.Table != nil {
		return q.At + 1, q.end()
	}
	return q.end(), q.end()
}

// stays are the steps behind which the fact is as it is asked for: a value counts as told until it next changes. What
// was before the question stands in the question itself.
func (q *Question) stays() (from, till int64) {
	if q.till == 0 {
		return q.asks()
	}
	return q.from, q.till
}

// twice reports whether two questions ask the same. How many turns somebody has who waits is the same for everybody,
// and whether a change helps is asked of the change itself, and where it is one to choose from.
func (q *Question) twice(o *Question) bool {
	if !q.ofRun() || !o.ofRun() {
		return q.tries(o) || o.tries(q)
	}
	from, till := q.stays()
	begin, end := o.stays()
	return q.fact == o.fact && from <= end && begin <= till || q.Topic == Turns && o.Topic == Turns
}

// tries reports whether a question is about a changed scene, and another has the change among its answers.
func (q *Question) tries(o *Question) bool {
	return q.Of != nil && o.Kind == Mend &&
		slices.ContainsFunc(o.Answers, func(a Answer) bool { return a.Scene == q.Of.Scene })
}

// tells reports whether something that another question asks for stands in one: in the state in which it is asked, in
// an open cell of its table, or in what it says of every schedule.
func (q *Question) tells(o *Question) bool {
	switch {
	case q.Kind == Verdict:
		return o.Topic == Ending && q.side == tellsNone
	case !q.ofRun() || !o.ofRun():
		return false
	case o.Topic == Turns:
		return q.Table != nil && q.At <= o.At && o.end() <= q.end()
	case o.Topic == Runs && q.At > o.end():
		return q.pass == o.next // who is on the CPU stays there to the end of the pass
	}
	for step, till := o.stays(); step <= till; step++ {
		if q.shows(o, step) {
			return true
		}
	}
	return false
}

// shows reports whether what another question asks for behind a step stands in the state or in an open cell.
func (q *Question) shows(o *Question, step int64) bool {
	switch row := step - q.At; {
	case q.Table == nil:
		return row == 0
	case row < 0 || row > q.Steps:
		return false
	case o.fact == q.fact:
		return row == 0
	case o.Topic == Where || o.Topic == Amount || o.Topic == Value || o.Topic == Owner:
		return slices.Contains(q.Table.facts, o.fact)
	}
	return true
}
