package solve

import (
	"context"
	"errors"

	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/puzzle"
)

// Hint gives the next hint at the puzzle of the shelf that is on the screen, and reports whether there is one to be
// solved. arg is what was typed behind the word for it.
func (p *Play) Hint(s Screen, arg string) (taken bool, err error) {
	run := s.Session()
	at := p.from(run.Program())
	switch {
	case !at.Hidden():
		return false, nil
	case arg != "":
		return true, errors.New("hint stands alone: each time it says more")
	case at.Level == nil:
		return true, errors.New("this is a puzzle: puzzle show tells what was changed")
	}
	here := looked{run, run.Position(), run.Edits()}
	n := min(at.Hints+1, ask.Hints)
	if at.Level.Kind != puzzle.Break {
		p.hinted(s, at, here, n, at.Hint(n))
		return true, nil
	}
	from, grain := run.Engine().Fork(nil), at.Grain()
	s.Search(Search{Text: "looking for a hint …", Stopped: "stopped looking · {hint} looks again",
		Asks: "What is the shortest schedule from here that fails?",
		Do: func(ctx context.Context, news func(string)) (func(), error) {
			text, err := ask.HintToFail(ctx, from, grain, n, news)
			return func() { p.hinted(s, at, here, n, text) }, err
		}})
	return true, nil
}

// hinted says a hint, and counts it unless it is the last one at the same place again.
func (p *Play) hinted(s Screen, at *puzzle.Puzzle, here looked, n int, text string) {
	// the last one says something else elsewhere
	if at.Hints < ask.Hints || at.Level.Kind == puzzle.Break && p.told != here {
		at.Hints++
	}
	p.told = here
	s.Page(Page{Text: ask.Numbered(n, text)})
}
