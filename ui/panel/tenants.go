package panel

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// A slot is used again when its coroutine has ended: a row of the timeline is then about several coroutines, one after
// the other. The name at its left is that of the first one; each of the others is named where it begins.

// had reports whether somebody was in a slot in column i.
func had(t *Timeline, slot, i int) bool { return t.Columns[i].Running == slot || !freed(t, slot, i) }

// freed reports whether a slot was free after column i.
func freed(t *Timeline, slot, i int) bool {
	c := &t.Columns[i]
	return slot < 0 || slot >= len(c.Places) || c.Places[slot] == engine.Free
}

// nextTenant returns the column behind i in which somebody else begins to use a slot that was used before; the number
// of columns where there is none.
func nextTenant(t *Timeline, slot, i int) int {
	used := false
	for ; i < len(t.Columns); i++ {
		has := had(t, slot, i)
		if has && used {
			a, b := &t.Columns[i-1], &t.Columns[i]
			ran := a.Running == slot && b.Running == slot // their names tell it
			if ran && a.Name != b.Name || !ran && freed(t, slot, i-1) {
				return i
			}
		}
		used = used || has
	}
	return i
}

// tenant returns the name of who used a slot from one column up to another, with its sign where that is known; "" where
// nobody ran there.
func (p pen) tenant(t *Timeline, slot, from, to int) (name string, lives bool) {
	if c := p.who(slot); c.Live && t.Now >= from && t.Now < to {
		return string(sign(c.Role)) + c.Name, true
	}
	for i := from; i < to; i++ {
		if c := &t.Columns[i]; c.Running == slot && c.Name != "" {
			return c.Name, false
		}
	}
	return "", false
}

// tenants names in a row who uses its slot after the first one, and returns the name of the first where all of them are
// told; "" where the slot is not used again, or where there is no room for their names.
func (p pen) tenants(y int, r *ruler, t *Timeline, slot int) string {
	second := nextTenant(t, slot, 0)
	if second == len(t.Columns) {
		return ""
	}
	all := true
	for at := second; at < len(t.Columns); {
		end := nextTenant(t, slot, at)
		name, lives := p.tenant(t, slot, at, end)
		all = p.takesOver(y, r, t, slot, at, name, lives) && all
		at = end
	}
	if first, _ := p.tenant(t, slot, 0, second); all {
		return first
	}
	return ""
}

// takesOver draws a bar and a name where somebody begins to use the slot of another: before its first column where
// nobody had the slot there, else at the beginning of a column that is wide enough.
func (p pen) takesOver(y int, r *ruler, t *Timeline, slot, at int, name string, lives bool) bool {
	first := at // of the columns in which nobody had it
	for first > 0 && !had(t, slot, first-1) && first-1 != t.Now {
		first--
	}
	w := screen.Width(name) + 2
	x := r.at(at, t.Now) - w
	switch {
	case x >= r.at(first, t.Now) && first < at:
	case r.cell > w:
		x = r.at(at, t.Now)
	default:
		if r.cell > 1 {
			p.Set(r.at(at, t.Now), y, theme.Unicode().Border.Vertical, text)
		}
		return false
	}
	st := quiet
	if lives {
		st = theme.Text.Bold()
	}
	p.Set(x, y, theme.Unicode().Border.Vertical, text)
	p.Text(x+1, y, name+" ", st)
	return name != ""
}
