package edit

import "strings"

// kind says how changes of a text belong together: those that follow one another are taken back together.
type kind uint8

const (
	pasting  kind = iota // it stands by itself
	typing               // letter by letter
	deleting             // backwards, sign by sign
)

// deed is one change of a text.
type deed struct {
	kind      kind
	at        place
	old, text string
	from      place // of the cursor before
}

// The most that is kept to be taken back; the oldest changes are let go.
const (
	mostDeeds     = 2000
	mostDeedBytes = 16 << 20
)

// history is what was done to a text, and what was taken back of it.
type history struct {
	done, undone []deed
	bytes        int
	closed       bool // the next change begins a deed of its own
}

// note keeps a change; one that goes on with the last joins it.
func (h *history) note(d deed) {
	h.undone = nil
	if n := len(h.done); n > 0 && !h.closed && h.done[n-1].join(&d) {
		h.bytes += len(d.old) + len(d.text)
		return
	}
	h.closed = false
	h.done = append(h.done, d)
	h.bytes += len(d.old) + len(d.text)
	for len(h.done) > 1 && (len(h.done) > mostDeeds || h.bytes > mostDeedBytes) {
		h.bytes -= len(h.done[0].old) + len(h.done[0].text)
		h.done = h.done[1:]
	}
}

// join takes a change that goes on with this one into it: a further letter of a word, a further sign that is deleted.
func (d *deed) join(next *deed) bool {
	switch {
	case d.kind != next.kind:
		return false
	case d.kind == typing && d.at.end(d.text) == next.at && (next.text != " " || strings.HasSuffix(d.text, " ")):
		d.text += next.text
		return true
	case d.kind == deleting && next.at.end(next.old) == d.at && d.text == "":
		d.at, d.old = next.at, next.old+d.old
		return true
	}
	return false
}

// Undo takes the last change back; false if there is none.
func (t *Text) Undo() bool {
	h := &t.past
	n := len(h.done)
	if n == 0 {
		return false
	}
	d := h.done[n-1]
	h.done, h.undone = h.done[:n-1], append(h.undone, d)
	h.bytes -= len(d.old) + len(d.text)
	t.swap(d.at, d.text, d.old)
	t.y, t.x = d.from.y, d.from.x
	h.closed = true
	return true
}

// Redo does again what was taken back last; false if there is nothing.
func (t *Text) Redo() bool {
	h := &t.past
	n := len(h.undone)
	if n == 0 {
		return false
	}
	d := h.undone[n-1]
	h.undone, h.done = h.undone[:n-1], append(h.done, d)
	h.bytes += len(d.old) + len(d.text)
	t.swap(d.at, d.old, d.text)
	h.closed = true
	return true
}

// rest ends the deed that goes on: the cursor was moved.
func (t *Text) rest() { t.past.closed = true }
