package panel

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// betweenGroups stands between two groups in a row, with a bar in its middle: without it they read as a chain, in which
// one who waits for a thing leads to the next thing.
const betweenGroups = 3

// run draws groups one behind the other, for a lane with fewer rows than groups, and none with an arrow, which would
// point at the next group. Where that shows more of them they are packed: without those who left and blanks.
func (p pen) run(groups []group) {
	best, at := -1, 0
	p.lined = true
	for i := range 3 {
		p.glued = i > 1
		if n := p.lineUp(groups, i > 0, false); n > best {
			best, at = n, i
		}
	}
	p.glued = at > 1
	p.lineUp(groups, at > 0, true)
	p.glued, p.lined = false, false
}

// lineUp places groups one behind the other, and behind them how many wait for something else. It returns how many of
// the groups have room.
func (p pen) lineUp(groups []group, packed, draw bool) int {
	p.tight = packed
	defer func() { p.tight = false }()
	x, y := 0, 0
	for i := range groups {
		g := &groups[i]
		name := screen.Width(p.groupName(g)) + 1
		w := p.lineWidth(g, packed)
		if w == 0 { // who left it has no room
			continue
		}
		gap := min(x, betweenGroups)
		if x > 0 && w > p.W-x-gap && y < p.H-1 {
			x, y, gap = 0, y+1, 0
		}
		room := p.W - x - gap
		if y == p.H-1 {
			room -= p.rest(groups[i+1:], room-w, packed)
		}
		switch folds := !packed && len(g.slots) > 1 && name+10 <= room; { // to say how many wait
		case w <= room:
		case folds || y < p.H-1:
			w = room
		default:
			words := p.elsewhere(groups[i:], x+y == 0)
			if x += min(gap, 2); draw {
				p.Text(x, y, cut(longest(words, p.W-x), p.W-x), quiet)
			}
			return i
		}
		if x += gap; draw && gap > 0 {
			p.Set(x-2, y, theme.Unicode().Border.Vertical, line)
		}
		switch in := p.in(screen.R(x, y, w, 1)); {
		case draw && packed:
			in.Text(0, 0, p.groupName(g), theme.Text.Bold())
			in.tokens(name, w-name+2, g.slots)
		case draw:
			in.group(g, name, len(groups) == 1)
		}
		x += w
	}
	return len(groups)
}

// lineWidth is the columns that a group takes in a line, with its name.
func (p pen) lineWidth(g *group, packed bool) int {
	w := screen.Width(p.groupName(g)) + 1
	if !packed {
		return w + p.groupWidth(g)
	}
	all := *g
	if all.left = nil; len(all.slots) == 0 {
		return 0
	}
	return w + p.groupWidth(&all)
}

// rest is the columns that groups need behind another one, or a word on them: a bar or two blanks, and that.
func (p pen) rest(groups []group, room int, packed bool) int {
	all := 0
	for i := range groups {
		if w := p.lineWidth(&groups[i], packed); w > 0 {
			all += betweenGroups + w
		}
	}
	if all <= room {
		return all
	}
	if words := p.elsewhere(groups, false); len(words) > 0 {
		return 2 + screen.Width(words[len(words)-1])
	}
	return 0
}

// elsewhere says how many wait for something that is not shown, and for what, in more and in fewer words; first is of
// a lane in which nobody else is.
func (p pen) elsewhere(groups []group, first bool) []string {
	n, name := 0, ""
	var each, names []string
	for i := range groups {
		if on := len(groups[i].slots); on > 0 {
			n += on
			name = p.groupName(&groups[i])
			each, names = append(each, strconv.Itoa(on)+" on "+name), append(names, name)
		}
	}
	some := "… " + strconv.Itoa(n) + " on "
	switch {
	case n == 0:
		return nil
	case first:
		words := []string{strings.Join(each, ", "), strconv.Itoa(n) + " wait"}
		if !slices.ContainsFunc(groups, func(g group) bool { return g.object < 0 }) {
			words = slices.Insert(words, 1, fmt.Sprintf("%d on %d objects", n, len(each)))
		}
		return words
	case len(each) > 1:
		return []string{some + strings.Join(names, ", "), some + strconv.Itoa(len(each)) + " others", some + "others"}
	case screen.Width(name) > len("another"):
		return []string{some + name, some + "another"}
	}
	return []string{some + name}
}

// longest returns the first of some texts that has room, the longest one first, or the last one.
func longest(words []string, room int) string {
	for _, s := range words {
		if screen.Width(s) <= room {
			return s
		}
	}
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}
