// Package solve is the puzzles of a screen: how one is opened, when it is solved, what it withholds until then, and
// which is the next.
package solve

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/goal"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/puzzle"
)

// Screen is what a puzzle needs of the screen that it is on. Names of keys in braces are put in by the screen.
type Screen interface {
	Session() *session.Session
	Kept() *goal.Kept                         // which puzzles of the shelf were solved
	Enter(s *session.Session)                 // puts a session on the screen, in place of the one that is there
	Page(p Page)                              // says something that is read
	Tell(text string)                         // says in a line what has come
	Advise(text string)                       // says in a line what would help
	Ask(q *predict.Question, wrong []int)     // asks for an answer; those are known to be wrong
	Note(line string)                         // notes a typed line, for a script
	Search(q Search)                          // searches, while a dialog waits for it
	Beside(look func(context.Context) func()) // looks for something, and does what comes of it; the newest counts
	Types() bool                              // somebody types a text
	Aside(do func())                          // does something that nobody waits for
}

// Page is something that a puzzle says, and what its key does beside closing it.
type Page struct {
	Text string
	Mood panel.Mood
	Does string // what the key of the page does, in few words; "": there is none
	Do   func()
}

// Search is what takes time, and comes to something that is to be done.
type Search struct {
	Text, Asks, Stopped string
	Do                  func(ctx context.Context, news func(string)) (then func(), err error)
}

// Play is the puzzles that are played on a screen.
type Play struct {
	known   map[string]*puzzle.Puzzle // those that were opened, by their texts
	edited  map[string]*puzzle.Puzzle // those of the shelf, by the texts that were made of them and ran
	set     *puzzle.Set               // of the scene that a puzzle was made of last
	judging string                    // the text that is judged
	later   *Page                     // what is said when nobody types any more
	looked  looked                    // where it was looked last whether it can still fail
	told    looked                    // where the last hint was given
}

// looked is a place of a run.
type looked struct {
	of    *session.Session
	at    int64
	edits int64
}

// Of returns the puzzle that a scene is; nil where it is none.
func (p *Play) Of(scene *program.Program) *puzzle.Puzzle {
	return p.known[scene.Source]
}

// from returns the puzzle that a text was edited from: a scene is the puzzle itself, or was edited from it before.
func (p *Play) from(scene *program.Program) *puzzle.Puzzle {
	if at := p.Of(scene); at != nil {
		return at
	}
	return p.edited[scene.Source]
}

// level returns the puzzle of the shelf that a scene is, as long as there is something to be found; else nil.
func (p *Play) level(scene *program.Program) *puzzle.Puzzle {
	if at := p.Of(scene); at.Hidden() && at.Level != nil {
		return at
	}
	return nil
}

// Command does what was typed behind the word puzzle: it opens one, of the scene at hand or of the shelf, or tells what
// is to be found.
func (p *Play) Command(s Screen, arg string) error {
	at := p.Of(s.Session().Program())
	number, err := strconv.Atoi(arg)
	shelf := at != nil && at.Level != nil
	switch {
	case arg == "show" && at == nil:
		return errors.New("no puzzle is on the screen; puzzle alone makes one of a scene that holds")
	case arg == "show":
		at.Shown = true
		s.Page(Page{Text: at.Answer()})
		return nil
	case shelf && (arg == "next" || arg == ""):
		return p.openNext(s, at)
	case arg == "next":
		return p.openNext(s, nil)
	case arg != "" && (err != nil || shelf):
		l, err := puzzle.Find(arg)
		if err != nil {
			return err
		}
		p.Open(s, l)
		return nil
	case err == nil && number < 1:
		return fmt.Errorf("puzzle takes a number from 1, a name, or show, not %q", arg)
	}
	p.make(s, at, max(number, 0))
	return nil
}

// openNext opens the next one of the shelf that is not solved.
func (p *Play) openNext(s Screen, at *puzzle.Puzzle) error {
	of := &puzzle.Shelf()[len(puzzle.Shelf())-1]
	if at != nil {
		of = at.Level
	}
	l := puzzle.Next(of, s.Kept().Done)
	if l == nil {
		return errors.New("every puzzle of the shelf is solved; puzzle alone makes one of a scene that holds")
	}
	p.Open(s, l)
	return nil
}

// Open puts a puzzle of the shelf on the screen.
func (p *Play) Open(s Screen, l *puzzle.Level) {
	s.Note("puzzle " + l.Name)
	s.Search(Search{Text: "opening " + l.Name + " …", Stopped: "stopped opening " + l.Name,
		Do: func(ctx context.Context, _ func(string)) (func(), error) {
			at, err := l.Open(ctx)
			if err != nil {
				return nil, err
			}
			run, err := session.New(at.Scene)
			return func() { p.enter(s, at, run) }, err
		}})
}

