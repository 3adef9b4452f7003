package dialog

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sahilm/fuzzy"

	"github.com/quartet-os/quartet/ui/edit"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// List is an open list with a filter: the scenes of the shelf, or functions to spawn.
type List struct {
	Title  string
	Rows   []panel.PickerRow
	Shown  []panel.PickerRow // those that pass the filter
	At     int               // the marked one of shown
	Line   edit.Line         // of the filter, while it is typed
	Filter string
	Aside  int    // columns that names are scrolled to the left
	Does   string // what enter does with a line
	Kinds  string // of what kinds its lines are, and how many; "" where they are of one
	Shelf  bool   // it is the shelf, whatever scene is shown
	Taken  bool   // the marked line was taken before there was one: the shelf is still being read
	Choose func(name string) error
	Read   func(name string) panel.SceneText // the text of a scene; nil where lines are no scenes
	text   panel.SceneText                   // what was read last, and of which scene
	of     string
}

// Intent is what a key asks of whoever shows a list.
type Intent uint8

// The intents.
const (
	Stay  Intent = iota // nothing
	Take                // the marked line is taken
	Type                // the filter is to be typed
	Lines               // the filter is typed no longer; the list stays
	Close               // the list is to be closed
	Idle                // nothing, and a letter was typed, which is a key of the list
)

// Update takes a key, and what it asks for, while the list is open. A letter that is no key of the list begins the
// filter.
func (p *List) Update(a keys.Action, k keys.Press) Intent {
	types, at, aside := inWord(k.Text), p.At, p.Aside
	switch a {
	case keys.None:
		if !types {
			return Stay
		}
		p.Line.SetValue(p.Filter)
		p.Line.CursorEnd()
		p.Line.Update(k)
		p.refilter()
		return Type
	case keys.Accept:
		return Take
	case keys.StartFilter:
		p.Line.SetValue(p.Filter)
		p.Line.CursorEnd()
		return Type
	case keys.CloseTop:
		if p.Filter != "" {
			p.SetFilter("")
			return Stay
		}
		return Close
	case keys.QuitAtOnce:
		return Close
	}
	if p.move(a); types && p.At == at && p.Aside == aside {
		return Idle
	}
	return Stay
}

