package demo_test

import (
	"strings"
	"testing"
	"time"

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

// TestAFilmHidesTheAnswers: between a question and its answer, and where the script says so, no frame tells the story,
// the moral or what comes next; what happened meanwhile is told when it is shown, and not before.
func TestAFilmHidesTheAnswers(t *testing.T) {
	p, r := recorded(t, "key space*2\nask Who? | *p1 | c1\nkey space*2\npause 1s\nreveal\npause 1s\nhide answers\n"+
		"key space*2\npause 1s\n", func(r *demo.Recording) { r.W, r.H = 120, 36 })
	for at, hides := range map[time.Duration]bool{250 * time.Millisecond: false, 1500 * time.Millisecond: true,
		2500 * time.Millisecond: false, 4 * time.Second: true} {
		shown := p.seen(at)
		if has := strings.Contains(shown, demo.NoStory); has != hides {
			t.Errorf("at %v it hides the story: %v\n%s", at, has, shown)
		}
		if has := strings.Contains(shown, "next: ") || strings.Contains(shown, "is next"); has == hides {
			t.Errorf("at %v it says what comes next: %v\n%s", at, has, shown)
		}
	}
	for i, said := range p.said {
		if at := p.at[i]; len(said) > 0 && (at > 500*time.Millisecond && at < 2*time.Second || at > 3*time.Second) {
			t.Errorf("at %v it tells %q", at, said)
		}
		if at := p.at[i]; at == 2*time.Second && len(said) < 2 {
			t.Errorf("when it is revealed it tells %q", said)
		}
	}
	if !strings.Contains(r.About.Text, "The answer is 1: p1.") {
		t.Errorf("in words it is %q", r.About.Text)
	}
}

// TestAChapterThatAsksKeepsItsSign in words: it gets no colon behind it.
func TestAChapterThatAsksKeepsItsSign(t *testing.T) {
	_, r := recorded(t, "chapter And then?\ncaption Look.\npause 1s\nchapter Later\ncaption There.\npause 1s\n")
	if !strings.Contains(r.About.Text, " And then? Look. Later: There.") {
		t.Errorf("in words it is %q", r.About.Text)
	}
}
