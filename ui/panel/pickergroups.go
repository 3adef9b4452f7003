package panel

import (
	"strconv"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// all lists the lines without a filter.
func (k *Picker) all() []PickerRow {
	if k.All != nil {
		return k.All
	}
	return k.Rows
}

// widths returns the columns of the longest name, and those of a list in which each line has room for its group as
// well. They follow from all lines, so that a filter moves nothing.
func (k *Picker) widths() (names, list int) {
	all := k.all()
	for i := range all {
		w := screen.Width(all[i].Name)
		names = max(names, w)
		if list = max(list, w+4); k.Page {
			list = max(list, w+6+screen.Width(all[i].Group))
		}
	}
	return names, list
}

// headed reports whether a row stands below a title: that of its group, where it has one; where the best come first the
// group stands behind the name, and a title above those that only mention what was typed.
func (k *Picker) headed(i int) bool {
	r := &k.Rows[i]
	if k.Filter != "" {
		return r.Also && (i == 0 || !k.Rows[i-1].Also)
	}
	return r.Group != "" && (i == 0 || r.Group != k.Rows[i-1].Group)
}

// head writes the title above a row: on the shelf with how many scenes its group has, and of how many of them the goal
// was reached.
func (k *Picker) head(p pen, y, i int) {
	if k.Filter != "" {
		p.Text(0, y, cut("mentioned in what they say", p.W), quiet)
		return
	}
	group := k.Rows[i].Group
	x := p.Text(0, y, cut(group, p.W), quiet)
	if !k.Page {
		return
	}
	n, done := 0, 0
	for _, r := range k.all() {
		if r.Group == group {
			if n++; r.Done {
				done++
			}
		}
	}
	count := strconv.Itoa(n)
	if done > 0 {
		count = strconv.Itoa(done) + " of " + count + " " + string(theme.Unicode().Check)
	}
	if at := p.W - 1 - screen.Width(count); at > x {
		p.Text(at, y, count, quiet)
	}
}

// detail draws the moral of a scene and what checking it gives, and its name where the list has it not or cut.
func (k *Picker) detail(p pen, r *PickerRow, cutInList bool) {
	if p.H < 1 {
		return
	}
	y := 0
	if p.H > 8 || cutInList {
		for rest := r.Name; rest != "" && y < p.H; y++ { // the whole name, in as many rows as it takes
			var l string
			l, rest = p.breakLine(rest, p.W, y == p.H-1)
			p.Text(0, y, l, theme.Bright.Plain())
		}
		if p.H > 8 {
			y++
		}
	}
	rest := r.Moral
	for rest != "" && y < p.H {
		var l string
		l, rest = p.breakLine(rest, p.W, y == p.H-1)
		p.Text(0, y, l, text)
		y++
	}
	for rest = goalWords(r.Goal); rest != "" && y < p.H; y++ {
		var l string
		l, rest = p.breakLine(rest, p.W, y == p.H-1)
		p.Text(0, y, l, theme.Text.Bold())
	}
	if r.Expect != "" && y+1 < p.H {
		y++
		x := p.Text(0, y, "over all schedules: ", quiet)
		p.Text(x, y, cut(r.Expect, p.W-x), theme.Text.Bold())
	}
}

// goalWords is a scene's goal as a line of its own.
func goalWords(s string) string {
	if s == "" {
		return ""
	}
	return "Goal: " + screen.Clean(s)
}
