package ui

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/tour"
)

// onTour gives the screen the shelf, and lets the tour begin at a card. What is kept goes into kept.
func onTour(t *testing.T, card int, kept *[]int) func(*Options) {
	return func(o *Options) {
		whole(o)
		o.Session = opened(t, "bounded-buffer")
		o.Open = func(name string) (*session.Session, string, error) { return opened(t, name), "", nil }
		o.Tour = Tour{Begin: card > 0, Card: card, Keep: func(n int) error {
			if kept != nil {
				*kept = append(*kept, n)
			}
			return errors.New("a state folder that cannot be written is no error here")
		}}
	}
}

// TestTheTourIsPlayedByItsKeys turns all eight cards by the keys that they name. Each says something, names its key
// and shows all titles; what it says of the machine is true.
func TestTheTourIsPlayedByItsKeys(t *testing.T) {
	var kept []int
	u := sitDown(t, bounded, onTour(t, 1, &kept))
	for number := 1; number <= tour.Cards(); number++ {
		card := u.m.tour.Draw(u.m.tourView())
		if card == nil || card.Number != number {
			t.Fatalf("card %d is %+v", number, card)
		}
		u.sees(fmt.Sprintf("%d of 8 %s", number, card.Title), "Press "+card.Key, "esc leave the tour", "TIME", "READY")
		for _, title := range card.Titles { // without a number, which would look like a key
			u.sees(title)
		}
		if card.Key == "" || card.Press == "" {
			t.Errorf("card %d names no key", number)
		}
		u.begins(card.Key)
		if n := len(card.Lines); n < 2 || n > 4 {
			t.Errorf("card %d has %d sentences", number, n)
		}
		u.tells(number, strings.Join(card.Lines, " "))
		if number == tour.Cards() {
			u.mends(card.Press)
			break
		}
		for range 9 { // the third card's key goes on until somebody is woken
			u.press(card.Press)
			if u.m.tour.Card() > number || number != 3 && number != 4 && number != 7 {
				break
			}
			if card = u.m.tour.Draw(u.m.tourView()); u.m.stack.Mode == keys.Choosing {
				u.press("1")
			}
			if u.m.tour.Card() > number {
				break
			}
		}
		if u.m.stack.Mode == keys.Asking {
			u.send(u.m.ask.work())
		}
		if u.m.stack.Mode != keys.Browsing && number < tour.Cards() {
			u.press("esc") // closes what the key has opened
		}
		u.m.notice.text, u.m.stale = "", true
	}
	if u.m.tour.On() {
		t.Error("the tour goes on")
	}
	if fmt.Sprint(kept) != "[2 3 4 5 6 7 8 9]" {
		t.Errorf("after the first one the cards that were kept are %v", kept)
	}
}

// mends does what the last card asks for: the cursor stands at the word, and the tour ends when AFTER holds.
func (u *user) mends(key string) {
	u.t.Helper()
	u.press(key)
	if line, column := u.m.edits.At().Text.Cursor(); line != 32 || column != 2 {
		u.t.Errorf("the cursor is in line %d behind %d signs", line+1, column)
	}
	u.sees("the tour in line 33 make this if a for", "✗ fails")
	u.press("esc")
	u.sees("8 of 8")
	u.press(key, "delete", "delete")
	if u.types("fo"); !u.m.tour.On() {
		u.t.Error("the tour ends before AFTER holds")
	}
	u.types("r")
	u.sees("✓ holds", "no schedule fails any more: that was the", ":lesson why-for goes on",
		"ctrl+s keep a copy", "F5 run it")
	u.press("ctrl+z")
	u.seesNot("that was the")
}

// tells checks what a card says of the machine.
func (u *user) tells(number int, text string) {
	u.t.Helper()
	m := u.m
	want := map[int][]string{
		1: {"Five are ready now: three that put items ▲ and two that take them ▼."},
		2: {"m is free now"},
		3: {"Nobody sleeps now"},
		4: {fmt.Sprintf("This is step %d of %d,", m.session.Position(), m.session.Length())},
		5: {"an if, in line 33"},
		6: {fmt.Sprintf("up to step %d", m.session.Length()), "it is the future now",
			"Pass 4 decides: after its choice"},
		7: {"this run is over"},
	}[number]
	for _, w := range want {
		if !strings.Contains(text, w) {
			u.t.Errorf("card %d does not say %q: %s", number, w, text)
		}
	}
	now := m.now()
	switch number {
	case 1:
		if len(now.Ready) != 5 {
			u.t.Errorf("%d are ready", len(now.Ready))
		}
	case 2:
		if now.Mutexes[0].Name != "m" || now.Mutexes[0].Owner >= 0 {
			u.t.Errorf("the mutex is %+v", now.Mutexes[0])
		}
	case 3:
		if len(now.Waiting)+len(now.Timed) != 0 {
			u.t.Error("somebody sleeps")
		}
	case 5:
		lines := strings.Split(m.session.Program().Source, "\n")
		if !strings.Contains(lines[32], "if len(work) == 0") {
			u.t.Errorf("line 33 is %q", lines[32])
		}
	case 6:
		if l := m.known.highlight.On(m.session); l == nil || m.session.Position() >= m.session.Length() {
			u.t.Error("no schedule lies ahead")
		}
	case 7:
		if !m.ended() {
			u.t.Error("the run is not over")
		}
	}
}

