package edit

import "strings"

// Selection returns what is selected: from its first line and byte to behind its last; false where nothing is.
func (t *Text) Selection() (from, to [2]int, ok bool) {
	a, b, ok := t.selected()
	return [2]int{a.y, a.x}, [2]int{b.y, b.x}, ok
}

// selected returns the two ends of the selection, the first of them first.
func (t *Text) selected() (from, to place, ok bool) {
	from, to = t.anchor, t.cursor()
	if !t.selecting || from == to {
		return to, to, false
	}
	if to.before(from) {
		from, to = to, from
	}
	return from, to, true
}

// Selected returns the text that is selected, "" for none.
func (t *Text) Selected() string {
	if from, to, ok := t.selected(); ok {
		return t.between(from, to)
	}
	return ""
}

// Select moves the cursor and selects what it passes; rows is how many lines a page has.
func (t *Text) Select(m Move, rows int) {
	anchor := t.begin()
	t.selecting = false // else Left and Right would go to an end of the selection
	t.Go(m, rows)
	t.anchor, t.selecting = anchor, true
}

// SelectTo selects up to a line and a column, or the nearest place to it.
func (t *Text) SelectTo(line, column int) {
	anchor := t.begin()
	t.Point(line, column)
	t.anchor, t.selecting = anchor, true
}

// SelectAll selects the whole text; the cursor stands at its end.
func (t *Text) SelectAll() {
	t.Go(TextEnd, 1)
	t.anchor, t.selecting = place{}, true
}

// begin returns where a selection that is made larger or smaller begins.
func (t *Text) begin() place {
	t.line()
	if t.selecting {
		return t.anchor
	}
	return t.cursor()
}

// CutSelected deletes what is selected, and returns it.
func (t *Text) CutSelected() string {
	from, to, ok := t.selected()
	if !ok {
		return ""
	}
	text := t.between(from, to)
	t.change(pasting, from, text, "")
	return text
}

// CopyLine returns the cursor's line with its end.
func (t *Text) CopyLine() string {
	t.line()
	return t.lines[t.y] + "\n"
}

// CutLine deletes the cursor's line with its end, and returns it.
func (t *Text) CutLine() string {
	text, at := t.CopyLine(), place{t.y, 0}
	switch {
	case t.y < len(t.lines)-1:
		t.change(pasting, at, text, "")
	case t.y > 0: // the last line has no end of its own
		at = place{t.y - 1, len(t.lines[t.y-1])}
		t.change(pasting, at, "\n"+t.lines[t.y], "")
		t.x = 0
	default:
		t.change(pasting, at, t.lines[t.y], "")
	}
	return text
}

// swapSelected puts a text in the place of what is selected; done is false where nothing is.
func (t *Text) swapSelected(text string) (done, room bool) {
	from, to, ok := t.selected()
	if !ok {
		return false, true
	}
	old := t.between(from, to)
	if old == text { // the same: it is selected no longer, as after any other
		t.y, t.x, t.want, t.selecting = to.y, to.x, 0, false
		return true, true
	}
	return true, t.change(pasting, from, old, text)
}

// shift changes the beginning of each line that is selected, as one change, and keeps them selected; done is false
// where not more than a part of one line is.
func (t *Text) shift(line func(string) string) (done, room bool) {
	from, to, ok := t.selected()
	if !ok || from.y == to.y {
		return false, true
	}
	last := to.y
	if to.x == 0 { // it ends before that line
		last--
	}
	lines := make([]string, 0, last-from.y+1)
	for _, l := range t.lines[from.y : last+1] {
		lines = append(lines, line(l))
	}
	begin, end := place{from.y, 0}, place{last, len(t.lines[last])}
	old, text := t.between(begin, end), strings.Join(lines, "\n")
	if old != text && !t.change(pasting, begin, old, text) {
		return true, false
	}
	t.anchor, t.selecting = begin, true
	if t.y, t.x = last, len(t.lines[last]); last < len(t.lines)-1 {
		t.y, t.x = last+1, 0
	}
	return true, true
}
