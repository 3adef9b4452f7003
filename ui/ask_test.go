package ui

import (
	"errors"
	"os"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/keys"
)

func opened(t *testing.T, name string) *session.Session {
	t.Helper()
	return scenetest.Open(t, scenetest.Shipped(t, name))
}

// TestEveryScheduleAtBothGrains: what holds until somebody is interrupted is answered so, and the schedule that goes
// wrong switches after every op.
func TestEveryScheduleAtBothGrains(t *testing.T) {
	text, err := os.ReadFile("../testdata/cases/a01-signal-without-lock.scene")
	if err != nil {
		t.Fatal(err)
	}
	u := sitDown(t, string(text), func(o *Options) { o.Ask = ask.EverySchedule })
	u.press("a")
	u.send(u.m.ask.work())
	u.sees("✓ holds", "interrupted anywhere ✗ in 6", "switches after every")
	u.press("esc")
	u.m.session.GoTo(u.m.session.Length())
	e := u.m.session.Engine()
	if end := e.End(); end.Kind != engine.EndStuck || e.Policy() != program.Preemptive {
		t.Errorf("at its end: %+v, under policy %s", end, e.Policy())
	}
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 36}, {200, 60}} {
		u = sitDown(t, string(text), func(o *Options) { o.Ask = ask.EverySchedule })
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.press("a")
		u.send(u.m.ask.work())
		u.sees("All schedules", "nobody", "✓ holds", "esc close")
	}
}

// TestALessonIsSeenInTheStory: in the schedule that was laid out, steps that do not matter are quiet, the one
// that decides is marked and explained, and on another branch nothing of it is left.
func TestALessonIsSeenInTheStory(t *testing.T) {
	text := scenetest.Text(t, "one-condition")
	u := sitDown(t, string(text), func(o *Options) { o.Ask = ask.EverySchedule })
	u.press("a")
	u.send(u.m.ask.work())
	u.sees("✗ in", "decides:", "could have gone")
	u.press("esc")
	l := u.m.known.highlight.On(u.m.session)
	if l == nil || l.Decides < 1 {
		t.Fatalf("the lesson is %+v", l)
	}
	told := 0
	for u.m.session.Position() < u.m.session.Length() {
		u.press("space")
		u.screen()
		at := u.m.session.Position()
		if explained := strings.Contains(u.m.notice.text, "decides:"); explained != (at == l.Decides) {
			t.Errorf("step %d: explained %v, and step %d decides", at, explained, l.Decides)
		} else if explained {
			told++
		}
		if u.m.canvas.frame.Lesson == nil {
			t.Fatalf("step %d: nothing is known of the lesson", at)
		}
	}
	if told != 1 {
		t.Errorf("explained %d times", told)
	}
	u.press("home", "space", "c")
	u.screen()
	if u.m.canvas.frame.Lesson != nil {
		t.Error("another future still has the lesson")
	}
}

// TestAskedAgainWithSpuriousWakeups: what holds as long as nobody is woken for no reason is asked again from its
// answer, and the schedule that goes wrong has the spurious wakeup in it.
func TestAskedAgainWithSpuriousWakeups(t *testing.T) {
	shipped := scenetest.Text(t, "spurious-wakeup")
	alone := strings.Replace(shipped, `at(3, "wake g1")`, "", 1)
	u := sitDown(t, alone, func(o *Options) { o.Ask = ask.EverySchedule })
	u.press("a")
	u.send(u.m.ask.work())
	u.sees("✓ holds", "ask again a with spurious wakeups")
	u.press("a")
	u.send(u.m.ask.work())
	u.sees("(a spurious", "✗ in 2 passes")
	u.seesNot("a with spurious wakeups")
	u.press("esc", "end")
	if end := u.m.session.Engine().End(); end.Kind != engine.EndViolation {
		t.Errorf("at its end: %+v", end)
	}
	u.press("N", "N", "home", "n", "n", "n")
	u.sees("a spurious wakeup")

	u = sitDown(t, bounded, func(o *Options) {
		o.Session, o.Ask = opened(t, "deadlock-by-lock-order"), ask.EverySchedule
	})
	u.press("a")
	u.send(u.m.ask.work())
	u.seesNot("a with spurious wakeups") // nobody waits but for a lock
}

