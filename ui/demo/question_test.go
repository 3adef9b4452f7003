package demo_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui/demo"
)

const asking = `caption Look at the flag.
ask What happens to d1? | it runs at once | *it sleeps for ever | it gets the signal later
pause 2s
reveal
pause 1s
`

// TestAQuestionIsInEveryFormOfARecording: with all its answers on the screen, at a size where they do not fit into a
// line too, and in words for those who cannot see it; which answer is right comes when it is revealed.
func TestAQuestionIsInEveryFormOfARecording(t *testing.T) {
	p, r := recorded(t, asking, func(r *demo.Recording) { r.W, r.H = 60, 20 })
	before, after := p.seen(p.end/2), p.seen(p.end)
	for _, answer := range []string{"1 it runs at once", "2 it sleeps for ever", "3 it gets the signal later"} {
		if !strings.Contains(before, answer) || !strings.Contains(after, answer) {
			t.Errorf("without %q\n%s\n%s", answer, before, after)
		}
	}
	if strings.Contains(before, "for ever ✓") || !strings.Contains(after, "for ever ✓") {
		t.Errorf("before it is revealed\n%s\nand then\n%s", before, after)
	}
	for _, words := range []string{"What happens to d1? 1: it runs at once. 2: it sleeps for ever. 3: it gets",
		"The answer is 2: it sleeps for ever."} {
		if !strings.Contains(r.About.Text, words) {
			t.Errorf("in words it is\n%s\nwithout %s", r.About.Text, words)
		}
	}
}

// TestWhatCannotBeRevealed: an answer that no question has, and two that are right.
func TestWhatCannotBeRevealed(t *testing.T) {
	for script, why := range map[string]string{
		"reveal":                      "nothing to reveal",
		"ask Who? | p1 | c1\nreveal":  "nothing to reveal",
		"ask Who? | *p1\nask\nreveal": "nothing to reveal",
		"ask Who? | *p1 | *c1":        "two answers have a star",
	} {
		if _, err := demo.Parse("my.demo", script); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%q: %v", script, err)
		}
	}
	s, err := demo.Parse("my.demo", asking)
	if err != nil {
		t.Fatal(err)
	}
	again, err := demo.Parse("my.demo", s.String())
	if err != nil || again.String() != s.String() || !strings.Contains(s.String(), "| *it sleeps for ever |") {
		t.Errorf("it reads back as\n%s%v", s, err)
	}
}
