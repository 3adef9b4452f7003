package editor

import (
	"slices"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/edit"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// mostDrafts is how many drafts stay; those with changes always do.
const mostDrafts = 8

// Editor keeps the drafts, one for each scene that one was begun from.
type Editor struct {
	drafts []*Draft
	at     *Draft // the one that is open, or was last
	clip   string // what was copied or cut last
}

// Open opens the draft that was begun from a scene, or begins one with the cursor at a line, counted from 1.
func (e *Editor) Open(base *program.Program, line int) *Draft {
	if d := e.Of(base); d != nil {
		e.at = d
		return d
	}
	d := newDraft(base)
	d.Stand(line, 0)
	d.top = max(line-1, 0) // the window is moved to the middle when its size is known
	e.add(d)
	return d
}

// add takes a draft in; drafts without changes are let go, the oldest first.
func (e *Editor) add(d *Draft) {
	e.drafts = append(e.drafts, d)
	e.at = d
	for i := 0; len(e.drafts) > mostDrafts && i < len(e.drafts)-1; {
		if e.drafts[i].Changed() {
			i++
			continue
		}
		e.drafts = slices.Delete(e.drafts, i, i+1)
	}
}

// Restore takes in a draft of an earlier run of the program.
func (e *Editor) Restore(base *program.Program, text string) {
	d := newDraft(base)
	d.Text.Replace(text)
	for _, r := range d.compared() {
		if r.mark == panel.Added {
			d.Stand(r.line+1, 0)
			break
		}
	}
	e.add(d)
}

// Of returns the draft that was begun from a scene; nil for none.
func (e *Editor) Of(base *program.Program) *Draft {
	for i := len(e.drafts) - 1; i >= 0; i-- {
		if d := e.drafts[i]; d.Base == base || d.Base.Source == base.Source {
			return d
		}
	}
	return nil
}

// Proven reports whether every schedule of a scene is known to hold, from what was asked about the drafts.
func (e *Editor) Proven(p *program.Program) bool {
	return slices.ContainsFunc(e.drafts, func(d *Draft) bool { return holds(&d.before, p) || holds(&d.after, p) })
}

// At returns the draft that is open, or was last; nil for none.
func (e *Editor) At() *Draft { return e.at }

// Changed lists the drafts whose text is another than that of their scene, the oldest first.
func (e *Editor) Changed() (all []*Draft) {
	for _, d := range e.drafts {
		if d.Changed() {
			all = append(all, d)
		}
	}
	return all
}

// Intent is what a key asks of whoever holds a draft.
type Intent uint8

// The intents.
const (
	Stay    Intent = iota // nothing; the cursor may have moved
	Edited                // the text is another one
	Full                  // there is no room for more
	Leave                 // the editor is to be left, the draft stays
	Keep                  // the text is to be kept in a file
	Apply                 // the text is to be run
	Outside               // the text is to be edited with the user's own editor
	Copied                // a text was copied, for other programs too
	Cut                   // the same, and it was taken away
	Bare                  // nothing was copied yet that could be put in
)

// moves leads from what a key asks for to how the cursor moves.
var moves = map[keys.Action]edit.Move{
	keys.CursorUp: edit.Up, keys.CursorDown: edit.Down, keys.CursorPageUp: edit.PageUp,
	keys.CursorPageDown: edit.PageDown, keys.CursorFirst: edit.TextStart, keys.CursorLast: edit.TextEnd,
	keys.CursorLeft: edit.Left, keys.CursorRight: edit.Right, keys.WordLeft: edit.WordLeft,
	keys.WordRight: edit.WordRight, keys.LineStart: edit.LineStart, keys.LineEnd: edit.LineEnd,
}

// selects leads from what a key asks for to how the cursor moves and what it passes is selected.
var selects = map[keys.Action]edit.Move{
	keys.SelectUp: edit.Up, keys.SelectDown: edit.Down, keys.SelectPageUp: edit.PageUp,
	keys.SelectPageDown: edit.PageDown, keys.SelectFirst: edit.TextStart, keys.SelectLast: edit.TextEnd,
	keys.SelectLeft: edit.Left, keys.SelectRight: edit.Right, keys.SelectWordLeft: edit.WordLeft,
	keys.SelectWordRight: edit.WordRight, keys.SelectLineStart: edit.LineStart, keys.SelectLineEnd: edit.LineEnd,
}

// cuts leads from what a key asks for to what it deletes.
var cuts = map[keys.Action]edit.Move{
	keys.CutWordLeft: edit.WordLeft, keys.CutWordRight: edit.WordRight,
	keys.CutLineStart: edit.LineStart, keys.CutLineEnd: edit.LineEnd,
}

// Update takes a key, and what it asks for in the draft that is open.
func (e *Editor) Update(a keys.Action, k keys.Press) Intent {
	d := e.at
	switch a {
	case keys.QuitAtOnce:
		if e.copy(d.Text.Selected()) {
			d.Text.Go(edit.Right, 1) // and lets go of it, so that the key leads out when it is pressed again
			return Copied
		}
		return Leave
	case keys.CloseTop:
		return Leave
	case keys.KeepCopy:
		return Keep
	case keys.ApplyEdit:
		return Apply
	case keys.EditOutside:
		return Outside
	case keys.CopyText:
		if !e.copy(d.Text.Selected()) {
			e.copy(d.Text.CopyLine())
		}
		return Copied
	case keys.CutText:
		if !e.copy(d.Text.CutSelected()) {
			e.copy(d.Text.CutLine())
		}
		return Cut
	case keys.PasteText:
		if e.clip == "" {
			return Bare
		}
		return d.Paste(e.clip)
	}
	return d.update(a, k)
}

// copy keeps a text to be put in elsewhere; false where there is none.
func (e *Editor) copy(text string) bool {
	if text != "" {
		e.clip = text
	}
	return text != ""
}

// Clip returns what was copied or cut last.
func (e *Editor) Clip() string { return e.clip }

// update moves the cursor or changes the text, as a key asks for.
func (d *Draft) update(a keys.Action, k keys.Press) Intent {
	if m, ok := moves[a]; ok {
		d.Text.Go(m, d.page)
		return Stay
	}
	if m, ok := selects[a]; ok {
		d.Text.Select(m, d.page)
		return Stay
	}
	before, room := d.Text.Version(), true
	if m, ok := cuts[a]; ok {
		d.Text.Cut(m)
	} else {
		room = d.change(a, k)
	}
	switch {
	case !room:
		return Full
	case d.Text.Version() != before:
		return Edited
	}
	return Stay
}

// change does what a key does to the text; false where there is no room for it.
func (d *Draft) change(a keys.Action, k keys.Press) bool {
	switch a {
	case keys.BreakLine:
		return d.Text.Break()
	case keys.Indent:
		return d.Text.Indent()
	case keys.Outdent:
		d.Text.Outdent()
	case keys.DeleteBack:
		d.Text.Backspace()
	case keys.DeleteOn:
		d.Text.Delete()
	case keys.SelectText:
		d.Text.SelectAll()
	case keys.UndoEdit:
		d.Text.Undo()
	case keys.RedoEdit:
		d.Text.Redo()
	case keys.None:
		return d.Text.Type(k.Text)
	}
	return true
}

// Paste types a text that was pasted.
func (d *Draft) Paste(text string) Intent {
	before := d.Text.Version()
	switch {
	case !d.Text.Insert(text):
		return Full
	case d.Text.Version() != before:
		return Edited
	}
	return Stay
}

// Click puts the cursor into a row of the window, at a column of the text; drag selects up to there.
func (d *Draft) Click(row, column int, drag bool) {
	rows := d.compared()
	at := max(min(d.top+row, len(rows)-1), 0)
	for at > 0 && rows[at].mark == panel.Removed {
		at--
	}
	if drag {
		d.Text.SelectTo(rows[at].line, column)
		return
	}
	d.Text.Point(rows[at].line, column)
}

// Scroll moves the cursor by lines, as the wheel asks for.
func (d *Draft) Scroll(by int) {
	line, _ := d.Text.Cursor()
	d.Text.Point(line+by, d.Text.Column())
}
