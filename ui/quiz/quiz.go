// Package quiz asks on the screen what happens next, takes an answer, and knows where a wrong one is right. It takes a
// key and answers with an intent.
package quiz

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// Quiz is a question over the machine. The zero value asks nothing.
type Quiz struct {
	of       *session.Session
	all      []*predict.Question // of this moment, those that tell most first
	at       int                 // the one that is asked
	chosen   int                 // -1: no answer was given
	answered bool
	wrong    map[int]bool // answers that were given while the right one was kept back; nil: it is not
	marked   int
	scroll   int
	done     map[string]bool // the keys of questions that were answered in the session
	lately   []predict.Topic // of the newest of them
	lessons  map[program.Belief]string
}

// Intent is what a key asks of whoever shows the question.
type Intent uint8

// The intents.
const (
	Stay   Intent = iota // nothing
	Say                  // the word that comes with it
	Reveal               // an answer was given: the run is to go to where it is seen
	Again                // a question about this moment is to be asked
	Beside               // the world of the marked answer is to be shown beside the run
	Back                 // the key looks back in time: it does what it does
	Over                 // the key does what it does, over the question
	Leave                // the question is to be closed
	Pass                 // it is to be closed, and the key does what it does without it
)

// Finder looks for questions beside the screen.
type Finder func(ctx context.Context) Found

// Found is what can be asked about a moment, or else about the next one in which something can.
type Found struct {
	Ahead int64 // so many steps on
	Done  bool  // what could be asked before that was answered already
	Alike bool  // or is no more than what was asked lately
	All   []*predict.Question
	Why   string // why there is none; "" where there is one
}

// Before says why nothing is asked about the steps before.
func (f *Found) Before() string {
	switch {
	case f.Done:
		return "what was asked before is answered"
	case f.Alike:
		return "what could be asked before is like what was asked"
	}
	return "nothing could be asked before"
}

// or is what was found, or else why nothing was.
func (f Found) or(why string) Found {
	if f.All == nil {
		f.Why = why
	}
	return f
}

// mostAhead is how many steps a search for questions goes on.
const mostAhead = 200

// About returns what looks for questions about the present moment of a session, and where there are none goes on to
// the next moment that has some. What a command of the user's that lies ahead would change is not asked.
// What was answered already is not asked again, and what is like it gives way to something else a few steps on.
func (q *Quiz) About(s *session.Session) Finder {
	done, lately := map[string]bool{}, []predict.Topic(nil)
	if q.of == s {
		maps.Copy(done, q.done)
		lately = slices.Clone(q.lately)
	}
	e, room, asker := s.Engine().Fork(nil), int64(0), predict.NewAsker(s.Program())
	for _, g := range s.Commands() {
		if ahead := g.Step - s.Position(); ahead > 0 && (room == 0 || ahead < room) {
			room = ahead
		}
	}
	return func(ctx context.Context) Found {
		answered, alike := false, Found{}
		for ahead := int64(0); ahead < mostAhead && ctx.Err() == nil; ahead++ {
			left := room - ahead
			if alike.All != nil && ahead-alike.Ahead > mostSkipped {
				return alike
			}
			if room > 0 && left == 0 {
				return alike.or("nothing that could be asked is decided before your next command")
			}
			can := of(ctx, asker, e, max(left, 0))
			all := slices.DeleteFunc(slices.Clone(can), func(q *predict.Question) bool { return done[q.Key()] })
			if len(all) > 0 {
				inOrder(all, lately)
				found := Found{Ahead: ahead, Done: answered, Alike: alike.All != nil, All: all}
				if !dull(all[0], lately) {
					return found
				}
				if alike.All == nil {
					alike = found
				}
			}
			answered = answered || len(can) > 0
			if e.Step(); e.End().Kind != engine.NotEnded {
				return alike.or("nothing that could be asked is decided before the run is over")
			}
		}
		return alike.or(fmt.Sprintf("nothing that could be asked is decided in the next %d steps", mostAhead))
	}
}

