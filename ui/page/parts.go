package page

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/panel"
)

// longText is how much of a text of others is shown, in bytes.
const longText = 4000

// short cuts a text that nobody could have meant to be read here.
func short(text string) string {
	if len(text) <= longText {
		return text
	}
	return strings.ToValidUTF8(text[:longText], "") + " …"
}

// make writes the page anew. A part without text is left out.
func (g *Page) make() {
	if g.program == nil {
		return
	}
	p := g.program
	g.related, g.deeds = nil, nil
	s := panel.ScenePage{Title: g.name, Right: g.place(), Who: people(p)}
	add := func(label string, rows ...panel.PageRow) {
		rows = slices.DeleteFunc(rows, func(r panel.PageRow) bool { return r.Key+r.Text+r.Note == "" })
		if len(rows) > 0 {
			s.Parts = append(s.Parts, panel.PagePart{Label: label, Rows: rows})
		}
	}
	tells := func(label string, rows func() []panel.PageRow) { add(label, g.unlessVeiled(rows)...) }
	tells("moral", func() []panel.PageRow { return []panel.PageRow{{Text: short(p.Moral), Strong: true}} })
	tells("goal", g.goal)
	if p.Lesson.Aim != "" && !g.veiled {
		add("", g.attempt(toGoal))
	}
	before := len(g.deeds)
	add("try", g.tries(p.Lesson.Try)...)
	if g.tried = 0; len(g.deeds) > before {
		g.tried = before + 1
	}
	tells("point", g.point)
	tells("cure", g.cure)
	tells("culprit", g.culprits)
	tells("breaks", g.beliefs)
	tells("ends", g.ends)
	add("law", laws(p)...)
	add("idea", panel.PageRow{Text: short(p.Lesson.Idea)})
	tells("next", g.next)
	if p.Moral == "" && p.Goal == "" && len(p.Lesson.Try)+len(p.Lesson.Next) == 0 {
		add("fields", panel.PageRow{Note: "This scene says nothing of itself yet. A comment before package " +
			"is its " +
			"moral; const goal, try, cure, next, breaks, idea, expect and expectOp say the rest. " +
			"docs/scenes.md has " +
			"an example."})
	}
	if s.Source = source(p, "SOURCE"); g.veiled {
		toFunctions(&s.Source)
	} else {
		g.beside(&s)
	}
	g.sheet = s
}

// place says where the scene stands on the shelf.
func (g *Page) place() string {
	at := slices.IndexFunc(g.shelf, func(e presets.Entry) bool { return e.Name == g.name })
	if at < 0 {
		return ""
	}
	group, n, of := g.shelf[at].Group, 0, 0
	for i, e := range g.shelf {
		if e.Group == group {
			of++
			if i <= at {
				n++
			}
		}
	}
	return fmt.Sprintf("%s %d of %d", group, n, of)
}

// tries makes the rows of what there is to try.
func (g *Page) tries(all []program.Attempt) (rows []panel.PageRow) {
	for _, a := range all {
		rows = append(rows, g.attempt(a))
	}
	return rows
}

// toPoint goes to what a scene is about.
var toPoint = program.Attempt{Command: "until point", Text: "run on to the step that shows what this scene is about"}

// toGoal goes to where the goal of a scene is reached, if the run comes there by itself.
var toGoal = program.Attempt{Command: "until goal", Text: "run on to the step that reaches the goal, if one does"}

// scene makes the row of a scene that one can go to, with a word on it, or else the first sentence of its moral.
func (g *Page) scene(name, about string) panel.PageRow {
	at := slices.IndexFunc(g.shelf, func(e presets.Entry) bool { return e.Name == name })
	if at < 0 && g.shelf != nil {
		_, err := presets.Find(name)
		if err == nil {
			about = "is not on this shelf"
		} else {
			about = err.Error()
		}
		return panel.PageRow{Text: name, Note: about}
	}
	if about == "" && at >= 0 {
		about, _, _ = strings.Cut(strings.Join(strings.Fields(g.shelf[at].Moral), " "), ". ")
	}
	known := slices.Index(g.related, name)
	if known < 0 {
		g.related, known = append(g.related, name), len(g.related)
	}
	r := panel.PageRow{Text: name, Note: strings.TrimSuffix(about, "."), Brief: true, Leads: true}
	if known < 9 { // digits lead there
		r.Key = strconv.Itoa(known + 1)
	}
	return g.does(r, Deed{What: Go, Word: name})
}

// laws makes the rows of what the scene asks of itself.
func laws(p *program.Program) (rows []panel.PageRow) {
	for i := range p.Laws {
		l := &p.Laws[i]
		rows = append(rows, panel.PageRow{Text: short(l.Text), Note: fmt.Sprintf("%s, line %d", l.Kind, l.Line)})
	}
	for i := range p.Futures {
		l := &p.Futures[i]
		rows = append(rows, panel.PageRow{Text: short(l.Text), Note: fmt.Sprintf("%s, line %d", l.Kind, l.Line)})
	}
	if len(rows) == 0 && len(p.Queues) > 0 {
		return []panel.PageRow{{
			Text: "None is written: taking from an empty queue and putting into a full one always fail.",
		}}
	}
	return rows
}
