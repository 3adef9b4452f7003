package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// confirm is the question before leaving with something that is not saved.
type confirm struct {
	text    string
	answers []keys.Action
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
	m.confirm = confirm{text: text, answers: []keys.Action{keys.AnswerSave, keys.AnswerYes, keys.AnswerNo}}
	if m.opts.Save == nil {
		m.confirm = confirm{text: text, answers: []keys.Action{keys.AnswerNo, keys.AnswerYes}}
	}
	m.dialog(keys.Confirming)
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
func (m *Model) inConfirm(a keys.Action, _ keys.Press) (cmd tea.Cmd, taken bool) {
	c := &m.confirm
	m.stale = true
	if a == keys.Accept {
		a = c.answers[c.at]
	}
	switch a {
	case keys.CursorDown:
		c.at = (c.at + 1) % len(c.answers)
	case keys.CursorUp:
		c.at = (c.at + len(c.answers) - 1) % len(c.answers)
	case keys.AnswerYes, keys.QuitAtOnce:
		return tea.Quit, true
	case keys.AnswerNo:
		m.closePage()
	case keys.AnswerSave:
		m.closePage()
		m.saveAndLeave()
	}
	return nil, true
}

func (c confirm) draw(k *keys.Map) panel.Overlay {
	o := &panel.Confirm{Title: "Leave?", Text: c.text, Chosen: c.at}
	for _, a := range c.answers {
		for b := range k.In(keys.Confirming) {
			if b.Action == a {
				o.Choices = append(o.Choices, panel.KeyHint{Key: b.Show, Does: b.Footer})
			}
		}
	}
	return o
}
