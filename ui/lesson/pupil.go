package lesson

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/goal"
	"github.com/quartet-os/quartet/ui/panel"
)

// Pupil is what is known of whoever takes a lesson; without one it is a demo that is played.
type Pupil struct {
	Of    *demo.Script // the lesson; nil in a demo
	Goals goal.Kept    // what comes back when it is left
	Shown int          // of what was asked for, how much the lesson did
	next  string       // the lesson that enter takes at the end of this one, "" for none
	class bool         // it is presented to a class, and not taken by one alone
	from  Standing
	hope  hope
	told  *demo.Card // the task at which the key that turns cards has said that it makes a pass there
}

// Take takes up a script that is a lesson, unless it goes on by itself.
func (p *Pupil) Take(s *demo.Script, pace demo.Pace) {
	if s.Lesson() && pace != demo.InTime {
		p.Of, p.class = s, pace == demo.BySpeaker
	}
}

// Alone reports whether somebody takes a lesson, and leaves it.
func (p *Pupil) Alone() bool { return p.Of != nil && !p.class }

// Act is what a key of whoever takes a lesson means.
type Act uint8

// What keys mean.
const (
	Pass     Act = iota // nothing to the lesson
	Leave               // the lesson is put away
	GoOn                // the next card comes
	Answered            // the answer is right: the lesson goes on
	Turn                // the card says something else
	Wrong               // no pass is made here: Wants says what the card wants
	Next                // the next lesson is taken
)

// Press takes a key over a session: an answer, a hint, on to the next card, away from the lesson.
func (p *Pupil) Press(d *demo.Live, s *session.Session, name string) Act {
	switch {
	case p.Of != nil && d.Fell():
		return p.fallen(name)
	case p.Of == nil || !d.Goes():
		return Pass
	}
	switch card, asked := d.Player.Card(), d.Player.Asked(); {
	case name == "esc" && p.Alone():
		return Leave
	case name == "enter" && d.Player.Done() && p.next != "":
		return Next
	case name == "enter" && !d.Player.Waiting() && !d.Player.Done(): // the lesson is at work itself
		return GoOn
	case card == nil || !d.Player.Waiting():
	case name == "enter" && asked == demo.NoAction:
		return GoOn
	case name == "enter" && p.Keeps(d, s):
		p.told = card
		return Wrong
	case asked == demo.AskAction && len(name) == 1 && name >= "1" && name <= "9":
		if d.Player.Give(int(name[0] - '0')) {
			return Answered
		}
		return Turn
	case name == demo.HintKey && asked != demo.NoAction && asked != demo.AskAction:
		d.Player.Hint()
		return Turn
	}
	return Pass
}

// fallen takes a key where a lesson could not go on.
func (p *Pupil) fallen(name string) Act {
	switch {
	case name == "esc" && p.Alone():
		return Leave
	case name == "enter", name == "pgdown":
		return Wrong
	}
	return Pass
}

// Stopped says that a script could not go on, why, and of a lesson what helps. Whoever takes one of the shelf did not
// write it: its lines mean nothing to them.
func (p *Pupil) Stopped(err error) (title string, why error) {
	if p.Of == nil {
		return "The demo stops here", err
	}
	if at := (*demo.LineError)(nil); errors.As(err, &at) && Is(p.Of.Name) {
		err = errors.New(at.Why)
	}
	return "The lesson stops here", fmt.Errorf("%w\n%s", err, demo.AgainText)
}

// Teaches reports whether a lesson is taken that is not over. The goal of its scene may be the opposite of what it
// wants.
func (p *Pupil) Teaches(d *demo.Live) bool { return p.Of != nil && d.Goes() && !d.Player.Done() }

// Wanted is what a card asks for, as it is to be told beside a text that is edited: that it is done by that, or what is
// missing where every schedule holds, and one fails with a wakeup for no reason; "" where it asks for nothing.
func (p *Pupil) Wanted(d *demo.Live, cures, byChance bool) string {
	if !p.Teaches(d) || !d.Player.Waiting() {
		return ""
	}
	switch c := d.Player.Card(); {
	case c.Done && c.Kind == demo.MendAction && cures:
		return "Done: no schedule fails any more. {editor.close} goes back to the lesson."
	case d.Player.Asked() == demo.NoAction, c.Kind == demo.AskAction:
		return ""
	case c.Kind == demo.MendAction && byChance:
		return "Not yet: a spurious wakeup breaks it. " + c.Text
	default:
		return c.Text
	}
}

// Asks reports whether a lesson waits for something of a kind to be done.
func (p *Pupil) Asks(d *demo.Live, kind demo.Kind) bool {
	return p.Of != nil && d.Goes() && d.Player.Asked() == kind
}

// Wants says what a card wants in place of the key that turns cards.
func (p *Pupil) Wants(d *demo.Live) string {
	if d.Fell() {
		return demo.AgainText
	}
	switch c := d.Player.Card(); c.Kind {
	case demo.AskAction:
		return fmt.Sprintf("1-%d answers", len(c.Answers))
	case demo.TaskAction:
		return "a task: enter again makes a pass · the card turns when it is done"
	case demo.MendAction:
		return "{edit} edits the scene, and the card turns when that is a cure"
	}
	return "{every-schedule} asks every schedule"
}