// TestAskedAgainInOtherWays: from an answer, with any wake order and at the other grain, one key each; the new answer
// says which way it was asked, and each can be stopped.
func TestAskedAgainInOtherWays(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) {
		o.Session, o.Ask = opened(t, "if-instead-of-a-loop"), ask.EverySchedule
	})
	u.press("a")
	u.send(u.m.ask.work())
	u.sees("ask again a with spurious wakeups w with any wake order", "a spurious w wake order o grain op")
	u.press("o")
	u.sees("asking every schedule from here, at", "grain op …")
	u.press("esc")
	u.sees("stopped asking")
	u = sitDown(t, bounded, func(o *Options) {
		o.Session, o.Ask = opened(t, "loop-instead-of-an-if"), ask.EverySchedule
	})
	u.press("a")
	u.send(u.m.ask.work())
	u.seesNot("their order does not count")
	u.press("w")
	u.send(u.m.ask.work())
	u.told("so their order does not count: states that differ in nothing else are one.")
	u = sitDown(t, bounded, func(o *Options) { o.Session, o.Ask = opened(t, "one-condition"), ask.EverySchedule })
	u.press("a")
	u.send(u.m.ask.work())
	u.sees("✗ in 7 passes", "o grain op")
	u.press("o")
	u.send(u.m.ask.work())
	u.sees("✗ in 25 ops", "o grain pass", "interrupted anywhere")
	u.seesNot("in 7 passes")
	u.press("w")
	u.send(u.m.ask.work())
	u.sees("(any wake order)", "ops", "o grain pass")
	u.seesNot("w with any wake order")
	u.press("o")
	u.send(u.m.ask.work())
	u.sees("(any wake order)", "✗ in 7 passes")
	u.press("esc", "end")
	if end := u.m.session.Engine().End(); end.Kind != engine.EndStuck {
		t.Errorf("at its end: %+v", end)
	}
}

// TestTheAnswerLeavesTheFuture: what the answer speaks of, the future as it is now, stays in sight on a screen of
// 80x24; the keys stand once, in the footer and beside what they ask.
func TestTheAnswerLeavesTheFuture(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {100, 30}, {120, 36}, {160, 50}, {200, 60}} {
		u := sitDown(t, scenetest.Text(t, "one-condition"), func(o *Options) { o.Ask = ask.EverySchedule })
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.press("a")
		u.send(u.m.ask.work())
		u.sees("can it still hang from here?", "✗ in 7 passes", "interrupted anywhere ✗ in 25 ops",
			"ask again a with spurious wakeups", "w with any wake order", "▾ 4 decides", "✗ stuck", "the future now",
			"plays it.")
		if n := strings.Count(u.screen(), "esc close"); n != 1 {
			t.Errorf("%v: esc stands %d times", size, n)
		}
	}
}

// TestASearchSaysWhatItAsks: beside how far it is.
func TestASearchSaysWhatItAsks(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) { o.Ask = ask.EverySchedule })
	u.press("a")
	u.m.desk.alone = false // the next news is waited for beside
	u.send(progressMsg{ticket: u.m.ticket(queryWork), text: "92588 states, 66 deep", more: true})
	u.sees("Can it still go wrong from here?", "comes by itself", "92588 states, 66 deep", "esc stop")

	u = sitDown(t, bounded, func(o *Options) { o.Session, o.Ask = opened(t, "one-condition"), ask.EverySchedule })
	for _, c := range [][]string{{"a", "from here …"}, {"a", "from here,", "with spurious wakeups …"},
		{"w", "with spurious wakeups and any wake", "order …"}, {"o", "any wake", "order, at grain op …"}} {
		u.press(c[0])
		u.sees(c[1:]...)
		u.send(u.m.ask.work())
	}
	u.sees("(a spurious wakeup), and", "if a signal may wake any")
	u.press("o")
	u.m.desk.alone = false
	u.send(progressMsg{ticket: u.m.ticket(queryWork), text: "92588 states, 66 deep", more: true})
	u.sees("Can it still go wrong from here,", "with spurious wakeups and any wake", "order, at grain pass? The answer")
}

