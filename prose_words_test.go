package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// aWord is what a value of an enumeration may be called.
var aWord = regexp.MustCompile(`^[a-z]{2,}( [a-z]+)*$`)

// spelled are the fields and functions that give a value in words.
var spelled = regexp.MustCompile(`^(Text|Reason|Result|Said|String|OpText|.+Sentence)$`)

// wordReaders compare words with words because words are what they are given: the names of a scene, what is
// typed, a file.
var wordReaders = map[string]string{
	"engine/command.go":           "a command that is typed",
	"ui/command/record_ledger.go": "the lines of a file",
	"ui/worlds.go":                "what is typed behind compare",
	"ui/demo/args.go":             "the words of a demo script",
	"ui/demo/strip.go":            "the names of keys",
	"engine/explore/ask.go":       "whether two findings are the same one",
	"engine/explore/left.go":      "an op's text, which ends with the value that it stores",
	"engine/explore/tested.go":    "an assertion, found by its name and its text",
	"engine/predict/next.go":      "whether two answers, or two questions, read alike",
	"engine/session/journal.go":   "whether a line is written as the journal writes it",
	"engine/session/reader.go":    "the lines of a session file",
	"engine/stories/story.go":     "the commands of a story",
	"engine/session/settings.go":  "the names of settings",
	"ui/demo/parse.go":            "the words of a demo script",
	"ui/logbook/logbook.go":       "what is typed",
	"ui/prompt.go":                "what is typed",
	"ui/prompt/complete.go":       "what is typed",
	"ui/prompt/question.go":       "what is typed",
	"ui/seek/seeker.go":           "what is typed",
	"ui/seek/watch.go":            "what is typed",
}

// TestNoWordsCompared: where a value is meant, the value is compared, and not the word for it, nor the sentence that
// tells it. The packages that read scenes and scenarios, and that change their text, are left out: words are what they
// are about.
func TestNoWordsCompared(t *testing.T) {
	const bad = `package bad
import "strings"
func bad(said, text string, x, y thing) bool {
	switch {
	case x.String() == y.Text, result == "ok", strings.HasSuffix(said, " "+text), strings.Contains(x.Text, said):
	}
	switch result {
	case "ok":
	}
	return x.Text == "" || y.Result == 3
}`
	tree, err := parser.ParseFile(token.NewFileSet(), "bad.go", bad, 0)
	if all := compared(tree, map[string]bool{"ok": true}); err != nil || len(all) != 5 {
		t.Fatalf("%v: %d of 5 comparisons are seen", err, len(all))
	}
	words := map[string]bool{}
	eachTree(t, func(_ string, _ *token.FileSet, tree *ast.File) { wordsOf(tree, words) })
	delete(words, "true") // a truth is written as the language writes it
	delete(words, "false")
	if !words["ok"] || !words["holds"] || !words["blocked"] || !words["not the owner"] {
		t.Errorf("the words of enumerations are not found: %v", words)
	}
	eachTree(t, func(file string, files *token.FileSet, tree *ast.File) {
		all := compared(tree, words)
		if wordReaders[file] != "" {
			if len(all) == 0 {
				t.Errorf("%s compares no words any more; take it off the list", file)
			}
			return
		}
		dir := path.Dir(file)
		if dir == "engine/program" || dir == "engine/mend" || strings.HasPrefix(dir, "engine/scenario") ||
			strings.HasPrefix(dir, "engine/export") {
			return
		}
		for _, at := range all {
			t.Errorf("%s: words are compared; compare what they stand for", files.Position(at))
		}
	})
}

// wordsOf adds the words that the String methods of a file give, and the tables of words in it.
func wordsOf(tree *ast.File, words map[string]bool) {
	add := func(n ast.Node) bool {
		if text, ok := literal(n); ok && aWord.MatchString(text) {
			words[text] = true
		}
		return true
	}
	for _, d := range tree.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Name.Name == "String" && d.Recv != nil {
				ast.Inspect(d, add)
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				if v, ok := s.(*ast.ValueSpec); ok && strings.HasSuffix(strings.ToLower(v.Names[0].Name), "words") {
					ast.Inspect(v, add)
				}
			}
		}
	}
}

func literal(n ast.Node) (string, bool) {
	lit, ok := n.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

// compared finds where a file compares words of enumerations, or texts that tell something.
func compared(tree *ast.File, words map[string]bool) (all []token.Pos) {
	imported := map[string]bool{}
	for _, i := range tree.Imports {
		name, _ := strconv.Unquote(i.Path.Value)
		imported[path.Base(name)] = true
	}
	textual := func(e ast.Expr) bool { return mayBeText(e, imported) }
	isWord := func(e ast.Expr) bool { text, ok := literal(e); return ok && words[text] }
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if n.Op != token.EQL && n.Op != token.NEQ {
				return true
			}
			if isWord(n.X) || isWord(n.Y) || spells(n.X) && textual(n.Y) || spells(n.Y) && textual(n.X) {
				all = append(all, n.Pos())
			}
		case *ast.CaseClause:
			for _, e := range n.List {
				if isWord(e) {
					all = append(all, e.Pos())
				}
			}
		case *ast.CallExpr:
			f, ok := n.Fun.(*ast.SelectorExpr)
			if !ok || !cutters[f.Sel.Name] || len(n.Args) < 2 {
				return true
			}
			if p, ok := f.X.(*ast.Ident); !ok || p.Name != "strings" {
				return true
			}
			sum, joined := n.Args[1].(*ast.BinaryExpr)
			if _, fixed := literal(n.Args[1]); spells(n.Args[0]) && !fixed || joined && spaced(sum) {
				all = append(all, n.Pos())
			}
		}
		return true
	})
	return all
}

// spells reports whether an expression is a value in words.
func spells(e ast.Expr) bool {
	if call, ok := e.(*ast.CallExpr); ok {
		e = call.Fun
	}
	s, ok := e.(*ast.SelectorExpr)
	return ok && spelled.MatchString(s.Sel.Name)
}

// mayBeText reports whether what something is compared with may be a text that is not empty: no number, no constant
// of another package, and no other conversion.
func mayBeText(e ast.Expr, imported map[string]bool) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return e.Kind == token.STRING && len(e.Value) > 2
	case *ast.CallExpr:
		f, ok := e.Fun.(*ast.Ident)
		return !ok || f.Name == "string"
	case *ast.SelectorExpr:
		of, ok := e.X.(*ast.Ident)
		return !ok || !imported[of.Name]
	}
	return true
}

// spaced reports whether a sum of texts holds a space, as between two sentences.
func spaced(sum *ast.BinaryExpr) (found bool) {
	ast.Inspect(sum, func(n ast.Node) bool {
		text, ok := literal(n)
		found = found || ok && strings.Contains(text, " ")
		return true
	})
	return found
}
