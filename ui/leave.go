package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/panel"
)

// confirm is the question before leaving with something that is not saved.
type confirm struct{ text string }

// quit leaves, or asks first when something would be lost.
func (m *Model) quit() tea.Cmd {
	m.pause()
	unsaved := m.unsaved()
	if len(unsaved) == 0 {
		return tea.Quit
	}
	text := fmt.Sprintf("The changes to %s are not saved.", strings.Join(unsaved, " and "))
	m.confirm = confirm{text: text}
	m.mode, m.stale = confirming, true
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
	m.stale = true
	switch a {
	case answerYes, quitAtOnce:
		return tea.Quit
	case answerNo:
		m.mode = browsing
	case answerSave:
		m.mode = browsing
		if m.saveAll() {
			return tea.Quit
		}
	}
	return nil
}

func (c confirm) draw() panel.Overlay {
	var choices []panel.KeyHint
	for _, b := range confirmKeys().bindings {
		if b.footer != "" {
			choices = append(choices, panel.KeyHint{Key: b.show, Does: b.footer})
		}
	}
	return &panel.Confirm{Title: "Leave?", Text: c.text, Choices: choices}
}
