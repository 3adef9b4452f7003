package ui

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/lesson"
)

// TestTheLinesAreOfWhomTheQuestionAsks: while a card asks about somebody, the line at which that one stands is on the
// screen with its name, where the card has rows for lines and where the listing stands beside it.
func TestTheLinesAreOfWhomTheQuestionAsks(t *testing.T) {
	t.Parallel()
	for _, one := range []struct{ lesson, question, who string }{
		{"why-for", "What does c1 find when it runs?", "c1"},
		{"why-for", "Who is the next on the CPU?", "c1"},
		{"two-roles", "Who is woken?", "c1"},
		{"ostep-28-locks", "Now w2 looks. What does it see?", "w2"},
		{"timed-out", "r1 takes m at last. What does it find?", "r1"},
		{"where-the-signal-stands", "What does c1 do?", "c1"},
		{"the-four-queues", "Why is it not on WAITING?", "g1"},
		{"signal-not-kept", "What becomes of the signal?", "e1"},
	} {
		l, err := lesson.Read(one.lesson)
		if err != nil {
			t.Fatal(err)
		}
		for _, size := range [][2]int{{80, 24}, {120, 36}} {
			p := takes(t, l, size[0], size[1])
			for n := 0; n < mostCards && !p.m.demo.Player.Done(); n++ {
				card := p.m.demo.Player.Card()
				if p.m.demo.Player.Asked() == demo.AskAction && strings.HasSuffix(card.Text, one.question) {
					break
				}
				p.press("pgdown")
			}
			if p.m.demo.Player.Done() {
				t.Fatalf("%s does not ask %q", one.lesson, one.question)
			}
			now := p.m.now()
			for i := range now.Coroutines {
				c := &now.Coroutines[i]
				if c.Name != one.who {
					continue
				}
				at := regexp.MustCompile(fmt.Sprintf(`(?m)^[^\w]* %d .*%s\b`, c.Line, c.Name))
				if said := p.screen(); !at.MatchString(said) {
					t.Errorf("%s at %dx%d: line %d, where %s stands, is not in sight at %q:\n%s", one.lesson, size[0],
						size[1], c.Line, c.Name, one.question, said)
				}
			}
		}
	}
}
