package predict_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestOneAnswerIsRight: at random steps of scenes of the shelf each question has one right answer, which is what the
// run does, and a wrong answer with a world is right there.
func TestOneAnswerIsRight(t *testing.T) {
	shelf := scenetest.Shelf()
	for range effort.Times(1, 2, 30) { // a hundred moments each
		rapid.Check(t, func(t *rapid.T) {
			p := scenetest.Shipped(t, shelf[rapid.IntRange(0, len(shelf)-1).Draw(t, "scene")].Name)
			e := scenetest.Boot(t, p)
			for range rapid.IntRange(0, 150).Draw(t, "steps") {
				e.Step()
			}
			seed := rapid.Uint64().Draw(t, "seed")
			hash := e.Hash()
			all := predict.NewAsker(e.Program()).At(context.Background(), e, seed, 0)
			if q := predict.NewAsker(e.Program()).EndOf(context.Background(), e, seed); q != nil {
				all = append(all, q)
			}
			if e.Hash() != hash {
				t.Fatal("asking has changed the run")
			}
			for _, q := range all {
				oneRight(t, q)
				proven(t, q, e)
			}
		})
	}
}

// tester is a test, of package testing or of rapid.
type tester interface {
	Helper()
	Errorf(format string, args ...any)
}

// oneRight tests what can be seen of a question alone.
func oneRight(t tester, q *predict.Question) {
	t.Helper()
	if len(q.Answers) < 2 || len(q.Answers) > 4 || q.Right < 0 || q.Right >= len(q.Answers) {
		t.Errorf("%s: %d answers, and %d is right", q.Text, len(q.Answers), q.Right)
	}
	seen := map[string]bool{}
	for i, a := range q.Answers {
		if a.Text == "" || seen[a.Text] {
			t.Errorf("%s: the answer %q stands twice, or is empty", q.Text, a.Text)
		}
		seen[a.Text] = true
		if i == q.Right && (a.World != nil || a.Belief != 0) {
			t.Errorf("%s: the right answer %q has a world of its own, or a belief", q.Text, a.Text)
		}
	}
	if q.Why == "" || !strings.Contains(q.Text, "?") {
		t.Errorf("%q is no question, or nothing says why: %q", q.Text, q.Why)
	}
}

// proven tests the answers on machines: the right one by hand, the others in their worlds.
func proven(t tester, q *predict.Question, e *engine.Engine) {
	t.Helper()
	right := q.Answers[q.Right].Text
	if seen := byHand(q, e); seen != "" && !strings.HasPrefix(right, seen) {
		t.Errorf("%s: %q is said to be right, and it is %q", q.Text, right, seen)
	}
	if comes := q.Comes(context.Background(), e, nil); comes != right {
		t.Errorf("%s: %q is said to be right, and it comes to %q", q.Text, right, comes)
	}
	for i, a := range q.Answers {
		if a.World != nil || i == q.Right {
			reads(t, q, e, &q.Answers[i])
		}
		if a.World == nil {
			continue
		}
		if comes := q.Comes(context.Background(), e, a.World); comes != a.Text {
			t.Errorf("%s: %s it comes to %q, not to %q", q.Text, a.World.Says, comes, a.Text)
		}
	}
}

// byHand makes the steps of a question and looks: it returns how the right answer begins, "" where that is not known.
func byHand(q *predict.Question, at *engine.Engine) string {
	e := at.Fork(nil)
	for range q.Steps {
		e.Step()
	}
	now := e.Snapshot(nil)
	_, rest, _ := strings.Cut(strings.Replace(q.Text, "?", " ", 1), ". ")
	words := strings.Fields(rest)
	switch q.Topic {
	case predict.Runs:
		if e.End().Kind != engine.NotEnded {
			return "nobody"
		}
		if now.Running >= 0 {
			return now.Coroutines[now.Running].Name
		}
	case predict.Where:
		for _, c := range now.Coroutines {
			if c.Live && c.Name == words[2] && strings.HasPrefix(rest, "Where is") {
				return c.Place.String()
			}
		}
	case predict.Amount:
		for _, s := range now.Queues {
			if strings.HasPrefix(rest, "How many items are in "+s.Name+" ") {
				return fmt.Sprintf("%d item", len(s.Items))
			}
		}
	case predict.Owner:
		for _, m := range now.Mutexes {
			if strings.HasPrefix(rest, "Who has "+m.Name+" ") {
				return max(m.OwnerName, map[bool]string{true: "nobody"}[m.Owner < 0])
			}
		}
	case predict.Ending:
		if (e.End().Kind == engine.EndDone) != strings.HasPrefix(q.Answers[q.Right].Text, "well") {
			return "the end " + e.End().Kind.String()
		}
	}
	return ""
}

