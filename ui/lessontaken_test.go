package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/lesson"
)

// pupil takes a lesson at a screen whose timers go off as soon as they are set.
type pupil struct {
	*user
	now  time.Time
	kept []string
}

// takes opens a lesson at a size.
func takes(t *testing.T, l *demo.Script, w, h int) *pupil {
	t.Helper()
	again := func() (*session.Session, error) { return opened(t, l.Scene), nil }
	p := &pupil{now: time.Now()}
	o := Options{Session: opened(t, l.Scene), Theme: "dark", Demo: l, Pace: demo.ByLearner, Again: again,
		Ask:  ask.EverySchedule,
		Open: func(name string) (*session.Session, string, error) { return opened(t, name), "", nil }}
	o.Learn.Keep = func(name string) error { p.kept = append(p.kept, name); return nil }
	m, err := New(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	m.desk.timer = func(d time.Duration, send func(time.Time) tea.Msg) tea.Cmd {
		p.now = p.now.Add(max(d, 0))
		at := p.now
		return func() tea.Msg { return send(at) }
	}
	p.user = &user{t: t, m: m}
	p.send(tea.WindowSizeMsg{Width: w, Height: h})
	p.deliver(p.send(performMsg{ticket: m.ticket(demoWork), at: p.now}))
	return p
}

// press presses keys and lets what they begin come to its end.
func (p *pupil) press(keys ...string) {
	for _, k := range keys {
		p.deliver(p.send(keyOf(k)))
	}
}

// does does what the card asks for, after every wrong answer and all hints.
func (p *pupil) does(card *demo.Card) {
	p.t.Helper()
	switch p.m.demo.Player.Asked() {
	case demo.AskAction:
		for n := range card.Answers {
			if n+1 != card.Right {
				p.press(string(rune('1' + n)))
				p.hears(card.Replies[n])
			}
		}
		p.press(string(rune('0' + card.Right)))
		p.hears(card.Replies[card.Right-1])
		if !card.Done {
			p.t.Errorf("%q is not answered by %d", card.Text, card.Right)
		}
	case demo.TaskAction:
		for range card.Hints {
			p.press(demo.HintKey)
		}
		way := p.m.keys.Words(card.Hints[len(card.Hints)-1])
		p.sees("Hint:", way[:12])
		p.plays(way)
	case demo.ProveAction:
		p.press("a")
		p.press("esc")
	case demo.MendAction:
		p.press("E")
		d := p.m.edits.At()
		p.edit(d.Base.Source, card.Edit)
		p.press("esc")
	default:
		p.press("enter")
		return
	}
	if !card.Done {
		p.t.Fatalf("%q is not done:\n%s", card.Text, p.screen())
	}
}

// edit makes a change at the place of the first text.
func (p *pupil) edit(source string, change [2]string) {
	p.t.Helper()
	at := strings.Index(source, change[0])
	if at < 0 {
		p.t.Fatalf("the scene has no %q", change[0])
	}
	text := &p.m.edits.At().Text
	text.Replace(strings.Replace(source, change[0], change[1], 1))
	p.m.readDraft(0)
	p.deliver(p.send(nil))
}

// hears checks that the card replies with a text, to its last word.
func (p *pupil) hears(text string) {
	p.t.Helper()
	text = p.m.keys.Words(text)
	if got := p.m.demo.stage.card.Reply; got != text {
		p.t.Errorf("the reply is %q, not %q", got, text)
	}
	words := strings.Fields(text)
	p.sees(words[len(words)-1])
	if p.m.canvas.width >= 72 { // the question itself stays, whatever gives way to the reply
		asked := strings.Split(strings.Join(p.m.demo.stage.card.Lines, " "), ". ")
		last := strings.Fields(asked[len(asked)-1])
		p.sees(last[0], last[len(last)-1])
	}
	p.seesNot("80x24 shows all")
}

// mostCards bounds a lesson.
const mostCards = 200

// TestEveryLessonIsTakenToItsEnd: by whoever gives each wrong answer first, reads all hints, does what they say, and
// proves. Then it is kept.
func TestEveryLessonIsTakenToItsEnd(t *testing.T) {
	t.Parallel()
	for _, l := range lesson.List() {
		sizes := [][2]int{{80, 24}, {60, 18}, {72, 20}, {120, 36}, {200, 60}}
		for _, size := range sizes[:effort.Times(1, 3, len(sizes))] {
			t.Run(fmt.Sprintf("%s at %dx%d", l.Name, size[0], size[1]), func(t *testing.T) {
				t.Parallel()
				takes(t, l, size[0], size[1]).toTheEnd(l)
			})
		}
	}
}

// toTheEnd takes a lesson to its end.
func (p *pupil) toTheEnd(l *demo.Script) {
	for n := 0; !p.m.demo.Player.Done(); n++ {
		card := p.m.demo.Player.Card()
		if n == mostCards || !p.m.demo.Plays() || p.m.stack.Mode != keys.Browsing {
			p.t.Fatalf("the lesson goes on no more:\n%s", p.screen())
		}
		if card == nil {
			p.t.Fatal("the lesson has no card")
		}
		p.seesNot("80x24 shows all")
		p.does(card)
		if !p.m.demo.Plays() {
			p.t.Fatalf("the lesson stops:\n%s", p.screen())
		}
	}
	p.sees("That was the lesson.")
	if len(p.kept) != 1 || p.kept[0] != l.Name {
		p.t.Errorf("kept are %q", p.kept)
	}
	p.press("esc")
	if p.m.demo != nil {
		p.t.Error("esc does not leave it")
	}
}

// TestWhoWasShownIsNotTicked: PageDown does what each card asks for, and the lesson says that it did.
func TestWhoWasShownIsNotTicked(t *testing.T) {
	t.Parallel()
	for _, l := range lesson.List() {
		p := takes(t, l, 60, 18)
		for n := 0; !p.m.demo.Player.Done(); n++ {
			if n == mostCards || !p.m.demo.Plays() {
				t.Fatalf("%s goes on no more:\n%s", l.Name, p.screen())
			}
			p.press("pgdown")
			if !p.m.demo.Plays() {
				t.Fatalf("%s stops:\n%s", l.Name, p.screen())
			}
		}
		p.sees("done for you")
		if len(p.kept) != 0 {
			t.Errorf("kept are %q", p.kept)
		}
	}
}

// TestWhoTriesSomethingElseComesBack: what is tried at a card that only says or asks something is taken back when the
// lesson goes on.
func TestWhoTriesSomethingElseComesBack(t *testing.T) {
	t.Parallel()
	l, err := lesson.Read("why-for")
	if err != nil {
		t.Fatal(err)
	}
	p := takes(t, l, 120, 36)
	p.press("enter")
	p.position(3)
	p.press("space", "x", "n", "n")
	p.press("enter")
	p.sees("2 of 4 A wakeup", "Now ▲p1 comes")
	p.press("enter")
	p.sees("Who is the next on the CPU?")
	if c := p.m.session.Commands(); len(c) != 0 {
		t.Errorf("the lesson goes on with %v", c)
	}
	p.press("pgup")
	p.sees("Now ▲p1 comes")
	p.position(3)
}

// TestALessonIsHeldWhileItIsAtWork: between two cards enter hurries on to the next one, and whoever touches the machine
// does it no harm.
func TestALessonIsHeldWhileItIsAtWork(t *testing.T) {
	t.Parallel()
	l, err := lesson.Read("why-for")
	if err != nil {
		t.Fatal(err)
	}
	for _, touch := range [][]string{{}, {"space"}, {"home", "x"}, {"n", "n", "left"}, {"e", "esc"}, {"r"}} {
		p := takes(t, l, 80, 24)
		p.send(keyOf("enter")) // the clock stands: the lesson is in the middle of its keys
		if p.m.demo.Player.Waiting() {
			t.Fatal("the lesson is not at work")
		}
		for _, k := range touch {
			p.send(keyOf(k))
			if !p.m.demo.Held() {
				t.Errorf("%s does not hold it", k)
			}
		}
		if len(touch) == 1 {
			p.sees("the lesson is held · enter goes on from here")
		}
		p.press("enter")
		p.position(3)
		if p.sees("It gave m back"); len(p.m.session.Commands()) != 0 {
			t.Errorf("%v: it goes on with %v", touch, p.m.session.Commands())
		}
		p.press("enter")
		p.sees("2 of 4 A wakeup")
	}
}

// TestABootIsNoEnd: nothing that was said of the run before stands beside a scene that has begun afresh; and behind the
// last hint the card offers what still helps.
func TestABootIsNoEnd(t *testing.T) {
	t.Parallel()
	l, err := lesson.Read("ostep-32-deadlock")
	if err != nil {
		t.Fatal(err)
	}
	p := takes(t, l, 60, 18)
	for p.m.demo.Player.Asked() != demo.TaskAction {
		p.press("pgdown")
	}
	p.position(0)
	p.seesNot("the run is over")
	p.sees("Press H for a hint")
	for range p.m.demo.Player.Card().Hints {
		p.press(demo.HintKey)
	}
	p.sees("Press PgDn to have it done for you")
	p.press("pgdown")
	p.seesNot("Let three meals")
}

// TestALessonIsTakenFromTheShelf: it stands behind the scenes, and :lesson takes it by its name. esc gives the screen
// back.
func TestALessonIsTakenFromTheShelf(t *testing.T) {
	t.Parallel()
	l, err := lesson.Read("the-gap")
	if err != nil {
		t.Fatal(err)
	}
	again := func() (*session.Session, error) { return opened(t, l.Scene), nil }
	u := sitDown(t, bounded, whole, func(o *Options) {
		o.Learn = lesson.Shelf{List: lesson.List, Done: map[string]bool{"why-for": true},
			Open: func(name string) (*demo.Script, func() (*session.Session, error), error) {
				if name != l.Name {
					return nil, nil, errors.New("there is no lesson " + name)
				}
				return l, again, nil
			}}
	})
	u.m.desk.alone = false
	press := func(keys ...string) {
		for _, k := range keys {
			u.deliver(u.send(keyOf(k)))
		}
	}
	press("o")
	press("end")
	u.sees("no-patience")
	press("/", "l", "e", "c", "t", "u", "r", "e", "-", "q", "u", "e", "u", "e", "-", "f")
	u.sees("lessons", "lecture-queue-first")
	press("esc", "/", "t", "h", "e", "-", "g", "a", "p", "enter")
	u.sees("1 of 3 The gap", "d1 looks at a flag")
	press("esc")
	u.seesNot("the lesson ─")
	press(":")
	for _, r := range "lesson nothing" {
		press(strings.ReplaceAll(string(r), " ", "space"))
	}
	press("enter")
	u.sees("there is no lesson nothing")
}

// TestALessonTakesNoOther: a script that takes a lesson, or itself, is told that it cannot, as where it is printed.
func TestALessonTakesNoOther(t *testing.T) {
	t.Parallel()
	for _, line := range []string{"do lesson why-for", "key :\ntype lesson why-for\nkey enter"} {
		l, err := demo.Parse("x.lesson", "covers x\nscene one-condition\nsay First.\n"+line+
			"\nsay Last.\nprove stuck\n")
		if err != nil {
			t.Fatal(err)
		}
		p := takes(t, l, 120, 36)
		p.m.opts.Learn.Open = func(string) (*demo.Script, func() (*session.Session, error), error) {
			t.Errorf("%s: a lesson is opened", line)
			return nil, nil, errors.New("none")
		}
		p.press("enter")
		p.sees("The lesson stops here", "there are no lessons", "PgUp begins this card again")
		p.press("pgup")
		p.sees("First.")
		if p.press("esc"); p.m.demo != nil {
			t.Error("esc does not leave it")
		}
	}
}

// TestALessonOfAFileIsNotTicked: the list has it not, and its name may be like one of the shelf's.
func TestALessonOfAFileIsNotTicked(t *testing.T) {
	t.Parallel()
	for name, ticked := range map[string]bool{"my why-for x.lesson": false, "why-for": true} {
		l, err := demo.Parse(name, "covers x\nscene one-condition\nsay First.\nprove stuck\n")
		if err != nil {
			t.Fatal(err)
		}
		p := takes(t, l, 120, 36)
		p.press("enter", "a", "esc", "enter")
		p.sees("That was the lesson.")
		if says := strings.Contains(p.screen(), "ticks this one"); (len(p.kept) > 0) != ticked || says != ticked {
			t.Errorf("%s: kept are %q, %v", name, p.kept, says)
		}
	}
}