// Begin begins with a puzzle of the shelf whose run is on the screen.
func (p *Play) Begin(s Screen, at *puzzle.Puzzle) {
	p.know(s, at)
	task := Page{Text: at.Asks()}
	if at.Level != nil && at.Level.Kind == puzzle.Guess {
		task.Does, task.Do = "answer", func() { p.Question(s) }
	}
	s.Page(task)
}

// know takes up that a puzzle was opened; one that was opened before begins anew. Wrong answers are remembered until it
// is solved.
func (p *Play) know(s Screen, at *puzzle.Puzzle) {
	if done := s.Kept().Done; at.Level != nil && at.Level.Kind == puzzle.Guess && !done[at.Level.Name] {
		at.Wrong = nil
		q := at.Question(0)
		for i := range q.Answers {
			if i != q.Right && done[at.Level.Answered(i)] { // another version may have noted what is right in this one
				at.Wrong = append(at.Wrong, i)
			}
		}
	}
	if p.known == nil || len(p.known) >= mostKnown {
		p.known, p.edited = map[string]*puzzle.Puzzle{}, map[string]*puzzle.Puzzle{}
	}
	p.known[at.Scene.Source] = at
	p.judging, p.later, p.looked, p.told = "", nil, looked{}, looked{}
}

// mostKnown is how many puzzles are known at a time.
const mostKnown = 200

// Resume takes up a puzzle of the shelf whose run was on the screen in an earlier run of the program.
func (p *Play) Resume(s Screen) {
	scene := s.Session().Program()
	if p.Of(scene) != nil || !puzzle.Is(scene.Title()) {
		return
	}
	s.Beside(func(ctx context.Context) func() {
		l, err := puzzle.Find(scene.Title())
		if err != nil {
			return func() {}
		}
		at, err := l.Open(ctx)
		return func() {
			if err == nil && at.Scene.Source == scene.Source {
				p.know(s, at)
			}
		}
	})
}

// enter puts a puzzle on the screen.
func (p *Play) enter(s Screen, at *puzzle.Puzzle, run *session.Session) {
	s.Enter(run)
	p.Begin(s, at)
}

// make makes a puzzle of the scene at hand: the one of a number, else the next.
func (p *Play) make(s Screen, at *puzzle.Puzzle, number int) {
	base := s.Session().Program()
	if at != nil {
		base = at.Base()
		if number == 0 {
			number = at.Number + 1
		}
	}
	number = max(number, 1)
	set := p.set
	if !set.Of(base) {
		set = nil
	} else if set.Has(number) {
		p.openMade(s, set, number)
		return
	}
	p.set = nil // until the search gives it back
	s.Search(Search{Text: "looking for changes that break it …", Stopped: "stopped looking · :puzzle begins again",
		Asks: "Which changes break it, and not at once? Each is asked in every schedule.\n",
		Do: func(ctx context.Context, news func(string)) (_ func(), err error) {
			if set == nil {
				set, err = puzzle.Make(ctx, base, number, news)
			} else {
				err = set.More(ctx, number, news)
			}
			return func() {
				p.set = set
				p.openMade(s, set, number)
			}, err
		}})
}

// openMade puts a puzzle on the screen that was made of a scene.
func (p *Play) openMade(s Screen, set *puzzle.Set, number int) {
	if why := set.None(); why != "" {
		s.Page(Page{Text: why, Mood: panel.Unsure})
		return
	}
	at, err := set.Puzzle(number)
	if err == nil {
		var run *session.Session
		if run, err = session.New(at.Scene); err == nil {
			p.enter(s, at, run)
			return
		}
	}
	s.Page(Page{Text: "This did not work: " + err.Error(), Mood: panel.Bad})
}

// Rows are the lines of the list of scenes that the puzzles of the shelf have, none where there is no shelf to learn
// from; done has those that were solved.
func Rows(shelf bool, done map[string]bool) (rows []panel.PickerRow) {
	if !shelf {
		return nil
	}
	for _, l := range puzzle.Shelf() {
		rows = append(rows, panel.PickerRow{Group: "puzzles", Name: l.Name, Done: done[l.Name],
			Moral: fmt.Sprintf("%s Puzzle %d, to %s. %s.", l.Called(), l.Number, l.Kind, l.About)})
	}
	return rows
}
