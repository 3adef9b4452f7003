package predict

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestNoQuestionAnswersAnother: on sheets of every scene, what a question about a run asks stands neither in the state
// nor in an open cell of the table of another one, and is not asked by it; where there are fewer than were wanted it is
// said.
func TestNoQuestionAnswersAnother(t *testing.T) {
	known := []string{"signal-is-not-remembered", "one-condition", "if-instead-of-a-loop", "wakeup-in-the-gap",
		"condition-covering", "bounded-buffer", "timed-wait", "deadlock-philosophers", "lecture-08"}
	var shelf []string
	for _, e := range scenetest.Shelf() {
		shelf = append(shelf, e.Name)
	}
	pairs := 0
	for i, scene := range append(effort.Some(t, known, 2, 4), effort.Some(t, shelf, 2, 12)...) {
		on := courseOf(t, scene)
		seeds := effort.Times(1, 1, 2)
		if slices.Contains(known, scene) {
			seeds = effort.Times(1, 2, 9)
		}
		for seed := range uint64(seeds) {
			kinds := [][]Kind{{Next, Trace}, {Next}, {Trace}}[(uint64(i)+seed)%3]
			s, err := Make(context.Background(), scene, scenetest.Text(t, scene),
				Options{Count: 8, Seed: seed, Kinds: kinds})
			if err != nil {
				t.Fatal(err)
			}
			pairs += noneAnswered(t, fmt.Sprintf("%s, %v, seed %d", scene, kinds, seed), s, on)
			if len(s.Questions) < 8 && len(s.Short) == 0 {
				t.Errorf("%s, %v, seed %d: %d questions, and no word why", scene, kinds, seed, len(s.Questions))
			}
		}
	}
	if pairs == 0 {
		t.Error("no sheet has two questions about the run")
	}
}

// noneAnswered tests each two questions of a sheet that are about the run, and returns how many these are.
func noneAnswered(t *testing.T, where string, s *Sheet, on *course) (pairs int) {
	t.Helper()
	for i, q := range s.Questions {
		for k, o := range s.Questions {
			if i == k || q.Kind > Trace || o.Kind > Trace {
				continue
			}
			pairs++
			if how := answered(t, q, o, on); how != "" {
				t.Errorf("%s: question %d is answered by %d: %s\n%q\n%v\n%q\n%v", where, i+1, k+1, how, q.Whole(),
					q.Table, o.Whole(), o.Table)
			}
		}
	}
	return pairs
}

// course is how a run stands behind each of its first steps.
type course struct {
	at []outcome
}

// courseOf makes the steps.
func courseOf(t *testing.T, scene string) *course {
	c := &course{}
	e := scenetest.Boot(t, scenetest.Shipped(t, scene))
	for ; len(c.at) <= mostSteps+mostOps; e.Step() {
		c.at = append(c.at, outcome{e: e.Fork(nil), then: e.Snapshot(nil), over: true})
		if e.End().Kind != engine.NotEnded {
			break
		}
	}
	return c
}

// same reports whether a fact is the same behind all steps from one to another, whichever comes first.
func (c *course) same(f fact, one, other int64) bool {
	for step := min(one, other); step <= max(one, other); step++ {
		if step >= int64(len(c.at)) || f.read(&c.at[step]) != f.read(&c.at[one]) {
			return false
		}
	}
	return true
}

// stays tells that what a question asks stands in the state of another, or in a row of its table, at a step from which
// up to where it is asked nothing changes it.
func (c *course) stays(q *Question, asked map[int64]bool, step int64) bool {
	for at := range asked {
		if step > q.At && c.same(q.fact, at, step) {
			return true
		}
	}
	return false
}

// answered says how a question gives the answer to another, or to a cell that is to be filled in for it; "" where it
// does not.
func answered(t *testing.T, q, by *Question, on *course) string {
	t.Helper()
	seen := q.At + q.Steps
	if q.fact == by.fact && seen == by.At+by.Steps {
		return "it is the same"
	}
	if q.Topic == Ending || q.Topic == Turns {
		return ""
	}
	asked := map[int64]bool{seen: true}
	for _, row := range rowsOf(q) {
		if row[q.Table.Col] == HiddenCell {
			asked[stepOf(t, row)] = true
		}
	}
	if by.Table == nil {
		if asked[by.At] || q.Topic != Runs && q.Topic < Ending && on.stays(q, asked, by.At) {
			return "by its state"
		}
		if q.Topic == Runs && by.At > seen && on.busy(seen+1, by.At) {
			return "by who is on the CPU in its state"
		}
	}
	for i, row := range rowsOf(by) {
		step := stepOf(t, row)
		if q.Topic == Runs && step == seen+1 && i > 0 { // in the first row, what was before, nobody does anything
			return "by who does step " + row[0]
		}
		for i, f := range by.Table.facts {
			cell := row[i+3]
			if open := cell != AskedCell && cell != HiddenCell; f == q.fact && open &&
				(asked[step] || on.stays(q, asked, step)) {
				return fmt.Sprintf("by %s in row %s", cell, row[0])
			}
		}
	}
	return ""
}

