package ui

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// asks are the ways to ask what comes of a scene, or why, each from a run of the scene: keys, and lines that are typed.
var asks = []struct{ scene, ways string }{
	{"if-instead-of-a-loop", "a"}, {"if-instead-of-a-loop", "n n a esc n n"},
	{"if-instead-of-a-loop", "n n n n n n n w"}, {"if-instead-of-a-loop", "n n w"},
	{"if-instead-of-a-loop", "e"}, {"if-instead-of-a-loop", "E"},
	{"if-instead-of-a-loop", ":fate"}, {"if-instead-of-a-loop", ":odds"}, {"if-instead-of-a-loop", ":mend"},
	{"if-instead-of-a-loop", ":hint"}, {"if-instead-of-a-loop", ":why c1"},
	{"if-instead-of-a-loop", ":compare loop-instead-of-an-if"},
	{"if-instead-of-a-loop", ":compare loop-instead-of-an-if,n n n"},
	{"if-instead-of-a-loop", "R"}, {"if-instead-of-a-loop", "I"}, {"if-instead-of-a-loop", "D"},
	{"if-instead-of-a-loop", "n n n n n n n n"}, {"if-instead-of-a-loop", ":until end"},
	{"deadlock-by-lock-order", "n n n n n n w"}, {"one-condition", "a esc end"},
}

// does presses keys and types lines; a line stands alone between commas.
func (u *user) does(ways string) {
	for _, way := range strings.Split(ways, ",") {
		if strings.HasPrefix(way, ":") {
			u.types(way)
			u.press("enter")
		} else {
			u.press(strings.Fields(way)...)
		}
		if u.m.goesOn(queryWork) {
			u.send(u.m.ask.work())
		}
	}
}

// tellings are words that give an answer away in those scenes.
var tellings = []string{"violation", "fails", "holds,", "✓ holds", "can still go", "decides", "did not look",
	"Let a consumer take", "Close the circle", "Get all three", "Deadlock:", "stuck", "the cure of",
	"goes wrong", "go wrong", "loop-instead-of-an-if: ", "Nobody", "nobody is left", "they part at step", "goes on  ",
	"because", "yields, blocks or ends", "All schedules:"}

// TestWhatIsAskedWaitsForTheAnswersToBeShown: while answers are hidden no way to ask tells one, whatever was done
// before; the key that shows them shows what would have been told at once.
func TestWhatIsAskedWaitsForTheAnswersToBeShown(t *testing.T) {
	for _, c := range asks {
		shown, hides := sitDown(t, scenetest.Text(t, c.scene)), sitDown(t, scenetest.Text(t, c.scene))
		for _, u := range []*user{shown, hides} {
			u.m.opts.Open = func(name string) (*session.Session, string, error) { return opened(t, name), "", nil }
		}
		hides.press("A")
		shown.does(c.ways)
		hides.does(c.ways)
		told := tellsIn(shown.screen())
		if len(told) == 0 {
			t.Errorf("%s, %s: nothing is told where answers are shown\n%s", c.scene, c.ways, shown.screen())
		}
		if got := tellsIn(hides.screen()); len(got) > 0 {
			t.Errorf("%s, %s: %q tells the answer that is hidden\n%s", c.scene, c.ways, got, hides.screen())
		}
		if c.ways == "E" || c.ways == "D" { // there A is a letter
			continue
		}
		hides.press("A")
		if got := tellsIn(hides.screen()); strings.Join(got, "|") != strings.Join(told, "|") {
			t.Errorf("%s, %s: A shows %q, and not %q\n%s", c.scene, c.ways, got, told, hides.screen())
		}
	}
}

// tellsIn lists what a screen tells of an answer.
func tellsIn(text string) (all []string) {
	text = strings.Join(strings.Fields(text), " ")
	for _, t := range tellings {
		if strings.Contains(text, t) {
			all = append(all, t)
		}
	}
	return all
}

// TestAQuestionHidesItsOwn answer: the key that shows answers shows those that are hidden besides, and says that this
// one waits.
func TestAQuestionHidesItsOwn(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "wakeup-in-the-gap"))
	u.press("A", "n", "Q", "A")
	u.sees("answers are shown as soon as this question is answered")
	u.press("2")
	u.sees("What happened", "d1 finds flag == 0")
	u.seesNot("is told later")
}
