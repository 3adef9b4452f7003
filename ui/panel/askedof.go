package panel

import (
	"iter"
	"strings"
)

// askedOf is the slot of whom the question of a lesson's card asks, -1 where it asks nothing, or of nobody: who is
// named first in the last sentence that names anybody. "c2 took the item. What does c1 find?" asks of c1, and "w1 has
// seen the flag. Now w2 looks. What does it see?" of w2.
func (p pen) askedOf() int {
	if p.f.Tour == nil || len(p.f.Tour.Answers) == 0 {
		return -1
	}
	of := -1
	for sentence := range strings.SplitSeq(strings.Join(p.f.Tour.Lines, " "), ". ") {
		for slot := range p.namedIn(sentence) {
			of = slot
			break
		}
	}
	return of
}

// namedIn goes through the slots of the coroutines that a text names, in the order of the words.
func (p pen) namedIn(text string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for s := text; s != ""; {
			n := wordEnd(s)
			if n == 0 {
				n = wordStart(s)
			} else if slot := p.slotNamed(s[:n]); slot >= 0 && !yield(slot) {
				return
			}
			s = s[n:]
		}
	}
}

// workOf returns the function and the line at which somebody stands; 0 for no line that coroutines run.
func (p pen) workOf(slot int) (fn, line int) {
	if slot < 0 {
		return -1, 0
	}
	line = p.at(p.who(slot))
	if fn = p.funcAt(line); fn < 0 {
		return -1, 0
	}
	return fn, line
}
