package stories

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine"
)

func (s *Story) queues(call) string {
	e := s.session.Engine()
	now := e.Snapshot(nil)
	running := []int{}
	if now.Running >= 0 {
		running = append(running, now.Running)
	}
	var b strings.Builder
	for _, q := range []struct {
		name  string
		slots []int
	}{{"free", now.Free}, {"ready", now.Ready}, {"running", running}, {"waiting", now.Waiting}, {"timed", now.Timed}} {
		fmt.Fprintf(&b, "%s: %s\n", q.name, names(e, q.slots))
	}
	return b.String()
}

func names(e *engine.Engine, slots []int) string {
	var out []string
	for _, s := range slots {
		out = append(out, e.Name(s))
	}
	if len(out) == 0 {
		return "-"
	}
	return strings.Join(out, " ")
}

func (s *Story) objects(call) string {
	e := s.session.Engine()
	now := e.Snapshot(nil)
	var b strings.Builder
	for _, m := range now.Mutexes {
		owner := m.OwnerName
		if owner == "" {
			owner = "nobody"
		}
		fmt.Fprintf(&b, "%s: owner %s, depth %d, lock queue %s\n", m.Name, owner, m.Depth, names(e, m.LockQueue))
	}
	for _, c := range now.Conds {
		fmt.Fprintf(&b, "%s: signals %d, signal queue %s\n", c.Name, c.Signals, names(e, c.SignalQueue))
	}
	for _, l := range now.Lists {
		fmt.Fprintf(&b, "%s: wait list %s\n", l.Name, names(e, l.Queue))
	}
	for _, y := range now.Syncs {
		row := y.Class.Row()
		fmt.Fprintf(&b, "%s: %s, %s %s", y.Name, row.Say(y.State), row.Queue, names(e, y.Queue))
		if len(y.Values) > 0 {
			fmt.Fprintf(&b, ", values %v", y.Values)
		}
		b.WriteString("\n")
	}
	for _, q := range now.Queues {
		fmt.Fprintf(&b, "%s: %d of %d %v", q.Name, len(q.Items), q.Max, q.Items)
		if e.Program().UsesValues {
			fmt.Fprintf(&b, ", values %v", q.Values)
		}
		b.WriteString("\n")
	}
	for _, v := range now.Vars {
		fmt.Fprintf(&b, "%s = %d\n", v.Name, v.Value)
	}
	return b.String()
}
