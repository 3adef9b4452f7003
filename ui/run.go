package ui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/prompt"
	"github.com/quartet-os/quartet/ui/screen"
)

// sessionEnding ends the names of session files.
const sessionEnding = ".session"

// Run shows the session until the user leaves. When a signal or a bug ends it, the terminal is restored, the session is
// saved in CrashDir, and the error is a *Stopped that says where.
func Run(ctx context.Context, o Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	o.suspend = letStand
	m, err := New(ctx, o)
	if err != nil {
		return err
	}
	p := tea.NewProgram(m, programOptions(ctx, o)...)
	e := forwardSignals(p)
	stuck, err := e.run(p)
	if stuck != nil {
		return &Stopped{Signal: stuck, Unsafe: errStuck}
	}
	cancel()
	return m.after(err)
}

func programOptions(ctx context.Context, o Options) []tea.ProgramOption {
	all := []tea.ProgramOption{
		tea.WithContext(ctx), tea.WithFPS(60), tea.WithoutSignalHandler(),
	}
	if o.In != nil {
		all = append(all, tea.WithInput(o.In))
	}
	if o.Out != nil {
		all = append(all, tea.WithOutput(o.Out))
	}
	if o.Environ != nil {
		all = append(all, tea.WithEnvironment(o.Environ))
	}
	return all
}

// after keeps what must outlive the program, and saves the session if the user did not mean to leave.
func (m *Model) after(err error) error {
	m.endJournal()
	recorded := m.endCast()
	_ = m.prompt.History.Write(m.opts.HistoryFile) // that it cannot be kept is no reason to end with an error
	if m.stopped == nil && err == nil {
		if m.opts.Keep != nil {
			return errors.Join(recorded, m.opts.Keep(m.session.Marshal()))
		}
		return recorded
	}
	s := m.stopped
	if s == nil {
		s = &Stopped{Cause: err}
	}
	s.Path, s.Also, s.Unsafe = m.rescue()
	s.Lost = recorded
	return s
}

// rescue saves the session in the crash folder under a name that is not taken, and the others that have changes which
// were not saved.
func (m *Model) rescue() (path string, also []string, err error) {
	defer func() {
		if r := recover(); r != nil {
			path, err = "", fmt.Errorf("it cannot be read any more: %v", r)
		}
	}()
	data := m.session.Marshal()
	if m.opts.Keep != nil {
		_ = m.opts.Keep(data)
	}
	if m.opts.CrashDir == "" {
		return "", nil, nil
	}
	if err := os.MkdirAll(m.opts.CrashDir, 0o700); err != nil {
		return "", nil, err
	}
	for _, k := range m.scenes.left {
		if k.session.Dirty() {
			if name, err := m.crashFile(nameOf(k.session), k.session.Marshal()); err == nil {
				also = append(also, name)
			}
		}
	}
	path, err = m.crashFile(m.sceneName(), data)
	return path, also, err
}

// crashFile writes a session into the crash folder.
func (m *Model) crashFile(base string, data []byte) (string, error) {
	name, err := disk.FirstNumbered(filepath.Join(m.opts.CrashDir, base), sessionEnding, func(name string) error {
		return disk.New(name, data, disk.Private)
	})
	if err != nil {
		return "", err
	}
	return name, nil
}

// New makes the screen of a session, to be run by a tea.Program of the caller's. It has no effect on the process: it hears
// no signal, does not look at the environment or the working folder, and shares nothing with other screens, so that a
// server may hold many. It reads the file of the prompt's history, if Options name one, and begins the journal. The
// context ends what goes on beside the screen. Run is New with a program on the terminal.
func New(ctx context.Context, o Options) (*Model, error) {
	if o.Session == nil {
		return nil, errors.New("there is no session to show")
	}
	m := &Model{
		opts: o, session: o.Session, scenes: scenes{file: o.File}, keys: keys.NewMap(), stale: true,
		desk: desk{ctx: ctx, timer: tea.Tick}, canvas: canvas{grid: screen.New(0, 0)},
		look: look{selected: nobody(), listing: -1, mouse: true}, play: play{speed: startSpeed},
	}
	m.disableKeys()
	switch o.Layout {
	case "", "auto":
	case "projector":
		m.look.layout = panel.Projector
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
