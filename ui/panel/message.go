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
	Title   string
	Topic   string // in the place of a title that tells the answer, where that is hidden; "": the title does not
	Text    string
	Mood    Mood
	Keys    []KeyHint // named by their actions, as keys.Map.Words reads them
	Above   string    // stands above the rows
	Rows    []AnswerRow
	Numbers *Numbers
	Asks    []KeyHint // the keys that ask further
	Scroll  int       // rows
	Tells   bool      // it answers what was asked for
	Wide    bool      // it is as wide as one with rows, which comes in its place

	whole bool // all of it was in sight when it was drawn last
}

func (m *Message) modal() bool { return false }

// done reports whether it is an answer, or what stands where one comes.
func (m *Message) done() bool { return m.Numbers == nil && (len(m.Rows) > 0 || m.Wide) }

// keepsTime lets the timeline stay where there is room for either that or the work queues: an answer about schedules
// speaks of what is to come.
func (m *Message) keepsTime() bool { return len(m.Rows) > 0 || m.Numbers != nil }

// hints are the keys of the message as the user has them.
func (m *Message) hints(f *Frame) []KeyHint { return named(m.Keys, f) }

// named names keys as the user has them.
func named(keys []KeyHint, f *Frame) []KeyHint {
	all := slices.Clone(keys)
	for i := range all {
		all[i].Key = f.keymap().Words(all[i].Key)
	}
	return all
}

func (m *Message) size(w, h int, f *Frame) (int, int) {
	width := max(textWidth(w, m.Text, m.hints(f)), min(screen.Width(m.Title)+5, mostTitle))
	if len(m.Rows) > 0 || m.Wide {
		width = max(min(w-4, answerWide), width)
	}
	width = max(min(w-4, m.Numbers.width()), width)
	more := 2
	if len(m.Keys) > 0 {
		more += 2
	}
	rows := len(m.lay(width, f)) + more
	if rows > h && w > width+4 { // long lines rather than hidden ones
		width = w - 4
		rows = len(m.lay(width, f)) + more
	}
	if rows > h && len(m.Rows) > 0 && len(gapless(m.lay(width, f)))+2 <= h {
		rows = h // the gaps give way first
	}
	return width + 4, rows
}

func (m *Message) draw(p pen) {
	title := m.Title
	sign, st := m.Mood.sign()
	if sign != ' ' {
		title = string(sign) + " " + title
	}
	in := p.dialog(title, "", st)
	lines, rows, tight := m.fit(p.Bounds(), p.f)
	if tight { // the keys go into the edge
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
	m.whole = len(lines) <= rows
	scroll := scrolled(m.Scroll, max(len(lines)-rows, 0))
	for y := 0; y < rows && scroll+y < len(lines); y++ {
		in.messageLine(y, &lines[scroll+y])
	}
	p.more(scroll, rows, len(lines))
}

// Whole reports whether all of a message was in sight when it was drawn last: there is nothing to scroll.
func (m *Message) Whole() bool { return m.whole }

// fit lays a message out in a place with a frame, and returns for how many of its lines there is room. Where there is
// little the gaps give way first, then the ends of lines.
func (m *Message) fit(r screen.Rect, f *Frame) (lines []messageLine, rows int, tight bool) {
	w, h := r.W-4, r.H-2
	lines, rows = m.lay(w, f), h
	if len(m.Keys) > 0 {
		rows -= 2
	}
	if len(lines) <= rows {
		return lines, rows, false
	}
	if lines = gapless(lines); len(lines) > h && len(m.Rows) > 0 && r.W >= roomyWidth {
		run := *m
		run.Text = strings.Join(strings.Fields(m.Text), " ")
		lines = gapless(run.lay(w, f))
	}
	return lines, h, true
}

// hides reports whether a message has more lines than are seen in its place.
func (m *Message) hides(r screen.Rect, f *Frame) bool {
	lines, rows, _ := m.fit(r, f)
	return len(lines) > max(rows, 1)
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
