package panel_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// TestCard: a card of the tour stands in the place of objects and story, or of the lower part; its key can be clicked,
// and the titles of all cards are in sight where there are rows for them.
func TestCard(t *testing.T) {
	card := &panel.Tour{Number: 3, Title: "A wait and a wakeup", Key: "n", Press: "n",
		After: "to go on to the next step at which something is decided.",
		Lines: []string{"wait(notEmpty, m) puts whoever finds nothing to take on WAITING, and gives m back.",
			"signal(notEmpty) moves the first who waits there to READY.", "p2 and c2 sleep now."},
		Titles: []string{"Four queues", "One pass, one mutex", "A wait and a wakeup", "A step back in time",
			"An if that breaks", "Every schedule", "A choice of your own", "A scene of your own"}}
	for _, size := range [][2]int{{120, 36}, {80, 24}, {60, 18}} {
		f := lookMoment()
		f.Tour, f.Later = card, map[string]bool{"p": true}
		g := screen.New(size[0], size[1])
		panel.Draw(g, f)
		golden(t, fmt.Sprintf("frame/tour-%dx%d", size[0], size[1]), g.String())
		if !clicked(f, g, card.Press) {
			t.Errorf("at %v no click on the key presses it", size)
		}
	}
}

// clicked reports whether a click on a key's own sign, above the footer, presses it.
func clicked(f *panel.Frame, g *screen.Grid, key string) bool {
	for y := range g.H - 1 {
		for x := range g.W {
			if string(g.At(x, y).Rune) != key {
				continue
			}
			if in := panel.Hit(f, g.W, g.H, x, y); in.Kind == panel.PressKey && in.Key == key {
				return true
			}
		}
	}
	return false
}

// TestACardShowsTheLineItTalksOf: where the card stands in the listing's place, it has that line
// itself; and where it has not the rows for all, the words stay.
func TestACardShowsTheLineItTalksOf(t *testing.T) {
	for _, size := range [][2]int{{72, 20}, {80, 24}, {80, 30}, {90, 28}, {100, 30}, {120, 36}} {
		for _, layout := range [...]panel.Layout{panel.Auto, panel.Projector} {
			f := lookMoment()
			f.Layout = layout
			f.Tour = &panel.Tour{Number: 1, Title: "A wait", Titles: []string{"A wait", "A wakeup"},
				Key: "n", Press: "n", After: "to go on.", Lines: []string{"In line 37 it tests again."}}
			g := screen.New(size[0], size[1])
			panel.Draw(g, f)
			for _, want := range []string{f.Tour.Lines[0], "37 ", "for len(work) == 0 {", "wait(notEmpty, m)"} {
				if !strings.Contains(g.String(), want) {
					t.Errorf("%v at %v lacks %q\n%s", layout, size, want, g.String())
				}
			}
			f.Tour.Lines = []string{strings.Repeat("It tests. ", 40), "In line 37 it tests again. What then?"}
			f.Tour.Answers, f.Tour.Reply = []string{"It waits", "It takes"}, "It has no item to take."
			panel.Draw(g, f)
			for _, want := range []string{"then?", "1 It waits", "2 It takes", f.Tour.Reply} {
				if !strings.Contains(g.String(), want) {
					t.Errorf("%v at %v lacks %q\n%s", layout, size, want, g.String())
				}
			}
		}
	}
}

// TestACardHasTheCodeThatItTalksOf: two lines rather than none, with the first sentence of what stands behind the key;
// of the one coroutine that it names, while nobody runs; and behind a change the changed line.
func TestACardHasTheCodeThatItTalksOf(t *testing.T) {
	s := scenetest.Open(t, scenetest.Shipped(t, "if-instead-of-a-loop"))
	drawn := func(card panel.Tour) string {
		t.Helper()
		card.Number, card.Title, card.Titles = 1, "The proof", []string{"A wait", "A wakeup", "The proof"}
		card.Key, card.Press = "H", "H"
		card.After = "for a hint, where you want one. The card turns when it is done."
		f := shows(s, 72, 20)
		f.Tour = &card
		g := screen.New(72, 20)
		panel.Draw(g, f)
		return g.String()
	}
	asks := "Edit: Make the consumer look again after its wait: change one word of it. " +
		"It is done when every schedule holds, of passes and of single ops."
	for s.Position() < 9 {
		s.Forward()
	}
	lines := map[string]panel.Tour{
		"33         if len(work) == 0 {":   {Lines: []string{asks}},
		"34             wait(notEmpty, m)": {Lines: []string{"Let c1 take the item."}},
		"33         for len(work) == 0 {": {Lines: []string{asks}, Reply: "E makes an editor of the listing: " +
			"if len(work) == 0 { becomes for len(work) == 0 {. " +
			"Every schedule of the changed scene holds, at both grains.",
			Changed: strings.Replace(s.Program().Source, "if len(work) == 0", "for len(work) == 0", 1)},
		"26         yield()": {Lines: []string{"c1 and c2 are ready."}},
	}
	for want, card := range lines {
		if want[:2] == "33" {
			s.GoTo(0)
		} else {
			s.GoTo(9)
		}
		got := drawn(card)
		if !strings.Contains(got, want) || !strings.Contains(got, "for a hint, where you want one.") {
			t.Errorf("the card lacks %q:\n%s", want, got)
		}
	}
}

// TestACardHasCodeBeforeEmptyRows: lines of the scene come before empty rows, the titles and the sentence of the last
// step, with the test and what was done behind it; with more rows there are more lines.
func TestACardHasCodeBeforeEmptyRows(t *testing.T) {
	s := scenetest.Open(t, scenetest.Shipped(t, "if-instead-of-a-loop"))
	card := &panel.Tour{Number: 1, Title: "A wait", Titles: []string{"A wait", "A wakeup", "The proof"},
		Key: "PgDn", Press: "pgdown", After: "to go on.", Lines: []string{"c1 saw work empty and waits. " +
			"It gave m back in the same step: else nobody could get in to wake it."}}
	has := func(f *panel.Frame, w, h int, want ...string) {
		t.Helper()
		f.Tour = card
		g := screen.New(w, h)
		panel.Draw(g, f)
		for _, one := range want {
			if !strings.Contains(g.String(), one) {
				t.Errorf("at %dx%d the card lacks %q:\n%s", w, h, one, g)
			}
		}
	}
	for range 3 {
		s.Forward()
	}
	has(shows(s, 72, 20), 72, 20, "wake it.", "33 ", "34             wait(notEmpty, m)", "35 ")
	has(shows(s, 80, 24), 80, 24, "wake it.", "33 ", "34             wait(notEmpty, m)", "35 ", "36 ", "A wakeup")
	const scene, turns, works = "if-instead-of-a-loop", "33         if len(work)", "36         take(work)"
	has(ended(t, scene, 72, 20), 72, 20, turns, "…", works)
	has(ended(t, scene, 80, 24), 80, 24, turns, "34  ", "35  ", works)
}
