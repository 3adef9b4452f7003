package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/dialog"
	"github.com/quartet-os/quartet/ui/keys"
)

// openRules lists the policy and the rules, and what switching one would come to.
func (m *Model) openRules() {
	m.pause()
	e := m.session.Engine()
	m.over.rules = dialog.NewRules(e.Policy(), e.Rules())
	m.stack.Mode, m.stale = keys.Switching, true
	m.tryRule()
}

// inRules handles a key while the list is open.
func (m *Model) inRules(a keys.Action, _ keys.Press) (cmd tea.Cmd, taken bool) {
	m.ofRules(m.over.rules.Update(a))
	return nil, true
}

// ofRules does what the list asks for.
func (m *Model) ofRules(what dialog.Intent) {
	m.stale = true
	switch what {
	case dialog.Take:
		m.stop(rulesWork)
		m.leave(keys.Switching)
		_ = m.do(m.over.rules.Command())
		m.judge()
	case dialog.Lines:
		m.tryRule()
	case dialog.Close:
		m.stop(rulesWork)
		m.leave(keys.Switching)
	}
}

// triedMsg brings what a switch would come to.
type triedMsg struct {
	ticket
	told string
	err  error
}

// tryRule plays the run with the marked switch, beside the screen.
func (m *Model) tryRule() {
	m.over.rules.Told = "…"
	t, ctx := m.begin(rulesWork), m.context(rulesWork)
	p, given, length, c := m.session.Program(), m.session.Commands(), m.session.Length(), m.over.rules.Command()
	m.aside(func() tea.Msg {
		told, err := ask.Switch(ctx, p, given, length, c)
		return triedMsg{t, told, err}
	})
}

// tried shows what a switch would come to.
func (m *Model) tried(msg triedMsg) {
	m.stop(rulesWork)
	m.over.rules.Told, m.stale = msg.told, true
	if msg.err != nil {
		m.over.rules.Told = "it cannot be told: " + plain(msg.err)
	}
}
