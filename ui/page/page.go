package page

import (
	"slices"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// Page is what the page of a scene knows, and how far it is scrolled.
type Page struct {
	program  *program.Program
	name     string
	shelf    []presets.Entry
	asked    bool // check was asked for the verdicts
	verdicts []Verdict
	scroll   int
	sheet    panel.ScenePage
	keys     *keys.Map // that texts name
	related  []string  // the scenes that digits lead to
	other    other
}

// Verdict is what check says at one grain.
type Verdict struct {
	Grain  program.Grain
	Known  bool // it was found
	Expect program.Expect
	Text   string // "in 4 passes (21 states)", or why it is not known
}

// New makes the page of a scene under its name on the shelf.
func New(p *program.Program, name string) Page {
	g := Page{program: p, name: name, keys: keys.NewMap()}
	g.make()
	return g
}

// Of returns the program that the page is about; nil for no page.
func (g *Page) Of() *program.Program { return g.program }

// Shelve tells the page of the scenes of the shelf, once they are known.
func (g *Page) Shelve(all []presets.Entry) {
	g.shelf = all
	g.make()
}

// Name lets the page name a user's keys.
func (g *Page) Name(k *keys.Map) {
	g.keys = k
	g.make()
}

// Ask notes that check is asked for its verdicts.
func (g *Page) Ask() {
	g.asked = true
	g.make()
}

// Judge tells the page what check says.
func (g *Page) Judge(all []Verdict) {
	g.verdicts = all
	g.make()
}

// Intent is what a key asks for.
type Intent uint8

// What a key asks for.
const (
	Stay  Intent = iota
	Close        // the page is done with
	Go           // to the scene that Update names
	Type         // the command that Update gives goes into the prompt
	Act          // the page closes, and the key does what it does without it
)

// pageLines is how far PgUp and PgDn scroll.
const pageLines = 10

// Update takes a key: what it asks for, and its name. Beside the intent it gives the scene to go to, or the command.
func (g *Page) Update(a keys.Action, k keys.Press) (what Intent, word string) {
	switch a {
	case keys.None:
		return Stay, ""
	case keys.CloseTop, keys.QuitAtOnce, keys.OpenScenePage:
		return Close, ""
	case keys.TakeNumbered:
		if at := int(k.Name[0]) - '1'; at >= 0 && at < len(g.related) {
			return Go, g.related[at]
		}
		return Stay, ""
	case keys.OpenPrompt:
		return Type, g.command()
	case keys.CursorUp:
		g.Scroll(-1)
	case keys.CursorDown:
		g.Scroll(1)
	case keys.CursorPageUp:
		g.Scroll(-pageLines)
	case keys.CursorPageDown:
		g.Scroll(pageLines)
	case keys.CursorFirst:
		g.Scroll(-g.lines())
	case keys.CursorLast:
		g.Scroll(g.lines())
	default:
		return Act, ""
	}
	return Stay, ""
}

// Leads reports whether the page names scenes to go to.
func (g *Page) Leads() bool { return len(g.related) > 0 }

// Scroll moves the page by so many rows, no further than there can be some.
func (g *Page) Scroll(by int) { g.scroll = max(min(g.scroll+by, g.lines()), 0) }

// lines returns how many rows there are at most.
func (g *Page) lines() int {
	n := len(g.sheet.Who) + len(g.sheet.Source.Lines)
	for _, part := range g.sheet.Parts {
		n++
		for _, r := range part.Rows {
			n += 2 + len(r.Text)/20
		}
	}
	return n
}

// command returns the first command of try.
func (g *Page) command() string {
	if g.program == nil {
		return ""
	}
	try := g.program.Lesson.Try
	if i := slices.IndexFunc(try, func(a program.Attempt) bool { return a.Command != "" }); i >= 0 {
		return try[i].Command
	}
	return ""
}

// KeyTo returns the key that goes to the scene of a row, "" for none.
func (g *Page) KeyTo(row int) string {
	if row < 0 || row >= len(g.related) || row > 8 {
		return ""
	}
	return string(rune('1' + row))
}

// Draw returns the page as it is drawn.
func (g *Page) Draw() panel.Overlay {
	if g.program == nil {
		return nil
	}
	sheet := g.sheet
	sheet.Scroll = g.scroll
	return &sheet
}

// Sheet returns the parts of the page, for whoever prints them.
func (g *Page) Sheet() panel.ScenePage { return g.sheet }
