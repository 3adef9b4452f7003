package ask

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/session"
)

// layOut lays a verdict's schedule on a session, from the present step on, and returns what takes it back. Where a
// future that was begun is that schedule already, it is taken: who asks the same again gets no other branch that is
// alike.
func layOut(s *session.Session, v *explore.Verdict) (back func(), err error) {
	branch := laidOut(s, v)
	return s.LayOut(func(p session.Player) error {
		switch {
		case branch == s.Branch():
			return nil
		case branch > 0:
			return s.Switch(branch)
		}
		return v.Play(p)
	})
}

// laidOut is the branch, counted from 1, on which the future from the present step on is a verdict's schedule, state by
// state; the present one first, 0 for none.
func laidOut(s *session.Session, v *explore.Verdict) int {
	way := &trail{Machine: explore.NewMachine(s.Engine())}
	if v.Play(way) != nil {
		return 0
	}
	way.note()
	if _, _, circles := s.Circle(); len(v.Loop) > 0 { // only the present branch is known to go round
		if circles && way.isFuture(s, s.Branch()) {
			return s.Branch()
		}
		return 0
	}
	all := s.Branches()
	slices.SortStableFunc(all, func(a, b session.BranchInfo) int {
		switch {
		case a.Current == b.Current:
			return 0
		case a.Current:
			return -1
		}
		return 1
	})
	for _, b := range all {
		if b.Length == s.Position()+int64(len(way.states)-1) && way.isFuture(s, b.Number) {
			return b.Number
		}
	}
	return 0
}

// trail is a machine that notes its state before each step.
type trail struct {
	*explore.Machine
	states []uint64
}

func (t *trail) note() { t.states = append(t.states, t.Engine().Hash()) }

// Forward goes one step.
func (t *trail) Forward() []engine.Event {
	t.note()
	return t.Machine.Forward()
}

// isFuture reports whether a branch, which has what was given up to the present position, goes through these states.
func (t *trail) isFuture(s *session.Session, branch int) bool {
	at, given, rest := s.Position(), s.Commands(), s.CommandsOf(branch)
	done := 0
	for done < len(given) && given[done].Step <= at {
		done++
	}
	if len(rest) < done || !slices.Equal(given[:done], rest[:done]) {
		return false
	}
	if rest = rest[done:]; len(rest) > 0 && rest[0].Step < at {
		return false
	}
	m := explore.NewMachine(s.Engine())
	for i, state := range t.states {
		if i > 0 && m.Forward() == nil {
			return false
		}
		for ; len(rest) > 0 && rest[0].Step == at+int64(i); rest = rest[1:] {
			if m.Do(rest[0].Command) != nil {
				return false
			}
		}
		if m.Engine().Hash() != state {
			return false
		}
	}
	return true
}
