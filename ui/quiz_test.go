package ui

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/keys"
)

// asked begins a scene, goes to a step and is asked until the question is one with a text in it.
func asked(t *testing.T, scene string, step int64, text string) *user {
	t.Helper()
	u := sitDown(t, scenetest.Text(t, scene))
	for range step {
		u.press("space")
	}
	u.press("Q")
	for range 30 {
		if u.m.stack.Mode != keys.Predicting || strings.Contains(u.m.over.quiz.Asked().Text, text) {
			break
		}
		u.press("Q")
	}
	if u.m.stack.Mode != keys.Predicting || !strings.Contains(u.m.over.quiz.Asked().Text, text) {
		t.Fatalf("%s is not asked %q in step %d\n%s", scene, text, step, u.screen())
	}
	return u
}

// answers presses the digit of an answer.
func (u *user) answers(text string) {
	u.t.Helper()
	for i, a := range u.m.over.quiz.Asked().Answers {
		if a.Text == text {
			u.press(fmt.Sprint(i + 1))
			return
		}
	}
	u.t.Fatalf("there is no answer %q\n%s", text, u.screen())
}

// TestAQuestionHidesItsAnswer: until it is answered nothing tells it and nothing moves on; looking back is allowed.
func TestAQuestionHidesItsAnswer(t *testing.T) {
	u := asked(t, "if-instead-of-a-loop", 6, "Who has m after this step")
	u.sees("What happens next?", "p1 does line 24 next: signal(notEmpty).", "The moral comes after the answer")
	u.seesNot("old news", "Let a consumer take", "puts item 1")
	for _, key := range []string{"space", "n", "w", "a", "e", "D", "enter", "r", "x"} {
		u.press(key)
		u.position(6)
		u.sees("What happens next?")
		if key != "a" { // there is nobody here to ask
			u.sees("0 shows the answer")
		}
	}
	u.press("left", "left")
	u.position(4)
	u.press("right", "right", "right")
	u.position(6)
	u.press("left")
	u.answers("p1")
	u.position(7)
	u.sees("What happened", "✓ so it is, your answer", "old news", "Let a consumer take")
	u.press("space")
	u.position(8)
	u.seesNot("What happened")
}

// TestTheFutureIsHidden: of a question in the past, too.
func TestTheFutureIsHidden(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "if-instead-of-a-loop"))
	u.press("n", "n", "n", "n", "n", "n")
	u.m.session.GoTo(6)
	u.press("Q")
	u.sees("What happens next?")
	if f := &u.m.canvas.frame; f.Length != 6 || f.Track.Now != len(f.Track.Columns)-1 {
		t.Errorf("the timeline shows %d columns behind now, of %d steps", len(f.Track.Columns)-1-f.Track.Now, f.Length)
	}
	u.press("esc")
	u.seesNot("What happens next?", "The moral comes after the answer")
}

// TestAWrongAnswerHasAWorld: it is told where it is right, and shown beside the run, in which it is not.
func TestAWrongAnswerHasAWorld(t *testing.T) {
	for _, key := range []string{"D", "enter"} {
		u := asked(t, "if-instead-of-a-loop", 6, "Who has m after this step")
		u.answers("c1")
		u.sees("your answer", `So it would be under monitor = "hoare"`, "the mistake \"a")
		u.seesNot("mistake M1")
		u.press(key)
		u.sees("two worlds", "A as it is", `B monitor = "hoare"`, "step 7")
		a, b := u.m.session, u.m.over.worlds.Session()
		if x, y := a.Engine().Snapshot(nil).Mutexes[0], b.Engine().Snapshot(nil).Mutexes[0]; x.OwnerName != "p1" ||
			y.OwnerName != "c1" {
			t.Errorf("%s has m, and %s in the other world", x.OwnerName, y.OwnerName)
		}
		u.press("esc")
		u.position(7)
	}
}

