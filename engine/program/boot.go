package program

import (
	"go/ast"
	"sort"
)

// law reads a call that makes a law.
func (c *compiler) law(call *ast.CallExpr, name string) {
	if c.unrolled > 0 && len(c.loops) == c.unrolled && c.nested() == 2*c.unrolled {
		return // made by lawsOf
	}
	if c.nested() > 0 || len(c.loops) > 0 {
		c.fail(call, "put it at the end of func main, outside if and for; in for i := range forks, an array,"+
			" it is made for each i", "%s holds always, or not at all", name)
		return
	}
	c.oneLaw(call, name, "")
}

// nested counts the scopes that a statement of main stands in, beside main's own.
func (c *compiler) nested() (n int) {
	for s := c.scope; s != nil; s = s.outer {
		n++
	}
	return n - 2
}

// oneLaw makes a law. rounds says of one in a loop for which round it is: "i = 2".
func (c *compiler) oneLaw(call *ast.CallExpr, name, rounds string) {
	if len(c.prog.Laws)+len(c.prog.Futures) >= maxLaws && rounds != "" {
		c.fail(call, "", "loops make more than %d laws", maxLaws)
		return
	}
	switch {
	case name == "conserve":
		c.conserve(call)
		return
	case name != "invariant" && name != "finally":
		c.futureLaw(call, name, rounds)
		return
	}
	kind := Invariant
	if name == "finally" {
		kind = Finally
	}
	if len(call.Args) != 2 {
		c.fail(call, `write `+name+`("text", len(work) <= 4)`, "%s takes a text and a condition", name)
		return
	}
	text, ok := stringValue(call.Args[0])
	if !ok {
		c.fail(call.Args[0], `write `+name+`("text", len(work) <= 4)`, "%s begins with a text in quotes", name)
		return
	}
	x, ok := c.truth(call.Args[1])
	if !ok {
		return
	}
	if rounds != "" {
		text += " (" + rounds + ")"
	}
	c.prog.Laws = append(c.prog.Laws, Law{Kind: kind, Text: text, X: x, Queue: -1,
		Mutex: -1, Line: c.line(call.Pos())})
}

func (c *compiler) conserve(call *ast.CallExpr) {
	if len(call.Args) != 1 {
		c.fail(call, "write conserve(work)", "conserve takes one queue")
		return
	}
	first, count := int32(0), 1
	b := c.bound(call.Args[0])
	if _, whole := call.Args[0].(*ast.Ident); whole && b.kind == anArray && among(b.class, typesOf('Q')) {
		first, count = int32(c.prog.Objects[b.object].Index), b.count
	} else {
		i, b, ok := c.objectOf(call.Args[0], 'Q', "conserve(work)")
		if !ok {
			return
		}
		if first = i; b.kind == anElement {
			array := c.prog.Arrays[b.array].Name
			c.fail(call.Args[0], "write conserve("+array+") for all of them, or a number for the index",
				"conserve names one queue, and %s is found by an index", c.print(call.Args[0]))
			return
		}
	}
	for i := int(first); i < int(first)+count; i++ {
		name := c.prog.Objects[c.prog.Queues[i].Object].Name
		c.prog.Laws = append(c.prog.Laws, Law{Kind: Conserve, X: -1, Queue: i, Mutex: -1, Line: c.line(call.Pos()),
			Text: "no item waits in " + name + " while a taker sleeps and none is awake"})
	}
}

// script reads func script: command lines at a time.
func (c *compiler) script(f *function) {
	f.expanded = true
	c.begin(f)
	for _, s := range f.decl.Body.List {
		var e ast.Expr
		if es, ok := s.(*ast.ExprStmt); ok {
			e = es.X
		}
		call, name := callName(e)
		if name != "at" || len(call.Args) != 2 {
			c.fail(s, `write at(40, "spawn producer")`, "script holds commands at a time, nothing else")
			continue
		}
		at, ok := c.constant(call.Args[0])
		if !ok {
			continue
		}
		if at.typ != Int || at.n < 0 {
			c.fail(call.Args[0], "", "a time is a whole number from 0")
			continue
		}
		if at.n > MaxTicks {
			c.fail(call.Args[0], lastTick(), "tick %d is too late", at.n)
			continue
		}
		text, ok := stringValue(call.Args[1])
		if !ok || text == "" {
			c.fail(call.Args[1], `write at(40, "spawn producer")`, "a command is a text in quotes")
			continue
		}
		where := c.fset.PositionFor(call.Args[1].Pos(), false)
		c.prog.Script = append(c.prog.Script,
			Scripted{At: at.n, Command: text, Line: where.Line, Column: where.Column + 1})
	}
	sort.SliceStable(c.prog.Script, func(i, j int) bool { return c.prog.Script[i].At < c.prog.Script[j].At })
	c.scope = nil
}
