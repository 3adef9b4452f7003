package panel

import "github.com/quartet-os/quartet/ui/screen"

// DrawPanel draws one panel on the whole of a grid.
func DrawPanel(g *screen.Grid, f *Frame, id ID) { drawPanel(g, newMoment(f), id) }

// DrawWide draws one panel on the whole of a grid as a screen of 160 columns has it, with tokens of so many rows.
func DrawWide(g *screen.Grid, f *Frame, id ID, tall int) {
	m := newMoment(f)
	m.wide, m.biggest = true, tall
	drawPanel(g, m, id)
}

func drawPanel(g *screen.Grid, m *moment, id ID) {
	p := pen{Canvas: g.Canvas(), moment: m}
	switch id {
	case HeaderPanel:
		p.header(head{})
	case FreePanel:
		p.free()
	case ReadyPanel:
		p.ready()
	case RunningPanel:
		p.running()
	case WaitingPanel:
		p.waiting()
	case TimedPanel:
		p.timed()
	case WorkPanel:
		p.work()
	case ListingPanel:
		p.listing()
	case ObjectsPanel:
		p.objects()
	case StoryPanel:
		p.story(false)
	case TimePanel:
		p.time(false)
	case FooterPanel:
		p.footer()
	}
}

// DrawOverlay draws a dialog on the whole of a grid.
func DrawOverlay(g *screen.Grid, f *Frame, o Overlay) {
	o.draw(pen{Canvas: g.Canvas(), moment: newMoment(f)})
}

// DrawOwners draws the line of owners on the whole of a grid.
func DrawOwners(g *screen.Grid, f *Frame) {
	pen{Canvas: g.Canvas(), moment: newMoment(f)}.owners()
}

// DialogPlace says where a frame's dialog stands on a screen of w by h cells; empty if there is none.
func DialogPlace(f *Frame, w, h int) screen.Rect {
	if f.Overlay == nil || w < MinWidth || h < MinHeight {
		return screen.Rect{}
	}
	pl := layout(f, w, h)
	return pl.seat(f.Overlay, f, w, h)
}

// WrapCode returns the rows of a line of the scene in w columns, with a tab of so many.
func WrapCode(s string, w, tab int) []string {
	l := spread(s, tab)
	return l.wrap(w)
}

// Moral returns the rows that a moral has of its own on a screen of w by h cells.
func Moral(f *Frame, w, h int) []string { return headOf(f, w, h).moral }

// SceneRows are the rows in which a scene's text is shown in w columns and so many rows, with whether one is cut.
func SceneRows(t *SceneText, w, room int) (rows int, cut bool) {
	for _, r := range t.lay(w, room) {
		rows++
		cut = cut || screen.Width(r.text) > w-t.digits()-1
	}
	return rows, cut
}

// WrapIndent is the blank columns before a line of code that is broken into rows of w columns.
func WrapIndent(line string, w, tab int) int {
	l := spread(line, tab)
	l.wrap(w)
	return l.indent
}

// Briefly fits a statement into so many columns.
func Briefly(statement string, w int) string { return briefly(statement, w) }
