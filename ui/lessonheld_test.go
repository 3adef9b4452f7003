package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/lesson"
)

// onlooker takes a lesson beat by beat.
type onlooker struct {
	*pupil
	cmds []tea.Cmd // what goes on, the next first
}

// watches opens a lesson for an onlooker.
func watches(t *testing.T, l *demo.Script) *onlooker {
	p := &onlooker{pupil: takes(t, l, 80, 24)}
	p.m.opts.Scenes = scenetest.Shelf
	return p
}

// begin presses a key, and what it begins goes on beat by beat: from the time of day, which is that of the keys.
func (p *onlooker) begin(key string) {
	p.now = time.Now()
	p.cmds = append(p.cmds, p.send(keyOf(key)))
}

// beat lets one message come, and reports whether there was one.
func (p *onlooker) beat() bool {
	for len(p.cmds) > 0 {
		cmd := p.cmds[0]
		p.cmds = p.cmds[1:]
		if cmd == nil {
			continue
		}
		switch msg := cmd().(type) {
		case nil:
		case tea.BatchMsg:
			p.cmds = append(append([]tea.Cmd{}, msg...), p.cmds...)
		default:
			if _, again := msg.(againMsg); again {
				p.now = time.Now()
			}
			p.cmds = append(p.cmds, p.send(msg))
			return true
		}
	}
	return false
}

// mostBeats bounds what goes on by itself: a clock of the screen has no end.
const mostBeats = 400

// rest lets all come that goes on.
func (p *onlooker) rest() {
	for n := 0; n < mostBeats && p.beat(); n++ {
	}
}

// standing is what a lesson says and where its machine is.
func (p *onlooker) standing() string {
	card := p.m.demo.Player.Card()
	return fmt.Sprintf("step %d, %v, %q %v", p.m.session.Position(), p.m.session.Commands(), card.Text, card.Done)
}

// back closes what was opened, and goes on with a lesson that is at work.
func (p *onlooker) back() {
	for range 9 {
		if p.m.stack.Mode == keys.Browsing {
			break
		}
		p.begin("esc")
		p.rest()
	}
	if p.m.demo != nil && p.m.demo.Plays() && !p.m.demo.Player.Waiting() && !p.m.demo.Player.Done() {
		p.begin("enter")
		p.rest()
	}
}

// touches are keys that are pressed while a lesson plays, one between two cards, so many beats behind the first.
type touches struct {
	keys  []string
	beats int
	by    string // the key that goes on
}

// walk takes a lesson to its end by PageDown, and returns how it stood at each card.
func (p *onlooker) walk(touch touches) (stood []string) {
	p.t.Helper()
	for n := 0; !p.m.demo.Player.Done(); n++ {
		if n == mostCards {
			p.t.Fatal("the lesson has no end")
		}
		stood = append(stood, p.standing())
		p.begin("pgdown")
		for range touch.beats {
			if p.m.demo.Player.Waiting() || !p.beat() {
				break
			}
		}
		key := ""
		if len(touch.keys) > 0 && !p.m.demo.Player.Waiting() && !p.m.demo.Player.Done() {
			key = touch.keys[n%len(touch.keys)]
			p.begin(key)
			p.rest()
			if touch.by == "pgdown" && !p.m.demo.Player.Waiting() {
				p.begin("pgdown")
				p.rest()
			}
			p.back()
		}
		p.rest()
		if p.m.demo == nil || !p.m.demo.Plays() {
			p.t.Fatalf("%s, %d beats behind %s: the lesson stops\n%s", key, touch.beats, stood[n], p.screen())
		}
	}
	return stood
}

