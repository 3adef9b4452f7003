package explore

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Assumed is what every answer about what never happens takes for granted.
func (v *Verdict) Assumed() string {
	if v.chance {
		return v.turns() + " and wakeups for no reason come to an end"
	}
	return v.turns()
}

// turns is the part of it that holds on a circle as well.
func (v *Verdict) turns() string {
	const turns = "everyone who is ready gets his turn"
	if v.leaves() {
		return turns + " among those of the highest level"
	}
	return turns
}

// leaves reports whether the policy leaves those out who are ready on lower levels.
func (v *Verdict) leaves() bool {
	return v.policy == program.Prioritized && v.start.Rules()[program.RuleLevels] == program.LevelsStrict
}

// Fairness says the same as a condition.
func (v *Verdict) Fairness() string { return "as long as " + v.Assumed() }

// noneOf says in words that nothing happens that counts as getting on.
func (n *never) noneOf() string { return "no " + n.marks.Spoken() }

// aMark names the marks behind an article: "a put or end", "an end".
func (n *never) aMark() string {
	marks := n.marks.Spoken()
	if strings.ContainsRune("aeiouAEIOU", rune(marks[0])) {
		return "an " + marks
	}
	return "a " + marks
}

// though is Fairness where something goes on for ever in spite of it.
func (v *Verdict) though() string { return "though " + v.turns() }

// Luck says in a sentence whether a schedule that goes on for ever can still be left.
func (a *Ahead) Luck() string {
	who := "somebody"
	if a.Who != "" {
		who = a.Who
	}
	switch {
	case a.In && a.chance:
		return "Nothing that happens later helps any more: no schedule leads out of it, unless somebody is woken " +
			"for no reason."
	case a.In:
		return "Nothing that happens later helps any more: no schedule leads out of it."
	case a.Trap:
		return "With luck " + who + " gets on after all; but other schedules come to where nothing helps any more."
	}
	return "With luck " + who + " gets on sooner or later: where every choice is taken now and then, it does not last."
}

// well says that nothing was found in a space.
func (n *never) well(sp *space) error {
	switch {
	case n.asked != nil && n.asked.Starves != "":
		n.ahead.Text = fmt.Sprintf("%s never starves: there is %s again and again, %s.", n.asked.Starves,
			n.aMark(), n.v.Fairness())
	case n.asked == nil && !n.endless(sp):
		n.ahead.Text = fmt.Sprintf("No schedule goes on for ever, %s.", n.v.Fairness())
	case n.asked == nil && !sp.anyMaker():
		n.ahead.Text = "Livelock was not asked: nobody who must get on ever could, by " + n.aMark() + "."
	default:
		n.ahead.Text = fmt.Sprintf("No schedule goes on for ever and gets nothing done: %s, %s.", n.marks.Comes(),
			n.v.Fairness())
	}
	n.claims()
	return nil
}

// claims makes what was found out the answer, where it was asked for.
func (n *never) claims() {
	if n.asked != nil {
		n.v.claim = program.Clause(n.ahead.Text)
		n.v.Text = n.v.claim + ": " + n.v.Covered() + "."
	}
}

// anyMaker reports whether there is a state in which somebody could still make a mark.
func (sp *space) anyMaker() bool {
	for state := range uint32(sp.graph.States()) {
		if sp.who(isMaker, state) != 0 {
			return true
		}
	}
	return false
}

// endless reports whether there are runs without an end. Where no run can end there are, and some of them leave nobody
// out: whoever is ready can run.
func (n *never) endless(sp *space) bool {
	if sp.graph.NoEnd() {
		return true
	}
	all, whole := sp.rounds(n.stop)
	return !whole || len(all) > 0
}

// reason says in a sentence what goes on for ever.
func (n *never) reason(kind engine.Ending, end *engine.Engine) string {
	a := n.ahead
	sleeps := program.List(a.Asleep, "and") + verb(len(a.Asleep), " sleeps", " sleep") + " for ever"
	for _, c := range end.Snapshot(nil).Coroutines {
		if c.Live && c.Place == engine.TimedWaiting && slices.Contains(a.Asleep, c.Name) {
			sleeps += ", since the clock cannot go on"
			break
		}
	}
	switch kind {
	case engine.Starvation:
		does := "runs again and again and never gets on"
		if slices.Contains(a.Asleep, a.Who) {
			does = "sleeps for ever while others run on"
		} else if n.v.leaves() && !slices.ContainsFunc(n.v.Loop, func(c Choice) bool {
			return c.Run == a.Who
		}) {
			does = "is ready and never runs, since others have a higher level"
		}
		return fmt.Sprintf("%s %s (%s), %s.", a.Who, does, n.noneOf(), n.v.though())
	case engine.LeftAsleep:
		return fmt.Sprintf("%s, and others run on with %s, %s.", sleeps, n.noneOf(), n.v.though())
	}
	return fmt.Sprintf("all run on for ever with %s, %s.", n.noneOf(), n.v.though())
}

// verb chooses between what one does and what several do.
func verb(n int, one, several string) string {
	if n == 1 {
		return one
	}
	return several
}
