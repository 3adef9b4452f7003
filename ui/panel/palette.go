package panel

import (
	"slices"
	"strconv"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// PaletteRow is a line of the palette; rows of a section follow each other.
type PaletteRow struct {
	Section string
	Text    string
	Hits    []int  // bytes of Text that what was typed matches
	Types   string // what can be typed at the prompt in its place, or of what kind it is
	Key     string
	Pale    bool // it cannot be done now
}

// Palette is the one list over all that the screen can do and all that its words mean. It floats over the panels, which
// stay in sight behind it.
type Palette struct {
	Query    string
	Cursor   int // in Query, in runes
	Rows     []PaletteRow
	Selected int
	Aside    int    // columns that the lines are scrolled to the left
	About    string // explains the selected row
	Said     bool   // the row has said it in the same words
	Cannot   string // why it cannot be done now, "" where it can
}

func (k *Palette) modal() bool  { return true }
func (k *Palette) floats() bool { return true }

// size follows from the screen alone, so that what is found moves nothing.
func (k *Palette) size(w, h int, _ *Frame) (int, int) {
	return min(w, between(w*3/4, 78, 112)), min(h, between(h*2/3, 26, 34))
}

// paletteFoot is the rows that explain the selected row, where there is room.
const paletteFoot = 5

func (k *Palette) draw(p pen) {
	foot := min(paletteFoot, max((p.H-8)/2, 1))
	p.Canvas.Frame(p.Bounds(), screen.Frame{Style: theme.Bright.Plain(), Title: "COMMANDS",
		TitleStyle: theme.Bright.Plain(), Right: "keys, commands, rules, scenes, objects, words",
		RightStyle: quiet})
	in := p.inside()
	y := 0
	if in.H >= 20 {
		y = 1
	}
	found := strconv.Itoa(len(k.Rows)) + " found"
	in.TextRight(in.W, y, found, quiet)
	in.Text(1, y, ":", theme.Bright.Plain())
	in.in(screen.R(0, y, in.W, 1)).caret(3, in.W-len(found)-1, []rune(screen.Clean(k.Query)), k.Cursor)
	if k.Query == "" {
		in.Text(5, y, cut("type a few letters of what you look for", in.W-len(found)-7), quiet)
	}
	in.Rule(-1, y+1, in.W+2, line)
	list := screen.R(0, y+2, in.W, max(in.H-foot-y-3, 1))
	k.list(in.in(list))
	in.Rule(-1, list.Bottom(), in.W+2, line)
	k.foot(in.in(screen.R(1, list.Bottom()+1, in.W-2, foot)))
	k.hints(p)
}

// hints writes the palette's own keys into the lower edge.
func (k *Palette) hints(p pen) {
	x := 2
	for _, h := range [...]KeyHint{{Key: "▴ ▾", Does: "choose"}, {Key: p.words("{palette.accept}"), Does: "do it"},
		{Key: p.words("{palette.close}"), Does: "close"}, {Key: p.words("{palette.complete}"),
			Does: "into the prompt"}} {
		if w := keyWidth(h); x+w+3 < p.W {
			p.Fill(screen.R(x, p.H-1, w+2, 1), ' ', text)
			p.key(x+1, p.H-1, h)
			x += w + 2
		}
	}
}

// lines returns which row stands in which line of the list: -1 for the gap before a section.
func (k *Palette) lines() []int {
	var all []int
	for i := range k.Rows {
		if i > 0 && k.Rows[i].Section != k.Rows[i-1].Section {
			all = append(all, -1)
		}
		all = append(all, i)
	}
	return all
}

// list draws the rows around the selected one.
func (k *Palette) list(p pen) {
	if len(k.Rows) == 0 {
		p.Text(1, 0, cut("nothing has these letters; fewer find more", p.W-2), quiet)
		return
	}
	all := k.lines()
	at := slices.Index(all, k.Selected)
	first := scrolled(at-p.H/2, max(len(all)-p.H, 0))
	keys := 0
	for _, i := range all[first:min(first+p.H, len(all))] {
		if i >= 0 {
			keys = max(keys, screen.Width(k.Rows[i].Key))
		}
	}
	keys = min(max(keys, 6), p.W/4)
	for y := 0; y < p.H && first+y < len(all); y++ {
		i := all[first+y]
		if i < 0 {
			continue
		}
		if y == 0 || all[first+y-1] < 0 || i == 0 {
			p.Text(1, y, screen.Truncate(k.Rows[i].Section, paletteLabel-2), quiet)
		}
		k.row(p.in(screen.R(paletteLabel, y, p.W-paletteLabel, 1)), i, keys)
	}
	g := theme.Unicode()
	if first > 0 {
		p.Set(p.W-1, 0, g.Up, quiet)
	}
	if first+p.H < len(all) {
		p.Set(p.W-1, p.H-1, g.Down, quiet)
	}
}

// paletteLabel is the columns for the names of sections.
const paletteLabel = 9

// row draws a row: what it is called, what to type for it and its key, in keys columns.
func (k *Palette) row(p pen, i, keys int) {
	r := &k.Rows[i]
	end := p.W - keys - 3
	p.TextRight(p.W-2, 0, screen.Truncate(r.Key, keys), theme.Bright.Plain())
	name := screen.Width(r.Text)
	if room := end - min(name, end/2) - 3; r.Types != "" && room > 3 {
		word := screen.Truncate(screen.Clean(r.Types), room)
		p.TextRight(end, 0, word, quiet)
		end -= screen.Width(word) + 2
	}
	st := text
	switch {
	case i == k.Selected:
		st = theme.Text.Bold()
	case r.Pale:
		st = quiet
	}
	rest := scrolledAside(r.Text, k.Aside, end-1)
	left := len(r.Text) - len(rest)
	shown := screen.Truncate(rest, end-1)
	x, hits := 1, r.Hits
	for len(hits) > 0 && hits[0] < left {
		hits = hits[1:]
	}
	for at, c := range shown {
		at += left
		look := st
		if len(hits) > 0 && hits[0] == at {
			look, hits = theme.Match.Bold(), hits[1:]
		}
		x += p.Text(x, 0, string(c), look)
		for len(hits) > 0 && hits[0] < at+len(string(c)) {
			hits = hits[1:]
		}
	}
	if i == k.Selected {
		p.Mark(p.Bounds())
	}
	in := noIntent()
	in.Kind, in.Row = PickRow, i
	p.mean(p.Bounds(), in)
}

// foot explains the selected row: what it is and does, and why it cannot be done now.
func (k *Palette) foot(p pen) {
	if k.Selected < 0 || k.Selected >= len(k.Rows) {
		return
	}
	r, y := &k.Rows[k.Selected], 0
	if p.H >= 4 {
		name := screen.Wrap(screen.Clean(r.Text), max(p.W-screen.Width(r.Key)-2, 1), 0)
		if rest := name[1:]; !k.Said && len(rest) > 0 {
			name[0] = cut(name[0]+" …", p.W) // what follows explains it
			name = name[:1]
		}
		for _, l := range name[:min(len(name), p.H-2)] {
			x := p.Text(0, y, l, theme.Bright.Plain())
			if y++; y == 1 {
				p.Text(x+2, 0, screen.Truncate(r.Key, max(p.W-x-2, 0)), quiet)
			}
		}
	}
	why := screen.Wrap(p.signed(screen.Clean(k.Cannot)), p.W, 0)
	if k.Cannot == "" {
		why = nil
	}
	keep := min(len(why), max(p.H-y-1, 1), 2)
	about := screen.Wrap(screen.Clean(k.About), p.W, 0)
	if y > 0 && k.Said {
		about = nil
	}
	room := max(p.H-y-keep, 0)
	for i := 0; i < room && i < len(about); i++ {
		l := about[i]
		if i == room-1 && len(about) > room {
			l = cut(l+" …", p.W)
		}
		p.rich(0, y, l, text)
		y++
	}
	for i := 0; i < keep; i++ {
		p.rich(0, y, why[i], quiet)
		y++
	}
}