// of returns the questions about a machine as it stands that look at most so many steps ahead, where that is not 0.
func of(ctx context.Context, asker *predict.Asker, e *engine.Engine, most int64) []*predict.Question {
	seed := uint64(e.StepNumber())
	all := asker.At(ctx, e, seed, most)
	if q := asker.EndOf(ctx, e, seed); q != nil && (most == 0 || q.Steps <= most) {
		all = append(all, q)
	}
	return all
}

// Begin asks the first of some questions about the present moment of a session.
func (q *Quiz) Begin(s *session.Session, all []*predict.Question) {
	done, lately := q.done, q.lately
	if q.of != s || done == nil {
		done, lately = map[string]bool{}, nil
	}
	*q = Quiz{of: s, all: all, chosen: -1, done: done, lately: lately}
}

// Whole returns what looks for the questions about every schedule, which take longer: they come behind the others.
func Whole(s *session.Session) Finder {
	e := s.Engine().Fork(nil)
	return func(ctx context.Context) Found {
		return Found{All: predict.NewAsker(e.Program()).Whole(ctx, e, uint64(e.StepNumber()))}
	}
}

// KeepBack keeps the right answer of the question back until it is given or asked for; some were given before, and are
// wrong.
func (q *Quiz) KeepBack(wrong []int) {
	q.wrong = map[int]bool{}
	for _, answer := range wrong {
		q.wrong[answer] = true
	}
}

// More adds questions to those that are asked in turn.
func (q *Quiz) More(all []*predict.Question) {
	for _, one := range all {
		if !q.done[one.Key()] {
			q.all = append(q.all, one)
		}
	}
}

// Open reports whether there is a question about a session.
func (q *Quiz) Open(s *session.Session) bool { return q.of == s && len(q.all) > 0 }

// Hides reports whether a question waits for its answer, so that what tells it must not be seen.
func (q *Quiz) Hides() bool { return len(q.all) > 0 && !q.answered }

// Asked is the question.
func (q *Quiz) Asked() *predict.Question { return q.all[q.at] }

// Chosen is the answer that was given, counted from 0; -1 for none.
func (q *Quiz) Chosen() int { return q.chosen }

// Leads reports whether there is a world in which the marked answer is right.
func (q *Quiz) Leads() bool { return q.answered && q.world() != nil }

// world is the one in which the marked answer is right; of the right one to a question about a changed scene that.
func (q *Quiz) world() *predict.World {
	if asked := q.Asked(); q.marked == asked.Right {
		return asked.Of
	}
	return q.Asked().Answers[q.marked].World
}

// Update takes a key and what it asks for.
func (q *Quiz) Update(a keys.Action, k keys.Press) (what Intent, word string) {
	switch a {
	case keys.CloseTop:
		return Leave, ""
	case keys.CursorUp, keys.CursorDown:
		by := 1
		if a == keys.CursorUp {
			by = -1
		}
		if q.answered {
			q.mark(q.marked + by)
		} else {
			q.scroll = max(q.scroll+by, 0)
		}
		return Stay, ""
	case keys.TakeNumbered:
		return q.number(int(k.Name[0] - '0'))
	}
	if q.answered {
		return q.behind(a)
	}
	switch a {
	case keys.AskNext:
		q.at, q.scroll = (q.at+1)%len(q.all), 0
		return Stay, ""
	case keys.StepBack, keys.PassBack, keys.StopBack, keys.StepForward, keys.PassForward:
		return Back, ""
	case keys.AskHint:
		if q.wrong != nil { // a puzzle has hints
			return Over, ""
		}
		return Say, "no hint here: a digit answers, and a wrong answer is explained"
	}
	return Say, "a digit answers, 0 shows the answer, {question.close} leaves the question"
}

// behind takes a key when the answer is there.
func (q *Quiz) behind(a keys.Action) (Intent, string) {
	switch a {
	case keys.AskNext:
		return Again, ""
	case keys.Accept, keys.OpenWorlds:
		if !q.Leads() {
			return Say, q.none()
		}
		return Beside, ""
	}
	return Pass, ""
}

