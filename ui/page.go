package ui

import (
	"errors"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// page is what is read over the screen: all keys, an error, an answer, the rows of a sweep.
type page struct {
	help    *panel.Help
	message *panel.Message
	sweep   *panel.Sweep
	file    bool // it tells what is wrong with the scene's file: the next good one closes it
	scene   bool // it is about the session that is shown, and goes with it
}

// pageLines is how far PgUp and PgDn scroll.
const pageLines = 10

// openHelp shows all keys.
func (m *Model) openHelp() {
	m.openPage(page{help: &panel.Help{Groups: helpGroups(m.keys)}})
}

// helpGroups gives the key table for the page of all keys.
func helpGroups(k *keys.Map) []panel.KeyGroup {
	var groups []panel.KeyGroup
	for _, g := range k.Groups {
		one := panel.KeyGroup{Title: g.Name}
		for _, b := range g.Bindings {
			if b.Enabled() {
				one.Keys = append(one.Keys, panel.KeyHint{Key: b.Sign, Does: b.Does})
			}
		}
		groups = append(groups, one)
	}
	mouse := panel.KeyGroup{Title: "Mouse"}
	for _, l := range keys.MouseTable() {
		mouse.Keys = append(mouse.Keys, panel.KeyHint{Key: l.What, Does: l.Short})
	}
	return append(groups, mouse)
}

// layer is a dialog that lies below the one on top, or the machine.
type layer struct {
	mode keys.Mode
	page page
}

// openPage shows a page; closing it returns to what was there.
func (m *Model) openPage(p page) {
	m.below = append(m.below, layer{m.mode, m.page})
	m.page, m.mode, m.stale = p, keys.Reading, true
}

// dialog opens a dialog of a mode. Pages and other dialogs come back when it is closed; a prompt or a list has done its
// work.
func (m *Model) dialog(what keys.Mode) {
	switch m.mode {
	case what:
	case keys.Reading, keys.Confirming, keys.Asking:
		m.below = append(m.below, layer{m.mode, m.page})
	}
	m.mode, m.page, m.stale = what, page{}, true
}

// closeAll closes whatever is open.
func (m *Model) closeAll() {
	m.mode, m.page, m.below, m.stale = keys.Browsing, page{}, nil, true
}

// answerPage shows a page that was waited for: on top, but not over a page that came meanwhile.
func (m *Model) answerPage(p page) {
	p.scene = true
	if m.mode != keys.Reading {
		m.openPage(p)
		return
	}
	m.below = append(m.below, layer{keys.Reading, p})
}

// leave closes the dialog of a mode, wherever it lies.
func (m *Model) leave(what keys.Mode) {
	m.below = slices.DeleteFunc(m.below, func(l layer) bool { return l.mode == what })
	if m.mode == what {
		m.closePage()
	}
}

// leavePages closes the pages that pass a test, wherever they lie.
func (m *Model) leavePages(test func(*page) bool) {
	m.below = slices.DeleteFunc(m.below, func(l layer) bool { return l.mode == keys.Reading && test(&l.page) })
	for m.mode == keys.Reading && test(&m.page) {
		m.closePage()
	}
}

// errorPage tells what is wrong, as much as there is to say.
func errorPage(title string, err error) page {
	return page{message: &panel.Message{
		Title: title, Text: err.Error(), Mood: panel.Bad,
		Keys: []panel.KeyHint{{Key: "esc", Does: "close"}},
	}}
}

// showError shows what is wrong.
func (m *Model) showError(title string, err error) { m.openPage(errorPage(title, err)) }

// inPage handles a key while a page is open.
func (m *Model) inPage(a keys.Action, _ keys.Press) (cmd tea.Cmd, taken bool) {
	m.stale = true
	if a == keys.CloseTop || a == keys.QuitAtOnce {
		if m.page.file {
			m.notice = "" // it is older than the error
		}
		m.closePage()
		return nil, true
	}
	m.scrollPage(a)
	return nil, true
}

// closePage returns to what lies below the page, or the dialog, on top.
func (m *Model) closePage() {
	m.mode, m.page, m.stale = keys.Browsing, page{}, true
	if n := len(m.below); n > 0 {
		m.mode, m.page = m.below[n-1].mode, m.below[n-1].page
		m.below = slices.Delete(m.below, n-1, n)
	}
}

// scrollPage moves the page's text.
func (m *Model) scrollPage(a keys.Action) {
	at, lines := m.page.scroll()
	if at == nil {
		return
	}
	switch a {
	case keys.CursorUp:
		*at--
	case keys.CursorDown:
		*at++
	case keys.CursorPageUp:
		*at -= pageLines
	case keys.CursorPageDown:
		*at += pageLines
	case keys.CursorFirst:
		*at = 0
	case keys.CursorLast:
		*at = lines
	}
	*at = max(min(*at, lines), 0)
}

// scroll gives the place of the scroll offset, and the number of lines there are at most.
func (p page) scroll() (at *int, lines int) {
	switch {
	case p.help != nil:
		for _, g := range p.help.Groups {
			lines += len(g.Keys) + 2
		}
		return &p.help.Scroll, lines
	case p.message != nil:
		return &p.message.Scroll, strings.Count(p.message.Text, "\n") + len(p.message.Text)/40
	case p.sweep != nil:
		return &p.sweep.Scroll, len(p.sweep.Rows)
	}
	return nil, 0
}

func (p page) draw() panel.Overlay {
	switch {
	case p.help != nil:
		return p.help
	case p.message != nil:
		return p.message
	case p.sweep != nil:
		return p.sweep
	}
	return nil
}

// errorTitle says of which kind an error in a scene is.
func errorTitle(err error) string {
	var wrong program.Errors
	if errors.As(err, &wrong) {
		return "The scene does not parse: the one before stays"
	}
	return "The scene cannot be read: the one before stays"
}
