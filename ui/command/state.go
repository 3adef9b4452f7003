package command

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/quartet-os/quartet/ui/disk"
	goals "github.com/quartet-os/quartet/ui/goal"
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

// goals are those that were reached before. Without a folder none is remembered.
func (s state) goals() goals.Kept {
	if s.dir == "" {
		return goals.Kept{}
	}
	return goals.Load(filepath.Join(s.dir, "goals"))
}

// sessionEnding ends the names of sessions.
const sessionEnding = ".session"

// leftDir holds the sessions that were left last, each under a name of its own: of several programs none takes away
// what another has left.
func (s state) leftDir() string { return filepath.Join(s.dir, "left") }

// keep writes the session that --last takes up. It replaces the one before, which stays in leftDir for a while.
func (s state) keep(data []byte) error {
	if s.dir == "" {
		return nil
	}
	err := os.MkdirAll(s.leftDir(), 0o700)
	if err == nil {
		err = disk.New(filepath.Join(s.leftDir(), own()+sessionEnding), data, disk.Private)
	}
	if err == nil {
		err = disk.Replace(s.lastFile(), data, disk.Private)
	}
	if err == nil {
		disk.Prune(s.leftDir(), sessionEnding, mostKept)
	}
	if err != nil {
		return fmt.Errorf("--last will not find this session: %w", err)
	}
	return nil
}
