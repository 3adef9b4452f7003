package program

import (
	"go/ast"
	"go/token"
	"strings"
)

// A parameter of type int or bool is a copy of what the call gives. Where that is a shared variable, as in
// down(room), who writes "n--" or waits in "for n == 0" means the variable, and would wait for ever. Two
// things are refused: a change of a copy that nobody reads afterwards, and a loop whose condition nothing can
// change any more.

// copied is a write to a copy of a shared variable.
type copied struct {
	draft int
	at    ast.Node
	name  string
	of    string
}

// copyOf returns the shared variable that an argument is, or whose copy it is, or "".
func (c *compiler) copyOf(arg ast.Expr, typ Type) string {
	id, ok := ast.Unparen(arg).(*ast.Ident)
	if !ok || typ != Int && typ != Bool {
		return ""
	}
	switch b, _ := c.lookup(id.Name); {
	case b.kind == anObject && b.class == "var":
		return id.Name
	case b.kind == aLocal:
		return b.copyOf
	}
	return ""
}

// noteCopied notes that the op emitted last writes a local, if that is a copy.
func (c *compiler) noteCopied(at ast.Node, name string, b binding) {
	last := len(c.code) - 1
	if b.copyOf != "" && last >= 0 && c.code[last].op.Dst == b.slot {
		c.copied = append(c.copied, copied{last, at, name, b.copyOf})
	}
}

// refuseLostChanges refuses changes of copies that nothing reads afterwards. place gives the op of each draft.
func (c *compiler) refuseLostChanges(place []int32) {
	for _, w := range c.copied {
		op := &c.prog.Ops[place[w.draft]]
		if c.prog.reach[op.Next]&(1<<uint(op.Dst)) != 0 {
			continue
		}
		c.fail(w.at, "name the shared variable itself: "+renamed(c.print(w.at), w.name, w.of)+copyHint,
			"%s is a copy of %s here, and nobody reads what this makes of it", w.name, w.of)
	}
}

const copyHint = "; a parameter of type int or bool is a copy, one of type *int is the variable that is given with &"

// frozenLoop refuses a loop that waits for a copy to change: nothing that its condition looks at can change
// while it runs, and nothing leaves it.
func (c *compiler) frozenLoop(s *ast.ForStmt) {
	var locals []string
	name, of, fixed := "", "", true
	ast.Inspect(s.Cond, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			fixed = false
		case *ast.UnaryExpr:
			fixed = fixed && n.Op != token.ARROW
		case *ast.Ident:
			b, known := c.lookup(n.Name)
			switch {
			case !known || b.kind == aConst:
			case b.kind != aLocal:
				fixed = false
			default:
				locals = append(locals, n.Name)
				if b.copyOf != "" && name == "" {
					name, of = n.Name, b.copyOf
				}
			}
		}
		return fixed
	})
	if !fixed || name == "" || !c.changes(of) || c.leaves(s.Body) {
		return
	}
	for _, local := range locals {
		if writes(s.Body, local) || s.Post != nil && writes(s.Post, local) {
			return
		}
	}
	c.fail(s.Cond, "name the shared variable itself: for "+renamed(c.print(s.Cond), name, of)+" { ... }"+copyHint,
		"%s is a copy of %s here, and nobody can change it while this loop goes on", name, of)
}

// changes reports whether some coroutine writes a shared variable. All functions are looked through once.
func (c *compiler) changes(shared string) bool {
	if c.written == nil {
		c.written = map[string]bool{}
		for _, f := range c.funcs {
			if f.decl.Name.Name != "main" && f.decl.Body != nil {
				eachWritten(f.decl.Body, func(name string) bool {
					c.written[name] = true
					return true
				})
			}
		}
	}
	return c.written[shared]
}

// writes reports whether a statement writes a variable of a name.
func writes(s ast.Stmt, name string) bool {
	found := false
	eachWritten(s, func(written string) bool {
		found = found || written == name
		return !found
	})
	return found
}

// eachWritten hands on the names of the variables that a statement writes, until it is told that it is enough.
func eachWritten(s ast.Stmt, more func(name string) bool) {
	on := true
	hand := func(e ast.Expr) {
		if id, ok := e.(*ast.Ident); ok && on {
			on = more(id.Name)
		}
	}
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				hand(e)
			}
		case *ast.IncDecStmt:
			hand(n.X)
		case *ast.UnaryExpr:
			if n.Op == token.AND { // a function to which it is given may write it
				hand(ast.Unparen(n.X))
			}
		case *ast.RangeStmt:
			hand(n.Key)
		}
		return on
	})
}

// leaves reports whether a loop's body may leave the loop: by break, return or exit, also by the exit of a
// function that it calls.
func (c *compiler) leaves(body *ast.BlockStmt) bool {
	found := breaks(body)
	ast.Inspect(body, func(n ast.Node) bool {
		_, returns := n.(*ast.ReturnStmt)
		found = found || returns
		return !found
	})
	return found || c.deep(body) > MaxCalls
}

// deep is how many calls stand in one another in a body; more than MaxCalls where one of them exits.
func (c *compiler) deep(body *ast.BlockStmt) int {
	most := 0
	ast.Inspect(body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return most <= MaxCalls
		}
		_, name := callName(call)
		if name == "exit" {
			most = MaxCalls + 1
		} else if b, known := c.lookup(name); known && b.kind == aFunction && c.funcs[b.object].decl.Body != nil {
			most = max(most, c.deepIn(c.funcs[b.object]))
		}
		return most <= MaxCalls
	})
	return most
}

// deepIn is how many calls stand in one another in a function and its call. It is worked out once for each, since
// functions that call one another in several places have more ways through them than can be walked.
func (c *compiler) deepIn(f *function) int {
	if f.deep == 0 {
		f.deep = MaxCalls + 1 // of a function that calls itself
		f.deep = 1 + c.deep(f.decl.Body)
	}
	return f.deep
}

// renamed puts one name for another in a text of the scene.
func renamed(text, from, to string) string {
	var b strings.Builder
	for len(text) > 0 {
		n := strings.IndexFunc(text, func(r rune) bool {
			return !token.IsIdentifier(string(r)) && (r < '0' || r > '9')
		})
		if n < 0 {
			n = len(text)
		}
		if word := text[:n]; word == from {
			b.WriteString(to)
		} else {
			b.WriteString(word)
		}
		if n < len(text) {
			b.WriteByte(text[n])
			n++
		}
		text = text[n:]
	}
	return b.String()
}
