package ui

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// inStep insists that both worlds stand at a step, and that the mode is theirs.
func (u *user) inStep(want int64) {
	u.t.Helper()
	w := &u.m.over.worlds
	if !w.Open() || u.m.stack.Mode != keys.Comparing {
		u.t.Fatalf("two worlds are open: %v, in mode %d", w.Open(), u.m.stack.Mode)
	}
	if at, other := u.m.session.Position(), w.Session().Position(); at != want || other != want {
		u.t.Fatalf("they stand at %d and %d, not at %d", at, other, want)
	}
}

// TestBeforeAndAfterAnEdit: D shows the run before the edit at the left, and n goes to where the loop is felt.
func TestBeforeAndAfterAnEdit(t *testing.T) {
	u := sitDown(t, scene(t, "if-instead-of-a-loop"))
	u.cure()
	u.press("f5", "D")
	u.inStep(0)
	u.sees("two worlds", "if-instead-of-a-loop, and the same with line 33 changed", "A line 33 if len(work) == 0",
		"B line 33 for len(work) == 0", "the rest is the same, line for line", "they part at step 17, in pass 4")
	u.seesNot("here they part")
	u.sees("A ✗ fails", "B ✓ holds", "asked in both worlds")
	u.press("n")
	u.inStep(17)
	u.sees("step 17: here they part", "c1 takes from work", "c1 sees work empty", "they part")
	u.press("tab")
	u.sees("B line 33 for", "A line 33 if", "B ✓ holds")
	u.press("1")
	u.sees("A line 33 if", "c1 takes from work", "tab the other")
	u.seesNot("B line 33")
	u.press("tab")
	u.sees("B line 33 for")
	u.seesNot("A line 33")
	u.press("2", "tab", "1")
	u.sees("A line 33 if", "c1 takes from work")
	u.seesNot("B line 33", "c1 sees work empty and stays")
	u.press("2")
	u.sees("B line 33 for", "c1 sees work empty", "esc both worlds")
	u.press("esc")
	u.inStep(17)
	u.sees("in lock step", "esc one world")
	u.press("esc")
	if u.m.over.worlds.Open() || u.m.stack.Mode != keys.Browsing || u.m.session.Position() != 17 {
		t.Fatal("esc does not return to one world, at its step")
	}
	u.press("u")
	u.seesNot("in lock step")
}

// TestTheCureBesideIt: D and enter put the cure beside a scene, in which one word is another, and n goes to where that
// is felt; scenes of which more differs begin where they are, not where they say something else of themselves.
func TestTheCureBesideIt(t *testing.T) {
	u := atShelved(t, "if-instead-of-a-loop")
	u.press("D", "enter", "n")
	u.inStep(17)
	u.sees("A line 33 if len(work) == 0", "B line 33 for len(work) == 0", "the rest is the same, line for line",
		"c1 sees work empty and stays in the loop")
	u = atShelved(t, "if-instead-of-a-loop")
	u.press("a", "esc", "D", "enter")
	u.sees("they part at step 17, in pass 4") // the cure takes the choices of what was found
	u = atShelved(t, "homework-list-unlocked")
	u.press("D", "enter", "n")
	u.inStep(1)
	u.sees("16 func lister() {")
	u.seesNot("15 )", "expect =")
}

// TestBothGrainsOfBothWorldsAreSaid: where two verdicts have no room in a row, the number of states gives way, and not
// the question that the second one answers.
func TestBothGrainsOfBothWorldsAreSaid(t *testing.T) {
	u := sitDown(t, scene(t, "if-instead-of-a-loop"))
	u.cure()
	u.press("f5", "D")
	whole := "B ✓ holds all 11 states, in 7 classes, were visited · interrupted anywhere ✓ holds"
	for size, b := range map[[2]int]string{
		{160, 50}: whole + " all 218 states, in 114 classes, were visited",
		{120, 36}: whole + " all 218 states",
		{80, 24}:  "B ✓ holds all 11 states · interrupted anywhere ✓ holds all 218 states",
	} {
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.sees(b)
	}
}

// TestBothGoInLockStep: whatever key moves through time.
func TestBothGoInLockStep(t *testing.T) {
	u := sitDown(t, bounded)
	u.enters("compare policy roundrobin")
	u.inStep(0)
	u.press("space", "right", "l")
	u.inStep(3)
	u.press("left")
	u.inStep(2)
	u.press("enter", "enter")
	at := u.m.session.Position()
	u.inStep(at)
	if at <= 3 {
		t.Fatalf("two passes lead to step %d", at)
	}
	u.press("[")
	if back := u.m.session.Position(); back >= at {
		t.Fatalf("a pass back leads from %d to %d", at, back)
	}
	u.press("end")
	u.inStep(at)
	u.press("home", "n")
	parts := u.m.session.Position()
	u.inStep(parts)
	u.sees("here they part")
	u.press("n")
	if next := u.m.session.Position(); next <= parts {
		t.Fatalf("the next difference after %d is at %d", parts, next)
	}
	u.press("b")
	u.inStep(parts)
	u.press("b")
	u.sees("nothing differs before this step")
	u.enters("go 5")
	u.inStep(5)
}

