package why

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// Slice is how many steps of the run are read before the screen is looked after again: some hundredths of a second.
const Slice = 50_000

// Chain is the dialog. The zero value has been asked nothing.
type Chain struct {
	follower session.Follower
	history  reason.History
	reader   *reason.Reader
	of       *session.Session

	named  bool // it was asked about something by name: that stays until somebody is selected
	about  reason.About
	answer reason.Answer
	read   bool // the answer has the events of its step
	at     int  // the marked sentence
	moved  bool // the user chose it; else it is the first that leads to a step
	away   away

	made map[made]reason.Answer // at the present moment; a frame asks again and again
	sum  uint64                 // of the moment

	cure cure
}

// made is what an answer depends on, beside the events that were read.
type made struct {
	about reason.About
	step  int64
	end   string
}

// away is where the user went from the answer.
type away struct {
	on     bool
	home   int64 // the step that the answer is of
	at     int64 // and the one that is looked at
	length int64 // of the run then: another one is another run
}

// Follow reads the run up to the session's position, at most slice steps nearer; 0 is all the way. It reports whether
// it is there.
func (c *Chain) Follow(s *session.Session, slice int64) bool {
	if c.Away(s) {
		return true // the answer is of another step, and stays
	}
	return s.Follow(&c.follower, &c.history, slice)
}

// Ask asks about something by its name.
func (c *Chain) Ask(about reason.About) {
	c.named, c.about = true, about
	c.at, c.moved, c.away = 0, false, away{}
}

// Forget asks about whoever is selected again.
func (c *Chain) Forget() { c.named, c.away, c.at, c.moved = false, away{}, 0, false }

// Named returns what was asked about by name, if something was.
func (c *Chain) Named() (reason.About, bool) { return c.about, c.named }

// Away reports whether the user looks at a step that a sentence led to.
func (c *Chain) Away(s *session.Session) bool {
	return c.away.on && c.of == s && s.Position() == c.away.at && s.Length() == c.away.length
}

// Look answers anew at the session's position, about what was asked by name or else about another thing. An answer that
// the user went from stays. What is known besides of the end goes to the foot of an answer about the end.
func (c *Chain) Look(s *session.Session, now *engine.Snapshot, other reason.About, known ...reason.Line) {
	if c.Away(s) {
		return
	}
	c.away = away{}
	about := other
	if c.named {
		about = c.about
	}
	if c.of != s || about != c.about {
		c.at, c.moved = 0, false
	}
	c.of, c.about = s, about
	c.answer = c.Answer(s, now, about)
	if about.Kind == reason.End {
		c.answer = c.answer.With(known...)
	}
	if !c.moved {
		c.at = slices.IndexFunc(c.answer.Lines, func(l reason.Line) bool { return l.Step >= 0 })
	}
	c.at = max(min(c.at, len(c.answer.Lines)-1), 0)
	if r := (panel.Reasons{Answer: &c.answer, Bad: about.Kind == reason.End}); r.Silent(c.at) {
		c.step(1)
	}
	c.read = c.history.Step() == now.Step
}

// Answer answers a question at the session's position, with the events as far as they were read. What was answered
// already at this moment is not worked out again.
func (c *Chain) Answer(s *session.Session, now *engine.Snapshot, about reason.About) reason.Answer {
	if c.reader == nil || c.reader.Program() != s.Program() {
		c.reader, c.made = reason.NewReader(s.Program()), nil
	}
	if c.history.Step() != now.Step { // it is of another moment
		return c.reader.Answer(now, &c.history, about)
	}
	if c.made == nil || c.sum != c.history.Sum() || len(c.made) > mostMade {
		c.made, c.sum = map[made]reason.Answer{}, c.history.Sum()
	}
	key := made{about, now.Step, now.End.Text}
	answer, known := c.made[key]
	if !known {
		answer = c.reader.Answer(now, &c.history, about)
		answer.Lines = slices.Clip(answer.Lines)
		c.made[key] = answer
	}
	return answer
}

// mostMade is how many answers are kept.
const mostMade = 64

// Verdict says why the run ended.
func (c *Chain) Verdict(s *session.Session, now *engine.Snapshot) reason.Answer {
	return c.Answer(s, now, reason.About{Kind: reason.End})
}

