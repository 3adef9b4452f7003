package solve

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/goal"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/puzzle"
)

// Moved looks at where the user has brought a run: to a failure, which is told beside par and solves a puzzle of the
// shelf that is to be broken, or to where it cannot fail any more. searched says that it was a search that came here,
// and runs that the run goes on by itself.
func (p *Play) Moved(s Screen, searched, runs bool) {
	run := s.Session()
	at, e, step := p.Of(run.Program()), run.Engine(), run.Position()+1
	switch {
	case at == nil, searched:
		return
	case !goal.Failing(e):
		at.Told = 0
		if !runs {
			p.look(s, at)
		}
		return
	case at.Told == step, at.Level != nil && at.Level.Kind != puzzle.Break:
		return
	}
	helped := goal.Helped(run, run.Position())
	said := at.Failed(e.PassNumber(), e.StepNumber(), helped)
	at.Told, at.Broken = step, true
	switch {
	case at.Level == nil, at.Solved, at.Shown:
		s.Tell(said)
	case helped:
		s.Tell(said + " · what solves it is to choose alone: {first-step} goes back to the start")
	default:
		p.solved(s, at, program.Capital(said)+"."+why(run))
	}
}

// why says in a sentence what is wrong where a run stands; "" where that has no words.
func why(run *session.Session) string {
	said := goal.End(run, true).Said()
	if said == "" {
		return ""
	}
	return " " + program.Ended(program.Capital(said))
}

// Reached says of a puzzle of the shelf that is to be broken that it is, where the run stands; "" where it is not.
func (p *Play) Reached(s Screen) string {
	run := s.Session()
	at, e := p.Of(run.Program()), run.Engine()
	if at == nil || at.Level == nil || at.Level.Kind != puzzle.Break || !goal.Failing(e) {
		return ""
	}
	return "Reached: " + at.After(e.PassNumber(), e.StepNumber(), goal.Helped(run, run.Position())) + "."
}

// look says of a run of a puzzle that is to be broken that it has ended well, or looks whether it can still fail, once
// a place.
func (p *Play) look(s Screen, at *puzzle.Puzzle) {
	run := s.Session()
	here := looked{run, run.Position(), run.Edits()}
	if at.Level == nil || at.Level.Kind != puzzle.Break || !at.Hidden() || here == p.looked {
		return
	}
	switch e := run.Engine(); {
	case p.Over(s):
		p.looked = here
	case e.RunningSlot() < 0 && run.Position() > 0:
		p.looked = here
		from := e.Fork(nil)
		s.Beside(func(ctx context.Context) func() {
			can := at.CanFail(ctx, from)
			return func() {
				if now := s.Session(); !can && here == (looked{now, now.Position(), now.Edits()}) {
					s.Advise(at.Ended(false))
				}
			}
		})
	}
}

// Over says of a run of a puzzle that is to be broken that it has ended well, and reports whether it did.
func (p *Play) Over(s Screen) bool {
	at := p.level(s.Session().Program())
	if at == nil || at.Level.Kind != puzzle.Break || s.Session().Engine().End().Kind != engine.EndDone ||
		goal.Failing(s.Session().Engine()) {
		return false
	}
	s.Advise(at.Ended(true))
	return true
}

// Drafted takes up what is known of a text that is edited: that every schedule of it holds, interrupted anywhere too.
func (p *Play) Drafted(s Screen, base *program.Program, text string, holds, atOp bool) {
	at := p.from(base)
	switch {
	case !holds || at == nil || at.Solved:
	case at.Level == nil:
		if atOp || !at.AtOp() {
			at.Solved = true
			s.Tell(at.Mended())
		}
	case at.Level.Kind == puzzle.Mend && (atOp || at.Scene.Settings.Grain == program.GrainOp) && p.judging != text:
		p.judge(s, at, text)
	}
}

// Ran takes up that a text runs that was edited from a scene.
func (p *Play) Ran(s Screen, base *program.Program, text string) {
	at := p.from(base)
	if at == nil || at.Level == nil {
		return
	}
	p.edited[text] = at
	p.Left(s)
	if at.Level.Kind == puzzle.Mend && !at.Solved {
		p.judge(s, at, text)
	}
}

// judge judges a text beside the screen.
func (p *Play) judge(s Screen, at *puzzle.Puzzle, text string) {
	p.judging = text
	s.Beside(func(ctx context.Context) func() {
		j, err := at.Judge(ctx, text)
		return func() {
			switch {
			case err != nil:
				p.judging = ""
			case j.Cures:
				p.solved(s, at, at.Cured(j))
			case j.Holds && !s.Types():
				s.Page(Page{Text: at.Uncured(j), Mood: panel.Unsure})
			default:
				s.Tell(at.Uncured(j))
			}
		}
	})
}