// TestEachWorldStandsWhereItsAnswerIsSeen: the pass that was asked about may be longer in the other world or shorter;
// both say how they stand in what was asked, and part where somebody feels the change.
func TestEachWorldStandsWhereItsAnswerIsSeen(t *testing.T) {
	u := asked(t, "if-instead-of-a-loop", 9, "How many items are in work after this pass")
	u.answers("1 item")
	u.press("enter")
	a, b := u.m.session, u.m.over.worlds.Session()
	if a.Engine().RunningSlot() >= 0 || b.Engine().RunningSlot() >= 0 || a.Position() == b.Position() {
		t.Errorf("they stand at %d and %d, in a pass", a.Position(), b.Position())
	}
	where := fmt.Sprintf("step %d · %d", a.Position(), b.Position())
	u.sees("work 0 items", "work 1 item", where)
	u.seesNot("in lock step")
	for _, size := range [][2]int{{120, 36}, {160, 50}, {200, 60}} {
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.sees("after " + where)
	}
	u.press("right")
	u.inStep(a.Position())
	u.sees("in lock step")

	u = asked(t, "lock-in-one-order", 3, "Who has left after this pass")
	u.answers("B")
	u.press("enter")
	u.sees("left free, queue B", "left held by B", "step 6: here they part")
	u.press("tab")
	u.sees(`B unlock = "handoff" left held by B`, "A as it is left free, queue B")
}

// TestAnAnswerWithoutAWorld: it is said what the run did with whom it is about, and where the worlds are asked for that
// there is none; of the right one that it is this world's.
func TestAnAnswerWithoutAWorld(t *testing.T) {
	u := asked(t, "if-instead-of-a-loop", 6, "Who has m after this step")
	u.answers("nobody")
	u.sees("p1 has it, and has not unlocked it by then.", "It may come of the mistake", "\"a wait keeps",
		":lesson who-holds-the-lock")
	u.press("D")
	u.sees("with p1 next no rule that was tried makes that true; another order might")
	u.press(fmt.Sprint(u.m.over.quiz.Asked().Right+1), "D")
	u.sees("that is what happens in this world")
	u.press("Q")
	u.sees("What happens next?")
}

// TestAWrongAnswerHearsWhyNot: where the state in front of the reader shows why it is not so, that is said.
func TestAWrongAnswerHearsWhyNot(t *testing.T) {
	u := asked(t, "if-instead-of-a-loop", 6, "Whom does this wake?")
	u.answers("nobody: it is lost")
	u.sees("c1 waits in the queue of notEmpty, so it is not lost.")
	u.seesNot("no rule that was tried")
}

// TestTheListingFollowsWhoIsAskedAbout, at every size at which the listing stands beside a question.
func TestTheListingFollowsWhoIsAskedAbout(t *testing.T) {
	u := asked(t, "bounded-buffer", 3, "c1, who does line 34 next")
	for _, size := range [][2]int{{80, 24}, {100, 30}, {120, 36}} {
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.sees("34 lock(m) ▼c1 ▼c2")
	}
}

// TestTheAnswerIsShownWithoutOne: 0 answers for whoever does not know.
func TestTheAnswerIsShownWithoutOne(t *testing.T) {
	u := asked(t, "if-instead-of-a-loop", 6, "Where is c1 after this step")
	u.press("9")
	u.position(6)
	u.press("0")
	u.position(7)
	u.sees("✓ so it is", "The signal callback moves c1")
	u.seesNot("your answer")
}

// TestWhereNothingIsToBeAsked: at the end of a run, and where a command of the user's lies ahead.
func TestWhereNothingIsToBeAsked(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "signal-is-not-remembered"))
	u.press("r")
	u.m.runTo(100)
	u.press("Q")
	u.sees("nothing happens next: the run is over")
	u = sitDown(t, scenetest.Text(t, "if-instead-of-a-loop"))
	for range 7 {
		u.press("space")
	}
	u.enters("kill c2")
	u.press("space", "left", "left")
	u.position(6)
	u.press("Q")
	for range 10 {
		if q := u.m.over.quiz.Asked(); q.At+q.Steps > 7 {
			t.Errorf("it is asked beyond the command: %s", q.Text)
		}
		u.press("Q")
	}
}

// TestItGoesOnFromWhatIsAnswered: where all that can be asked was answered the run goes on, and that is said; it is not
// said that nothing could be asked.
func TestItGoesOnFromWhatIsAnswered(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "rwlock-upgrade"))
	u.press("Q")
	at := u.m.over.quiz.Asked().At
	for range 40 {
		u.press("0", "esc", "home")
		for u.m.session.Position() < at {
			u.press("space")
		}
		if u.press("Q"); u.m.over.quiz.Asked().At > at {
			u.sees("what was asked before is answered: gone on to step")
			return
		}
	}
	t.Errorf("it asks without end in step %d", at)
}

