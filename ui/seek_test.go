package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/demo"
)

// TestFindListsTheStepsAndEnterGoesThere.
func TestFindListsTheStepsAndEnterGoesThere(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "one-condition"))
	u.enters("until step 60")
	u.position(60)
	u.enters("find place(c2) == WAITING")
	u.sees("place(c2) == WAITING", "goes there", "step 15 pass 3 c2 wait(changed, m)", "step 30", "step 45")
	if said := u.screen(); strings.Count(said, "step 45") != 1 {
		t.Errorf("a line is said twice\n%s", said)
	}
	u.press("/", "z", "z")
	u.sees("no line matches")
	u.press("esc", "G", "up", "enter")
	u.position(45)
	u.enters("find len(work) == 7")
	u.sees("in none of the 60 steps", ":until")
}

// TestUntilAndBackMirror.
func TestUntilAndBackMirror(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "one-condition"))
	var on []int64
	for range 4 {
		u.enters("until len(work) == 1")
		on = append(on, u.m.session.Position())
	}
	u.sees("len(work) == 1")
	for i := len(on) - 2; i >= 0; i-- {
		u.enters("back len(work) == 1")
		u.position(on[i])
	}
	u.enters("back len(work) == 1")
	u.sees("in no step before this one")
	u.position(on[0])
	u.enters("until signal changed")
	u.position(4)
	u.enters("until wakes c2")
	u.position(19)
	u.enters("back changed len(work)")
	u.position(18)
	u.enters("back changed owner(m)")
	u.position(16)
	u.enters("until line 999")
	u.sees("the scene has")
}

// TestUntilPointGoesToWhatTheSceneIsAbout, and the page of the scene says so without telling what it is.
func TestUntilPointGoesToWhatTheSceneIsAbout(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "one-condition"))
	u.press("I")
	u.sees(":until point", "run on to the step that shows what this scene")
	u.press("esc")
	u.enters("until point")
	u.position(19)
	u.sees("step 19, the point of this scene: c2 is woken")
	u.seesNot("wakes c2")
	for scene, want := range map[string]string{
		"deadlock-philosophers":      "the point of this scene: it ends with somebody who can never go on",
		"bounded-buffer":             "the point of this scene: place(c1) == WAITING",
		"lecture-19c-signal":         "the point of this scene: an op of line 71 is done, ",
		"condition-covered":          "the point of this scene: more is signalled",
		"lecture-22c-wakeup-between": "the point of this scene: consumers_wq is woken up",
	} {
		u = atShelf(t, scene)
		u.enters("until point")
		u.sees(want)
	}
	u = sitDown(t, "// No point.\npackage p\nfunc a() {}\nfunc main() { spawn(a) }\n")
	u.enters("until point")
	u.sees("this scene names no point")
}

// TestWhatIsDecidedIsAskedFor: by the words for what n stops at, for all that looks for steps. A spin that goes on
// where one stands is none that begins.
func TestWhatIsDecidedIsAskedFor(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "wakeup-in-the-gap"))
	u.enters("until unheard")
	u.position(5)
	u.press("end", "home")
	u.enters("break unheard")
	u.press("r")
	for at := 1.0; u.m.play.on; at++ {
		u.frame(at)
	}
	u.position(5)
	u.enters("find decision")
	u.sees("step 1 ", "step 5 ")
	u.press("esc")

	u = sitDown(t, scenetest.Text(t, "spinlock-burns-turns"))
	u.enters("until spin")
	first := u.m.session.Position()
	u.enters("until spin")
	second := u.m.session.Position()
	if first == 0 || second <= first {
		t.Fatalf("spins begin in steps %d and %d", first, second)
	}
	u.enters("back spin")
	u.position(first)
	for at := first + 1; at < second; at++ { // wherever one begins to look
		u.m.session.GoTo(at)
		u.enters("until spin")
		u.position(second)
	}
}

