package mend

import (
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// scene is the text of a scene as changes see it: its functions but main, and what it declares.
type scene struct {
	file  string
	src   string // as `quartet fmt` writes it
	prog  *program.Program
	fset  *token.FileSet
	tree  *ast.File
	funcs []*function
	main  *ast.FuncDecl
	class map[string]program.Class // by the name of an object, or of an array of them
	spin  map[string]bool          // mutexes that are spinlocks

	counted  map[statement]bool // changes of what laws alone look at, but of arrays
	observed map[statement]bool // and of arrays
}

// function is one whose text may be changed.
type function struct {
	name   string
	decl   *ast.FuncDecl
	blocks []block
	calls  []call // in the order of the text
}

// block is a list of statements, and the statement that it belongs to; nil: it is the body of the function.
type block struct {
	of   ast.Stmt
	list []ast.Stmt
	end  token.Pos // of its closing brace, or behind its last statement
	up   int       // the block in which of stands, -1
	at   int       // and where there
}

// call is a call of a verb or of a function of the scene.
type call struct {
	name string
	args []ast.Expr
	expr *ast.CallExpr
	stmt ast.Stmt // that it is all of; nil: its value is used
}

// read reads the text of a scene that is known to be one.
func read(file, source string) (*scene, error) {
	s := &scene{file: file, src: source, class: map[string]program.Class{}, spin: map[string]bool{}}
	if formatted, err := format.Source([]byte(source)); err == nil {
		s.src = string(formatted)
	}
	var err error
	if s.prog, err = program.Parse(file, s.src); err != nil {
		return nil, err
	}
	s.fset = token.NewFileSet()
	if s.tree, err = parser.ParseFile(s.fset, file, s.src, parser.SkipObjectResolution); err != nil {
		return nil, err
	}
	for _, o := range s.prog.Objects {
		name, _, _ := strings.Cut(o.Name, "[")
		s.class[name] = o.Class
	}
	for _, m := range s.prog.Mutexes {
		if m.Spin {
			name, _, _ := strings.Cut(s.prog.Objects[m.Object].Name, "[")
			s.spin[name] = true
		}
	}
	for _, d := range s.tree.Decls {
		fn, ok := d.(*ast.FuncDecl)
		switch {
		case !ok || fn.Body == nil:
		case fn.Name.Name == "main":
			s.main = fn
		default:
			s.funcs = append(s.funcs, s.function(fn))
		}
	}
	s.counts()
	return s, nil
}

// function lists the blocks of a function and the calls in it.
func (s *scene) function(fn *ast.FuncDecl) *function {
	f := &function{name: fn.Name.Name, decl: fn}
	f.add(nil, fn.Body.List, fn.Body.Rbrace, -1, 0)
	whole := map[ast.Expr]ast.Stmt{}
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ExprStmt:
			whole[n.X] = n
		case *ast.CallExpr:
			if name, ok := n.Fun.(*ast.Ident); ok {
				f.calls = append(f.calls, call{name.Name, n.Args, n, whole[n]})
			}
		}
		return true
	})
	return f
}

// add adds a block and those in it.
func (f *function) add(of ast.Stmt, list []ast.Stmt, end token.Pos, up, at int) {
	mine := len(f.blocks)
	f.blocks = append(f.blocks, block{of, list, end, up, at})
	for i, st := range list {
		f.inside(st, mine, i)
	}
}

// inside adds the blocks of a statement.
func (f *function) inside(st ast.Stmt, up, at int) {
	switch st := st.(type) {
	case *ast.BlockStmt:
		f.add(st, st.List, st.Rbrace, up, at)
	case *ast.IfStmt:
		f.add(st, st.Body.List, st.Body.Rbrace, up, at)
		if st.Else != nil {
			f.inside(st.Else, up, at)
		}
	case *ast.ForStmt:
		f.add(st, st.Body.List, st.Body.Rbrace, up, at)
	case *ast.RangeStmt:
		f.add(st, st.Body.List, st.Body.Rbrace, up, at)
	case *ast.SelectStmt:
		f.inside(st.Body, up, at)
	case *ast.SwitchStmt:
		f.inside(st.Body, up, at)
	case *ast.CaseClause:
		f.add(st, st.Body, st.End(), up, at)
	case *ast.CommClause:
		f.add(st, st.Body, st.End(), up, at)
	}
}

