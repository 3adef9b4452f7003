package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// stuckOnOne sits down at one-condition where all three of it sleep for ever.
func stuckOnOne(t *testing.T) *user {
	t.Helper()
	u := foundEnd(t, "one-condition")
	if u.m.now().End.Kind != engine.EndStuck {
		t.Fatalf("the run is %s", u.m.now().End.Kind)
	}
	return u
}

// TestTheEndIsAPanel names all who are stuck, why nobody comes and where the wakeup went, in the place of the story;
// nothing lies over the timeline, and esc brings the story.
func TestTheEndIsAPanel(t *testing.T) {
	u := stuckOnOne(t)
	u.sees("✗ Stuck: p1, c1 and c2 wait for changed, for ever",
		"asleep on changed itself", "which could not use it and slept again in step 24", "it turns on this")
	u.seesNot("STORY", "sleep on it") // the title and the graph have said it
	if u.m.notice.text != "" {
		t.Errorf("the keys give way to what the panel says: %q", u.m.notice.text)
	}
	u.sees("home start", "could have gone")
	u.press("esc")
	u.sees("STORY", "Stuck: p1, c1 and c2 wait for changed,")
	u.press("left", "right")
	u.sees("Why nobody comes")
}

// TestTheCureIsInSight: where the answer is longer than the panel, the cure stands in its lower edge or has its last
// row, and what goes on names its key.
func TestTheCureIsInSight(t *testing.T) {
	u := stuckOnOne(t)
	u.sees("it could have gone well.", "✓ one-condition-broadcast holds: press D")
	u.seesNot("▾ more")
	u.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	u.sees("✓ one-condition-broadcast holds: press D", "▾ more: w")
	u.send(tea.WindowSizeMsg{Width: 160, Height: 50})
	u.sees("Where it does not go wrong", "one-condition-broadcast holds. D lays the two side")
	u.seesNot("▾ more")
}

// TestTheEndIsAPanelForTheBackRow as well: the projector says why, and not only that it is over.
func TestTheEndIsAPanelForTheBackRow(t *testing.T) {
	u := stuckOnOne(t)
	u.obeys("layout projector")
	u.sees("✗ Stuck: p1, c1 and c2 wait for changed, for ever", "Why nobody comes", "went to c2", "33 wait(changed, m)")
}

// TestTheEndIsReadOnASmallScreen, where there is no panel for it: nothing lies over its sentence.
func TestTheEndIsReadOnASmallScreen(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {72, 20}, {80, 24}} {
		for _, layout := range []string{"explore", "projector"} {
			u := stuckOnOne(t)
			u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			u.obeys("layout " + layout)
			u.press("home", "end")
			u.sees("Stuck: p1, c1 and c2", "changed")
		}
	}
}

// TestEachReasonLeadsToItsStep and back.
func TestEachReasonLeadsToItsStep(t *testing.T) {
	u := stuckOnOne(t)
	u.press("w")
	u.sees("Where the wakeup went", "in step 19 by c1", "enter its step") // the first sentence that has one is marked
	end := u.m.session.Position()
	u.press("enter")
	u.position(19)
	u.sees("in step 19 by c1", "esc back to step 27")
	u.sees("✗ Step 27: Stuck")  // the answer stays, and says of which step it is
	u.seesNot("enter its step") // where one is
	u.press("esc")
	u.position(end)
	if u.m.stack.Mode != keys.Explaining {
		t.Error("the first esc closed the answer")
	}
	u.press("enter", "right") // a step of one's own ends the visit
	u.position(20)
	u.sees("Why is")
	u.press("esc")
	u.position(20)
	if u.m.stack.Mode != keys.Browsing {
		t.Error("esc does not close the answer")
	}
}

// TestAnAnswerOpensWithWhy: what stands before the first sentence that leads to a step is seen where there is room for
// both.
func TestAnAnswerOpensWithWhy(t *testing.T) {
	u := foundEnd(t, "signal-forgotten")
	u.send(tea.WindowSizeMsg{Width: 100, Height: 30})
	u.press("w")
	u.sees("no line of this", "could give notEmpty", "asleep on notFull")
}

// TestEnterIsOfferedWhereItLeads: where no sentence has a step the footer has no enter.
func TestEnterIsOfferedWhereItLeads(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("tab", "w")
	u.sees("Why is p1 on READY?", "sentence")
	u.seesNot("its step")
}