func TestWrongQuestionsSayWhatWouldWork(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "one-condition"))
	for line, want := range map[string]string{
		"find":                  "what is to become true?",
		"find len(wrk) == 1":    "did you mean work?",
		"until len(work)":       "is an int, and not true or false",
		"back changed":          "the last change of what?",
		"back changed wrk":      "the scene has no wrk",
		"watch":                 "nothing is watched; :watch",
		"watch len(":            "its ) is missing",
		"unwatch len(work)":     "nothing is watched",
		"unbreak":               "no run stops",
		"break signal chnged":   "did you mean changed?",
		"break wakes q9":        "there is no coroutine q9",
		"until place(c1) = 3":   "==",
		"until pass -1":         "there is no pass -1",
		"break len(work) == 1 ": "runs stop at len(work) == 1",
	} {
		u.enters(line)
		u.sees(strings.TrimSpace(want))
		u.press("esc", "esc")
	}
}

// TestAWatchedValueStandsAboveTheStory, with what it was before, wherever one goes.
func TestAWatchedValueStandsAboveTheStory(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "one-condition"))
	u.enters("watch len(work)")
	u.sees("len(work) = 0")
	u.enters("until step 20")
	u.sees("len(work) = 1", "since step 18 ◂ 0 ◂ 1 ◂ 0")
	u.press("home")
	u.sees("len(work) = 0")
	u.seesNot("◂ 1")
	u.enters("watch place(c2)")
	u.enters("until place(c2) == WAITING")
	u.sees("place(c2) = WAITING", "since step 15", "since step 15 ◂ RUNNING")
	for _, size := range [][2]int{{80, 24}, {160, 50}, {200, 60}, {60, 18}} {
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.sees("place(c2) = WAITING")
	}
	u.send(tea.WindowSizeMsg{Width: 120, Height: 36})
	u.press("v")
	u.sees("place(c2) = WAITING")
	u.press("v", "v", "v")
	u.enters("unwatch len(work)")
	u.seesNot("len(work) = 0")
	u.enters("unwatch")
	u.seesNot("place(c2) = ")
}

// TestARunStopsAtABreak: at the very step, at any speed.
func TestARunStopsAtABreak(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "one-condition"))
	u.enters("break wakes c2")
	u.press("+", "+", "+", "+", "+", "r")
	for i := 0; i < 30 && u.m.play.on; i++ {
		u.frame(float64(i) / 30)
	}
	u.position(19)
	u.sees("stopped in step 19: wakes c2")
	u.enters("unbreak")
	u.press("r")
	for i := range 60 {
		u.frame(10 + float64(i)/30)
	}
	if at := u.m.session.Position(); at < 100 {
		t.Errorf("without a break the run is at step %d", at)
	}
}

// TestWhatIsLookedForIsPartOfAScript: :record writes where one went from a list, and what runs go on to.
func TestWhatIsLookedForIsPartOfAScript(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "one-condition"))
	u.enters("until wakes c2")
	u.enters("find place(c2) == WAITING")
	u.press("enter")
	u.position(15)
	u.enters("break line 22")
	script := *u.m.written.log.Head
	script.Actions = u.m.written.log.Actions
	text := script.String()
	for _, line := range []string{"do until wakes c2\n", "do go 15\n", "do break line 22\n"} {
		if !strings.Contains(text, line) {
			t.Errorf("the script lacks %q:\n%s", line, text)
		}
	}
	if strings.Contains(text, "find") {
		t.Errorf("the script opens a list:\n%s", text)
	}
}

// playedOn plays a script on a scene, and returns where it comes to.
func playedOn(t *testing.T, scene, text string) (int64, error) {
	s, err := demo.Parse("my.demo", text)
	if err != nil {
		t.Fatal(err)
	}
	stage, err := NewStage(t.Context(), Options{Session: newSession(t, scenetest.Text(t, scene))})
	if err != nil {
		t.Fatal(err)
	}
	p, err := demo.NewPlayer(s, stage, nil, demo.InTime)
	for err == nil && !p.Done() {
		err = p.Do()
	}
	return stage.Session().Position(), err
}