// TestAFarStepIsNotRunFor: a step that was named is gone to where the worlds were run or compared, and no further: the
// screen never stands still for millions of steps, and the run grows no longer by them.
func TestAFarStepIsNotRunFor(t *testing.T) {
	u := sitDown(t, bounded)
	u.enters("compare policy roundrobin")
	u.enters("go 40")
	u.inStep(40)
	u.enters("go 300000")
	to := u.m.session.Position()
	if u.inStep(to); to < 40 || to > 20_000 {
		t.Errorf("they stand at step %d", to)
	}
	u.sees("is the newest so far")
	u.press("space")
	u.inStep(to + 1)
	u.press("left", "home")
	u.inStep(0)
}

// TestKeysThatChangeAreDeadInTwoWorlds: they say so, and change nothing in either world; a command that changes is
// refused, any other one that needs the machine returns to one world.
func TestKeysThatChangeAreDeadInTwoWorlds(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("n", "n")
	u.enters("compare policy roundrobin")
	for g := range u.m.keys.Groups {
		if u.m.keys.Groups[g].Name != "Change what happens" {
			continue
		}
		for i := range u.m.keys.Groups[g].Bindings {
			b := &u.m.keys.Groups[g].Bindings[i]
			if b.Action == keys.OpenPrompt {
				continue
			}
			for _, key := range b.Keys() {
				u.press(key)
				u.sees("is for one world: esc returns to it")
				u.inStep(u.m.session.Position())
			}
		}
	}
	u.press(":")
	u.types("kill p1")
	u.press("enter")
	u.sees("two worlds are on the screen, and neither is changed: esc returns to one first")
	if n := len(u.m.session.Commands()) + len(u.m.over.worlds.Session().Commands()); n > 0 {
		t.Fatalf("%d commands were given", n)
	}
	u.press("esc")
	u.inStep(u.m.session.Position())
	u.enters("why m")
	if u.m.over.worlds.Open() {
		t.Error("why is asked in two worlds")
	}
}

// TestTheOtherBranchIsTheObviousPair: D shows it, whatever was done since.
func TestTheOtherBranchIsTheObviousPair(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("space", "space", "space", "space", "space", "space")
	u.press("left", "left", "left")
	u.enters("kill p1")
	u.press("D")
	u.inStep(3)
	u.sees("A branch 2 kill p1", "B branch 1", "step 3: here they part")
}

// TestASeedIsOfferedWhereItDecides: with one that decides nothing both worlds would be the same.
func TestASeedIsOfferedWhereItDecides(t *testing.T) {
	seeds := func(r panel.PickerRow) bool { return strings.HasPrefix(r.Name, "seed ") }
	for name, want := range map[string]bool{
		"bounded-buffer": true, "rwlock-upgrade": false, "channel-hand-over": false,
	} {
		u := sitDown(t, bounded, func(o *Options) { o.Session = opened(t, name) })
		if got := slices.ContainsFunc(u.m.rivals(), seeds); got != want {
			t.Errorf("%s: a seed is offered: %v", name, got)
		}
	}
}

// TestTheListOfPairs: where nothing is obvious D offers rules, policies and scenes, each as compare takes it.
func TestTheListOfPairs(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("D")
	u.sees("Compare this run with what?", "rules nanoos", "policy roundrobin", "seed ")
	u.press("/")
	u.types("roundrobin")
	u.press("enter")
	u.inStep(0)
	u.sees("with two policies", "A policy cooperative", "B policy roundrobin")
	u.enters("compare rule unlock handoff")
	u.sees("under two sets of rules", "A unlock", "B unlock handoff")
	u.enters("compare seed 3")
	u.sees("with two seeds")
	u.press("D")
	if u.m.over.worlds.Open() {
		t.Error("D does not return to one world")
	}
}

// TestAWordThatNamesNoPair: the line stays, with what would have worked.
func TestAWordThatNamesNoPair(t *testing.T) {
	for line, says := range map[string]string{
		"compare":                   "compare with what?",
		"compare rules":             "takes one word more",
		"compare rules nano":        "there are textbook, nanoos, nanoos-2024-12-30, nanoos-2026, nanoos-2026-01,",
		"compare rule unlock maybe": "is not a value of the rule unlock, which is",
		"compare policy fair":       "there are cooperative, preemptive, roundrobin and priority",
		"compare seed x":            "a seed is a whole number",
		"compare branch 9":          "there are 1 to 1",
		"compare no-such-scene":     "there is no shelf",
	} {
		u := sitDown(t, bounded)
		u.press(":")
		u.types(line)
		u.press("enter")
		u.sees(says, line)
	}
}

