package export

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"

	"github.com/quartet-os/quartet/engine/program"
)

// Scene is the text of a scene, opened.
type Scene struct {
	Program *program.Program
	Fset    *token.FileSet
	Tree    *ast.File
	Main    *ast.FuncDecl
	Script  *ast.FuncDecl   // nil: there is none
	Funcs   []*ast.FuncDecl // all others, in the order of the text
	Consts  []*Name         // numbers and truths; not what is said to the machine, unless the scene reads it
	Vars    []*Name         // what all coroutines share, in the order of the text
	Laws    []Law
	Uses    []Use // every construct, in the order of the text

	names  map[*ast.Ident]*Name
	global map[string]*Name
}

// Role says what a name is the name of.
type Role uint8

// The roles of names.
const (
	Const    Role = iota
	Shared        // an object or a variable of all coroutines
	Function      // of the scene
	Param
	Local
)

// Name is something that the scene declares.
type Name struct {
	Name  string
	Role  Role
	Type  Type          // of a function: of its result
	Line  int           // where it is declared
	Value ast.Expr      // what it begins as, nil: nothing is said; of a variable of a function only where var says so
	Func  *ast.FuncDecl // of a function: itself, of a parameter or local: where it is
}

// Law is a promise of the scene.
type Law struct {
	Verb string // invariant, finally, conserve, eventually, infinitelyOften, leadsTo, progress
	Text string // "" of those that have none
	Args []ast.Expr
	Line int
}

// Open reads a scene for export. The error is that of program.Parse.
func Open(file, source string) (*Scene, error) {
	p, err := program.Parse(file, source)
	if err != nil {
		return nil, err
	}
	s := &Scene{Program: p, Fset: token.NewFileSet(), names: map[*ast.Ident]*Name{}, global: map[string]*Name{}}
	s.Tree, err = parser.ParseFile(s.Fset, file, p.Source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	s.declare()
	for _, f := range s.Funcs {
		s.resolve(f)
	}
	s.resolve(s.Main)
	s.laws()
	s.constructs()
	return s, nil
}

// declare notes what stands at the top of the scene.
func (s *Scene) declare() {
	for _, d := range s.Tree.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			s.function(d)
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if v, ok := spec.(*ast.ValueSpec); ok && d.Tok == token.CONST {
					s.consts(v)
				}
			}
		}
	}
	for _, d := range s.Tree.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
			for _, spec := range g.Specs {
				if v, ok := spec.(*ast.ValueSpec); ok {
					s.vars(v)
				}
			}
		}
	}
	for _, f := range s.Funcs {
		if r := f.Type.Results; r != nil && len(r.List) > 0 {
			s.global[f.Name.Name].Type = s.typeOfText(r.List[0].Type)
		}
	}
}

func (s *Scene) function(f *ast.FuncDecl) {
	switch f.Name.Name {
	case "main":
		s.Main = f
		return
	case "script":
		s.Script = f
		return
	}
	s.Funcs = append(s.Funcs, f)
	s.add(&Name{Name: f.Name.Name, Role: Function, Line: s.Line(f), Func: f}, f.Name)
}

// consts keeps the numbers and truths. A text says something to the machine, and its name may be that of a verb.
func (s *Scene) consts(v *ast.ValueSpec) {
	for i, id := range v.Names {
		if i >= len(v.Values) {
			return
		}
		if lit, ok := v.Values[i].(*ast.BasicLit); ok && lit.Kind == token.STRING {
			continue
		}
		n := &Name{Name: id.Name, Role: Const, Line: s.Line(id), Value: v.Values[i], Type: Type{Word: "int"}}
		if s.Program.Truth(id.Name) {
			n.Type.Word = "bool"
		}
		s.add(n, id)
		s.constExpr(v.Values[i])
		if !contains(program.SettingNames(), id.Name) || s.reads(id.Name) {
			s.Consts = append(s.Consts, n)
		}
	}
}