// TestARunThatWaitsInVainEndsTheDemo: with its limit, at the end of the run, and where something else stops it.
func TestARunThatWaitsInVainEndsTheDemo(t *testing.T) {
	for _, c := range []struct{ scene, text, why string }{
		{"one-condition", "speed 8\nrun until len(work) == 3 within 2s\n", "my.demo:2: this has not come within 2s"},
		{"one-condition", "version 2\nspeed 64\nrun until stuck within 1s", "my.demo:3: this has not come within 1s"},
		{"one-condition", "speed 64\nrun until ends p1", "my.demo:2: this has not come within 10m0s"},
		{"one-condition", "do break line 22\nrun until wakes c2", "my.demo:2: the run has stopped in step 3"},
		{"signal-is-not-remembered", "version 2\nspeed 64\nrun until waiters(gate) == 5", "my.demo:3: the run is over"},
		{"signal-is-not-remembered", "speed 64\nrun until pass 900", "my.demo:2: the run is over"},
		{"signal-is-not-remembered", "speed 64\nrun until end\nrun until stuck\nrun until end", ""},
	} {
		if _, err := playedOn(t, c.scene, c.text); (err == nil) != (c.why == "") ||
			err != nil && !strings.Contains(err.Error(), c.why) {
			t.Errorf("%s: %q comes to %v, not to: %s", c.scene, c.text, err, c.why)
		}
	}
}

// TestADemoRunsUntilSomethingIsTrue: in that very step, at any speed; what cannot be asked ends it with its line.
func TestADemoRunsUntilSomethingIsTrue(t *testing.T) {
	play := func(text string) (int64, error) { return playedOn(t, "one-condition", text) }
	for text, want := range map[string]int64{
		"speed 64\nrun until wakes c2":                                      19,
		"speed 64\nrun until place(c2) == WAITING && pass > 4":              30,
		"run until len(work) == 0":                                          0,
		"run until line 22\nrun until signal changed":                       4,
		"version 2\nspeed 64\nrun until wakes c2\nkey b\nrun until step 18": 18,
	} {
		if at, err := play(text); err != nil || at < want || at > want+2 || want < 20 && at != want {
			t.Errorf("%q comes to step %d, want %d (%v)", text, at, want, err)
		}
	}
	_, err := play("pause 1s\nrun until len(wrok) == 1")
	if err == nil || !strings.Contains(err.Error(), "my.demo:2:") ||
		!strings.Contains(err.Error(), "did you mean work?") {
		t.Errorf("a question about nothing: %v", err)
	}
}

// TestALongSearchGoesOnBesideTheScreen: it says how far it is, esc stops it, and what it finds comes in its own time.
func TestALongSearchGoesOnBesideTheScreen(t *testing.T) {
	u := sitDown(t, "// It counts for ever.\npackage long\nvar n int\nfunc a() {\n\tfor {\n\t\tn++\n"+
		"\t\tyield()\n\t}\n}\nfunc main() {\n\tspawn(a)\n}\n")
	u.m.desk.alone = false
	u.press(":")
	u.types("until n == 50000")
	u.press("enter")
	work := u.m.ask.work
	u.sees("Run until n == 50000", "looking", "esc stop")
	u.position(0)
	u.press("esc")
	u.sees("stopped looking")
	u.send(work())
	u.position(0)
	u.m.desk.alone = true
	u.enters("until n == 50000")
	u.position(149_999)
	u.enters("find n % 10000 == 0")
	u.sees("step 149999 pass 50000 a1", "goes there")
	u.press("esc")
	u.enters("until n < 0")
	u.sees("not in the next 1000000 steps")
	u.position(149_999)
}

// TestManyWatchedValuesFitAnywhere: at every size the frame is whole, and the story keeps a row of its own.
func TestManyWatchedValuesFitAnywhere(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "one-condition"))
	for _, value := range []string{"len(work)", "owner(m)", "place(c1)", "place(c2)", "step", "pass", "len(READY)",
		"len(work) == cap(work) && place(c1) == WAITING && place(c2) == WAITING"} {
		u.enters("watch " + value)
	}
	u.enters("watch tick")
	u.sees("there is room for no more", ":unwatch len(work)")
	u.press("esc", "esc")
	u.enters("until step 20")
	for w := 1; w <= 200; w += 13 {
		for h := 1; h <= 60; h += 3 {
			u.send(tea.WindowSizeMsg{Width: w, Height: h})
			lines := strings.Split(strings.TrimSuffix(u.screen(), "\n"), "\n")
			if len(lines) > h {
				t.Fatalf("%dx%d: %d lines", w, h, len(lines))
			}
			if w > 60 && h > 20 && !strings.Contains(u.screen(), "unlocks") {
				t.Errorf("%dx%d: the story tells nothing:\n%s", w, h, u.screen())
			}
		}
	}
}
