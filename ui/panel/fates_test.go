package panel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// TestFatesFitEverySize: the row of fates takes one row of the timeline, and no screen is too small for it.
func TestFatesFitEverySize(t *testing.T) {
	t.Parallel()
	fates := &panel.Fates{Of: []explore.Fate{explore.FateOpen, explore.FateOpen, explore.FateSafe,
		explore.FateUnknown, explore.FateDoomed}, Decides: 4, Note: "proven", Instead: []panel.Instead{
		{}, {Known: true},
		{Known: true, Ran: "c1", Others: []explore.Other{{Name: "c2", Fate: explore.FateOpen}, {Name: "p1"}}},
		{}, {Known: true, Ran: "p1", Others: []explore.Other{{Name: strings.Repeat("long", 20)}}, More: 3}}}
	for _, size := range append(sizes(), [2]int{1, 1}, [2]int{59, 17}, [2]int{61, 19}, [2]int{300, 90}) {
		f := lookMoment()
		f.Fates = fates
		g := screen.New(size[0], size[1])
		panel.Draw(g, f)
		shown := g.String()
		if size[1] >= 24 && size[0] >= 80 && !strings.Contains(shown, "fate ") {
			t.Errorf("%dx%d shows no fate\n%s", size[0], size[1], shown)
		}
		if size[1] >= 40 && size[0] >= 120 && !strings.Contains(shown, "else ") {
			t.Errorf("%dx%d does not show what else could have happened\n%s", size[0], size[1], shown)
		}
	}
}

// TestWhatElseCouldHaveHappened: where columns have room each says it, those that decide as well; where they have none,
// one line tells it of the pass that decides, or of now.
func TestWhatElseCouldHaveHappened(t *testing.T) {
	t.Parallel()
	others := []explore.Other{{Name: "c2", Fate: explore.FateOpen}, {Name: "p1", Fate: explore.FateDoomed}}
	for _, c := range []struct {
		columns int
		want    string
	}{
		{4, "else nobody else c2▄ p1█ c2▄ p1█ +1"},
		{90, "else pass 3 decided: c1 ran; instead c2 ▄ either way, p1 █ fails"},
	} {
		f := lookMoment()
		f.Fates = &panel.Fates{Of: make([]explore.Fate, c.columns+1), Decides: 3, Instead: []panel.Instead{
			{}, {Known: true},
			{Known: true, Ran: "c1", Others: others}, {Known: true, Ran: "c1", Others: others, More: 1}}}
		f.Track = session.Timeline{Scale: session.APass, Now: c.columns - 1}
		for i := range c.columns {
			at := int64(i + 1)
			f.Track.Columns = append(f.Track.Columns, session.Column{Pass: at, Step: at, Running: 0})
		}
		f.Now.Pass = int64(c.columns)
		g := screen.New(160, 50)
		panel.Draw(g, f)
		if shown := strings.Join(strings.Fields(g.String()), " "); !strings.Contains(shown, c.want) {
			t.Errorf("%d passes: no %q in\n%s", c.columns, c.want, g.String())
		}
	}
}

// TestFateIsAHeight: what is possible is told apart without colours.
func TestFateIsAHeight(t *testing.T) {
	t.Parallel()
	seen := map[rune]bool{}
	f := &panel.Choices{Fates: true}
	for _, one := range []explore.Fate{explore.FateUnknown, explore.FateSafe, explore.FateOpen, explore.FateDoomed} {
		f.Rows = append(f.Rows, panel.ChoiceRow{Who: c1, Text: "yield()", Fate: one})
	}
	frame := lookMoment()
	frame.Overlay = f
	g := screen.New(120, 36)
	panel.Draw(g, frame)
	for _, words := range []string{"? not known", "▁ safe", "▄ either way", "█ fails"} {
		if !strings.Contains(g.String(), words) {
			t.Errorf("no row says %q\n%s", words, g.String())
		}
		seen[[]rune(words)[0]] = true
	}
	if len(seen) != 4 {
		t.Error("two fates look alike")
	}
}

// TestNarrowPassesSayWhoElse: where the words for a way of somebody have no room, its name stands for them, and all who
// could have run are named up to the blank before the next pass. That time passes is nobody's way.
func TestNarrowPassesSayWhoElse(t *testing.T) {
	t.Parallel()
	one := func(name, run string, fate explore.Fate) explore.Other {
		return explore.Other{Name: name, Run: run, Fate: fate}
	}
	left, right := one("a1 by x.send", "a1", explore.FateOpen), one("a1 by x.receive", "a1", explore.FateOpen)
	ways := []explore.Other{one("w1 in another way", "w1", explore.FateSafe), one("a1", "a1", explore.FateOpen)}
	for _, c := range []struct {
		others []explore.Other
		more   int
		want   string
	}{
		{ways, 0, "else w1▁ a1▄ w1█ "},
		{ways, 2, "else w1▁+3 w1█ "},
		{[]explore.Other{left, right}, 0, "else a1▄ w1█ "},
		{[]explore.Other{one("time passes", "", explore.FateOpen), ways[1]}, 0, "else +2 w1█ "},
	} {
		f := passes(5, 4, 0)
		f.Fates = &panel.Fates{Of: make([]explore.Fate, 6), Decides: 1, Instead: []panel.Instead{{},
			{Known: true, Ran: "time", More: c.more, Others: c.others},
			{Known: true, Ran: "a1", Others: []explore.Other{one("w1", "w1", explore.FateDoomed)}}}}
		g := screen.New(80, 40)
		panel.Draw(g, f)
		if shown := strings.Join(strings.Fields(g.String()), " "); !strings.Contains(shown, c.want) {
			t.Errorf("%q is missing in\n%s", c.want, g)
		}
	}
}
