package edit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quartet-os/quartet/ui/screen"
)

// Move is a way to move the cursor, or a deletion up to where such a way leads.
type Move uint8

// The moves.
const (
	Left Move = iota
	Right
	Up
	Down
	WordLeft
	WordRight
	LineStart // the first letter of the line, then its beginning
	LineEnd
	PageUp
	PageDown
	TextStart
	TextEnd
)

// Go moves the cursor; rows is how many lines a page has. What was selected is so no longer; to the left and the right
// of it the cursor goes to its ends.
func (t *Text) Go(m Move, rows int) {
	t.line()
	t.rest()
	from, to, selected := t.selected()
	t.selecting = false
	switch m {
	case Left, Right:
		if m == Left && selected {
			to = from
		} else if !selected {
			to = t.to(m)
		}
		t.y, t.x, t.want = to.y, to.x, 0
		return
	case Up:
		t.vertical(-1)
		return
	case Down:
		t.vertical(1)
		return
	case PageUp:
		t.vertical(-max(rows-1, 1))
		return
	case PageDown:
		t.vertical(max(rows-1, 1))
		return
	}
	to = t.to(m)
	t.y, t.x, t.want = to.y, to.x, 0
}

// Cut deletes up to where a move would lead, within the text, or what is selected.
func (t *Text) Cut(m Move) {
	t.line()
	at, to := t.cursor(), t.to(m)
	if m == LineStart {
		to = place{t.y, 0}
	}
	if m == LineEnd && at == to { // at the end of a line it joins the next
		to = t.right(at)
	}
	if to.before(at) {
		t.cut(pasting, to, at)
		return
	}
	t.cut(pasting, at, to)
}

// to returns where a move leads that follows from the cursor alone.
func (t *Text) to(m Move) place {
	at := t.cursor()
	before, _ := t.line()
	switch m {
	case Left:
		return t.left(at)
	case Right:
		return t.right(at)
	case WordLeft:
		return t.wordLeft(at)
	case WordRight:
		return t.wordRight(at)
	case LineStart:
		l := t.lines[t.y]
		first := len(l) - len(strings.TrimLeft(l, " \t"))
		if len(before) == first {
			first = 0
		}
		return place{at.y, first}
	case LineEnd:
		return place{at.y, len(t.lines[at.y])}
	case TextStart:
		return place{}
	case TextEnd:
		last := len(t.lines) - 1
		return place{last, len(t.lines[last])}
	}
	return at
}

// left returns the place one sign before another: marks that combine with a letter go with it.
func (t *Text) left(p place) place {
	if p.x == 0 {
		if p.y == 0 {
			return p
		}
		return place{p.y - 1, len(t.lines[p.y-1])}
	}
	for l := t.lines[p.y]; p.x > 0; {
		r, n := utf8.DecodeLastRuneInString(l[:p.x])
		p.x -= n
		if !combines(r) {
			break
		}
	}
	return p
}

// right returns the place one sign behind another.
func (t *Text) right(p place) place {
	if len(t.lines) == 0 {
		return p
	}
	l := t.lines[p.y]
	if p.x == len(l) {
		if p.y == len(t.lines)-1 {
			return p
		}
		return place{p.y + 1, 0}
	}
	_, n := utf8.DecodeRuneInString(l[p.x:])
	for p.x += n; p.x < len(l); p.x += n {
		var r rune
		if r, n = utf8.DecodeRuneInString(l[p.x:]); !combines(r) {
			break
		}
	}
	return p
}

// combines reports whether a rune takes no column of its own.
func combines(r rune) bool { return r >= 0x7f && screen.Width(string(r)) == 0 }

// word reports whether a rune is part of a word.
func word(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// wordLeft returns the beginning of the word before a place, or the end of the line before.
func (t *Text) wordLeft(p place) place {
	if p.x == 0 {
		return t.left(p)
	}
	l := strings.TrimRightFunc(t.lines[p.y][:p.x], unicode.IsSpace)
	r, n := utf8.DecodeLastRuneInString(l)
	if word(r) {
		return place{p.y, len(strings.TrimRightFunc(l, word))}
	}
	return place{p.y, len(l) - n}
}

// wordRight returns the end of the next word, or the beginning of the next line.
func (t *Text) wordRight(p place) place {
	l := t.lines[p.y]
	if p.x == len(l) {
		return t.right(p)
	}
	rest := strings.TrimLeftFunc(l[p.x:], unicode.IsSpace)
	r, n := utf8.DecodeRuneInString(rest)
	if word(r) {
		return place{p.y, len(l) - len(strings.TrimLeftFunc(rest, word))}
	}
	return place{p.y, len(l) - len(rest) + n}
}

// vertical goes some lines down, to the column where the cursor was before it came to shorter lines.
func (t *Text) vertical(by int) {
	if t.want == 0 {
		t.want = t.Column() + 1
	}
	want := t.want
	t.Point(t.y+by, want-1)
	t.want = want
}

// Point puts the cursor at a line and a column, or the nearest place to it.
func (t *Text) Point(line, column int) {
	t.line()
	t.rest()
	t.y, t.x, t.want, t.selecting = max(min(line, len(t.lines)-1), 0), 0, 0, false
	l := t.lines[t.y]
	for at := 0; t.x < len(l); {
		next := t.right(t.cursor())
		width := screen.Width(l[t.x:next.x])
		if l[t.x] == '\t' {
			width = TabColumns - at%TabColumns
		}
		if at+width > column { // this is the sign at the column
			break
		}
		at, t.x = at+width, next.x
	}
}
