package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/panel"
)

// confirm is the question before leaving with something that is not saved.
type confirm struct {
	text    string
	answers []action
	at      int // the one that enter gives
}

// quit leaves, or asks first when something would be lost.
func (m *Model) quit() tea.Cmd {
	m.pause()
	unsaved := m.unsaved()
	if len(unsaved) == 0 {
		return tea.Quit
	}
	text := fmt.Sprintf("The changes to %s are not saved.", strings.Join(unsaved, " and "))
	m.confirm = confirm{text: text, answers: []action{answerSave, answerYes, answerNo}}
	if m.opts.Save == nil {
		m.confirm = confirm{text: text, answers: []action{answerNo, answerYes}}
	}
	m.dialog(confirming)
	return nil
}

// unsaved names the scenes whose sessions have commands or branches that were not saved.
func (m *Model) unsaved() []string {
	var names []string
	for _, k := range m.left {
		if k.session.Dirty() {
			names = append(names, nameOf(k.session))
		}
	}
	if m.session.Dirty() {
		names = append(names, m.sceneName())
	}
	return names
}

// inConfirm handles the answer.
func (m *Model) inConfirm(a action) tea.Cmd {
	c := &m.confirm
	m.stale = true
	if a == accept {
		a = c.answers[c.at]
	}
	switch a {
	case cursorDown:
		c.at = (c.at + 1) % len(c.answers)
	case cursorUp:
		c.at = (c.at + len(c.answers) - 1) % len(c.answers)
	case answerYes, quitAtOnce:
		return tea.Quit
	case answerNo:
		m.closePage()
	case answerSave:
		m.closePage()
		m.saveAndLeave()
	}
	return nil
}

func (c confirm) draw() panel.Overlay {
	o := &panel.Confirm{Title: "Leave?", Text: c.text, Chosen: c.at}
	for _, a := range c.answers {
		for _, b := range confirmKeys().bindings {
			if b.action == a {
				o.Choices = append(o.Choices, panel.KeyHint{Key: b.show, Does: b.footer})
			}
		}
	}
	return o
}