// solved says that a puzzle of the shelf is solved, and keeps that, unless it was given away before.
func (p *Play) solved(s Screen, at *puzzle.Puzzle, how string) {
	at.Solved = true
	name := at.Level.Name
	done := Page{Text: how + "\n\n" + at.Reason(), Mood: panel.Good}
	if at.Shown {
		done.Text += "\n\nIt was given away, and is not ticked: :puzzle " + name + " opens it again."
	} else {
		p.keep(s, name)
	}
	n := 0
	for _, l := range puzzle.Shelf() {
		if s.Kept().Done[l.Name] {
			n++
		}
	}
	are := map[bool]string{true: "is", false: "are"}[n == 1]
	done.Text += fmt.Sprintf("\n\n%d of %d %s solved.", n, len(puzzle.Shelf()), are)
	if next := puzzle.Next(at.Level, s.Kept().Done); next != nil {
		done.Text += fmt.Sprintf(" The next is %s: %s :puzzle next opens it, too.", next.Name, next.Called())
		done.Does, done.Do = "the next one", func() { p.Open(s, next) }
	}
	if s.Types() { // a page would take the keys that are meant for the text
		p.later = &done
		s.Tell(program.Clause(how) + " · {editor.apply} runs it")
		return
	}
	s.Page(done)
}

// keep keeps a word for later runs of the program, once.
func (p *Play) keep(s Screen, word string) {
	kept := s.Kept()
	if kept.Done[word] {
		return
	}
	if kept.Done == nil {
		kept.Done = map[string]bool{}
	}
	kept.Done[word] = true
	if keep := kept.Keep; keep != nil {
		s.Aside(func() { _ = keep(word) }) // that it cannot be kept keeps nobody from anything
	}
}

// Left says what was put off until nobody types any more.
func (p *Play) Left(s Screen) {
	if later := p.later; later != nil {
		p.later = nil
		s.Page(*later)
	}
}

// Question asks what every schedule of the puzzle on the screen comes to, and reports whether it is one to be guessed.
func (p *Play) Question(s Screen) bool {
	at := p.Of(s.Session().Program())
	if at == nil || at.Level == nil || at.Level.Kind != puzzle.Guess {
		return false
	}
	s.Ask(at.Question(s.Session().Position()), at.Wrong)
	return true
}

// Guessed takes an answer to what every schedule comes to, counted from 0, -1 for who would rather be told.
func (p *Play) Guessed(s Screen, answer int) {
	at := p.Of(s.Session().Program())
	if at == nil || at.Level == nil || at.Level.Kind != puzzle.Guess {
		return
	}
	switch {
	case at.Solved:
	case answer < 0:
		at.Shown = true
		s.Advise("{every-schedule} lays out every schedule")
	case answer == at.Question(0).Right:
		p.solved(s, at, at.Guessed())
	case !slices.Contains(at.Wrong, answer):
		at.Wrong = append(at.Wrong, answer)
		if !at.Shown {
			p.keep(s, at.Level.Answered(answer))
		}
	}
}

// Withholds says why something cannot be had as long as a puzzle is to be solved: what is the word for it. nil where it
// can.
func (p *Play) Withholds(scene *program.Program, what string) error {
	at := p.level(scene)
	if at == nil {
		return nil
	}
	of, ok := tells[what]
	if !ok || of == notMend && at.Level.Kind == puzzle.Mend {
		return nil
	}
	return errors.New("this is a puzzle, and that would tell; :puzzle show gives it away")
}

// ToBreak reports whether a scene is a puzzle of which a schedule that fails is still to be found.
func (p *Play) ToBreak(scene *program.Program) bool {
	at := p.Of(scene)
	return at.Hidden() && !at.Broken
}

// Task reports whether a puzzle of the shelf is on the screen that is not solved, and says what there is to be done if
// that is wanted.
func (p *Play) Task(s Screen, say bool) bool {
	at := p.level(s.Session().Program())
	if at == nil {
		return false
	}
	if say {
		s.Page(Page{Text: at.Asks()})
	}
	return true
}

// whom something is withheld from.
type whom uint8

const (
	notMend whom = iota // who has to break or to guess: it tells what every schedule comes to
	all                 // who has to mend, too: it tells a change
)

// tells is what would tell how a puzzle is solved.
var tells = map[string]whom{"mend": all, "every-schedule": notMend, "edit": notMend, "fate": notMend,
	"odds": notMend, "compare": notMend, "livelock": notMend}
