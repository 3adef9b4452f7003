package puzzle

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/mend"
	"github.com/quartet-os/quartet/engine/program"
)

// Par is the same in words.
func (p *Puzzle) Par() string {
	switch p.Level.Kind {
	case Break:
		return p.par()
	case Mend:
		return size(p.least)
	}
	return "1 answer"
}

// ParInList is the same in fewer words: of a change, of which words and signs are counted, so many words.
func (p *Puzzle) ParInList() string {
	if p.Level.Kind == Mend {
		return program.Plural(int64(p.least), "word")
	}
	return p.Par()
}

// size is how large a change is, in words.
func size(n int) string {
	if n == 1 {
		return "1 word"
	}
	return fmt.Sprintf("%d words and signs", n)
}

// asks says what there is to be done.
func (p *Puzzle) asks() string {
	l := p.Level
	text := fmt.Sprintf("Puzzle %d of %d, %s: %s\n\n", l.Number, len(Shelf()), l.Name, l.Called())
	switch l.Kind {
	case Break:
		text += "Break it: you are the scheduler. It fails in no fewer than " + p.par() + ": that is par. "
		if p.AtOp() {
			text += "That takes an interruption: somebody else is let run in the middle of a pass. "
		}
		text += "{choices} lists who can run next; {first-step} goes back to the start."
	case Mend:
		text += "Mend it: {edit} edits it. It is solved when no schedule fails, of passes or of single ops, and " +
			"nothing was given up that it is there for. The smallest change that is known is of " + p.Par() +
			": that is par. {every-schedule} shows how it fails."
	case Guess:
		text += "What does every schedule of it come to? {ask-next} asks for your answer. Play with it before, as " +
			"long as you like."
	}
	return text + "\n\n{hint} gives a hint, three in all; :puzzle show gives it away."
}

// answer tells what there is to be found.
func (p *Puzzle) answer() string {
	l := p.Level
	text := fmt.Sprintf("%s is %s", l.Name, l.Of)
	switch len(l.Changes) {
	case 0:
		text += ".\n"
	default:
		text += ", with a change:\n"
	}
	for _, c := range l.Changes {
		text += fmt.Sprintf("\nline %d", c.Line)
		for _, side := range []struct{ sign, text string }{{"-", c.Was}, {"+", c.Now}} {
			for line := range strings.Lines(side.text) {
				text += "\n    " + side.sign + " " + strings.TrimSpace(line)
			}
		}
	}
	if len(l.Changes) > 0 {
		text += "\n"
	}
	if p.verdict.Answer == explore.Fails {
		text += fmt.Sprintf("\nIt fails, %s: %s", p.verdict.Far(), program.Ended(p.verdict.Told()))
	} else {
		text += "\n" + program.Ended(p.verdict.Told())
	}
	if l.Kind == Mend {
		text += "\n\nThe smallest change that is known to mend it is of " + size(p.least) + ". " + p.cure
	}
	return text + "\n\n" + p.Reason() + "\n\n{every-schedule} lays out what every schedule comes to."
}

// Reason says what is behind a puzzle of the shelf, as the scene says it that it was made of: of one that was changed
// what makes that hold.
func (p *Puzzle) Reason() string {
	if len(p.Level.Changes) == 0 {
		return p.of.Moral
	}
	return "It was made of " + p.Level.Of + ", which holds. " + p.of.Moral
}

// Cured says how a change that mends the puzzle is beside the smallest that is known.
func (p *Puzzle) Cured(j *mend.Judgement) string {
	text := "Mended" + p.Hinted() + ": no schedule fails any more. Your change is of " + size(j.Size)
	switch {
	case j.Size == p.least:
		return text + ", and no smaller one is known."
	case j.Size < p.least:
		return text + fmt.Sprintf(", less than the smallest that was known: %d.", p.least)
	}
	return text + fmt.Sprintf("; the smallest that is known is of %d.", p.least)
}

// Uncured says of a text why it does not mend the puzzle.
func (p *Puzzle) Uncured(j *mend.Judgement) string {
	switch {
	case j.GaveUp != "" && j.Holds:
		return "No schedule fails any more, but " + j.GaveUp + ": that is no cure."
	case j.GaveUp != "":
		return "That is no cure: " + j.GaveUp + "."
	case j.Kind != "":
		return fmt.Sprintf("It still fails, %s: %s %s.", j.Fails, j.Kind, j.Far)
	}
	return "Whether some schedule still fails is not known: there are too many states."
}

// Guessed says that an answer is right, and how many were not.
func (p *Puzzle) Guessed() string {
	said := [...]string{"at the first answer", "after one wrong answer", "after two wrong answers",
		"after three wrong answers"}
	after := fmt.Sprintf("after %d wrong answers", len(p.Wrong))
	if n := len(p.Wrong); n < len(said) {
		after = said[n]
	}
	return "Right, " + after + p.Hinted() + ". " + p.question.Why
}

// Answered is what is kept of an answer of a puzzle that was given and is wrong, counted from 0: a word that is the
// name of no puzzle.
func (l *Level) Answered(answer int) string { return fmt.Sprintf("%s?%d", l.Name, answer+1) }

// Ended says of a run that ended well, or that no schedule fails any more that begins as it did, how one goes back.
func (p *Puzzle) Ended(over bool) string {
	if over {
		return "it ended well · {first-step} starts anew · {pass-back} goes back a pass"
	}
	return "nothing can fail now · {pass-back} goes back · {first-step} starts anew"
}
