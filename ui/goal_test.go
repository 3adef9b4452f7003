package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/goal"
)

// atShelf sits down at a scene of the shelf.
func atShelf(t *testing.T, name string) *user {
	t.Helper()
	return sitDown(t, bounded, func(o *Options) { o.Session = opened(t, name) }, withShelf)
}

// choose takes the choice in which a coroutine runs and wakes others, which must be in the list.
func (u *user) choose(run string, wakes []string) {
	u.t.Helper()
	all := u.choices()
	for i, c := range all {
		var woken []string
		for _, slot := range c.Woken {
			woken = append(woken, u.m.now().Coroutines[slot].Name)
		}
		if c.Who >= 0 && u.m.now().Coroutines[c.Who].Name == run && slices.Equal(woken, wakes) {
			u.press(fmt.Sprint(i + 1))
			return
		}
	}
	u.t.Fatalf("%s, which wakes %v, is not a choice:\n%s", run, wakes, u.screen())
}

func TestTheShortestWayByHand(t *testing.T) {
	u := atShelf(t, "one-condition")
	v, err := explore.Run(context.Background(), u.m.session.Engine(), explore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	u.press("e")
	par := v.Length
	shortest := fmt.Sprintf("The shortest way to being stuck is %d passes.", v.Length)
	u.sees("Goal: Get all three to sleep on changed for ever.", shortest)
	for _, c := range v.Schedule {
		u.seesNot("as this scene expects")
		u.choose(c.Run, c.Wakes)
	}
	u.sees(fmt.Sprintf("stuck, as this scene expects, after %d passes: no way is shorter", v.Length),
		"Nothing can happen any more. Stuck: ", "Reached in step ")
	u.press("left")
	u.press("right")
	u.sees("as this scene expects")
	u.press("home")
	for range 4 { // a detour, and a change
		all := u.choices()
		u.press(fmt.Sprint(len(all)))
	}
	if u.m.ended() {
		t.Fatal("that was no detour")
	}
	u.press(":")
	u.types("capacity work 1")
	u.press("enter", "e")
	u.seesNot("as this scene expects")
	for n := 0; u.m.session.Engine().End().Kind == engine.NotEnded && n < 300; n++ {
		if v, err = explore.Run(context.Background(), u.m.session.Engine(), explore.Options{}); err != nil {
			t.Fatal(err)
		}
		u.choose(v.Schedule[0].Run, v.Schedule[0].Wakes)
	}
	words := ": no way is shorter"
	if n := int(u.m.now().Pass); n > par {
		words = fmt.Sprintf("; the shortest way takes %d", par)
	}
	u.sees("passes and with your changes" + words)
}

func TestTheShortestWayIsFoundBesideTheScreen(t *testing.T) {
	u := atShelf(t, "if-instead-of-a-loop")
	u.m.desk.alone = false
	cmd := u.send(keyOf("e"))
	u.seesNot("The shortest way")
	if cmd == nil {
		t.Fatal("nothing is done beside the screen")
	}
	u.send(cmd())
	u.sees("The shortest way to a violation is")
}

func TestAGoalWithoutAFailureIsOnlyShown(t *testing.T) {
	u := atShelf(t, "bounded-buffer")
	u.press("e")
	u.sees("Goal:")
	u.seesNot("The shortest way")
	if u.m.known.goal.Par.Asked {
		t.Error("it was looked for")
	}
}

func TestARunThatReachesTheExpectedEndSaysSo(t *testing.T) {
	u := atShelf(t, "one-condition")
	u.press("+", "+", "+", "+", "+", "+", "r")
	for range 20 {
		u.frame(0)
	}
	if u.m.session.Engine().End().Kind == engine.EndStuck {
		u.sees("stuck, as this scene expects, after")
	} else {
		u.seesNot("as this scene expects")
	}
}

func TestThePickerShowsTheGoal(t *testing.T) {
	u := sitDown(t, bounded, withShelf, func(o *Options) { o.Scenes = scenetest.Shelf })
	u.press("o", "/")
	u.types("one-condition")
	u.sees("goal Get all three to sleep on changed for ever.", "over all schedules: stuck")
}

// TestTheShelfIsAPage: a screen full of names to choose from, beside what the marked scene says of itself.
func TestTheShelfIsAPage(t *testing.T) {
	u := sitDown(t, bounded, withShelf, func(o *Options) { o.Scenes = scenetest.Shelf })
	u.press("o")
	names := 0
	for _, name := range presets.Names() {
		if strings.Contains(u.screen(), "  "+name+" ") {
			names++
		}
	}
	if names < 20 {
		u.t.Errorf("%d names are in sight:\n%s", names, u.screen())
	}
	u.seesNot("TIME a column is a pass")
	u.press("/")
	u.types("one-condition")
	u.sees("try n 12 times: for whom is each signal of changed?", "cure one-condition-broadcast",
		"next one-condition-broadcast, bounded-buffer")
	u.press("esc", "esc")
	u.sees("TIME a column is a pass")
}

// TestAGoalIsReachedOnTheWay: where a scene says when, that is said once, stands behind the goal from that step on and
// not before it, and the shelf keeps a tick, which another start finds.
func TestAGoalIsReachedOnTheWay(t *testing.T) {
	kept := goal.Kept{Done: map[string]bool{}}
	kept.Keep = func(name string) error { kept.Done["kept "+name] = true; return nil }
	sit := func() *user {
		return sitDown(t, bounded, func(o *Options) { o.Session = opened(t, "bounded-buffer") }, withShelf,
			func(o *Options) { o.Scenes, o.Goals = scenetest.Shelf, kept })
	}
	u := sit()
	u.press("]")
	u.seesNot("reached")
	u.press(":")
	u.types("until goal")
	u.press("enter")
	step := u.m.session.Position()
	u.sees(fmt.Sprintf("goal reached in step %d", step), fmt.Sprintf("✓ reached in step %d", step), "goal ✓")
	u.press("]", "]")
	u.seesNot("goal reached in")
	u.sees(fmt.Sprintf("✓ reached in step %d", step), "goal ✓")
	u.press("home")
	u.seesNot("reached", "goal ✓")
	if !kept.Done["kept bounded-buffer"] || len(kept.Done) != 2 {
		t.Errorf("kept are %v", kept.Done)
	}
	u = sit()
	u.press("o")
	u.sees("bounded-buffer")
	if rows := u.m.over.list.Rows; !rows[0].Done || rows[1].Done {
		t.Error("the shelf does not tick what was reached")
	}
}

// TestUntilGoal: who asks for a goal that no condition judges hears why, and what works.
func TestUntilGoal(t *testing.T) {
	for scene, want := range map[string]string{
		"deadlock-by-lock-order": "reached at the end that it expects, deadlock; end runs on to an end",
		"one-condition":          "this scene's goal is reached at the end that it expects",
	} {
		u := atShelf(t, scene)
		u.enters("until goal")
		u.sees(want)
	}
	u := sitDown(t, "package p\nconst goal = \"Count the wakeups.\"\nfunc a() {}\nfunc main() { spawn(a) }\n")
	u.enters("until goal")
	u.sees("this goal is not judged by the program")
	u = sitDown(t, "package p\nvar goal bool\nfunc a() { yield(); goal = true; yield() }\nfunc main() { spawn(a) }\n")
	u.enters("until goal")
	u.position(2)
	u.seesNot("not judged")
}

// TestAFailureIsNoGoal: a goal that asks for more than that something goes wrong is not reached by it.
func TestAFailureIsNoGoal(t *testing.T) {
	u := atShelf(t, "priority-inversion")
	untilEnd := func() {
		u.press(":")
		u.types("until end")
		u.press("enter")
	}
	untilEnd()
	u.sees("Violation, as this scene expects")
	u.seesNot("✓ reached", "goal reached")
	u.press("home", ":")
	u.types("rule inherit inheritance")
	u.press("enter")
	untilEnd()
	u.sees("goal reached in step", "✓ reached")
}

// TestThePanelOfTheEndDoesNotRepeatTheHeader: that the goal is reached stands there.
func TestThePanelOfTheEndDoesNotRepeatTheHeader(t *testing.T) {
	u := atShelf(t, "irq-lock")
	u.press("n")
	u.line("interrupt tick")
	u.line("until end")
	u.sees("✗ Violation", "✓ reached", "Violation, as this scene expects")
	u.seesNot("oal reached")
}

// TestALongWayToAGoalIsLookedAtInSlices: the screen is not held up by it.
func TestALongWayToAGoalIsLookedAtInSlices(t *testing.T) {
	text := "package long\nconst goal = \"Count far.\"\nconst aim = \"n == 40000\"\nvar n int\n" +
		"func w() { for { n++; yield() } }\nfunc main() { spawn(w) }\n"
	u := sitDown(t, text)
	u.m.desk.alone = false
	for u.m.session.Position() < 3*goal.Slice {
		u.m.session.Forward()
	}
	u.m.judge()
	if u.m.known.goal.There || !u.m.goesOn(goalWork) {
		t.Fatal("it was looked at all at once")
	}
	for n := 0; u.m.goesOn(goalWork); n++ {
		if u.send(goalMsg{u.m.ticket(goalWork)}); n == 10 {
			t.Fatal("it does not come to an end")
		}
	}
	if g := &u.m.known.goal; !g.There || g.Step < 100_000 {
		t.Errorf("reached is %v, in step %d", g.There, g.Step)
	}
}

// TestTheEndOffersTheChoiceThatMattered: at a bad end the list of choices says that the goal was missed, and enter goes
// to the choice that decided where an answer knows it; where nothing is known it offers nothing.
func TestTheEndOffersTheChoiceThatMattered(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) {
		o.Session, o.Ask = opened(t, "channel-abandoned"), ask.EverySchedule
	})
	u.press("a")
	u.send(u.m.ask.work())
	u.press("esc", "end", "e")
	u.sees("the run is over", "Goal: Let the worker be in time.", "Not reached in this run.",
		"The last choice that mattered was pass 1: enter goes there.")
	u.press("enter")
	u.position(0)
	u.sees("Who runs next?")
	u.seesNot("Not reached in this run.")
	u = atShelf(t, "signal-is-not-remembered")
	u.press("n", "n", "n", "n", "e")
	u.sees("the run is over")
	u.seesNot("The last choice that mattered")
	at := u.m.session.Position()
	u.press("enter")
	u.position(at)
}

// TestHintsGetPlainer: each hint says more and names the key of the next, and the third lays the way to the goal out.
func TestHintsGetPlainer(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) { o.Session = opened(t, "one-condition") })
	for i, want := range []string{"Hint 1 of 3. From here it takes", "by itself it would be",
		"The way is on the timeline"} {
		u.enters("hint")
		u.sees("Hint", "looking for a way to the goal")
		u.send(u.m.ask.work())
		u.sees(want)
		if more := "H again says more."; i < 2 {
			u.sees(more)
		} else {
			u.seesNot(more)
		}
		u.press("esc")
	}
	u.press("end")
	u.sees("✓ reached in step")
	u.enters("hint")
	u.sees("the goal is reached, in step")
	u.press("home")
	u.enters("hint now")
	u.sees("hint stands alone")
}
