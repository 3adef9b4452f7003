package predict_test

import (
	"context"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// known is a question whose answer was written down by hand, from the texts that the scenes come from.
type known struct {
	scene  string
	before string // the op before which it is asked for the first time; "" for one about every schedule
	asks   string // a part of the question
	right  string // how the right answer begins
}

// textbook are questions that a lecture asks. OSTEP is "Operating Systems: Three Easy Pieces".
var textbook = []known{
	// OSTEP 30, figure 30.9: the woken consumer finds the buffer empty, for another came first.
	{"if-instead-of-a-loop", "signal(notEmpty)", "Whom does this wake?", "c1"},
	{"if-instead-of-a-loop", "signal(notEmpty)", "Where is c1 after this step?", "READY"},
	{"if-instead-of-a-loop", "signal(notEmpty)", "Who has m after this step?", "p1"},
	{"if-instead-of-a-loop", "signal(notEmpty)", "back from its wait, is `len(work) == 0` true?", "yes"},
	{"if-instead-of-a-loop", "signal(notEmpty)", "what does it do first?", "it goes on with `take(work)`"},
	{"if-instead-of-a-loop", "wait(notEmpty, m)", "Who has m after this step?", "nobody"},
	{"if-instead-of-a-loop", "wait(notEmpty, m)", "How does this run end", "with a violation"},
	{"if-instead-of-a-loop", "", "What comes of them?", "Some fail, and others do not."},
	{"if-instead-of-a-loop", "", "line 33 says `for` in place of `if`", "No schedule fails."},
	{"loop-instead-of-an-if", "", "says `if` in place of `for`", "Some schedule breaks a law"},
	// Figure 30.11: a consumer's signal wakes a consumer, and all three sleep. Two conditions cure it, or broadcasts;
	// of three coroutines none can be the last to sleep beside an item where there is room for two.
	{"one-condition", "", "two yields. At least one fails. How long", "7 passes"},
	{"one-condition", "", "each role has a condition of its own", "No schedule fails."},
	{"one-condition", "", "room for 2 in place of 1. What", "No schedule fails."},
	{"one-condition-two-slots", "", "What comes of them?", "Some fail"},
	// A condition keeps nothing.
	{"signal-is-not-remembered", "signal(gate)", "Whom does this wake?", "nobody: it is lost"},
	{"signal-is-not-remembered", "wait(gate, m)", "Where is l1 after this", "WAITING, in the signal queue of gate"},
	{"signal-is-not-remembered", "wait(gate, m)", "How does this run end", "stuck"},
	{"ostep-30-join-no-state", "signal(c)", "Whom does this wake?", "nobody: it is lost"},
	// The test and the wait are two steps: the signal falls between.
	{"wakeup-in-the-gap", "signal(ready)", "Whom does this wake?", "nobody: it is lost"},
	{"wakeup-in-the-gap", "signal(ready)", "How does this run end", "stuck"},
	{"wakeup-without-a-gap", "", "Which of these is true?", "No schedule fails, wherever"},
	// Fifty are freed, A wants a hundred and B ten: the signal wakes A, who sleeps again.
	{"condition-covering", "signal(more)", "Whom does this wake?", "A"},
	{"condition-covering", "signal(more)", "When A is back from its wait, is `units < 100` true?", "yes"},
	{"condition-covering", "signal(more)", "what does it do first?", "it tests `units < 100` again"},
	{"condition-covering", "signal(more)", "How does this run end", "stuck"},
	{"condition-covering", "", "says `broadcast(more)` in place of `signal(more)`", "No schedule fails."},
	// The time is up, and yet what was waited for is there.
	{"timed-out-and-yet-true", "compute(3)", "How does the wait of r1 end, and is `len(work) == 0`",
		"its time was up, and it is false"},
	{"nanoos-q12-the-event-wins", "compute(4)", "How does the wait of W end", "it was signalled"},
	// Woken with the lock taken: on WAITING twice.
	{"lecture-09-wake-inside", "wakeup(consumers_wq)", "Where is c1 when its next turn is over?",
		"WAITING, in the lock queue of l"},
	// Philosophers: each has a fork, and wants another's.
	{"deadlock-philosophers", "lock(", "How does this run end", "in a deadlock"},
	{"lock-philosophers-in-order", "", "Which of these is true?", "No schedule fails, wherever"},
	// Hoare's monitor hands the CPU over at once.
	{"ostep-30-hoare", "signal(", "How does this run end", "well"},
	{"ostep-28-barging", "unlock(m)", "Who has m after this step?", "nobody"},
	{"spurious-wakeup", "", "line 18 says `for` in place of `if`", "No schedule fails."},
	{"lecture-14-queue-after-unlock", "", "What comes of them?", "Some fail"},
	{"nanoos-01-round-robin", "", "Which of these is true?", "No schedule fails"},
}

// TestKnownAnswers: the machine gives the answers that textbooks give.
func TestKnownAnswers(t *testing.T) {
	for _, k := range effort.Some(t, textbook, 6, 14) {
		var all []*predict.Question
		if k.before == "" {
			all = sheetOf(t, k.scene, predict.Options{Count: 100, Kinds: []predict.Kind{predict.Verdict}}).Questions
		} else {
			all = before(t, k.scene, k.before, k.asks)
		}
		asked := false
		for _, q := range all {
			if !strings.Contains(q.Text, k.asks) {
				continue
			}
			asked = true
			if right := q.Answers[q.Right].Text; !strings.HasPrefix(right, k.right) {
				t.Errorf("%s: %s\nit is %q, and %q is said to be right (%s)", k.scene, q.Text, k.right, right, q.Why)
			}
			break
		}
		if !asked {
			t.Errorf("%s is not asked %q before %q; there are", k.scene, k.asks, k.before)
			for _, q := range all {
				t.Log(q.Text)
			}
		}
	}
}

// before returns the questions at the first step of a run before some op in which one asks for something.
func before(t *testing.T, scene, op, asks string) (all []*predict.Question) {
	t.Helper()
	p := scenetest.Shipped(t, scene)
	a, e := predict.NewAsker(p), scenetest.Boot(t, p)
	for range 200 {
		all = a.At(context.Background(), e, 1, 0)
		if q := a.EndOf(context.Background(), e, 1); q != nil {
			all = append(all, q)
		}
		for _, q := range all {
			if strings.Contains(q.Text, op) && strings.Contains(q.Text, asks) {
				return all
			}
		}
		if e.End().Kind != engine.NotEnded {
			break
		}
		e.Step()
	}
	return all
}
