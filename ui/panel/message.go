package panel

import (
	"slices"
	"strings"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// Confirm asks before something is lost.
type Confirm struct {
	Title   string
	Text    string
	Choices []KeyHint
	Chosen  int
}

func (c *Confirm) modal() bool { return true }

func (c *Confirm) size(w, _ int, _ *Frame) (int, int) {
	width := textWidth(w, c.Text, c.Choices)
	return width + 4, len(screen.Wrap(c.Text, width, 0)) + 4
}

func (c *Confirm) draw(p pen) {
	in := p.dialog(c.Title, "", theme.Text.Bold())
	for i, l := range screen.Wrap(c.Text, in.W, 0) {
		if i < in.H-1 {
			in.Text(0, i, l, text)
		}
	}
	in.keyRow(in.H-1, c.Choices, c.Chosen)
}

// Mood says how a message is meant.
type Mood uint8

// The moods.
const (
	Plain  Mood = iota
	Good        // a law holds, a goal is reached
	Bad         // something can go wrong, or did
	Unsure      // not known
)

// Message is a box with a text: a verdict, the moral of a scene, progress. Newlines in Text end lines.
type Message struct {
	Title  string
	Text   string
	Mood   Mood
	Keys   []KeyHint // named by their actions, as keys.Map.Words reads them
	Scroll int       // rows
}

func (m *Message) modal() bool { return false }

// hints are the keys of the message as the user has them.
func (m *Message) hints(f *Frame) []KeyHint {
	all := slices.Clone(m.Keys)
	for i := range all {
		all[i].Key = f.keymap().Words(all[i].Key)
	}
	return all
}

func (m *Message) size(w, h int, f *Frame) (int, int) {
	width := max(textWidth(w, m.Text, m.hints(f)), min(screen.Width(m.Title)+5, mostTitle))
	more := 2
	if len(m.Keys) > 0 {
		more += 2
	}
	rows := len(screen.Wrap(m.Text, width, 0)) + more
	if rows > h && w > width+4 { // long lines rather than hidden ones
		width = w - 4
		rows = len(screen.Wrap(m.Text, width, 0)) + more
	}
	return width + 4, rows
}

func (m *Message) draw(p pen) {
	g := theme.Unicode()
	title, st := m.Title, theme.Text.Bold()
	switch m.Mood {
	case Good:
		title, st = string(g.Check)+" "+title, theme.Bright.Plain()
	case Bad:
		title, st = string(g.Cross)+" "+title, theme.Trouble.Bold()
	case Unsure:
		title = "? " + title
	}
	in := p.dialog(title, "", st)
	lines := screen.Wrap(m.Text, in.W, 0)
	rows := in.H
	if len(m.Keys) > 0 {
		rows -= 2
	}
	if len(lines) > rows { // the gaps give way first, then the keys go into the edge
		lines = slices.DeleteFunc(lines, func(l string) bool { return l == "" })
		rows = in.H
		x := 2
		for _, k := range m.hints(p.f) {
			if w := keyWidth(k) + 2; x+w+6 <= p.W { // beside the sign that there is more
				p.Fill(screen.R(x, p.H-1, w, 1), ' ', text)
				x += p.key(x+1, p.H-1, k) + 2
			}
		}
	} else {
		in.keyRow(in.H-1, m.hints(p.f), -1)
	}
	rows = max(rows, 1)
	scroll := scrolled(m.Scroll, max(len(lines)-rows, 0))
	for y := 0; y < rows && scroll+y < len(lines); y++ {
		in.Text(0, y, lines[scroll+y], text)
	}
	p.more(scroll, rows, len(lines))
}

// leastText is the fewest columns for a text that one likes to read.
const leastText = 36

// mostTitle is the most columns that a place needs to have for a title, or for a word of a text, to be whole.
const mostTitle = 96

// textWidth is the columns for a text and a row of keys in a room of w columns: few lines, none too long to read, and
// the whole of the keys.
func textWidth(w int, s string, keys []KeyHint) int {
	row := 0
	for _, k := range keys {
		row += keyWidth(k) + 3
	}
	longest := 0
	for _, l := range screen.Wrap(s, 60, 0) {
		longest = max(longest, screen.Width(l))
	}
	word := 0
	for _, s := range strings.Fields(s) {
		word = max(word, screen.Width(s))
	}
	return max(between(w-4, leastText, max(longest, 24)), row, min(word, mostTitle))
}
