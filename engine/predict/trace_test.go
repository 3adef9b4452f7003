package predict_test

import (
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// everyoneHasAColumn tests that whoever does a step in a table has a column in it.
func everyoneHasAColumn(t *testing.T, q *predict.Question) {
	t.Helper()
	for _, row := range q.Table.Rows {
		if who := row[1]; who != "" && !slices.Contains(q.Table.Columns[3:], who) {
			t.Errorf("step %s is that of %s, who has no column among %v", row[0], who, q.Table.Columns)
		}
	}
}

// TestATableHasEveryCoroutine: those started by daemon have a column, too, in each table of a scene of few.
func TestATableHasEveryCoroutine(t *testing.T) {
	for _, scene := range effort.Some(t, []string{"condition-covering", "condition-covered", "clear-before-handling",
		"homework-cancel"}, 2, 4) {
		live := map[int64][]string{}
		e := scenetest.Boot(t, scenetest.Shipped(t, scene))
		for range 400 {
			live[e.StepNumber()] = namesOf(e)
			e.Step()
		}
		s := sheetOf(t, scene, predict.Options{Count: 3, Seed: 1, Kinds: []predict.Kind{predict.Trace}})
		if len(s.Questions) == 0 {
			t.Errorf("%s: no table", scene)
		}
		for _, q := range s.Questions {
			everyoneHasAColumn(t, q)
			for _, name := range live[q.At] {
				if !slices.Contains(q.Table.Columns, name) {
					t.Errorf("%s: %s has no column among %v", scene, name, q.Table.Columns)
				}
			}
		}
	}
}

// TestWhoIsStartedInATableHasAColumn: before it is started it stands there as that.
func TestWhoIsStartedInATableHasAColumn(t *testing.T) {
	const text = `package x

var (
	m mutex
	n int
)

func child() {
	lock(m)
	n++
	unlock(m)
}

func parent() {
	lock(m)
	n = 7
	spawn(child)
	yield()
	n = 8
	unlock(m)
}

func main() {
	spawn(parent)
}
`
	started := 0
	for seed := range uint64(4) {
		s, err := predict.Make(t.Context(), "x", text,
			predict.Options{Count: 4, Seed: seed, Kinds: []predict.Kind{predict.Trace}})
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range s.Questions {
			everyoneHasAColumn(t, q)
			at := slices.Index(q.Table.Columns, "c1")
			if at >= 0 && q.Table.Rows[0][at] == "not started" {
				started++
			}
		}
	}
	if started == 0 {
		t.Error("no table has somebody who is started in it")
	}
}
