package compare

import (
	"go/parser"
	"go/token"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// Scenes finds the lines in which two scenes do something else. What a scene only says of itself does not count: its
// name, its comments, its goal, what it expects and what it tells learners; nor does how lines are spaced. Texts that
// cannot be read are compared line for line.
func Scenes(a, b string) Text {
	x, ok := doing(a)
	y, too := doing(b)
	if !ok || !too {
		return Lines(a, b)
	}
	return diff(x, y)
}

// doing returns the lines of a scene that do something. In their text, comments are blank.
func doing(source string) ([]row, bool) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "", source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, false
	}
	text := []byte(source)
	clear := func(from, to token.Pos) {
		first, last := set.PositionFor(from, false).Offset, set.PositionFor(to, false).Offset
		for i := first; i < min(last, len(text)); i++ {
			if text[i] != '\n' {
				text[i] = ' '
			}
		}
	}
	clear(file.Package, file.Name.End())
	for _, g := range file.Comments {
		for _, c := range g.List {
			clear(c.Pos(), c.End())
		}
	}
	for _, d := range file.Decls {
		for _, n := range program.Spoken(d) {
			clear(n.Pos(), n.End())
		}
	}
	all := rows(string(text))
	for i := range all {
		all[i].key = spaced(all[i].text)
	}
	return slices.DeleteFunc(all, func(r row) bool { return r.key == "" }), true
}

// spaced returns a line with one blank where it has some, as long as no text stands in it.
func spaced(line string) string {
	if strings.ContainsAny(line, "\"`'") {
		return strings.TrimSpace(line)
	}
	return strings.Join(strings.Fields(line), " ")
}
