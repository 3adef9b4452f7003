package program

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
)

// Bare returns a scene's text without what it says to learners only, so that texts which run alike can be told from
// others. Empty lines are left out; a text that is no scene stays as it is.
func Bare(source string) string {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, "", source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return source
	}
	offset := func(p token.Pos) int { return min(max(fset.PositionFor(p, false).Offset, 0), len(source)) }
	var kept strings.Builder
	at := 0
	drop := func(from, to token.Pos) {
		kept.WriteString(source[at:max(offset(from), at)])
		at = max(offset(to), at)
	}
	for _, d := range tree.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		var found []*ast.ValueSpec
		for _, s := range g.Specs {
			if spec := s.(*ast.ValueSpec); isLesson(spec) {
				found = append(found, spec)
			}
		}
		if len(found) > 0 && len(found) == len(g.Specs) {
			from := g.Pos()
			if g.Doc != nil {
				from = g.Doc.Pos()
			}
			drop(from, g.End())
			continue
		}
		for _, spec := range found {
			drop(spec.Pos(), spec.End())
		}
	}
	kept.WriteString(source[at:])
	var lines []string
	for line := range strings.Lines(kept.String()) {
		if line = strings.TrimRight(line, " \t\r\n"); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// isLesson reports whether a const says something to learners.
func isLesson(spec *ast.ValueSpec) bool {
	if len(spec.Names) != 1 || len(spec.Values) != 1 || !among(spec.Names[0].Name, lessonNames()) {
		return false
	}
	_, isText := stringValue(spec.Values[0])
	return isText
}
