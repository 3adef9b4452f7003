package session

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// asideWord begins the line of a journal that lists the branches that are passed over, and stands behind their heads
// in a session's text.
const asideWord = "aside"

// spot is a place of a line: after a step, with a number of its commands done.
type spot struct {
	step int64
	done int
}

// before reports whether a spot comes before another of the same line.
func (a spot) before(b spot) bool { return a.step < b.step || a.step == b.step && a.done < b.done }

// leaves is where a branch leaves its parent.
func (b *branch) leaves() spot { return spot{b.at, b.kept} }

// LayOut lets an answer play a schedule, or switch to a branch that is this schedule already, and returns to the
// present step: nobody has walked along it yet. Branches of which nobody has seen anything that is not on another one,
// such as what the answer before laid out, are passed over from then on; a session's text keeps them. What it gives
// takes the answer back, as long as the position is there.
func (s *Session) LayOut(play func(Player) error) (back func(), err error) {
	at, done, was, previous := s.pos, s.next, s.current, s.previous
	p := s.Player()
	quietly := func(do func()) {
		s.playing = true
		do()
		s.playing = false
		s.passOver()
	}
	quietly(func() {
		err = play(p)
		s.GoTo(at)
	})
	if first := *p.first; first >= 0 {
		s.laid = laying{s.current, spot{at, done}, first}
	} else if done < len(s.line) && s.line[done].laid && !goesWith(s.line, done) { // it was there
		s.laid = laying{s.current, spot{at, done}, done}
	}
	if s.previous >= 0 && s.branches[s.previous].aside && previous != s.current {
		s.previous = previous
	}
	taken := false
	return func() {
		if taken {
			return
		}
		taken = true
		quietly(func() {
			if s.current != was {
				s.branches[s.current].left = s.pos
				s.turnTo(was, s.pos)
				s.previous = previous
				return
			}
			if *p.first >= 0 {
				s.takeBack(*p.first)
			}
		})
	}, err
}

// see notes that somebody has walked to the present position.
func (s *Session) see() {
	if b := &s.branches[s.current]; !s.playing && s.pos > b.seen.step {
		b.seen = spot{s.pos, s.next}
	}
}

// seeAll takes all that is not passed over for seen, and nothing else: what was saved is kept.
func (s *Session) seeAll() {
	for i := range s.branches {
		b := &s.branches[i]
		b.seen, b.visited = spot{b.length, len(s.lineOf(i))}, false
		if b.aside {
			b.seen = b.leaves()
		}
	}
}

// passOver settles which branches are passed over: those of which nobody has seen anything, or nothing that is not on
// another one as well. O(branches).
func (s *Session) passOver() {
	carried := make([]bool, len(s.branches)) // it is not passed over, or one that leaves it is not
	held := make([]bool, len(s.branches))    // what was seen of it is on one that leaves it
	for i := len(s.branches) - 1; i >= 0; i-- {
		b := &s.branches[i]
		seen := b.parent < 0 || b.leaves().before(b.seen)
		b.aside = i != s.current && !b.visited && (!seen || held[i])
		carried[i] = carried[i] || !b.aside
		if b.parent >= 0 && carried[i] {
			carried[b.parent] = true
			held[b.parent] = held[b.parent] || !b.leaves().before(s.branches[b.parent].seen)
		}
	}
}

// number is that of a branch among those that are not passed over, counted from 1; 0 for one that is.
func (s *Session) number(at int) (n int) {
	if at < 0 || s.branches[at].aside {
		return 0
	}
	for i := range s.branches[:at+1] {
		if !s.branches[i].aside {
			n++
		}
	}
	return n
}

// numbered is the branch of such a number, or -1.
func (s *Session) numbered(n int) int {
	for i := range s.branches {
		if !s.branches[i].aside {
			if n--; n == 0 {
				return i
			}
		}
	}
	return -1
}

// count is how many branches are not passed over.
func (s *Session) count() (n int) {
	for i := range s.branches {
		if !s.branches[i].aside {
			n++
		}
	}
	return n
}

// shownFrom is the next ancestor of a branch that is not passed over, -1 for none, and the step at which the branch
// leaves it.
func (s *Session) shownFrom(at int) (parent int, from int64) {
	for b := &s.branches[at]; ; b = &s.branches[parent] {
		if parent, from = b.parent, b.at; parent < 0 {
			return -1, 0
		}
		if !s.branches[parent].aside {
			return parent, from
		}
	}
}

// shownBeyond is a branch that is not passed over and goes along another one beyond where that leaves its parent: the
// branch itself, or one that leaves it; -1 for none.
func (s *Session) shownBeyond(at int) int {
	if !s.branches[at].aside {
		return at
	}
	for i := at + 1; i < len(s.branches); i++ {
		if s.branches[i].parent == at {
			if one := s.shownBeyond(i); one >= 0 {
				return one
			}
		}
	}
	return -1
}

// asides is the line of a journal that lists the branches that are passed over, by their places in the session's text.
func (s *Session) asides() string {
	var line strings.Builder
	line.WriteString(asideWord)
	for i := range s.branches {
		if s.branches[i].aside {
			fmt.Fprintf(&line, " %d", i+1)
		}
	}
	return line.String()
}

// readAsides reads such a line.
func readAsides(line string) (all []int, ok bool) {
	words := strings.Fields(line)
	if len(words) == 0 || words[0] != asideWord {
		return nil, false
	}
	for _, word := range words[1:] {
		n, err := strconv.Atoi(word)
		if err != nil || n < 1 {
			return nil, false
		}
		all = append(all, n-1)
	}
	return all, true
}

// setAside passes over these branches and no others, as far as there are such beside the present one.
func (s *Session) setAside(all []int) {
	for i := range s.branches {
		s.branches[i].aside = i != s.current && slices.Contains(all, i)
	}
}
