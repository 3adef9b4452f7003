package ui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/keys"
)

// arrival is what opening a scene or a file came to.
type arrival struct {
	name    string // as it was asked for
	typed   bool   // at the prompt
	session *session.Session
	file    string
	word    string // on what was opened, "" for none
}

// failure is why the last query could not be done.
type failure struct {
	run int // of the query
	err error
}

// open opens a scene of the shelf or a file, beside the screen: a dialog waits for it.
func (m *Model) open(name string, typed bool) error {
	if name == "" {
		return errors.New("open takes the name of a scene or a file, such as open bounded-buffer; o lists the shelf")
	}
	open, doubts := m.opts.Open, m.opts.Doubts
	if open == nil {
		return errors.New("there is no shelf to open a scene from")
	}
	q := query{title: "Opening", text: "opening " + name + " …", stopped: "stopped opening " + name, atOnce: true}
	m.workBeside(q, func(context.Context, func(string)) (msg answerMsg) {
		msg.opened = &arrival{name: name, typed: typed}
		msg.opened.session, msg.opened.file, msg.err = open(name)
		if doubts != nil && msg.err == nil && msg.opened.file == "" && msg.opened.session != nil {
			msg.opened.word = doubts(name, msg.opened.session)
		}
		return msg
	})
	return nil
}

// enterOpened puts what was opened on the screen. A typed line that could not be done comes back, with the reason.
func (m *Model) enterOpened(run int, o *arrival, err error) {
	m.failed = failure{run, err}
	switch {
	case err != nil && o.typed && m.stack.Mode == keys.Browsing:
		m.openPrompt("open " + o.name)
		m.refuse(plain(err))
	case err != nil:
		m.showError("This did not work", err)
	default:
		m.log.opened(o.name)
		m.enter(o.session, o.file)
		text := m.sceneName() + " is open · u returns to the scene before"
		if o.word != "" {
			text += " · " + o.word
		}
		m.tell(text)
	}
}

// shelf is the list of scenes, once it was asked for.
type shelf struct {
	known  bool
	scenes []presets.Entry
}

// shelfMsg brings the list of scenes.
type shelfMsg struct {
	ticket
	scenes []presets.Entry
}

// askShelf asks for the list of scenes beside the screen, once in the life of the program: it reads them all.
func (m *Model) askShelf() {
	list := m.opts.Scenes
	if list == nil || m.shelf.known || m.goesOn(shelfWork) {
		return
	}
	t := m.begin(shelfWork)
	m.aside(func() tea.Msg { return shelfMsg{t, list()} })
}

// shelfListed takes up the list, and shows it where it is waited for.
func (m *Model) shelfListed(msg shelfMsg) {
	m.stop(shelfWork)
	m.shelf = shelf{known: true, scenes: msg.scenes}
	switch m.stack.Mode {
	case keys.Prompting:
		if !m.prompt.Completing() {
			m.prompt.Complete()
			m.stale = true
		}
	case keys.Picking, keys.Filtering:
		if m.list.Shelf {
			m.fillScenes()
			m.stale = true
			if m.list.Taken {
				m.choose()
			}
		}
	}
}
