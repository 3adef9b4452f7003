package palette

import (
	"github.com/quartet-os/quartet/ui/edit"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// Palette is the open palette. The zero value is empty.
type Palette struct {
	line  edit.Line
	all   []Entry
	found []hit
	at    int
	aside int // columns that the lines are scrolled to the left
}

// Intent is what a key asks of whoever shows the palette.
type Intent uint8

// The intents.
const (
	Stay  Intent = iota // nothing
	Take                // the marked line is taken
	Write               // the marked line goes into the prompt
	Close               // the palette is to be closed
)

// New returns a palette over all entries, with nothing typed.
func New(all []Entry) Palette {
	p := Palette{all: all}
	p.look()
	return p
}

// Refill puts other entries into the palette; what was typed stays, and so does the mark where its line is still there.
func (p *Palette) Refill(all []Entry) {
	before, ok := p.Marked()
	p.all = all
	p.look()
	if !ok {
		return
	}
	for i, h := range p.found {
		if e := &all[h.entry]; e.same(&before) {
			p.at = i
			return
		}
	}
}

// same reports whether two entries ask for the same.
func (e *Entry) same(o *Entry) bool {
	return e.Kind == o.Kind && e.Arg == o.Arg && e.Slot == o.Slot && e.Action == o.Action && e.Sign == o.Sign
}

// look searches anew.
func (p *Palette) look() {
	p.found, p.at = search(p.all, p.line.Value())
	p.aside = 0
}

// pageRows is how far PgUp and PgDn go.
const pageRows = 10

// Update takes a key, and what it asks for in the palette.
func (p *Palette) Update(a keys.Action, k keys.Press) Intent {
	switch a {
	case keys.Accept:
		return Take
	case keys.Complete:
		return Write
	case keys.CloseTop, keys.QuitAtOnce:
		return Close
	case keys.CursorUp:
		p.Mark(p.at - 1)
	case keys.CursorDown:
		p.Mark(p.at + 1)
	case keys.CursorPageUp:
		p.Mark(p.at - pageRows)
	case keys.CursorPageDown:
		p.Mark(p.at + pageRows)
	default:
		before := p.line.Value()
		if p.line.Update(k); p.line.Value() != before {
			p.look()
		}
	}
	return Stay
}

// Paste types a text.
func (p *Palette) Paste(text string) {
	p.line.Insert(text)
	p.look()
}

// Mark marks a line, the nearest where there is none.
func (p *Palette) Mark(at int) { p.at = max(min(at, len(p.found)-1), 0) }

// aside is how many columns the lines scroll sideways at once.
const aside = 8

// Sideways scrolls the lines by so many times some columns, as far as the longest of them goes.
func (p *Palette) Sideways(by int) {
	longest := 0
	for _, h := range p.found {
		longest = max(longest, screen.Width(p.all[h.entry].Name))
	}
	p.aside = max(min(p.aside+by*aside, longest-aside), 0)
}

// At is the number of the marked line.
func (p *Palette) At() int { return p.at }

// Marked returns the entry that is marked, if there is one.
func (p *Palette) Marked() (Entry, bool) {
	if p.at >= len(p.found) {
		return Entry{}, false
	}
	return p.all[p.found[p.at].entry], true
}

// Draw returns the palette as it is drawn; cannot says why the marked line cannot be done now, "" where it can.
func (p *Palette) Draw(cannot string) panel.Overlay {
	o := &panel.Palette{Query: p.line.Value(), Cursor: p.line.Position(), Selected: p.at, Cannot: cannot,
		Aside: p.aside, Rows: make([]panel.PaletteRow, len(p.found))}
	for i, h := range p.found {
		e := &p.all[h.entry]
		o.Rows[i] = panel.PaletteRow{Section: e.section(), Text: e.Name, Hits: h.at, Types: e.Types, Key: e.Sign,
			Pale: e.NotNow}
		if h.also && e.Kind != Dialogue {
			o.Rows[i].Section = "also"
		}
	}
	if e, ok := p.Marked(); ok {
		o.About, o.Said = e.About, e.said
	}
	return o
}
