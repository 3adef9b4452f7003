package panel

import (
	"slices"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// AnswerRow is one question about every schedule and what it came to, as a row of a message.
type AnswerRow struct {
	Asked, Brief string // what was asked, and the same where there is little room
	Mood         Mood
	Word         string // what it came to, behind the sign of the mood
	Text         string // why
}

// The columns of the rows of answers.
const (
	answerGap   = 2
	answerWide  = 100 // with so many what was asked is said in full
	answerLeast = 24  // of why it is so, beside the rest; with fewer it stands below
)

// askAgain is the word before the keys that ask further.
const askAgain = "ask again"

// messageLine is a line of a message as it is drawn.
type messageLine struct {
	text  string     // at column at
	heads string     // titles, at column at
	label string     // at the left
	row   *AnswerRow // whose word stands at column word; nil for none
	at    int
	word  int
	asks  []KeyHint // keys that ask further, at column at
}

// lay breaks a message into lines of w columns: the rows of answers, then the text. What was not asked stands below the
// rows; where there are none, below the text.
func (m *Message) lay(w int, f *Frame) (lines []messageLine) {
	if m.Above != "" {
		for _, l := range screen.Wrap(m.Above, w, 0) {
			lines = append(lines, messageLine{text: l})
		}
	}
	label, word := 0, 0
	for i := range m.Rows {
		label = max(label, screen.Width(m.Rows[i].asked(w)))
		word = max(word, screen.Width(m.Rows[i].Word)+2)
	}
	at := label + word + 2*answerGap
	for i := range m.Rows {
		lines = append(lines, m.Rows[i].lay(w, label+answerGap, at)...)
	}
	var asks, words []messageLine
	if len(m.Asks) > 0 {
		asks = m.layAsks(w, len(askAgain)+answerGap, f)
	}
	if m.Text != "" {
		for _, l := range screen.Wrap(m.Text, w, 0) {
			words = append(words, messageLine{text: l})
		}
	}
	lines = append(lines, m.Numbers.lay(w)...)
	switch {
	case m.Numbers != nil:
		return apart(apart(lines, words), asks)
	case len(m.Rows) == 0:
		return apart(append(lines, words...), asks)
	}
	return apart(append(lines, asks...), words)
}

// apart puts two parts of a message below each other, with a gap between them.
func apart(above, below []messageLine) []messageLine {
	if len(above) > 0 && len(below) > 0 {
		above = append(above, messageLine{})
	}
	return append(above, below...)
}

// asked is what was asked, as there is room for in w columns.
func (r *AnswerRow) asked(w int) string {
	if w >= answerWide || r.Brief == "" {
		return r.Asked
	}
	return r.Brief
}

// lay breaks a row of w columns into lines: why stands at a column, or below where there is little room.
func (r *AnswerRow) lay(w, word, at int) []messageLine {
	first := messageLine{label: r.asked(w), row: r, word: word, at: at}
	if w-at < answerLeast {
		lines := []messageLine{first}
		for _, l := range screen.Wrap(r.Text, max(w-answerGap, 1), 0) {
			lines = append(lines, messageLine{text: l, at: answerGap})
		}
		return lines
	}
	var lines []messageLine
	for i, l := range screen.Wrap(r.Text, w-at, 0) {
		if i == 0 {
			first.text = l
			lines = append(lines, first)
			continue
		}
		lines = append(lines, messageLine{text: l, at: at})
	}
	if len(lines) == 0 {
		lines = append(lines, first)
	}
	return lines
}

// layAsks breaks the keys that ask further into lines of w columns.
func (m *Message) layAsks(w, at int, f *Frame) []messageLine {
	lines, x := []messageLine{{label: askAgain, at: at}}, at
	for _, k := range named(m.Asks, f) {
		need := keyWidth(k)
		if x > at && x+need > w {
			lines, x = append(lines, messageLine{at: at}), at
		}
		last := &lines[len(lines)-1]
		last.asks = append(last.asks, k)
		x += need + 3
	}
	return lines
}

// gapless leaves the gaps between the lines out.
func gapless(lines []messageLine) []messageLine {
	return slices.DeleteFunc(lines, func(l messageLine) bool {
		return l.text+l.label+l.heads == "" && len(l.asks) == 0
	})
}

// messageLine draws a line of a message.
func (p pen) messageLine(y int, l *messageLine) {
	p.Text(0, y, cut(l.label, p.W), quiet)
	if l.row != nil {
		sign, st := l.row.Mood.sign()
		p.Set(l.word, y, sign, st)
		p.Text(l.word+2, y, cut(l.row.Word, p.W-l.word-2), st)
	}
	p.Text(l.at, y, l.heads, quiet)
	p.Text(l.at, y, l.text, text)
	x := l.at
	for _, k := range l.asks {
		x += p.key(x, y, k) + 3
	}
}

// sign is the sign of a mood and its style; a space for none.
func (m Mood) sign() (rune, theme.StyleID) {
	g := theme.Unicode()
	switch m {
	case Good:
		return g.Check, theme.Bright.Plain()
	case Bad:
		return g.Cross, theme.Trouble.Bold()
	case Unsure:
		return '?', theme.Text.Bold()
	}
	return ' ', theme.Text.Bold()
}
