package page

import (
	"cmp"
	"slices"

	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/panel"
)

// later stands in the place of what tells an answer while answers are hidden.
const later = "is told later"

// unlessVeiled returns rows that tell an answer, or that they come later where answers are hidden: then they lead
// nowhere either.
func (g *Page) unlessVeiled(rows func() []panel.PageRow) []panel.PageRow {
	deeds, related := len(g.deeds), len(g.related)
	all := rows()
	if !g.veiled || !slices.ContainsFunc(all, func(r panel.PageRow) bool { return r.Key+r.Text+r.Note != "" }) {
		return all
	}
	g.deeds, g.related = g.deeds[:deeds], g.related[:related]
	return []panel.PageRow{{Text: later}}
}

// goal makes the row of the goal of the scene.
func (g *Page) goal() []panel.PageRow {
	if g.program.Goal == "" {
		return nil
	}
	return []panel.PageRow{{Text: short(g.program.Goal), Note: cmp.Or(g.moot, g.done)}}
}

// point makes the row of the step that the scene is about.
func (g *Page) point() []panel.PageRow {
	if g.program.Lesson.Point == "" {
		return nil
	}
	return []panel.PageRow{g.attempt(toPoint)}
}

// cure makes the row of the scene that holds where this one fails.
func (g *Page) cure() []panel.PageRow {
	if g.program.Lesson.Cure == "" {
		return nil
	}
	return []panel.PageRow{g.scene(g.program.Lesson.Cure, "holds, where this one fails")}
}

// culprits makes the rows of the scenes that this one cures.
func (g *Page) culprits() (rows []panel.PageRow) {
	for _, name := range presets.Culprits(g.shelf, g.name) {
		rows = append(rows, g.scene(name, "fails, where this one holds"))
	}
	return rows
}

// beliefs makes the rows of what the scene shows to be wrong.
func (g *Page) beliefs() (rows []panel.PageRow) {
	for _, b := range g.program.Lesson.Breaks {
		rows = append(rows, panel.PageRow{Text: `"` + b.Text() + `"`})
	}
	return rows
}

// next makes the rows of the scenes to go on with, unless they stand above as the cure or as what this one cures.
func (g *Page) next() (rows []panel.PageRow) {
	for _, name := range g.program.Lesson.Next {
		if g.whole || !slices.Contains(g.related, name) {
			rows = append(rows, g.scene(name, ""))
		}
	}
	return rows
}

// toFunctions leaves out of the text what stands before the functions: the scene tells its goal and its cure there.
func toFunctions(t *panel.SceneText) {
	if n := min(max(t.Body, 0), len(t.Lines)); n > 0 {
		t.Lines, t.First, t.Body = t.Lines[n:], t.First+n, 0
	}
}