// inWord reports whether a key types a letter or a digit.
func inWord(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// UpdateFilter takes a key, and what it asks for, while the filter is typed.
func (p *List) UpdateFilter(a keys.Action, k keys.Press) Intent {
	switch a {
	case keys.Accept:
		return Take
	case keys.CloseTop, keys.QuitAtOnce:
		p.SetFilter("")
		return Lines
	case keys.None:
		p.Line.Update(k)
		p.refilter()
	default:
		p.move(a)
	}
	return Stay
}

// Paste types a text into the filter.
func (p *List) Paste(text string) {
	p.Line.Insert(text)
	p.refilter()
}

func (p *List) refilter() {
	if text := p.Line.Value(); text != p.Filter {
		p.SetFilter(text)
	}
}

// Marked returns the name of the marked line, if there is one.
func (p *List) Marked() (name string, ok bool) {
	if p.At >= len(p.Shown) {
		return "", false
	}
	return p.Shown[p.At].Name, true
}

// Mark marks a line, the nearest where there is none.
func (p *List) Mark(at int) { p.At = max(min(at, len(p.Shown)-1), 0) }

// aside is how many columns a list scrolls sideways at once.
const aside = 8

// Sideways scrolls names by so many times some columns, as far as the longest of them goes.
func (p *List) Sideways(by int) {
	longest := 0
	for i := range p.Shown {
		longest = max(longest, screen.Width(p.Shown[i].Name))
	}
	p.Aside = max(min(p.Aside+by*aside, longest-aside), 0)
}

// pageRows is how far PgUp and PgDn go in a list.
const pageRows = 10

// move goes to another line.
func (p *List) move(a keys.Action) {
	switch a {
	case keys.ScrollLeft:
		p.Sideways(-1)
	case keys.ScrollRight:
		p.Sideways(1)
	case keys.CursorUp:
		p.At--
	case keys.CursorDown:
		p.At++
	case keys.CursorPageUp:
		p.At -= pageRows
	case keys.CursorPageDown:
		p.At += pageRows
	case keys.CursorFirst:
		p.At = 0
	case keys.CursorLast:
		p.At = len(p.Shown) - 1
	}
	p.At = max(min(p.At, len(p.Shown)-1), 0)
}

// SetFilter shows the lines that have the words of a text: in the name, which is best where it begins so, in the group,
// or in what the line says. Where none has, those whose name has the letters in this order. Without a filter all are
// shown, grouped.
func (p *List) SetFilter(text string) {
	var marked string
	if p.At < len(p.Shown) {
		marked = p.Shown[p.At].Name
	}
	p.Filter, p.Shown, p.At, p.Aside = text, p.Rows, 0, 0
	if words := strings.ToLower(strings.TrimSpace(text)); words != "" {
		p.Shown = p.match(words)
		return
	}
	for i, row := range p.Shown {
		if row.Name == marked {
			p.At = i
		}
	}
}

// How well a line matches, the best first.
const (
	begins    = iota // its name begins with what was typed
	words            // words of its name begin with those that were typed
	within           // its name has them
	grouped          // its group has them
	mentioned        // what it says has words that begin so
	missing
)

// match returns the lines that match, the best first; of those that match as well, in their order.
func (p *List) match(text string) (shown []panel.PickerRow) {
	typed := strings.Fields(text)
	for well := begins; well < missing; well++ {
		for _, row := range p.Rows {
			if matches(&row, typed) == well {
				row.Also = well == mentioned
				shown = append(shown, row)
			}
		}
	}
	if len(shown) > 0 {
		return shown
	}
	names := make([]string, len(p.Rows))
	for i, row := range p.Rows {
		names[i] = row.Name
	}
	for _, hit := range fuzzy.Find(strings.ReplaceAll(text, " ", ""), names) {
		shown = append(shown, p.Rows[hit.Index])
	}
	return shown
}

// matches says how well a line has the words that were typed, in small letters.
func matches(r *panel.PickerRow, typed []string) int {
	name := strings.ToLower(r.Name)
	if strings.HasPrefix(name, strings.Join(typed, "-")) || strings.HasPrefix(name, strings.Join(typed, " ")) {
		return begins
	}
	all := func(has func(word string) bool) bool {
		return !slices.ContainsFunc(typed, func(w string) bool { return !has(w) })
	}
	said := strings.ToLower(r.Name + " " + r.Group + " " + r.Moral + " " + r.Goal)
	switch {
	case all(func(w string) bool { return wordBegins(name, w) }):
		return words
	case all(func(w string) bool { return strings.Contains(name, w) }):
		return within
	case all(func(w string) bool { return strings.Contains(strings.ToLower(r.Group), w) }):
		return grouped
	case all(func(w string) bool { return wordBegins(said, w) }):
		return mentioned
	}
	return missing
}

// wordBegins reports whether a word of a text begins so.
func wordBegins(text, word string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(text[:from+i])
		if from+i == 0 || !unicode.IsLetter(before) && !unicode.IsDigit(before) {
			return true
		}
		from += i + max(len(word), 1)
	}
}

// Draw returns the list as it is drawn; typing tells that the filter is typed.
func (p *List) Draw(typing bool) panel.Overlay {
	cursor := -1
	if typing {
		cursor = p.Line.Position()
	}
	return &panel.Picker{
		Title: p.Title, Does: p.Does, All: p.Rows, Text: p.marked(), Filter: p.Filter, Cursor: cursor,
		Rows: p.Shown, Selected: p.At, Total: len(p.Rows), Kinds: p.Kinds, Aside: p.Aside,
		Bare: p.bare(), Page: p.Shelf,
	}
}

// marked returns the text of the marked scene.
func (p *List) marked() panel.SceneText {
	name, ok := p.Marked()
	if !ok || p.Read == nil {
		return panel.SceneText{}
	}
	if name != p.of {
		p.of, p.text = name, p.Read(name)
	}
	return p.text
}

// bare reports whether no row has more to say than its name; of a list that is still empty nobody knows.
func (p *List) bare() bool {
	return len(p.Rows) > 0 && !slices.ContainsFunc(p.Rows, func(r panel.PickerRow) bool {
		return r.Moral != "" || r.Goal != "" || r.Expect != ""
	})
}
