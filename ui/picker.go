package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/sahilm/fuzzy"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/edit"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/prompt"
)

// picker is an open list: the scenes of the shelf, or functions to spawn.
type picker struct {
	title  string
	rows   []panel.PickerRow
	shown  []panel.PickerRow // those that pass the filter
	at     int               // the marked one of shown
	line   edit.Line         // of the filter, while it is typed
	filter string
	does   string // what enter does with a line
	shelf  bool   // it is the shelf, whatever scene is shown
	taken  bool   // the marked line was taken before there was one: the shelf is still being read
	choose func(name string) error
}

// pageRows is how far PgUp and PgDn go in a list.
const pageRows = 10

// openList shows a list; choose is called with the name of the line that is taken.
func (m *Model) openList(title, does string, rows []panel.PickerRow, at int, choose func(string) error) {
	m.pause()
	m.picker = picker{title: title, does: does, rows: rows, shown: rows, at: at, choose: choose}
	m.mode, m.stale = keys.Picking, true
}

// openScenes lists the shelf. The scenes come as soon as they were read.
func (m *Model) openScenes() {
	m.openList("Open a scene · reading the shelf …", "opens", nil, 0, func(name string) error { return m.open(name, false) })
	m.picker.shelf = true
	if m.shelf.known {
		m.fillScenes()
		return
	}
	m.askShelf()
}

// fillScenes fills the list with the shelf, with the present scene marked. What was typed as a filter stays.
func (m *Model) fillScenes() {
	p := &m.picker
	p.title, p.rows = "Open a scene", make([]panel.PickerRow, len(m.shelf.scenes))
	at := 0
	for i, e := range m.shelf.scenes {
		p.rows[i] = panel.PickerRow{
			Group: e.Group, Name: e.Name, Moral: strings.Join(strings.Fields(e.Moral), " "), Expect: e.Expect.String(), Goal: e.Goal,
		}
		if e.Name == m.sceneName() {
			at = i
		}
	}
	m.setFilter(p.filter)
	if p.filter == "" {
		p.at = at
	}
}

// chooseFunction lists functions to spawn.
func (m *Model) chooseFunction(funcs []program.Func, title string) {
	if len(funcs) == 0 {
		m.refuse("no function of this scene can be spawned: each has parameters or a result")
		return
	}
	rows := make([]panel.PickerRow, len(funcs))
	for i, f := range funcs {
		about := fmt.Sprintf("line %d", f.First)
		if does := prompt.RoleWord(f.Role); does != "" {
			about = does + ", " + about
		}
		rows[i] = panel.PickerRow{Group: "functions", Name: f.Name, Moral: about}
	}
	m.openList(title, "spawns", rows, 0, func(name string) error {
		return m.do(engine.Command{Verb: engine.SpawnVerb, At: engine.Now, Name: name, N: 1})
	})
}

// inPicker handles a key while a list is open.
func (m *Model) inPicker(a keys.Action, _ keys.Press) (cmd tea.Cmd, taken bool) {
	p := &m.picker
	m.stale = true
	switch a {
	case keys.Accept:
		return m.choose(), true
	case keys.StartFilter:
		m.mode = keys.Filtering
		p.line.SetValue(p.filter)
		p.line.CursorEnd()
	case keys.CloseTop:
		if p.filter != "" {
			m.setFilter("")
			return nil, true
		}
		m.mode = keys.Browsing
	case keys.QuitAtOnce:
		m.mode = keys.Browsing
	default:
		p.move(a)
	}
	return nil, true
}

// inFilter handles a key while the list's filter is typed.
func (m *Model) inFilter(a keys.Action, k keys.Press) (cmd tea.Cmd, taken bool) {
	m.stale = true
	switch a {
	case keys.Accept:
		return m.choose(), true
	case keys.CloseTop, keys.QuitAtOnce:
		m.setFilter("")
		m.mode = keys.Picking
	case keys.None:
		m.picker.line.Update(k)
		m.refilter()
	default:
		m.picker.move(a)
	}
	return nil, true
}

// move goes to another line.
func (p *picker) move(a keys.Action) {
	switch a {
	case keys.CursorUp:
		p.at--
	case keys.CursorDown:
		p.at++
	case keys.CursorPageUp:
		p.at -= pageRows
	case keys.CursorPageDown:
		p.at += pageRows
	case keys.CursorFirst:
		p.at = 0
	case keys.CursorLast:
		p.at = len(p.shown) - 1
	}
	p.at = max(min(p.at, len(p.shown)-1), 0)
}

// choose takes the marked line. The list closes first: what it does may open something else.
func (m *Model) choose() tea.Cmd {
	p := &m.picker
	if p.at >= len(p.shown) {
		p.taken = p.shelf && !m.shelf.known
		return nil
	}
	m.mode = keys.Browsing
	if err := p.choose(p.shown[p.at].Name); err != nil {
		m.showError("This did not work", err)
	}
	return nil
}

func (m *Model) refilter() {
	if text := m.picker.line.Value(); text != m.picker.filter {
		m.setFilter(text)
	}
}

// setFilter shows the lines that have the letters of text in this order: those with them in the name first, then those
// whose moral has the words. Without a filter all are shown, grouped.
func (m *Model) setFilter(text string) {
	p := &m.picker
	var marked string
	if p.at < len(p.shown) {
		marked = p.shown[p.at].Name
	}
	p.filter, p.shown, p.at = text, p.rows, 0
	if words := strings.ToLower(strings.TrimSpace(text)); words != "" {
		p.shown = p.match(words)
		return
	}
	for i, row := range p.shown {
		if row.Name == marked {
			p.at = i
		}
	}
}

func (p *picker) match(text string) []panel.PickerRow {
	names := make([]string, len(p.rows))
	for i, row := range p.rows {
		names[i] = row.Name
	}
	taken := make([]bool, len(p.rows))
	var shown []panel.PickerRow
	for _, hit := range fuzzy.Find(strings.ReplaceAll(text, " ", ""), names) {
		shown = append(shown, p.rows[hit.Index])
		taken[hit.Index] = true
	}
	for i, row := range p.rows {
		if !taken[i] && strings.Contains(strings.ToLower(row.Moral+" "+row.Group), text) {
			shown = append(shown, row)
		}
	}
	return shown
}

// listDialog gives the list as it is drawn.
func (m *Model) listDialog() panel.Overlay {
	p, cursor := &m.picker, -1
	if m.mode == keys.Filtering {
		cursor = p.line.Position()
	}
	return &panel.Picker{
		Title: p.title, Does: p.does, Filter: p.filter, Cursor: cursor,
		Rows: p.shown, Selected: p.at, Total: len(p.rows),
	}
}