// TestACardTurnsWhenItHasBeenSeen: the card about waiting stays until somebody is woken, the one about the way back
// until a step back was looked at; from 80x24 on the cards tell what the newest step did.
func TestACardTurnsWhenItHasBeenSeen(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 36}, {160, 50}} {
		u := sitDown(t, bounded, onTour(t, 1, nil))
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.press("space")
		u.sees("2 of 8", "p1 computes")
		u.press("enter")
		for n := 0; !strings.Contains(u.screen(), "signals notEmpty"); n++ {
			if u.sees("3 of 8", "Press n until somebody is woken"); n == 9 {
				t.Fatal("nobody is woken after nine times n")
			}
			u.press("n")
		}
		u.sees("4 of 8")
		if now := u.m.now(); now.Coroutines[now.Ready[len(now.Ready)-1]].Name != "c1" {
			t.Errorf("the one that was woken is not last in READY:\n%s", u.screen())
		}
		back := u.m.session.Length() - 1
		u.press("left")
		u.sees("4 of 8", fmt.Sprintf("This is step %d of %d again", back, back+1), "once more turns the card")
		if u.m.session.Position() != back {
			t.Errorf("the card is about step %d, and step %d is shown", back, u.m.session.Position())
		}
		u.press("left")
		u.sees("5 of 8")
	}
}

// TestTheCardOfChoicesHasSome: at the end of the run it leads to the start first; it turns when a choice was taken.
func TestTheCardOfChoicesHasSome(t *testing.T) {
	u := sitDown(t, bounded, onTour(t, 0, nil))
	u.line("tour 6")
	u.press("a")
	u.send(u.m.ask.work())
	u.press("esc", "end")
	u.sees("7 of 8", "this run is over", "Press home", "to go to the start")
	u.press("e")
	u.sees("the run is over", "7 of 8", "press home to go to the start")
	u.seesNot("take it", "a pass goes on")
	if foot := u.footer(); !strings.HasPrefix(foot, "home start  esc card 7 of 8") {
		t.Errorf("the footer is %q", foot)
	}
	u.press("esc", "home")
	u.sees("7 of 8", "Now three could run", "Press e")
	u.press("e")
	if u.m.over.choices.Look(u.m.session.Engine()); len(u.m.over.choices.All) < 3 {
		t.Errorf("the choices are %v", u.m.over.choices.All)
	}
	u.press("9", "esc")
	u.sees("7 of 8")
	u.press("e")
	u.sees("7 of 8 A choice of your own: take one of these", "esc card 7 of 8")
	u.press("2")
	u.sees("8 of 8 An edit and its proof: esc shows the card.", "esc card 8 of 8")
	u.press("esc")
	u.sees("8 of 8", "Press E")
	u.press("esc")
	u.line("tour 7")
	u.press("end", "home", "space")
	u.sees("Nothing is to be chosen here", "Press home")
}

// TestTheTourNeverAsksAtAnEnd: where the run has gone wrong by itself the cards that ask every schedule want the start
// first, in their text, their key and the footer, and turn there; whoever asks at the end is told the same.
func TestTheTourNeverAsksAtAnEnd(t *testing.T) {
	for _, card := range []int{5, 6} {
		u := sitDown(t, bounded, onTour(t, 0, nil))
		u.m.enter(opened(t, "if-instead-of-a-loop"), "")
		u.line(fmt.Sprintf("tour %d", card))
		u.press("e", "2", "esc")
		for range 200 {
			u.press("n")
		}
		if !u.m.ended() {
			t.Fatal("the run does not end")
		}
		here := fmt.Sprintf("%d of 8", card)
		u.sees(here, "This run is over", "Press home to go to the start")
		u.begins("home")
		u.press("a")
		u.send(u.m.ask.work())
		u.sees("already", "home goes to the start: there a asks every schedule.")
		u.press("esc")
		u.sees(here, "Press home")
		u.press("home")
		u.sees(here, "Press a")
		u.begins("a")
		u.press("a")
		u.send(u.m.ask.work())
		u.press("esc")
		u.sees("6 of 8", "Press end to see how it ends")
	}
}

