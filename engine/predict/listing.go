package predict

import (
	"go/parser"
	"go/token"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// Line is a line of a scene.
type Line struct {
	Number int
	Text   string
}

// Listing returns the lines of a scene that run, without what tells the answers: its moral, what it says to learners
// and expects of itself, and every comment. The numbers are those of the text.
func Listing(p *program.Program) (all []Line) { return listing(p.Source) }

// listing lists the lines of a text.
func listing(source string) (all []Line) {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, "", source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	text := []byte(source)
	blank := func(from, to token.Pos) {
		first, last := fset.PositionFor(from, false).Offset, fset.PositionFor(to, false).Offset
		for i := max(first, 0); i < min(last, len(text)); i++ {
			if text[i] != '\n' {
				text[i] = ' '
			}
		}
	}
	for _, c := range tree.Comments {
		blank(c.Pos(), c.End())
	}
	blank(tree.Package, tree.Name.End())
	for _, d := range tree.Decls {
		for _, n := range program.Spoken(d) {
			blank(n.Pos(), n.End())
		}
	}
	gap, was := false, strings.Split(source, "\n")
	for i, line := range strings.Split(string(text), "\n") {
		line = strings.TrimRight(line, " \t\r")
		if line == "" {
			gap = gap || len(all) > 0 && strings.TrimSpace(was[i]) == ""
			continue
		}
		if gap {
			all = append(all, Line{})
		}
		gap = false
		all = append(all, Line{i + 1, line})
	}
	return all
}
