package ui

import (
	"fmt"

	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// startTheme chooses the first theme: the one asked for, none where colours are unwelcome, else dark until the terminal
// tells its background.
func (m *Model) startTheme() error {
	name := m.opts.Theme
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
	m.themed = true
	m.applyTheme(t)
	return nil
}

func (m *Model) applyTheme(t theme.Theme) {
	m.theme, m.stale = t, true
	if m.sixteen {
		t = theme.Sixteen(t)
	}
	m.palette = screen.NewPalette(t)
}

// colours takes note of what the terminal can show, by the name of its profile: with sixteen colours the theme chooses
// among them, since the nearest ones would not keep the places apart.
func (m *Model) colours(profile string) {
	if few := profile == "ANSI"; few != m.sixteen {
		m.sixteen = few
		m.applyTheme(m.theme)
	}
}

// background is the terminal's answer. It counts only while the user has not chosen.
func (m *Model) background(dark bool) {
	if m.themed || dark != m.theme.Light {
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
		if name != m.theme.Name {
			continue
		}
		_ = m.report(m.setTheme(names[(i+1)%len(names)]))
		return
	}
}

// setTheme applies the theme of a name and says so.
func (m *Model) setTheme(name string) error {
	t, err := theme.ByName(name)
	if err != nil {
		return err
	}
	if m.opts.NoColor && !t.Mono {
		return fmt.Errorf("colours are off (NO_COLOR): only mono is there")
	}
	m.themed = true
	m.applyTheme(t)
	m.advise(fmt.Sprintf("theme %s: %s · L for the next", t.Name, t.About))
	return nil
}

func (m *Model) nextLayout() {
	if m.layout == panel.Projector {
		m.layout = panel.Auto
		m.advise("the usual layout · v for the projector's")
		return
	}
	m.layout = panel.Projector
	m.advise("the projector's layout · v goes back")
}

func (m *Model) toggleMouse() {
	m.mouse = !m.mouse
	if m.mouse {
		m.advise("the mouse is Quartet's: click, wheel, drag the timeline · M lets go")
		return
	}
	m.advise("the mouse is the terminal's: it selects text · M takes it back")
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
	if m.focus == id {
		id = panel.NoPanel
	}
	m.focus = id
}

// switchListing shows the next function; after the last the listing follows the running coroutine again.
func (m *Model) switchListing() {
	funcs := m.session.Program().Funcs
	m.scroll[panel.ListingPanel] = 0
	m.scheduler = false
	m.listing++
	if m.listing >= len(funcs) {
		m.listing = -1
		m.advise("the listing follows the running coroutine")
		return
	}
	m.fill()
	if !panel.HasListing(&m.frame, m.width, m.height) {
		m.advise("listing of " + funcs[m.listing].Name + ", for which a larger window has room · f for the next")
		return
	}
	m.advise("listing of " + funcs[m.listing].Name + " · f for the next")
}