// none says why there is no world to show.
func (q *Quiz) none() string {
	switch asked := q.Asked(); {
	case q.marked == asked.Right:
		return "that is what happens in this world; {question.down} marks another answer"
	case asked.Kind == predict.Verdict:
		return "there is no other world to show for that answer"
	}
	return q.Asked().Nowhere()
}

// number takes a digit: an answer, or, once there is one, the answer that is marked.
func (q *Quiz) number(n int) (Intent, string) {
	switch asked := q.Asked(); {
	case n > len(asked.Answers), q.answered && n == 0:
		return Say, "there is no such answer"
	case q.answered:
		q.mark(n - 1)
		return Stay, ""
	case q.wrong != nil && n > 0 && n-1 != asked.Right:
		q.chosen, q.marked, q.wrong[n-1] = n-1, n-1, true
		return Reveal, ""
	default:
		q.chosen, q.answered, q.scroll = n-1, true, 0
		q.note(asked)
		q.marked = q.chosen
		if q.chosen < 0 || q.chosen == asked.Right {
			worlds := func(a predict.Answer) bool { return a.World != nil }
			q.marked = max(slices.IndexFunc(asked.Answers, worlds), 0)
		}
		return Reveal, ""
	}
}

// mark marks an answer.
func (q *Quiz) mark(at int) { q.marked = max(min(at, len(q.Asked().Answers)-1), 0) }

// Draw returns the question as it is drawn; against names the lesson that breaks a belief, "" where there is none.
func (q *Quiz) Draw(words func(string) string, against func(program.Belief) string) panel.Overlay {
	asked := q.Asked()
	d := &panel.Quiz{Text: asked.Text, Answered: q.answered, Right: asked.Right, Chosen: q.chosen, Marked: q.marked,
		Scroll: q.scroll, Number: q.at + 1, Of: len(q.all), Line: asked.Line}
	if q.answered {
		if d.Why = asked.Why; q.Leads() {
			d.Hint = words(fmt.Sprintf("{question.two-worlds} shows where answer %d is right", q.marked+1))
		}
	} else if d.Hint = words("a digit answers  0 shows it"); len(q.all) > 1 {
		d.Hint += words("  {question.ask-next} another")
	}
	if len(q.wrong) > 0 && !q.answered {
		d.Hint = "another digit answers  0 shows it"
	}
	if q.wrong != nil && !q.answered {
		d.Hint += words("  {hint} a hint")
	}
	if asked.Kind == predict.Verdict {
		d.Title, d.Whole = "What does it come to?", true
	}
	for i := range asked.Answers {
		a := &asked.Answers[i]
		one := panel.QuizAnswer{Text: a.Text, Wrong: q.wrong[i]}
		if (q.answered || one.Wrong) && i != asked.Right {
			if one.Note = asked.Untrue(i); !q.answered && a.Kept != "" {
				one.Note = a.Kept
			}
			if a.Belief != 0 {
				one.Note = strings.TrimSpace(one.Note + " " + a.Mistaken())
				if name := q.lesson(a.Belief, against); name != "" {
					one.Note += " :lesson " + name + " is about it."
				}
			}
		}
		d.Answers = append(d.Answers, one)
	}
	return d
}

// lesson names the lesson that breaks a belief, "" where there is none. It is looked up once: a drawing is not to read
// the shelf again.
func (q *Quiz) lesson(b program.Belief, against func(program.Belief) string) string {
	name, known := q.lessons[b]
	if !known {
		if q.lessons == nil {
			q.lessons = map[program.Belief]string{}
		}
		name = against(b)
		q.lessons[b] = name
	}
	return name
}

// Later is what stands in the place of moral, story and whatever was asked until a question is answered.
var Later = panel.Later{
	Moral:  "The moral comes after the answer.",
	Story:  "What happened is told when the question is answered.",
	Answer: "it is told when the question is answered",
}
