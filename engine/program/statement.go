package program

import (
	"cmp"
	"go/ast"
	"go/token"
)

// block compiles statements in a scope of their own.
func (c *compiler) block(list []ast.Stmt) {
	back := c.scope
	c.open(back)
	if c.depth++; c.depth > maxNesting {
		if len(list) > 0 {
			c.fail(list[0], "put the inner part into a func of its own", "blocks are nested too deeply")
		}
	} else {
		for _, s := range list {
			if c.stop() {
				break
			}
			mark := len(c.temps)
			c.statement(s)
			c.dropTemps(mark)
		}
	}
	c.depth--
	c.close(back)
}

func (c *compiler) statement(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.EmptyStmt:
	case *ast.BlockStmt:
		c.block(s.List)
	case *ast.ExprStmt:
		c.say(c.print(s))
		c.expressionStatement(s)
	case *ast.AssignStmt:
		c.say(c.print(s))
		c.assign(s)
	case *ast.IncDecStmt:
		c.say(c.print(s))
		c.step(s)
	case *ast.DeclStmt:
		c.say(c.print(s))
		c.declaration(s)
	case *ast.IfStmt:
		c.ifStatement(s)
	case *ast.ForStmt:
		c.forStatement(s)
	case *ast.RangeStmt:
		c.rangeStatement(s)
	case *ast.BranchStmt:
		c.branch(s)
	case *ast.ReturnStmt:
		c.say(c.print(s))
		c.returnStatement(s)
	case *ast.SendStmt:
		c.say(c.print(s))
		c.sendStatement(s)
	case *ast.SelectStmt:
		c.selectStatement(s)
	default:
		c.refuseStatement(s)
	}
}

func (c *compiler) expressionStatement(s *ast.ExprStmt) {
	e := ast.Unparen(s.X)
	call, ok := e.(*ast.CallExpr)
	if !ok {
		if id, isIdent := e.(*ast.Ident); isIdent && isCallWord(id.Name) {
			c.fail(s, "write "+c.usage(id.Name), "%s is not called: its brackets are missing", id.Name)
			return
		}
		if u, arrow := e.(*ast.UnaryExpr); arrow {
			if u.Op == token.ARROW {
				c.receiveInto(u, -1)
				return
			}
			if _, ok := c.expr(e); !ok {
				return
			}
		}
		hint := "set something with =, or call a verb"
		if lit, braces := e.(*ast.CompositeLit); braces { // Go's parser takes the words of other languages for a type
			if word, ok := lit.Type.(*ast.Ident); ok {
				hint = cmp.Or(otherLanguage(word.Name), hint)
			}
		}
		c.fail(s, hint, "%s does nothing", c.print(e))
		return
	}
	if c.boot {
		if law, name := c.isLaw(s); law != nil {
			c.law(law, name)
			return
		}
	}
	c.callInto(call, -1, 0)
}

func (c *compiler) ifStatement(s *ast.IfStmt) {
	back := c.scope
	c.open(back)
	if s.Init != nil {
		mark := len(c.temps)
		c.statement(s.Init)
		c.dropTemps(mark)
	}
	yes, no, end := c.label(), c.label(), c.label()
	c.say("if " + c.print(s.Cond))
	mark := len(c.temps)
	c.condition(s.Cond, yes, no)
	c.dropTemps(mark)
	c.here(yes)
	c.block(s.Body.List)
	if s.Else != nil {
		c.jump(s.Body.Rbrace, end)
	}
	c.here(no)
	if s.Else != nil {
		if c.elses++; c.elses > maxElses {
			c.fail(s.Else, "put the rest into a func of its own", "there are more than %d else in a row", maxElses)
		} else {
			c.statement(s.Else)
		}
		c.elses--
	}
	c.here(end)
	c.close(back)
}

func (c *compiler) forStatement(s *ast.ForStmt) {
	back := c.scope
	c.open(back)
	if s.Init != nil {
		mark := len(c.temps)
		c.statement(s.Init)
		c.dropTemps(mark)
	}
	again, body, next, end := c.label(), c.label(), c.label(), c.label()
	c.here(again)
	c.say("for {")
	first := len(c.code)
	if s.Cond != nil {
		c.say("for " + c.print(s.Cond))
		c.frozenLoop(s)
		mark := len(c.temps)
		c.condition(s.Cond, body, end)
		c.turn(first, body, end)
		c.dropTemps(mark)
	}
	tested := len(c.code)
	c.here(body)
	text := c.current
	c.loopBody(s.Body, next, end)
	if s.Post != nil {
		mark := len(c.temps)
		c.statement(s.Post)
		c.dropTemps(mark)
	}
	c.current = text
	c.jump(s.For, again)
	c.loopOf(first, tested)
	c.here(end)
	c.close(back)
}

