package edit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
)

// TextLimit is how many bytes a text may have: no scene is longer.
const TextLimit = program.MaxBytes

// Text is a text of several lines with a cursor, and what was done to it, so that it can be taken back. The zero value
// is an empty text. It is drawn by whoever shows it, on cells.
type Text struct {
	lines     []string // without their ends; always one at least, once it was loaded
	y, x      int      // the cursor: the line, and the bytes before it
	want      int      // the column that up and down keep, plus 1; 0 where there is none
	crlf      bool     // lines end as on Windows
	size      int
	version   int64
	past      history
	anchor    place  // where the selection begins
	selecting bool   // from the anchor to the cursor
	source    string // the text as it was put together last
	of        int64  // and its version, plus 1
}

// Load puts a text in the place of all that there was. The cursor stands at its beginning.
func (t *Text) Load(text string) {
	t.crlf = strings.Contains(text, "\r\n") && strings.Count(text, "\r\n") == strings.Count(text, "\n")
	if t.crlf {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	*t = Text{lines: strings.Split(text, "\n"), crlf: t.crlf, size: len(text), version: t.version + 1}
}

// Source returns the text, its lines ended as they were when it was loaded.
func (t *Text) Source() string {
	if t.of == t.version+1 {
		return t.source
	}
	end := "\n"
	if t.crlf {
		end = "\r\n"
	}
	t.source, t.of = strings.Join(t.lines, end), t.version+1
	return t.source
}

// Lines returns the lines; the caller only reads.
func (t *Text) Lines() []string { return t.lines }

// Cursor returns the line of the cursor, counted from 0, and the bytes before it.
func (t *Text) Cursor() (line, at int) { return t.y, t.x }

// Version is another number after each change.
func (t *Text) Version() int64 { return t.version }

// place is a place in the text: a line, and bytes of it.
type place struct{ y, x int }

// before reports whether a place comes before another.
func (p place) before(q place) bool { return p.y < q.y || p.y == q.y && p.x < q.x }

// cursor returns the cursor's place.
func (t *Text) cursor() place { return place{t.y, t.x} }

// line returns the line of the cursor, and its parts before and behind the cursor.
func (t *Text) line() (before, behind string) {
	if len(t.lines) == 0 {
		t.lines = []string{""}
	}
	l := t.lines[t.y]
	return l[:t.x], l[t.x:]
}

// end returns the place behind a text that begins at a place.
func (p place) end(text string) place {
	n := strings.Count(text, "\n")
	if n == 0 {
		return place{p.y, p.x + len(text)}
	}
	return place{p.y + n, len(text) - strings.LastIndexByte(text, '\n') - 1}
}

// swap puts a text in the place of another that begins at a place, and the cursor behind it.
func (t *Text) swap(at place, old, text string) {
	end := at.end(old)
	t.size += len(text) - len(old)
	t.version++
	if at.y == end.y && !strings.Contains(text, "\n") { // the usual case moves no line
		l := t.lines[at.y]
		t.lines[at.y] = l[:at.x] + text + l[end.x:]
	} else {
		fresh := strings.Split(t.lines[at.y][:at.x]+text+t.lines[end.y][end.x:], "\n")
		rest := t.lines[end.y+1:]
		all := make([]string, 0, at.y+len(fresh)+len(rest))
		t.lines = append(append(append(all, t.lines[:at.y]...), fresh...), rest...)
	}
	behind := at.end(text)
	t.y, t.x, t.want, t.selecting = behind.y, behind.x, 0, false
}

// between returns the text between two places.
func (t *Text) between(from, to place) string {
	if from.y == to.y {
		return t.lines[from.y][from.x:to.x]
	}
	var b strings.Builder
	b.WriteString(t.lines[from.y][from.x:])
	for _, l := range t.lines[from.y+1 : to.y] {
		b.WriteString("\n" + l)
	}
	b.WriteString("\n" + t.lines[to.y][:to.x])
	return b.String()
}

// change does one change, and notes it.
func (t *Text) change(kind kind, at place, old, text string) bool {
	if old == text || t.size+len(text)-len(old) > TextLimit {
		return false
	}
	from := t.cursor()
	t.swap(at, old, text)
	t.past.note(deed{kind: kind, at: at, old: old, text: text, from: from})
	return true
}

// Insert types a text at the cursor, in the place of what is selected: line breaks and tabs stay, other controls are
// left out. It reports whether there was room for it.
func (t *Text) Insert(text string) bool {
	t.line()
	text = cleanText(text)
	if text == "" {
		return true
	}
	if done, room := t.swapSelected(text); done {
		return room
	}
	how := pasting
	if utf8.RuneCountInString(text) == 1 && text != "\n" {
		how = typing
	}
	return t.change(how, t.cursor(), "", text)
}

// Type types what a key types. A closing bracket that begins a line moves to the left.
func (t *Text) Type(text string) bool {
	before, _ := t.line()
	_, _, selected := t.selected()
	if (text == "}" || text == ")") && !selected && before != "" && strings.Trim(before, "\t") == "" {
		return t.change(pasting, place{t.y, t.x - 1}, "\t", text)
	}
	return t.Insert(text)
}

// Break begins a new line that stands as far from the left as the one before, and further where a bracket was opened.
func (t *Text) Break() bool {
	before, behind := t.line()
	indent := before[:len(before)-len(strings.TrimLeft(before, " \t"))]
	text := "\n" + indent
	if done, room := t.swapSelected(text); done {
		return room
	}
	bare := strings.TrimRight(before, " \t")
	if strings.HasSuffix(bare, "{") || strings.HasSuffix(bare, "(") {
		text += "\t"
		if close := strings.TrimLeft(behind, " \t"); strings.HasPrefix(close, "}") || strings.HasPrefix(close, ")") {
			at := t.cursor()
			if !t.change(pasting, at, behind[:len(behind)-len(close)], text+"\n"+indent) {
				return false
			}
			end := at.end(text)
			t.y, t.x = end.y, end.x
			return true
		}
	}
	return t.change(pasting, t.cursor(), "", text)
}

// Backspace deletes the sign before the cursor, or joins the line with the one before.
func (t *Text) Backspace() { t.cut(deleting, t.left(t.cursor()), t.cursor()) }

// Delete deletes the sign behind the cursor, or joins the line with the next.
func (t *Text) Delete() { t.cut(pasting, t.cursor(), t.right(t.cursor())) }

// cut deletes what stands between two places, or what is selected.
func (t *Text) cut(how kind, from, to place) {
	t.line()
	if done, _ := t.swapSelected(""); done {
		return
	}
	if from.before(to) {
		t.change(how, from, t.between(from, to), "")
	}
}

// Indent types a tab; where several lines are selected, one before each that has something in it.
func (t *Text) Indent() bool {
	done, room := t.shift(func(l string) string {
		if l == "" {
			return l
		}
		return "\t" + l
	})
	return room && (done || t.Insert("\t"))
}

// Outdent moves the line, or each that is selected, to the left by a tab, or by as many blanks.
func (t *Text) Outdent() {
	t.line()
	if done, _ := t.shift(func(l string) string { return l[margin(l):] }); done {
		return
	}
	n := margin(t.lines[t.y])
	x := max(t.x-n, 0)
	if t.change(pasting, place{t.y, 0}, t.lines[t.y][:n], "") {
		t.x = x
	}
}

// margin is how many bytes a line loses when it moves to the left.
func margin(l string) int {
	n := 0
	for n < len(l) && n < TabColumns && l[n] == ' ' {
		n++
	}
	if strings.HasPrefix(l, "\t") {
		n = 1
	}
	return n
}

// cleanText makes a text safe to put among others: its lines end as here, and of controls only tabs stay.
func cleanText(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
}

// TabColumns is how far apart tabs stop.
const TabColumns = 4

// Expand returns a line with blanks up to the next stop in the place of each tab.
func Expand(line string) string {
	if strings.IndexByte(line, '\t') < 0 {
		return line
	}
	var b strings.Builder
	column := 0
	for i, part := range strings.Split(line, "\t") {
		if i > 0 {
			n := TabColumns - column%TabColumns
			b.WriteString("        "[:n])
			column += n
		}
		b.WriteString(part)
		column += screen.Width(part)
	}
	return b.String()
}

// Columns returns the columns that a line takes.
func Columns(line string) int { return screen.Width(Expand(line)) }

// Column returns the column of the cursor, counted from 0.
func (t *Text) Column() int {
	before, _ := t.line()
	return Columns(before)
}

// Replace puts another text in the place of all, as one change that can be taken back.
func (t *Text) Replace(text string) bool {
	t.line()
	if t.crlf {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	last := len(t.lines) - 1
	y, column := t.y, t.Column()
	ok := t.change(pasting, place{}, t.between(place{}, place{last, len(t.lines[last])}), text)
	t.Point(y, column)
	return ok
}