// TestTheSameSeedAsksTheSame: and another one asks in another order.
func TestTheSameSeedAsksTheSame(t *testing.T) {
	e := scenetest.Boot(t, scenetest.Shipped(t, "bounded-buffer"))
	for range 90 {
		e.Step()
	}
	ask := func(seed uint64) (texts []string) {
		for _, q := range predict.NewAsker(e.Program()).At(context.Background(), e, seed, 0) {
			texts = append(texts, q.Text)
			for _, a := range q.Answers {
				texts = append(texts, a.Text)
			}
		}
		return texts
	}
	if !reflect.DeepEqual(ask(3), ask(3)) || reflect.DeepEqual(ask(3), ask(4)) {
		t.Error("the seed does not decide what is asked")
	}
}

// TestBeliefsAreMet: answers come of what learners believe, and lead to the world in which they are right.
func TestBeliefsAreMet(t *testing.T) {
	for _, c := range []struct {
		scene, op string // asked before the first such op
		belief    program.Belief
		answer    string
		world     string // a part of what it says; "" where there is none
	}{
		{"if-instead-of-a-loop", "signal(notEmpty)", 1, "RUNNING, on the CPU", ""},
		{"if-instead-of-a-loop", "signal(notEmpty)", 1, "c1", `monitor = "hoare"`},
		{"if-instead-of-a-loop", "wait(notEmpty, m)", 5, "c1", ""},
		{"if-instead-of-a-loop", "signal(notEmpty)", 5, "nobody", ""},
		{"signal-is-not-remembered", "wait(", 4, "", "had been kept"},
		{"signal-and-broadcast", "signal(gate)", 0, "READY", "broadcast"},
		{"signal-and-broadcast", "signal(gate)", 0, "WAITING, in the signal queue of gate", "lifo"},
	} {
		q, a := search(t, c.scene, c.op, func(a predict.Answer) bool {
			return a.Belief == c.belief && (c.answer == "" || a.Text == c.answer) &&
				(c.world == "") == (a.World == nil) && (a.World == nil || strings.Contains(a.World.Says, c.world))
		})
		if q == nil {
			t.Errorf("%s: no answer %q at %s that M%d leads to, in a world %q", c.scene, c.answer, c.op, c.belief,
				c.world)
		} else if a.World != nil && len(a.World.Given) == 0 && a.World.Scene == "" {
			t.Errorf("%s: the world %q has neither commands nor a text", c.scene, a.World.Says)
		}
	}
}

// search goes along the run of a scene for a wrong answer before some op.
func search(t *testing.T, scene, op string, fits func(predict.Answer) bool) (*predict.Question, predict.Answer) {
	t.Helper()
	e := scenetest.Boot(t, scenetest.Shipped(t, scene))
	for range 60 {
		for _, q := range predict.NewAsker(e.Program()).At(context.Background(), e, 1, 0) {
			for i, a := range q.Answers {
				if i != q.Right && strings.Contains(q.Text, op) && fits(a) {
					return q, a
				}
			}
		}
		e.Step()
	}
	return nil, predict.Answer{}
}

// TestNothingDrawnIsAsked: whom a signal wakes where that is drawn nobody can know.
func TestNothingDrawnIsAsked(t *testing.T) {
	text := scenetest.Text(t, "signal-and-broadcast")
	text = strings.Replace(text, "const (", "const (\n\twake_order = \"random\"", 1)
	if !strings.Contains(text, "random") {
		t.Fatal("the scene has no consts")
	}
	e := scenetest.Machine(t, text)
	for range 200 {
		slot := e.RunningSlot()
		for _, q := range predict.NewAsker(e.Program()).At(context.Background(), e, 1, 0) {
			waits := slices.ContainsFunc(e.Snapshot(nil).Conds, func(c engine.CondView) bool {
				return len(c.SignalQueue) > 1
			})
			if slot >= 0 && waits && q.Steps == 1 && strings.Contains(q.Text, ", signal(") {
				t.Errorf("it is asked what is drawn: %s", q.Text)
			}
		}
		e.Step()
	}
}
