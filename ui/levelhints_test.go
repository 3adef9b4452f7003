package ui

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/mend"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/keys"
)

// hinted presses the key of hints until there are no plainer ones, and returns what each said.
func hinted(u *user) (said [3]string) {
	for i := range said {
		u.press("H")
		if u.m.stack.Mode == keys.Asking {
			u.send(u.m.ask.work())
		}
		u.told(fmt.Sprintf("Hint %d of 3.", i+1))
		said[i] = u.m.stack.Page.Message.Text
		u.press("esc")
	}
	return said
}

// TestHintsAtWhatIsToBeBroken: what it comes to, which pass decides, who is to run next; whoever follows the last hint
// from place to place comes to a failure at par, and it is solved as without them.
func TestHintsAtWhatIsToBeBroken(t *testing.T) {
	u, kept := atLevel(t, "one-bell")
	u.press("esc")
	u.sees("H hint")
	said := hinted(u)
	for i, part := range []string{"takes 7 passes. It ends so: stuck", "Pass 4 decides it", "let c1 run"} {
		if !strings.Contains(said[i], part) {
			t.Errorf("hint %d is %q", i+1, said[i])
		}
	}
	if len(u.m.session.Commands()) > 0 || u.m.session.Length() > 0 {
		t.Error("a hint has done something")
	}
	v := everySchedule(t, u.m.session, true)
	if err := v.Play(scheduler{u}); err != nil {
		t.Fatal(err)
	}
	u.told("Broken after 7 passes, with three hints: no way is shorter.", "1 of 40 is solved")
	keepsOnly(t, u, kept, "one-bell")
	u.press("esc")
	u.seesNot("H hint")
}

// TestHintsAtWhatIsToBeMended: what fails, which line, what to change.
func TestHintsAtWhatIsToBeMended(t *testing.T) {
	for name, want := range map[string][3]string{
		"hungry":         {"It fails, ", "Look at line ", "In line "},
		"read-and-write": {"It fails, ", "Look at line ", "ine "},
	} {
		u, _ := atLevel(t, name)
		u.press("esc")
		for i, said := range hinted(u) {
			if !strings.Contains(said, want[i]) {
				t.Errorf("%s: hint %d is %q", name, i+1, said)
			}
		}
		cure, _, err := mend.Smallest(t.Context(), "", u.m.session.Program().Source, mend.Options{})
		if err != nil {
			t.Fatal(err)
		}
		u.press("E")
		u.m.edits.At().Text.Replace(cure.Text)
		u.press("f5")
		u.told("Mended, with three hints: no schedule fails any more.")
	}
}

// TestHintsAtWhatIsToBeGuessed: they say what to look at, the same whatever comes of it, and none of the answers.
func TestHintsAtWhatIsToBeGuessed(t *testing.T) {
	u, _ := atLevel(t, "two-slots")
	u.press("esc")
	q := u.m.puzzle(u.m.session.Program()).Question(0)
	for i, said := range hinted(u) {
		for _, a := range q.Answers {
			if strings.Contains(said, strings.TrimSuffix(a.Text, ".")) {
				t.Errorf("hint %d is %q", i+1, said)
			}
		}
	}
	u.press("Q", fmt.Sprint(q.Right+1))
	u.told("Right, at the first answer, with three hints.")
}

// TestHintsWhileAGuessIsOpen: a question of a puzzle has them, over the question, which comes back; one about what
// happens next has none, and says what does answer it.
func TestHintsWhileAGuessIsOpen(t *testing.T) {
	u, _ := atLevel(t, "a-pool")
	u.press("esc", "Q")
	u.sees("What does it come to?", "H a hint")
	u.press("H", "H")
	u.told("Hint 2 of 3.")
	u.press("esc")
	u.sees("What does it come to?", "To a deadlock")
	q := u.m.puzzle(u.m.session.Program()).Question(0)
	u.press(fmt.Sprint(q.Right + 1))
	u.told("Right, at the first answer, with two hints.")

	u = sitDown(t, bounded)
	u.press("n", "Q")
	u.sees("What happens next?")
	u.press("H")
	u.sees("no hint here: a digit answers", "What happens next?")
}

// TestAHintWhereThereIsNone: the key says why, as the command does.
func TestAHintWhereThereIsNone(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "messages"))
	u.press("H")
	u.sees("no goal to hint at")
}