// TestCompareIsCompleted: with kinds of pairs, then with what each takes.
func TestCompareIsCompleted(t *testing.T) {
	u := sitDown(t, bounded)
	n := u.m.names("compare ")
	for text, want := range map[string]string{
		"compare ": "rules", "compare rules ": "nanoos", "compare policy ": "roundrobin", "compare rule ": "unlock",
		"compare rule unlock ": "reserve", "compare branch ": "1",
	} {
		found, _ := n.Complete(text)
		has := false
		for _, c := range found {
			has = has || c.Text == want
		}
		if !has {
			t.Errorf("%q is not completed with %s", text, want)
		}
	}
}

// TestTheMouseInTwoWorlds: the timeline of either goes to a step in both, and the keys of the footer can be clicked.
func TestTheMouseInTwoWorlds(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("n", "n", "n")
	end := u.m.session.Position()
	u.enters("compare policy roundrobin")
	click := func(x, y int) { u.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}) }
	x, y := u.find("they part ")
	click(x, y)
	u.inStep(u.m.session.Position())
	x, y = u.find("step both")
	u.press("home")
	click(x, y)
	u.inStep(1)
	if end == 1 {
		t.Fatal("the run is too short to tell")
	}
	x, y = u.find("READY")
	click(x, y)
	u.inStep(1)
}

// TestAFileThatChangesEndsTwoWorlds: another session on the screen is another pair.
func TestAnotherSceneEndsTwoWorlds(t *testing.T) {
	u := sitDown(t, bounded)
	u.enters("compare policy roundrobin")
	u.m.enter(newSession(t, scene(t, "one-condition")), "")
	u.press("space")
	if u.m.over.worlds.Open() || strings.Contains(u.screen(), "in lock step") {
		t.Error("two worlds outlive their session")
	}
}

// TestTwoWorldsAreRecorded: a script of what was done has the pair and the keys, and plays to the same place.
func TestTwoWorldsAreRecorded(t *testing.T) {
	u := sitDown(t, bounded)
	u.enters("compare policy roundrobin")
	u.press("n", "tab", "space", "esc")
	at := u.m.session.Position()
	script := scriptOf(u)
	for _, line := range []string{"compare policy roundrobin", "n", "tab", "space", "esc"} {
		if !strings.Contains(script, line) {
			t.Errorf("the script lacks %q:\n%s", line, script)
		}
	}
	v := sitDown(t, bounded)
	v.enters("compare policy roundrobin")
	v.press("n", "tab", "space", "esc")
	v.position(at)
}

// TestASavedSessionIsAWorld: its commands are given in its world alone.
func TestASavedSessionIsAWorld(t *testing.T) {
	s := newSession(t, bounded)
	for range 6 {
		s.Forward()
	}
	s.GoTo(3)
	if _, err := s.Do(engine.Command{Verb: engine.KillVerb, At: engine.Now, Who: "p1"}); err != nil {
		t.Fatal(err)
	}
	u := sitDown(t, bounded, func(o *Options) {
		o.Open = func(string) (*session.Session, string, error) { return s, "", nil }
	})
	u.enters("compare what-if.session")
	u.press("n")
	u.inStep(3)
	u.sees("step 3: here they part", "B what-if.session")
	if len(u.m.session.Commands()) != 0 {
		t.Error("the command was given in both")
	}
}

// TestAScriptComparesAfterAnEdit: on a stage, without an event loop, all is there at once: verdicts and numbers.
func TestAScriptComparesAfterAnEdit(t *testing.T) {
	s, err := NewStage(t.Context(), Options{Session: newSession(t, scene(t, "if-instead-of-a-loop"))})
	if err != nil {
		t.Fatal(err)
	}
	s.Version(2)
	s.m.resize(160, 50)
	keys := append([]string{"E", "ctrl+home"}, slices.Repeat([]string{"down"}, 32)...)
	for _, key := range append(keys, "home", "delete", "delete", "f", "o", "r", "f5", "D", "n") {
		if err := s.Press(key); err != nil {
			t.Fatalf("%s: %v", key, err)
		}
	}
	u := &user{t: t, m: s.m}
	u.inStep(17)
	u.sees("step 17: here they part", "A ✗ fails violation in 4 passes", "B ✓ holds all")
	for _, key := range []string{"p", "x", "u"} {
		if err := s.Press(key); err == nil {
			t.Errorf("a script may press %s in two worlds", key)
		}
	}
}
