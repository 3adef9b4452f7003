package command

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/quartet-os/quartet/ui/disk"
)

// state is the user's folder for what outlives a run: the last session, crash saves, the prompt's history.
type state struct{ dir string }

func stateIn(dir string) state { return state{dir} }

func (s state) lastFile() string { return filepath.Join(s.dir, "last.session") }

func (s state) crashDir() string {
	if s.dir == "" {
		return ""
	}
	return filepath.Join(s.dir, "crash")
}

func (s state) historyFile() string {
	if s.dir == "" {
		return ""
	}
	return filepath.Join(s.dir, "history")
}

// keep writes the session that --last takes up. It replaces the one before.
func (s state) keep(data []byte) error {
	if s.dir == "" {
		return nil
	}
	err := os.MkdirAll(s.dir, 0o700)
	if err == nil {
		err = disk.Replace(s.lastFile(), data, disk.Private)
	}
	if err != nil {
		return fmt.Errorf("--last will not find this session: %w", err)
	}
	return nil
}