// TestTheAnswerIsGoneThroughAtOnce: on the answer the footer has what goes on from it, at each width, and n closes it
// and stands at the first stop of the schedule that was found, where n behind the closed answer stands.
func TestTheAnswerIsGoneThroughAtOnce(t *testing.T) {
	at := [2]int64{}
	for i, way := range [][]string{{"n"}, {"esc", "n"}} {
		u := sitDown(t, scenetest.Text(t, "one-condition"), func(o *Options) { o.Ask = ask.EverySchedule })
		u.press("a")
		u.send(u.m.ask.work())
		for _, w := range []int{80, 120, 160} {
			u.send(tea.WindowSizeMsg{Width: w, Height: 36})
			u.begins("n goes through it  a spurious  w wake order  o grain op  esc close")
		}
		u.press(way...)
		u.seesNot("All schedules")
		at[i] = int64(u.m.session.Position())
	}
	if at[0] == 0 || at[0] != at[1] {
		t.Errorf("n on the answer goes to step %d, behind it to step %d", at[0], at[1])
	}
	holds := strings.Replace(scenetest.Text(t, "spurious-wakeup"), `at(3, "wake g1")`, "", 1)
	u := sitDown(t, holds, func(o *Options) { o.Ask = ask.EverySchedule })
	u.press("a")
	u.send(u.m.ask.work())
	u.press("n") // there is no schedule to go through
	u.sees("All schedules", "a spurious")
	u.seesNot("goes through it")
}

// TestEveryKeyWorksOnAnAnswer: a key of the machine that an answer has no use for closes it and does what it does
// without it, all but those of the screen alone, which leave it open. The page of all keys lies over it.
func TestEveryKeyWorksOnAnAnswer(t *testing.T) {
	answered := func(t *testing.T) *user {
		u := sitDown(t, bounded, equipped, func(o *Options) {
			o.Session, o.Ask = opened(t, "if-instead-of-a-loop"), ask.EverySchedule
		})
		u.press("a")
		u.send(u.m.ask.work())
		u.sees("All schedules")
		return u
	}
	table, tried := answered(t).m.keys, 0
	for b := range table.In(keys.Browsing) {
		for _, name := range b.Keys() {
			own := table.Find(keys.Reading, name)
			switch {
			case own != nil && own.Action != keys.OpenWorlds:
				continue
			case b.Action == keys.Redraw, b.Action == keys.Suspend: // the terminal's
				continue
			}
			tried++
			u, closed := answered(t), answered(t)
			u.press(name)
			closed.press("esc", name)
			switch open := strings.Contains(u.screen(), "All schedules"); {
			case keys.OfScreen(b.Action) && !open:
				t.Errorf("%s (%s) closes the answer", name, b.Does())
			case !keys.OfScreen(b.Action) && u.screen() != closed.screen():
				t.Errorf("%s (%s) on the answer:\n%s\nbehind it:\n%s", name, b.Does(), u.screen(), closed.screen())
			}
		}
	}
	if tried < 30 {
		t.Errorf("only %d keys were tried", tried)
	}
	u := answered(t)
	stage := &Stage{m: u.m, version: demo.Newest}
	if err := stage.Press("i"); err != nil { // what is recorded is played
		t.Error(err)
	}
	u.seesNot("All schedules")
	u = answered(t)
	u.press("?")
	u.sees("KEYS")
	u.press("?")
	u.sees("All schedules", "w with any wake order")
	u.press("esc", "E")
	u.m.showError("This did not work", errors.New("the file is gone"))
	u.press("e") // which would be typed into the text below
	u.sees("the file is gone", "esc closes this page first")
	u.press("esc")
	u.sees("BEFORE", "nothing has")
}

// TestAKeyDuringASearch: it does nothing, and the screen says which one stops the search.
func TestAKeyDuringASearch(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) { o.Ask = ask.EverySchedule })
	u.press("a", "e")
	u.sees("asking every schedule", "not while this goes on: esc stops it")
	u.press("esc", "e")
	u.sees("take that one")
}

