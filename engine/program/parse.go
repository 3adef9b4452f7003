package program

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"strings"
)

// The limits of a scene's text. They keep memory and time bounded whatever is read.
const (
	MaxLines    = 65_000  // lines of a scene: Op.Line is 16 bits
	MaxBytes    = 4 << 20 // bytes of a scene
	MaxOps      = 60_000  // ops of a program, expanded calls included
	MaxCalls    = 8       // depth of expanded calls
	MaxLocals   = 64      // variables of one coroutine: Program.Live has a bit for each
	MaxSlots    = 1 << 17 // process slots
	MaxCapacity = 1 << 20 // items of a queue
	MaxNames    = 1000    // objects, and functions
	maxNesting  = 64      // depth of blocks and of expressions
	maxElses    = 200     // branches of one if
)

// Parse compiles a scene. file is its name for errors and listings, source its text. The error is an Errors: what the
// language does not know is refused, never passed over. O(length of the text and of the expanded ops).
func Parse(file, source string) (*Program, error) {
	c := &compiler{
		file: file,
		prog: &Program{File: file, Source: source, Settings: Defaults(), Boot: -1},
	}
	c.prog.lines = splitLines(source)
	if c.tooLong(source) {
		return nil, c.errs
	}
	c.fset = token.NewFileSet()
	tree, err := parser.ParseFile(c.fset, file, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		c.translate(err, source)
		return nil, c.refused()
	}
	c.prepare()
	c.head(tree)
	c.scene(tree)
	if len(c.errs) == 0 {
		c.conditions()
	}
	if len(c.errs) > 0 {
		return nil, c.refused()
	}
	c.prog.Spoken = c.prog.spoken()
	return c.prog, nil
}

// refused returns the errors in the order of the text, each with its line.
func (c *compiler) refused() Errors {
	for _, e := range c.errs {
		if e.Line >= 1 && e.Line <= len(c.prog.lines) {
			e.Text = c.prog.lines[e.Line-1]
		}
	}
	return c.errs.ordered()
}

// splitLines returns the lines of a text without their ends.
func splitLines(source string) []string {
	lines := strings.Split(source, "\n")
	if last := len(lines) - 1; lines[last] == "" {
		lines = lines[:last]
	}
	for i, line := range lines {
		lines[i] = strings.TrimSuffix(line, "\r")
	}
	return lines
}

func (c *compiler) tooLong(source string) bool {
	switch {
	case len(c.prog.lines) > MaxLines:
		c.place(MaxLines+1, 1, "a scene may have 65000 lines", "this scene has %d lines", len(c.prog.lines))
	case len(source) > MaxBytes:
		c.place(1, 1, "a scene may have 4 MiB", "this scene has %d bytes", len(source))
	}
	return len(c.errs) > 0
}

// head reads what stands before the declarations: the name and the package comment.
func (c *compiler) head(tree *ast.File) {
	c.prog.Name = tree.Name.Name
	if tree.Doc == nil {
		return
	}
	paragraphs := strings.Split(strings.TrimSpace(tree.Doc.Text()), "\n\n")
	for i, paragraph := range paragraphs {
		paragraphs[i] = strings.Join(strings.Fields(paragraph), " ")
	}
	c.prog.Moral = strings.Join(paragraphs, "\n\n")
}

// translate says in the words of the language what Go's parser found first.
func (c *compiler) translate(err error, source string) {
	var found scanner.ErrorList
	if !errors.As(err, &found) || len(found) == 0 {
		c.place(1, 1, "", "%s", err.Error())
		return
	}
	first := found[0]
	line, column := lineColumn(source, first.Pos.Offset)
	message, hint := sayGo(first.Msg)
	if open, text := c.withoutBrace(line, first.Msg); open > 0 {
		l := c.prog.lines[open-1]
		c.place(open, strings.Index(l, text)+len(text)+1, "write "+text+" {", "the line ends without its {")
		return
	}
	if better := slip(lineOf(source, line), first.Msg); better != "" {
		hint = better
	}
	c.place(line, column, hint, "%s", message)
}

// lineOf returns a line of a text, counted from 1.
func lineOf(source string, line int) string {
	for ; line > 1; line-- {
		_, source, _ = strings.Cut(source, "\n")
	}
	first, _, _ := strings.Cut(source, "\n")
	return first
}