// TestWhyAgreesWithTheStory: whoever is asked about, the answer at the end has the sentence of the run's end.
func TestWhyAgreesWithTheStory(t *testing.T) {
	u := stuckOnOne(t)
	for _, name := range []string{"p1", "c1", "c2"} {
		u.m.selectSlot(u.named(name).Slot)
		u.m.stack.Mode = keys.Browsing
		u.press("w")
		flat := strings.Join(strings.Fields(strings.Map(noFrame, u.screen())), " ")
		if !strings.Contains(flat, "Why is "+name+" on WAITING?") {
			t.Errorf("%s is not asked about:\n%s", name, u.screen())
		}
		var all []string
		answer := u.m.known.reasons.Answer(u.m.session, u.m.now(), u.m.asked())
		for _, l := range answer.Lines {
			all = append(all, l.Text)
		}
		text := strings.Join(all, " ")
		for _, want := range []string{"Stuck: p1, c1 and c2 wait for changed, and nobody is left to signal it.",
			"all who could signal changed (p1, c1, c2) sleep on it themselves"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is not in %q", name, want, text)
			}
		}
	}
}

// TestWhyOfThings asks about objects and items: by name, by the marked object, and by a click.
func TestWhyOfThings(t *testing.T) {
	u := sitDown(t, bounded)
	for range 40 {
		u.press("space")
	}
	u.enters("why work")
	u.sees("work, a work queue", "work holds", "What happened to it")
	u.press("esc")
	u.enters("why #1")
	u.sees("Item #1", "puts it into work")
	u.press("esc", "8", "down", "down", "w")
	u.sees(u.m.session.Program().Objects[2].Name + ", ")
	u.press("esc", "esc")
	u.m.View()
	at := panel.Place(&u.m.canvas.frame, u.m.canvas.width, u.m.canvas.height, panel.ObjectsPanel)
	for y := at.Y; y < at.Bottom(); y++ {
		in := panel.Hit(&u.m.canvas.frame, u.m.canvas.width, u.m.canvas.height, at.X+3, y)
		if in.Kind == panel.AskWhy && in.Key == "notFull" {
			u.send(tea.MouseClickMsg{X: at.X + 3, Y: y, Button: tea.MouseLeft})
		}
	}
	u.sees("notFull, a condition")
	u.press("esc")
	u.enters("why nothing")
	u.sees(`"nothing"`, "such as #1")
}

// TestTheGoalIsToldInThePanel, where there is room for it, and else in the footer, in one row: no box lies over what
// the screen shows of the end.
func TestTheGoalIsToldInThePanel(t *testing.T) {
	for _, c := range []struct {
		w, h   int
		notice bool
	}{{120, 36, false}, {60, 18, true}} {
		u := sitDown(t, short2, func(o *Options) {})
		u.send(tea.WindowSizeMsg{Width: c.w, Height: c.h})
		u.m.View()
		u.press("enter")
		if got := u.m.notice.text != ""; got != c.notice {
			t.Errorf("%dx%d: notice %q", c.w, c.h, u.m.notice.text)
		}
		u.sees("as this scene expects")
		if c.notice {
			u.sees("✗ Stuck", "Why nobody comes", "w each step", "c queue ●f1")
		}
		u.press("space") // there is no further step, and the panel is not covered by saying so
		u.sees("the run is over")
		if got := strings.Contains(u.m.notice.text, "expects"); got { // it is told once
			t.Errorf("%dx%d: notice %q", c.w, c.h, u.m.notice.text)
		}
	}
}

// short2 is stuck after a pass, as it expects.
const short2 = `// Expected to hang.
package stuck

const (
	goal   = "hang"
	expect = "stuck"
)

var (
	m mutex
	c cond
)

func f() {
	lock(m)
	wait(c, m)
}

func main() { spawn(f) }
`

// TestACalledFunctionIsShown: RUNNING and the inspector say in which call somebody is, and what its parameters are.
func TestACalledFunctionIsShown(t *testing.T) {
	u := sitDown(t, `package calls
var f1 mutex
var f2 mutex
func plato() {
	eat(f1, f2, 3)
}
func eat(l mutex, r mutex, n int) {
	lock(l)
	lock(r)
	compute(n)
	unlock(r)
	unlock(l)
}
func main() { spawn(plato) }
`)
	for range 10 {
		if len(u.m.now().Mutexes) > 0 && u.m.now().Mutexes[0].Owner >= 0 {
			break
		}
		u.press("space")
	}
	u.sees("plato in eat, line 8")
	u.press("tab", "i")
	u.sees("in the call", "eat(l = f1, r = f2, n = 3), line 5 of plato")
}