// Find finds what a name means.
func (c *Chain) Find(s *session.Session, now *engine.Snapshot, name string) (reason.About, error) {
	return reason.NewReader(s.Program()).Named(now, name)
}

// Intent is what a key asks of whoever shows the chain.
type Intent uint8

// The intents.
const (
	Pass  Intent = iota // the key is not the dialog's
	Stay                // nothing
	Go                  // to a step
	Close               // the dialog
)

// Update takes what a key asks for; with Go comes the step.
func (c *Chain) Update(s *session.Session, a keys.Action) (Intent, int64) {
	c.moved = c.moved || a == keys.CursorDown || a == keys.CursorUp
	switch a {
	case keys.CursorDown:
		c.step(1)
	case keys.CursorUp:
		c.step(-1)
	case keys.Accept:
		return c.enter(s)
	case keys.CloseTop:
		if c.Away(s) {
			c.away.on = false
			return Go, c.away.home
		}
		return Close, 0
	default:
		return Pass, 0
	}
	return Stay, 0
}

// step marks the next sentence that is told in a direction, where there is one.
func (c *Chain) step(d int) {
	r := panel.Reasons{Answer: &c.answer, Bad: c.about.Kind == reason.End}
	at := c.at + d
	for r.Silent(at) {
		at += d
	}
	if at >= 0 && at < len(c.answer.Lines) {
		c.at = at
	}
}

// Leads reports whether the marked sentence tells of a step.
func (c *Chain) Leads() bool { return c.at < len(c.answer.Lines) && c.answer.Lines[c.at].Step >= 0 }

// Goes reports whether the marked sentence tells of another step than the one that is looked at.
func (c *Chain) Goes(s *session.Session) bool {
	return c.Leads() && c.answer.Lines[c.at].Step != s.Position()
}

// here reports whether the marked sentence tells of the step that the answer is of, while that is looked at.
func (c *Chain) here(s *session.Session) bool {
	return c.Leads() && !c.Away(s) && c.answer.Lines[c.at].Step == s.Position()
}

// enter goes to the step of the marked sentence.
func (c *Chain) enter(s *session.Session) (Intent, int64) {
	if !c.Goes(s) {
		return Stay, 0
	}
	c.moved = true
	if !c.Away(s) {
		c.away.home = s.Position()
	}
	step := c.answer.Lines[c.at].Step
	c.away.on, c.away.at, c.away.length = true, step, s.Length()
	return Go, step
}

// KeysTo returns the keys that mark a sentence, or, where it is marked, go to its step.
func (c *Chain) KeysTo(row int) []string {
	if row == c.at {
		return []string{"enter"}
	}
	key, d := "down", 1
	if row < c.at {
		key, d = "up", -1
	}
	r := panel.Reasons{Answer: &c.answer, Bad: c.about.Kind == reason.End}
	var all []string
	for at := c.at; at != row; at += d {
		if !r.Silent(at + d) {
			all = append(all, key)
		}
	}
	return all
}

// titled returns an answer whose title says of which step it is, since another one is looked at.
func titled(a reason.Answer, step int64) reason.Answer {
	of := fmt.Sprintf("Step %d: ", step)
	short := make([]string, 0, len(a.Short)+1)
	for _, s := range a.Short {
		short = append(short, of+s)
	}
	a.Title, a.Short = of+a.Title, append(short, strings.TrimSuffix(of, ": "))
	return a
}

// Draw returns the dialog as it is drawn.
func (c *Chain) Draw(s *session.Session) panel.Overlay {
	answer := c.answer
	if c.Away(s) {
		answer = titled(answer, c.away.home)
	}
	r := &panel.Reasons{Answer: &answer, At: c.at, Bad: c.about.Kind == reason.End}
	r.Steps = r.Bad && !c.Away(s)
	switch {
	case c.Away(s):
		r.Hint = fmt.Sprintf("{why.close} back to step %d", c.away.home)
	case !c.read:
		r.Hint = "reading the run …"
	case c.here(s):
		r.Hint = fmt.Sprintf("this is step %d  {why.close} closes", s.Position())
	case c.Leads():
		r.Hint = fmt.Sprintf("{why.accept} goes to step %d", c.answer.Lines[c.at].Step)
	default:
		r.Hint = "{why.close} closes"
	}
	return r
}
