package panel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// TestAQuestionIsWholeAtEverySize: every answer is on the screen, with its number, and the right one is marked once it
// is revealed, and not before.
func TestAQuestionIsWholeAtEverySize(t *testing.T) {
	long := strings.Repeat("whoever sleeps on notFull ", 4)
	for _, q := range []panel.Question{
		{Text: "Who runs next?", Answers: []string{"p1", "c1", "c2"}, Right: 3},
		{Text: "What happens to d1?", Answers: []string{"it runs at once", "it sleeps for ever",
			"it gets the signal later"}, Right: 2},
		{Text: long + "is woken now?", Answers: []string{long + "a", "b", long + "c", "d", "e", "f", "g", "h", "i"},
			Right: 1},
	} {
		for _, size := range sizes() {
			for _, q.Revealed = range []bool{false, true} {
				f := lookMoment()
				f.Ask = q
				g := screen.New(size[0], size[1])
				panel.Draw(g, f)
				rows := strings.Split(g.String(), "\n")
				shown := strings.Join(strings.Fields(strings.Join(rows[len(rows)/8:], " ")), " ")
				for i, a := range q.Answers {
					want := string(rune('1'+i)) + " " + strings.Join(strings.Fields(a), " ")
					if q.Revealed && i+1 == q.Right {
						want += " ✓"
					}
					if !strings.Contains(shown+" ", want+" ") {
						t.Fatalf("%v: without %q\n%s", size, want, g.String())
					}
				}
				if !q.Revealed && strings.Contains(shown, q.Answers[q.Right-1]+" ✓") {
					t.Fatalf("%v: the answer is given away\n%s", size, g.String())
				}
			}
		}
	}
}
