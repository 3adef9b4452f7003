// Package golang writes scenes as programs in Go.
//
// Mutexes and conditions become sync.Mutex and sync.Cond, channels Go's own, coroutines goroutines. What Go has not,
// such as a work queue, stands at the end of the program as a type of a few lines: parts are such types, as text.
package golang

import (
	"go/ast"
	"slices"

	"github.com/quartet-os/quartet/engine/export"
)

// Program is a scene in Go, and what is to be said of it.
type Program struct {
	Text []byte
	// AtEnd lists the laws that are to hold after every step and are asked at the end only: where no single look is of
	// one moment.
	AtEnd []string
}

// Export writes a scene as a program in Go; controlled is one that stands on a scheduler of its own, which draws who
// does the next operation. The error of a scene that Go has no twin of is an *export.Refused.
func Export(s *export.Scene, controlled bool) (*Program, error) {
	e := newEmitter(s, controlled)
	if err := s.Refuse("a program in Go", e.why, e.whole()...); err != nil {
		return nil, err
	}
	text, err := e.file()
	if err != nil {
		return nil, err
	}
	return &Program{Text: text, AtEnd: e.atEnd}, nil
}

// emitter writes one scene.
type emitter struct {
	s      *export.Scene
	steers bool                    // it is controlled
	inside bool                    // of an expression that is one step
	parts  map[string]bool         // what the program needs of the parts
	called map[*export.Name]string // names that are others in Go
	atoms  map[*export.Name]bool   // variables that several look at without a lock
	pairs  map[ast.Expr]bool       // receives that say as well whether there was a value
	plain  map[ast.Stmt]bool       // statements that stand in a block, so that another may follow
	unread map[*export.Name]bool   // variables of functions that nobody looks at
	local  map[string]bool         // names that the program has in functions and the scene has not
	guards *export.Guards
	asked  []export.Asked
	// inLaw tells for calls in main's laws which kind of law that is, againstNil that their value is compared with nil.
	inLaw      map[*ast.CallExpr]string
	againstNil map[*ast.CallExpr]bool
	atEnd      []string
}

func newEmitter(s *export.Scene, controlled bool) *emitter {
	e := &emitter{s: s, steers: controlled, parts: map[string]bool{"core": true}, called: map[*export.Name]string{},
		plain: map[ast.Stmt]bool{}, unread: map[*export.Name]bool{},
		local: map[string]bool{}, pairs: map[ast.Expr]bool{}}
	e.guards = s.Guards()
	e.atoms = s.Atoms(func(n *export.Name) bool { return controlled && e.seen(n) || e.guards.Alone(n.Name) })
	e.findPlaces()
	e.inLaw, e.againstNil = s.LawCalls()
	e.findPairs()
	e.findUnread()
	return e
}

// need notes that the program needs parts.
func (e *emitter) need(parts ...string) {
	for _, p := range parts {
		e.parts[p] = true
	}
}

// own is a name of a variable that the program has in a function, and that nothing of the scene may have then.
func (e *emitter) own(name string) string {
	e.local[name] = true
	return name
}

// findPlaces notes the statements behind which others may stand.
func (e *emitter) findPlaces() {
	ast.Inspect(e.s.Tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt:
			for _, st := range n.List {
				e.plain[st] = true
			}
		case *ast.CommClause:
			for _, st := range n.Body {
				e.plain[st] = true
			}
		}
		return true
	})
}

// findUnread notes the variables that are set and never looked at, which Go refuses. What is about all runs is no look:
// it is a comment in the program.
func (e *emitter) findUnread() {
	set := map[*ast.Ident]bool{}
	for _, f := range append(slices.Clip(e.s.Funcs), e.s.Main) {
		ast.Inspect(f.Body, func(n ast.Node) bool {
			if a, ok := n.(*ast.AssignStmt); ok {
				for _, l := range a.Lhs {
					if id, ok := l.(*ast.Ident); ok {
						set[id] = true
					}
				}
			}
			if r, ok := n.(*ast.RangeStmt); ok {
				for _, x := range []ast.Expr{r.Key, r.Value} {
					if id, ok := x.(*ast.Ident); ok {
						set[id] = true
					}
				}
			}
			return true
		})
		ast.Inspect(f.Body, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && e.isLaw(call) && !export.AtEnd(e.s.Verb(call)) {
				return false
			}
			if id, ok := n.(*ast.Ident); ok {
				if v := e.s.Of(id); v != nil && v.Role == export.Local {
					was, known := e.unread[v]
					declares := e.s.Line(id) == v.Line && !set[id] && !known
					e.unread[v] = (was || !known) && (set[id] || declares)
				}
			}
			return true
		})
	}
}