// TestTheSameAskedAgainBeginsNoBranch: a schedule that is the future already, or that of another branch, is taken; one
// that is another begins a branch in its place, and what is asked in another way starts from where the first question
// did.
func TestTheSameAskedAgainBeginsNoBranch(t *testing.T) {
	for _, scene := range []string{"if-instead-of-a-loop", "one-condition", "deadlock-philosophers"} {
		u := sitDown(t, bounded, func(o *Options) { o.Session, o.Ask = opened(t, scene), ask.EverySchedule })
		answer := func(keys ...string) (branches, at int) {
			u.press(keys...)
			u.send(u.m.ask.work())
			u.sees("the future now")
			return len(u.m.session.Branches()), u.m.session.Branch()
		}
		answer("a")
		for range 3 {
			if n, _ := answer("esc", "a"); n != 1 {
				t.Errorf("%s: asked again there are %d branches", scene, n)
			}
		}
		u.press("esc", "end", "home")
		if n, _ := answer("a"); n != 1 || u.m.session.Position() != 0 {
			t.Errorf("%s: asked from the boot there are %d branches", scene, n)
		}
	}
	u := sitDown(t, bounded, func(o *Options) { o.Session, o.Ask = opened(t, "one-condition"), ask.EverySchedule })
	answer := func(keys ...string) (branches, at int) {
		u.press(keys...)
		u.send(u.m.ask.work())
		return len(u.m.session.Branches()), u.m.session.Branch()
	}
	for range 9 {
		u.press("enter")
	}
	if n, at := answer("home", "a"); n != 2 || at != 2 {
		t.Fatalf("the first answer is branch %d of %d", at, n)
	}
	u.press("esc", "B", "home")
	if n, at := answer("a"); n != 2 || at != 2 {
		t.Errorf("asked again on the run of before: branch %d of %d", at, n)
	}
	if n, at := answer("o"); n != 2 || at != 2 {
		t.Errorf("at the other grain: branch %d of %d", at, n)
	}
	if got := u.m.session.Branches()[1].Parent; got != 1 {
		t.Errorf("it begins on branch %d", got)
	}
}

// TestAskedFromThreePlacesThereAreTwoFutures: the answer that nobody walked along is replaced by the next; B goes to
// the run of before and back, and what was chosen by hand stays.
func TestAskedFromThreePlacesThereAreTwoFutures(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) { o.Session, o.Ask = opened(t, "one-condition"), ask.EverySchedule })
	for range 20 {
		u.press("enter")
	}
	for _, from := range []string{"6", "3", "1"} {
		u.press(":")
		u.types("go " + from)
		u.press("enter", "a")
		u.send(u.m.ask.work())
		u.sees("the future now", "branch 2 of 2")
		u.told("B returns to the future before")
		u.press("esc")
	}
	u.press("B")
	u.sees("branch 1 of 2", "B goes back")
	u.press("B")
	u.sees("branch 2 of 2", "B goes back")
	u.press(":")
	u.types("spawn producer")
	u.press("enter", "space")
	u.sees("branch 3 of 3")
	u.press("home", "a")
	u.send(u.m.ask.work())
	u.press("esc")
	u.sees("branch 4 of 4")
	u.press("a")
	u.send(u.m.ask.work())
	u.press("o")
	u.send(u.m.ask.work())
	u.press("esc")
	u.sees("branch 4 of 4")
}

// TestWhatTheAnswerChoseIsToldAsItsOwn: a choice of the schedule that was laid out is the answer's, one taken by hand
// yours.
func TestWhatTheAnswerChoseIsToldAsItsOwn(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) {
		o.Session, o.Ask = opened(t, "channel-abandoned"), ask.EverySchedule
	})
	u.press("a")
	u.send(u.m.ask.work())
	u.press("esc")
	u.sees("w1 runs next, as in the schedule found.")
	u.press("n")
	u.sees("w1 sleeps for 3 ticks, as in the", "schedule found.")
	u.seesNot("You make", "The user", "answer makes", "as you chose")
	u.press("home", ":")
	u.types("run w1")
	u.press("enter", ":")
	u.types("choose 0")
	u.press("enter", "n")
	u.sees("w1 sleeps no time at all, as you chose.")
}
