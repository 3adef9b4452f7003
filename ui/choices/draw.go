package choices

import (
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/panel"
)

// Draw returns the list as it is drawn, over a machine that is at now; goal is what the scene asks for, or "".
// chances say what is still possible behind each choice, where that is known.
func (l *List) Draw(now *engine.Snapshot, scene *program.Program, goal string, chances []explore.Chance) panel.Overlay {
	page := &panel.Choices{Selected: l.At, More: l.More, Goal: goal, Note: l.note(now, scene)}
	if page.Quiet = page.Note; now.End.Kind != engine.NotEnded {
		page.Quiet = "Nothing is left to choose here.\n" + back
	}
	for i := range l.All {
		several := i > 0 && l.All[i-1].Who == l.All[i].Who || i+1 < len(l.All) && l.All[i+1].Who == l.All[i].Who
		page.Rows = append(page.Rows, row(now, scene, &l.All[i], several))
		for k := range chances {
			if chances[k].Who == l.All[i].Who && slices.Equal(chances[k].Take, l.All[i].Take) &&
				chances[k].Interrupt == l.All[i].Interrupt {
				page.Rows[i].Fate, page.Fates = chances[k].Fate, true
			}
		}
	}
	return page
}

// row is a row of the list. How a pass decides what is open is said where its coroutine has several ways.
func row(now *engine.Snapshot, scene *program.Program, n *explore.Enabled, several bool) panel.ChoiceRow {
	r := panel.ChoiceRow{Who: n.Who, Wakes: n.Woken, To: n.To, End: n.Ended.String(), Bad: n.Ended > engine.EndDone}
	if n.Who < 0 {
		r.Text = fmt.Sprintf("nobody is ready: time goes on from %d to %d", now.Time, n.Time)
		return r
	}
	c := &now.Coroutines[n.Who]
	r.Line, r.Text = c.Line, scene.OpText(c.PC)
	if n.Back { // its op is the wait still, which it does not do again
		r.Line, r.Text = int(scene.Ops[n.First].Line), "is back from wait: "+scene.OpText(n.First)
	}
	switch {
	case n.Interrupt != "":
		r.How = "its interrupt comes"
	case several:
		r.How = n.How
	}
	return r
}

// Told says what happens where a choice is taken, before it is: who runs, how long and whom that wakes.
func (l *List) Told(at int, now *engine.Snapshot, scene *program.Program) string {
	n := &l.All[at]
	if n.Who < 0 {
		return row(now, scene, n, false).Text
	}
	text := now.Coroutines[n.Who].Name + " runs"
	if n.Interrupt != "" {
		text = "the interrupt " + n.Interrupt + " comes"
	} else if how := row(now, scene, n, true).How; how != "" {
		text += ", " + how
	}
	for i, slot := range n.Woken {
		text += map[bool]string{true: " and wakes ", false: ", "}[i == 0] + now.Coroutines[slot].Name
	}
	return text
}

// note is a word on the choices, where they need one.
func (l *List) note(now *engine.Snapshot, scene *program.Program) string {
	switch {
	case now.End.Kind != engine.NotEnded:
		return over(now.End.Kind) + scene.Begin(now.End.Text) +
			"\n" + back
	case now.Policy == program.RoundRobin:
		return "Round robin leaves no choice of who runs: every slot is resumed in turn."
	case slices.ContainsFunc(now.Irqs, func(v engine.IrqView) bool { return v.Pending }):
		return "An interrupt was raised: its handler comes before anybody else."
	case now.Running >= 0 && now.Sliced(now.Running):
		return fmt.Sprintf("%s keeps the CPU until its quantum of %d is over, or it leaves it.",
			now.Coroutines[now.Running].Name, now.Quantum)
	case now.Running >= 0:
		return fmt.Sprintf("%s keeps the CPU until it yields, blocks or ends.", now.Coroutines[now.Running].Name)
	case scene.Settings.Grain == program.GrainOp && now.Policy == program.Cooperative:
		return "check interleaves single ops in this scene; :policy preemptive 1 makes each op a choice."
	case outranked(now) != "":
		return outranked(now)
	case l.More > 0:
		return fmt.Sprintf("%d are not listed; :run and :choose take them as well.", l.More)
	}
	return ""
}

// back says which keys leave an end.
const back = "{previous-stop} goes back, {first-step} to the start."

// over says how a run ended: whether nobody can go on, or something went wrong while others still could.
func over(kind engine.Ending) string {
	switch kind {
	case engine.EndDone, engine.EndDeadlock, engine.EndStuck:
		return "Nothing can happen any more. "
	case engine.EndNoYield:
		return "The run is over: a pass without end. "
	}
	return "The run is over: a " + kind.String() + ". "
}

// outranked says who is ready and no choice, since others are on a higher level; "" where nobody is.
func outranked(now *engine.Snapshot) string {
	next, names := now.Next(), []string(nil)
	for _, slot := range now.Turns() {
		if now.Waits(slot) {
			names = append(names, now.Coroutines[slot].Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	if len(names) > 4 {
		names = append(names[:3:3], fmt.Sprintf("%d more", len(names)-3))
	}
	are := program.List(names, "and") + map[bool]string{true: " is", false: " are"}[len(names) == 1]
	if now.InRounds {
		return fmt.Sprintf("It is the turn of level %d, %s left; %s ready at another.", now.Turn,
			program.Plural(int64(now.TurnLeft), "run"), are)
	}
	return fmt.Sprintf("Only level %d may run; %s ready below it.", now.Coroutines[next].Level, are)
}
