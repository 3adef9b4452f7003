package goal

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
)

// NoLonger says of a goal that is a failure that the text was changed so that every schedule holds.
const NoLonger = NoSchedule + " any more"

// NoSchedule says the same in short, and of a goal that no schedule ever came to.
const NoSchedule = "no schedule does it"

// Moot says that no schedule comes to the failure that is the goal of a session's scene, where that is known: holds
// tells whether every schedule of the text is known to hold, edited that the text is a changed one. "" where the goal
// is another, and where commands did more than to choose a schedule: what is known is not about them.
func Moot(s *session.Session, edited bool, holds func(*program.Program) bool) string {
	p := s.Program()
	if !ByFailing(p) || slices.ContainsFunc(s.Commands(), changes) || !holds(p) {
		return ""
	}
	if edited {
		return NoLonger
	}
	return NoSchedule
}

// changes reports whether a command does more than to choose who goes on, and how.
func changes(g session.Given) bool {
	return g.Command.Verb != engine.RunVerb && g.Command.Verb != engine.ChooseVerb
}
