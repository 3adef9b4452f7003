// Package pthreads writes scenes as programs in C11 with POSIX threads.
//
// A mutex becomes a pthread_mutex_t, a condition a pthread_cond_t, a coroutine a thread. C's grammar is not that of
// scenes, so a program is printed from the scene's syntax tree. What C has not, such as a work queue, stands at the end
// of the program in a few functions, and as declarations at its top: parts are both, as text.
package pthreads

import (
	"go/ast"

	"github.com/quartet-os/quartet/engine/export"
)

// Program is a scene in C, and what is to be said of it.
type Program struct {
	Text []byte
	// AtEnd lists the laws that are to hold after every step and are asked at the end only: where no single look is of
	// one moment.
	AtEnd []string
}

// Export writes a scene as a program in C. The error of one that C has no twin of is an *export.Refused.
func Export(s *export.Scene) (*Program, error) {
	e := newEmitter(s)
	if err := s.Refuse("a program in C", e.why, e.whole()...); err != nil {
		return nil, err
	}
	return &Program{Text: e.file(), AtEnd: e.atEnd}, nil
}

// emitter writes one scene.
type emitter struct {
	s          *export.Scene
	guards     *export.Guards
	parts      map[string]bool         // what the program needs of the parts
	called     map[*export.Name]string // names that are others in C
	atoms      map[*export.Name]bool   // variables that several look at without a lock
	named      map[*export.Name]bool   // names that the program names
	read       map[*export.Name]bool   // variables of functions that it looks at
	ranges     *ranges
	asked      []export.Asked
	inLaw      map[*ast.CallExpr]string // calls in main's laws: which kind of law that is
	againstNil map[*ast.CallExpr]bool   // those whose value is compared with nil
	atEnd      []string
	laws       []lawText              // of main, which are functions in C
	starts     map[string]bool        // functions that threads begin with in another one
	started    map[*ast.FuncDecl]bool // those that are written
	earlyStart map[*ast.FuncDecl]bool // those that are needed before
	lines      []line
	depth      int
	defined    map[*ast.FuncDecl]bool
	early      map[*ast.FuncDecl]bool // functions that are called before they are written
	comment    int                    // how many of the scene's comments are written
}

func newEmitter(s *export.Scene) *emitter {
	e := &emitter{s: s, guards: s.Guards(), called: map[*export.Name]string{}}
	e.again()
	e.named, e.read = map[*export.Name]bool{}, map[*export.Name]bool{}
	e.ranges = rangesOf(s)
	e.atoms = s.Atoms(func(n *export.Name) bool { return e.guards.Alone(n.Name) })
	e.inLaw, e.againstNil = s.LawCalls()
	return e
}

// again forgets what was written; what that named and needed is known from then on.
func (e *emitter) again() {
	e.lines, e.laws, e.depth, e.comment = nil, nil, 0, 0
	e.starts = map[string]bool{}
	e.defined, e.early = map[*ast.FuncDecl]bool{}, map[*ast.FuncDecl]bool{}
	e.started, e.earlyStart = map[*ast.FuncDecl]bool{}, map[*ast.FuncDecl]bool{}
	e.parts = map[string]bool{"core": true}
}

// need notes that the program needs parts.
func (e *emitter) need(parts ...string) {
	for _, p := range parts {
		e.parts[p] = true
	}
}
