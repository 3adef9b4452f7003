package panel

import (
	"slices"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// footer is the line of keys. A notice, a question to the class or the prompt takes its left part, and the keys that
// still fit stay at the right.
func (p pen) footer() {
	p.panel = FooterPanel
	switch {
	case p.f.Prompting:
		p.prompt()
	case p.f.Ask.Text != "": // it lies over this row
	case p.f.Notice != "" && p.host.Empty() && p.noticeFits():
		p.notice()
	default:
		all := p.f.Keys
		if last := len(all) - 1; p.hidden && last >= 0 && p.f.Scrolls.Key != "" {
			all = slices.Insert(slices.Clone(all), min(1, last), p.f.Scrolls)
		}
		p.keys(0, all)
	}
}

// keyWidth is the columns of a key hint.
func keyWidth(k KeyHint) int {
	w := screen.Width(k.Key)
	if k.Does != "" {
		w += 1 + screen.Width(k.Does)
	}
	return w
}

// key writes a key and what it does, and returns the columns.
func (p pen) key(x, y int, k KeyHint) int {
	bright := theme.Bright.Plain()
	if p.f.Later[k.Key] {
		bright = quiet
	}
	w := p.Text(x, y, k.Key, bright)
	if k.Does != "" {
		w += 1 + p.Text(x+w+1, y, k.Does, quiet)
	}
	in := noIntent()
	in.Kind, in.Key = PressKey, k.Key
	p.mean(screen.R(x, y, w, 1), in)
	return w
}

// keys writes the hints that fit from column x on, the most needed first; one that does not fit makes room for a
// shorter one, and the last one is kept.
func (p pen) keys(x int, all []KeyHint) {
	if len(all) == 0 {
		return
	}
	last := all[len(all)-1]
	end := p.W - keyWidth(last)
	for _, k := range all[:len(all)-1] {
		if x+keyWidth(k)+2 <= end {
			x += p.key(x, 0, k) + 2
		}
	}
	if x+keyWidth(last) <= p.W {
		p.key(x, 0, last)
	}
}

// lastKeys writes the most needed hints and the last one at the right of the line, as far as they fit behind column
// least, and returns the column where they begin.
func (p pen) lastKeys(least int) int {
	all := p.f.Keys
	if len(all) == 0 {
		return p.W
	}
	last := all[len(all)-1]
	x := p.W - keyWidth(last)
	if x < least {
		return p.W
	}
	p.key(x, 0, last)
	n := 0
	for n < len(all)-1 && x-keyWidth(all[n])-2 >= least {
		x -= keyWidth(all[n]) + 2
		n++
	}
	at := x
	for _, k := range all[:n] {
		at += p.key(at, 0, k) + 2
	}
	return x
}

// Brief reports whether a screen of w by h cells is so small, or shows so few things, that a box for a notice would lie
// over what is needed.
func Brief(f *Frame, w, h int) bool {
	return w < roomyWidth || h < roomyHeight || f.Layout == Projector
}

// prompt is the line in which commands are typed; its window follows the cursor.
func (p pen) prompt() {
	end := p.W
	runes := []rune(screen.Clean(p.f.Prompt))
	completes := KeyHint{Key: p.words("{prompt.complete}"), Does: "completes"}
	leaves := KeyHint{Key: p.words("{prompt.close}"), Does: "leaves"}
	if hints := keyWidth(completes) + 2 + keyWidth(leaves); len(runes)+4+hints <= p.W {
		x := p.W - hints
		x += p.key(x, 0, completes) + 2
		p.key(x, 0, leaves)
		end = p.W - hints - 2
	}
	p.Text(0, 0, ":", theme.Bright.Plain())
	p.caret(1, end, runes, p.f.PromptCursor)
}

// caret writes an editable text with its cursor in the columns x to end.
func (p pen) caret(x, end int, runes []rune, cursor int) {
	cursor = scrolled(cursor, len(runes))
	from := 0
	for from < cursor && screen.Width(string(runes[from:cursor]))+1 > end-x {
		from++
	}
	clip := p.in(screen.R(x, 0, end-x, p.H))
	clip.Text(0, 0, string(runes[from:]), theme.Text.Bold())
	at := screen.Width(string(runes[from:cursor]))
	under := ' '
	if cursor < len(runes) {
		under = runes[cursor]
	}
	clip.Set(at, 0, under, theme.Bright.Token())
}
