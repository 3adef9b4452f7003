package ui

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// The limits of the list of choices: coroutines on READY that are looked at, and ways that the pass of one can go.
const (
	mostRunners = 40
	mostWays    = 12
	// passOps is how many ops of a pass are looked at, allOps those of all passes together: some hundredths
	// of a second.
	passOps = 20_000
	allOps  = 500_000
)

// enabled lists what can happen next, as far as the screen looks.
func (m *Model) enabled() (all []explore.Enabled, more int) {
	return explore.Next(m.session.Engine(), explore.Bounds{Runners: mostRunners, Ways: mostWays,
		PassOps: passOps, Ops: allOps})
}

// choiceRow is a row of the list. How a pass decides what is open is said where its coroutine has several ways.
func (m *Model) choiceRow(n *explore.Enabled, several bool) panel.ChoiceRow {
	now := m.now()
	r := panel.ChoiceRow{Who: n.Who, Wakes: n.Woken, To: n.To, End: n.Ended.String(), Bad: n.Ended > engine.EndDone}
	if n.Who < 0 {
		r.Text = fmt.Sprintf("nobody is ready: time goes on from %d to %d", now.Time, n.Time)
		return r
	}
	c := &now.Coroutines[n.Who]
	r.Line, r.Text = c.Line, m.session.Program().OpText(c.PC)
	switch {
	case !several:
	case n.Left > 0:
		r.How = fmt.Sprintf("computes %d more", n.Left)
	case n.Sleeps >= 0:
		r.How = "for " + program.Plural(n.Sleeps, "tick")
	}
	return r
}

// inChoices handles a key while the choices are open: those that are no choice work as ever.
func (m *Model) inChoices(a keys.Action, k keys.Press) (cmd tea.Cmd, taken bool) {
	all, _ := m.enabled()
	m.look.choice = max(min(m.look.choice, len(all)-1), 0)
	m.stale = true
	switch a {
	case keys.CursorUp:
		m.look.choice = max(m.look.choice-1, 0)
	case keys.CursorDown:
		m.look.choice = max(min(m.look.choice+1, len(all)-1), 0)
	case keys.Accept:
		m.takeChoice(all, m.look.choice)
	case keys.TakeNumbered:
		m.takeChoice(all, (int(k.Name[0]-'0')+9)%10)
	default:
		return nil, false
	}
	return nil, true
}

// clickChoice takes a row of the list as keys would, so that a script of what was done has them.
func (m *Model) clickChoice(row int) tea.Cmd {
	if all, _ := m.enabled(); row < 0 || row >= len(all) {
		return nil
	}
	if row < 10 {
		return m.press(keys.PressOf(strconv.Itoa((row + 1) % 10)))
	}
	for m.look.choice < row {
		m.press(keys.PressOf("down"))
	}
	for m.look.choice > row {
		m.press(keys.PressOf("up"))
	}
	return m.press(keys.PressOf("enter"))
}

// takeChoice makes a choice happen: it gives the commands for it and does that one pass.
func (m *Model) takeChoice(all []explore.Enabled, at int) {
	m.pause()
	m.stale = true
	switch {
	case len(all) == 0 || m.session.Full():
		m.atEnd()
		return
	case at >= len(all):
		m.refuse(fmt.Sprintf("there is no choice %d: there are %d", at+1, len(all)))
		return
	}
	c := &all[at]
	var given []string
	branched := false
	for _, command := range c.Commands() {
		change, err := m.session.Do(command)
		if err != nil {
			m.refuse(plain(err))
			return
		}
		given = append(given, command.String())
		branched = branched || change.Branched
	}
	if len(given) > 0 {
		m.canvas.track.forget()
	}
	m.toPassEnd()
	m.look.choice = 0
	m.follow()
	text := strings.Join(given, ", ")
	switch {
	case branched:
		m.tell(text + " · u undoes · this is another future now: B returns to the one before")
	case text != "":
		m.tell(text + " · u undoes")
	default:
		m.notice.text = ""
	}
	m.judge()
}

// choicePage is the list of choices as it is drawn.
func (m *Model) choicePage() panel.Overlay {
	all, more := m.enabled()
	page := &panel.Choices{Selected: max(min(m.look.choice, len(all)-1), 0), More: more, Goal: m.goalLine(),
		Note: m.choiceNote(more)}
	for i := range all {
		several := i > 0 && all[i-1].Who == all[i].Who || i+1 < len(all) && all[i+1].Who == all[i].Who
		page.Rows = append(page.Rows, m.choiceRow(&all[i], several))
	}
	return page
}

// choiceNote is a word on the choices, where they need one.
func (m *Model) choiceNote(more int) string {
	now, s := m.now(), m.session.Program().Settings
	switch {
	case now.End.Kind != engine.NotEnded:
		return "Nothing can happen any more: " + now.End.Text + " b goes back, home to the start."
	case now.Policy == program.RoundRobin:
		return "Round robin leaves no choice of who runs: every slot is resumed in turn."
	case now.Running >= 0 && now.Policy == program.Preemptive:
		return fmt.Sprintf("%s keeps the CPU until its quantum of %d is over, or it leaves it.",
			now.Coroutines[now.Running].Name, now.Quantum)
	case now.Running >= 0:
		return fmt.Sprintf("%s keeps the CPU until it yields, blocks or ends.", now.Coroutines[now.Running].Name)
	case s.Grain == program.GrainOp && now.Policy == program.Cooperative:
		return "check interleaves single ops in this scene; :policy preemptive 1 makes each op a choice."
	case more > 0:
		return fmt.Sprintf("%d are not listed; :run and :choose take them as well.", more)
	}
	return ""
}
