package program

import (
	"go/ast"
	"strings"
	"unicode/utf8"
)

// spawnable reports whether coroutines may run the function: its result, if any, is the number that it returns.
func (f *function) spawnable() bool {
	name := f.decl.Name.Name
	return len(f.params) == 0 && (!f.hasResult || f.result == Int) && name != "main" && name != "script"
}

// functionHead reads the head of a function.
func (c *compiler) functionHead(d *ast.FuncDecl) {
	f := &function{decl: d, index: len(c.funcs)}
	name := d.Name.Name
	if name != "main" && name != "script" && reserved(name) {
		c.fail(d.Name, "choose another name", "%s is a word of the language", name)
		return
	}
	if !c.fresh(d.Name, c.globals) {
		return
	}
	c.funcs = append(c.funcs, f)
	b := binding{kind: aFunction, object: f.index, line: c.line(d.Pos())}
	if name == "main" || name == "script" {
		b.class = "runs by itself"
	}
	c.globals[name] = b
	first, _ := utf8.DecodeRuneInString(name)
	info := Func{
		Name: name, Letter: strings.ToLower(string(first)), Spawnable: false, Entry: -1, Handler: -1,
		First: c.line(d.Pos()), Last: c.line(d.End() - 1),
	}
	f.valid = c.signature(f)
	info.Spawnable = f.valid && f.spawnable() // with parameters: once a spawn starts it
	c.prog.Funcs = append(c.prog.Funcs, info)
}

func (c *compiler) signature(f *function) bool {
	d := f.decl
	name := d.Name.Name
	switch {
	case d.Recv != nil:
		return c.fail(d.Recv, "write func "+name+"()", "a scene has no methods")
	case d.Type.TypeParams != nil:
		return c.fail(d.Type.TypeParams, "write func "+name+"()", "a scene has no generic functions")
	case d.Body == nil:
		return c.fail(d, "write func "+name+"() { ... }", "%s has no body", name)
	}
	ok := c.parameters(f)
	if r := d.Type.Results; r != nil && len(r.List) > 0 {
		ok = c.resultOf(f, r) && ok
	}
	if (name == "main" || name == "script") && (len(f.params) > 0 || f.hasResult) {
		return c.fail(d.Name, "write func "+name+"()", "%s has no parameters and no result", name)
	}
	return ok
}

func (c *compiler) resultOf(f *function, r *ast.FieldList) bool {
	if len(r.List) > 1 || len(r.List[0].Names) > 1 {
		return c.fail(r, "return one of them, and keep the other in a variable", "%s has more than one result",
			f.decl.Name.Name)
	}
	if len(r.List[0].Names) == 1 {
		return c.fail(r, "write its type only", "a result has no name")
	}
	id, ok := r.List[0].Type.(*ast.Ident)
	if ok {
		f.result, ok = typeByName(id.Name)
	}
	if !ok {
		return c.fail(r, "results are "+List(valueTypes, "or"), "%s is not the type of a result",
			c.print(r.List[0].Type))
	}
	f.hasResult = true
	return true
}

func (c *compiler) parameters(f *function) bool {
	if f.decl.Type.Params == nil {
		return true
	}
	seen := map[string]binding{}
	for _, field := range f.decl.Type.Params.List {
		if t, isChan := field.Type.(*ast.ChanType); isChan && len(field.Names) > 0 {
			if !c.chanParameters(f, field, t, seen) {
				return false
			}
			continue
		}
		of, ref := refType(field.Type)
		if t, isArray := of.(*ast.ArrayType); isArray && len(field.Names) > 0 {
			if !c.arrayParameters(f, field, t, ref, seen) {
				return false
			}
			continue
		}
		id, ok := of.(*ast.Ident)
		if len(field.Names) == 0 {
			return c.fail(field, "write n int", "a parameter has a name and a type")
		}
		typ, isValue := Int, false
		if ok {
			typ, isValue = typeByName(id.Name)
		}
		if !isValue && (!ok || !among(id.Name, objectTypes)) {
			hint := "values are " + List(valueTypes, "or") + "; objects are " + List(objectTypes, "or")
			if ok {
				hint = typeHintFor(id.Name, hint)
			}
			return c.fail(field.Type, hint, "%s is not the type of a parameter", c.print(field.Type))
		}
		for _, name := range field.Names {
			if !c.fresh(name, seen) || !c.localName(name) {
				return false
			}
			seen[name.Name] = binding{line: c.line(name.Pos())}
			p := parameter{name: name.Name, at: name, typ: typ, ref: ref}
			if !isValue {
				p.object = id.Name
			}
			f.params = append(f.params, p)
		}
	}
	return true
}

// localName reports whether a local or a parameter may have a name.
func (c *compiler) localName(name *ast.Ident) bool {
	if among(name.Name, fixedWords) {
		return c.fail(name, "call it r", "%s is a value of the language", name.Name)
	}
	return true
}

