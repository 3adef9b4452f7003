package session

import (
	"cmp"
	"fmt"
	"slices"
	"sort"

	"github.com/quartet-os/quartet/engine"
)

// MarkKind says what a mark on the timeline is about.
type MarkKind uint8

// The kinds of marks.
const (
	CommandMark  MarkKind = iota // a command was given
	ChoiceMark                   // one that only chooses: who runs, or what a scene leaves open
	SpuriousMark                 // somebody was woken for no reason
	TimeoutMark                  // somebody's wait ended at its deadline
	BranchMark                   // another future leaves here
	FailMark                     // the run ended in a failure, or some are in a deadlock from here on
	EndMark                      // the run ended well
	CircleMark                   // a circle begins or comes round, which can be gone round for ever
)

// Mark is what happened at a place of the timeline beside who was where.
type Mark struct {
	Kind   MarkKind
	Step   int64
	Column int    // of the timeline
	Text   string // a word or two
	end    engine.Ending
	who    string // of a circle that closed: who waits in it
}

// mostMarks is how many marks of a kind a timeline has at most.
const mostMarks = 256

// noteTimeout notes that a wait was ended by a deadline. A sleep is meant to end so.
func (w *strip) noteTimeout(ev *engine.Event) {
	switch ev.Cause() {
	case engine.ByTimeout:
		if on := w.run.machine.Links(int(ev.Who)).On; on == engine.OnSleep || on == engine.OnCompute {
			return
		}
	case engine.ByInjectedTimeout:
		if ev.LetOn(w.run.machine.Rules()) { // the command has a mark of its own
			return
		}
	default:
		return
	}
	w.noted = append(w.noted, Mark{Kind: TimeoutMark, Step: w.to, Text: w.names[ev.Who]})
}

// noteEnd notes how the run ended, as check judges it.
func (w *strip) noteEnd(ev *engine.Event) {
	m := Mark{Kind: FailMark, Step: w.to, Text: ev.Ending().String(), end: ev.Ending()}
	if ev.Ending() == engine.EndDone {
		m.Kind = EndMark
		if _, _, left := w.run.machine.Probe().Abandoned(); left {
			m.Kind, m.Text, m.end = FailMark, engine.EndViolation.String(), engine.EndViolation
		}
	}
	w.fails(m)
}

// fails notes an end; of two in a step the last is told.
func (w *strip) fails(m Mark) {
	if n := len(w.noted); n > 0 && w.noted[n-1].Step == m.Step && w.noted[n-1].Kind == FailMark {
		if m.end == w.noted[n-1].end {
			m.who = w.noted[n-1].who
		}
		w.noted = w.noted[:n-1]
	}
	w.noted = append(w.noted, m)
}

// told is a mark in words: of two that go wrong alike each says who is in it.
func (w *strip) told(m Mark) Mark {
	other := func(o Mark) bool { return o.Kind == FailMark && o.end == m.end && o.Step != m.Step }
	if m.Kind == FailMark && m.who != "" && slices.ContainsFunc(w.noted, other) {
		m.Text += " " + m.who
	}
	return m
}

// marks returns the marks of a timeline's columns.
func (s *Session) marks(w *strip, t *Timeline) []Mark {
	first, last := int64(0), t.Columns[len(t.Columns)-1].Step
	if t.First > 0 {
		first = s.firstStep(w, t)
	}
	var all []Mark
	add := func(m Mark) {
		at := sort.Search(len(t.Columns), func(i int) bool { return t.Columns[i].Step >= m.Step })
		if m.Step < first || at == len(t.Columns) {
			return
		}
		m.Column = at
		all = append(all, m)
	}
	n := sort.Search(len(s.line), func(i int) bool { return s.line[i].step >= first })
	for i := n; i < len(s.line) && s.line[i].step <= last && i < n+mostMarks; i++ {
		m := Mark{Kind: CommandMark, Step: s.line[i].step, Text: s.line[i].command.String()}
		switch s.line[i].command.Verb {
		case engine.RunVerb, engine.ChooseVerb:
			m.Kind = ChoiceMark
		case engine.WakeVerb:
			m.Kind, m.Text = SpuriousMark, s.line[i].command.Who
		}
		add(m)
	}
	n = sort.Search(len(w.noted), func(i int) bool { return w.noted[i].Step >= first })
	for i := n; i < len(w.noted) && i < n+mostMarks; i++ {
		add(w.told(w.noted[i]))
	}
	s.forks(add)
	s.rounds(add)
	slices.SortStableFunc(all, func(a, b Mark) int { return cmp.Compare(a.Step, b.Step) })
	return all
}

// firstStep returns the first step of a timeline's first column.
func (s *Session) firstStep(w *strip, t *Timeline) int64 {
	if t.Scale == AStep {
		return t.First + 1
	}
	if i := t.First - w.base; i > 0 {
		return w.columns[i-1].Step + 1
	}
	return s.startOf(Span{Scale: t.Scale, First: t.First}) + 1
}

// forks tells every step of the present run at which another future leaves it.
func (s *Session) forks(tell func(Mark)) {
	if len(s.branches) == 1 {
		return
	}
	limits := map[int]int64{} // of the branches that the present one goes along: up to which step
	for at, limit := s.current, s.Length(); at >= 0; at = s.branches[at].parent {
		limits[at] = limit
		limit = s.branches[at].at
	}
	told := 0
	for i := range s.branches {
		b := &s.branches[i]
		limit, along := limits[b.parent]
		if b.parent < 0 || !along || b.at > limit || told == mostMarks {
			continue
		}
		other := s.shownBeyond(i)
		if _, own := limits[i]; own {
			other = s.beside(i)
		}
		if other < 0 {
			continue
		}
		told++
		tell(Mark{Kind: BranchMark, Step: b.at, Text: fmt.Sprintf("branch %d", s.number(other))})
	}
}

// beside is the branch that goes on where another one leaves its parent: the parent, or where that is passed over one
// that leaves it there or later; -1 for none.
func (s *Session) beside(at int) int {
	b := &s.branches[at]
	if !s.branches[b.parent].aside {
		return b.parent
	}
	for i := range s.branches {
		if one := &s.branches[i]; i != at && one.parent == b.parent && !one.leaves().before(b.leaves()) {
			if other := s.shownBeyond(i); other >= 0 {
				return other
			}
		}
	}
	return -1
}
