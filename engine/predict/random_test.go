package predict_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// bufferScene writes a bounded buffer with whatever mistakes are drawn: an if for a loop, one condition for both,
// signals elsewhere or not at all, waits with a deadline, no lock around the test.
func bufferScene(t *rapid.T) string {
	pick := func(label string, from ...string) string { return rapid.SampledFrom(from).Draw(t, label) }
	full := pick("full", "a", "b")
	role := func(name, test, change, waits, signals string) string {
		wait := pick(name+" wait", "wait("+waits+", m)", "wait("+waits+", m)", "waitWithin("+waits+", m, 3)")
		signal := pick(name+" signal", "signal("+signals+")", "signal("+signals+")", "broadcast("+signals+")", "")
		behind := pick(name+" place", signal+"\n\tunlock(m)", "unlock(m)\n\t"+signal)
		loop := pick(name+" loop", "for", "for", "if")
		first := pick(name+" gap", "", "", "unlock(m)\n\t\tyield()\n\t\tlock(m)\n\t\t")
		rounds := rapid.IntRange(1, 2).Draw(t, name+" rounds")
		body := fmt.Sprintf("lock(m)\n\t%s %s {\n\t\t%s%s\n\t}\n\t%s\n\t%s\n\t%s\n", loop, test, first, wait, change,
			behind, pick(name+" yield", "", "yield()"))
		return fmt.Sprintf("func %s() {\n\tfor i := 0; i < %d; i++ {\n\t%s\t}\n}\n", name, rounds, body)
	}
	return fmt.Sprintf("package random\n\nconst (\n\tslots = 5\n)\n\nvar (\n\tm mutex\n\ta, b cond\n\t"+
		"work = queue(%d)\n)\n\n%s\n%s\nfunc main() {\n\tspawn(%s)\n\tspawn(consumer, %d)\n\tspawn(producer)\n}\n",
		rapid.IntRange(1, 2).Draw(t, "room"),
		role("producer", "len(work) == cap(work)", "put(work)", full, "a"),
		role("consumer", "len(work) == 0", "take(work)", "a", full),
		pick("first", "producer", "consumer"), rapid.IntRange(1, 2).Draw(t, "consumers"))
}

// TestRandomScenes: at random steps of random scenes, too, each question has one right answer, and a wrong one is right
// in its world; what is said of every schedule is so when it is asked once more.
func TestRandomScenes(t *testing.T) {
	for range effort.Times(1, 1, 10) {
		rapid.Check(t, func(t *rapid.T) {
			text := bufferScene(t)
			p, err := program.Parse("random.scene", text)
			if err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			e := scenetest.Boot(t, p)
			for range rapid.IntRange(0, 40).Draw(t, "steps") {
				e.Step()
			}
			if e.End().Kind != engine.NotEnded {
				t.Skip("it is over")
			}
			a, seed := predict.NewAsker(p), rapid.Uint64().Draw(t, "seed")
			all := a.At(context.Background(), e, seed, 0)
			if q := a.EndOf(context.Background(), e, seed); q != nil {
				all = append(all, q)
			}
			for _, q := range all {
				oneRight(t, q)
				proven(t, q, e)
			}
			if rapid.IntRange(0, 15).Draw(t, "whole") > 0 { // it takes longer
				return
			}
			for _, q := range a.Whole(context.Background(), e, seed) {
				oneRight(t, q)
				schedules(t, q, e)
			}
		})
	}
}

// TestWhatWasNotLookedForIsNotSaid: with more coroutines the scene runs on for ever, which too many states hide from
// the search that is made for a question.
func TestWhatWasNotLookedForIsNotSaid(t *testing.T) {
	p := scenetest.Parse(t, `package random
const slots = 5
var (
	m mutex
	a cond
	work = queue(1)
)
func producer() {
	lock(m)
	for len(work) == cap(work) {
		unlock(m)
		yield()
		lock(m)
		wait(a, m)
	}
	put(work)
	signal(a)
	unlock(m)
}
func consumer() {
	lock(m)
	for len(work) == 0 {
		waitWithin(a, m, 3)
	}
	take(work)
	signal(a)
	unlock(m)
}
func main() {
	spawn(consumer)
	spawn(consumer, 2)
	spawn(producer)
}
`)
	e := scenetest.Boot(t, p)
	for seed := range uint64(20) {
		for _, q := range predict.NewAsker(p).Whole(context.Background(), e, seed) {
			schedules(t, q, e)
		}
	}
}

// schedules tests an answer about every schedule: in the world in which nothing is said to go wrong nothing does, and
// with a change that is asked about there comes what is said to be right.
func schedules(t tester, q *predict.Question, e *engine.Engine) {
	t.Helper()
	g := e.Program().Settings.Grain
	for i := range q.Answers {
		if w := q.Answers[i].World; w != nil {
			if v := inWorld(t, w, e, g); v != explore.Holds {
				t.Errorf("%s: %s it comes to %v, and not to %q", q.Text, w.Says, v, q.Answers[i].Text)
			}
		}
	}
	if q.Of == nil || !strings.Contains(q.Text, "What is true then?") {
		return
	}
	boot, err := engine.New(e.Program())
	if err != nil {
		t.Errorf("%v", err)
		return
	}
	right := q.Answers[q.Right].Text
	if v := inWorld(t, q.Of, boot, g); (v == explore.Holds) != (right == "No schedule fails.") {
		t.Errorf("%s: it comes to %v, and %q is said to be right", q.Text, v, right)
	}
}

// inWorld asks every schedule of a world.
func inWorld(t tester, w *predict.World, at *engine.Engine, g program.Grain) explore.Answer {
	t.Helper()
	e := at.Fork(nil)
	if w.Scene != "" {
		p, err := program.Parse("", w.Scene)
		if err != nil {
			t.Errorf("%s: %v", w.Says, err)
			return explore.Unknown
		}
		if e, err = engine.New(p); err != nil {
			t.Errorf("%s: %v", w.Says, err)
			return explore.Unknown
		}
		for e.StepNumber() < at.StepNumber() {
			e.Step()
		}
	}
	for step := int64(0); len(w.Given) > 0 && step < w.Given[0].After; step++ {
		e.Step()
	}
	for _, c := range w.Given {
		if _, err := e.Do(c.Command); err != nil {
			t.Errorf("%s: %v", w.Says, err)
		}
	}
	for e.RunningSlot() >= 0 && e.End().Kind == engine.NotEnded {
		e.Step()
	}
	v, err := explore.Check(context.Background(), e, explore.Options{Grain: g, Symmetry: true, MaxStates: 20_000})
	if err != nil {
		t.Errorf("%s: %v", w.Says, err)
	}
	return v.Answer
}
