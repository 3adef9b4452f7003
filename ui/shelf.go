package ui

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/session"
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
	m.leave(asking)
	m.leave(inspecting)
	if !m.picker.shelf {
		m.leave(picking)
		m.leave(filtering)
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

// openScene opens a scene of the shelf.
func (m *Model) openScene(name string) error {
	if m.opts.Open == nil {
		return errors.New("there is no shelf to open a scene from")
	}
	s, err := m.opts.Open(name)
	if err != nil {
		return err
	}
	m.mode = browsing
	m.log.command("open " + name)
	m.enter(s, "")
	m.tell(m.sceneName() + " is open · u returns to the scene before")
	return nil
}

// saveSession saves under the scene's name.
func (m *Model) saveSession() { _ = m.report(m.saveAs("")) }

// report shows an error as a refusal and hands it on.
func (m *Model) report(err error) error {
	if err != nil {
		m.refuse(plain(err))
	}
	return err
}

// saveAs saves the session under a name; "" takes the scene's.
func (m *Model) saveAs(name string) error {
	path, err := m.write(m.session, name)
	if err != nil {
		return err
	}
	m.tell(fmt.Sprintf("saved in %s · quartet %s opens it again", path, path))
	return nil
}

// write saves a session. Under the scene's name it finds one that is free; a name that was asked for must be.
func (m *Model) write(s *session.Session, name string) (string, error) {
	if m.opts.Save == nil {
		return "", errors.New("sessions cannot be saved here")
	}
	own := name == ""
	if own {
		name = nameOf(s) + sessionEnding
	}
	data := s.Marshal()
	path, err := m.opts.Save(name, data)
	for i := 2; own && err != nil && isThere(name) && i < 1000; i++ {
		name = fmt.Sprintf("%s-%d%s", nameOf(s), i, sessionEnding)
		path, err = m.opts.Save(name, data)
	}
	if err != nil {
		return "", err
	}
	s.MarkSaved()
	return path, nil
}

func isThere(file string) bool {
	_, err := os.Lstat(file)
	return err == nil
}

// saveAll saves every session with unsaved changes; false if one could not be saved.
func (m *Model) saveAll() bool {
	for _, k := range append(slices.Clone(m.left), kept{m.session, m.file}) {
		if !k.session.Dirty() {
			continue
		}
		if _, err := m.write(k.session, ""); m.report(err) != nil {
			return false
		}
	}
	return true
}
