package page

import (
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/compare"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/panel"
)

// other is the text of the scene that stands beside this one: its cure, or what it cures.
type other struct {
	name, source string
	text         panel.SceneText
}

// beside puts the cure's text beside the scene's, or that of a scene which this one cures, and marks in both in which
// lines they differ.
func (g *Page) beside(s *panel.ScenePage) {
	name, title := g.program.Lesson.Cure, "CURE "
	if all := presets.Culprits(g.shelf, g.name); name == "" && len(all) > 0 {
		name, title = all[0], "CULPRIT "
	}
	if name == "" {
		return
	}
	if g.other.name != name {
		g.other = other{name: name}
		if file, text, err := presets.Source(name); err == nil {
			if p, err := program.Parse(file, text); err == nil {
				g.other.text, g.other.source = source(p, title+name), p.Source
			}
		}
	}
	s.Other = g.other.text
	if len(s.Other.Lines) == 0 {
		return
	}
	differ := compare.Scenes(g.program.Source, g.other.source)
	a, b := marks(&s.Source, differ.A), marks(&s.Other, differ.B)
	if len(a)*mostMarked > len(s.Source.Lines) || len(b)*mostMarked > len(s.Other.Lines) {
		s.Other.Note = "another program"
		return
	}
	s.Source.Marks, s.Other.Marks = a, b
}

// mostMarked is one part of so many: where more lines differ than that, marks say nothing.
const mostMarked = 3

// Read returns the text of a scene of the shelf; without lines where there is none.
func Read(name string) panel.SceneText {
	file, text, err := presets.Source(name)
	if err != nil {
		return panel.SceneText{}
	}
	p, err := program.Parse(file, text)
	if err != nil {
		return panel.SceneText{}
	}
	return source(p, "SOURCE")
}

// marks returns the numbers of the lines that differ, of those that are shown.
func marks(t *panel.SceneText, differ map[int]compare.Span) map[int]bool {
	all := map[int]bool{}
	for n := range differ {
		if n >= t.First && n < t.First+len(t.Lines) {
			all[n] = true
		}
	}
	return all
}

// body returns the number of the line at which the functions begin.
func body(p *program.Program) int {
	first := 0
	for i := range p.Funcs {
		if at := p.Funcs[i].First; first == 0 || at < first {
			first = at
		}
	}
	return first
}

// source returns the text of a scene from behind its moral to the end of its last function.
func source(p *program.Program, title string) panel.SceneText {
	const most = 2000
	all := strings.Split(strings.TrimRight(p.Source, "\n"), "\n")
	from := max(slices.IndexFunc(all, func(l string) bool { return !strings.HasPrefix(l, "//") }), 0)
	last := 0
	for i := range p.Funcs {
		last = max(last, p.Funcs[i].Last)
	}
	if last > from {
		all = all[:min(last, len(all))]
	}
	all = all[from:]
	t := panel.SceneText{Title: title, First: from + 1, Body: body(p) - from - 1}
	for i := range p.Funcs {
		t.Funcs = append(t.Funcs, p.Funcs[i].First)
	}
	slices.Sort(t.Funcs)
	for _, l := range all[:min(len(all), most)] {
		if len(l) > 400 {
			l = strings.ToValidUTF8(l[:400], "") + "…"
		}
		t.Lines = append(t.Lines, strings.ReplaceAll(strings.TrimRight(l, "\r"), "\t", "   "))
	}
	return t
}
