package page

import (
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/theme"
)

// Page is what the page of a scene knows, how far it is scrolled, and which row is marked.
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
	deeds    []Deed    // of the rows that do something, in their order
	at       int       // the marked one of these, from 1
	follow   bool      // the mark has moved
	drawn    *panel.ScenePage
	moved    bool     // since it was drawn
	left     []string // keys that are still to be pressed
	say      string   // what there is to see then
	other    other
	whole    bool   // each part says all it has to say, whatever another says
	tried    int    // the deed that is the first of what there is to try; 0 for none
	done     string // of the goal, where it was reached: when
	moot     string // of the goal, where no schedule comes to it
	veiled   bool   // what tells an answer is told later
}

// Verdict is what check says at one grain.
type Verdict struct {
	Grain  program.Grain
	Known  bool // it was found
	Expect program.Expect
	Text   string // "in 4 passes (21 states)", or why it is not known
}

// Holds reports whether one of the verdicts is that every schedule holds at a grain.
func Holds(all []Verdict, grain program.Grain) bool {
	return slices.ContainsFunc(all, func(v Verdict) bool { return v.Grain == grain && v.Known && !v.Expect.Fails() })
}

// New makes the page of a scene under its name on the shelf.
func New(p *program.Program, name string) Page {
	g := Page{program: p, name: name, keys: keys.NewMap()}
	g.make()
	g.at = max(g.tried, 1)
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

// Veil hides on the page what tells an answer, or shows it.
func (g *Page) Veil(on bool) *Page {
	if g.veiled != on {
		g.veiled = on
		g.make()
	}
	return g
}

// Reached tells the page that the goal was reached, and when: "in step 27", "before".
func (g *Page) Reached(when string) {
	g.done = strings.TrimSpace(string(theme.Unicode().Check) + " reached " + when)
	g.make()
}

// Ask notes that check is asked for its verdicts; moot says that no schedule comes to the goal, where that is known.
func (g *Page) Ask(moot string) {
	g.asked, g.moot = true, moot
	g.make()
}

// Judge tells the page what check says; moot says that no schedule comes to the goal, where that is known then.
func (g *Page) Judge(all []Verdict, moot string) {
	g.verdicts, g.moot = all, moot
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
	Try          // the keys of the deed are pressed from the start
	Obey         // its command is carried out from the start
	Act          // the page closes, and the key does what it does without it
)

// pageLines is how far PgUp and PgDn scroll.
const pageLines = 10

// Update takes a key: what it asks for, and its name.
func (g *Page) Update(a keys.Action, k keys.Press) Deed {
	switch a {
	case keys.None:
		return Deed{}
	case keys.CloseTop, keys.QuitAtOnce, keys.OpenScenePage:
		return Deed{What: Close}
	case keys.Accept:
		if !g.Acts() {
			return Deed{What: Close}
		}
		g.settle()
		return g.Take(g.at - 1)
	case keys.TakeNumbered:
		if at := int(k.Name[0]) - '1'; at >= 0 && at < len(g.related) {
			return Deed{What: Go, Word: g.related[at]}
		}
		return Deed{}
	case keys.OpenPrompt:
		return Deed{What: Type, Word: g.command()}
	case keys.CursorUp:
		g.move(-1)
	case keys.CursorDown:
		g.move(1)
	case keys.CursorPageUp:
		g.Scroll(-pageLines)
	case keys.CursorPageDown:
		g.Scroll(pageLines)
	case keys.CursorFirst:
		g.Scroll(-g.lines())
		g.at, g.drawn = 1, nil
	case keys.CursorLast:
		g.Scroll(g.lines())
		g.at, g.drawn = len(g.deeds), nil
	default:
		return Deed{What: Act}
	}
	return Deed{}
}

// Leads reports whether the page names scenes to go to.
func (g *Page) Leads() bool { return len(g.related) > 0 }

// Scroll moves the page by so many rows, no further than there can be some.
func (g *Page) Scroll(by int) {
	g.settle()
	g.scroll, g.follow = max(min(g.scroll+by, g.lines()), 0), false
}

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

// Draw returns the page as it is drawn.
func (g *Page) Draw() panel.Overlay {
	if g.program == nil {
		return nil
	}
	sheet := g.sheet
	sheet.Scroll, sheet.At, sheet.Follow = g.scroll, min(g.at, len(g.deeds)), g.follow
	g.drawn, g.moved = &sheet, false
	return &sheet
}

// Sheet returns the parts of the page for whoever prints them: each by itself, whatever another says.
func (g *Page) Sheet() panel.ScenePage {
	as := *g
	as.whole = true
	as.make()
	return as.sheet
}
