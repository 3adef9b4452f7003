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
		on := runningAt(t, scene)
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
func noneAnswered(t *testing.T, where string, s *Sheet, on []int) (pairs int) {
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

// runningAt is who is on the CPU behind each of the first steps of a run, -1 for nobody.
func runningAt(t *testing.T, scene string) (on []int) {
	e := scenetest.Boot(t, scenetest.Shipped(t, scene))
	for ; len(on) <= mostSteps+mostOps; e.Step() {
		if on = append(on, e.RunningSlot()); e.End().Kind != engine.NotEnded {
			break
		}
	}
	return on
}

// answered says how a question gives the answer to another, or to a cell that is to be filled in for it; "" where it
// does not.
func answered(t *testing.T, q, by *Question, on []int) string {
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
		if asked[by.At] {
			return "by its state"
		}
		if q.Topic == Runs && by.At > seen && onAllTheWay(on, seen+1, by.At) {
			return "by who is on the CPU in its state"
		}
	}
	for i, row := range rowsOf(by) {
		step := stepOf(t, row)
		if q.Topic == Runs && step == seen+1 && i > 0 { // in the first row, what was before, nobody does anything
			return "by who does step " + row[0]
		}
		for i, f := range by.Table.facts {
			if cell := row[i+3]; f == q.fact && asked[step] && cell != AskedCell && cell != HiddenCell {
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

// onAllTheWay reports whether somebody is on the CPU behind each of some steps.
func onAllTheWay(on []int, from, to int64) bool {
	for step := from; step <= to; step++ {
		if step >= int64(len(on)) || on[step] < 0 {
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
