package ui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// follow lets the story show its newest sentence again, and the listing the line that acts.
func (m *Model) follow() {
	m.look.scroll[panel.StoryPanel], m.look.scroll[panel.ListingPanel] = 0, 0
	m.look.story = false
}

// tableLines is more than the page of fields and the measures have.
const tableLines = 30

// selectOrScroll scrolls the focused panel, where it is one of text, unless the key is tab; else it selects another
// coroutine.
func (m *Model) selectOrScroll(by int, name string) {
	switch over := &m.look.scroll[panel.OverlayPanel]; {
	case name == "tab" || name == "shift+tab":
		m.selectBy(by)
	case m.stack.Mode == keys.Inspecting && m.look.fields || m.stack.Mode == keys.Measuring:
		*over = max(min(*over+by, tableLines), 0)
	case m.look.focus == panel.StoryPanel:
		m.scrollStory(by)
	case m.look.focus == panel.ObjectsPanel:
		m.look.object = max(min(m.look.object+by, len(m.session.Program().Objects)-1), 0)
	case m.look.focus == panel.ListingPanel:
		m.scrollPanel(m.look.focus, by)
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
	m.look.scroll[id] = max(min(m.look.scroll[id]+by, lines), least)
}

// showScheduler shows the scheduler's listing in place of the coroutine's, and back.
func (m *Model) showScheduler() {
	m.look.scheduler = !m.look.scheduler
	m.look.scroll[panel.ListingPanel], m.look.scroll[panel.OverlayPanel] = 0, 0
}

// toggle opens what lies beside the machine, or closes it.
func (m *Model) toggle(what keys.Mode) {
	m.look.scroll[panel.OverlayPanel] = 0
	if m.stack.Mode == what {
		m.stack.Mode = keys.Browsing
		return
	}
	if what == keys.Inspecting && !m.somebody() && !m.selectInFocus() {
		return
	}
	m.stack.Mode = what
}

// inspect opens the inspector, turns to its page of fields, and closes it.
func (m *Model) inspect() {
	if m.stack.Mode == keys.Inspecting && !m.look.fields {
		m.look.fields = true
		m.look.scroll[panel.OverlayPanel] = 0
		return
	}
	m.look.fields = false
	m.toggle(keys.Inspecting)
}

// closeTop closes what is open: a dialog, then the focus, then the selection.
func (m *Model) closeTop() {
	m.stop(quizWork)
	switch {
	case m.stack.Mode != keys.Browsing:
		m.stack.Mode = keys.Browsing
	case m.tour.On():
		m.leaveTour()
	case m.canvas.frame.Verdict != nil && m.look.focus == panel.NoPanel && !m.look.story:
		m.look.story = true
	case m.look.focus != panel.NoPanel:
		m.look.focus = panel.NoPanel
	case m.look.scroll != [panel.Panels]int{} || m.look.aside > 0:
		m.look.scroll, m.look.aside = [panel.Panels]int{}, 0
	case m.look.scheduler:
		m.look.scheduler = false
	case m.look.listing >= 0:
		m.look.listing = -1
	default:
		m.look.selected = nobody()
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
		if c.Slot == m.look.selected.slot && c.Name == m.look.selected.name {
			at = len(live)
		}
		live = append(live, c)
	}
	if len(live) == 0 {
		m.look.selected = nobody()
		words := "there is no coroutine to select · {spawn} spawns one"
		if m.serves(keys.SpawnProducer) {
			words = "there is no coroutine to select · {spawn-producer} spawns a producer, {spawn} any function"
		}
		m.advise(m.keys.Words(words))
		return
	}
	if at < 0 && by < 0 {
		at = 0
	}
	at = (at + by + len(live)) % len(live)
	m.look.selected = selection{slot: live[at].Slot, name: live[at].Name}
}

// selectSlot selects the coroutine in a slot, if one lives there.
func (m *Model) selectSlot(slot int) {
	for _, c := range m.coroutines() {
		if c.Slot == slot && c.Live {
			m.look.selected = selection{slot: slot, name: c.Name}
			m.stale = true
		}
	}
}

// coroutines returns every slot as it is now.
func (m *Model) coroutines() []engine.CoroutineView { return m.now().Coroutines }

// now returns the machine's state at the present position.
func (m *Model) now() *engine.Snapshot {
	if m.canvas.still {
		return m.canvas.snapshot
	}
	m.canvas.snapshot = m.session.Engine().Snapshot(m.canvas.snapshot)
	return m.canvas.snapshot
}

// somebody reports whether the selected coroutine is alive at this position.
func (m *Model) somebody() bool {
	_, ok := m.chosen()
	return ok
}

// chosen returns the selected coroutine, if it is alive at this position.
func (m *Model) chosen() (engine.CoroutineView, bool) {
	at := m.look.selected
	if at.slot < 0 {
		return engine.CoroutineView{}, false // a look at many slots takes long
	}
	if all := m.coroutines(); at.slot < len(all) && all[at.slot].Live && all[at.slot].Name == at.name {
		return all[at.slot], true
	}
	return engine.CoroutineView{}, false
}

// aboutWhom chooses whom a question is about; -1 for nobody.
func (m *Model) aboutWhom() int {
	if c, ok := m.chosen(); ok {
		return c.Slot
	}
	now := m.now()
	if story := m.session.Story(1); len(story) > 0 && story[0].Step > 0 { // the boot is about nobody
		if who := story[0].Who; who >= 0 && who < len(now.Coroutines) && now.Coroutines[who].Live {
			return who
		}
	}
	if now.Running >= 0 {
		return now.Running
	}
	if next := now.Next(); next >= 0 {
		return next
	}
	return slices.IndexFunc(now.Coroutines, func(c engine.CoroutineView) bool { return c.Live })
}

// scheme is the colours of the screen.
type scheme struct {
	theme   theme.Theme
	chosen  bool   // by the user: the terminal's answer does not change it
	profile string // what the terminal can show, see theme.Fit
	palette *screen.Palette
}

// autoTheme is the name of whichever theme fits the terminal's background.
const autoTheme = "auto"

// startTheme chooses the first theme: the one asked for, none where colours are unwelcome, else dark until the terminal
// tells its background.
func (m *Model) startTheme() error {
	name := m.opts.Theme
	if name == autoTheme {
		name = ""
	}
	if m.opts.NoColor {
		name = "mono"
	}
	if name == "" {
		m.applyTheme(theme.Default())
		return nil
	}
	t, err := theme.ByName(name)
	if err != nil {
		return err
	}
	m.scheme.chosen = true
	m.applyTheme(t)
	return nil
}

func (m *Model) applyTheme(t theme.Theme) {
	m.scheme.theme, m.stale = t, true
	m.scheme.palette = screen.NewPalette(theme.Fit(t, m.scheme.profile))
	m.canvas.frame.Mono = t.Mono
}

// colours takes note of what the terminal can show, by the name of its profile: with few colours the theme chooses
// among them, since the nearest ones would not keep the places apart.
func (m *Model) colours(profile string) {
	if profile != m.scheme.profile {
		m.scheme.profile = profile
		m.applyTheme(m.scheme.theme)
	}
}

// followColours asks the terminal to tell when its colours change, or no longer. A terminal that cannot do so says
// nothing.
func followColours(on bool) tea.Cmd {
	if on {
		return tea.Raw(tellColours)
	}
	return tea.Raw(tellNoColours)
}

// The terminal's mode in which it tells that its colours change from dark to light and back.
const (
	tellColours   = "\x1b[?2031h"
	tellNoColours = "\x1b[?2031l"
)

// background is the terminal's answer. It counts only while the user has not chosen.
func (m *Model) background(dark bool) {
	if m.scheme.chosen || dark != m.scheme.theme.Light {
		return
	}
	name := "light"
	if dark {
		name = "dark"
	}
	if t, err := theme.ByName(name); err == nil {
		m.applyTheme(t)
	}
}

func (m *Model) nextTheme() {
	names := theme.Names()
	for i, name := range names {
		if name != m.scheme.theme.Name {
			continue
		}
		_ = m.report(m.setTheme(names[(i+1)%len(names)]))
		return
	}
}

// setTheme applies the theme of a name and says so.
func (m *Model) setTheme(name string) error {
	if name == autoTheme && !m.opts.NoColor {
		m.scheme.chosen = false
		m.aside(tea.RequestBackgroundColor)
		m.advise(m.keys.Words("theme auto: as the terminal's background is · {next-theme} for the next"))
		return nil
	}
	t, err := theme.ByName(name)
	if err != nil {
		return err
	}
	if m.opts.NoColor && !t.Mono {
		return fmt.Errorf("colours are off (NO_COLOR): only mono is there")
	}
	m.scheme.chosen = true
	m.applyTheme(t)
	m.advise(m.keys.Words(fmt.Sprintf("theme %s: %s · {next-theme} for the next", t.Name, t.About)))
	return nil
}

// nextLayout divides the screen in the next way.
func (m *Model) nextLayout() {
	all := panel.Layouts()
	m.useLayout(all[(slices.Index(all, m.look.layout)+1)%len(all)])
}

// useLayout divides the screen in one way, and says what it is for.
func (m *Model) useLayout(l panel.Layout) {
	m.look.layout = l
	m.advise(m.keys.Words(fmt.Sprintf("layout %s: %s · {next-layout} next", l, l.About())))
}

// setLayout takes the layout of a name.
func (m *Model) setLayout(name string) error {
	l, err := layoutByName(name)
	if err == nil {
		m.useLayout(l)
	}
	return err
}

// layoutByName returns the layout of a name.
func layoutByName(name string) (panel.Layout, error) {
	l, ok := panel.LayoutByName(name)
	if !ok {
		return l, fmt.Errorf("there is no layout %q; %sthere are %s", name,
			program.Meant(name, panel.LayoutNames()), strings.Join(panel.LayoutNames(), ", "))
	}
	return l, nil
}

func (m *Model) toggleMouse() {
	m.look.mouse = !m.look.mouse
	if m.look.mouse {
		m.advise(m.keys.Words("the mouse is Quartet's: click, wheel, drag the timeline · {mouse} lets go"))
		return
	}
	m.advise(m.keys.Words("the mouse is the terminal's: it selects text · {mouse} takes it back"))
}

// focusOn gives a panel the focus by its digit: 1 is FREE, 0 the timeline.
func (m *Model) focusOn(digit string) {
	if len(digit) != 1 {
		return
	}
	id := panel.FreePanel + panel.ID(digit[0]-'1')
	if digit == "0" {
		id = panel.TimePanel
	}
	if m.look.focus == id {
		id = panel.NoPanel
	} else if m.fill(); panel.Place(&m.canvas.frame, m.canvas.width, m.canvas.height, id).Empty() {
		what := "there is no panel " + id.String() + " at this size and in this layout"
		if id == panel.WorkPanel && len(m.session.Program().Queues) == 0 {
			what = "this scene has no work queue"
		}
		m.refuse(what)
		return
	}
	m.look.focus = id
}

// switchListing shows the next function; after the last the listing follows the running coroutine again.
func (m *Model) switchListing() {
	funcs := m.session.Program().Funcs
	m.look.scroll[panel.ListingPanel] = 0
	m.look.scheduler = false
	m.look.listing++
	if m.look.listing >= len(funcs) {
		m.look.listing = -1
		m.advise("the listing follows the running coroutine")
		return
	}
	m.fill()
	if !panel.HasListing(&m.canvas.frame, m.canvas.width, m.canvas.height) {
		m.advise("listing of " + funcs[m.look.listing].Name +
			m.keys.Words(", for which a larger window has room · {next-listing} for the next"))
		return
	}
	m.advise("listing of " + funcs[m.look.listing].Name + m.keys.Words(" · {next-listing} for the next"))
}

// focusedObject returns the object that is marked in the focused panel of objects, -1 for none.
func (m *Model) focusedObject() int {
	if m.look.focus != panel.ObjectsPanel || m.look.object >= len(m.session.Program().Objects) {
		return -1
	}
	return m.look.object
}
