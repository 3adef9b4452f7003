package predict_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// sheetOf makes a sheet of a scene of the shelf.
func sheetOf(t *testing.T, scene string, opt predict.Options) *predict.Sheet {
	t.Helper()
	s, err := predict.Make(context.Background(), scene, scenetest.Text(t, scene), opt)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestAHundredSeeds: whatever the seed, each question about the run has one right answer, which is what the run does.
func TestAHundredSeeds(t *testing.T) {
	scenes := []string{"if-instead-of-a-loop", "one-condition", "signal-is-not-remembered", "deadlock-philosophers",
		"wakeup-in-the-gap", "timed-wait", "lecture-08", "channel-hand-over", "priority-inversion", "nanoos-12"}
	few := uint64(effort.Times(10, 5, 1)) // of several scenes each has a part of the seeds
	for n, scene := range effort.Some(t, scenes, 5, 4) {
		at := map[int64]*engine.Engine{}
		e := scenetest.Boot(t, scenetest.Shipped(t, scene))
		for ; e.End().Kind == engine.NotEnded && len(at) < 400; e.Step() {
			at[e.StepNumber()] = e.Fork(nil)
		}
		for seed := uint64(n) % few; seed < 100; seed += few {
			s := sheetOf(t, scene, predict.Options{Count: 4, Seed: seed,
				Kinds: []predict.Kind{predict.Next, predict.Trace}})
			if len(s.Questions) == 0 {
				t.Errorf("%s, seed %d: there is no question", scene, seed)
			}
			for _, q := range s.Questions {
				oneRight(t, q)
				proven(t, q, at[q.At])
				if q.Kind == predict.Trace {
					traceWhole(t, q)
				}
			}
		}
	}
}

// traceWhole tests that a table has all its cells, and asks for one of them.
func traceWhole(t *testing.T, q *predict.Question) {
	t.Helper()
	everyoneHasAColumn(t, q)
	asked := 0
	for _, row := range q.Table.Rows {
		if len(row) != len(q.Table.Columns) {
			t.Errorf("%s: a row of %d cells, and there are %d columns", q.Text, len(row), len(q.Table.Columns))
		}
		for _, cell := range row {
			if cell == predict.AskedCell {
				asked++
			}
		}
	}
	if asked != 1 || q.Table.Rows[q.Table.Row][q.Table.Col] != predict.AskedCell {
		t.Errorf("%s: %d cells are asked for in %v", q.Text, asked, q.Table.Rows)
	}
}

// TestSheetsAreTheSame: the same seed makes the same sheet, of every kind.
func TestSheetsAreTheSame(t *testing.T) {
	text := func(seed uint64) (all []string) {
		for _, q := range sheetOf(t, "if-instead-of-a-loop", predict.Options{Count: 9, Seed: seed}).Questions {
			all = append(all, fmt.Sprint(q.Kind, q.Text, q.Right, q.Why, q.Given, len(q.Answers)))
			for _, a := range q.Answers {
				all = append(all, a.Text)
			}
		}
		return all
	}
	one := text(5)
	if !reflect.DeepEqual(one, text(5)) || reflect.DeepEqual(one, text(6)) {
		t.Error("the seed does not decide what is asked")
	}
	for _, kind := range predict.KindNames() {
		if !slices.ContainsFunc(one, func(s string) bool { return strings.HasPrefix(s, kind) }) {
			t.Errorf("no question is of the kind %s", kind)
		}
	}
}

// TestOneChangeCures: of the changes to choose from one cures the scene, asked of every schedule once more.
func TestOneChangeCures(t *testing.T) {
	for _, scene := range effort.Some(t, []string{"if-instead-of-a-loop", "wakeup-in-the-gap", "one-condition",
		"deadlock-by-lock-order", "deadlock-philosophers", "ostep-28-flag"}, 2, 4) {
		for seed := range uint64(effort.Times(1, 3, 6)) {
			s := sheetOf(t, scene, predict.Options{Count: 3, Seed: seed, Kinds: []predict.Kind{predict.Mend}})
			for _, q := range s.Questions {
				oneRight(t, q)
				for i, a := range q.Answers {
					p, err := program.Parse(scene, a.Scene)
					if err != nil {
						t.Fatalf("%s: %q: %v", scene, a.Text, err)
					}
					v, err := explore.Check(context.Background(), scenetest.Boot(t, p),
						explore.Options{Grain: p.Settings.Grain})
					want := explore.Fails
					if i == q.Right {
						want = explore.Holds
					}
					if err != nil || v.Answer != want {
						t.Errorf("%s: %q comes to %v, %v; right is %q", scene, a.Text, v.Answer, err,
							q.Answers[q.Right].Text)
					}
				}
			}
			if len(s.Questions) == 0 {
				t.Errorf("%s: no change cures it: %v", scene, s.Short)
			}
		}
	}
}

// TestVerdictsAreThoseOfTheShelf: what is right about both grains is what the scenes say that check finds.
func TestVerdictsAreThoseOfTheShelf(t *testing.T) {
	asked := 0
	for _, entry := range effort.Some(t, scenetest.Shelf(), 6, 15) {
		p := scenetest.Shipped(t, entry.Name)
		if p.Settings.GrainNamed || p.Settings.Policy != program.Cooperative {
			continue
		}
		s := sheetOf(t, entry.Name, predict.Options{Count: 9, Seed: 1, Kinds: []predict.Kind{predict.Verdict},
			MaxStates: 1_500})
		for _, q := range s.Questions {
			oneRight(t, q)
			right := q.Answers[q.Right].Text
			if !strings.Contains(q.Text, "Which of these is true?") {
				continue
			}
			asked++
			want := "No schedule fails"
			if p.Lesson.ExpectOp.Fails() {
				want = "None fails as long as"
			}
			if p.Expect.Fails() {
				want = "Some schedule fails though"
			}
			if !strings.HasPrefix(right, want) {
				t.Errorf("%s: %q is right, and the scene expects %v and %v", entry.Name, right, p.Expect,
					p.Lesson.ExpectOp)
			}
		}
	}
	if asked == 0 {
		t.Error("no scene was asked at both grains")
	}
}

// TestWhatIsDrawnIsNotAsked: how often somebody waits for a lock is asked of a run that everybody can know alone.
func TestWhatIsDrawnIsNotAsked(t *testing.T) {
	for pause, want := range map[string]bool{"2": true, "1, 2": false, "exponential(2)": false} {
		text := strings.ReplaceAll(`package x

var (
	m mutex
	c cond
	n int
)

func tell() {
	sleep(PAUSE)
	lock(m)
	n++
	signal(c)
	yield()
	unlock(m)
}

func hear() {
	lock(m)
	for n == 0 {
		wait(c, m)
	}
	unlock(m)
}

func main() {
	spawn(hear)
	spawn(tell)
}
`, "PAUSE", pause)
		s, err := predict.Make(t.Context(), "x", text,
			predict.Options{Count: 40, Kinds: []predict.Kind{predict.Verdict}})
		if err != nil {
			t.Fatal(err)
		}
		asked := slices.ContainsFunc(s.Questions, func(q *predict.Question) bool {
			return strings.Contains(q.Text, "How often is it then?")
		})
		if asked != want {
			t.Errorf("sleep(%s): asked is %t", pause, asked)
		}
	}
}

// TestASheetSaysHowFarItIs: what takes long tells of changes and of states, and ends when nobody waits any more.
func TestASheetSaysHowFarItIs(t *testing.T) {
	for kind, want := range map[predict.Kind]string{predict.Mend: " changes tried", predict.Verdict: " states"} {
		ctx, stop := context.WithCancel(t.Context())
		said := ""
		_, err := predict.Make(ctx, "x", scenetest.Text(t, "one-condition"), predict.Options{Count: 1,
			Kinds: []predict.Kind{kind}, Progress: func(what string) {
				if strings.HasSuffix(what, want) {
					said = what
					stop()
				}
			}})
		if stop(); said == "" || !errors.Is(err, context.Canceled) {
			t.Errorf("%s: it told %q, and came to %v", kind, said, err)
		}
	}
}

// TestAKindThatThereIsNot: what holds has nothing to cure, and a sheet says so.
func TestAKindThatThereIsNot(t *testing.T) {
	s := sheetOf(t, "loop-instead-of-an-if", predict.Options{Count: 2, Seed: 1, Kinds: []predict.Kind{predict.Mend}})
	if len(s.Questions) != 0 || len(s.Short) != 1 || s.Short[0].Error == nil {
		t.Errorf("%d questions, and %v", len(s.Questions), s.Short)
	}
}

// TestEverySceneHasASheet: of each kind that a scene has questions of, whatever the seed, each has one right answer.
func TestEverySceneHasASheet(t *testing.T) {
	for _, entry := range effort.Some(t, scenetest.Shelf(), 2, 5) {
		for seed := range uint64(effort.Times(1, 1, 3)) {
			s := sheetOf(t, entry.Name, predict.Options{Count: 12, Seed: seed, MaxStates: 1_000,
				Kinds: []predict.Kind{predict.Next, predict.Trace, predict.Verdict}})
			texts := map[string]bool{}
			for _, q := range s.Questions {
				oneRight(t, q)
				if texts[q.Text] {
					t.Errorf("%s, seed %d: it is asked twice: %s", entry.Name, seed, q.Text)
				}
				texts[q.Text] = true
			}
		}
	}
}

// TestEveryAnswerHasItsWord: each wrong one, and a cure is said to hold in words, not by the names of worlds.
func TestEveryAnswerHasItsWord(t *testing.T) {
	for _, kind := range []predict.Kind{predict.Next, predict.Verdict, predict.Mend} {
		s := sheetOf(t, "one-condition", predict.Options{Count: 5, Seed: 3, Kinds: []predict.Kind{kind}})
		for _, q := range s.Questions {
			all := q.Solution()
			told := strings.Join(all, "\n")
			if kind == predict.Mend {
				if !strings.Contains(told, "cures it: no schedule fails") || strings.Contains(told, "pass, op") ||
					strings.Count(told, "it fails: ") != len(q.Answers)-1 {
					t.Errorf("%s", told)
				}
			} else if len(all) != 1+len(q.Answers) || strings.Contains(told, "grain pass") {
				t.Errorf("%d lines for %d answers:\n%s", len(all), len(q.Answers), told)
			}
		}
	}
}
