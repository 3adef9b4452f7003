package panel

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// variables writes variables, or counters: a line each, or, where there is little room, a line for all of an array.
func (s *sheet) variables(all []engine.VarView, kind string, level int) {
	for i := 0; i < len(all); {
		array, first, ok := s.prog.ArrayOf(all[i].Object)
		if n := 0; ok && level == brief && first == 0 {
			if n = s.prog.Arrays[array].Count; n > 1 && i+n <= len(all) {
				s.elements(&s.prog.Arrays[array], all[i:i+n])
				i += n
				continue
			}
		}
		s.variable(&all[i], kind)
		i++
	}
}

// elements writes the values of an array behind each other, in as many lines as that takes.
func (s *sheet) elements(a *program.Array, all []engine.VarView) {
	y := s.next()
	x := s.Text(0, y, s.label(a.Name), theme.Bright.Plain())
	x += s.Text(x, y, " =", quiet)
	for i := range all {
		v := &all[i]
		slot := s.meant(v.Type, v.Value)
		w := 0
		if slot >= 0 {
			w = s.namesWidth([]int{slot}, s.W)
		} else {
			w = screen.Width(s.value(v.Type, v.Value))
		}
		if x+1+w > s.W && x > 2 {
			y, x = s.next(), 1
		}
		x++
		s.meanWhy(screen.R(x, y, w, 1), v.Name)
		if slot >= 0 {
			s.name(x, y, slot)
		} else {
			s.Text(x, y, s.value(v.Type, v.Value), text)
		}
		if s.f.Focus == ObjectsPanel && s.f.Object == v.Object {
			s.marked = y
			s.Mark(screen.R(x, y, w, 1))
		}
		x += w
	}
}
