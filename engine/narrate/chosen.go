package narrate

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// choice is what was chosen last where the scene left something open.
type choice struct {
	step  int64
	who   int32
	value int64
	as    string
}

// by says who gave a command, behind what was done.
func by(ev *engine.Event) string {
	if ev.By() == engine.ByTheAnswer {
		return "in " + ev.Giver()
	}
	return "by " + ev.Giver()
}

// spawned tells that a coroutine was spawned by a command, or because another had asked for it before. What tells it of
// a command is short, since a notice has it beside what came of the old future.
func (n *Narrator) spawned(ev *engine.Event) string {
	if ev.Arg >= 0 {
		return "is spawned" + n.given(ev.Who) + " and joins the back of READY."
	}
	return "is spawned " + by(ev) + n.given(ev.Who) + " and joins READY."
}

// as says who decided what is told, "" where that need not be said.
func (n *Narrator) as(ev *engine.Event) string {
	switch {
	case n.brief:
		return ""
	case ev.By() == engine.ByTheUser:
		return ", as you chose"
	case ev.By() == engine.ByTheAnswer:
		return ", as in the schedule found"
	}
	return ", as " + ev.Giver() + " says"
}

// isFirst tells of somebody that an op has him run next.
const isFirst = "is at the front of READY now: it runs next."

// reordered tells that one who is ready changed its place there.
func (n *Narrator) reordered(ev *engine.Event) (text string, own bool) {
	switch {
	case ev.Arg == 1 && ev.Verb() == engine.RunVerb:
		return "runs next" + n.as(ev) + ".", true
	case ev.Arg == 1:
		return n.name(ev.Who) + " " + isFirst, false
	}
	return n.name(ev.Who) + ", ready already, goes to the back of READY.", false
}

// raised says who raised an interrupt.
func raised(ev *engine.Event) string {
	if ev.By() == engine.ByTheAnswer {
		return "its interrupt is raised " + by(ev)
	}
	return gives(ev, "raise") + " its interrupt"
}

// foldChoice notes what was chosen, for the sentence of its op.
func (n *Narrator) foldChoice(ev *engine.Event) {
	if ev.Kind == engine.Chose {
		n.chose = choice{ev.Step, ev.Who, n.number, n.as(ev)}
	}
}

// chosenSentence tells how something was chosen, unless the sentence of its op does. Where nobody cares who chose, the
// rest of what is told says whom and which.
func (n *Narrator) chosenSentence(ev *engine.Event) string {
	switch op := n.opAt(int32(ev.PC)); {
	case engine.Chosen(ev.From) == engine.ChoseTime && (op.Kind == program.Sleep || op.Kind == program.Compute):
		return ""
	case engine.Chosen(ev.From) == engine.ChoseTime:
		return "It has " + program.Plural(n.number, "tick") + " for it" + n.as(ev) + "."
	case n.brief:
		return ""
	case engine.Chosen(ev.From) == engine.ChoseWhom:
		return "Of those who wait it is " + n.name(ev.Arg) + n.as(ev) + "."
	default:
		if sel := n.prog.Selected(op); sel != nil && int(ev.Arg) < len(sel.Cases) {
			return "Of the cases that it could do it does " + sel.Cases[ev.Arg].Text + n.as(ev) + "."
		}
		return ""
	}
}

// lasts says how long the pause of an op is, where that was chosen in the same step, between this and that.
func (n *Narrator) lasts(ev *engine.Event, one, many, before, after string) string {
	if n.chose.step != ev.Step || n.chose.who != ev.Who {
		return ""
	}
	return before + "for " + program.Amount(n.chose.value, one, many) + n.chose.as + after
}

// asChosen says of a pause without length who chose that.
func (n *Narrator) asChosen(ev *engine.Event) string {
	if n.chose.step != ev.Step || n.chose.who != ev.Who {
		return ""
	}
	return n.chose.as
}

// tell adds a sentence to those told before, without the one that it overrules: of two who were to run next in the same
// step only the last one does.
func tell(told []Sentence, s Sentence) []Sentence {
	if s.front() {
		for i := len(told) - 1; i >= 0 && told[i].Step == s.Step; i-- {
			if told[i].front() {
				told = append(told[:i], told[i+1:]...)
				break
			}
		}
	}
	return append(told, s)
}

// front reports whether a sentence says by itself who runs next.
func (s *Sentence) front() bool { return s.Kind == engine.Reordered && s.Name != "" }

// Join adds sentences that were told later to those of before, without what they overrule.
func Join(told, later []Sentence) []Sentence {
	for i := range later {
		told = tell(told, later[i])
	}
	return told
}