func lineColumn(source string, offset int) (line, column int) {
	before := source[:min(max(offset, 0), len(source))]
	return 1 + strings.Count(before, "\n"), len(before) - strings.LastIndexByte(before, '\n')
}

// sayGo turns a message of Go's parser into one of ours.
func sayGo(message string) (said, hint string) {
	said = strings.ReplaceAll(message, "\n", " ")
	said = strings.TrimSuffix(said, " (missing parentheses around composite literal?)")
	said = strings.ReplaceAll(said, "found newline", "but the line ends here")
	said = strings.ReplaceAll(said, "found 'EOF'", "but the text ends here")
	switch {
	case strings.Contains(message, "expected 'package'"):
		return said, "a scene begins with its moral in a comment and then: package name_of_the_scene"
	case strings.Contains(message, "imports must appear"), strings.Contains(message, "import path"):
		return said, "a scene needs no imports; its verbs are part of the language"
	case strings.Contains(message, "expected declaration, found '}'"):
		return said, "there is one } too many, here or above"
	case strings.Contains(message, "non-declaration statement"), strings.Contains(message, "expected declaration"):
		return said, "outside functions there are const, var and func; statements go into a func"
	case strings.Contains(message, "expected '}'"), strings.Contains(message, "'EOF'"):
		return said, "count the braces: each { needs its }"
	case strings.Contains(message, "unexpected semicolon or newline before"), strings.Contains(message, "expected '{'"),
		strings.Contains(message, "unexpected newline"):
		return said, "the { stands on the line of its func, for, if or else"
	case strings.Contains(message, "cannot parenthesize"), strings.Contains(message, "expected '=='"),
		strings.Contains(message, "expected boolean expression"):
		return said, "compare with ==, set with ="
	case strings.Contains(message, "in composite literal"):
		return said, "a block begins with if, for, else or func, in the line above or here"
	case strings.Contains(message, "found 'else'"):
		return said, "else stands behind the } of its if: } else {"
	case strings.Contains(message, "in argument list"), strings.Contains(message, "in parameter list"),
		strings.Contains(message, "expected ')'"):
		return said, "count the parentheses: each ( needs its )"
	case strings.Contains(message, "found ')'"):
		return said, "there is one ) too many"
	case strings.Contains(message, "expected 'IDENT'"):
		return strings.ReplaceAll(said, "'IDENT'", "a name"),
			"a block var ( ... ) or const ( ... ) ends with a ) on its own line"
	case strings.Contains(message, "string literal not terminated"):
		return said, `a text ends with " on the same line`
	case strings.Contains(message, "comment not terminated"):
		return said, "a comment that begins with /* ends with */"
	case strings.Contains(message, "expected ';'"):
		return said, "one statement a line"
	case strings.Contains(message, "exceeded max nesting depth"):
		return said, "write it flatter, with functions of your own"
	}
	return said, "a scene is written in Go syntax"
}

// shorten keeps what a scene's long names and texts would make of a message within bounds.
func shorten(text string) string {
	const limit = 600
	text = strings.ReplaceAll(text, "\n", " ")
	if len(text) <= limit {
		return text
	}
	return strings.ToValidUTF8(text[:limit/2], "") + " ... " + strings.ToValidUTF8(text[len(text)-limit/2:], "")
}

// place adds an error at a line and column.
func (c *compiler) place(line, column int, hint, format string, args ...any) {
	if len(c.errs) >= MaxErrors {
		return
	}
	message := shorten(fmt.Sprintf(format, args...))
	e := &ParseError{File: c.file, Line: line, Column: column, Message: message, Hint: shorten(hint)}
	for _, known := range c.errs {
		if *known == *e {
			return
		}
	}
	c.errs = append(c.errs, e)
}

// fail adds an error at the place of a node. It gives false, so that callers can return it.
func (c *compiler) fail(at ast.Node, hint, format string, args ...any) bool {
	return c.failAt(at.Pos(), hint, format, args...)
}

func (c *compiler) failAt(pos token.Pos, hint, format string, args ...any) bool {
	where := c.fset.PositionFor(pos, false)
	c.place(where.Line, where.Column, hint, format, args...)
	return false
}

// line returns the line of a position.
func (c *compiler) line(pos token.Pos) int { return c.fset.PositionFor(pos, false).Line }