// Hint gives the next hint of the card, and reports whether it has one; else it says why a lesson has none of those at
// the goal of its scene, which may be the opposite of what its card says: nil where it is over.
func (p *Pupil) Hint(d *demo.Live) (given bool, err error) {
	if p.Of == nil || !d.Goes() || d.Player.Done() {
		return false, nil
	}
	switch asked := d.Player.Asked(); {
	case asked == demo.AskAction:
		return false, errors.New("a question has no hint: a wrong answer is explained")
	case asked != demo.NoAction:
		d.Player.Hint()
		return true, nil
	case d.Player.Waiting():
		return false, errors.New("no hint here: nothing is asked")
	case d.Held():
		return false, errors.New("no hint here: the lesson is at work")
	}
	return false, nil
}

// Mends is where the text of a scene is changed by what a card asks for, or the card behind it: the line, from 1, and
// how many signs of it stand before the word; 0, 0 where neither asks for an edit.
func (p *Pupil) Mends(d *demo.Live, source string) (line, column int) {
	if p.Of == nil || !d.Goes() {
		return 0, 0
	}
	from, to := d.Player.Mend()
	at := strings.Index(source, from)
	if from == "" || at < 0 {
		return 0, 0
	}
	same := 0
	for same < min(len(from), len(to)) && from[same] == to[same] {
		same++
	}
	before := source[:at+same]
	before = strings.TrimRightFunc(before, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	line = strings.Count(before, "\n")
	return line + 1, utf8.RuneCountInString(before[strings.LastIndex(before, "\n")+1:])
}

// Task is what the task of a card asks for, with the hint that was given, "" where there is none.
func (p *Pupil) Task(d *demo.Live) string {
	if !p.Asks(d, demo.TaskAction) {
		return ""
	}
	card := d.Player.Draw()
	return strings.TrimSpace(strings.Join(card.Lines, " ") + "\n" + card.Reply) // a hint, or that it is lost
}

// Back is the pause to which a lesson goes back: the beginning of a task at which something was tried, else the pause
// before.
func (p *Pupil) Back(d *demo.Live, s *session.Session) int {
	if p.Asks(d, demo.TaskAction) && p.Strayed(d, s) {
		return d.Player.Stops()
	}
	return d.Before()
}

// Works reports whether a lesson does something itself.
func (p *Pupil) Works(d *demo.Live) bool { return p.Of != nil && d.Plays() && !d.Player.Waiting() }

// AtCard reports whether a lesson waits at a card.
func (p *Pupil) AtCard(d *demo.Live) bool { return p.Of != nil && d.Plays() && d.Player.Waiting() }

// Held says that it is held, and what goes on with it.
func (p *Pupil) Held() string {
	if p.Alone() {
		return demo.LessonHeldText
	}
	return demo.HeldText
}

// Note remembers how a session stands at a card.
func (p *Pupil) Note(d *demo.Live, s *session.Session) {
	if p.Of != nil && d.Goes() {
		p.from.Note(d.Player, s)
	}
}

// Strayed reports whether a session does not stand any more as the lesson has left it.
func (p *Pupil) Strayed(d *demo.Live, s *session.Session) bool {
	return p.Of != nil && p.from.Strayed(d.Player, s)
}

// Next is the lesson that enter takes at the end of this one.
func (p *Pupil) Next() string { return p.next }

// Left says that the lesson was left, and of one of the shelf which command takes it again.
func (p *Pupil) Left() string {
	if !Is(p.Of.Name) {
		return "the lesson is left: the machine is yours · {quit} leaves"
	}
	return "the lesson is left · :lesson " + p.Of.Name + " comes back to it · {quit} leaves"
}

// Last is the card behind the last one of the lesson. It names the next one, where others can be taken. Only lessons of
// the shelf are ticked.
func (p *Pupil) Last(others bool) *panel.Tour {
	tick, until := "", ""
	if Is(p.Of.Name) {
		tick, until = ", and ticks this one", ": it is ticked when you do them all"
	}
	card := &panel.Tour{Of: "the lesson", Title: p.Of.Title, Titles: []string{p.Of.Title},
		Lines: []string{"That was the lesson. quartet lesson lists the others" + tick + "."},
		Key:   "esc", Press: "esc", After: "to leave it: the machine is yours."}
	if p.Shown > 0 {
		card.Lines = []string{fmt.Sprintf("That was the lesson. %d of its questions and tasks were done for you%s.",
			p.Shown, until)}
	}
	if p.next = after(p.Of.Name); others && p.next != "" {
		card.Key, card.Press, card.After = "enter", "enter", "for the next lesson, "+p.next+"."
		card.Foot = "esc leaves: the machine is yours. :lesson " + p.Of.Name + " takes this one again."
	} else {
		p.next = ""
	}
	return card
}
