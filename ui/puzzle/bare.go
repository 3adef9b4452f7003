package puzzle

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/presets"
)

// Base reads the scene of the shelf that a puzzle is made of, as it is.
func (l *Level) Base() (*program.Program, error) {
	file, text, err := presets.Source(l.Of)
	if err != nil {
		return nil, err
	}
	return program.Parse(file, text)
}

// Text makes the text of a puzzle, with its changes or without them: the scene under the puzzle's name, with nothing
// that tells of it.
func (l *Level) Text(changed bool) (string, error) {
	_, text, err := presets.Source(l.Of)
	if err == nil && changed {
		text, err = l.change(text)
	}
	if err == nil {
		text, err = bare(text, strings.ReplaceAll(l.Name, "-", "_"))
	}
	if err != nil {
		return "", fmt.Errorf("the puzzle %s: %w", l.Name, err)
	}
	return text, nil
}

// change makes the changes of a puzzle in the text of its scene.
func (l *Level) change(text string) (string, error) {
	lines := strings.Split(text, "\n")
	for _, c := range slices.Backward(l.Changes) { // so that the lines above are still where they were
		at, n := c.Line-1, 0
		if c.Was != "" {
			n = 1 + strings.Count(c.Was, "\n")
		}
		if at+n > len(lines) || n > 0 && squeezed(lines[at:at+n]) != squeezed(strings.Split(c.Was, "\n")) {
			return "", fmt.Errorf("line %d of %s is not %q", c.Line, l.Of, c.Was)
		}
		var now []string
		if c.Now != "" {
			now = strings.Split(c.Now, "\n")
		}
		lines = slices.Replace(lines, at, at+n, now...)
	}
	return strings.Join(lines, "\n"), nil
}

// squeezed is what lines say, however they are laid out.
func squeezed(lines []string) string {
	return strings.Join(strings.Fields(strings.Join(lines, "\n")), " ")
}

// bare takes out of the text of a scene what only says something of it: comments, goals, what is expected. The package
// is called by another name.
func bare(text, name string) (string, error) {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, "", text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return "", err
	}
	at := func(p token.Pos) int { return fset.Position(p).Offset }
	type part struct {
		from, to int
		now      string
	}
	parts := []part{{at(tree.Name.Pos()), at(tree.Name.End()), name}}
	gone := func(n ast.Node) { parts = append(parts, part{at(n.Pos()), at(n.End()), ""}) }
	for _, group := range tree.Comments {
		for _, c := range group.List {
			gone(c)
		}
	}
	for _, d := range tree.Decls {
		for _, n := range program.Spoken(d) {
			gone(n)
		}
	}
	slices.SortFunc(parts, func(a, b part) int { return a.from - b.from })
	var b strings.Builder
	done := 0
	for _, p := range parts {
		if p.from < done {
			continue // a comment within what is gone
		}
		b.WriteString(text[done:p.from] + p.now)
		done = p.to
	}
	b.WriteString(text[done:])
	clean, err := format.Source([]byte(tidied(b.String())))
	return string(clean), err
}

// tidied leaves out the empty lines that what is gone has left: at the beginning, several in a row, behind an opening
// bracket and before a closing one.
func tidied(text string) string {
	var lines []string
	opened, empty := true, false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \t\r\n")
		word := strings.TrimSpace(line)
		if word == "" {
			empty = true
			continue
		}
		if empty && !opened && word[0] != ')' && word[0] != '}' {
			lines = append(lines, "")
		}
		lines = append(lines, line)
		opened, empty = strings.HasSuffix(word, "{") || strings.HasSuffix(word, "("), false
	}
	return strings.Join(lines, "\n") + "\n"
}
