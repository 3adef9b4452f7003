package grade

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// mainName is the function that is a scene's boot, and scriptName the one that holds its commands.
const (
	mainName   = "main"
	scriptName = "script"
)

// sheet is the text of a scene, with the tree that Go's parser makes of it.
type sheet struct {
	src   string
	files *token.FileSet
	tree  *ast.File
	funcs map[string]*ast.FuncDecl // main and script among them
	vars  map[string]*ast.Ident
	nums  map[string]ast.Expr // consts that are no settings
	sets  map[string]ast.Expr // settings
}

// newSheet reads a text. The error is that of Go's parser.
func newSheet(file, src string) (*sheet, error) {
	s := &sheet{src: src, files: token.NewFileSet(), funcs: map[string]*ast.FuncDecl{}, vars: map[string]*ast.Ident{},
		nums: map[string]ast.Expr{}, sets: map[string]ast.Expr{}}
	var err error
	if s.tree, err = parser.ParseFile(s.files, file, src, parser.SkipObjectResolution); err != nil {
		return nil, err
	}
	for _, d := range s.tree.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			s.funcs[d.Name.Name] = d
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if v, ok := spec.(*ast.ValueSpec); ok {
					s.declare(d.Tok, v)
				}
			}
		}
	}
	return s, nil
}

// declare notes the names of a line of a var or const block.
func (s *sheet) declare(tok token.Token, v *ast.ValueSpec) {
	for i, name := range v.Names {
		switch {
		case tok == token.VAR:
			s.vars[name.Name] = name
		case i >= len(v.Values):
		case program.IsSetting(name.Name, v.Values[i]):
			s.sets[name.Name] = v.Values[i]
		default:
			s.nums[name.Name] = v.Values[i]
		}
	}
}

// at is where a position stands in the text.
func (s *sheet) at(p token.Pos) int { return s.files.PositionFor(p, false).Offset }

// line is the line of a position.
func (s *sheet) line(p token.Pos) int { return s.files.PositionFor(p, false).Line }

// text is what stands between two positions.
func (s *sheet) text(from, to token.Pos) string { return s.src[s.at(from):s.at(to)] }

// Laws is a teacher's file.
type Laws struct {
	*sheet
	prog   *program.Program
	spawns bool            // its main starts coroutines, and so says which there are
	words  map[string]bool // that it uses and does not declare
}

// Read reads a laws file, which is a scene of its own. The error is that of program.Parse.
func Read(file, src string) (*Laws, error) {
	l := &Laws{}
	var err error
	if l.prog, err = program.Parse(file, src); err != nil {
		return nil, err
	}
	if l.sheet, err = newSheet(file, src); err != nil {
		return nil, err
	}
	l.spawns = starts(l.prog)
	l.listWords()
	return l, nil
}

// asks reports whether the file has a law.
func (l *Laws) asks() bool { return len(l.prog.Laws)+len(l.prog.Futures) > 0 }

// starts reports whether the main of a scene starts a coroutine.
func starts(p *program.Program) bool {
	if p.Boot < 0 {
		return false
	}
	for pc := int(p.Boot); pc < len(p.Ops) && p.Ops[pc].Kind != program.Exit; pc++ {
		if p.Ops[pc].Kind == program.Spawn {
			return true
		}
	}
	return false
}

// open reports whether a function of the laws file is for the student to write: it has an empty body, or gives back
// one value that stands there.
func (l *Laws) open(f *ast.FuncDecl) bool {
	if f.Body == nil || len(f.Body.List) == 0 {
		return true
	}
	back, ok := f.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(f.Body.List) > 1 || len(back.Results) > 1 {
		return false
	}
	for _, x := range back.Results {
		switch x := x.(type) {
		case *ast.BasicLit:
		case *ast.Ident:
			if l.vars[x.Name] != nil || l.nums[x.Name] != nil || takes(f, x.Name) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// takes reports whether a function has a parameter of a name.
func takes(f *ast.FuncDecl, name string) bool {
	return slices.ContainsFunc(f.Type.Params.List, func(p *ast.Field) bool {
		return slices.ContainsFunc(p.Names, func(n *ast.Ident) bool { return n.Name == name })
	})
}

// boots reports whether a function is main or the script.
func boots(f *ast.FuncDecl) bool { return f.Name.Name == mainName || f.Name.Name == scriptName }

// listWords notes the words of the language that what counts of the file uses. A student's file that declares one of
// them would give it another meaning.
func (l *Laws) listWords() {
	l.words = map[string]bool{}
	own := map[string]bool{}
	for _, f := range l.funcs {
		if boots(f) || !l.open(f) {
			ast.Inspect(f, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok {
					l.words[id.Name] = true
				}
				locals(n, own)
				return true
			})
		}
	}
	for name := range l.words {
		if l.declares(name) || own[name] {
			delete(l.words, name)
		}
	}
}

// declares reports whether a scene declares a name.
func (s *sheet) declares(name string) bool {
	return s.vars[name] != nil || s.nums[name] != nil || s.sets[name] != nil || s.funcs[name] != nil
}

// locals notes the names that a part of a function declares.
func locals(n ast.Node, own map[string]bool) {
	note := func(all ...ast.Expr) {
		for _, x := range all {
			if id, ok := x.(*ast.Ident); ok {
				own[id.Name] = true
			}
		}
	}
	switch n := n.(type) {
	case *ast.Field:
		for _, name := range n.Names {
			note(name)
		}
	case *ast.ValueSpec:
		for _, name := range n.Names {
			note(name)
		}
	case *ast.AssignStmt:
		if n.Tok == token.DEFINE {
			note(n.Lhs...)
		}
	case *ast.RangeStmt:
		if n.Tok == token.DEFINE {
			note(n.Key, n.Value)
		}
	}
}

// signature tells the types that a function takes and gives: "(int, mutex) item".
func (s *sheet) signature(f *ast.FuncDecl) string {
	var takes []string
	for _, p := range f.Type.Params.List {
		for range max(len(p.Names), 1) {
			takes = append(takes, s.text(p.Type.Pos(), p.Type.End()))
		}
	}
	text := "(" + strings.Join(takes, ", ") + ")"
	if r := f.Type.Results; r != nil {
		text += " " + s.text(r.Pos(), r.End())
	}
	return strings.Join(strings.Fields(text), " ")
}
