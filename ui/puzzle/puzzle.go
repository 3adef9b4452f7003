package puzzle

import (
	"cmp"
	"context"
	"fmt"
	"hash/fnv"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/mend"
	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/engine/program"
)

// mostStates is how many states of a changed scene are looked at: somebody waits for it.
const mostStates = 100_000

// leastLength is from which length on a failure is worth looking for.
const leastLength = 5

// Set is the puzzles of a scene, in an order that is the same everywhere and says nothing of what they are. They are
// looked for as far as somebody wants them.
type Set struct {
	of      *program.Program
	breaker *mend.Breaker
	news    func(string)
	seen    int // of what breaks the scene
	all     []mend.Breach
	whole   bool // there are no more
}

// Make looks for so many puzzles of a scene; news are told how far it is.
func Make(ctx context.Context, p *program.Program, number int, news func(string)) (*Set, error) {
	s := &Set{of: p, news: news}
	b, err := mend.NewBreaker(ctx, p.File, p.Source, mend.Options{
		MaxStates: mostStates,
		Progress: func(done, todo int) {
			if done%8 == 0 {
				s.news(fmt.Sprintf("%d of %d changes tried", done, todo))
			}
		},
		Order: func(a, b *mend.Edit) int {
			return cmp.Or(cmp.Compare(scattered(a.Text), scattered(b.Text)), cmp.Compare(a.Text, b.Text))
		},
	})
	if err != nil {
		return nil, err
	}
	s.breaker = b
	return s, s.More(ctx, number, news)
}

// More looks for puzzles until there are so many, or no more. Nobody may look at the set meanwhile.
func (s *Set) More(ctx context.Context, number int, news func(string)) error {
	s.news = news
	for !s.Has(number) {
		more, err := s.breaker.Next(ctx)
		if err != nil {
			return err
		}
		s.whole = !more
		for ; s.seen < len(s.breaker.Broken); s.seen++ {
			x := s.breaker.Broken[s.seen]
			if !x.Trivial && x.Stands && (x.World == mend.Ops || x.Length >= leastLength) {
				if err := s.count(ctx, &x); err != nil {
					return err
				}
				s.all = append(s.all, x)
			}
		}
	}
	return nil
}

// count notes of a puzzle that takes an interruption how many steps are the fewest, where that can be looked through.
func (s *Set) count(ctx context.Context, x *mend.Breach) error {
	if x.World != mend.Ops && s.of.Settings.Grain != program.GrainOp {
		return nil
	}
	p, err := program.Parse(s.of.File, x.Text)
	if err != nil {
		return err
	}
	if v, err := inSteps(ctx, p); err == nil && v.Answer == explore.Fails {
		x.Length = v.Length
	}
	return ctx.Err()
}

// Has reports whether a puzzle is known, or that there are fewer.
func (s *Set) Has(number int) bool { return s.whole || number <= len(s.all) }

// scattered is a number that follows from a text alone, and looks like none.
func scattered(text string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(text)) // it never fails
	return h.Sum64()
}

// Of reports whether these are puzzles of a scene.
func (s *Set) Of(p *program.Program) bool {
	return s != nil && s.of.Source == p.Source && s.of.Settings == p.Settings
}

// None says why there is no puzzle; "" where there is one.
func (s *Set) None() string {
	name := s.of.Title()
	switch {
	case s.breaker.Missing && s.breaker.Base.Answer == explore.Fails:
		text := fmt.Sprintf(":puzzle breaks a scene that holds, and %s fails as it is: %s %s.", name,
			s.breaker.Base.Kind, s.breaker.Base.Far)
		if cure := s.of.Lesson.Cure; cure != "" {
			return text + fmt.Sprintf(" Its cure is %s: :open %s, then :puzzle.", cure, cure)
		}
		return text + " :mend looks for what cures it."
	case s.breaker.Missing:
		return fmt.Sprintf(":puzzle breaks a scene that holds, and whether %s does is not known: it has too many "+
			"states.", name)
	case len(s.all) == 0:
		return fmt.Sprintf("Of %s that were tried on %s none makes a puzzle: each fails soon, or does not break it.",
			program.Plural(int64(s.breaker.Tried), "change"), name)
	}
	return ""
}

// Len is how many puzzles are known.
func (s *Set) Len() int { return len(s.all) }

// Puzzle returns the puzzle of a number, counted from 1; behind the last the first comes again.
func (s *Set) Puzzle(number int) (*Puzzle, error) {
	p := &Puzzle{of: s.of, Number: (number-1)%len(s.all) + 1}
	breach := s.all[p.Number-1]
	if p.breach = &breach; s.whole {
		p.all = len(s.all)
	}
	q, err := program.Parse(s.of.File, p.breach.Text)
	if err != nil {
		return nil, err
	}
	p.Scene = q
	q.Name = fmt.Sprintf("%s_puzzle_%d", s.of.Name, p.Number)
	q.Settings.Seed = s.of.Settings.Seed
	q.Moral, q.Lesson = "One change was made to "+s.of.Title()+", and it no longer holds.", program.Lesson{}
	q.Goal = fmt.Sprintf("Break it (par is %s), then mend it.", p.par())
	q.Expect = program.Expect{}
	return p, nil
}

