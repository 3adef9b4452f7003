package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// press handles one key by the mode's part of the key table.
func (m *Model) press(msg tea.KeyPressMsg) tea.Cmd {
	name := msg.String()
	if cmd, done := m.conduct(name); done {
		return cmd
	}
	return m.pressed(name, msg)
}

// pressed handles a key by its name; msg is the key itself, for the line editor. What it did goes into the logbook.
func (m *Model) pressed(name string, msg tea.KeyPressMsg) tea.Cmd {
	before, a := m.mode, m.keys.Action(m.mode, name)
	busy := m.log.busy
	if noted(a, before, before) {
		m.log.busy++
	}
	cmd := m.handle(a, name, msg)
	m.log.busy = busy
	if noted(a, before, m.mode) && busy == 0 {
		m.log.key(name)
	}
	return cmd
}

// handle carries out a key by the mode.
func (m *Model) handle(a keys.Action, name string, msg tea.KeyPressMsg) tea.Cmd {
	switch m.mode {
	case keys.Prompting:
		return m.inPrompt(a, msg)
	case keys.Picking:
		return m.inPicker(a)
	case keys.Filtering:
		return m.inFilter(a, msg)
	case keys.Reading:
		return m.inPage(a)
	case keys.Confirming:
		return m.inConfirm(a)
	case keys.Asking:
		return m.inAsking(a)
	case keys.Choosing:
		return m.inChoices(a, name)
	}
	return m.browse(a, name)
}

// browse carries out an action on the machine.
func (m *Model) browse(a keys.Action, name string) tea.Cmd {
	if a == keys.None {
		if b := m.keys.Find(keys.Browsing, name); b != nil {
			m.refuse(b.Sign + " (" + b.Does + ") is not available here")
		}
		return nil
	}
	if m.notice != "" {
		m.notice, m.stale = "", true
	}
	if cmd, done := m.travel(a); done {
		m.follow()
		m.explain()
		m.judge()
		return cmd
	}
	if m.scrollFocus(a, name) {
		return nil
	}
	if m.change(a) {
		m.follow()
		m.judge()
		return nil
	}
	if m.look(a, name) {
		return nil
	}
	return m.manage(a)
}

// follow lets the story show its newest sentence again, and the listing the line that acts.
func (m *Model) follow() {
	m.scroll[panel.StoryPanel], m.scroll[panel.ListingPanel] = 0, 0
}

// tableLines is more than the page of fields and the measures have.
const tableLines = 30

// scrollFocus scrolls the focused panel, where it is one of text; the keys are those that select elsewhere, but tab.
func (m *Model) scrollFocus(a keys.Action, name string) bool {
	by := 0
	switch {
	case name == "tab" || name == "shift+tab":
	case a == keys.SelectNext:
		by = 1
	case a == keys.SelectPrevious:
		by = -1
	}
	if by == 0 {
		return false
	}
	if m.mode == keys.Inspecting && m.fields || m.mode == keys.Measuring {
		m.scroll[panel.OverlayPanel] = max(min(m.scroll[panel.OverlayPanel]+by, tableLines), 0)
		m.stale = true
		return true
	}
	switch m.focus {
	case panel.StoryPanel:
		m.scrollStory(by)
	case panel.ListingPanel, panel.ObjectsPanel:
		m.scrollPanel(m.focus, by)
	default:
		return false
	}
	m.stale = true
	return true
}

// scrollPanel scrolls the listing or another panel, no further than there can be lines.
func (m *Model) scrollPanel(id panel.ID, by int) {
	lines := strings.Count(m.session.Program().Source, "\n")
	least := 0
	if id == panel.ListingPanel {
		least = -lines
	} else {
		lines = 4 * len(m.session.Program().Objects)
	}
	m.scroll[id] = max(min(m.scroll[id]+by, lines), least)
}

