package puzzle

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// Hint is one of three hints at a puzzle of the shelf that is to be mended or guessed, each plainer than the one
// before: of one to be mended what fails, which line it is about, and what to change; of one to be guessed what to look
// at, and never the answer.
func (p *Puzzle) Hint(number int) string {
	if p.Level.Kind == Guess {
		return p.look(number)
	}
	line, what := p.where()
	switch number {
	case 1:
		v := &p.verdict
		return fmt.Sprintf("It fails, %s: %s {every-schedule} goes through it.", v.Far(), program.Ended(v.Told()))
	case 2:
		return fmt.Sprintf("Look at line %d of the text as it was when you opened it.", line)
	}
	return what
}

// where says in which line the smallest change is that is known, and what it does.
func (p *Puzzle) where() (line int, what string) {
	if p.line > 0 {
		return p.line, p.cure
	}
	whole, err := p.Level.Text(false)
	if err != nil {
		return 1, p.cure
	}
	is, was := strings.Split(p.Scene.Source, "\n"), strings.Split(whole, "\n")
	at := 0
	for at < min(len(is), len(was))-1 && is[at] == was[at] {
		at++
	}
	what = fmt.Sprintf("Line %d was: %s", at+1, strings.TrimSpace(was[at]))
	if !slices.Contains(was, is[at]) {
		what += "\nIt is now:  " + strings.TrimSpace(is[at])
	}
	return at + 1, what
}

// look says what to look at in a puzzle that is to be guessed. It follows from the text alone, so that it tells nothing
// of the answer.
func (p *Puzzle) look(number int) string {
	s := p.Scene
	waits, goesOn := linesOf(s, mayWait), linesOf(s, letsOn)
	shared := func(k program.Kind) bool { return k.Row().Shared && k != program.Spawn && k != program.Exit }
	switch {
	case number == 1 && waits != "":
		return "Look at where somebody may have to wait: " + waits + ". Who can be there at the same time?"
	case number == 1:
		return "Nobody waits here for anything. Look at what others can notice: " +
			linesOf(s, shared) + ". What may come between two of these?"
	case number == 2 && goesOn != "":
		return "Look at what lets others go on: " + goesOn + ". What comes of it when nobody waits yet, and who is " +
			"left to do it when all others do?"
	case number == 2:
		return "Look at what two of them change, and at what one of them saw before: " +
			linesOf(s, func(k program.Kind) bool { return k == program.Store || k == program.Test }) + "."
	}
	text := "Be the scheduler: {choices} lists who can run next. Let each in turn come as far as it gets before " +
		"any other runs, then only as far as its first wait"
	if laws := lawLines(s); laws != "" {
		text += ", and look each time at the laws: " + laws
	}
	return text + "."
}

// mayWait reports whether who does an op of a kind may have to wait for somebody else.
func mayWait(k program.Kind) bool {
	row := k.Row()
	return k == program.Lock || k == program.LockWithin || k == program.Wait || k == program.WaitWithin ||
		k == program.Schedule || row.Joins || row.Waits || row.Blocks != ""
}

// letsOn reports whether an op of a kind may let somebody else go on. At a channel each side does that for the other,
// and so does who sends a message, or answers one.
func letsOn(k program.Kind) bool {
	row := k.Row()
	return k == program.Unlock || k == program.Send || k == program.Answer || row.Wakes || row.Chan ||
		k == program.Select || k == program.SelectWithin
}

// linesOf lists the lines with ops of some kinds, "" where there are none. What a coroutine does for itself alone, as
// to count how often it has gone round, is none of them.
func linesOf(s *program.Program, of func(program.Kind) bool) string {
	var all []int
	for i := range s.Ops {
		op := &s.Ops[i]
		itself := (op.Kind == program.Test || op.Kind == program.Store) && !s.Touches(int32(i))
		if op.Line > 0 && !itself && of(op.Kind) {
			all = append(all, int(op.Line))
		}
	}
	return program.Lines(all)
}

// lawLines lists the lines of the laws.
func lawLines(s *program.Program) string {
	var all []int
	for i := range s.Laws {
		if s.Laws[i].Line > 0 {
			all = append(all, s.Laws[i].Line)
		}
	}
	return program.Lines(all)
}

// Hinted says how many hints were given, behind a comma; "" where there were none.
func (p *Puzzle) Hinted() string {
	few := [...]string{"", ", with one hint", ", with two hints", ", with three hints"}
	if p.Hints < len(few) {
		return few[p.Hints]
	}
	return fmt.Sprintf(", with %d hints", p.Hints)
}