// bodies compiles every function that something can start, and checks those that nothing does.
func (c *compiler) bodies() {
	c.ends = make([]int, len(c.funcs))
	main := false
	for i, f := range c.funcs {
		c.ends[i] = -1
		switch name := f.decl.Name.Name; {
		case name == "main":
			main = true
		case name == "script" && f.valid:
			c.script(f)
		}
	}
	for _, f := range c.funcs {
		if f.valid && (f.spawnable() || f.decl.Name.Name == "main") && !c.stop() {
			c.body(f)
		}
	}
	c.variantBodies()
	c.handlers()
	if c.compiled < len(c.variants) && !c.stop() {
		f := c.variants[c.compiled].f
		c.failAt(f.decl.Name.Pos(), "spawn it with these objects in main or in a coroutine as well",
			"%s is started with arguments by a callback alone", f.decl.Name.Name)
	}
	for _, f := range c.funcs {
		if name := f.decl.Name.Name; f.valid && !f.expanded && name != "script" && !c.stop() {
			c.checkOnly(f)
		}
	}
	if !main && len(c.errs) == 0 {
		c.place(max(len(c.prog.lines), 1), 1, "write func main() { spawn(producer) }: it holds spawn, daemon, put,"+
			" assignments, if, for and the laws", "the scene has no func main")
	}
}

// body compiles a function for the coroutines that run it, or main for the boot.
func (c *compiler) body(f *function) {
	c.ends[f.index] = len(c.code)
	c.begin(f)
	c.rest(f, f.index)
}

// rest compiles the statements of a function that coroutines run, an index in Program.Funcs, and its end.
func (c *compiler) rest(f *function, index int) {
	f.expanded = true
	c.block(f.decl.Body.List)
	c.needsReturn(f)
	c.say("}")
	end := c.newOp(Exit, f.decl.Body.Rbrace)
	end.Flags = FlagEnd
	c.emit(end)
	info := &c.prog.Funcs[index]
	info.Locals = c.locals
	c.prog.Locals = max(c.prog.Locals, len(c.locals))
	c.scope = nil
}

func (c *compiler) begin(f *function) {
	c.self, c.owner, c.boot = f, int32(f.index), f.decl.Name.Name == "main"
	c.call = -1
	c.locals, c.inUse, c.named, c.temps, c.calls, c.loops = nil, 0, 0, nil, nil, nil
	c.open(nil)
}

// checkOnly compiles a function that nothing calls, to find its errors, and throws the ops away.
func (c *compiler) checkOnly(f *function) {
	code, exprs, copied, calls := len(c.code), len(c.prog.Exprs), len(c.copied), len(c.prog.Calls)
	mail, items, clock, joins := c.prog.UsesMail, c.prog.UsesItems, c.prog.UsesClock, c.prog.UsesJoin
	values, makers, handles := c.prog.UsesValues, c.prog.UsesMakers, c.prog.UsesHandles
	c.begin(f)
	for _, p := range f.params {
		if p.count > 0 {
			c.checkArray(p)
			continue
		}
		if p.object != "" {
			c.scope.names[p.name] = binding{kind: anObject, object: -1, class: p.object, line: c.line(p.at.Pos())}
			continue
		}
		if slot, ok := c.slot(p.at, p.name, p.typ, false); ok {
			c.declare(p.name, p.at, slot, p.typ)
			b := c.scope.names[p.name]
			b.ref, b.free = p.ref, p.ref
			c.scope.names[p.name] = b
		}
	}
	f.expanded = true
	leave := c.label()
	slot := int16(-1)
	if f.hasResult {
		slot, _ = c.slot(f.decl, f.decl.Name.Name, f.result, true)
	}
	c.calls = append(c.calls, calling{f: f, leave: leave, dst: slot})
	c.block(f.decl.Body.List)
	c.needsReturn(f)
	c.here(leave)
	c.scope, c.calls = nil, nil
	c.code, c.prog.Exprs, c.copied = c.code[:code], c.prog.Exprs[:exprs], c.copied[:copied]
	c.prog.Calls = c.prog.Calls[:calls]
	c.prog.UsesMail, c.prog.UsesItems, c.prog.UsesClock, c.prog.UsesJoin = mail, items, clock, joins
	c.prog.UsesValues, c.prog.UsesMakers, c.prog.UsesHandles = values, makers, handles
}

func (c *compiler) needsReturn(f *function) {
	if f.hasResult && !ends(f.decl.Body) {
		c.failAt(f.decl.Body.Rbrace, "write return and a value before the last }",
			"%s can end without giving its %s", f.decl.Name.Name, f.result)
	}
}

// ends reports whether control never runs out of a statement, by the rules of Go.
func ends(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.ExprStmt:
		_, name := callName(s.X)
		return name == "exit"
	case *ast.BlockStmt:
		return len(s.List) > 0 && ends(s.List[len(s.List)-1])
	case *ast.IfStmt:
		return s.Else != nil && ends(s.Body) && ends(s.Else)
	case *ast.ForStmt:
		return s.Cond == nil && !breaks(s.Body)
	case *ast.SelectStmt:
		return selectEnds(s)
	}
	return false
}

// breaks reports whether a loop's body leaves the loop.
func breaks(s ast.Stmt) bool {
	found := false
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ForStmt, *ast.RangeStmt, *ast.SelectStmt, *ast.FuncLit:
			return false
		case *ast.BranchStmt:
			found = found || n.Tok.String() == "break"
		}
		return !found
	})
	return found
}
