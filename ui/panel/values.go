package panel

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// spoken lists the variables, and of the counters those that something speaks of: a question to the class, whose come
// first, or the scene, whose come next.
func (p pen) spoken() []engine.VarView {
	first := append(p.prog.Named(p.f.Ask.Text, nil), p.prog.Spoken...)
	rank := func(v *engine.VarView) int {
		if at := slices.Index(first, v.Object); at >= 0 {
			return at
		}
		return len(first)
	}
	all := slices.Clone(p.now.Vars)
	for _, v := range p.now.Counters { // the others are there to be measured
		if rank(&v) < len(first) {
			all = append(all, v)
		}
	}
	slices.SortStableFunc(all, func(a, b engine.VarView) int { return rank(&a) - rank(&b) })
	return all
}

// values writes what the variables are, from column x of a line on, as far as they fit, and returns the column behind
// them.
func (p pen) values(x int) int {
	all := p.spoken()
	for i := range all {
		w := p.valueLine(x, 0, &all[i])
		if w == 0 {
			break
		}
		x += w + ownerGap
	}
	return x
}

// valuesBelow writes what the variables are into the lowest rows, one in each, and reports whether any fits.
func (p pen) valuesBelow() bool {
	all := p.spoken()
	n := min(len(all), p.H)
	if n <= 0 {
		return false
	}
	p.panel = ObjectsPanel
	shown := false
	for i := range n {
		shown = p.valueLine(0, p.H-n+i, &all[i]) > 0 || shown
	}
	return shown
}

// valueLine writes what a variable is if it fits and returns the columns, 0 if it does not.
func (p pen) valueLine(x, y int, v *engine.VarView) int {
	const is = " = "
	name, value := p.label(v.Name), ""
	slot := p.meant(v.Type, v.Value)
	w := screen.Width(name) + len(is)
	if slot >= 0 {
		w += p.nameWidth(slot)
	} else {
		value = screen.Clean(p.value(v.Type, v.Value))
		w += screen.Width(value)
	}
	if x+w > p.W {
		return 0
	}
	x += p.Text(x, y, name, theme.Bright.Plain())
	x += p.Text(x, y, is, quiet)
	if slot >= 0 {
		p.name(x, y, slot)
	} else {
		p.Text(x, y, value, text)
	}
	return w
}