// at returns the offset of a place in the text.
func (s *scene) at(p token.Pos) int { return s.fset.Position(p).Offset }

// text returns what stands there for a node.
func (s *scene) text(n ast.Node) string { return s.src[s.at(n.Pos()):s.at(n.End())] }

// lines returns the part of the text that a statement has for itself: whole lines, with what is said behind it. It is
// false where it shares a line with something else.
func (s *scene) lines(first, last ast.Stmt) (from, to int, whole bool) {
	from, to = s.at(first.Pos()), s.at(last.End())
	start := strings.LastIndexByte(s.src[:from], '\n') + 1
	rest, _, _ := strings.Cut(s.src[to:], "\n")
	said := strings.TrimSpace(rest)
	if strings.TrimSpace(s.src[start:from]) != "" || said != "" && !strings.HasPrefix(said, "//") {
		return from, to, false
	}
	return start, min(to+len(rest)+1, len(s.src)), true
}

// verb returns the verb that a statement is a call of, and its arguments; "" where it is none.
func verb(st ast.Stmt) (name string, args []ast.Expr) {
	x, ok := st.(*ast.ExprStmt)
	if !ok {
		return "", nil
	}
	c, ok := x.X.(*ast.CallExpr)
	if !ok {
		return "", nil
	}
	if id, ok := c.Fun.(*ast.Ident); ok {
		return id.Name, c.Args
	}
	return "", nil
}

// calls reports whether one of some verbs is called in a node.
func calls(n ast.Node, verbs ...string) (found bool) {
	ast.Inspect(n, func(n ast.Node) bool {
		if c, ok := n.(*ast.CallExpr); ok {
			if id, ok := c.Fun.(*ast.Ident); ok && slices.Contains(verbs, id.Name) {
				found = true
			}
		}
		return !found
	})
	return found
}

// mentions reports whether a name stands in a node.
func mentions(n ast.Node, names ...string) (found bool) {
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && slices.Contains(names, id.Name) {
			found = true
		}
		return !found
	})
	return found
}

// base is the name that an expression begins with: forks of forks[i], n of *n.
func base(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.IndexExpr:
		return base(x.X)
	case *ast.StarExpr:
		return base(x.X)
	case *ast.UnaryExpr:
		return base(x.X)
	case *ast.ParenExpr:
		return base(x.X)
	}
	return ""
}

// classOf returns the class of the object that an expression names in a function; false where it is none.
func (s *scene) classOf(f *function, x ast.Expr) (program.Class, bool) {
	name := base(x)
	for _, p := range f.decl.Type.Params.List {
		for _, id := range p.Names {
			if id.Name == name {
				return paramClass(s.text(p.Type))
			}
		}
	}
	c, ok := s.class[name]
	return c, ok
}

// paramClass returns the class of what a parameter of some type stands for.
func paramClass(typ string) (program.Class, bool) {
	_, typ, found := strings.Cut(typ, "]")
	if !found {
		typ = strings.TrimSpace(typ)
	}
	switch strings.TrimSpace(typ) {
	case "mutex", "spinlock":
		return program.MutexClass, true
	case "cond":
		return program.CondClass, true
	case "waitq":
		return program.WaitqClass, true
	case "queue", "stack":
		return program.QueueClass, true
	case "semaphore":
		return program.SemaphoreClass, true
	}
	return 0, false
}

// named lists how a function may name objects of a class: as it does already, and the scene's own that have no index.
func (s *scene) named(f *function, class program.Class) (all []string) {
	for _, c := range f.calls {
		for _, x := range c.args {
			if of, ok := s.classOf(f, x); ok && of == class && !slices.Contains(all, s.text(x)) {
				all = append(all, s.text(x))
			}
		}
	}
	for _, o := range s.prog.Objects {
		if o.Class == class && !strings.Contains(o.Name, "[") && !slices.Contains(all, o.Name) {
			all = append(all, o.Name)
		}
	}
	return all
}