// Puzzle is a scene with a change that breaks it.
type Puzzle struct {
	Number int
	Level  *Level           // of the shelf; nil: it was made of the scene at hand
	Scene  *program.Program // the broken one
	Broken bool             // a run has failed
	Solved bool             // it was mended; of the shelf: what there is to be done was done
	Shown  bool             // what was changed was told
	Told   int64            // the step of the failure that was told last, from 1
	Hints  int              // how many were given
	Wrong  []int            // wrong answers that were given to a puzzle that is to be guessed, counted from 0
	breach *mend.Breach     // nil of the shelf
	of     *program.Program
	all    int // puzzles of it, 0 where that is not known

	verdict  explore.Verdict   // of the shelf: what every schedule comes to
	question *predict.Question // of one that is to be guessed
	least    int               // of one that is to be mended: how large the smallest known change is
	cure     string            // what that does
	line     int               // where; 0 where what was changed is taken back
}

// Hidden reports whether what was changed is still to be found.
func (p *Puzzle) Hidden() bool { return p != nil && !p.Solved && !p.Shown }

// Base is the scene as it was.
func (p *Puzzle) Base() *program.Program { return p.of }

// AtOp reports whether it fails only where somebody is interrupted.
func (p *Puzzle) AtOp() bool {
	if p.Level != nil {
		return p.verdict.Grain == program.GrainOp
	}
	return p.breach.World == mend.Ops
}

// Grain is what par is counted in, and where somebody may be interrupted.
func (p *Puzzle) Grain() program.Grain {
	if p.AtOp() {
		return program.GrainOp
	}
	return p.Scene.Settings.Grain
}

// length is how short the shortest way to a failure is.
func (p *Puzzle) length() int {
	if p.Level != nil {
		return p.verdict.Length
	}
	return p.breach.Length
}

// par is the same in words.
func (p *Puzzle) par() string { return p.Grain().Count(int64(p.length())) }

// Asks says what there is to be done.
func (p *Puzzle) Asks() string {
	if p.Level != nil {
		return p.asks()
	}
	number := fmt.Sprint(p.Number)
	if p.all > 0 {
		number += fmt.Sprintf(" of %d", p.all)
	}
	text := fmt.Sprintf("Puzzle %s of %s: one change was made to the text, and the scene no longer holds.\n\n"+
		"It fails in no fewer than %s: that is par.", number, p.of.Title(), p.par())
	if p.AtOp() {
		text += " That takes an interruption: somebody else is let run in the middle of a pass."
	}
	return text + "\n\nFind a schedule that breaks it: {choices} lists who can run next. Then mend it: {edit} edits " +
		"it, and it is solved when AFTER holds. :puzzle show tells what was changed, {undo} returns to the scene as " +
		"it was."
}

// After says the same without par.
func (p *Puzzle) After(passes, steps int64, helped bool) string {
	text := "broken after " + p.Grain().Count(p.counted(passes, steps))
	if helped {
		text += ", with your changes"
	}
	return text
}

// counted is what par counts: passes, at grain op steps.
func (p *Puzzle) counted(passes, steps int64) int64 {
	if p.Grain() == program.GrainOp {
		return steps
	}
	return passes
}

// Failed says of a run that has failed after so many passes, at grain op steps, how that is beside par.
func (p *Puzzle) Failed(passes, steps int64, helped bool) string {
	n, text := p.counted(passes, steps), p.After(passes, steps, helped)
	text += p.Hinted()
	if n == int64(p.length()) {
		text += ": no way is shorter"
	} else {
		text += fmt.Sprintf("; par is %d", p.length())
	}
	if p.Level == nil && p.Hidden() {
		text += " · now mend it: {edit}"
	}
	return text
}

// Mended says that it is solved.
func (p *Puzzle) Mended() string {
	text := "solved: no schedule fails any more"
	if !p.Broken {
		text += ", though none was found before"
	}
	return text + " · :puzzle show tells what was changed, :puzzle is the next one"
}

// Answer tells what was changed, from the scene as it was to the puzzle.
func (p *Puzzle) Answer() string {
	if p.Level != nil {
		return p.answer()
	}
	text := fmt.Sprintf("Puzzle %d of %s: %s, in line %d.\n", p.Number, p.of.Title(), p.breach.What,
		p.breach.Changes[0].Line)
	for _, l := range p.breach.Lines() {
		text += "\n" + l
	}
	text += fmt.Sprintf("\n\nThen it fails, %s: %s %s.", p.breach.World, p.breach.Kind, p.breach.Far)
	return text + " What holds again may be mended in another way."
}
