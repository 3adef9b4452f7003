package editor

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/edit"
	"github.com/quartet-os/quartet/ui/panel"
)

// compared returns the rows of the text, with those that were taken away.
func (d *Draft) compared() []row {
	if d.rows == nil || d.rowsOf != d.Text.Version() {
		d.rows, d.rowsOf = compare(d.old, d.Text.Lines()), d.Text.Version()
	}
	return d.rows
}

// Lines is how many lines the text has.
func (d *Draft) Lines() int { return len(d.Text.Lines()) }

// View returns what is drawn in a window of so many rows and columns, which is moved as far as the cursor needs it.
func (d *Draft) View(height, width int) *panel.Editor {
	rows := d.compared()
	line, before := d.Text.Cursor()
	e := &panel.Editor{Lines: d.Lines(), Line: line + 1, Column: d.Text.Column(), Place: before + 1}
	from, to, some := d.Text.Selection()
	at := 0
	for at < len(rows)-1 && (rows[at].mark == panel.Removed || rows[at].line != line) {
		at++
	}
	d.follow(at, len(rows), e.Column, height, width)
	e.Left = d.left
	messages := d.messages()
	lines := d.Text.Lines()
	old, now := d.telling()
	for i := d.top; i < min(d.top+height, len(rows)); i++ {
		r := panel.EditRow{Number: rows[i].line + 1, Mark: rows[i].mark}
		if r.Mark == panel.Removed {
			r.Text = edit.Expand(d.old[rows[i].line])
			r.Tells = old[rows[i].line+1]
		} else {
			r.Text = edit.Expand(lines[rows[i].line])
			r.Wrong, r.Cursor, r.Tells = messages[r.Number], i == at, now[r.Number]
			if some {
				r.From, r.To = selectedIn(lines[rows[i].line], rows[i].line, from, to)
			}
		}
		e.Rows = append(e.Rows, r)
	}
	d.foot(e)
	d.sides(e)
	d.notes(e)
	return e
}

// selectedIn returns which columns of a line are selected; the end of a line counts as one.
func selectedIn(l string, line int, from, to [2]int) (first, behind int) {
	if line < from[0] || line > to[0] {
		return 0, 0
	}
	if line == from[0] {
		first = edit.Columns(l[:from[1]])
	}
	if line == to[0] {
		return first, edit.Columns(l[:to[1]])
	}
	return first, edit.Columns(l) + 1
}

// follow moves the window so that the cursor's row and column are in it, and where it can no more than that.
func (d *Draft) follow(at, rows, column, height, width int) {
	if d.page == 0 { // it is seen for the first time
		d.top = at - height/3
	}
	d.page = height
	margin := min(2, (height-1)/2)
	d.top = min(d.top, at-margin)
	d.top = max(d.top, at+margin-height+1)
	d.top = max(min(d.top, rows-height), 0)
	if column < d.left+1 {
		d.left = max(column-width/3, 0)
	}
	if column >= d.left+width-1 {
		d.left = column - width + 1 + min(width/3, 12)
	}
}

// messages has what is wrong in each line, by its number.
func (d *Draft) messages() map[int]string {
	if d.checked.Version != d.Text.Version() {
		return nil // it is being read again
	}
	all := map[int]string{}
	for _, one := range d.checked.Errors {
		if all[one.Line] == "" {
			all[one.Line] = one.Message
		}
	}
	if line, _, message := d.checked.wrong(); line > 0 && all[line] == "" {
		all[line] = message
	}
	return all
}

// foot is what stands at the lower edge: what is wrong in the cursor's line, else in the text.
func (d *Draft) foot(e *panel.Editor) {
	e.Foot = "{editor.indent} indents · read again as you type"
	if d.checked.Version != d.Text.Version() {
		return
	}
	for _, r := range e.Rows {
		if r.Cursor && r.Wrong != "" {
			e.Foot, e.Bad = r.Wrong, true
			return
		}
	}
	if line, _, message := d.checked.wrong(); line > 0 {
		e.Foot, e.Bad = fmt.Sprintf("line %d: %s", line, message), true
	}
}

// sides fills what every schedule comes to before and after.
func (d *Draft) sides(e *panel.Editor) {
	e.Before = side(&d.before)
	if d.Secret {
		e.Before = panel.EditSide{Note: "? no run has failed yet"}
	}
	e.After = side(&d.after)
	line, column, _ := d.checked.wrong()
	switch {
	case !d.Changed():
		e.After = panel.EditSide{Note: panel.NothingChanged, NoteShort: "unchanged"}
		e.After.Said, e.After.More, e.After.Reason = e.Before.Said, e.Before.More, e.Before.Reason
		pale(&e.After)
	case d.checked.Version != d.Text.Version():
		pale(&e.After)
	case line > 0:
		e.After.NoteShort = fmt.Sprintf("not yet: line %d", line)
		e.After.Note = fmt.Sprintf("%s, column %d", e.After.NoteShort, column)
		pale(&e.After)
	}
	if !e.After.Said.Known && d.Changed() { // the last verdict is still that of the old text
		e.After.Said, e.After.More, e.After.Reason = e.Before.Said, e.Before.More, e.Before.Reason
		pale(&e.After)
	}
	if hunks := d.hunks(); len(hunks) == 1 {
		e.Before.Title, e.After.Title = parted(d.hunk(hunks[0]))
	}
}

// pale makes a side one about an older text.
func pale(s *panel.EditSide) {
	s.Said.Pale, s.More[0].Pale, s.More[1].Pale = true, true, true
}

// side says in words what is known.
func side(v *ask.Verdicts) panel.EditSide {
	s := panel.EditSide{Said: answer(v, ask.AsSaid)}
	s.More = [2]panel.EditAnswer{answer(v, ask.Spurious), answer(v, ask.AtOp)}
	switch said := &v.All[ask.AsSaid]; {
	case !s.Said.Known:
	case s.Said.Fails:
		s.Reason = v.Of.Begin(strings.TrimSpace(said.Reason))
	case s.Said.Holds:
		s.Reason = "No schedule goes wrong."
	default:
		s.Reason = said.Text
		if limit := ask.Within(said); limit != "" {
			s.Reason = "Not answered within " + limit + ". {editor.apply} applies the text; then " +
				"{every-schedule} asks on."
		}
	}
	return s
}

// answer says one answer in words; the last one, paler, while it is asked anew.
func answer(v *ask.Verdicts, q ask.Question) panel.EditAnswer {
	known := &v.All[q]
	a := panel.EditAnswer{Known: known.Text != "", Pale: !v.Known[q]}
	if !a.Known {
		return a
	}
	a.Holds, a.Fails = known.Answer == explore.Holds, known.Answer == explore.Fails
	if a.Fails {
		a.Way = known.Grain.Count(int64(known.Length))
	}
	switch {
	case known.Complete && known.Exact != nil:
		a.Number, a.States = known.Exact.String(), known.CoveredBriefly()
		a.Counted = "all " + a.Number
	case known.Complete:
		a.Number = fmt.Sprint(known.Visited)
		a.States = "all, in " + program.Amount(known.Visited, "class", "classes")
	case ask.Within(known) != "":
		a.States, a.Number = "not within "+ask.Within(known), fmt.Sprint("over ", explore.OtherStates)
	default:
		a.Number = fmt.Sprint(known.Visited)
		a.States, a.Counted = a.Number+" visited", a.Number
	}
	return a
}