// look carries out the keys that change what is seen, and nothing else.
func (m *Model) look(a keys.Action, name string) bool {
	m.stale = true
	switch a {
	case keys.SelectNext:
		m.selectBy(1)
	case keys.SelectPrevious:
		m.selectBy(-1)
	case keys.OpenInspector:
		m.inspect()
	case keys.AskWhy:
		m.toggle(keys.Explaining)
	case keys.OpenChoices:
		m.choiceAt = 0
		m.toggle(keys.Choosing)
		m.askPar()
	case keys.ShowMeasures:
		m.showMeasures()
	case keys.NextListing:
		m.switchListing()
	case keys.ShowScheduler:
		m.scheduler = !m.scheduler
		m.scroll[panel.ListingPanel], m.scroll[panel.OverlayPanel] = 0, 0
	case keys.SwitchTheme:
		m.nextTheme()
	case keys.SwitchLayout:
		m.nextLayout()
	case keys.SwitchMouse:
		m.toggleMouse()
	case keys.FocusPanel:
		m.focusOn(name)
	case keys.CloseTop:
		m.closeTop()
	case keys.OpenHelp:
		m.openHelp()
	case keys.SavePicture:
		_ = m.report(m.savePictureFile())
	case keys.LiveCast:
		_ = m.report(m.toggleCast())
	default:
		return false
	}
	return true
}

// manage carries out the keys of the program itself.
func (m *Model) manage(a keys.Action) tea.Cmd {
	switch a {
	case keys.OpenPicker:
		m.openScenes()
	case keys.Reload:
		return m.reload()
	case keys.Save:
		m.saveSession()
	case keys.AskAll:
		m.startAsking()
	case keys.CopyScreen:
		return m.copyFrame()
	case keys.Redraw:
		return tea.ClearScreen
	case keys.Suspend:
		return m.opts.suspend(false)
	case keys.Quit, keys.QuitAtOnce:
		return m.quit()
	}
	return nil
}

// toggle opens what lies beside the machine, or closes it.
func (m *Model) toggle(what keys.Mode) {
	m.scroll[panel.OverlayPanel] = 0
	if m.mode == what {
		m.mode = keys.Browsing
		return
	}
	if what == keys.Inspecting && !m.somebody() {
		m.selectBy(1)
	}
	m.mode = what
}

// inspect opens the inspector, turns to its page of fields, and closes it.
func (m *Model) inspect() {
	if m.mode == keys.Inspecting && !m.fields {
		m.fields = true
		m.scroll[panel.OverlayPanel] = 0
		return
	}
	m.fields = false
	m.toggle(keys.Inspecting)
}

// closeTop closes what is open: a dialog, then the focus, then the selection.
func (m *Model) closeTop() {
	switch {
	case m.mode != keys.Browsing:
		m.mode = keys.Browsing
	case m.focus != panel.NoPanel:
		m.focus = panel.NoPanel
	case m.scroll != [panel.Panels]int{}:
		m.scroll = [panel.Panels]int{}
	case m.scheduler:
		m.scheduler = false
	case m.listing >= 0:
		m.listing = -1
	default:
		m.selected = nobody()
	}
}

// selectBy selects the coroutine some places further down the slots.
func (m *Model) selectBy(by int) {
	all := m.coroutines()
	live := all[:0:0]
	at := -1
	for _, c := range all {
		if !c.Live {
			continue
		}
		if c.Slot == m.selected.slot && c.Name == m.selected.name {
			at = len(live)
		}
		live = append(live, c)
	}
	if len(live) == 0 {
		m.selected = nobody()
		m.advise("there is no coroutine to select · p spawns a producer, s any function")
		return
	}
	if at < 0 && by < 0 {
		at = 0
	}
	at = (at + by + len(live)) % len(live)
	m.selected = selection{slot: live[at].Slot, name: live[at].Name}
}

// selectSlot selects the coroutine in a slot, if one lives there.
func (m *Model) selectSlot(slot int) {
	for _, c := range m.coroutines() {
		if c.Slot == slot && c.Live {
			m.selected = selection{slot: slot, name: c.Name}
			m.stale = true
		}
	}
}

// coroutines gives every slot as it is now.
func (m *Model) coroutines() []engine.CoroutineView { return m.now().Coroutines }

// now gives the machine's state at the present position.
func (m *Model) now() *engine.Snapshot {
	m.snapshot = m.session.Engine().Snapshot(m.snapshot)
	return m.snapshot
}

// somebody says whether the selected coroutine is alive at this position.
func (m *Model) somebody() bool {
	_, ok := m.chosen()
	return ok
}

// chosen gives the selected coroutine, if it is alive at this position.
func (m *Model) chosen() (engine.CoroutineView, bool) {
	for _, c := range m.coroutines() {
		if c.Live && c.Slot == m.selected.slot && c.Name == m.selected.name {
			return c, true
		}
	}
	return engine.CoroutineView{}, false
}
