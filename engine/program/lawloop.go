package program

import (
	"go/ast"
	"strconv"
	"strings"
)

// maxLaws is how many laws loops may make.
const maxLaws = 1024

// lawsOf makes the laws that stand in a range loop of main, and in such loops in it: one for each round, in which the
// variable of the loop is a number. A loop that laws may stand in is noted as lawful: how often it goes round is
// known, and nothing leaves it or sets its variable.
func (c *compiler) lawsOf(s *ast.RangeStmt, rounds string) {
	name, ok := s.Key.(*ast.Ident)
	if s.Key == nil {
		name, ok = &ast.Ident{Name: "_"}, true
	}
	if !ok || !c.hasLaws(s.Body) {
		return
	}
	bound, known := int64(0), false
	if b := c.bound(s.X); b.kind == anArray {
		bound, known = int64(b.count), true
	} else if errs := len(c.errs); !c.acts(s.X) {
		v, ok := c.expr(s.X)
		bound, known = v.n, ok && v.konst && v.typ == Int
		c.errs = c.errs[:errs] // the loop itself says what is wrong
	}
	if !known || bound > maxLaws || leaves(s.Body) || writes(s.Body, name.Name) {
		return
	}
	if c.lawful == nil {
		c.lawful = map[*ast.RangeStmt]bool{}
	}
	c.lawful[s] = true
	back := c.scope
	for i := int64(0); i < bound && !c.stop(); i++ {
		errs := len(c.errs)
		c.open(back)
		c.scope.names[name.Name] = binding{kind: aConst, value: i, line: c.line(s.Pos())}
		here := rounds
		if name.Name != "_" {
			here = strings.TrimPrefix(rounds+", "+name.Name+" = "+strconv.FormatInt(i, 10), ", ")
		}
		c.roundOf(s.Body.List, here)
		c.close(back)
		if len(c.errs) > errs {
			break // the other rounds say the same
		}
	}
}

// roundOf makes the laws of one round.
func (c *compiler) roundOf(list []ast.Stmt, rounds string) {
	for _, s := range list {
		if call, name := c.isLaw(s); call != nil {
			c.oneLaw(call, name, rounds)
		} else if inner, ok := s.(*ast.RangeStmt); ok {
			c.lawsOf(inner, rounds)
		}
	}
}

// hasLaws reports whether laws stand in a block, or in range loops in it.
func (c *compiler) hasLaws(b *ast.BlockStmt) bool {
	for _, s := range b.List {
		inner, loops := s.(*ast.RangeStmt)
		if call, _ := c.isLaw(s); call != nil || loops && c.hasLaws(inner.Body) {
			return true
		}
	}
	return false
}

// leaves reports whether something ends a loop, or one of its rounds, before its time.
func leaves(b *ast.BlockStmt) (found bool) {
	ast.Inspect(b, func(n ast.Node) bool {
		if _, ok := n.(*ast.BranchStmt); ok {
			found = true
		}
		return !found
	})
	return found
}
