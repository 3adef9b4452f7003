package ui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/dialog"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// kept is a session that was on the screen before another took its place; u returns to it.
type kept struct {
	session *session.Session
	file    string
}

// keptLimit is how many sessions stay in memory; those with unsaved changes always do.
const keptLimit = 8

// nameOf gives a scene's name as the shelf writes it.
func nameOf(s *session.Session) string { return strings.ReplaceAll(s.Program().Name, "_", "-") }

func (m *Model) sceneName() string { return nameOf(m.session) }

// enter puts another session on the screen and keeps the one that was there.
func (m *Model) enter(s *session.Session, file string) {
	m.pause()
	m.left = append(m.left, kept{m.session, m.file})
	if len(m.left) > keptLimit {
		if i := slices.IndexFunc(m.left, func(k kept) bool { return !k.session.Dirty() }); i >= 0 {
			m.left = slices.Delete(m.left, i, i+1)
		}
	}
	m.show(s, file)
}

// show puts a session on the screen. What went on beside for the one before is stopped, what belonged to it is let go.
func (m *Model) show(s *session.Session, file string) {
	m.pause()
	m.keepJournal()
	m.letGo()
	if file != m.file {
		m.watch = watch{}
	}
	m.session, m.file = s, file
	m.aside(m.watchFile(m.begin(watchWork)))
	m.selected, m.listing, m.focus = nobody(), -1, panel.NoPanel
	m.scroll = [panel.Panels]int{}
	m.track.forget()
	m.stale = true
}

// letGo stops the work that is about the session on the screen, and closes the dialogs that are.
func (m *Model) letGo() {
	for w := range works {
		if w.bound() {
			m.stop(w)
		}
	}
	m.goal.par.asked = m.goal.par.known
	m.compared = ask.Comparison{}
	m.leave(keys.Asking)
	m.leave(keys.Inspecting)
	m.leavePages(func(p *dialog.Page) bool { return p.Scene || p.File })
	if !m.list.Shelf {
		m.leave(keys.Picking)
		m.leave(keys.Filtering)
	}
}

// returnTo goes back to the session that was on the screen before; false if there was none.
func (m *Model) returnTo() bool {
	n := len(m.left)
	if n == 0 {
		return false
	}
	now, before := kept{m.session, m.file}, m.left[n-1]
	m.left = m.left[:n-1]
	if now.session.Dirty() {
		m.left = slices.Insert(m.left, 0, now)
	}
	m.show(before.session, before.file)
	m.tell(fmt.Sprintf("back in %s, as it was", m.sceneName()))
	return true
}
