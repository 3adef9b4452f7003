package ui

import (
	"context"
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/prompt"
	"github.com/quartet-os/quartet/ui/screen"
)

// New makes the screen of a session, to be run by a tea.Program of the caller's. It has no effect on the process: it hears
// no signal, does not look at the environment or the working folder, and shares nothing with other screens, so that a
// server may hold many. It reads the file of the prompt's history, if Options name one, and begins the journal. The
// context ends what goes on beside the screen. Run is New with a program on the terminal.
func New(ctx context.Context, o Options) (*Model, error) {
	if o.Session == nil {
		return nil, errors.New("there is no session to show")
	}
	m := &Model{
		opts: o, session: o.Session, file: o.File, ctx: ctx,
		keys: keys.NewMap(), selected: nobody(), listing: -1, mouse: true,
		play: play{speed: startSpeed},
		grid: screen.New(0, 0), stale: true, timer: tea.Tick,
	}
	m.disableKeys()
	switch o.Layout {
	case "", "auto":
	case "projector":
		m.layout = panel.Projector
	default:
		return nil, fmt.Errorf("there is no layout %q; there are auto and projector", o.Layout)
	}
	if err := m.startTheme(); err != nil {
		return nil, err
	}
	m.prompt = prompt.New(prompt.LoadHistory(o.HistoryFile), m.names)
	m.log = newLogbook(m)
	m.startJournal()
	if o.Notice != "" {
		m.advise(o.Notice)
	}
	if o.Demo != nil {
		return m, m.stageDemo()
	}
	return m, nil
}

// disableKeys takes away the keys whose work needs what the options leave out.
func (m *Model) disableKeys() {
	o := &m.opts
	if o.Ask == nil {
		m.keys.Disable(keys.AskAll)
	}
	if o.Open == nil || o.Scenes == nil {
		m.keys.Disable(keys.OpenPicker)
	}
	if o.Save == nil {
		m.keys.Disable(keys.Save)
		m.keys.Disable(keys.AnswerSave)
		m.keys.Disable(keys.SavePicture)
	}
	if o.Create == nil {
		m.keys.Disable(keys.LiveCast)
	}
	if o.suspend == nil {
		m.keys.Disable(keys.Suspend)
	}
}