// reads reports whether something beside its declaration names a const.
func (s *Scene) reads(name string) bool {
	n := 0
	ast.Inspect(s.Tree, func(node ast.Node) bool {
		if id, ok := node.(*ast.Ident); ok && id.Name == name {
			n++
		}
		return true
	})
	return n > 1
}

// constExpr notes which consts a value is made of.
func (s *Scene) constExpr(x ast.Expr) {
	ast.Inspect(x, func(node ast.Node) bool {
		if id, ok := node.(*ast.Ident); ok && s.global[id.Name] != nil {
			s.names[id] = s.global[id.Name]
		}
		return true
	})
}

func (s *Scene) vars(v *ast.ValueSpec) {
	for i, id := range v.Names {
		n := &Name{Name: id.Name, Role: Shared, Line: s.Line(id)}
		if i < len(v.Values) {
			n.Value = v.Values[i]
			s.constExpr(n.Value)
		}
		if v.Type != nil {
			s.constExpr(v.Type)
			n.Type = s.typeOfText(v.Type)
		} else {
			n.Type = s.typeOfValue(n.Value)
		}
		s.add(n, id)
		s.Vars = append(s.Vars, n)
	}
}

// typeOfValue is the type of a shared variable that is declared by what it begins as.
func (s *Scene) typeOfValue(value ast.Expr) Type {
	switch v := value.(type) {
	case *ast.CompositeLit:
		return s.typeOfText(v.Type)
	case *ast.CallExpr:
		t, made := Type{}, v.Fun
		if a, ok := made.(*ast.ArrayType); ok {
			t.Count, made = s.count(a.Len), a.Elt
		}
		if id, ok := made.(*ast.Ident); ok {
			if t.Word = id.Name; id.Name == "make" && len(v.Args) > 0 {
				of := s.typeOfText(v.Args[0])
				of.Count = t.Count
				return of
			}
		}
		return t
	}
	return s.TypeOf(value)
}

// add notes a name at the top, and that an identifier is it.
func (s *Scene) add(n *Name, id *ast.Ident) {
	s.global[n.Name] = n
	s.names[id] = n
}

// Line returns the line of a node, counted from 1.
func (s *Scene) Line(n ast.Node) int { return s.Fset.Position(n.Pos()).Line }

// Of returns what an identifier names; nil of a word of the language, and of what says something to the machine.
func (s *Scene) Of(id *ast.Ident) *Name { return s.names[id] }

// Called returns the function of the scene that a call is of; nil of a verb.
func (s *Scene) Called(call *ast.CallExpr) *ast.FuncDecl {
	id, ok := call.Fun.(*ast.Ident)
	if !ok {
		return nil
	}
	if n := s.global[id.Name]; n != nil && n.Role == Function {
		return n.Func
	}
	return nil
}

// Verb returns the word of the language that a call is of; "" of a function of the scene.
func (s *Scene) Verb(call *ast.CallExpr) string {
	if id, ok := call.Fun.(*ast.Ident); ok && s.Called(call) == nil {
		return id.Name
	}
	return ""
}

// laws notes the promises that main makes.
func (s *Scene) laws() {
	ast.Inspect(s.Main.Body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || !isLaw(s.Verb(call)) {
			return true
		}
		l := Law{Verb: s.Verb(call), Args: call.Args, Line: s.Line(call)}
		if len(call.Args) > 0 {
			if lit, ok := call.Args[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
				l.Text, _ = strconv.Unquote(lit.Value)
				l.Args = call.Args[1:]
			}
		}
		s.Laws = append(s.Laws, l)
		return false
	})
}

// isLaw reports whether a word makes a law in main.
func isLaw(verb string) bool {
	return contains([]string{"invariant", "finally", "conserve", "eventually", "infinitelyOften", "leadsTo",
		"progress"}, verb)
}

func contains(words []string, word string) bool {
	for _, w := range words {
		if w == word {
			return true
		}
	}
	return false
}
