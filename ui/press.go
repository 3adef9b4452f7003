package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/why"
)

// press does what a key asks for in the mode that is on. What it did goes into the logbook.
func (m *Model) press(k keys.Press) tea.Cmd {
	before, a := m.stack.Mode, m.keys.Action(m.stack.Mode, k.Name)
	busy := m.log.busy
	if noted(a, before, before) {
		m.log.busy++
	}
	var cmd tea.Cmd
	taken := false
	if dialog := dialogs[m.stack.Mode]; dialog != nil {
		cmd, taken = dialog(m, a, k)
	}
	switch {
	case taken:
	case a == keys.None:
		m.sayUnavailable(k.Name)
	default:
		m.notice, m.stale = "", true
		cmd = deeds[a](m, k.Name)
	}
	m.log.busy = busy
	if noted(a, before, m.stack.Mode) && busy == 0 {
		m.log.key(k.Name)
	}
	return cmd
}

// dialogs has what the keys of the modes do in which something lies over the machine. What a dialog does not take is the
// machine's.
var dialogs = [keys.Modes]func(*Model, keys.Action, keys.Press) (cmd tea.Cmd, taken bool){
	keys.Prompting:  (*Model).inPrompt,
	keys.Picking:    (*Model).inPicker,
	keys.Filtering:  (*Model).inFilter,
	keys.Reading:    (*Model).inPage,
	keys.Confirming: (*Model).inConfirm,
	keys.Asking:     (*Model).inAsking,
	keys.Choosing:   (*Model).inChoices,
}

// sayUnavailable says that a key has a meaning that is not to be had here.
func (m *Model) sayUnavailable(name string) {
	if b := m.keys.Find(keys.Browsing, name); b != nil {
		m.refuse(b.Sign + " (" + b.Does + ") is not available here")
	}
}

// follow lets the story show its newest sentence again, and the listing the line that acts.
func (m *Model) follow() {
	m.scroll[panel.StoryPanel], m.scroll[panel.ListingPanel] = 0, 0
}

// tableLines is more than the page of fields and the measures have.
const tableLines = 30

// selectOrScroll scrolls the focused panel, where it is one of text, unless the key is tab; else it selects another
// coroutine.
func (m *Model) selectOrScroll(by int, name string) {
	switch over := &m.scroll[panel.OverlayPanel]; {
	case name == "tab" || name == "shift+tab":
		m.selectBy(by)
	case m.stack.Mode == keys.Inspecting && m.fields || m.stack.Mode == keys.Measuring:
		*over = max(min(*over+by, tableLines), 0)
	case m.focus == panel.StoryPanel:
		m.scrollStory(by)
	case m.focus == panel.ListingPanel || m.focus == panel.ObjectsPanel:
		m.scrollPanel(m.focus, by)
	default:
		m.selectBy(by)
	}
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

// openChoices opens the choices, or closes them.
func (m *Model) openChoices() {
	m.choiceAt = 0
	m.toggle(keys.Choosing)
	m.askPar()
}

// showScheduler shows the scheduler's listing in place of the coroutine's, and back.
func (m *Model) showScheduler() {
	m.scheduler = !m.scheduler
	m.scroll[panel.ListingPanel], m.scroll[panel.OverlayPanel] = 0, 0
}

// toggle opens what lies beside the machine, or closes it.
func (m *Model) toggle(what keys.Mode) {
	m.scroll[panel.OverlayPanel] = 0
	if m.stack.Mode == what {
		m.stack.Mode = keys.Browsing
		return
	}
	if what == keys.Inspecting && !m.somebody() {
		m.selectBy(1)
	}
	m.stack.Mode = what
}

// inspect opens the inspector, turns to its page of fields, and closes it.
func (m *Model) inspect() {
	if m.stack.Mode == keys.Inspecting && !m.fields {
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
	case m.stack.Mode != keys.Browsing:
		m.stack.Mode = keys.Browsing
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

// whyPage explains the selected coroutine, else the one that the newest sentence is about, else the running one.
func (m *Model) whyPage() panel.Overlay {
	page := why.Page(m.session.Program(), m.now(), m.aboutWhom(), m.session.Story)
	page.Scroll = m.scroll[panel.OverlayPanel]
	return page
}

// aboutWhom chooses whom a question is about; -1 for nobody.
func (m *Model) aboutWhom() int {
	if c, ok := m.chosen(); ok {
		return c.Slot
	}
	now := m.now()
	if story := m.session.Story(1); len(story) > 0 {
		if who := story[0].Who; who >= 0 && who < len(now.Coroutines) && now.Coroutines[who].Live {
			return who
		}
	}
	if now.Running >= 0 {
		return now.Running
	}
	if len(now.Ready) > 0 {
		return now.Ready[0]
	}
	return slices.IndexFunc(now.Coroutines, func(c engine.CoroutineView) bool { return c.Live })
}