// loopBody compiles the body of a loop, up to where continue leads; break leads to end.
func (c *compiler) loopBody(body *ast.BlockStmt, next, end int32) {
	c.loops = append(c.loops, loop{next: next, end: end})
	c.block(body.List)
	c.loops = c.loops[:len(c.loops)-1]
	c.here(next)
}

// loopOf notes for the tests of a condition, drafts first to tested, the loop that it belongs to, which ends here.
func (c *compiler) loopOf(first, tested int) {
	for i := first; i < tested; i++ {
		if d := &c.code[i]; i == first || d.turns != [2]Turn{} {
			d.loop = [2]int32{int32(first), int32(len(c.code))}
		}
	}
}

// turn notes for the tests of a loop's condition, from draft first on, which of their answers decide about the loop.
func (c *compiler) turn(first int, body, end int32) {
	lead := func(label int32) Turn {
		switch label {
		case body:
			return IntoBody
		case end:
			return OutOfLoop
		}
		return NoTurn
	}
	for i := first; i < len(c.code); i++ {
		if d := &c.code[i]; d.op.Kind == Test {
			d.turns = [2]Turn{lead(d.next), lead(d.alt)}
		}
	}
}

func (c *compiler) branch(s *ast.BranchStmt) {
	if s.Label != nil || s.Tok == token.GOTO {
		c.fail(s, "use for, if, break and continue", "a scene has no labels and no goto")
		return
	}
	if s.Tok == token.FALLTHROUGH {
		c.fail(s, "use if and else", "a scene has no switch")
		return
	}
	if len(c.loops) == 0 || s.Tok == token.CONTINUE && c.loops[len(c.loops)-1].next < 0 {
		c.fail(s, "", "%s stands in no for loop", s.Tok)
		return
	}
	inner := c.loops[len(c.loops)-1]
	target := inner.end
	if s.Tok == token.CONTINUE {
		target = inner.next
	}
	c.jump(s.Pos(), target)
}

func (c *compiler) returnStatement(s *ast.ReturnStmt) {
	f := c.self
	if len(c.calls) > 0 {
		f = c.calls[len(c.calls)-1].f
	}
	name := f.decl.Name.Name
	if c.boot {
		c.fail(s, "use if", "main holds spawn, daemon, put, assignments, if, for and laws, no return")
		return
	}
	if len(s.Results) > 1 || len(s.Results) == 1 && !f.hasResult {
		c.fail(s, "write func "+name+"() int to give a number back", "%s has no such result", name)
		return
	}
	if len(s.Results) == 0 && f.hasResult {
		c.fail(s, "write return and a value", "%s gives %s", name, f.result.article())
		return
	}
	if len(c.calls) > 0 {
		c.leave(s, c.calls[len(c.calls)-1])
		return
	}
	op := c.newOp(Exit, s.Pos())
	if len(s.Results) == 1 {
		v, ok := c.typed(s.Results[0], f.result, name)
		if !ok {
			return
		}
		op.Flags, op.X = FlagReturn, c.store(v, c.print(s.Results[0]))
	}
	c.emit(op)
}

// leave compiles a return from an expanded call.
func (c *compiler) leave(s *ast.ReturnStmt, from calling) {
	if len(s.Results) == 1 {
		e := s.Results[0]
		if from.dst < 0 {
			if v, ok := c.expr(e); ok && !v.fits(from.f.result) {
				c.wrongResult(e, from.f, v)
			}
		} else if !c.intoSlot(e, from.dst, from.f.result, func(v value) { c.wrongResult(e, from.f, v) }) {
			return
		}
	}
	c.jump(s.Pos(), from.leave)
}

func (c *compiler) wrongResult(e ast.Expr, f *function, v value) {
	c.fail(e, "", "%s gives %s, and %s is %s", f.decl.Name.Name, f.result.article(), c.print(e), v.kindName())
}

func (c *compiler) typed(e ast.Expr, want Type, who string) (value, bool) {
	v, ok := c.expr(e)
	if ok && !v.fits(want) {
		return v, c.fail(e, "", "%s gives %s, and %s is %s", who, want.article(), c.print(e), v.kindName())
	}
	return v, ok
}

func (c *compiler) refuseStatement(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.GoStmt:
		hint := "write spawn(producer)"
		if _, name := callName(s.Call); name != "" {
			hint = "write spawn(" + name + ")"
			if len(s.Call.Args) > 0 {
				hint = "write spawn(" + c.print(s.Call) + ")"
			}
		}
		c.fail(s, hint, "a scene has coroutines, no goroutines")
	case *ast.DeferStmt:
		c.fail(s, "call it at each way out", "a scene has no defer")
	case *ast.SwitchStmt, *ast.TypeSwitchStmt:
		c.fail(s, "use if and else", "a scene has no switch")
	case *ast.LabeledStmt:
		c.fail(s, "use for, if, break and continue", "a scene has no labels and no goto")
	default:
		c.fail(s, "statements are for, if, assignments, calls, break, continue and return",
			"this is no statement of a scene")
	}
}
