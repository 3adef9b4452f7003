package pthreads

import (
	"fmt"
	"go/token"
	"strings"
)

// line is a line of the program, and of which line of the scene it is; 0: of none.
type line struct {
	text string
	of   int
}

// put writes a line of the program for a line of the scene.
func (e *emitter) put(of int, format string, args ...any) {
	text := format
	if len(args) > 0 {
		text = fmt.Sprintf(format, args...)
	}
	if text != "" {
		text = strings.Repeat("\t", e.depth) + text
	}
	e.lines = append(e.lines, line{text, of})
}

// within writes what stands deeper.
func (e *emitter) within(do func()) {
	e.depth++
	do()
	e.depth--
}

// comments writes the scene's comments up to a place, each on lines of its own.
func (e *emitter) comments(to token.Pos) {
	for ; e.comment < len(e.s.Tree.Comments); e.comment++ {
		g := e.s.Tree.Comments[e.comment]
		if g.Pos() >= to {
			return
		}
		for _, c := range g.List {
			for _, l := range commentLines(c.Text) {
				e.put(0, "%s", l)
			}
		}
	}
}

// skip leaves out the scene's comments up to a place.
func (e *emitter) skip(to token.Pos) {
	for e.comment < len(e.s.Tree.Comments) && e.s.Tree.Comments[e.comment].Pos() < to {
		e.comment++
	}
}

// beside writes the comment that the scene has behind something, behind the line that was written last.
func (e *emitter) beside(at token.Pos) {
	if e.comment == len(e.s.Tree.Comments) || len(e.lines) == 0 {
		return
	}
	c := e.s.Tree.Comments[e.comment].List[0]
	on := func(p token.Pos) int { return e.s.Fset.Position(p).Line }
	if on(c.Pos()) != on(at) || c.Pos() < at {
		return
	}
	e.lines[len(e.lines)-1].text += " " + commentLines(c.Text)[0]
	if len(e.s.Tree.Comments[e.comment].List) == 1 && !strings.Contains(c.Text, "\n") {
		e.comment++
	}
}

// commentLines is a comment of the scene as comments of C, a line each.
func commentLines(text string) (all []string) {
	if rest, ok := strings.CutPrefix(text, "//"); ok {
		return []string{"//" + shut(rest)}
	}
	text = strings.TrimSuffix(strings.TrimPrefix(text, "/*"), "*/")
	for _, l := range strings.Split(text, "\n") {
		all = append(all, strings.TrimRight("// "+shut(strings.TrimSpace(l)), " "))
	}
	return all
}

// shut is the text of a comment that ends with its line: a backslash at the end, also one that C makes of three
// characters, would make the next line a comment too.
func shut(text string) string {
	text = strings.TrimRight(text, " \t\r")
	if strings.HasSuffix(text, `\`) || strings.HasSuffix(text, "??/") {
		return text + " ."
	}
	return text
}

// quote is a text as a string of C.
func quote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i := range len(text) {
		c := text[i]
		switch {
		case c == '"' || c == '\\', c == '?' && i > 0 && text[i-1] == '?': // three characters might be one
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < ' ' || c == 0x7f:
			fmt.Fprintf(&b, `\%03o`, c)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}
