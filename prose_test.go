package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// prose is a literal that can only be a piece of a sentence: words with a space between, before or behind.
var prose = regexp.MustCompile(`[A-Za-z']{2,}.* |^ .*[A-Za-z']{2,}|^'s `)

// cutters are the functions of package strings that take a text apart, or ask what is in it.
var cutters = map[string]bool{}

func init() {
	for _, name := range strings.Fields(`Contains Count Cut CutPrefix CutSuffix EqualFold HasPrefix HasSuffix
		Index LastIndex Replace ReplaceAll Split SplitAfter SplitN SplitSeq TrimPrefix TrimSuffix`) {
		cutters[name] = true
	}
}

// formats are files that read a text with a form of its own, or one that others wrote, and the literals that they look
// for in it; none: any.
var formats = map[string][]string{
	"engine/program/parse.go":             nil, // the messages of Go's parser
	"engine/program/slip.go":              nil,
	"engine/grade/text.go":                {"line "},             // what a parser says of a text put together
	"engine/mend/shape.go":                {"IDENT ", "STRING "}, // words of a text, each behind its kind
	"engine/narrate/value.go":             {"return "},           // of a scene's text
	"engine/session/reader.go":            {"quartet session ", "end of scene", "end of session"},
	"ui/command/new.go":                   {"package my_scene"},
	"ui/logbook/logbook.go":               {"go "},        // of a demo script
	"bench/table/main.go":                 {"model name"}, // of the system's list of processors
	"ui/command/licences/collect/main.go": {"github.com/go-fonts/dejavu "},
}

// TestNoProseAsData: nobody finds out from a sentence what happened. Whoever tells something also says what it is
// about, in fields; so a sentence can be worded anew without anything else changing.
func TestNoProseAsData(t *testing.T) {
	tree, err := parser.ParseFile(token.NewFileSet(), "cuts.go", `package cuts
import "strings"
func cuts(said, who string) bool {
	head, _, _ := strings.Cut(said, " moves ")
	return said == "it waits" || strings.HasSuffix(head, who+"'s mailbox") || strings.HasPrefix(head, "#")
}`, 0)
	if all := proseIn(tree); err != nil || len(all) != 3 {
		t.Fatalf("%v: %d of 3 cuts are seen", err, len(all))
	}
	eachTree(t, func(path string, files *token.FileSet, tree *ast.File) {
		for _, at := range proseIn(tree) {
			text, _ := strconv.Unquote(at.Value)
			if known, reads := formats[path]; reads && (known == nil || slices.Contains(known, text)) {
				continue
			}
			t.Errorf("%s: what happened is read from words, %s", files.Position(at.Pos()), at.Value)
		}
	})
}

// proseIn finds the pieces of sentences by which a file cuts or compares texts.
func proseIn(tree *ast.File) (all []*ast.BasicLit) {
	look := func(e ast.Expr) {
		ast.Inspect(e, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if text, err := strconv.Unquote(lit.Value); err == nil && prose.MatchString(text) {
					all = append(all, lit)
				}
			}
			return true
		})
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			f, ok := n.Fun.(*ast.SelectorExpr)
			if !ok || !cutters[f.Sel.Name] || len(n.Args) < 2 {
				return true
			}
			if p, ok := f.X.(*ast.Ident); ok && p.Name == "strings" {
				look(n.Args[1])
			}
		case *ast.BinaryExpr:
			if n.Op == token.EQL || n.Op == token.NEQ {
				look(n.X)
				look(n.Y)
			}
		case *ast.CaseClause:
			for _, e := range n.List {
				if _, ok := e.(*ast.BasicLit); ok {
					look(e)
				}
			}
		}
		return true
	})
	return all
}