// TestALessonGoesOnBehindAnyKey: whatever is looked at while a lesson plays, enter and PageDown go on with it, to the
// same card over the same machine.
func TestALessonGoesOnBehindAnyKey(t *testing.T) {
	t.Parallel()
	looks := []string{"e", "w", "a", "space", "i", "?", "o", "D", "Q", "E", ":", "left", "home"}
	for _, l := range effort.Some(t, lesson.List(), 3, 9) {
		t.Run(l.Name, func(t *testing.T) {
			t.Parallel()
			want := strings.Join(watches(t, l).walk(touches{}), "\n")
			for i := range effort.Times(2, 4, len(looks)) { // each key between each two cards, in the end
				for _, beats := range effort.Some(t, []int{0, 1, 2, 3, 5, 8, 13, 21, 34}, 2, 3) {
					touch := touches{append(append([]string{}, looks[i:]...), looks[:i]...), beats,
						[]string{"enter", "pgdown"}[i%2]}
					if got := strings.Join(watches(t, l).walk(touch), "\n"); got != want {
						t.Fatalf("%d beats behind each card %v, and %s:\n%s\nnot\n%s", beats, touch.keys, touch.by,
							got, want)
					}
				}
			}
		})
	}
}

// TestWhatWasHeldStopsWhereItWasToStop: a look at who can run, in the middle of a run to a wakeup, is not its end.
func TestWhatWasHeldStopsWhereItWasToStop(t *testing.T) {
	t.Parallel()
	l, err := lesson.Read("why-for")
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"e", "w", "?", "i"} {
		p := watches(t, l)
		for p.m.demo.Player.Card().Text != "The signal again. It need not go wrong: that is what makes such "+
			"a fault hard to find." {
			p.begin("pgdown")
			p.rest()
		}
		want := p.standing()
		p.begin("pgup")
		p.rest()
		p.begin("enter")
		for !p.m.play.on && p.beat() {
		}
		p.beat()
		if !p.m.play.on {
			t.Fatal("the lesson does not run to the wakeup")
		}
		p.begin(key)
		p.rest()
		p.back()
		if got := p.standing(); got != want {
			t.Errorf("behind %s it stands at %s, not at %s:\n%s", key, got, want, p.screen())
		}
	}
}

// TestTheCardTurnsBeforeTheMachine: while a lesson plays on, the card does not say what is not so any more.
func TestTheCardTurnsBeforeTheMachine(t *testing.T) {
	t.Parallel()
	l, err := lesson.Read("why-for")
	if err != nil {
		t.Fatal(err)
	}
	p := watches(t, l)
	for !strings.Contains(p.m.demo.Player.Card().Text, "It believed old news.") {
		p.begin("pgdown")
		p.rest()
	}
	p.begin("enter")
	p.beat()
	p.sees("3 of 4 The scheduler is you", "Once more, from the boot", "to be there at once")
	p.seesNot("It believed old news.")
	p.rest()
	p.sees("The signal again.")
}

// TestAnAnswerTakesTheRefusalBack: it stood beside an answer that was right.
func TestAnAnswerTakesTheRefusalBack(t *testing.T) {
	t.Parallel()
	l, err := lesson.Read("why-for")
	if err != nil {
		t.Fatal(err)
	}
	for _, answer := range []string{"1", "2"} {
		p := takes(t, l, 80, 24)
		p.until(demo.AskAction)
		p.press("enter")
		p.sees("1-2 answers")
		p.press(answer)
		p.seesNot("1-2 answers")
	}
}

// TestALessonNamesTheNext: at its end enter takes it; and who leaves a lesson is told how to come back.
func TestALessonNamesTheNext(t *testing.T) {
	t.Parallel()
	l, err := lesson.Read("why-for")
	if err != nil {
		t.Fatal(err)
	}
	taken := ""
	p := takes(t, l, 80, 24)
	p.m.desk.alone = false
	p.m.opts.Learn.Open = func(name string) (*demo.Script, func() (*session.Session, error), error) {
		next, err := lesson.Read(name)
		taken = name
		return next, func() (*session.Session, error) { return opened(t, next.Scene), nil }, err
	}
	p.until(demo.ProveAction)
	p.press("pgdown")
	p.sees("one of them ends in a violation, in 4 passes")
	for !p.m.demo.Player.Done() {
		p.press("pgdown")
	}
	p.sees("for the next lesson, two-roles", ":lesson why-for takes this one again")
	p.press("enter")
	if taken != "two-roles" || p.m.opts.Demo.Name != taken {
		t.Fatalf("enter takes %q:\n%s", taken, p.screen())
	}
	p.press("esc")
	p.sees(":lesson two-roles comes back to it")
}
