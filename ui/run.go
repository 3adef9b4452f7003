package ui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	tea "charm.land/bubbletea/v2"
)

// sessionEnding ends the names of session files.
const sessionEnding = ".session"

// Run shows the session until the user leaves. When a signal or a bug ends it, the terminal is restored, the session is
// saved in CrashDir, and the error is a *Stopped that says where.
func Run(ctx context.Context, o Options) error {
	if o.Session == nil {
		return errors.New("there is no session to show")
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	m, err := newModel(ctx, o)
	if err != nil {
		return err
	}
	p := tea.NewProgram(m, programOptions(ctx, o)...)
	e := heed(p)
	err, stuck := e.run(p)
	if stuck != nil {
		return &Stopped{Signal: stuck, Unsafe: errStuck}
	}
	cancel()
	if m.tape != nil {
		_ = m.stopCast("recorded")
	}
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
	if historyErr := m.history.write(m.opts.HistoryFile); historyErr != nil && err == nil && m.stopped == nil {
		err = nil // a history that cannot be kept is no reason to end with an error
	}
	if m.stopped == nil && err == nil {
		if m.opts.Keep != nil {
			return m.opts.Keep(m.session.Marshal())
		}
		return nil
	}
	s := m.stopped
	if s == nil {
		s = &Stopped{Cause: err}
	}
	s.Path, s.Unsafe = m.rescue()
	return s
}

// rescue saves the session in the crash folder under a name that is not taken.
func (m *Model) rescue() (path string, err error) {
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
		return "", nil
	}
	if err := os.MkdirAll(m.opts.CrashDir, 0o700); err != nil {
		return "", err
	}
	for i := 1; i < 10_000; i++ {
		path = filepath.Join(m.opts.CrashDir, fmt.Sprintf("%s-%d%s", m.sceneName(), i, sessionEnding))
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, os.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		_, err = f.Write(data)
		if closing := f.Close(); err == nil {
			err = closing
		}
		if err != nil {
			_ = os.Remove(path)
			return "", err
		}
		return path, nil
	}
	return "", fmt.Errorf("%s is full of saved sessions", m.opts.CrashDir)
}
