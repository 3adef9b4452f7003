package pthreads

import (
	"go/ast"
	"go/token"
	"math"

	"github.com/quartet-os/quartet/engine/export"
)

// expr is an expression in C.
func (e *emitter) expr(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.ParenExpr:
		return "(" + e.condition(x) + ")"
	case *ast.BasicLit:
		return e.number(x)
	case *ast.CallExpr:
		return e.call(x, true)
	case *ast.UnaryExpr:
		return e.unary(x)
	case *ast.BinaryExpr:
		return e.binary(x)
	}
	if id, ok := x.(*ast.Ident); ok && e.s.Of(id) == nil {
		return e.word(id.Name)
	}
	e.looks(x)
	if e.s.Atom(x, e.atoms) {
		return "load(&" + e.place(x) + ")"
	}
	return e.place(x)
}

// condition is an expression that stands between brackets of its own.
func (e *emitter) condition(x ast.Expr) string {
	for {
		p, ok := x.(*ast.ParenExpr)
		if !ok {
			return e.expr(x)
		}
		x = p.X
	}
}

// word is a word of the language that stands for a value.
func (e *emitter) word(name string) string {
	results := map[string]string{"ok": "OK", "busy": "BUSY", "error": "FAILED", "timedout": "TIMED_OUT"}
	if text, ok := results[name]; ok {
		e.need("result")
		return text
	}
	if name == "nil" {
		return "NULL"
	}
	return name
}

// number is a number as C reads it.
func (e *emitter) number(x ast.Expr) string {
	n, ok := e.s.Number(x)
	if !ok {
		return "0"
	}
	return decimal(n)
}

func decimal(n int64) string {
	if n == math.MinInt64 {
		return "INT64_MIN"
	}
	if n < math.MinInt32 || n > math.MaxInt32 {
		return "INT64_C(" + itoa(int(n)) + ")"
	}
	return itoa(int(n))
}

func (e *emitter) unary(x *ast.UnaryExpr) string {
	if n, ok := e.s.Number(x); ok && !fits(n) {
		return decimal(n)
	}
	if x.Op == token.AND {
		return e.object(x)
	}
	text := e.expr(x.X)
	switch inner := x.X.(type) {
	case *ast.UnaryExpr:
		text = "(" + text + ")"
	case *ast.BinaryExpr:
		if inner.Op != token.QUO && inner.Op != token.REM {
			text = "(" + text + ")"
		}
	case *ast.BasicLit, *ast.Ident:
	}
	return x.Op.String() + text
}

func fits(n int64) bool { return n >= math.MinInt32 && n <= math.MaxInt32 }

// binary is an operation. C works out numbers in 32 bits where both are small; what does not fit is worked out here.
func (e *emitter) binary(x *ast.BinaryExpr) string {
	if n, ok := e.s.Number(x); ok && !fits(n) {
		return decimal(n)
	}
	if call, ok := e.s.OwnerAgainstNil(x); ok {
		return e.held(x, call)
	}
	if x.Op == token.QUO || x.Op == token.REM {
		return e.divided(x)
	}
	return e.operand(x.X, x.Op) + " " + x.Op.String() + " " + e.operand(x.Y, x.Op)
}

// operand is one side of an operation, with brackets where a reader, or C, would ask for them.
func (e *emitter) operand(x ast.Expr, op token.Token) string {
	text := e.expr(x)
	compares := func(op token.Token) bool { return op.Precedence() == token.EQL.Precedence() }
	switch x := x.(type) {
	case *ast.BinaryExpr:
		if op == token.LOR && x.Op == token.LAND || compares(op) && compares(x.Op) {
			return "(" + text + ")"
		}
	case *ast.UnaryExpr:
		if x.Op == token.NOT && compares(op) {
			return "(" + text + ")"
		}
	}
	return text
}

// divided says a division. By a number that is known, and is neither 0 nor -1, C's own is the scene's.
func (e *emitter) divided(x *ast.BinaryExpr) string {
	if n, ok := e.s.Number(x.Y); ok && n != 0 && n != -1 {
		return e.operand(x.X, x.Op) + " " + x.Op.String() + " " + e.operand(x.Y, x.Op)
	}
	word := map[token.Token]string{token.QUO: "divide", token.REM: "rest"}[x.Op]
	e.need(word)
	return word + "(" + e.condition(x.X) + ", " + e.condition(x.Y) + ")"
}

// looks notes that a variable's value is used.
func (e *emitter) looks(x ast.Expr) {
	if n := e.s.Referred(x); n != nil {
		e.read[n] = true
	}
}

// place is a variable, or an object, where it is set or referred to: x, a[i], *n.
func (e *emitter) place(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.ParenExpr:
		return e.place(x.X)
	case *ast.StarExpr:
		if e.s.TypeOf(x.X).Count > 0 {
			return e.place(x.X)
		}
		return "*" + e.place(x.X)
	case *ast.IndexExpr:
		e.looks(x)
		return e.place(x.X) + "[" + e.index(x) + "]"
	case *ast.Ident:
		if n := e.s.Of(x); n != nil {
			return e.cname(n)
		}
	}
	return e.expr(x)
}

// index is the index of an element. One that the array may not have is looked at first, since C does not.
func (e *emitter) index(x *ast.IndexExpr) string {
	count := e.s.TypeOf(x.X).Count
	text := e.condition(x.Index)
	if e.ranges.within(x.Index, count) {
		return text
	}
	e.need("at")
	return "at(" + text + ", " + e.sizeOf(x.X) + ")"
}

// object is the address of an object, or a reference: &m, &forks[i], or a parameter that is one itself.
func (e *emitter) object(x ast.Expr) string {
	e.looks(x)
	switch y := x.(type) {
	case *ast.ParenExpr:
		return e.object(y.X)
	case *ast.UnaryExpr:
		if y.Op == token.AND {
			return e.object(y.X)
		}
	case *ast.StarExpr:
		return e.object(y.X)
	case *ast.Ident:
		if n := e.s.Of(y); n != nil && (n.Type.Count > 0 || n.Role == export.Param && byReference(n.Type)) {
			return e.cname(n)
		}
	}
	return "&" + e.place(x)
}
