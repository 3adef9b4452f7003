package command

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/visible"
)

// schedule is what can be played and saved.
type schedule interface {
	Play(p explore.Player) error
}

// saveSchedule writes the schedule as a session that can be opened, gone through and proven.
func saveSchedule(h *Host, p *program.Program, v schedule, flags *checkFlags) error {
	s, err := session.New(p)
	if err != nil {
		return err
	}
	if err := v.Play(s.Player()); err != nil {
		return err
	}
	path, err := saveNew(flags.save, s.Marshal())
	if err != nil {
		return err
	}
	if !flags.json {
		fmt.Fprintf(h.Err, "saved in %s; quartet %s opens it, quartet replay --narrate %s proves and tells it\n",
			visible.Line(path), disk.Argument(path), disk.Argument(path))
	}
	return nil
}