// TestTheOtherWorldIsNamedByItsAnswer: which answer is marked is not seen without colours, so its number is said.
func TestTheOtherWorldIsNamedByItsAnswer(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "bounded-buffer"))
	u.press("Q", "0")
	led := 0
	for i := range u.m.over.quiz.Asked().Answers {
		if u.press(strconv.Itoa(i + 1)); u.m.over.quiz.Leads() {
			u.sees(fmt.Sprintf("D shows where answer %d is right", i+1))
			led++
		}
	}
	if led == 0 {
		t.Error("no answer has a world of its own")
	}
}

// TestItGoesOnToWhatCanBeAsked: where nothing is decided the run goes on to where something is, and says so; not beyond
// a command of the user's, and not once it was given up.
func TestItGoesOnToWhatCanBeAsked(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "bounded-buffer"))
	u.press("Q")
	u.position(3)
	u.sees("What happens next?", "nothing could be asked before: gone on to step 3",
		"c1, who does line 34", "next: lock(m)")
	u.press("0")
	if p := u.m.session.Position(); p <= 3 {
		t.Errorf("the answer is seen in step %d", p)
	}
	u = sitDown(t, scenetest.Text(t, "bounded-buffer"))
	u.press("space", "space")
	u.enters("kill c2")
	u.press("space", "home", "Q")
	u.position(0)
	u.sees("nothing that could be asked is decided before your next command")
	u = sitDown(t, scenetest.Text(t, "bounded-buffer"))
	u.m.desk.alone = false
	late := u.send(keyOf("Q"))
	u.press("esc")
	u.deliver(late)
	u.position(0)
	u.seesNot("What happens next?")
}

// TestQuestionsAtEverySize: the question and each of its answers are seen, whole, and so is the answer that is marked.
func TestQuestionsAtEverySize(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {72, 20}, {80, 24}, {100, 30}, {120, 36}, {160, 50}, {200, 60}} {
		for _, scene := range effort.Some(t, []string{"if-instead-of-a-loop", "deadlock-philosophers",
			"bounded-buffer"}, 2, 3) {
			u := sitDown(t, scenetest.Text(t, scene))
			u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			for range 6 {
				u.press("space")
			}
			u.press("Q")
			q := u.m.over.quiz.Asked()
			u.sees("What happens next?")
			u.sees(strings.Fields(q.Text)...) // it is broken into rows
			for _, a := range q.Answers {
				u.sees(strings.Fields(a.Text)...)
			}
			u.press("1")
			u.sees("What happened", "your answer")
			u.sees(strings.Fields(q.Answers[0].Text)...)
		}
	}
}

// TestAQuestionGoesWithItsScene: where another scene comes while one is asked, there is no question any more, and every
// key does what it does on that scene.
func TestAQuestionGoesWithItsScene(t *testing.T) {
	for _, key := range []string{"k", "j", "up", "1", "0", "enter", "esc", "Q", "D", "space"} {
		u := sitDown(t, bounded, func(o *Options) { o.Session = opened(t, "one-condition") })
		u.press("space", "space", "Q")
		u.sees("What happens next?")
		u.m.show(opened(t, "deadlock-by-lock-order"), "")
		if u.m.stack.Mode != keys.Browsing {
			t.Fatalf("mode %d", u.m.stack.Mode)
		}
		u.press(key)
		if err := exactly(u.m); err != nil {
			t.Errorf("%s: %v", key, err)
		}
	}
}

// TestAChangeIsAskedAbout: the answer does not lead away from where it is asked, and the scene with the change is shown
// beside the run.
func TestAChangeIsAskedAbout(t *testing.T) {
	u := asked(t, "one-condition", 3, "each role has a condition of its own")
	u.answers("Some schedule gets stuck.")
	u.position(3)
	u.sees("No schedule fails.", "so it is", "the mistake \"one")
	u.seesNot("mistake M3")
	u.press("D")
	u.sees("there is no other world to show for that answer")
	u.press(fmt.Sprint(u.m.over.quiz.Asked().Right+1), "D")
	u.sees("two worlds", "B with the change", "3 lines differ")
}