// TestTheChainStandsWhereTheEndStood, with what is known of when it was decided, and leads there.
func TestTheChainStandsWhereTheEndStood(t *testing.T) {
	for _, size := range [][2]int{{120, 36}, {160, 50}, {200, 60}} {
		u := stuckOnOne(t)
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.sees("When it was decided")
		before := column(u.screen(), "╭─ ✗ Stuck")
		u.press("w")
		u.seesNot("esc the story")
		if at := column(u.screen(), "╭─ ✗ Stuck"); at != before {
			t.Errorf("%v: the chain stands in column %d, the panel in %d", size, at, before)
		}
		for range 10 {
			u.press("down")
		}
		u.sees("Where it does not go wrong")
		u.press("up")
		u.sees("When it was decided")
		u.press("enter") // the title says of which step it is
		at := column(u.screen(), "╭─ ✗ Step 27: Stuck")
		if at != before || u.m.session.Position() == u.m.session.Length() {
			t.Errorf("%v: step %d, the chain in column %d", size, u.m.session.Position(), at)
		}
	}
}

// column is where a text begins in the first row that has it.
func column(view, text string) int {
	for _, row := range strings.Split(view, "\n") {
		if before, _, found := strings.Cut(row, text); found {
			return len([]rune(before))
		}
	}
	return -1
}

// TestWhySaysWhereItHolds: at the end that a scene expects the answer names its cure, by its rules where they alone
// differ, and keeps the last steps; at another end it does not.
func TestWhySaysWhereItHolds(t *testing.T) {
	for scene, want := range map[string][]string{
		"priority-inversion": {`With inherit = "inheritance" it holds: that is priority-inheritance,`,
			"m1, at level 2, ran 7 passes.", "D lays the two"},
		"atomic-aba":             {"atomic-aba-counted holds. D lays the two side by side"},
		"deadlock-by-lock-order": {"lock-in-one-order holds."},
	} {
		u := atShelf(t, scene)
		u.press(":")
		u.types("until end")
		u.press("enter", "w")
		u.sees(append(want, "Where it does not go wrong")...)
		if scene == "atomic-aba" { // two values of its law have a story, which leaves two rows
			u.send(tea.WindowSizeMsg{Width: 120, Height: 38})
		}
		u.sees("The last steps")
	}
	u := atShelf(t, "if-instead-of-a-loop")
	u.press(":")
	u.types("kill p1")
	u.press("enter", ":")
	u.types("until end")
	u.press("enter", "w")
	u.seesNot("Where it does not go wrong")
}

// TestACircleIsOneSentence: who wait for each other at different semaphores are told of once, and the answer opens
// with the picture.
func TestACircleIsOneSentence(t *testing.T) {
	u := atShelf(t, "ostep-31-philosophers")
	u.press(":")
	u.types("until end")
	u.press("enter", "w")
	u.sees("Why nobody comes", "What each of them needs can come only from one of them.")
	u.seesNot("could release", "wait for each other:", "wait in vain themselves")
}

// TestTheAnswerDoesNotRepeatThePicture: below who waits for whom it says what follows from that, not the same again.
func TestTheAnswerDoesNotRepeatThePicture(t *testing.T) {
	for _, c := range []struct{ scene, says, not string }{
		{"deadlock-philosophers", "Each of them needs what another of them holds.", "held by kant"},
		{"one-condition", "What each of them needs can come only from one of them.", "all who could signal"},
		{"rwlock-upgrade", "It waits for what only it could give.", "only a1 could"},
	} {
		u := sitDown(t, bounded, func(o *Options) { o.Session, o.Ask = opened(t, c.scene), ask.EverySchedule })
		u.press("a")
		u.send(u.m.ask.work())
		u.press("esc", "end", "w")
		u.sees("Why nobody comes", c.says)
		u.seesNot(c.not)
	}
}

// TestWhyDoesNotSayTheVerdictAgain: what w says of an end is its chain; the sentence of the verdict is the title
// above it.
func TestWhyDoesNotSayTheVerdictAgain(t *testing.T) {
	every := func(o *Options) { o.Ask = ask.EverySchedule }
	u := sitDown(t, scenetest.Text(t, "channel-abandoned"), every)
	u.press("a")
	u.send(u.m.ask.work())
	u.press("esc", "end", "w")
	u.sees("Stuck: w1 waits for reply, for ever", "w1 needs reply: nobody alive has a line ahead", "enter goes to step")
	u.seesNot("and nobody is left to receive")
	u = sitDown(t, scenetest.Text(t, "deadlock-philosophers"), every)
	u.send(tea.WindowSizeMsg{Width: 160, Height: 50})
	u.press("a")
	u.send(u.m.ask.work())
	u.press("esc", "end", "w")
	u.sees("Each of them needs what another of them holds.")
	u.seesNot("plato waits for fork2, held by kant; kant")
}
