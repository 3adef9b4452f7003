package panel

import (
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
)

// described writes an object that its row describes: its kind, what it is, and its queue.
func (s *sheet) described(i, level int) {
	v := &s.now.Syncs[i]
	row := v.Class.Row()
	if v.Class == program.ChanClass {
		s.channel(i, level)
		return
	}
	kind := row.Title + ", " + s.said(v)
	if slots := s.units(i); screen.Width(s.label(v.Name)+kind+slots)+1 <= s.W {
		kind += slots
	}
	if level == brief {
		s.inLine(v.Name, row.Say(v.State), v.Queue)
		return
	}
	s.waitable(v.Name, kind, row.Queue, v.Queue, level)
}
