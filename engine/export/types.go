package export

import (
	"go/ast"
	"go/token"
	"strconv"

	"github.com/quartet-os/quartet/engine/program"
)

// Type is what a name stands for, as a scene writes it.
type Type struct {
	// Word is int, bool, result, coroutine, item or memory; mutex, spinlock, cond, queue, stack, waitq, semaphore,
	// barrier, rwlock, counter; chan; or "" where there is no value.
	Word  string
	Elem  string // of a channel: what it carries, as Word, or "struct{}"
	Count int    // of an array: how many elements it has; else 0
	Ref   bool   // it is a reference to a variable of this type
}

// Value reports whether it is the type of a value, or of an array of values.
func (t Type) Value() bool {
	return contains([]string{"int", "bool", "result", "coroutine", "item", "memory"}, t.Word)
}

// Of returns the type of an element of an array.
func (t Type) Of() Type { return Type{Word: t.Word, Elem: t.Elem} }

// TypeOf returns the type of an expression; no Word where it has none that is known.
func (s *Scene) TypeOf(x ast.Expr) Type {
	switch x := x.(type) {
	case *ast.ParenExpr:
		return s.TypeOf(x.X)
	case *ast.BasicLit:
		if x.Kind == token.STRING {
			return Type{}
		}
		return Type{Word: "int"}
	case *ast.Ident:
		return s.typeOfName(x)
	case *ast.UnaryExpr:
		return s.typeOfUnary(x)
	case *ast.BinaryExpr:
		switch x.Op {
		case token.ADD, token.SUB, token.MUL, token.QUO, token.REM:
			return Type{Word: "int"}
		}
		return Type{Word: "bool"}
	case *ast.StarExpr:
		t := s.TypeOf(x.X)
		t.Ref = false
		return t
	case *ast.IndexExpr:
		return s.TypeOf(x.X).Of()
	case *ast.CompositeLit:
		return s.typeOfText(x.Type)
	case *ast.CallExpr:
		return s.typeOfCall(x)
	}
	return Type{}
}

func (s *Scene) typeOfName(id *ast.Ident) Type {
	if n := s.names[id]; n != nil {
		return n.Type
	}
	switch id.Name {
	case "true", "false":
		return Type{Word: "bool"}
	case "ok", "busy", "error", "timedout":
		return Type{Word: "result"}
	}
	return Type{}
}

func (s *Scene) typeOfUnary(x *ast.UnaryExpr) Type {
	t := s.TypeOf(x.X)
	switch x.Op {
	case token.NOT:
		return Type{Word: "bool"}
	case token.ARROW:
		return Type{Word: t.Elem}
	case token.AND:
		t.Ref = true
		return t
	}
	return Type{Word: "int"}
}

// typeOfCall is the type of what a call gives.
func (s *Scene) typeOfCall(call *ast.CallExpr) Type {
	if f := s.Called(call); f != nil {
		return s.global[f.Name.Name].Type
	}
	switch s.Verb(call) {
	case "trylock", "lockWithin", "unlock", "wait", "waitWithin", "signal", "kill", "send", "park", "schedule",
		"await", "poll", "tryAcquire", "acquireWithin", "joinWithin", "priority", "tryRlock", "rlockWithin",
		"runlock", "remove":
		return Type{Word: "result"}
	case "take", "item", "peek", "carried":
		return Type{Word: "item"}
	case "spawn", "daemon", "owner", "self":
		return Type{Word: "coroutine"}
	case "alloc":
		return Type{Word: "memory"}
	case "cas", "arrive", "disable":
		return Type{Word: "bool"}
	case "receive", "receiveWithin", "wakeup", "wakeupAll", "add", "len", "cap", "waiters", "value", "now", "count",
		"readers":
		return Type{Word: "int"}
	}
	return Type{}
}

// typeOfText is a type as it is written.
func (s *Scene) typeOfText(x ast.Expr) Type {
	switch x := x.(type) {
	case *ast.Ident:
		return Type{Word: x.Name}
	case *ast.ArrayType:
		t := s.typeOfText(x.Elt)
		t.Count = s.count(x.Len)
		return t
	case *ast.StarExpr:
		t := s.typeOfText(x.X)
		// A pointer to an object is the object.
		t.Ref = t.Value()
		return t
	case *ast.ChanType:
		if id, ok := x.Value.(*ast.Ident); ok {
			return Type{Word: "chan", Elem: id.Name}
		}
		return Type{Word: "chan", Elem: "struct{}"}
	}
	return Type{}
}

// count is the number of elements of an array, by the text of its size; a scene that is one has told it.
func (s *Scene) count(size ast.Expr) int {
	n, _ := s.Number(size)
	return int(n)
}

// Number works out a number that is known when the scene is read.
func (s *Scene) Number(x ast.Expr) (int64, bool) {
	switch x := x.(type) {
	case *ast.ParenExpr:
		return s.Number(x.X)
	case *ast.BasicLit:
		n, err := strconv.ParseInt(x.Value, 0, 64)
		return n, err == nil
	case *ast.Ident:
		n := s.names[x]
		if n == nil {
			n = s.global[x.Name]
		}
		if n != nil && n.Role == Const {
			return s.Number(n.Value)
		}
	case *ast.UnaryExpr:
		n, ok := s.Number(x.X)
		return -n, ok && x.Op == token.SUB
	case *ast.CallExpr: // the length of an array
		if len(x.Args) == 1 && s.Verb(x) == "len" {
			n := s.TypeOf(x.Args[0]).Count
			return int64(n), n > 0
		}
	case *ast.BinaryExpr:
		a, aok := s.Number(x.X)
		b, bok := s.Number(x.Y)
		return calculate(x.Op, a, b, aok && bok)
	}
	return 0, false
}

func calculate(op token.Token, a, b int64, ok bool) (int64, bool) {
	switch {
	case !ok:
	case op == token.ADD:
		return a + b, true
	case op == token.SUB:
		return a - b, true
	case op == token.MUL:
		return a * b, true
	case op == token.QUO && b != 0:
		return a / b, true
	case op == token.REM && b != 0:
		return a % b, true
	}
	return 0, false
}

// MutexesOf returns the mutexes under which coroutines wait for a condition, by the names of the objects, which for
// elements of arrays are such as m[1]; cond is the name of an object as well. Where an index chooses the element, all
// that it may choose are among them.
func (s *Scene) MutexesOf(cond string) (all []string) {
	p := s.Program
	for i := range p.Ops {
		op := &p.Ops[i]
		if op.Kind != program.Wait && op.Kind != program.WaitWithin || p.Objects[p.Conds[op.A]].Name != cond {
			continue
		}
		if m := p.Objects[p.Mutexes[op.B].Object].Name; !contains(all, m) {
			all = append(all, m)
		}
	}
	return all
}
