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
	y := s.next()
	x := s.named(y, v.Name) + 1
	if level == brief {
		x += s.is(x, y, s.W, v, text) + 1
		s.inLine(x, y, v.Queue)
		return
	}
	need := s.isWidth(v, s.W)
	if held := s.holdersWidth(v); x+held <= s.W {
		need = max(need, held) // who holds it says more than what it is
	}
	if kind := row.Title + ", "; x+screen.Width(kind)+need <= s.W {
		x += s.Text(x, y, kind, quiet)
	}
	x += s.is(x, y, s.W, v, quiet)
	if slots := s.units(i); x+screen.Width(slots) <= s.W {
		s.Text(x, y, slots, quiet)
	}
	s.queueAt(2, s.next(), s.W, queueWord(row.Queue, level), v.Queue)
	s.space(level)
}