// TestTheEditorSaysWhatTheTourWants: also at 80x24 and before anything has changed, and that something has no room.
func TestTheEditorSaysWhatTheTourWants(t *testing.T) {
	u := sitDown(t, bounded, onTour(t, 0, nil))
	u.m.enter(opened(t, "if-instead-of-a-loop"), "")
	u.line("tour 8")
	u.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	u.press("E")
	u.sees("in line 33 make", "if a for")
	if !strings.Contains(u.screen(), " … ─╯") {
		t.Errorf("what has no room leaves no sign:\n%s", u.screen())
	}
}

// TestOtherKeysWorkOnTheTour: they do what they always do, and turn nothing.
func TestOtherKeysWorkOnTheTour(t *testing.T) {
	u := sitDown(t, bounded, onTour(t, 1, nil))
	u.press("enter")
	if u.m.tour.Card() != 1 || u.m.session.Position() == 0 {
		t.Error("enter turns the card, or does no pass")
	}
	u.press("p", "w")
	u.seesNot("1 of 8")
	u.press("esc")
	u.sees("1 of 8", "Four queues")
	u.press("ctrl+p")
	u.types("one step")
	u.press("enter")
	u.sees("2 of 8")
	x, y := u.find(" enter ")
	u.send(tea.MouseClickMsg{X: x + 1, Y: y, Button: tea.MouseLeft})
	u.sees("3 of 8")
}

// TestTheTourIsLeftAndTakenUp: esc brings back what was there, :tour the card.
func TestTheTourIsLeftAndTakenUp(t *testing.T) {
	u := sitDown(t, bounded, onTour(t, 0, nil))
	s := scenetest.Open(t, scenetest.Parse(t, crossed))
	u.m.enter(s, "")
	u.press("space", "space", "tab")
	u.seesNot("1 of 8")
	u.line("tour")
	u.sees("1 of 8", "bounded-buffer")
	u.press("space", "enter")
	u.sees("3 of 8")
	u.press("esc")
	if u.m.session != s {
		t.Errorf("esc leads to %s", u.m.sceneName())
	}
	u.position(2)
	u.sees(":tour comes back")
	u.line("tour")
	u.sees("3 of 8")
	u.line("tour 5")
	u.sees("5 of 8", "if-instead-of-a-loop")
	u.line("tour 6")
	u.sees("Press a")
	u.press("esc")
	if u.m.session != s {
		t.Errorf("esc leads to %s", u.m.sceneName())
	}
	u.line("tour 9")
	u.sees("there are 1 to 8")
}

// TestTheFooterOfTheTour: what was learnt so far is bright, the rest is there.
func TestTheFooterOfTheTour(t *testing.T) {
	u := sitDown(t, bounded, onTour(t, 2, nil))
	bright := map[string]bool{}
	u.screen()
	for _, h := range u.m.canvas.frame.Keys {
		if !u.m.canvas.frame.Later[h.Key] {
			bright[h.Key] = true
		}
	}
	if fmt.Sprint(bright) != "map[enter:true esc:true space:true]" {
		t.Errorf("bright are %v", bright)
	}
	u.begins("enter pass")
}

// TestTheTourAtEverySize: each card at all sizes; its key is in sight wherever panels are.
func TestTheTourAtEverySize(t *testing.T) {
	for number := 1; number <= tour.Cards(); number++ {
		u := sitDown(t, bounded, onTour(t, number, nil))
		for _, size := range effort.Sizes(t, 200, 60, 10, 60) {
			u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			if err := exactly(u.m); err != nil {
				t.Fatalf("card %d: %v", number, err)
			}
			if size[0] >= 60 && size[1] >= 18 {
				u.sees("Press")
			}
		}
	}
}

// TestNoTourByItself: not over a named scene, and not in a demo.
func TestNoTourByItself(t *testing.T) {
	u := sitDown(t, bounded, onTour(t, 0, nil))
	u.seesNot("of 8")
	stage, err := NewStage(t.Context(), Options{Session: newSession(t, bounded), Tour: Tour{Begin: true},
		Open: func(string) (*session.Session, string, error) { return nil, "", errors.New("no shelf") }})
	if err != nil || stage.m.tour.On() {
		t.Errorf("a stage begins with the tour: %v", err)
	}
}

// TestTheTourFindsItsRoomWhenItIsAskedFor: at 120x36 the card stands beside the listing and above the timeline also
// where the screen was divided without it before, and what it took comes back.
func TestTheTourFindsItsRoomWhenItIsAskedFor(t *testing.T) {
	u := sitDown(t, bounded, onTour(t, 0, nil))
	u.send(tea.WindowSizeMsg{Width: 120, Height: 36})
	u.sees("goal")
	u.obeys("tour")
	u.sees("1 of 8", "TIME a column is a pass", "func producer() {")
	u.press("esc")
	u.sees("goal", "STORY")
}
