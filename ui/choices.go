package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/choices"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// openChoices opens the choices, or closes them.
func (m *Model) openChoices() {
	m.choices.Open()
	m.toggle(keys.Choosing)
	m.askPar()
}

// inChoices handles a key while the choices are open: those that are no choice work as ever.
func (m *Model) inChoices(a keys.Action, k keys.Press) (cmd tea.Cmd, taken bool) {
	m.choices.Look(m.session.Engine())
	m.stale = true
	what, at := m.choices.Update(a, k)
	if what == choices.Take {
		m.takeChoice(at)
	}
	return nil, what != choices.Pass
}

// clickChoice takes a row of the list as keys would, so that a script of what was done has them.
func (m *Model) clickChoice(row int) (cmd tea.Cmd) {
	m.choices.Look(m.session.Engine())
	for _, key := range m.choices.KeysTo(row) {
		cmd = m.press(keys.PressOf(key))
	}
	return cmd
}

// takeChoice makes a choice of the list happen: it gives the commands for it and does that one pass.
func (m *Model) takeChoice(at int) {
	m.pause()
	m.stale = true
	all := m.choices.All
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
	m.choices.Open()
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
	list := m.choices // a drawing moves no mark
	list.Look(m.session.Engine())
	return list.Draw(m.now(), m.session.Program(), m.goalLine())
}