// rowsOf are the rows of a question's table, none where it has none.
func rowsOf(q *Question) [][]string {
	if q.Table == nil {
		return nil
	}
	return q.Table.Rows
}

// stepOf is the step of a row.
func stepOf(t *testing.T, row []string) int64 {
	t.Helper()
	step, err := strconv.ParseInt(row[0], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return step
}

// busy reports whether somebody is on the CPU behind each of some steps.
func (c *course) busy(from, to int64) bool {
	for step := from; step <= to; step++ {
		if step >= int64(len(c.at)) || c.at[step].e.RunningSlot() < 0 {
			return false
		}
	}
	return true
}

// TestNoVerdictIsAskedTwice: at each grain what comes of every schedule is asked once, and neither how a run ends where
// none fails, nor how soon one fails where that is told, nor what comes of a change that is to be chosen elsewhere.
func TestNoVerdictIsAskedTwice(t *testing.T) {
	for _, scene := range effort.Some(t, []string{"bounded-buffer", "one-condition", "loop-instead-of-an-if",
		"if-instead-of-a-loop"}, 1, 2) {
		for seed := range uint64(effort.Times(1, 2, 4)) {
			s, err := Make(context.Background(), scene, scenetest.Text(t, scene), Options{Count: 12, Seed: seed,
				MaxStates: 1_000})
			if err != nil {
				t.Fatal(err)
			}
			var asked, far, told grains
			ends, none := false, false
			for _, q := range s.Questions {
				switch q.side {
				case asksAll:
					if asked&q.grains != 0 {
						t.Errorf("%s, seed %d: it asks twice: %s", scene, seed, q.Text)
					}
					asked |= q.grains
				case asksFar:
					far |= q.grains
				case tellsNone:
					none = true
				}
				if q.Kind == Mend {
					told |= q.grains
				}
				ends = ends || q.Topic == Ending
				for _, o := range s.Questions {
					same := func(a Answer) bool { return q.Of != nil && a.Scene == q.Of.Scene }
					if slices.ContainsFunc(o.Answers, same) {
						t.Errorf("%s, seed %d: a change is asked about twice: %s", scene, seed, q.Text)
					}
				}
			}
			if ends && none || far&told != 0 {
				t.Errorf("%s, seed %d: it asks what it tells: ends %t, far %t", scene, seed, ends, far&told != 0)
			}
		}
	}
}

// TestQuestionsAreSpread: a long run is asked about at as many states as there are questions, and of a short one no
// more than two are about one, whatever the seed.
func TestQuestionsAreSpread(t *testing.T) {
	for scene, most := range map[string]int{"one-condition": 1, "signal-is-not-remembered": mostAtOnce} {
		for seed := range uint64(effort.Times(3, 5, 20)) {
			s, err := Make(context.Background(), scene, scenetest.Text(t, scene),
				Options{Count: 6, Seed: seed, Kinds: []Kind{Next}})
			if err != nil {
				t.Fatal(err)
			}
			at := map[int64]int{}
			for _, q := range s.Questions {
				if q.Topic != Ending {
					at[q.At]++
				}
				if at[q.At] > most {
					t.Errorf("%s, seed %d: %d questions are about step %d", scene, seed, at[q.At], q.At)
				}
			}
			if len(s.Questions) < 6 && (len(s.Short) == 0 || s.Short[0].Error == nil) {
				t.Errorf("%s, seed %d: %d questions, and no reason: %v", scene, seed, len(s.Questions), s.Short)
			}
		}
	}
}

// TestAShortRunHasFewerQuestions: where nothing else can be asked, that is the reason that is given.
func TestAShortRunHasFewerQuestions(t *testing.T) {
	s, err := Make(context.Background(), "x", scenetest.Text(t, "signal-is-not-remembered"),
		Options{Count: 20, Seed: 1, Kinds: []Kind{Next, Trace}})
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Questions) == 20 {
		t.Fatalf("a run of so few steps has %d questions", len(s.Questions))
	}
	for _, short := range s.Short {
		if short.Error == nil {
			t.Errorf("%v has %d questions, and no reason", short.Kind, short.Has)
		}
	}
}
